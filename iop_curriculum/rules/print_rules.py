"""What print can't do with a document (PRT), as data; `outputs/print/check.py` looks for it."""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

_ON_PAPER = "What can't be drawn would be missing on paper, and nobody would see that it is."

MISSING_GLYPH = Rule(
    "PRT001",
    "missing-glyph",
    Severity.ERROR,
    "No bundled font can draw a character.",
    "Reports characters that neither of the bundled fonts has: emoji, Chinese, Arabic, Hebrew, Hindi and others. The "
    "fonts cover Latin, Vietnamese, Greek and Cyrillic letters, arrows and common signs.",
    _ON_PAPER,
    "`Well done 🎉`",
    "Use words, or a figure.",
    fixed=True,
)
UNREADABLE_PICTURE = Rule(
    "PRT002",
    "unreadable-picture",
    Severity.ERROR,
    "A picture can't be drawn.",
    "Reports a PNG, JPEG or SVG file that is damaged, empty, or larger than 40 million pixels.",
    _ON_PAPER,
    "A photograph that was cut off while it was copied.",
    "Save the picture again, smaller where it is large: 2400 pixels across fill a page.",
    fixed=True,
)
UNDRAWABLE_FIGURE_PART = Rule(
    "PRT003",
    "undrawable-figure-part",
    Severity.ERROR,
    "A figure uses something that print can't draw.",
    "Reports what an SVG figure holds beyond paths, basic shapes, groups, transforms and text: style sheets, filters, "
    "gradients, scripts, references.",
    "A part of a figure that is left out in silence can turn its meaning round.",
    '`<rect filter="url(#shadow)"/>`',
    "Draw it with plain shapes, or save the figure as “plain SVG” with all text and effects turned into paths.",
    fixed=True,
)
TABLE_TOO_WIDE = Rule(
    "PRT004",
    "table-too-wide",
    Severity.WARNING,
    "A table has more columns than fit on paper.",
    "Reports a table that is printed as a list of its rows, as its columns do not fit side by side.",
    "A list of rows holds every word, but is hard to compare, and longer.",
    "A table of twelve columns.",
    "Use fewer columns, or shorter words in them; turn the table round.",
)

RULES: tuple[Rule, ...] = (MISSING_GLYPH, UNREADABLE_PICTURE, UNDRAWABLE_FIGURE_PART, TABLE_TOO_WIDE)
