"""The typed document that stands between Markdown and every output.

Input: nothing; these are types. `content/markdown.py` makes them, rules and outputs read them. An output dispatches
on the type of a block by a dict; a block type that it does not know is a diagnostic, never silence.

Every node has a `span`: offsets into the file it was read from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iop_curriculum.source import Span

# ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; white space is already folded to single spaces."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words (shown in italics), perhaps in another language (`lang`, BCP 47)."""

    content: tuple[Inline, ...]
    span: Span
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised words (shown bold), perhaps in another language (`lang`, BCP 47)."""

    content: tuple[Inline, ...]
    span: Span
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text in a fixed face."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: `#anchor`, a relative path to another content file, or an address."""

    content: tuple[Inline, ...]
    target: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Image:
    """A small picture in running text; `source` is the path as written, relative to the file."""

    source: str
    alt: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break."""

    span: Span


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """The mark that points to a footnote; `number` counts from 1 in order of first mention."""

    name: str
    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Blank:
    """A fill-in blank: `____`. `width` is the number of underscores; 0 means the whole line.

    `field_id` is the same in PDF, HTML and exports; `label` is what a screen reader says.
    """

    field_id: str
    label: str
    width: int
    span: Span


Inline = Text | Emphasis | Strong | Code | Link | Image | LineBreak | FootnoteReference | Blank

# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6; `options` are the words in braces: `{minutes=10 kind=practice}`."""

    level: int
    content: tuple[Inline, ...]
    anchor: str
    options: tuple[tuple[str, str], ...]
    span: Span

    def option(self, name: str) -> str | None:
        """Return an option's value, or None."""
        return dict(self.options).get(name)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item. `checked` is None for a plain item, else the state of its box, which then has a field id and label."""

    blocks: tuple[Block, ...]
    span: Span
    checked: bool | None = None
    field_id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted, numbered (`ordered`, from `start`) or check list. A tight list sets its items close."""

    items: tuple[ListItem, ...]
    ordered: bool
    start: int
    span: Span
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Definition:
    """One or more terms with one or more explanations."""

    terms: tuple[tuple[Inline, ...], ...]
    explanations: tuple[tuple[Block, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and what they mean."""

    definitions: tuple[Definition, ...]
    span: Span


class Alignment(StrEnum):
    """How a table column is set."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. An empty cell of a fillable table is a field: it has a `field_id` and a `label`."""

    content: tuple[Inline, ...]
    span: Span
    field_id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row (its cells may be all empty).

    `row_height` is the least height of a row with fields, in millimetres; 0 leaves it to the output.
    `caption` is the question of a `/// table` block.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[Alignment, ...]
    span: Span
    row_height: float = 0.0
    caption: tuple[Block, ...] = ()

    @property
    def fillable(self) -> bool:
        """Whether any cell is a field."""
        return any(cell.field_id for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal lines."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A rule across the page, written `---` or `***`."""

    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone; `source` is the path as written, relative to the file."""

    source: str
    alt: str
    caption: str
    span: Span


@dataclass(frozen=True, slots=True)
class Admonition:
    """A boxed remark: `!!! tip "Title"`. `kind` is its first word."""

    kind: str
    title: str
    blocks: tuple[Block, ...]
    span: Span


class CalloutKind(StrEnum):
    """What a facilitator's callout is for. Callouts stand in guides only."""

    SAY = "say"
    ASK = "ask"
    DO = "do"
    CAUTION = "caution"
    ADAPT = "adapt"
    BRIDGE = "bridge"
    NEWCOMER = "newcomer"
    TEACHBACK = "teachback"
    SHORT = "short"
    LARGE = "large"
    CHECKLIST = "checklist"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Callout:
    """A facilitator's callout; `title` names the technique, the adaptation or the variant, or is empty."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text; `number` matches its references."""

    name: str
    number: int
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Footnotes:
    """All footnotes of a document, in order; always the last block."""

    notes: tuple[Footnote, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CrisisPlace:
    """The spot at which the programme's crisis block is printed: `/// crisis`."""

    span: Span


# ── worksheet fields that are blocks ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Free text on `count` ruled lines under its question."""

    question: tuple[Block, ...]
    count: int
    field_id: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating from `low` to `high`, with words for both ends."""

    question: tuple[Block, ...]
    low: int
    high: int
    low_words: str
    high_words: str
    field_id: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a `Choose`; `value` is unique among its options."""

    content: tuple[Inline, ...]
    value: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Choose:
    """A question with options of which one may be chosen."""

    question: tuple[Block, ...]
    options: tuple[Choice, ...]
    field_id: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class DrawingBox:
    """An empty frame to draw in, `height` in millimetres. It holds no field."""

    question: tuple[Block, ...]
    height: float
    label: str
    span: Span


Field = Blank | ListItem | Cell | WritingLines | Scale | Choose

Block = (
    Heading
    | Paragraph
    | List
    | DefinitionList
    | Table
    | Quote
    | CodeBlock
    | ThematicBreak
    | Figure
    | Admonition
    | Callout
    | Footnotes
    | CrisisPlace
    | WritingLines
    | Scale
    | Choose
    | DrawingBox
)

# ── walking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def plain_text(content: Sequence[Inline]) -> str:
    """Return the characters of inlines without their markup; blanks and pictures leave nothing."""
    parts: list[str] = []
    for node in content:
        match node:
            case Text() | Code():
                parts.append(node.text)
            case Emphasis() | Strong() | Link():
                parts.append(plain_text(node.content))
            case LineBreak():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)


def children(block: Block) -> tuple[Block, ...]:
    """Return the blocks directly inside a block, in reading order."""
    match block:
        case Quote() | Admonition() | Callout():
            return block.blocks
        case List():
            return tuple(b for item in block.items for b in item.blocks)
        case DefinitionList():
            return tuple(b for d in block.definitions for e in d.explanations for b in e)
        case Footnotes():
            return tuple(b for note in block.notes for b in note.blocks)
        case Table():
            return block.caption
        case WritingLines() | Scale() | Choose() | DrawingBox():
            return block.question
        case _:
            return ()


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield every block, parents before children, in reading order. Iterative: depth costs no stack."""
    pending = list(reversed(blocks))
    while pending:
        block = pending.pop()
        yield block
        pending.extend(reversed(children(block)))


def own_inlines(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Return the runs of inlines that stand in a block itself, not in its children."""
    match block:
        case Heading() | Paragraph():
            return (block.content,)
        case Table():
            return tuple(cell.content for row in (block.header, *block.rows) for cell in row)
        case DefinitionList():
            return tuple(term for d in block.definitions for term in d.terms)
        case Choose():
            return tuple(option.content for option in block.options)
        case _:
            return ()


def inlines(blocks: Sequence[Block]) -> Iterator[Inline]:
    """Yield every inline of the blocks, nested ones included, in reading order."""
    for block in walk(blocks):
        for run in own_inlines(block):
            yield from _flat(run)


def _flat(run: Sequence[Inline]) -> Iterator[Inline]:
    for node in run:
        yield node
        if isinstance(node, Emphasis | Strong | Link):
            yield from _flat(node.content)


def fields(blocks: Sequence[Block]) -> Iterator[Field]:
    """Yield every fillable field, in reading order of the blocks that hold them."""
    for block in walk(blocks):
        if isinstance(block, WritingLines | Scale | Choose):
            yield block
        if isinstance(block, List):
            yield from (item for item in block.items if item.field_id)
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row if cell.field_id)
        for run in own_inlines(block):
            yield from (node for node in _flat(run) if isinstance(node, Blank))
