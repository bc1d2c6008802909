"""Bodies that layout finds hard. Each is to give a good page or a diagnostic: no exception, no lost word."""

from __future__ import annotations

_MANY = range(1, 201)
_LONG_CELL = " ".join(f"word{number}" for number in range(900))


def nested(depth: int) -> str:
    """Return a list nested so many levels deep."""
    return "\n".join("    " * level + f"- level {level + 1}" for level in range(depth))


def quotes(depth: int) -> str:
    """Return a quotation nested so many levels deep."""
    return "> " * depth + "deep"


def table(columns: int, rows: int, cell: str = "cell") -> str:
    """Return a table."""
    lines = ["| " + " | ".join(f"head{n}" for n in range(columns)) + " |", "|" + "---|" * columns]
    lines += ["| " + " | ".join(f"{cell}{row}x{n}" for n in range(columns)) + " |" for row in range(rows)]
    return "\n".join(lines)


def grid(rows: int, height: str = "14mm") -> str:
    """Return a table to fill in."""
    return f"/// table\n    rows: {rows}\n    height: {height}\n\n| When | What |\n|---|---|\n| | |\n///"


BODIES: dict[str, str] = {
    "empty": "",
    "200 columns": table(200, 3),
    "30 pages of table": table(3, 800),
    "long word": "before " + "x" * 10_000 + " after",
    "long word in a cell": f"| a | b |\n|---|---|\n| {'y' * 10_000} | short |",
    "row taller than a page": f"| a | b |\n|---|---|\n| {_LONG_CELL} | short |",
    "12 levels": nested(12),
    "12 quotations": quotes(12),
    "box in a box": '!!! tip "Outer"\n    One.\n\n    !!! note "Inner"\n        Two.\n\n        - three\n',
    "200 lines": "/// lines | 200\nWrite.\n///",
    "300 rows to fill in": grid(300),
    "rows as high as a page": grid(3, "300mm"),
    "0 to 100": "/// scale | 0-100\n    low: none\n    high: all\n\nHow much?\n///",
    "60 choices": "/// choose\nWhich?\n\n" + "\n".join(f"- choice {n}" for n in range(60)) + "\n///",
    "huge box": "/// box | 80cm\nDraw.\n///",
    "200 headings": "\n\n".join(f"{'#' * (n % 5 + 2)} Heading {n}" for n in _MANY),
    "long heading": "## " + "very " * 300 + "long",
    "blanks": "I feel ____ when ____{other}, and then I ____{third}.\n\nName: ________\n\n____________",
    "text and marks": "“Quoted” – *naïve* café Ärger łódź Привет Việt → ☐ ½ a\u200bb a\u0301 &amp; <3",
    "right to left and emoji": "Hello שלום مرحبا 你好 🎉 there",
    "code": "```\nif x:\n    " + "y" * 300 + "\n```",
    "footnotes": "Text[^1] and more[^2].\n\n[^1]: First note.\n[^2]: Second *note*.",
    "links": "See [the site](https://example.org/a) and [below](#end).\n\n## End {#end}\n\nHere.",
    "definitions": "Term\n:   What it means.\n\nOther\n:   This.\n:   That.",
    "missing picture": '![A wave](../figures/none.svg "A caption")',
}
