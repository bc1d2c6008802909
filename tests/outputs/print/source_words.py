"""Blocks → the words that a print of them must hold, in order: written apart from the code under test."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from iop_curriculum.content.blocks import (
    Admonition,
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
    Image,
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


def words(blocks: Sequence[Block], labels: dict[CalloutKind, str] | None = None) -> list[str]:
    """Return all words, with what print adds: bullets, numbers, labels of callouts, words of scales."""
    return " ".join(_texts(blocks, labels or {})).split()


def _texts(blocks: Sequence[Block], labels: dict[CalloutKind, str]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, labels)


def _block(block: Block, labels: dict[CalloutKind, str]) -> Iterator[str]:  # noqa: PLR0912 - one case a block type
    match block:
        case Heading() | Paragraph():
            yield inline(block.content)
        case List():
            for number, item in enumerate(block.items, block.start):
                yield "" if item.field_id else f"{number}." if block.ordered else "•"
                yield from _texts(item.blocks, labels)
        case DefinitionList():
            for definition in block.definitions:
                yield from map(inline, definition.terms)
                for explanation in definition.explanations:
                    yield from _texts(explanation, labels)
        case Table():
            yield from _texts(block.caption, labels)
            for row in (block.header, *block.rows):
                yield from (inline(cell.content) for cell in row)
        case Quote():
            yield from _texts(block.blocks, labels)
        case Admonition():
            yield block.title
            yield from _texts(block.blocks, labels)
        case Callout():
            yield f"{labels[block.kind]}: {block.title}" if block.title else labels[block.kind]
            yield from _texts(block.blocks, labels)
        case CodeBlock():
            yield block.text
        case Figure():
            yield block.caption
        case Footnotes():
            for note in block.notes:
                yield f"{note.number}."
                yield from _texts(note.blocks, labels)
        case WritingLines() | DrawingBox():
            yield from _texts(block.question, labels)
        case Scale():
            yield from _texts(block.question, labels)
            yield from map(str, range(block.low, block.high + 1))
            ends = ((block.low, block.low_words), (block.high, block.high_words))
            yield from (f"{value} = {said}" for value, said in ends if said)
        case Choose():
            yield from _texts(block.question, labels)
            yield from (inline(option.content) for option in block.options)


def inline(content: Sequence[Inline]) -> str:
    """Return the visible characters of inlines; a blank has none."""
    parts = []
    for node in content:
        match node:
            case Text() | Code():
                parts.append(_shown(node.text))
            case Emphasis() | Strong() | Link():
                parts.append(inline(node.content))
            case LineBreak():
                parts.append(" ")
            case FootnoteReference():
                parts.append(str(node.number))
            case Image():
                pass
            case _:
                parts.append("")
    return "".join(parts)


def _shown(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf")
