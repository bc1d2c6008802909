"""Lists of all kinds → items set in from their marks: bullets, numbers, boxes to tick, choices, terms, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from iop_curriculum.content.blocks import (
    Blank,
    Choose,
    DefinitionList,
    Footnotes,
    List,
    ListItem,
    Paragraph,
    Table,
    plain_text,
)
from iop_curriculum.outputs.print import fonts
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import Indented, ItemMark, TaggedTable, side_by_side
from iop_curriculum.outputs.print.headings import HeadingParagraph, Line
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.words import words
from iop_curriculum.outputs.print.writing import Bullet, Circle, RuledLines, TickBox

if TYPE_CHECKING:
    from iop_curriculum.outputs.print.story import Place, Story

_MANY = 6  # items to tick: so many stand in two columns where they are short
_LEAST_WIDTH = 9  # ems: however deeply nested, this much is left for the words


class Space(Flowable):
    """White space of a height: an item without words, the room under one in a column."""

    sticks = False

    def __init__(self, height: float) -> None:
        super().__init__()
        self.least = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the height of a line."""
        self.width, self.height = width, self.least
        return width, self.least

    def draw(self) -> None:
        """Draw nothing."""


def indent(story: Story, place: Place) -> float:
    """Return how far items stand in: less where hardly any room is left."""
    return max(0.0, min(story.sheet.hang, place.width - _LEAST_WIDTH * story.sheet.size))


def list_block(story: Story, block: List, place: Place, bullet: str = "") -> list[Any]:
    """Set a bulleted, numbered or check list. Many short items to tick stand in two columns."""
    sheet = story.sheet
    if _is_in_columns(story, block, place):
        half = (place.width - sheet.size) / 2
        items = _items(story, block, replace(place, width=half), bullet)
        return _closed([two_columns(items, half, sheet.size)], story)
    made = _items(story, block, place, bullet)
    if len(made) > 2:
        made[0].sticks = made[-2].sticks = True  # no item alone at the foot or the head of a page
    return _closed(made, story)


def _items(story: Story, block: List, place: Place, bullet: str) -> list[Any]:
    sheet = story.sheet
    numbering = "Decimal" if block.ordered else "None" if block.items and block.items[0].field_id else "Disc"
    element = place.parent.add("L", attributes={"O": "List", "ListNumbering": numbering})
    made: list[Any] = []
    for number, item in enumerate(block.items, block.start):
        li = element.add("LI")
        mark_text = f"{number}." if block.ordered else bullet or "•"
        mark = _mark(story, item, li, mark_text)
        style = sheet.check if item.field_id else sheet.tight if block.tight else place.style
        left = indent(story, place)
        if block.ordered and left:
            left = max(left, fonts.width(mark_text, fonts.BODY, sheet.size) + sheet.size * 0.55)
        inside = replace(place, parent=li.add("LBody"), width=place.width - left, style=style)
        made += _marked(story.set(item.blocks, inside), mark, left, sheet.leading)
    return made


def _is_in_columns(story: Story, block: List, place: Place) -> bool:
    """Whether all items are to tick, there are many, and each fits on half a line."""
    if len(block.items) < _MANY or not all(item.field_id for item in block.items):
        return False
    room = (place.width - story.sheet.size) / 2 - indent(story, place)
    for item in block.items:
        match item.blocks:
            case (Paragraph(content=content),) if not any(isinstance(node, Blank) for node in content):
                if fonts.width(plain_text(content), "Atkinson-Bold", story.sheet.size) > room:
                    return False
            case _:
                return False
    return True


def two_columns(items: Sequence[Any], half: float, gutter: float) -> TaggedTable:
    """Set items in two columns, read down the first, then down the second."""
    rows = -(-len(items) // 2)
    cells = [[[items[row]], [], [items[row + rows]] if row + rows < len(items) else []] for row in range(rows)]
    return side_by_side(cells, [half, gutter, half], items[0].getSpaceAfter())


def _mark(story: Story, item: ListItem, element: Element, text: str) -> ItemMark:
    label = element.add("Lbl")
    if item.field_id:
        spec = FieldSpec(item.field_id, item.label)
        return TickBox(spec, story.sheet, label, bool(item.checked))
    return Bullet(text, story.sheet, label)


def _marked(flowables: Sequence[Any], mark: ItemMark, left: float, leading: float) -> list[Any]:
    """Set flowables in, with the mark before the first."""
    held = list(flowables) or [Space(leading)]
    return [Indented(flowable, left, mark if i == 0 else None, leading) for i, flowable in enumerate(held)]


def _closed(flowables: list[Any], story: Story) -> list[Any]:
    """Put the space of a paragraph after a list."""
    if flowables:
        flowables[-1].space_after = story.sheet.gap * 1.3
        flowables[-1].spaceAfter = story.sheet.gap * 1.3
    return flowables


def choices(story: Story, block: Choose, place: Place) -> list[Any]:
    """Set the options of a choice, each with a circle; they stay together."""
    sheet = story.sheet
    element = place.parent.add("L", attributes={"O": "List", "ListNumbering": "None"})
    spec = FieldSpec(block.field_id, block.label)
    left = indent(story, place)
    made: list[Any] = []
    for option in block.options:
        li = element.add("LI")
        said = f"{block.label}: {option.label}" if block.label else option.label
        mark = Circle(spec, option.value, said, sheet, li.add("Lbl"))
        fragments = story.inlines.fragments(option.content, sheet.check)
        paragraph = TaggedParagraph.of(fragments, sheet.check, li.add("LBody"), sticks=True)
        made += _marked([paragraph] if fragments else [], mark, left, sheet.leading)
    if made:
        made[-1].sticks = False
    return _closed(made, story)


def definitions(story: Story, block: DefinitionList, place: Place) -> list[Any]:
    """Set terms in bold, each with its explanations set in below."""
    sheet = story.sheet
    element = place.parent.add("L")
    left = indent(story, place)
    made: list[Any] = []
    for definition in block.definitions:
        li = element.add("LI")
        label = li.add("Lbl")
        for term in definition.terms:
            fragments = story.inlines.fragments(term, sheet.tight, Face(bold=True))
            made += [TaggedParagraph.of(fragments, sheet.tight, label.add("P"), sticks=True)] if fragments else []
        for explanation in definition.explanations:
            inside = replace(place, parent=li.add("LBody"), width=place.width - left, style=sheet.body)
            made += [Indented(flowable, left) for flowable in story.set(explanation, inside)]
    return made


def footnotes(story: Story, block: Footnotes, place: Place) -> list[Any]:
    """Set the footnotes under a short rule."""
    sheet = story.sheet
    left = indent(story, place)
    made: list[Any] = [Line(0.6, sheet.gap, share=0.3)] if block.notes else []
    for note in block.notes:
        # PDF/UA-1, 7.9: each Note has an ID of its own.
        element = place.parent.add("Note", identifier=f"note-{note.number}")
        mark = Bullet(f"{note.number}.", sheet, element.add("Lbl"))
        inside = replace(place, parent=element, width=place.width - left, style=sheet.small)
        items = _marked(story.set(note.blocks, inside), mark, left, sheet.small.leading)
        items[0].held = _with_anchor(items[0].held, f"note-{note.name}")
        made += items
    return made


def _with_anchor(flowable: Any, anchor: str) -> Any:
    """Let links lead to a paragraph."""
    if type(flowable) is not TaggedParagraph:
        return flowable
    made = HeadingParagraph.of(flowable.frags, flowable.style, flowable.element)
    made.anchor = anchor
    return made


def table_as_list(story: Story, table: Table, place: Place) -> list[Any]:
    """Set a table that does not fit as a list of its rows: each cell under its column's heading."""
    sheet = story.sheet
    element = place.parent.add("L")
    made: list[Any] = []
    heads = [plain_text(cell.content).strip() for cell in table.header]
    if not table.rows:
        made.append(story.text(" · ".join(filter(None, heads)), sheet.body, place.parent, bold=True))
    for number, row in enumerate(table.rows, 1):
        li = element.add("LI")
        title = words("row", story.language, number=number)
        made.append(story.text(title, sheet.label, li, tag="Lbl", sticks=True))
        body = li.add("LBody")
        for head, cell in zip(heads, row, strict=False):
            content = story.inlines.fragments(cell.content, sheet.tight)
            if not (content or cell.field_id):
                continue
            if head:
                made.append(story.text(head, sheet.tight, body, bold=True, sticks=True))
            if content:
                made.append(TaggedParagraph.of(content, sheet.tight, body.add("P")))
            if cell.field_id:
                made.append(RuledLines(2, FieldSpec(cell.field_id, cell.label), body, sheet))
    return _closed(made, story)
