"""Headings that stand in the bookmarks and can be linked to, and plain rules across the page."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from iop_curriculum.outputs.print import styles
from iop_curriculum.outputs.print.paragraphs import TaggedParagraph


class HeadingParagraph(TaggedParagraph):
    """A heading. `outline` is its entry in the bookmarks, empty for none; `anchor` what links lead to."""

    level = 1
    anchor = ""
    outline = ""

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Split between lines; the first part keeps the bookmark."""
        parts = super().split(available_width, available_height)
        if parts:
            parts[0].anchor, parts[0].outline, parts[0].level = self.anchor, self.outline, self.level
        return parts

    def draw(self) -> None:
        """Set the bookmark, then draw the words."""
        canvas = self.canv
        if self.anchor:
            canvas.bookmarkHorizontal(self.anchor, 0, self.height + 6)
        if self.outline:
            key = f"outline-{canvas.outlined}"
            canvas.bookmarkHorizontal(key, 0, self.height + 6)
            canvas.add_outline(self.outline, key, self.level - 1)
        super().draw()


class Line(Flowable):
    """A rule over the whole width."""

    sticks = False

    def __init__(self, thickness: float, space: float, share: float = 1.0) -> None:
        super().__init__()
        self.thickness, self.share = thickness, share
        self.spaceBefore = self.spaceAfter = space

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the rule's thickness."""
        self.width, self.height = width * self.share, self.thickness
        return width, self.thickness

    def draw(self) -> None:
        """Draw the rule, an artifact."""
        self.canv.setLineWidth(self.thickness)
        self.canv.setStrokeColor(styles.RULE)
        self.canv.line(0, 0, self.width, 0)
