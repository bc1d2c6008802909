"""A document's own Markdown for its page: the source text, with links led to where things lie on the site.

Links and pictures are found by the spans of the typed blocks; nothing else of the text changes. Staff pages keep
every link; a patient page stands alone, so what leads out of the patient folder stays as words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iop_curriculum.content.blocks import (
    Block,
    Code,
    CrisisPlace,
    Figure,
    Image,
    Link,
    Text,
    inlines,
    plain_text,
    walk,
)
from iop_curriculum.content.model import ContentFile, Library, Module, PatientDocument
from iop_curriculum.outputs import artefacts
from iop_curriculum.source import Span

PATIENT_FOLDERS = ("handouts", "worksheets")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REFERENCE = re.compile(r"^(?P<before>[ ]{0,3}\[[^\]\n^]+\]:[ \t]*<?)(?P<target>[^\s>]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Edit:
    span: Span
    text: str


def guide_body(module: Module) -> str:
    """Return a session guide's body for its page under `modules/`."""
    return _edited(module.file, _retargeted(module.file, module.blocks, _from_guide))


def patient_body(document: PatientDocument, crisis: str) -> str:
    """Return a patient document's body for its page in the patient folder, with the crisis block where it asks for
    it.
    """
    places = (b.span for b in walk(document.blocks) if isinstance(b, CrisisPlace))
    edits = [_Edit(span, crisis) for span in places]
    edits += _retargeted(document.file, document.blocks, _from_patient)
    return _edited(document.file, edits)


def pictures_of(library: Library, path: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the project paths of the pictures that a document shows and the library holds."""
    folder = posixpath.dirname(path)
    sources = [b.source for b in walk(blocks) if isinstance(b, Figure)]
    sources += [i.source for i in inlines(blocks) if isinstance(i, Image)]
    found = (posixpath.normpath(posixpath.join(folder, source)) for source in sources)
    return tuple(p for p in dict.fromkeys(found) if p in library.pictures)


def _edited(file: ContentFile, edits: list[_Edit]) -> str:
    """Apply edits from the last to the first; one inside another is left out."""
    text = file.source.text
    end = len(text)
    for edit in sorted(edits, key=lambda e: (e.span.start, -e.span.end), reverse=True):
        if edit.span.end <= end:
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
            end = edit.span.start
    return text[file.body_start :]


def _retargeted(
    file: ContentFile, blocks: tuple[Block, ...], target_of: Callable[[str, str], str | None]
) -> list[_Edit]:
    """Return the edits that lead links elsewhere. `target_of(folder, target)` is None where a link is to be words
    only.
    """
    folder = posixpath.dirname(file.path)
    edits = [_edit(file, link, target_of(folder, link.target)) for link in inlines(blocks) if isinstance(link, Link)]
    edits += _reference_edits(file, folder, target_of)
    return list(dict.fromkeys(edit for edit in edits if edit))


def _edit(file: ContentFile, link: Link, target: str | None) -> _Edit | None:
    """A link's span covers its words; the markup around them is found from there."""
    if target == link.target:
        return None
    text, words = file.source.text, link.span
    behind = _link_end(link.target).match(text, words.end)
    if target is not None:
        # One written as a reference stays: its definition is led elsewhere instead.
        return _Edit(Span(*behind.span("target")), target) if behind and behind["target"] else None
    start = text.rfind("[", 0, words.start + 1)
    if behind is None or start == -1:  # an address in angle brackets
        return _Edit(Span(words.start - 1, words.end + 1), _as_words(link))
    return _Edit(Span(start, behind.end()), _as_words(link))


def _link_end(target: str) -> re.Pattern[str]:
    """What follows a link's words: `](target "title")`, `][reference]` or `]`."""
    return re.compile(
        rf"""[^\[\]<>]*\](?:
            \(\s*<?(?P<target>{re.escape(target)})>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)
          | [ ]?\[[^\]]*\]
        )?""",
        re.VERBOSE,
    )


def _as_words(link: Link) -> str:
    words = plain_text(link.content).strip()
    shown = re.sub(r"^(https?://|mailto:)", "", link.target)
    if not _ADDRESS.match(link.target) or shown in words or words in link.target:
        return _plain(words)
    return f"{_plain(words)} ({_plain(shown)})"


def _plain(words: str) -> str:
    """Escape what Markdown would read as markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", words)


def _reference_edits(file: ContentFile, folder: str, target_of: Callable[[str, str], str | None]) -> Iterator[_Edit]:
    for found in _REFERENCE.finditer(file.source.text, file.body_start):
        target = target_of(folder, found["target"])
        if target is not None and target != found["target"]:
            yield _Edit(Span(*found.span("target")), target)


def _from_guide(folder: str, target: str) -> str | None:
    """Guides stay in `modules/`; patient documents move into the patient folder."""
    path, mark, anchor = target.partition("#")
    if not path or _ADDRESS.match(target):
        return target
    place = posixpath.normpath(posixpath.join(folder, path))
    if place.split("/")[0] in PATIENT_FOLDERS:
        place = f"{artefacts.PATIENT}/{place}"
    return posixpath.relpath(place, folder) + mark + anchor


def _from_patient(folder: str, target: str) -> str | None:
    """Patient documents see each other and their pictures, and nothing else."""
    path = target.partition("#")[0]
    if not path and target:
        return target
    if _ADDRESS.match(target):
        return None
    place = posixpath.normpath(posixpath.join(folder, path))
    return target if place.split("/")[0] in (*PATIENT_FOLDERS, "figures") else None


def first_sentence(text: str) -> str:
    """Return a text's first sentence."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def text_of(blocks: tuple[Block, ...]) -> str:
    """Return the words of blocks, for search."""
    return " ".join(node.text for node in inlines(blocks) if isinstance(node, Text | Code))
