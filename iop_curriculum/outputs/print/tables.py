"""Tables: header, cells, widths of columns, rows to write in → a tagged table, or where that can't fit, a list of rows.

A table to read splits between rows; so does one to fill in, and no row of it is ever cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from iop_curriculum.content.blocks import Alignment, Blank, Cell, Table, plain_text
from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import TaggedTable
from iop_curriculum.outputs.print.inlines import InlineSetter
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.writing import CellSpace

_ALIGNED = {Alignment.LEFT: "left", Alignment.CENTRE: "center", Alignment.RIGHT: "right"}
_ENDLESS = 1e6


@dataclass(frozen=True)
class TableSetter:
    """Sets the tables of one document."""

    inlines: InlineSetter
    sheet: Sheet
    fillable: bool

    def table(self, table: Table, parent: Element, width: float) -> TaggedTable | None:
        """Return the table, or None where its columns or one of its rows do not fit."""
        columns = len(table.header)
        widths = column_widths(table, width, self.sheet)
        if widths is None:
            return None
        element = Element("Table")
        head = any(plain_text(cell.content).strip() for cell in table.header)
        rows: list[list[Any]] = []
        if head:
            row = element.add("THead").add("TR")
            rows.append([self._header(cell, row, table.alignments[i]) for i, cell in enumerate(table.header)])
        body = element.add("TBody")
        least = self.row_height(table)
        for cells in table.rows:
            row = body.add("TR")
            to_write = any(cell.field_id for cell in cells)
            rows.append([self._cell(c, row, table.alignments[i], least) for i, c in enumerate(cells[:columns])])
            if to_write:
                _raise_spaces(rows[-1], widths)
        made = TaggedTable(
            rows,
            colWidths=widths,
            repeatRows=1 if head else 0,
            hAlign="LEFT",
            style=_grid(head),
            spaceBefore=self.sheet.gap * 0.6,
            spaceAfter=self.sheet.gap * 2,
        )
        made.wrap(width, _ENDLESS)
        heights = made._rowHeights
        header_height = heights[0] if head else 0.0
        if max(heights) + (header_height if len(heights) > 1 else 0.0) > self.sheet.height - 12:
            return None
        parent.attach(element)
        return made

    def row_height(self, table: Table) -> float:
        """Return the least height of a cell to write in."""
        wanted = table.row_height * mm or styles.LEAST_ROW
        return min(max(wanted, styles.LEAST_ROW), self.sheet.height / 2) - 2 * styles.CELL_PADDING

    def _header(self, cell: Cell, row: Element, alignment: Alignment) -> list[Any]:
        # PDF/UA-1, 7.5: a header says what it is the header of.
        element = row.add("TH", attributes={"O": "Table", "Scope": "Column"})
        return self._words(cell, element, self._style(alignment), bold=True)

    def _cell(self, cell: Cell, row: Element, alignment: Alignment, least: float) -> list[Any]:
        element = row.add("TD")
        if cell.field_id:
            return [CellSpace(FieldSpec(cell.field_id, cell.label), element, least)]
        return self._words(cell, element, self._style(alignment))

    def _words(self, cell: Cell, element: Element, style: ParagraphStyle, *, bold: bool = False) -> list[Any]:
        if any(isinstance(node, Blank) for node in cell.content):
            style = self.sheet.writing(style)
        fragments = self.inlines.fragments(cell.content, style, Face(bold=bold))
        return [TaggedParagraph.of(fragments, style, element.add("P"))] if fragments else []

    def _style(self, alignment: Alignment) -> ParagraphStyle:
        return self.sheet.aligned(self.sheet.cell, _ALIGNED[alignment])


def column_widths(table: Table, width: float, sheet: Sheet) -> list[float] | None:
    """Return widths that give each column its longest word and share out the rest by what they hold.

    None: even the words do not fit side by side.
    """
    size = sheet.cell.fontSize
    least, wanted = [], []
    for number in range(len(table.header)):
        cells = [row[number] for row in (table.header, *table.rows) if number < len(row)]
        texts = [plain_text(cell.content) for cell in cells]
        to_write = any(cell.field_id for cell in cells)
        longest = max((fonts.width(w, "Atkinson-Bold", size) for t in texts for w in t.split()), default=0.0)
        blanks = any(isinstance(node, Blank) for cell in cells for node in cell.content)
        floor = size * 4.5 if to_write or blanks else size * 1.5
        least.append(max(min(longest, size * 14), floor) + 2 * styles.CELL_PADDING + 1)
        whole = max((fonts.width(text, "Atkinson", size) for text in texts), default=0.0)
        wanted.append(max(whole, size * 12 if to_write else 0.0) ** 0.75 + size)
    if sum(least) > width:
        least = [min(value, size * 4.5) for value in least]
    if sum(least) > width:
        return None
    return _shared(least, wanted, width)


def _shared(least: Sequence[float], wanted: Sequence[float], width: float) -> list[float]:
    """Share the whole width by what columns want; none gets less than its least."""
    fixed: dict[int, float] = {}
    while True:
        room = width - sum(fixed.values())
        total = sum(w for i, w in enumerate(wanted) if i not in fixed) or 1.0
        short = [i for i, w in enumerate(wanted) if i not in fixed and room * w / total < least[i]]
        if not short:
            return [fixed.get(i, room * w / total) for i, w in enumerate(wanted)]
        fixed.update((i, least[i]) for i in short)


def _raise_spaces(cells: Sequence[Any], widths: Sequence[float]) -> None:
    """Make the spaces of a row as high as its highest text, so that a field fills its cell."""
    highest = 0.0
    for cell, width in zip(cells, widths, strict=False):
        inner = width - 2 * styles.CELL_PADDING
        highest = max([highest, *(held.wrap(inner, _ENDLESS)[1] for held in cell)])
    for cell in cells:
        for held in cell:
            if isinstance(held, CellSpace):
                held.least = max(held.least, highest)


def _grid(head: bool) -> list[tuple[Any, ...]]:
    padding = styles.CELL_PADDING
    everywhere = ((0, 0), (-1, -1))
    style: list[tuple[Any, ...]] = [
        ("GRID", *everywhere, 0.6, styles.RULE),
        ("VALIGN", *everywhere, "TOP"),
        ("FONTNAME", *everywhere, fonts.BODY),
        ("LEFTPADDING", *everywhere, padding),
        ("RIGHTPADDING", *everywhere, padding),
        ("TOPPADDING", *everywhere, padding),
        ("BOTTOMPADDING", *everywhere, padding),
    ]
    if head:
        style += [("BACKGROUND", (0, 0), (-1, 0), styles.TINT), ("LINEBELOW", (0, 0), (-1, 0), 1.1, styles.INK)]
    return style
