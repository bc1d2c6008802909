"""Lists of all kinds → items set in from their marks: bullets, numbers, boxes to tick, choices, terms, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from iop_curriculum.content.blocks import Choose, DefinitionList, Footnotes, List, ListItem, Table, plain_text
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import Indented, ItemMark
from iop_curriculum.outputs.print.headings import HeadingParagraph, Line
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.words import words
from iop_curriculum.outputs.print.writing import Bullet, Circle, RuledLines, TickBox

if TYPE_CHECKING:
    from iop_curriculum.outputs.print.story import Place, Story

_BULLETS = ("•", "–", "•", "–")
_LEAST_WIDTH = 9  # ems: however deeply nested, this much is left for the words


class Empty(Flowable):
    """An item without words: as high as a line."""

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
    """Set a bulleted, numbered or check list."""
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
        inside = replace(place, parent=li.add("LBody"), width=place.width - left, style=style)
        made += _marked(story.set(item.blocks, inside), mark, left, sheet.leading)
    if len(made) > 1:
        made[0].sticks = made[0].sticks or len(block.items) <= 3
    return _closed(made, story)


def _mark(story: Story, item: ListItem, element: Element, text: str) -> ItemMark:
    label = element.add("Lbl")
    if item.field_id:
        spec = FieldSpec(item.field_id, item.label)
        return TickBox(spec, story.sheet, label, story.sheet.leading, bool(item.checked))
    return Bullet(text, story.sheet, label, story.sheet.leading)


def _marked(flowables: Sequence[Any], mark: ItemMark, left: float, leading: float) -> list[Any]:
    """Set flowables in, with the mark before the first."""
    held = list(flowables) or [Empty(leading)]
    return [Indented(flowable, left, mark if i == 0 else None, leading) for i, flowable in enumerate(held)]


def _closed(flowables: list[Any], story: Story) -> list[Any]:
    """Put the space of a paragraph after a list."""
    if flowables:
        flowables[-1].space_after = story.sheet.gap * 1.3
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
        mark = Circle(spec, option.value, said, sheet, li.add("Lbl"), sheet.leading)
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
        mark = Bullet(f"{note.number}.", sheet, element.add("Lbl"), sheet.small.leading)
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
