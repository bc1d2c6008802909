"""Fonts: bundled TrueType files → registered ReportLab fonts, and which font draws which character.

Atkinson Hyperlegible sets the text; what it lacks (Vietnamese, Cyrillic, Greek, arrows, boxes) is set in Source Sans 3,
character by character. Sizes are `styles.py`'s, line breaking is ReportLab's.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from importlib import resources

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

BODY = "Atkinson"
FALLBACK = "SourceSans"
_FILES = {
    BODY: ("atkinson-hyperlegible", "AtkinsonHyperlegible"),
    FALLBACK: ("source-sans-3", "SourceSans3"),
}
_CUTS = {"": "400Regular", "-Bold": "700Bold", "-Italic": "400Regular_Italic", "-BoldItalic": "700Bold_Italic"}
_UNDRAWABLE = "?"  # stands for a character that no font has: `check_document` has reported it

# ASCII85 would make each stream a quarter longer, and nothing needs 7-bit PDFs.
rl_config.useA85 = 0


class FontsMissingError(RuntimeError):
    """The package was installed without its fonts; the message says so in one sentence."""


def font_name(family: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return the registered name of one cut of a family."""
    cut = ("Bold" if bold else "") + ("Italic" if italic else "")
    return f"{family}-{cut}" if cut else family


@lru_cache(maxsize=1)
def register() -> None:
    """Register all cuts with ReportLab, once a process. Raises `FontsMissingError`."""
    ttfonts.makeToUnicodeCMap = _to_unicode_cmap
    for family, (folder, stem) in _FILES.items():
        for suffix, cut in _CUTS.items():
            file = font_file(folder, f"{stem}_{cut}.ttf")
            pdfmetrics.registerFont(_Font(family + suffix, file, asciiReadable=0))


def font_file(folder: str, name: str) -> str:
    """Return the path of a bundled font file."""
    file = resources.files("iop_curriculum") / "_vendor" / "fonts" / folder / name
    if not file.is_file():
        raise FontsMissingError(f"The bundled font {name} is missing: install the package again.")
    return str(file)


def runs(text: str, family: str, *, bold: bool = False, italic: bool = False) -> list[tuple[str, str]]:
    """Split text into (font name, characters), so that each character is drawn by a font that has it."""
    register()
    text = drawable(text)
    main = font_name(family, bold=bold, italic=italic)
    covered = _coverage(main)
    if all(ord(character) in covered for character in text):
        return [(main, text)] if text else []
    other = font_name(FALLBACK if family == BODY else BODY, bold=bold, italic=italic)
    found: list[tuple[str, str]] = []
    for character in text:
        name, drawn = main, character
        if ord(character) not in covered:
            name = other if ord(character) in _coverage(other) else main
            drawn = character if name == other else _UNDRAWABLE
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + drawn)
        else:
            found.append((name, drawn))
    return found


def drawable(text: str) -> str:
    """Return text in composed form (NFC), without characters that show nothing (joiners, selectors, soft hyphens)."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not _shows_nothing(c))


def missing_characters(text: str) -> str:
    """Return the characters of a text that no bundled font can draw, each once, in order."""
    register()
    known = _coverage(BODY) | _coverage(FALLBACK)
    return "".join(dict.fromkeys(c for c in drawable(text) if ord(c) not in known and not c.isspace()))


def width(text: str, name: str, size: float) -> float:
    """Return the width of a text in points."""
    return float(pdfmetrics.stringWidth(text, name, size))


@lru_cache(maxsize=1024)
def _shows_nothing(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=16)
def _coverage(name: str) -> frozenset[int]:
    """The code points that a font has glyphs for; white space is drawn by ReportLab as a space."""
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph) | {0x09, 0x0A, 0xA0}


class _Font(ttfonts.TTFont):
    """A TrueType font whose subsets are named by what is in them.

    ISO 32000-1, 9.6.4 wants different tags for different subsets; ReportLab calls each of them AAAAAA, and viewers mix
    them up once documents are bound into one file.
    """

    def addObjects(self, doc: object) -> None:  # noqa: N802 - ReportLab's name
        contents = repr(self.state[doc].subsets).encode()
        named_by_reportlab = ttfonts.SUBSETN
        ttfonts.SUBSETN = lambda number: subset_tag(contents + bytes([number])).encode()
        try:
            super().addObjects(doc)
        finally:
            ttfonts.SUBSETN = named_by_reportlab


def subset_tag(contents: bytes) -> str:
    """Return six capital letters for a subset with these contents (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(contents).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode_cmap(_fontname: str, subset: list[int]) -> str:
    """Write the map from character codes to Unicode (ISO 32000-1, 9.10.3).

    ReportLab's own maps unused codes to U+0000, which PDF/UA-1, 7.21.7 forbids, and writes blocks of more than the 100
    entries that a CMap may have.
    """
    return bfchar_cmap({code: chr(value) for code, value in enumerate(subset) if value}, digits=2)


def bfchar_cmap(characters: dict[int, str], digits: int) -> str:
    """Return a ToUnicode CMap: code → text, codes written with that many hexadecimal digits."""
    entries = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(characters.items())
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<{'0' * digits}> <{'F' * digits}>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
