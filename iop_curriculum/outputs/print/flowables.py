"""Flowables that hold others: indents with a mark, panels, tables, pictures. They split where what they hold splits.

ReportLab's list, indenter and boxed-table flowables either fail inside each other or end in endless pages; a run of
small pieces, each around one flowable, does not. Widths and heights are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Table

from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas


class ItemMark(Protocol):
    """What stands before an item's first line: a bullet, a number, a box to tick."""

    def draw(self, canvas: TaggedCanvas, baseline: float) -> None:
        """Draw it at the left edge, on the first line's baseline."""
        ...


class Holder(Flowable):
    """A flowable around another one. `sticks`, as everywhere here: it must not part from what follows."""

    def __init__(self, held: Any) -> None:
        super().__init__()
        self.held = held
        self.sticks = getattr(held, "sticks", False)
        self.space_after = 0.0

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """The held flowable's."""
        return float(self.held.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """The held flowable's, or its own where that is more."""
        return max(float(self.held.getSpaceAfter()), self.space_after)

    def inner_width(self, width: float) -> float:
        """Return the held flowable's width for a width of this one."""
        return width

    @property
    def held_at(self) -> float:
        """How far the held flowable stands above the lower edge."""
        return 0.0


class Indented(Holder):
    """A flowable set in from the left, perhaps with a mark before its first line."""

    def __init__(self, held: Any, left: float, mark: ItemMark | None = None, least: float = 0.0) -> None:
        super().__init__(held)
        self.left, self.mark, self.least = left, mark, least

    def inner_width(self, width: float) -> float:
        """Leave the indent off."""
        return width - self.left

    @property
    def held_at(self) -> float:
        """More than nothing where the item is as high as its mark."""
        return float(self.height - self.held_height)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the height of what is held, or of the mark."""
        self.width = width
        self.held_height = self.held.wrap(width - self.left, height)[1]
        self.height = max(self.held_height, self.least)
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Split what is held; the mark stays with the first part."""
        parts = self.held.split(width - self.left, height)
        if len(parts) < 2:
            return []
        made = [Indented(part, self.left, self.mark if i == 0 else None) for i, part in enumerate(parts)]
        made[-1].space_after = self.space_after
        return made

    def draw(self) -> None:
        """Draw the mark, then what is held."""
        if self.mark is not None:
            self.mark.draw(self.canv, first_baseline(self))
        self.held.drawOn(self.canv, self.left, self.held_at)


def first_baseline(flowable: Any) -> float:
    """Return how far a wrapped flowable's first line stands above the flowable's lower edge."""
    if isinstance(flowable, Holder):
        return flowable.held_at + first_baseline(flowable.held)
    style = getattr(flowable, "style", None)
    if style is None:
        return float(flowable.height) * styles.DESCENT
    return float(flowable.height - style.leading + styles.DESCENT * style.fontSize)


@dataclass(frozen=True)
class PanelStyle:
    """How a panel looks: a bar at its left, a frame around it, a tint behind it."""

    bar: float = 0.0
    dashed: bool = False
    frame: float = 0.0
    tint: Color | None = None
    pad: float = 8.0
    indent: float = 12.0


class PanelPiece(Holder):
    """One flowable of a panel, with the panel's ground behind it."""

    def __init__(self, held: Any, style: PanelStyle, above: float, below: float, ends: tuple[bool, bool]) -> None:
        super().__init__(held)
        self.style, self.above, self.below, self.ends = style, above, below, ends

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """None: it is inside, on the panel's ground."""
        return 0.0

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """None: it is inside, on the panel's ground."""
        return 0.0

    def inner_width(self, width: float) -> float:
        """Leave both indents off."""
        return width - 2 * self.style.indent

    @property
    def held_at(self) -> float:
        """Above the room below it."""
        return self.below

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Add the room above and below."""
        inner = self.held.wrap(self.inner_width(width), height - self.above - self.below)[1]
        self.width, self.height = width, inner + self.above + self.below
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Split what is held; each part closes or opens the panel only where the whole does."""
        parts = self.held.split(self.inner_width(width), height - self.above - self.below)
        if len(parts) < 2:
            return []
        pieces = [PanelPiece(part, self.style, 0, 0, (False, False)) for part in parts]
        pieces[0].above, pieces[0].ends = self.above, (self.ends[0], False)
        pieces[-1].below, pieces[-1].ends = self.below, (False, self.ends[1])
        return pieces

    def draw(self) -> None:
        """Draw the ground, the bar or frame, then what is held."""
        canvas, style = self.canv, self.style
        overlap = 0.25  # so that no hairline shows between pieces
        canvas.saveState()
        canvas.setStrokeColor(styles.INK)
        canvas.setFillColor(styles.INK)
        if style.tint is not None:
            canvas.setFillColor(style.tint)
            canvas.rect(0, -overlap, self.width, self.height + 2 * overlap, stroke=0, fill=1)
        if style.bar:
            canvas.setLineWidth(style.bar)
            if style.dashed:
                canvas.setDash(style.bar * 1.6, style.bar)
            canvas.line(style.bar / 2, -overlap, style.bar / 2, self.height + overlap)
        if style.frame:
            self._draw_frame(style.frame, overlap)
        canvas.restoreState()
        self.held.drawOn(canvas, style.indent, self.below)

    def _draw_frame(self, thickness: float, overlap: float) -> None:
        canvas, (first, last) = self.canv, self.ends
        canvas.setLineWidth(thickness)
        top = self.height - thickness / 2 if first else self.height + overlap
        bottom = thickness / 2 if last else -overlap
        for x in (thickness / 2, self.width - thickness / 2):
            canvas.line(x, bottom, x, top)
        edges = [y for y, drawn in ((top, first), (bottom, last)) if drawn]
        for y in edges:
            canvas.line(0, y, self.width, y)


def panel(flowables: Sequence[Any], style: PanelStyle, before: float, after: float) -> list[Any]:
    """Return the flowables as one panel that may break over pages, with space before and after it."""
    pieces: list[Any] = []
    previous = 0.0
    for number, held in enumerate(flowables):
        first, last = number == 0, number == len(flowables) - 1
        above = style.pad if first else max(previous, held.getSpaceBefore())
        pieces.append(PanelPiece(held, style, above, style.pad if last else 0.0, (first, last)))
        previous = held.getSpaceAfter()
    if not pieces:
        return []
    return [Gap(before), *pieces, Gap(after)]


class Gap(Flowable):
    """White space that vanishes at the top of a page and joins with other space."""

    sticks = True

    def __init__(self, height: float) -> None:
        super().__init__()
        self.spaceBefore = height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room but the space before."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


class Untagged(Holder):
    """A flowable drawn as an artifact: the header of a table where it repeats (PDF/UA-1, 7.8)."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As what is held."""
        self.width, self.height = self.held.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw what is held, untagged."""
        with self.canv.untagged():
            self.held.drawOn(self.canv, 0, 0)


class TaggedTable(Table):
    """A table whose cells hold tagged flowables. It splits between rows; its header repeats as an artifact."""

    sticks = False

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - ReportLab's names
        """Split between rows, never with nothing but the header in the first part."""
        parts = super().split(availWidth, availHeight)
        if len(parts) > 1 and parts[0]._nrows <= parts[0].repeatRows:
            return []  # else ReportLab goes on with empty first parts on endless pages
        for part in parts[1:]:
            for row in range(part.repeatRows or 0):
                part._cellvalues[row] = [_untagged(cell) for cell in part._cellvalues[row]]
        return parts


def _untagged(cell: Any) -> Any:
    if not isinstance(cell, list | tuple):
        return cell
    return [held if isinstance(held, Untagged) else Untagged(held) for held in cell]


def side_by_side(cells: Sequence[Sequence[Any]], widths: Sequence[float], below: float = 0.0) -> TaggedTable:
    """Set lists of flowables side by side, in rows, without rules; `below` is white space under each row."""
    sides = ("LEFT", "RIGHT", "TOP", "BOTTOM")
    style: list[tuple[Any, ...]] = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in sides]
    style += [
        ("BOTTOMPADDING", (0, 0), (-1, -1), below),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), fonts.BODY),
    ]
    return TaggedTable([list(row) for row in cells], colWidths=list(widths), hAlign="LEFT", style=style)


class TaggedFigure(Flowable):
    """A drawing under one Figure element, scaled to fit a box."""

    sticks = False

    def __init__(self, drawing: Any, size: tuple[float, float], element: Element | None, after: float) -> None:
        super().__init__()
        self.drawing, self.size, self.element = drawing, size, element
        self.spaceBefore = after * 0.6
        self.spaceAfter = after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the size, less where there is less room."""
        shrink = min(1.0, width / self.size[0])
        self.width, self.height = self.size[0] * shrink, self.size[1] * shrink
        return self.width, self.height

    def draw(self) -> None:
        """Draw as content of the Figure, and note the place (PDF/UA-1, 7.3; ISO 32000-1, table 344)."""
        canvas: TaggedCanvas = self.canv
        if self.element is not None:
            left, bottom = canvas.absolutePosition(0, 0)
            box = tuple(round(v, 2) for v in (left, bottom, left + self.width, bottom + self.height))
            self.element.attributes = {"O": "Layout", "BBox": box, "Placement": "Block"}
        with canvas.tagged(self.element):
            canvas.saveState()
            self.drawing.draw(canvas, self.width, self.height)
            canvas.restoreState()
