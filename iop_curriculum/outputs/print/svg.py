"""SVG → vector drawing: paths, basic shapes, groups, transforms, and text in the bundled fonts; nothing else.

Input: the bytes of a figure. Output: a drawing and, in words, all that is in the figure but can't be drawn. No style
sheet, script, filter, or reference to anything outside is followed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.colors import Color, toColor

from iop_curriculum.outputs.print import fonts
from iop_curriculum.outputs.print.svg_path import (
    IDENTITY,
    Matrix,
    Segment,
    SvgError,
    ellipse,
    multiply,
    numbers,
    path,
    polyline,
    rectangle,
    transform,
)
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_POINTS = 0.79  # points a unit where there is room: a figure 600 units wide spans the text of a page
_DEEPEST = 40

_SILENT = frozenset({"title", "desc", "metadata"})
_INHERITED: Mapping[str, str] = {
    "fill": "black",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dasharray": "none",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "fill-rule": "nonzero",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "font-size": "16",
    "font-weight": "normal",
    "font-style": "normal",
    "text-anchor": "start",
    "font-family": "",
}
_GEOMETRY = frozenset(
    ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points", "dx", "dy"]
)
_TOLERATED = frozenset(["transform", "viewBox", "opacity", "id", "version", "role", "preserveAspectRatio"])
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True)
class Shape:
    """A path to fill and stroke."""

    matrix: Matrix
    style: Mapping[str, str]
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Words:
    """A line of text from one anchor: (text, style) pairs."""

    matrix: Matrix
    x: float
    y: float
    parts: tuple[tuple[str, Mapping[str, str]], ...]


@dataclass(frozen=True)
class Drawing:
    """A figure, ready to draw; sizes in points as it wants to be."""

    view: tuple[float, float, float, float]
    items: tuple[Shape | Words, ...]

    @property
    def width(self) -> float:
        """The width."""
        return self.view[2] * _POINTS

    @property
    def height(self) -> float:
        """The height."""
        return self.view[3] * _POINTS

    def draw(self, canvas: TaggedCanvas, width: float, height: float) -> None:
        """Draw it from the origin, at this size. SVG counts downwards, PDF upwards."""
        x, y, w, h = self.view
        sx, sy = width / w, height / h
        canvas.transform(sx, 0, 0, -sy, -x * sx, height + y * sy)
        for item in self.items:
            canvas.saveState()
            canvas.transform(*item.matrix)
            if isinstance(item, Shape):
                _draw_shape(canvas, item)
            else:
                _draw_words(canvas, item)
            canvas.restoreState()


@dataclass(frozen=True)
class Reading:
    """A drawing, None where there is none to be had, and what can't be drawn."""

    value: Drawing | None
    faults: tuple[str, ...] = ()


def read(data: bytes) -> Reading:
    """Read a figure. Nothing raises."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return Reading(None, ("a document type declaration",))
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities were ruled out above
    except (ET.ParseError, ValueError, LookupError) as error:
        return Reading(None, (f"something that is no SVG ({error})",))
    if root.tag != f"{_NAMESPACE}svg":
        return Reading(None, ("no svg element in the SVG namespace",))
    try:
        view = _view(root)
    except SvgError as error:
        return Reading(None, (str(error),))
    reader = _Reader()
    reader.children(root, dict(_INHERITED), IDENTITY, 0)
    return Reading(Drawing(view, tuple(reader.items)), tuple(dict.fromkeys(reader.faults)))


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    given = numbers(root.get("viewBox", ""))
    if len(given) != 4:
        given = [0.0, 0.0, _length(root, "width"), _length(root, "height")]
    x, y, w, h = given
    if w <= 0 or h <= 0 or max(w, h) > 1e5 or min(w, h) * 1e3 < max(w, h):
        raise SvgError("no usable viewBox")
    return (x, y, w, h)


def _length(element: ET.Element, name: str, default: float = 0.0) -> float:
    text = element.get(name)
    if text is None:
        return default
    found = re.fullmatch(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?:px)?\s*", text)
    if found is None:
        raise SvgError(f"{name}=“{text}”")
    return float(found[1])


@dataclass
class _Reader:
    """Collects what to draw and what can't be."""

    items: list[Shape | Words] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def children(self, element: ET.Element, style: Mapping[str, str], matrix: Matrix, depth: int) -> None:
        """Read the elements inside one."""
        for child in element:
            try:
                self._element(child, style, matrix, depth)
            except SvgError as error:
                self.faults.append(str(error))

    def _element(self, element: ET.Element, style: Mapping[str, str], matrix: Matrix, depth: int) -> None:
        name = str(element.tag).removeprefix(_NAMESPACE)
        if name in _SILENT or not isinstance(element.tag, str):
            return
        if depth > _DEEPEST:
            raise SvgError("groups nested too deep")
        style = self._style(element, style)
        matrix = multiply(matrix, transform(element.get("transform", "")))
        if name == "g":
            self.children(element, style, matrix, depth + 1)
        elif name == "text":
            self.items += self._text(element, style, matrix)
        else:
            self.items.append(Shape(matrix, style, tuple(_segments(name, element))))

    def _style(self, element: ET.Element, style: Mapping[str, str]) -> dict[str, str]:
        """Return the style that an element has of its own and from around it, and note what it says in vain."""
        made = dict(style)
        for name, value in element.attrib.items():
            if name in _INHERITED:
                made[name] = value.strip()
            elif name not in _GEOMETRY | _TOLERATED and not name.startswith(
                ("aria-", "{http://www.w3.org/XML", "data-")
            ):
                self.faults.append(f"the attribute {name.rpartition('}')[2]}=“{value[:40]}”")
        if "opacity" in element.attrib:
            for kind in ("fill-opacity", "stroke-opacity"):
                made[kind] = str(_share(made[kind]) * _share(element.attrib["opacity"]))
        for name in ("fill", "stroke"):
            if _color(made[name]) is None and made[name] != "none":
                self.faults.append(f"{name}=“{made[name]}”")
                made[name] = "black" if name == "stroke" else "none"
        return made

    def _text(self, element: ET.Element, style: Mapping[str, str], matrix: Matrix) -> Iterator[Words]:
        """Yield a text's lines: each `x` or `y` begins a new one."""
        x, y = _length(element, "x"), _length(element, "y")
        parts: list[tuple[str, Mapping[str, str]]] = [(element.text or "", style)]
        for child in element:
            if str(child.tag).removeprefix(_NAMESPACE) != "tspan" or len(child):
                self.faults.append(f"{str(child.tag).removeprefix(_NAMESPACE)} within text")
                continue
            own = self._style(child, style)
            if any(name in child.attrib for name in ("x", "y", "dx", "dy")):
                yield from _line(matrix, x, y, parts)
                x = _length(child, "x", x) + _length(child, "dx")
                y = _length(child, "y", y) + _length(child, "dy")
                parts = []
            parts += [(child.text or "", own), (child.tail or "", style)]
        yield from _line(matrix, x, y, parts)


def _line(matrix: Matrix, x: float, y: float, parts: list[tuple[str, Mapping[str, str]]]) -> Iterator[Words]:
    folded = [(re.sub(r"\s+", " ", text), style) for text, style in parts]
    folded = [(text, style) for text, style in folded if text]
    if any(text.strip() for text, _ in folded):
        folded[0] = (folded[0][0].lstrip(), folded[0][1])
        folded[-1] = (folded[-1][0].rstrip(), folded[-1][1])
        yield Words(matrix, x, y, tuple(folded))


def _segments(name: str, element: ET.Element) -> list[Segment]:
    def length(key: str, default: float = 0.0) -> float:
        return _length(element, key, default)

    match name:
        case "path":
            return path(element.get("d", ""))
        case "line":
            return polyline([length("x1"), length("y1"), length("x2"), length("y2")], closed=False)
        case "polyline" | "polygon":
            return polyline(numbers(element.get("points", "")), closed=name == "polygon")
        case "rect":
            rx, ry = length("rx", length("ry")), length("ry", length("rx"))
            return rectangle((length("x"), length("y"), length("width"), length("height")), rx, ry)
        case "circle":
            return ellipse(length("cx"), length("cy"), length("r"), length("r"))
        case "ellipse":
            return ellipse(length("cx"), length("cy"), length("rx"), length("ry"))
    raise SvgError(f"the element {name}")


def _share(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 1.0


def _color(text: str) -> Color | None:
    """Return a colour; None for `none` and for what is not one."""
    if text in ("none", "transparent"):
        return None
    if text == "currentColor":
        text = "black"
    try:
        short = re.fullmatch(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", text)
        return toColor("#" + "".join(digit * 2 for digit in short.groups()) if short else text)
    except (ValueError, TypeError, AttributeError):
        return None


def _draw_shape(canvas: TaggedCanvas, shape: Shape) -> None:
    style = shape.style
    fill, stroke = _color(style["fill"]), _color(style["stroke"])
    width = (numbers(style["stroke-width"]) or [1.0])[0]
    if not shape.segments or (fill is None and (stroke is None or not width)):
        return
    _set_paint(canvas, style, fill, stroke)
    if stroke is not None:
        canvas.setLineWidth(width)
        canvas.setLineCap(_CAPS.get(style["stroke-linecap"], 0))
        canvas.setLineJoin(_JOINS.get(style["stroke-linejoin"], 0))
        dashes = numbers(style["stroke-dasharray"]) if style["stroke-dasharray"] != "none" else []
        if any(dashes):
            canvas.setDash(dashes)
    drawn = canvas.beginPath()
    for kind, values in shape.segments:
        {"M": drawn.moveTo, "L": drawn.lineTo, "C": drawn.curveTo, "Z": drawn.close}[kind](*values)
    rule = 0 if style["fill-rule"] == "evenodd" else 1
    canvas.drawPath(drawn, stroke=int(stroke is not None), fill=int(fill is not None), fillMode=rule)


def _set_paint(canvas: TaggedCanvas, style: Mapping[str, str], fill: Color | None, stroke: Color | None) -> None:
    if fill is not None:
        canvas.setFillColor(fill)
        if _share(style["fill-opacity"]) < 1:
            canvas.setFillAlpha(_share(style["fill-opacity"]))
    if stroke is not None:
        canvas.setStrokeColor(stroke)
        if _share(style["stroke-opacity"]) < 1:
            canvas.setStrokeAlpha(_share(style["stroke-opacity"]))


def _draw_words(canvas: TaggedCanvas, words: Words) -> None:
    runs: list[tuple[str, str, float, Mapping[str, str]]] = []
    for text, style in words.parts:
        size = (numbers(style["font-size"]) or [16.0])[0]
        bold = style["font-weight"] in ("bold", "bolder", "600", "700", "800", "900")
        italic = style["font-style"] in ("italic", "oblique")
        runs += [(name, part, size, style) for name, part in fonts.runs(text, fonts.BODY, bold=bold, italic=italic)]
    length = sum(fonts.width(part, name, size) for name, part, size, _ in runs)
    share = {"middle": 0.5, "end": 1.0}.get(words.parts[0][1]["text-anchor"], 0.0)
    canvas.transform(1, 0, 0, -1, words.x - share * length, words.y)
    text_object: Any = canvas.beginText(0, 0)
    for name, part, size, style in runs:
        text_object.setFont(name, size)
        text_object.setFillColor(_color(style["fill"]) or Color(0, 0, 0))
        text_object.textOut(part)
    canvas.drawText(text_object)
