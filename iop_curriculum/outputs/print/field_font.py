"""The font of typed values: Source Sans 3 with every Latin, Greek, Cyrillic and Vietnamese letter, as a composite font.

A viewer draws what people type with this font, so the whole alphabet is embedded, not just what is printed. A simple
font would end at one code page of 224 letters; a composite one (ISO 32000-1, 9.7) has two-byte codes, and its ToUnicode
map lets the viewer find the code of a typed letter.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream, PDFString

from iop_curriculum.outputs.print import fonts
from iop_curriculum.outputs.print.tagged_pdf import IndirectDictionary

# Blocks of Unicode whose letters people type.
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x2DD),
    (0x300, 0x323),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x203A),
    (0x20A0, 0x20BF),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2713, 0x2717),
)


@dataclass(frozen=True)
class _Data:
    """A font program whose glyph n is the nth letter, compressed, with widths in thousandths of the type size."""

    program: bytes
    length: int
    letters: str
    widths: tuple[int, ...]


@lru_cache(maxsize=1)
def _data() -> _Data:
    fonts.register()
    face = pdfmetrics.getFont(fonts.FALLBACK).face
    codes = [c for first, last in _RANGES for c in range(first, last + 1) if c in face.charToGlyph]
    one_each = list({face.charToGlyph[c]: c for c in reversed(codes)}.values())[::-1]
    program = face.makeSubset(one_each)
    return _Data(
        zlib.compress(program, 9),
        len(program),
        "".join(map(chr, one_each)),
        tuple(round(face.getCharWidth(c)) for c in one_each),
    )


class FieldFont:
    """The field font in one document."""

    # The name of the font as a resource. PDFium (Chromium, Edge) sorts what is typed by code pages and takes the
    # field's own font for the Western one only, unless the font is called like this: then for every character it has.
    NAME = "Wingdings"

    def __init__(self, document: Any) -> None:
        self._document = document
        data = _data()
        name = f"{fonts.subset_tag(data.letters.encode())}+SourceSans3-Regular"
        descendant = IndirectDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(name),
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "CIDToGIDMap": PDFName("Identity"),  # PDF/UA-1, 7.21.3.2
                "DW": 500,
                "W": PDFArray([1, PDFArray(list(data.widths))]),
                "FontDescriptor": document.Reference(self._descriptor(name, data)),
            }
        )
        to_unicode = fonts.bfchar_cmap(dict(enumerate(data.letters, 1)), digits=4)
        composite = IndirectDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(zlib.compress(to_unicode.encode(), 9))),
            }
        )
        self.reference: PDFObjectReference = document.Reference(composite)

    def _descriptor(self, name: str, data: _Data) -> IndirectDictionary:
        face = pdfmetrics.getFont(fonts.FALLBACK).face
        return IndirectDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(name),
                "Flags": 4,  # symbolic: codes are glyphs, not an encoding (ISO 32000-1, table 123)
                "FontBBox": PDFArray(list(face.bbox)),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "StemV": face.stemV,
                "FontFile2": self._document.Reference(_stream(data.program, {"Length1": data.length})),
            }
        )


def _stream(compressed: bytes, properties: dict[str, Any] | None = None) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode"), **(properties or {})}), compressed, filters=[])
