"""Diagnostics → text for a terminal, JSON for programs, annotations for GitHub.

Nothing is judged here, and no file is read: `text_of` gives a file's text for the excerpts, or None.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from iop_curriculum.diagnostics import Diagnostic, Severity
from iop_curriculum.outputs.artefacts import rule_page
from iop_curriculum.source import Source

FORMATS = ("text", "json", "github")

TextOf = Callable[[str], str | None]

_WIDEST = 100  # columns of an excerpt
_LEAD = 30  # columns shown before the place in a line that is cut
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM = "1", "2"


@dataclass(frozen=True)
class Paint:
    """Colour for a terminal, or none."""

    on: bool = False

    def __call__(self, text: str, *codes: str) -> str:
        """Return the text in colour."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.on and text else text


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def as_text(diagnostics: Sequence[Diagnostic], text_of: TextOf, *, colour: bool = False) -> str:
    """Return all diagnostics with excerpts and hints, and their count at the end."""
    paint = Paint(colour)
    sources: dict[str, Source | None] = {}
    parts = []
    for diagnostic in diagnostics:
        if diagnostic.path not in sources:
            text = text_of(diagnostic.path)
            sources[diagnostic.path] = None if text is None else Source(diagnostic.path, text)
        parts.append(_one_as_text(diagnostic, sources[diagnostic.path], paint))
    return "\n".join([*parts, summary(diagnostics, colour=colour)]) + "\n"


def _one_as_text(diagnostic: Diagnostic, source: Source | None, paint: Paint) -> str:
    colour = _COLOURS.get(diagnostic.severity, "0")
    place = f"{diagnostic.path}:{diagnostic.start.line}:{diagnostic.start.column}"
    weight = "" if diagnostic.severity is Severity.ERROR else f" ({diagnostic.severity})"
    head = f"{paint(printable(place), _BOLD)} {paint(diagnostic.code, _BOLD, colour)} {printable(diagnostic.message)}"
    lines = [head + paint(weight, colour)]
    if source:
        lines.extend(_excerpt(diagnostic, source, paint, colour))
    if diagnostic.hint:
        lines.append(f"    {paint('hint:', _BOLD)} {printable(diagnostic.hint)}")
    lines.extend(f"    {paint('see:', _BOLD)} {printable(place)}" for place in diagnostic.related)
    return "\n".join(lines) + "\n"


def _excerpt(diagnostic: Diagnostic, source: Source, paint: Paint, colour: str) -> list[str]:
    """Return the line at fault and a line that points at the place; nothing for an empty line."""
    number = diagnostic.start.line
    span = source.line_span(number)
    line = source.text[span.start : span.end].rstrip("\r")
    if not line.strip():
        return []
    start = min(diagnostic.start.column - 1, len(line))
    end = diagnostic.end.column - 1 if diagnostic.end.line == number else len(line)
    cut = max(0, start - _LEAD) if _columns(line) > _WIDEST else 0
    shown = line[cut : cut + _WIDEST]
    before, marked = line[cut:start], line[start : max(start + 1, min(end, cut + _WIDEST))]
    lead, tail = ("…" if cut else ""), ("…" if cut + _WIDEST < len(line) else "")
    gutter = f"{number:>6} | "
    pointer = " " * (_columns(lead) + _columns(before)) + "^" * max(1, _columns(marked))
    return [
        paint(gutter, _DIM) + lead + printable(shown) + tail,
        paint(" " * (len(gutter) - 2) + "| ", _DIM) + paint(pointer, colour),
    ]


def summary(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Return the closing line: how many of each, in how many files."""
    paint = Paint(colour)
    listed = list(diagnostics)
    counts = Counter(diagnostic.severity for diagnostic in listed)
    if not counts:
        return paint("No faults found.", "32")
    words = [
        paint(counted(counts[severity], word), _COLOURS[severity])
        for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
        if counts[severity]
    ]
    files = counted(len({diagnostic.path for diagnostic in listed}), "file")
    weights = list(_COLOURS)
    worst = min(listed, key=lambda diagnostic: weights.index(diagnostic.severity))
    return f"{', '.join(words)} in {files}. `iop-curriculum rules {worst.code}` explains {worst.code}."


def counted(number: int, word: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Return text that can do nothing to a terminal: control characters are replaced, a tab is one space."""
    return "".join(
        " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs"} else c
        for c in text
    )


def _columns(text: str) -> int:
    """Return how many columns a text takes on a terminal: East Asian characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in text
    )


# ── for programs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def as_data(diagnostics: Sequence[Diagnostic]) -> dict[str, object]:
    """Return the diagnostics as plain data (format 1): lines and columns from 1, columns in code points."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {
        "version": 1,
        "summary": {
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "infos": counts[Severity.INFO],
        },
        "diagnostics": [
            {
                "code": d.code,
                "name": d.name,
                "severity": d.severity.value,
                "message": d.message,
                "hint": d.hint,
                "path": d.path,
                "start": {"line": d.start.line, "column": d.start.column},
                "end": {"line": d.end.line, "column": d.end.column},
                "url": f"{rule_page(d.code)}.html",
                "related": list(d.related),
            }
            for d in diagnostics
        ],
    }


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics as JSON."""
    return json.dumps(as_data(diagnostics), ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Sequence[Diagnostic], text_of: TextOf) -> str:
    """Return commands that GitHub shows beside the lines (ten of a kind a step), then the whole report."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    commands = []
    for d in diagnostics:
        properties = {
            "file": d.path,
            "line": d.start.line,
            "col": d.start.column,
            "endLine": d.end.line,
            "endColumn": d.end.column,
            "title": f"{d.code} {d.name}",
        }
        listed = ",".join(f"{key}={_escape(str(value), also=':,')}" for key, value in properties.items())
        told = f"{d.message}\n{d.hint}" if d.hint else d.message
        commands.append(f"::{levels.get(d.severity, 'notice')} {listed}::{_escape(told)}\n")
    return "".join(commands) + as_text(diagnostics, text_of)


def _escape(text: str, also: str = "") -> str:
    """Escape as GitHub's workflow commands ask for: per cent first."""
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
