"""A body's lines, read once: which are text, fences or code, and the marked text from which places can be told.

Python-Markdown keeps no positions. So before it parses, each line of text gets one private character that stands for
its line; the marks travel through the parser inside the text and are taken out again when the tree is turned into
blocks. Lines whose shape Markdown reads as a whole (fences, table rules, rules, reference definitions) stay unmarked;
their places are kept here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Plane 15, private use: one character a line. Content that holds such characters is refused before it comes here.
MARK_BASE = 0xF0000
MAX_LINES = 60_000
MARKS = re.compile(f"[{chr(MARK_BASE)}-{chr(MARK_BASE + MAX_LINES)}]")

_OPENER = re.compile(r"^[ ]*(/{3,})[ ]*([\w-]+)[ ]*(?:\|[ ]*(.*?)[ ]*)?$")
_CLOSER = re.compile(r"^[ ]*(/{3,})[ ]*$")
_OPTION = re.compile(r"^[ ]{4,}(\S.*)$")
_CODE_FENCE = re.compile(r"^[ ]*(`{3,}|~{3,})")
_ALLOW = re.compile(r"^[ ]*<!--\s*allow\s+([A-Z]{3}\d{3})\s*:\s*(.*?)\s*-->[ ]*$")
_ALLOW_LIKE = re.compile(r"^[ ]*<!--\s*allow\b")
_WHOLE = re.compile(
    r"""^[ ]*(?:
        \[[^\]^][^\]]*\]:.*              # reference definition
      | \*\[[^\]]+\]:.*                  # abbreviation
      | \{:?[ ]*[^}\n]*\}[ ]*            # attribute list of its own line
      | (?=[^-=]*[-=])[|:=\-\s]+         # table rule, underline of a heading, rule
      | (?:\*[ ]*){3,}                   # rule
      | !!!.*                            # admonition
    )$""",
    re.VERBOSE,
)
_PREFIX = re.compile(
    r"""^[ ]*(?:>[ ]?)*[ ]*                 # quotation
        (?:(?:[-*+]|\d+[.)])[ ]+)*          # list items
        (?:\[[ xX]\][ ]+)?                  # check box
        (?:\#{1,6}[ ]+)?                    # heading
        (?:\[\^[^\]]+\]:[ ]*|:[ ]+)?        # footnote, explanation of a term
        (?:\|[ ]*)?                         # table row
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Fence:
    """One `/// name | argument` block as written; lines count from 0. `last` is None until it is closed."""

    name: str
    argument: str
    slashes: int
    line: int
    options: dict[str, tuple[str, int]] = field(default_factory=dict)
    last: int | None = None


@dataclass(frozen=True, slots=True)
class AllowLine:
    """A local exception: `<!-- allow WRD012: reason -->`."""

    rule: str
    reason: str
    line: int


@dataclass(slots=True)
class Lines:
    """What the lines of one body are."""

    marked: str = ""
    fences: list[Fence] = field(default_factory=list)
    code_lines: list[int] = field(default_factory=list)
    rule_lines: list[int] = field(default_factory=list)
    allows: list[AllowLine] = field(default_factory=list)
    bad_allows: list[int] = field(default_factory=list)
    stray_closers: list[int] = field(default_factory=list)
    admonition_lines: list[int] = field(default_factory=list)

    @property
    def unclosed(self) -> Iterator[Fence]:
        """Blocks that are opened and never closed."""
        return (fence for fence in self.fences if fence.last is None)


def line_mark(line: int) -> str:
    """Return the character that stands for a line, counted from 0."""
    return chr(MARK_BASE + line)


def is_allow_line(line: str) -> bool:
    """Whether a line is a local exception, which no output shows."""
    return _ALLOW_LIKE.match(line) is not None and line.rstrip().endswith("-->")


def read_lines(body: str) -> Lines:
    """Classify the lines of a body and return them with the marked text."""
    reader = _Reader()
    for number, line in enumerate(body.split("\n")):
        reader.read(number, line)
    reader.result.marked = "\n".join(reader.out)
    return reader.result


class _Reader:
    def __init__(self) -> None:
        self.result = Lines()
        self.out: list[str] = []
        self._code_fence = ""
        self._open: list[Fence] = []
        self._options_of: Fence | None = None

    def read(self, number: int, line: str) -> None:
        if self._code_fence:
            self._in_code(line)
        elif not self._special(number, line):
            self._text(number, line)
        if not line.strip():
            self._options_of = None

    def _in_code(self, line: str) -> None:
        self.out.append(line)
        closing = _CODE_FENCE.match(line)
        if closing and closing[1].startswith(self._code_fence) and not line.strip(" `~"):
            self._code_fence = ""

    def _special(self, number: int, line: str) -> bool:
        """Handle a line that is no running text; return whether it was one."""
        if self._options_of is not None and (option := _OPTION.match(line)):
            name, _, value = option[1].partition(":")
            self._options_of.options[name.strip()] = (value.strip().strip("\"'"), number)
        elif fence := _CODE_FENCE.match(line):
            self._code_fence = fence[1]
            self.result.code_lines.append(number)
        elif _ALLOW_LIKE.match(line):
            self._allow(number, line)
            return True
        elif closer := _CLOSER.match(line):
            self._close(number, len(closer[1]))
        elif opener := _OPENER.match(line):
            self._open_fence(number, opener)
        else:
            return False
        self.out.append(line)
        return True

    def _open_fence(self, number: int, opener: re.Match[str]) -> None:
        fence = Fence(opener[2].lower(), opener[3] or "", len(opener[1]), number)
        self.result.fences.append(fence)
        self._open.append(fence)
        self._options_of = fence

    def _close(self, number: int, slashes: int) -> None:
        self._options_of = None
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].slashes == slashes:
                self._open[at].last = number
                del self._open[at:]
                return
        self.result.stray_closers.append(number)

    def _allow(self, number: int, line: str) -> None:
        found = _ALLOW.match(line)
        if found and found[2]:
            self.result.allows.append(AllowLine(found[1], found[2], number))
            self.out.append("")
        else:
            self.result.bad_allows.append(number)
            self.out.append("" if is_allow_line(line) else line)

    def _text(self, number: int, line: str) -> None:
        self._options_of = None
        if not line.strip():
            self.out.append(line)
            return
        if _WHOLE.match(line):
            if line.lstrip().startswith("!!!"):
                self.result.admonition_lines.append(number)
            elif not line.strip(" -*"):
                self.result.rule_lines.append(number)
            self.out.append(line)
            return
        prefix = _PREFIX.match(line)
        at = prefix.end() if prefix else 0
        self.out.append(line[:at] + line_mark(number) + line[at:])
