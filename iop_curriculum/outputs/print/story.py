"""Blocks → tagged flowables: one function a block type, found by a dict.

Input: a document's blocks. Output: flowables in reading order, whose structure elements are already in the tree. What
stands around a document's body (title, crisis block, agenda) is put there by `guides.py` and `patient_documents.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from iop_curriculum.content.blocks import (
    Admonition,
    Blank,
    Block,
    Callout,
    CodeBlock,
    CrisisPlace,
    DefinitionList,
    DrawingBox,
    Figure,
    Footnotes,
    Heading,
    List,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    own_inlines,
    plain_text,
    walk,
)
from iop_curriculum.content.blocks import Choose as ChooseBlock
from iop_curriculum.content.blocks import Scale as ScaleBlock
from iop_curriculum.content.blocks import WritingLines as WritingLinesBlock
from iop_curriculum.outputs.print import callouts, fonts, lists
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import PanelStyle, TaggedFigure, TaggedTable, panel, side_by_side
from iop_curriculum.outputs.print.headings import HeadingParagraph, Line
from iop_curriculum.outputs.print.inlines import InlineSetter
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph, break_fragment, text_fragments
from iop_curriculum.outputs.print.pictures import Pictures
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import TINT, Sheet
from iop_curriculum.outputs.print.tables import TableSetter
from iop_curriculum.outputs.print.words import words
from iop_curriculum.outputs.print.writing import DrawingFrame, RuledLines, ScaleCircles
from iop_curriculum.source import Span

_LEAD_IN = 240  # characters: a paragraph up to this long stays with the list or field that it leads to
_LED_TO = (List, Table, WritingLinesBlock, ScaleBlock, ChooseBlock, DrawingBox, Figure)


class UnknownBlockError(TypeError):
    """A block type that print has no function for."""


@dataclass(frozen=True)
class Place:
    """Where blocks are set: the element that they belong to, the width there, the style of running text."""

    parent: Element
    width: float
    style: ParagraphStyle


@dataclass
class Story:
    """Sets the blocks of one document.

    `crisis` sets the programme's crisis block where the author placed it; `notes` are words added to headings.
    """

    sheet: Sheet
    language: str
    pictures: Pictures
    blocks: Sequence[Block]
    fillable: bool = True
    crisis: Callable[[Element], list[Any]] = lambda _parent: []
    notes: Mapping[Span, str] = field(default_factory=dict)
    inlines: InlineSetter = field(init=False)
    tables: TableSetter = field(init=False)
    _level: int = 0
    _shift: int = 0

    def __post_init__(self) -> None:
        headings = [block for block in walk(self.blocks) if isinstance(block, Heading)]
        notes = [note for block in self.blocks if isinstance(block, Footnotes) for note in block.notes]
        anchors = {heading.anchor for heading in headings} | {f"note-{note.name}" for note in notes}
        self.inlines = InlineSetter(self.pictures, self.language, frozenset(anchors - {""}))
        self.tables = TableSetter(self.inlines, self.sheet, self.fillable)
        # The title is the one heading of level 1: a body that uses that level begins one further down.
        self._shift = 1 if any(heading.level == 1 for heading in headings) else 0

    # ── for the parts around the body ────────────────────────────────────────────────────────────────────────────────

    def place(self, parent: Element) -> Place:
        """Return the place of running text over the whole width."""
        return Place(parent, self.sheet.width, self.sheet.body)

    def title(self, text: str, parent: Element) -> HeadingParagraph:
        """Set a document's title."""
        self._level = 1
        fragments = text_fragments(text, self.sheet.heading(1), Face())
        made = HeadingParagraph.of(fragments, self.sheet.heading(1), parent.add("H1"), sticks=True)
        made.outline, made.level = text, 1
        return made

    def heading(self, text: str, parent: Element, level: int, style: ParagraphStyle | None = None) -> HeadingParagraph:
        """Set a heading that print adds of its own."""
        level = self._next_level(level)
        style = style or self.sheet.heading(level)
        made = HeadingParagraph.of(text_fragments(text, style, Face()), style, parent.add(f"H{level}"), sticks=True)
        made.outline, made.level = text, level
        return made

    def text(
        self,
        text: str,
        style: ParagraphStyle,
        parent: Element,
        *,
        tag: str = "P",
        bold: bool = False,
        sticks: bool = False,
    ) -> TaggedParagraph:
        """Set a plain paragraph."""
        return TaggedParagraph.of(text_fragments(text, style, Face(bold=bold)), style, parent.add(tag), sticks=sticks)

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def set(self, blocks: Sequence[Block], place: Place) -> list[Any]:
        """Return the flowables of blocks. Raises `UnknownBlockError`."""
        made: list[Any] = []
        for number, block in enumerate(blocks):
            setter = _SETTERS.get(type(block))
            if setter is None:
                raise UnknownBlockError(f"print has no function for {type(block).__name__}")
            flowables = setter(self, block, place)
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if flowables and _leads_to(block, following):
                flowables[-1].sticks = True
            made += flowables
        return made

    def question(self, blocks: Sequence[Block], place: Place) -> list[Any]:
        """Set the question of a field: it stays with the field."""
        made = self.set(blocks, place)
        for flowable in made:
            flowable.sticks = True
        return made

    def _next_level(self, level: int) -> int:
        """Return a level that skips none (PDF/UA-1, 7.4.2)."""
        self._level = max(2, min(level, self._level + 1, 6))
        return self._level

    def _heading(self, block: Heading, place: Place) -> list[Any]:
        level = self._next_level(block.level + self._shift)
        style = self.sheet.heading(level)
        fragments = self.inlines.fragments(block.content, style)
        if not fragments:
            return []
        if block.span in self.notes:
            fragments += text_fragments(f"  · {self.notes[block.span]}", style, Face(scale=0.78))
        made = HeadingParagraph.of(fragments, style, place.parent.add(f"H{level}"), sticks=True)
        made.anchor, made.outline, made.level = block.anchor, plain_text(block.content).strip(), level
        return [made]

    def _paragraph(self, block: Paragraph, place: Place) -> list[Any]:
        to_write = any(isinstance(node, Blank) for node in block.content)
        style = self.sheet.writing(place.style) if to_write else place.style
        fragments = self.inlines.fragments(block.content, style)
        return [TaggedParagraph.of(fragments, style, place.parent.add("P"))] if fragments else []

    def _quote(self, block: Quote, place: Place) -> list[Any]:
        look = PanelStyle(bar=2.0, pad=2.0)
        inside = replace(place, parent=place.parent.add("BlockQuote"), width=place.width - 2 * look.indent)
        return panel(self.set(block.blocks, inside), look, self.sheet.gap * 0.5, self.sheet.gap * 1.5)

    def _code(self, block: CodeBlock, place: Place) -> list[Any]:
        style = self.sheet.code
        fragments: list[Any] = []
        for number, line in enumerate(block.text.rstrip("\n").split("\n")):
            bare = line.expandtabs(4).lstrip(" ")
            indent = "\u00a0" * (len(line.expandtabs(4)) - len(bare))
            fragments += [break_fragment(style)] * bool(number) + text_fragments(
                indent + bare, style, Face(fonts.FALLBACK)
            )
        paragraph = TaggedParagraph.of(fragments, style, place.parent.add("P"))
        return panel([paragraph], PanelStyle(tint=TINT, pad=6.0), self.sheet.gap * 0.5, self.sheet.gap * 1.5)

    def _break(self, _block: ThematicBreak, _place: Place) -> list[Any]:
        return [Line(1.0, self.sheet.gap * 1.5)]

    def _table(self, block: Table, place: Place) -> list[Any]:
        caption = self.question(block.caption, place)
        made = self.tables.table(block, place.parent, place.width)
        return caption + ([made] if made is not None else lists.table_as_list(self, block, place))

    def _figure(self, block: Figure, place: Place) -> list[Any]:
        picture = self.pictures.find(block.source)
        if picture is None:
            said = words("picture-missing", self.language, alt=block.alt)
            missing = self.text(said, self.sheet.body, place.parent)
            made = panel([missing], PanelStyle(frame=0.8), self.sheet.gap, self.sheet.gap)
        else:
            scale = min(place.width / picture.width, self.sheet.height * 0.42 / picture.height, 1.1)
            element = place.parent.add("Figure", alt=block.alt) if block.alt else None
            size = (picture.width * scale, picture.height * scale)
            made = [TaggedFigure(picture, size, element, self.sheet.gap)]
        if block.caption:
            made[-1].sticks = True
            made.append(self.text(block.caption, self.sheet.small, place.parent))
            made[-1].spaceAfter = self.sheet.gap * 1.5
        return made

    def _admonition(self, block: Admonition, place: Place) -> list[Any]:
        look = PanelStyle(bar=3.0, tint=TINT)
        parent = place.parent.add("Div")
        inside = replace(place, parent=parent, width=place.width - 2 * look.indent)
        title = [self.text(block.title, self.sheet.label, parent, sticks=True)] if block.title else []
        return panel(title + self.set(block.blocks, inside), look, self.sheet.gap * 0.8, self.sheet.gap * 1.8)

    def _crisis(self, _block: CrisisPlace, place: Place) -> list[Any]:
        return self.crisis(place.parent)

    # ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines(self, block: WritingLinesBlock, place: Place) -> list[Any]:
        parent = place.parent.add("Div")
        question = self.question(block.question, replace(place, parent=parent))
        return [*question, RuledLines(block.count, FieldSpec(block.field_id, block.label), parent, self.sheet)]

    def _scale(self, block: ScaleBlock, place: Place) -> list[Any]:
        parent = place.parent.add("Div")
        question = self.question(block.question, replace(place, parent=parent))
        values = parent.add("L", attributes={"O": "List", "ListNumbering": "Decimal"})
        spec = FieldSpec(block.field_id, block.label)
        circles = ScaleCircles(block.low, block.high, spec, values, self.sheet)
        ends = self._ends(block, replace(place, parent=parent))
        if ends is None:
            circles.sticks, circles.spaceAfter = False, self.sheet.gap * 2
        return [*question, circles, *([ends] if ends else [])]

    def _ends(self, block: ScaleBlock, place: Place) -> TaggedTable | None:
        """Set the words for both ends side by side."""
        if not (block.low_words or block.high_words):
            return None
        cells = []
        for value, said, side in ((block.low, block.low_words, "left"), (block.high, block.high_words, "right")):
            style = self.sheet.aligned(self.sheet.cell, side)
            cells.append([self.text(f"{value} = {said}", style, place.parent)] if said else [])
        made = side_by_side([cells], [place.width / 2, place.width / 2])
        made.spaceAfter = self.sheet.gap * 2.2
        return made

    def _choose(self, block: ChooseBlock, place: Place) -> list[Any]:
        parent = place.parent.add("Div")
        question = self.question(block.question, replace(place, parent=parent))
        return question + lists.choices(self, block, replace(place, parent=parent))

    def _box(self, block: DrawingBox, place: Place) -> list[Any]:
        parent = place.parent.add("Div")
        question = self.question(block.question, replace(place, parent=parent))
        element = parent.add("Figure", alt=block.label or words("drawing", self.language))
        return [*question, DrawingFrame(block.height * mm, element, self.sheet)]


def _leads_to(block: Block, following: Block | None) -> bool:
    """Whether a block is to stand on the same page as the beginning of the next."""
    if not isinstance(block, Paragraph) or following is None:
        return False
    if isinstance(following, Paragraph):
        return _only_blank(following)
    return isinstance(following, _LED_TO) and len(plain_text(block.content)) <= _LEAD_IN


def _only_blank(block: Paragraph) -> bool:
    (content,) = own_inlines(block)
    return any(isinstance(node, Blank) for node in content) and not plain_text(content).strip()


_SETTERS: Mapping[type, Callable[[Story, Any, Place], list[Any]]] = {
    Heading: Story._heading,
    Paragraph: Story._paragraph,
    List: lists.list_block,
    DefinitionList: lists.definitions,
    Table: Story._table,
    Quote: Story._quote,
    CodeBlock: Story._code,
    ThematicBreak: Story._break,
    Figure: Story._figure,
    Admonition: Story._admonition,
    Callout: callouts.callout,
    Footnotes: lists.footnotes,
    CrisisPlace: Story._crisis,
    WritingLinesBlock: Story._lines,
    ScaleBlock: Story._scale,
    ChooseBlock: Story._choose,
    DrawingBox: Story._box,
}
