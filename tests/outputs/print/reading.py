"""PDF bytes → what a reader gets of it: words in structure order, structure as text, fields, pages as grey values."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2


def words(pdf: bytes) -> list[str]:
    """Return all tagged words, in the order of the structure tree."""
    return text(pdf).split()


def text(pdf: bytes) -> str:
    """Return all tagged text, in the order of the structure tree; a space parts one block's text from the next.

    What is written within figures is left out.
    """
    found: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents = _marked_text(document)
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        before = None
        for block, element, kid in leaves(document.Root.StructTreeRoot.K):
            page = kid.Pg if isinstance(kid, pikepdf.Dictionary) else element.Pg
            mcid = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            found += [" "] * (block.objgen != before) + [contents.get((pages[page.objgen], mcid), "")]
            before = block.objgen
    return "".join(found)


def leaves(element: Any, block: Any = None) -> Iterator[tuple[Any, Any, Any]]:
    """Yield each marked-content kid in order, with the block that it stands in and its own element."""
    block = block if str(element.S) in ("/Span", "/Link") else element
    for kid in _kids(element):
        if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == "/MCR":
            yield block, element, kid
        elif kid.get("/Type") != "/OBJR" and str(kid.S) != "/Figure":
            yield from leaves(kid, block)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marked_text(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the text of each marked-content sequence, by page and number, decoded by the fonts' ToUnicode maps."""
    found: dict[tuple[int, int], str] = {}
    maps: dict[Any, dict[int, str]] = {}
    for number, page in enumerate(document.pages):
        fonts, letters, mcid = page.obj.Resources.get("/Font", {}), {}, -1
        for operands, operator in pikepdf.parse_content_stream(page, "BDC EMC Tf Tj"):
            match str(operator):
                case "BDC":
                    mcid = int(operands[1].get("/MCID", -1)) if str(operands[0]) != "/Artifact" else -1
                case "EMC":
                    mcid = -1
                case "Tf":
                    font = fonts[str(operands[0])]
                    if font.objgen not in maps:
                        maps[font.objgen] = _to_unicode(font)
                    letters = maps[font.objgen]
                case "Tj" if mcid >= 0:
                    shown = "".join(letters[code] for code in bytes(operands[0]))
                    found[number, mcid] = found.get((number, mcid), "") + shown
    return found


def _to_unicode(font: Any) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", cmap)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def page_text(pdf: bytes) -> list[str]:
    """Return the text of each page as it is seen, footers included."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def outline(pdf: bytes) -> list[str]:
    """Return the structure as indented lines: `Document`, `  H1`, … without its content."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_outline(document.Root.StructTreeRoot.K, 0))


def _outline(element: Any, depth: int) -> Iterator[str]:
    yield "  " * depth + str(element.S).removeprefix("/")
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _outline(kid, depth + 1)


def fields(pdf: bytes) -> dict[str, Any]:
    """Return terminal fields by full name, as dictionaries of plain values: type, label, widgets, flags."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm")
        return dict(_fields(form.Fields, "")) if form is not None else {}


def _fields(kids: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for kid in kids:
        name = f"{prefix}.{kid.T}" if prefix else str(kid.T)
        below = [k for k in kid.get("/Kids", []) if "/T" in k]
        if below:
            yield from _fields(below, name)
        else:
            widgets = len(kid.get("/Kids", [1]))
            yield name, {"type": str(kid.FT), "label": str(kid.TU), "widgets": widgets, "flags": int(kid.get("/Ff", 0))}


def darkness(pdf: bytes, page: int, box: tuple[float, float, float, float] | None = None, form: bool = True) -> float:
    """Return how dark a page, or a box of it (points from its lower left corner), is: 0 white, 1 black."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if form:
            document.init_forms()
        shown = document[page]
        height = shown.get_height()
        image = shown.render(scale=2, may_draw_forms=form).to_pil().convert("L")
        if box:
            left, bottom, right, top = (int(2 * v) for v in box)
            image = image.crop((left, int(2 * height) - top, right, int(2 * height) - bottom))
        histogram = image.histogram()
        dark = sum((255 - value) * count for value, count in enumerate(histogram))
        return dark / (255 * image.width * image.height)
    finally:
        document.close()
