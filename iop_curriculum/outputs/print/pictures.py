"""Pictures: bytes → something that draws itself into a box.

SVG stays vector (`svg.py`); PNG and JPEG go through Pillow. What can't be drawn is None here and a diagnostic in
`check.py`; nothing raises.
"""

from __future__ import annotations

import io
import posixpath
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from PIL import Image as PillowImage
from reportlab.lib.utils import ImageReader

from iop_curriculum.outputs.print import svg
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas

MOST_PIXELS = 40_000_000  # a decoded picture of this size takes 160 MB
_SHARPEST = 2400  # pixels along the longer side: 300 dots an inch over the text's width


class Picture(Protocol):
    """Something that can be drawn; sizes in points as it wants to be."""

    @property
    def width(self) -> float:
        """The width."""
        ...

    @property
    def height(self) -> float:
        """The height."""
        ...

    def draw(self, canvas: TaggedCanvas, width: float, height: float) -> None:
        """Draw it from the origin, at this size."""
        ...


@dataclass(frozen=True)
class Photograph:
    """A raster picture."""

    image: Any
    width: float
    height: float

    def draw(self, canvas: TaggedCanvas, width: float, height: float) -> None:
        """Draw it; transparent parts stay so."""
        canvas.drawImage(ImageReader(self.image), 0, 0, width, height, mask="auto")


@dataclass
class Pictures:
    """The pictures that a document may show, by project path. Each is read once."""

    data: Mapping[str, bytes]
    folder: str
    _read: dict[str, Picture | None] = field(default_factory=dict)

    def find(self, source: str) -> Picture | None:
        """Return the picture that a document in `folder` names by a relative path, if it can be drawn."""
        path = posixpath.normpath(posixpath.join(self.folder, source))
        if path not in self._read:
            data = self.data.get(path)
            self._read[path] = None if data is None else read_picture(path, data)
        return self._read[path]


@dataclass(frozen=True, eq=False)
class InlinePicture:
    """A small picture in a line of text."""

    picture: Picture
    alt: str
    elastic: bool = False

    def draw(self, canvas: TaggedCanvas, parent: Element, box: tuple[float, float, float, float]) -> None:
        """Draw it on the baseline: as a Figure, or without words for it as an artifact (PDF/UA-1, 7.3)."""
        left, baseline, width, height = box
        element = None
        if self.alt and canvas.tagging:
            x, y = canvas.absolutePosition(left, baseline)
            attributes = {"O": "Layout", "BBox": (x, y, x + width, y + height)}
            element = parent.add("Figure", alt=self.alt, attributes=attributes)
        with canvas.tagged(element):
            canvas.saveState()
            canvas.translate(left, baseline - height * 0.12)
            self.picture.draw(canvas, width, height)
            canvas.restoreState()


def read_picture(path: str, data: bytes) -> Picture | None:
    """Return a picture, or None where it can't be drawn."""
    if path.lower().endswith(".svg"):
        return svg.read(data).value
    return _photograph(data)


def _photograph(data: bytes) -> Photograph | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PillowImage.DecompressionBombWarning)
            image = PillowImage.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                return None
            image.load()
    except Exception:
        return None
    width, height = image.width * 0.48, image.height * 0.48  # 150 dots an inch
    if max(image.size) > _SHARPEST:
        image.thumbnail((_SHARPEST, _SHARPEST))
    return Photograph(image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGBA"), width, height)
