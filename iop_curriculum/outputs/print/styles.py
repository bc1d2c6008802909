"""The look of print: type scale, spacing, paper. The only place that holds sizes; everything is in points.

An edition's body size sets all others. Sources: the ACB's large-print guidelines (18 pt text, 22/20 pt
headings) and of handwriting (lines at least 8 mm apart).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from iop_curriculum.outputs.print import fonts

Paper = Literal["letter", "a4"]
Look = Literal["guide", "standard", "large"]

PAPERS: dict[str, tuple[float, float]] = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

INK = Color(0, 0, 0)
SOFT = Color(0.25, 0.25, 0.25)  # small print: 10:1 on white
RULE = Color(0.4, 0.4, 0.4)  # writing lines and frames: 5.7:1, and copies well
HAIR = Color(0.62, 0.62, 0.62)
TINT = Color(0.94, 0.94, 0.94)  # behind boxes: black text keeps 18:1
LINK = Color(0, 0.17, 0.42)

LEAST_ROW = 11 * mm  # a table row to write in
CELL_PADDING = 4.0
DESCENT = 0.29  # of the type size: how far a line's baseline stands above the line's lower edge


@dataclass(frozen=True)
class Sheet:
    """All measures of one edition on one paper; `close` are tighter settings that may save a last page."""

    look: Look
    paper: Paper = "letter"
    close: Literal[0, 1, 2] = 0

    @cached_property
    def size(self) -> float:
        """The body size."""
        return {"guide": 11.0, "standard": 12.0 if self.close else 12.5, "large": 18.0}[self.look]

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.size * self._line_scale

    @property
    def _line_scale(self) -> float:
        """Leading for each point of type; 1.2 is the least that reads well."""
        if self.look == "guide":
            return 1.27
        return (1.36, 1.27, 1.2)[self.close]

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the paper."""
        return PAPERS[self.paper]

    @property
    def side_margin(self) -> float:
        """Left and right margin: about an inch, less where the type is large."""
        return 54.0 if self.look == "large" else (68.0, 64.0, 64.0)[self.close]

    @property
    def top_margin(self) -> float:
        """Room above the text; a bound volume prints its running head in it."""
        return (60.0, 52.0, 48.0)[self.close]

    @property
    def bottom_margin(self) -> float:
        """Room below the text, with the footer in it."""
        return (62.0, 56.0, 52.0)[self.close]

    @property
    def width(self) -> float:
        """Width of the text."""
        return self.page[0] - 2 * self.side_margin

    @property
    def height(self) -> float:
        """Height of the text."""
        return self.page[1] - self.top_margin - self.bottom_margin

    @property
    def footer_size(self) -> float:
        """The footer's type size."""
        return 12.0 if self.look == "large" else 9.0

    @property
    def footer_at(self) -> float:
        """The footer's baseline above the paper's edge."""
        return 34.0

    @property
    def head_at(self) -> float:
        """The running head's baseline above the paper's lower edge."""
        return self.page[1] - 40.0

    @property
    def gap(self) -> float:
        """Space between paragraphs; other spaces are multiples of it."""
        return self.size * (0.4 if self.look == "guide" else (0.56, 0.4, 0.3)[self.close])

    @property
    def hang(self) -> float:
        """How far a list's text stands in from its mark."""
        return self.size * 1.7

    @property
    def box_side(self) -> float:
        """A tick box's side."""
        return self.size * 1.02

    @property
    def writing_leading(self) -> float:
        """Leading of text with blanks in it: room for a pen."""
        return max(self.leading, self.writing_line)

    @property
    def writing_line(self) -> float:
        """From rule to rule for handwriting; 8 mm is the least."""
        return (8.2 if self.close else 9.0) * mm

    @property
    def field_size(self) -> float:
        """Type size of what is typed into a field."""
        return 16.0 if self.look == "large" else 12.0

    # ── paragraph styles ─────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def body(self) -> ParagraphStyle:
        """Running text."""
        return self._style("body", 1.0, after=self.gap)

    @cached_property
    def tight(self) -> ParagraphStyle:
        """An item of a close list."""
        return self._style("tight", 1.0, after=self.gap * 0.4)

    @cached_property
    def check(self) -> ParagraphStyle:
        """An item to tick or choose: room between the boxes."""
        return self._style("check", 1.0, after=self.gap * 0.75)

    @cached_property
    def lead(self) -> ParagraphStyle:
        """The summary under a title."""
        return self._style("lead", 1.06, after=self.gap * 1.5)

    @cached_property
    def cell(self) -> ParagraphStyle:
        """Text in a table."""
        return self._style("cell", 0.94 if self.look != "large" else 1.0, after=0)

    @cached_property
    def small(self) -> ParagraphStyle:
        """Footnotes, captions and sources; never below large print's size there."""
        return self._style("small", 0.86 if self.look != "large" else 1.0, after=self.gap * 0.5)

    @cached_property
    def label(self) -> ParagraphStyle:
        """The word that tells a callout's kind."""
        return self._style("label", 0.94, after=self.gap * 0.3, bold=True)

    @cached_property
    def panel_heading(self) -> ParagraphStyle:
        """A heading within a frame."""
        return self._style("panel-heading", 1.16, after=self.gap * 0.7, bold=True, lines=1.2)

    @cached_property
    def second_label(self) -> ParagraphStyle:
        """A label further down in a frame."""
        return self._style("second-label", 1.0, before=self.gap * 1.4, after=self.gap * 0.3, bold=True)

    @cached_property
    def draft(self) -> ParagraphStyle:
        """The line that says that nobody has reviewed a guide yet."""
        return self._style("draft", 0.94, after=self.gap, bold=True)

    @cached_property
    def code(self) -> ParagraphStyle:
        """Literal lines."""
        return self._style("code", 0.92, after=0)

    @lru_cache(maxsize=8)  # noqa: B019 - a sheet lives as long as the process
    def heading(self, level: int) -> ParagraphStyle:
        """Return the style of a heading, level 1 to 6."""
        large = {1: 26 / 18, 2: 22 / 18, 3: 20 / 18}
        usual = {1: 1.85, 2: 1.34, 3: 1.12}
        scale = (large if self.look == "large" else usual).get(level, 1.0)
        before = {1: 0.0, 2: 2.3, 3: 1.6}.get(level, 1.2) * self.gap
        return self._style(f"h{level}", scale, before=before, after=self.gap * 0.8, bold=True, lines=1.2)

    @lru_cache(maxsize=64)  # noqa: B019 - a sheet lives as long as the process
    def writing(self, style: ParagraphStyle) -> ParagraphStyle:
        """Return a style with lines far enough apart for a pen."""
        return ParagraphStyle(f"{style.name}-writing", parent=style, leading=self.writing_leading)

    @lru_cache(maxsize=64)  # noqa: B019 - a sheet lives as long as the process
    def aligned(self, style: ParagraphStyle, alignment: str) -> ParagraphStyle:
        """Return a style set left, center or right."""
        code = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}[alignment]
        return ParagraphStyle(f"{style.name}-{alignment}", parent=style, alignment=code)

    def _style(
        self, name: str, scale: float, *, before: float = 0, after: float = 0, bold: bool = False, lines: float = 0.0
    ) -> ParagraphStyle:
        return ParagraphStyle(
            f"{self.look}-{name}",
            fontName=fonts.font_name(fonts.BODY, bold=bold),
            fontSize=self.size * scale,
            leading=self.size * scale * (lines or self._line_scale),
            spaceBefore=before,
            spaceAfter=after,
            textColor=INK,
            allowWidows=0,
            allowOrphans=0,
            splitLongWords=1,
        )
