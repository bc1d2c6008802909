"""What belongs together on a page: story → the same with breaks where parting would hurt, then pages.

ReportLab's `keepWithNext` moves a heading and the whole long table after it. Here a flowable that `sticks` asks for the
least room that what follows needs, and no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate

from iop_curriculum.outputs.print.flowables import Gap, Holder, PanelPiece, TaggedTable
from iop_curriculum.outputs.print.paragraphs import TaggedParagraph
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas

_ENDLESS = 1e6


def keep_together(story: Sequence[Any], sheet: Sheet) -> list[Any]:
    """Put a conditional page break before each run of flowables that stick to what follows."""
    kept: list[Any] = []
    story = list(story)
    while story and isinstance(story[-1], Gap):
        story.pop()  # white space at the very end could open a page of its own
    at = 0
    while at < len(story):
        end = at
        while end < len(story) - 1 and story[end].sticks:
            end += 1
        if end > at:
            run = story[at:end]
            need = sum(_whole(flowable, sheet.width) for flowable in run) + least_height(story[end], sheet.width)
            if need <= sheet.height * 0.9:
                kept.append(CondPageBreak(need))
        kept += story[at : end + 1]
        at = end + 1
    return kept


def _whole(flowable: Any, width: float) -> float:
    space = max(flowable.getSpaceBefore(), 0) + max(flowable.getSpaceAfter(), 0)
    return float(flowable.wrap(width, _ENDLESS)[1]) + space


def least_height(flowable: Any, width: float) -> float:
    """Return the height that must be there for a flowable to begin on a page."""
    if isinstance(flowable, Holder):
        around = flowable.above if isinstance(flowable, PanelPiece) else 0.0
        return around + least_height(flowable.held, flowable.inner_width(width))
    height = float(flowable.wrap(width, _ENDLESS)[1])
    if isinstance(flowable, TaggedParagraph):
        lines = height / flowable.style.leading
        fitting = height if lines < 3.5 else 2 * flowable.style.leading
        return float(flowable.getSpaceBefore()) + fitting
    if isinstance(flowable, TaggedTable):
        rows = flowable._rowHeights[: (flowable.repeatRows or 0) + 1]
        return float(flowable.getSpaceBefore() + sum(rows))
    return float(flowable.getSpaceBefore()) + height


def draw_pages(story: Sequence[Any], sheet: Sheet, canvas: TaggedCanvas) -> float:
    """Draw a story on the pages of a canvas; return how much of the last page it fills, from 0 to 1."""
    template = BaseDocTemplate(
        "",
        pagesize=sheet.page,
        leftMargin=sheet.side_margin,
        rightMargin=sheet.side_margin,
        topMargin=sheet.top_margin,
        bottomMargin=sheet.bottom_margin,
        title=canvas.properties.title,
        creator="iop-curriculum",
    )
    frame = Frame(sheet.side_margin, sheet.bottom_margin, sheet.width, sheet.height, 0, 0, 0, 0)
    template.addPageTemplates(PageTemplate("page", [frame]))
    template.build(keep_together(story, sheet), canvasmaker=lambda *_, **__: canvas)
    return float(sheet.bottom_margin + sheet.height - frame._y) / sheet.height
