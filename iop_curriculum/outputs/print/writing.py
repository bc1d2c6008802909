"""What people write on: blanks, ruled lines, boxes to tick, circles to choose, cells, frames to draw in.

Each is printed for the pen; where the document is fillable, an AcroForm field lies over it. Without fields (`flat`)
the print stands in a Form element with a PrintField role (ISO 32000-1, 14.8.5.6): a screen reader still tells of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.fields import Box, FieldSpec, Forms
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas

_THIN, _STRONG = 0.7, 1.1  # line widths: writing lines; boxes and circles


def _field(
    canvas: TaggedCanvas, parent: Element, spec: FieldSpec, role: str, *, draw: Callable[[], None]
) -> tuple[Forms | None, Element]:
    """Print what a field lies on and return the document's forms, if it has any, and the field's Form element."""
    form = Element("Form")
    parent.attach(form)
    forms: Forms | None = canvas.forms
    canvas.saveState()
    canvas.setStrokeColor(styles.RULE if role == "tv" else styles.INK)
    if forms is None:
        form.attributes = {"O": "PrintField", "Role": role}
        form.alt = spec.label
        with canvas.tagged(form):
            draw()
    else:
        draw()
    canvas.restoreState()
    return forms, form


def draw_text_field(
    canvas: TaggedCanvas, parent: Element, spec: FieldSpec, box: Box, draw: Callable[[], None], lines: int = 1
) -> None:
    """Print what is written on, and put a text field over it. `lines` is 0 for an unruled space."""
    forms, form = _field(canvas, parent, spec, "tv", draw=draw)
    if forms is not None:
        forms.add_text(form, spec, box, multiline=lines != 1, ruled=lines > 1)


# ── in a line of text ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, eq=False)
class BlankSpace:
    """A blank in a sentence: a rule as long as the line has room."""

    spec: FieldSpec
    fillable: bool = True
    elastic: bool = True

    def draw(self, canvas: TaggedCanvas, parent: Element, box: tuple[float, float, float, float]) -> None:
        """Draw the rule a little under the baseline, the field above it."""
        left, baseline, width, height = box
        rule = baseline - 2.5
        draw_blank = lambda: _rule(canvas, left, rule, left + width)  # noqa: E731 - a drawing, passed on
        if not self.fillable:
            canvas.setStrokeColor(styles.RULE)
            with canvas.tagged(printed_field(parent, self.spec)):
                draw_blank()
            return
        field_box = (left, rule + 0.5, left + width, rule + 0.5 + height)
        draw_text_field(canvas, parent, self.spec, field_box, draw_blank)


def printed_field(parent: Element, spec: FieldSpec) -> Element:
    """Return a Form element for a blank that is only ever filled in by hand."""
    attributes = {"O": "PrintField", "Role": "tv"}
    return parent.add("Form", alt=spec.label, attributes=attributes)


def _rule(canvas: TaggedCanvas, left: float, y: float, right: float) -> None:
    canvas.setLineWidth(_THIN)
    canvas.line(left, y, right, y)


# ── before an item ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Bullet:
    """A bullet or a number, as the Lbl of its item."""

    text: str
    sheet: Sheet
    element: Element

    def draw(self, canvas: TaggedCanvas, baseline: float) -> None:
        """Draw it on the first line's baseline."""
        size = self.sheet.size
        ((name, text), *_) = fonts.runs(self.text, fonts.BODY)
        with canvas.tagged(self.element):
            canvas.setFont(name, size)
            canvas.setFillColor(styles.INK)
            right = self.sheet.hang - size * 0.55
            canvas.drawRightString(right, baseline, text)


@dataclass(frozen=True)
class TickBox:
    """A box to tick before an item."""

    spec: FieldSpec
    sheet: Sheet
    element: Element
    checked: bool = False

    def draw(self, canvas: TaggedCanvas, baseline: float) -> None:
        """Draw the box beside the first line."""
        side = self.sheet.box_side
        bottom = baseline - side * 0.14
        box = (0.6, bottom, 0.6 + side, bottom + side)

        def draw_box() -> None:
            canvas.setLineWidth(_STRONG)
            canvas.rect(box[0], bottom, side, side)
            if self.checked and canvas.forms is None:
                canvas.lines([(box[0] + 2, bottom + side / 2, box[0] + side / 2, bottom + 2)])
                canvas.lines([(box[0] + side / 2, bottom + 2, box[0] + side - 2, bottom + side - 2)])

        forms, form = _field(canvas, self.element, self.spec, "cb", draw=draw_box)
        if forms is not None:
            forms.add_check(form, self.spec, box, checked=self.checked)


@dataclass(frozen=True)
class Circle:
    """A circle to choose before an option."""

    spec: FieldSpec
    value: str
    label: str
    sheet: Sheet
    element: Element

    def draw(self, canvas: TaggedCanvas, baseline: float) -> None:
        """Draw the circle beside the first line."""
        side = self.sheet.box_side
        bottom = baseline - side * 0.14
        draw_choice(canvas, self.element, self.spec, (self.value, self.label), (0.6, bottom, 0.6 + side, bottom + side))


def draw_choice(canvas: TaggedCanvas, parent: Element, spec: FieldSpec, choice: tuple[str, str], box: Box) -> None:
    """Print a circle, and put a radio button over it. `choice` is value and label."""

    def draw_circle() -> None:
        canvas.setLineWidth(_STRONG)
        radius = (box[2] - box[0]) / 2
        canvas.circle(box[0] + radius, box[1] + radius, radius - 0.4)

    own = FieldSpec(spec.field_id, choice[1])
    forms, form = _field(canvas, parent, own, "rb", draw=draw_circle)
    if forms is not None:
        forms.add_radio(form, spec, choice[0], choice[1], box)


# ── blocks to write in ───────────────────────────────────────────────────────────────────────────────────────────────


class RuledLines(Flowable):
    """Ruled lines under a question. They stay together unless there are too many for half a page."""

    sticks = False

    def __init__(self, count: int, spec: FieldSpec, element: Element, sheet: Sheet) -> None:
        super().__init__()
        self.count, self.spec, self.element, self.sheet = count, spec, element, sheet
        self.spaceAfter = sheet.gap * 2

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take a line's height for each line."""
        self.width, self.height = width, self.count * self.sheet.writing_line
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Any]:
        """Go on with a field of its own: one field can't lie on two pages."""
        fitting = int(height // self.sheet.writing_line)
        if fitting < 3 or self.count - fitting < 2 or self.height < self.sheet.height / 2:
            return []
        rest = FieldSpec(f"{self.spec.field_id}-more", self.spec.label)
        return [
            RuledLines(fitting, self.spec, self.element, self.sheet),
            RuledLines(self.count - fitting, rest, self.element, self.sheet),
        ]

    def draw(self) -> None:
        """Draw the rules, and one field over all of them."""
        canvas = self.canv

        def draw_rules() -> None:
            canvas.setLineWidth(_THIN)
            ys = [0.5 + number * self.sheet.writing_line for number in range(self.count)]
            canvas.lines([(0, y, self.width, y) for y in ys])

        box = (0.0, 1.0, self.width, self.height - 2)
        draw_text_field(canvas, self.element, self.spec, box, draw_rules, self.count)


class ScaleCircles(Flowable):
    """The numbers of a rating in circles, in as many rows as they need."""

    sticks = True  # the words for both ends follow

    def __init__(self, low: int, high: int, spec: FieldSpec, element: Element, sheet: Sheet) -> None:
        super().__init__()
        self.values = range(low, high + 1)
        self.spec, self.element, self.sheet = spec, element, sheet
        self.diameter = max(sheet.size * 1.75, 22.0)
        self.spaceBefore = sheet.gap * 0.6
        self.spaceAfter = sheet.gap * 0.5

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Spread the circles over the width, at most eleven a row."""
        fitting = max(1, int(width // (self.diameter * 1.25)))
        most = min(fitting, 11)
        rows = -(-len(self.values) // most)
        self.columns = -(-len(self.values) // rows)
        self.width, self.row = width, self.diameter * 1.3
        self.height = rows * self.row - self.diameter * 0.3
        return self.width, self.height

    def draw(self) -> None:
        """Draw each circle with its number: an item of a list, its number the label."""
        canvas, size = self.canv, self.sheet.size
        step = (self.width - self.diameter) / max(self.columns - 1, 1)
        step = min(step, self.diameter * 3)
        for place, value in enumerate(self.values):
            row, column = divmod(place, self.columns)
            left = column * step
            bottom = self.height - self.diameter - row * self.row
            item = self.element.add("LI")
            with canvas.tagged(item.add("Lbl")):
                canvas.setFont(fonts.BODY, size)
                canvas.setFillColor(styles.INK)
                canvas.drawCentredString(left + self.diameter / 2, bottom + self.diameter / 2 - size * 0.34, str(value))
            box = (left, bottom, left + self.diameter, bottom + self.diameter)
            label = f"{self.spec.label}: {value}"
            draw_choice(canvas, item.add("LBody"), self.spec, (str(value), label), box)


class CellSpace(Flowable):
    """An empty table cell to write in, as high as its row."""

    sticks = False

    def __init__(self, spec: FieldSpec, element: Element, height: float) -> None:
        super().__init__()
        self.spec, self.element, self.least = spec, element, height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Fill the cell."""
        self.width, self.height = width, self.least
        return width, self.least

    def draw(self) -> None:
        """Put a field over the cell; the table has drawn its frame."""
        box = (0.0, 0.0, self.width, self.height)
        if self.canv.forms is not None:
            draw_text_field(self.canv, self.element, self.spec, box, lambda: None, lines=0)


class DrawingFrame(Flowable):
    """An empty frame to draw in."""

    sticks = False

    def __init__(self, height: float, element: Element, sheet: Sheet) -> None:
        super().__init__()
        self.element = element
        self.wanted = min(height, sheet.height * 0.85)
        self.spaceBefore, self.spaceAfter = sheet.gap * 0.5, sheet.gap * 2

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the wanted height."""
        self.width, self.height = width, self.wanted
        return width, self.wanted

    def draw(self) -> None:
        """Draw the frame as a Figure that says what it is for."""
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        box = tuple(round(v, 2) for v in (left, bottom, left + self.width, bottom + self.height))
        self.element.attributes = {"O": "Layout", "BBox": box, "Placement": "Block"}
        with canvas.tagged(self.element):
            canvas.setLineWidth(_STRONG)
            canvas.setStrokeColor(styles.RULE)
            canvas.roundRect(0.6, 0.6, self.width - 1.2, self.height - 1.2, 6)
