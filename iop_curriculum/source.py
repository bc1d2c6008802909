"""Text and places in it: source text → offsets → 1-based line and column.

Everything inside the tool speaks of half-open character offsets (`Span`). Lines and columns exist only here, and are
computed only when something is shown to a person. Columns count Unicode code points. No file is read here.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets, `start <= end`, in one source text."""

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """Return the same range `by` characters further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people count it: first line and first column are 1."""

    line: int
    column: int


class LineIndex:
    """Offset → line and column, by the line starts of one text."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts = [0]
        at = text.find("\n")
        while at != -1:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    @property
    def line_count(self) -> int:
        """The number of lines, an empty last one included."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Return the position of an offset; one past the end counts as the end."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line_start(self, line: int) -> int:
        """Return the offset at which a 1-based line begins; a line past the end gives the end."""
        return self._starts[line - 1] if line <= len(self._starts) else self._length


@dataclass(frozen=True)
class Source:
    """One file's text under its path relative to the project, with `/` on every system."""

    path: str
    text: str
    _lines: LineIndex | None = field(default=None, repr=False, compare=False)

    @cached_property
    def lines(self) -> LineIndex:
        """The line index, made when first asked for."""
        return self._lines or LineIndex(self.text)

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset."""
        return self.lines.position(offset)

    def line_span(self, line: int) -> Span:
        """Return the span of one 1-based line without its line break."""
        start = self.lines.line_start(line)
        end = self.text.find("\n", start)
        return Span(start, len(self.text) if end == -1 else end)
