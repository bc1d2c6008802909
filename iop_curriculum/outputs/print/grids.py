"""Tables that the tool makes of its own, such as agendas and schedules: rows of text → a tagged table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle

from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import TaggedTable
from iop_curriculum.outputs.print.paragraphs import Face, Mark, TaggedParagraph, object_fragment, text_fragments
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.writing import BlankSpace


@dataclass(frozen=True)
class Entry:
    """One cell: words, perhaps bold, perhaps a link to `#anchor`, perhaps further words `below`.

    `blank` makes it a line to write on, with this label.
    """

    text: str = ""
    bold: bool = False
    target: str = ""
    below: str = ""
    blank: str = ""


def grid(
    story: Story, parent: Element, header: Sequence[str], rows: Sequence[Sequence[Entry]], widths: Sequence[float]
) -> TaggedTable:
    """Return a table with rules between rows; `widths` of 0 share what the others leave."""
    element = parent.add("Table")
    head = element.add("THead").add("TR")
    cells = [[_header(story, text, head) for text in header]]
    body = element.add("TBody")
    for row in rows:
        row_element = body.add("TR")
        style = story.sheet.cell
        if any(entry.blank for entry in row):
            style = story.sheet.writing(style)
        cells.append([_entry(story, entry, row_element.add("TD"), style) for entry in row])
    elastic = sum(1 for width in widths if not width)
    rest = (story.sheet.width - sum(widths)) / max(elastic, 1)
    made = TaggedTable(
        cells,
        colWidths=[width or rest for width in widths],
        repeatRows=1,
        hAlign="LEFT",
        style=_look(),
        spaceAfter=story.sheet.gap * 2,
    )
    return made


def _header(story: Story, text: str, row: Element) -> list[Any]:
    element = row.add("TH", attributes={"O": "Table", "Scope": "Column"})
    return [story.text(text, story.sheet.cell, element, bold=True)] if text else []


def _entry(story: Story, entry: Entry, element: Element, style: ParagraphStyle) -> list[Any]:
    if entry.blank:
        space = BlankSpace(FieldSpec("", entry.blank), fillable=False)
        return [TaggedParagraph.of([object_fragment(space, style, 40.0, 12.0)], style, element.add("P"))]
    if not entry.text:
        return []
    mark = Mark((Element("Link"),), entry.target, entry.text) if entry.target else Mark()
    fragments = text_fragments(entry.text, style, Face(bold=entry.bold), mark)
    made = [TaggedParagraph.of(fragments, style, element.add("P"))]
    return [*made, story.text(entry.below, story.sheet.cell, element)] if entry.below else made


def _look() -> list[tuple[Any, ...]]:
    everywhere = ((0, 0), (-1, -1))
    return [
        ("LINEBELOW", *everywhere, 0.5, styles.HAIR),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, styles.INK),
        ("VALIGN", *everywhere, "TOP"),
        ("FONTNAME", *everywhere, fonts.BODY),
        ("LEFTPADDING", *everywhere, 2),
        ("RIGHTPADDING", *everywhere, 6),
        ("TOPPADDING", *everywhere, 3),
        ("BOTTOMPADDING", *everywhere, 3),
    ]
