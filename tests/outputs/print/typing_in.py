"""Typing into a PDF's text fields as Chromium does: PDFium moves the pointer, clicks, inserts text, saves."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]


def text_boxes(pdf: bytes) -> dict[str, tuple[int, Box]]:
    """Return page and box of each text field, by its last name."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for annotation in page.obj.get("/Annots", []):
                if annotation.get("/FT") == "/Tx":
                    left, bottom, right, top = (float(v) for v in annotation.Rect)
                    found[str(annotation["/T"])] = (number, (left, bottom, right, top))
    return found


def type_into(pdf: bytes, texts: Mapping[str, str]) -> bytes:
    """Type a text into each named field, and return what PDFium saves."""
    boxes = text_boxes(pdf)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    form = document.formenv.raw
    pages = {number: document[number] for number in {page for page, _ in boxes.values()}}
    for page in pages.values():
        pdfium.FORM_OnAfterLoadPage(page.raw, form)
    for name, text in texts.items():
        number, (left, bottom, right, top) = boxes[name]
        page, x, y = pages[number].raw, (left + right) / 2, (bottom + top) / 2
        pdfium.FORM_OnMouseMove(form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
        data = (text + "\0").encode("utf-16-le")
        pdfium.FORM_ReplaceSelection(form, page, (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data))
        pdfium.FORM_ForceToKillFocus(form)
    saved = io.BytesIO()
    document.save(saved)
    for page in pages.values():
        page.close()
    document.close()
    return saved.getvalue()
