"""Where words of a parsed body stand in their file: line marks and words → spans."""

from __future__ import annotations

import re
from bisect import bisect_right

from iop_curriculum.content.lines import MARK_BASE, MARKS
from iop_curriculum.source import Source, Span

# A line mark, or words between marks and what Python-Markdown has put in place of entities and escaped signs.
_PIECES = re.compile(f"{MARKS.pattern}|[^\x02\x03{MARKS.pattern[1:-1]}]+(?![^\x02]*\x03)")


class Places:
    """Follows a body's words through its source, in the order in which the parsed tree holds them.

    `first` is the offset at which the body begins; marks count lines from there. A word that can't be found (an
    entity, an escaped sign) gets the place of the words around it: a span is never outside its line.
    """

    def __init__(self, source: Source, first: int) -> None:
        self._text = source.text
        self._starts = [first]
        at = self._text.find("\n", first)
        while at != -1:
            self._starts.append(at + 1)
            at = self._text.find("\n", at + 1)
        self._cursor = first

    @property
    def here(self) -> int:
        """The offset just behind the last words found."""
        return self._cursor

    def line_start(self, line: int) -> int:
        """Return the offset of a body line, counted from 0."""
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def line_end(self, line: int) -> int:
        """Return the offset at which a body line ends, its line break left out."""
        return self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._text)

    def line_span(self, line: int) -> Span:
        """Return a line's span without the white space around it."""
        start, end = self.line_start(line), self.line_end(line)
        words = self._text[start:end]
        indent = len(words) - len(words.lstrip())
        return Span(start + indent, max(start + indent, start + len(words.rstrip())))

    def line_at(self, offset: int) -> int:
        """Return the body line, counted from 0, in which an offset lies."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def follow(self, marked: str) -> Span | None:
        """Move past a piece of marked text and return the span of its words; None where it has none."""
        start: int | None = None
        end = self._cursor
        for piece in _PIECES.findall(marked):
            if MARKS.match(piece):
                self._cursor = self._words_of_line(ord(piece) - MARK_BASE)
                continue
            span = self._find(piece)
            if span:
                start, end = (span.start if start is None else start), span.end
        return None if start is None else Span(start, max(start, end))

    def _words_of_line(self, line: int) -> int:
        return self.line_span(line).start

    def _find(self, words: str) -> Span | None:
        words = words.strip()
        if not words:
            return None
        end = self.line_end(self.line_at(self._cursor))
        at = self._text.find(words, self._cursor, end)
        if at == -1:
            return Span(self._cursor, self._cursor)
        self._cursor = at + len(words)
        return Span(at, self._cursor)

    def follow_literal(self, literal: str) -> Span:
        """Move past the next occurrence of a piece of markup, such as `![`, and return its span."""
        at = self._text.find(literal, self._cursor)
        if at == -1:
            return Span(self._cursor, self._cursor)
        self._cursor = at + len(literal)
        return Span(at, self._cursor)

    def jump(self, offset: int) -> None:
        """Go on looking from an offset."""
        self._cursor = offset


def find_words(source: Source, within: Span, words: str, nth: int = 0) -> Span:
    """Return where words stand inside a span, white space and line breaks being alike; the whole span if nowhere."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return within
    for number, found in enumerate(re.finditer(pattern, source.text[within.start : within.end])):
        if number == nth:
            return Span(within.start + found.start(), within.start + found.end())
    return within
