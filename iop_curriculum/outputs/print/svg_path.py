"""SVG geometry: path data, basic shapes and transforms → moves, lines and curves. Nothing here draws.

Grammar and arc conversion: SVG 1.1, 8.3 and F.6; transforms: 7.6.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

Matrix = tuple[float, float, float, float, float, float]
# ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",), all absolute.
Segment = tuple[str, tuple[float, ...]]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TOKEN = re.compile(rf"[MmLlHhVvCcSsQqTtAaZz]|{_NUMBER.pattern}|[^\s,]")
_TRANSFORM = re.compile(r"\s*(\w+)\s*\(([^)]*)\)\s*,?")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_KAPPA = 0.5523  # control points of a quarter circle


class SvgError(ValueError):
    """Something in a figure that can't be drawn; the message says what."""


def numbers(text: str) -> list[float]:
    """Return the numbers of a list such as `points`."""
    return [float(found) for found in _NUMBER.findall(text)]


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def transform(text: str) -> Matrix:
    """Return the matrix of a `transform` attribute. Raises `SvgError`."""
    matrix, at = IDENTITY, 0
    while at < len(text.rstrip()):
        found = _TRANSFORM.match(text, at)
        if found is None:
            raise SvgError(f"transform “{text}”")
        matrix = multiply(matrix, _one_transform(found[1], numbers(found[2])))
        at = found.end()
    return matrix


def _one_transform(name: str, values: Sequence[float]) -> Matrix:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, *rest]:
            return (1, 0, 0, 1, x, rest[0] if rest else 0)
        case "scale", [x, *rest]:
            return (x, 0, 0, rest[0] if rest else x, 0, 0)
        case "rotate", [angle, *centre]:
            x, y = centre if len(centre) == 2 else (0, 0)
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
        case "skewX", [angle]:
            return (1, 0, math.tan(math.radians(angle)), 1, 0, 0)
        case "skewY", [angle]:
            return (1, math.tan(math.radians(angle)), 0, 1, 0, 0)
    raise SvgError(f"transform “{name}”")


def polyline(points: Sequence[float], *, closed: bool) -> list[Segment]:
    """Return the segments of `polyline` and `polygon`."""
    pairs = list(zip(points[::2], points[1::2], strict=False))
    made: list[Segment] = [("L" if number else "M", pair) for number, pair in enumerate(pairs)]
    return [*made, ("Z", ())] if closed and made else made


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Segment]:
    """Return the segments of `circle` and `ellipse`."""
    kx, ky = rx * _KAPPA, ry * _KAPPA
    return [
        ("M", (cx + rx, cy)),
        ("C", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)),
        ("C", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)),
        ("C", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)),
        ("C", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)),
        ("Z", ()),
    ]


def rectangle(box: tuple[float, float, float, float], rx: float, ry: float) -> list[Segment]:
    """Return the segments of `rect`: x, y, width, height, and the radii of its corners."""
    x, y, w, h = box
    rx, ry = min(rx, w / 2), min(ry, h / 2)
    if not (rx and ry):
        return polyline([x, y, x + w, y, x + w, y + h, x, y + h], closed=True)
    kx, ky = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    return [
        ("M", (x + rx, y)),
        ("L", (x + w - rx, y)),
        ("C", (x + w - kx, y, x + w, y + ky, x + w, y + ry)),
        ("L", (x + w, y + h - ry)),
        ("C", (x + w, y + h - ky, x + w - kx, y + h, x + w - rx, y + h)),
        ("L", (x + rx, y + h)),
        ("C", (x + kx, y + h, x, y + h - ky, x, y + h - ry)),
        ("L", (x, y + ry)),
        ("C", (x, y + ky, x + kx, y, x + rx, y)),
        ("Z", ()),
    ]


def path(data: str) -> list[Segment]:
    """Return the segments of path data. Raises `SvgError`."""
    pen = _Pen()
    for command, values in _commands(data):
        pen.do(command, values)
    return pen.segments


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(data)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        elif command in ("M", "m"):
            command = "L" if command == "M" else "l"  # further pairs after a move are lines
        elif command in ("", "Z", "z"):
            raise SvgError(f"path data at “{tokens[at]}”")
        count = _ARGUMENTS.get(command.upper(), -1)
        values = tokens[at : at + count]
        if count < 0 or len(values) < count or any(not _NUMBER.fullmatch(value) for value in values):
            raise SvgError(f"path data at “{command}”")
        at += count
        yield command, [float(value) for value in values]


class _Pen:
    """Where a path has got to."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at = self._start = (0.0, 0.0)
        self._control: tuple[str, float, float] = ("", 0.0, 0.0)

    def do(self, command: str, values: list[float]) -> None:
        """Do one command."""
        kind = command.upper()
        x, y = self._at
        if command.islower():
            values = self._absolute(kind, values)
        match kind:
            case "M":
                self._start = (values[0], values[1])
                self._add("M", values)
            case "L":
                self._add("L", values)
            case "H":
                self._add("L", [values[0], y])
            case "V":
                self._add("L", [x, values[0]])
            case "C":
                self._add("C", values)
                self._control = ("C", values[2], values[3])
            case "S":
                self._add("C", [*self._reflected("C"), *values])
                self._control = ("C", values[0], values[1])
            case "Q" | "T":
                self._quadratic([*self._reflected("Q"), *values] if kind == "T" else values)
            case "A":
                for curve in arc((x, y), values):
                    self._add("C", list(curve))
            case _:
                self.segments.append(("Z", ()))
                self._at = self._start
        if kind not in "CSQT":
            self._control = ("", 0.0, 0.0)

    def _absolute(self, kind: str, values: list[float]) -> list[float]:
        x, y = self._at
        if kind == "H":
            return [values[0] + x]
        if kind == "V":
            return [values[0] + y]
        if kind == "A":
            return [*values[:5], values[5] + x, values[6] + y]
        return [value + (y if number % 2 else x) for number, value in enumerate(values)]

    def _reflected(self, kind: str) -> list[float]:
        x, y = self._at
        return [2 * x - self._control[1], 2 * y - self._control[2]] if self._control[0] == kind else [x, y]

    def _quadratic(self, values: list[float]) -> None:
        (x0, y0), (qx, qy, x, y) = self._at, values
        third = 2 / 3
        first = (x0 + third * (qx - x0), y0 + third * (qy - y0))
        self._add("C", [*first, x + third * (qx - x), y + third * (qy - y), x, y])
        self._control = ("Q", qx, qy)

    def _add(self, kind: str, values: list[float]) -> None:
        self.segments.append((kind, tuple(values)))
        self._at = (values[-2], values[-1])


def arc(start: tuple[float, float], values: Sequence[float]) -> list[tuple[float, ...]]:
    """Return the curves of an elliptical arc: rx, ry, rotation, large, sweep, x, y (SVG 1.1, F.6.5)."""
    x1, y1 = start
    rx, ry, rotation, large, sweep, x2, y2 = values
    rx, ry = abs(rx), abs(ry)
    if (x1, y1) == (x2, y2):
        return []
    if not (rx and ry):
        return [(x1, y1, x2, y2, x2, y2)]
    cos, sin = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 / below - 1)) * (-1 if bool(large) == bool(sweep) else 1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    cx, cy = cos * qx - sin * qy + (x1 + x2) / 2, sin * qx + cos * qy + (y1 + y2) / 2
    begin = math.atan2((py - qy) / ry, (px - qx) / rx)
    turn = math.atan2((-py - qy) / ry, (-px - qx) / rx) - begin
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / pieces
    reach = 4 / 3 * math.tan(step / 4)

    def point(angle: float, along: float) -> tuple[float, float]:
        u = rx * (math.cos(angle) - along * math.sin(angle))
        v = ry * (math.sin(angle) + along * math.cos(angle))
        return (cos * u - sin * v + cx, sin * u + cos * v + cy)

    return [
        (*point(begin + n * step, reach), *point(begin + (n + 1) * step, -reach), *point(begin + (n + 1) * step, 0))
        for n in range(pieces)
    ]
