"""Documents → passages: runs of words as a reader meets them, each with its place in the file.

A passage is a paragraph, heading, table cell, label or value of front matter. Rules look for words in passages, never
in source text, so that markup can't hide a word or look like one. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iop_curriculum.content.blocks import (
    Admonition,
    Blank,
    Block,
    Callout,
    CalloutKind,
    Choose,
    Code,
    CodeBlock,
    DefinitionList,
    DrawingBox,
    Emphasis,
    Figure,
    FootnoteReference,
    Footnotes,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Scale,
    Strong,
    Table,
    Text,
    WritingLines,
)
from iop_curriculum.content.blocks import Image as InlineImage
from iop_curriculum.content.model import ContentFile, Module, PatientDocument
from iop_curriculum.content.places import find_words
from iop_curriculum.source import Source, Span


class Role(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    OPTION = "option"
    PICTURE = "picture"
    TITLE = "title"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage from `at` on, and where they stand in the source."""

    at: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """One run of words. `callouts` stand around it, the outermost first; `quoted` words are somebody's own voice."""

    text: str
    role: Role
    span: Span
    pieces: tuple[Piece, ...]
    section: str = ""
    callouts: tuple[CalloutKind, ...] = ()
    quoted: bool = False

    def place(self, source: Source, start: int, end: int) -> Span:
        """Return where the characters from `start` to `end` of the passage stand in the source."""
        first = self._offset(source, start, at_end=False)
        last = self._offset(source, end, at_end=True)
        return Span(first, max(first, last))

    def _offset(self, source: Source, at: int, *, at_end: bool) -> int:
        reach = at - 1 if at_end else at
        piece = next((p for p in self.pieces if p.at <= reach < p.at + len(p.text)), None)
        if piece is None:
            return self.span.end if at_end else self.span.start
        inside = at - piece.at
        if len(piece.text) == piece.span.end - piece.span.start:
            return piece.span.start + inside
        # Written otherwise than it reads (a line break and indent, an entity): count words, not characters.
        word = re.search(r"\S+$", piece.text[:inside]) if at_end else re.match(r"\s*(\S+)", piece.text[inside:])
        if word is None:
            return piece.span.end if at_end else piece.span.start
        words = word[0].strip()
        nth = piece.text[: inside - len(words) if at_end else inside].count(words)
        found = find_words(source, piece.span, words, nth)
        return found.end if at_end else found.start


@dataclass(frozen=True, slots=True)
class _Around:
    section: str = ""
    callouts: tuple[CalloutKind, ...] = ()
    quoted: bool = False
    role: Role = Role.PARAGRAPH


def front_passages(document: Module | PatientDocument) -> tuple[Passage, ...]:
    """Return title, summary, and for a guide its objectives and materials."""
    file, spec = document.file, document.spec
    out = [_front(file, spec.title, "title"), _front(file, spec.summary, "summary")]
    if isinstance(document, Module):
        out += [_front(file, text, "objectives", n) for n, text in enumerate(document.spec.objectives)]
        out += [_front(file, text, "materials", n) for n, text in enumerate(document.spec.materials)]
    return tuple(out)


def _front(file: ContentFile, text: str, *path: str | int) -> Passage:
    span = file.span_of(*path)
    found = find_words(file.source, span, text)
    return Passage(text, Role.FRONT, found, (Piece(0, text, found),))


def passages(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Return the passages of blocks in reading order."""
    return tuple(_of_blocks(blocks, _Around()))


def _of_blocks(blocks: Sequence[Block], around: _Around) -> Iterator[Passage]:
    for block in blocks:
        yield from _of_block(block, around)
        if isinstance(block, Heading) and not around.callouts:
            around = _Around(_words(block.content), around.callouts, around.quoted, around.role)


def _of_block(block: Block, around: _Around) -> Iterator[Passage]:  # noqa: PLR0912 - one branch a block type
    match block:
        case Heading():
            yield _passage(block.content, Role.HEADING, block.span, around)
        case Paragraph():
            yield _passage(block.content, around.role, block.span, around)
        case List():
            for item in block.items:
                yield from _of_blocks(item.blocks, _within(around, role=Role.ITEM))
        case DefinitionList():
            for definition in block.definitions:
                for term in definition.terms:
                    yield _passage(term, Role.OPTION, definition.span, around)
                for explanation in definition.explanations:
                    yield from _of_blocks(explanation, around)
        case Table():
            yield from _of_blocks(block.caption, around)
            for row in (block.header, *block.rows):
                for cell in row:
                    if cell.content:
                        yield _passage(cell.content, Role.CELL, cell.span, around)
        case Quote():
            yield from _of_blocks(block.blocks, _within(around, quoted=True))
        case Admonition():
            yield from _title(block.title, block.span, around)
            yield from _of_blocks(block.blocks, _within(around, quoted=around.quoted or block.kind == "example"))
        case Callout():
            yield from _title(block.title, block.span, around)
            yield from _of_blocks(block.blocks, _within(around, callout=block.kind))
        case Footnotes():
            for note in block.notes:
                yield from _of_blocks(note.blocks, around)
        case Figure():
            for words in (block.alt, block.caption):
                if words.strip():
                    yield _literal(words, Role.PICTURE, block.span, around)
        case CodeBlock():
            yield _literal(block.text, Role.PARAGRAPH, block.span, around)
        case WritingLines() | DrawingBox():
            yield from _of_blocks(block.question, around)
        case Scale():
            yield from _of_blocks(block.question, around)
            for words in (block.low_words, block.high_words):
                if words.strip():
                    yield _literal(words, Role.OPTION, block.span, around)
        case Choose():
            yield from _of_blocks(block.question, around)
            for option in block.options:
                yield _passage(option.content, Role.OPTION, option.span, around)
        case _:
            pass


def _within(
    around: _Around, *, role: Role | None = None, quoted: bool | None = None, callout: CalloutKind | None = None
) -> _Around:
    callouts = (*around.callouts, callout) if callout else around.callouts
    return _Around(around.section, callouts, around.quoted if quoted is None else quoted, role or around.role)


def _title(title: str, span: Span, around: _Around) -> Iterator[Passage]:
    if title.strip():
        yield _literal(title, Role.TITLE, span, around)


def _literal(text: str, role: Role, span: Span, around: _Around) -> Passage:
    return Passage(text, role, span, (Piece(0, text, span),), around.section, around.callouts, around.quoted)


def _passage(content: Sequence[Inline], role: Role, span: Span, around: _Around) -> Passage:
    pieces: list[Piece] = []
    text = _collect(content, "", pieces)
    return Passage(text, role, span, tuple(pieces), around.section, around.callouts, around.quoted)


def _words(content: Sequence[Inline]) -> str:
    return _collect(content, "", [])


def _collect(content: Sequence[Inline], text: str, pieces: list[Piece]) -> str:
    """Return `text` with the words of inlines behind it, noting each piece. A blank reads as an ellipsis."""
    for node in content:
        match node:
            case Text() | Code():
                pieces.append(Piece(len(text), node.text, node.span))
                text += node.text
            case Emphasis() | Strong() | Link():
                text = _collect(node.content, text, pieces)
            case LineBreak():
                text += " "
            case Blank():
                text += "…"
            case InlineImage():
                pieces.append(Piece(len(text), node.alt, node.span))
                text += node.alt
            case FootnoteReference():
                pass
    return text


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────────────────

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-ZÁÉÍÓÚÑ¿¡0-9]|\s*$)|:\s*$|[.!?…]+[\"'”’)\]]*\s*$")
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|vs|etc|No|e\.g|i\.e|a\.m|p\.m|U\.S|Sr|Jr)|\b[A-Z])\.$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of a passage; what has no full stop is one sentence."""
    start = 0
    for stop in _END.finditer(text):
        if (
            stop[0].startswith(".")
            and _ABBREVIATION.search(text[max(0, stop.start() - 8) : stop.start() + 1])
            and stop.end() < len(text.rstrip())
        ):
            continue
        if text[start : stop.end()].strip():
            yield start + _blank_before(text, start), stop.end()
        start = stop.end()
    if text[start:].strip():
        yield start + _blank_before(text, start), len(text.rstrip())


def _blank_before(text: str, start: int) -> int:
    return len(text[start:]) - len(text[start:].lstrip())
