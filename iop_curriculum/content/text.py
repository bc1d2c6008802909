"""Bytes of a text file → a `Source` in which every character can be trusted, and what was wrong with them."""

from __future__ import annotations

import re

from iop_curriculum.content import faults
from iop_curriculum.content.lines import MARK_BASE, MAX_LINES
from iop_curriculum.content.store import Refusal, Store, StoreError
from iop_curriculum.diagnostics import Checked, Diagnostic
from iop_curriculum.source import Source, Span

# Controls except tab and line feed, lone surrogates, non-characters, and the private characters that mark lines.
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{chr(MARK_BASE)}-\U0010ffff]")
_REFUSALS = {
    Refusal.MISSING: (faults.UNREADABLE_FILE, "The file does not exist."),
    Refusal.OUTSIDE: (faults.OUTSIDE_PROJECT, "The file lies outside the project's folder."),
    Refusal.TOO_LARGE: (faults.FILE_TOO_LARGE, "The file is too large for a document"),
    Refusal.UNREADABLE: (faults.UNREADABLE_FILE, "The file can't be read"),
}


def read_text(store: Store, path: str) -> Checked[Source | None]:
    """Return a file's text with plain line feeds, or None where it can't be used; all faults are told."""
    try:
        data = store.read(path)
    except StoreError as error:
        return Checked(None, (refused(path, error),))
    if not data.strip():
        return Checked(None, (faults.EMPTY_FILE.in_file(path, "The file is empty."),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Checked(None, (_not_utf8(path, data, error),))
    found: list[Diagnostic] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        found.append(faults.BYTE_ORDER_MARK.in_file(path, "The file begins with a byte order mark."))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        found.append(faults.WINDOWS_LINE_ENDS.in_file(path, "The file has Windows line ends."))
    source = Source(path, text)
    if text.count("\n") >= MAX_LINES:
        found.append(faults.FILE_TOO_LARGE.in_file(path, f"The file has more than {MAX_LINES:,} lines."))
        return Checked(None, tuple(found))
    controls = list(_UNPRINTABLE.finditer(text))
    for hit in controls[:20]:
        message = f"The character U+{ord(hit[0]):04X} can't be printed."
        found.append(faults.CONTROL_CHARACTER.at(source, Span(hit.start(), hit.end()), message))
    return Checked(None if controls else source, tuple(found))


def refused(path: str, error: StoreError) -> Diagnostic:
    """Return the diagnostic for a file that the store does not give."""
    rule, message = _REFUSALS[error.refusal]
    if not message.endswith("."):
        message += f" ({error.detail})."
    return rule.in_file(path, message)


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    readable = Source(path, data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n"))
    at = len(readable.text)
    encoding = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "another encoding"
    message = f"The byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be in {encoding}."
    return faults.NOT_UTF8.at(readable, Span(at, at), message)
