"""A Word file → a handout, worksheet or module in our Markdown, with front matter to complete and a list of what was
changed.

Nothing is guessed about content: topics, conditions and sources stay marked TODO. Pictures come out as files beside
the text.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from iop_curriculum import pandoc
from iop_curriculum.importers.repair import Report, repaired, text_of

Kind = Literal["module", "handout", "worksheet"]
Node = dict[str, Any]

_SPECIAL = re.compile(r"([\\`*\[\]<])")
_LEADING = re.compile(r"^(#{1,6} |[-+] |\d+[.)] |>|:   |!!!|/{3,}|={3,}|-{3,})")
_BLANKS = re.compile(r"_{4,}")
_FORMATS = (".png", ".jpg", ".jpeg", ".svg")


@dataclass(frozen=True)
class Imported:
    """A document as text, its pictures by project path, and what an author should look at."""

    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def import_word(data: bytes, slug: str, kind: Kind) -> Imported:
    """Read a `.docx`. Raises `pandoc.PandocError` where pandoc is missing or can't read the file."""
    tree, media = pandoc.from_word(data)
    report = Report()
    blocks = repaired(tree, report)
    title = _taken_title(tree, blocks) or slug.replace("-", " ").capitalize()
    writer = _Writer(slug, media, report)
    body = writer.document(blocks)
    text = _front_matter(title, kind) + "\n" + body
    return Imported(text, writer.pictures, tuple(report.changed), tuple(report.lost))


def _taken_title(tree: Node, blocks: list[Node]) -> str:
    """Return the title: Word's own, else the first heading of level 1, which is taken out of the text."""
    title = text_of(tree.get("meta", {}).get("title", {}).get("c", [])).strip()
    first = next((n for n, block in enumerate(blocks) if block["t"] == "Header"), None)
    if (
        first is not None
        and blocks[first]["c"][0] == 1
        and (not title or text_of(blocks[first]["c"][2]).strip() == title)
    ):
        title = text_of(blocks[first]["c"][2]).strip()
        del blocks[first]
    return " ".join(title.split())


def _front_matter(title: str, kind: Kind) -> str:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    own = {
        "module": "approaches: [psychoeducation]   # TODO\nformat: psychoeducation-group\n"
        'session_minutes: 60   # TODO\nentry: open\nobjectives:\n  - "TODO: what people can do after the session"\n',
        "handout": "language: en\naudience: patient\n",
        "worksheet": "language: en\naudience: patient\n",
    }[kind]
    return (
        f'---\ntitle: {quoted}\nsummary: "TODO: one sentence"\nversion: 0.1.0\ntopics: [coping]   # TODO\n'
        f"conditions: [all]   # TODO\n{own}license: CC-BY-4.0   # TODO: whose text is it?\nsources: []   # TODO\n---\n"
    )


class _Writer:
    """Pandoc's nodes → Markdown of the dialect."""

    def __init__(self, slug: str, media: dict[str, bytes], report: Report) -> None:
        self._slug = slug
        self._media = media
        self._report = report
        self._notes: list[str] = []
        self._lowest = 2
        self.pictures: dict[str, bytes] = {}

    def document(self, blocks: list[Node]) -> str:
        levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
        self._shift = 2 - min(levels) if levels else 0
        self._last_level = 1
        parts = self.blocks(blocks)
        notes = [f"[^{n}]: {text}" for n, text in enumerate(self._notes, 1)]
        return "\n\n".join([*parts, *notes]) + "\n"

    def blocks(self, blocks: list[Node]) -> list[str]:
        return [text for block in blocks if (text := self._block(block))]

    def _block(self, block: Node) -> str:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                return self._paragraph(content)
            case "Header":
                self._last_level = min(content[0] + self._shift, self._last_level + 1, 6)
                return "#" * self._last_level + " " + self.inlines(content[2])
            case "BulletList":
                return self._list(content, lambda _n: "- ")
            case "OrderedList":
                return self._list(content[1], lambda n: f"{content[0][0] + n}. ")
            case "BlockQuote":
                return "\n".join(("> " + line).rstrip() for line in "\n\n".join(self.blocks(content)).split("\n"))
            case "DefinitionList":
                return "\n\n".join(self._definition(term, meanings) for term, meanings in content)
            case "Table":
                return self._table(content)
            case "CodeBlock":
                return f"```\n{content[1]}\n```"
            case "HorizontalRule":
                return "---"
            case "Lines":
                return f"/// lines | {min(content[0], 99)}\n{self._block(content[1])}\n///"
            case other:
                self._report.lost.append(f"{other}: “{text_of(block)[:60]}”")
                return ""

    def _paragraph(self, content: list[Node]) -> str:
        lines = self.inlines(content).split("\n")
        return "\n".join(_LEADING.sub(r"\\\1", line.strip()) for line in lines).strip()

    def _list(self, items: list[list[Node]], marker: Any) -> str:
        loose = any(block["t"] == "Para" for item in items for block in item) and any(len(item) > 1 for item in items)
        out = []
        for number, item in enumerate(items):
            head = marker(number)
            text = ("\n\n" if loose else "\n").join(self.blocks(item))
            text = re.sub(r"^☐ ", "[ ] ", re.sub(r"^☒ ", "[x] ", text))
            out.append(head + text.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
        return ("\n\n" if loose else "\n").join(out)

    def _definition(self, term: list[Node], meanings: list[list[Node]]) -> str:
        texts = ["\n\n    ".join(self.blocks(meaning)) for meaning in meanings]
        return "\n".join([self.inlines(term), *(f":   {text}" for text in texts)])

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, content: list[Any]) -> str:
        _, caption, columns, head, bodies, _foot = content
        rows = [self._row(row, len(columns)) for body in bodies for row in [*body[2], *body[3]]]
        heads = [self._row(row, len(columns)) for row in head[1]]
        if not heads:
            heads, rows = (rows[:1], rows[1:]) if rows and any(rows[0]) else ([[""] * len(columns)], rows)
        rows = [*heads[1:], *rows]
        lines = [_row_text(heads[0]), "|" + "---|" * len(columns), *(_row_text(row) for row in rows)]
        words = "\n\n".join(self.blocks(caption[1]))
        return "\n\n".join(filter(None, [words, "\n".join(lines)]))

    def _row(self, row: list[Any], width: int) -> list[str]:
        cells = []
        for _, _, down, across, blocks in row[1]:
            if down > 1 or across > 1:
                self._report.changed.append("joined table cells were taken apart")
            text = " ".join(part.replace("\n", " ") for part in self.blocks(blocks))
            cells += [text.replace("|", "\\|"), *([""] * (across - 1))]
        return [*cells, *([""] * (width - len(cells)))]

    # ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, content: list[Node]) -> str:
        return re.sub(r"[ \t]+", " ", "".join(self._inline(node) for node in content)).strip(" ")

    def _inline(self, node: Node) -> str:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return _escaped(str(content))
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "  \n"
            case "Strong":
                return self._wrapped(content, "**")
            case "Emph":
                return self._wrapped(content, "*")
            case "Code":
                return f"`{content[1]}`"
            case "Link":
                return f"[{self.inlines(content[1])}]({content[2][0]})"
            case "Image":
                return self._image(content)
            case "Note":
                self._notes.append(" ".join(self.blocks(content)))
                return f"[^{len(self._notes)}]"
            case other:
                self._report.lost.append(f"{other}: “{text_of(node)[:60]}”")
                return _escaped(text_of(node))

    def _wrapped(self, content: list[Node], mark: str) -> str:
        """Emphasise words; white space stays outside and blanks stay bare."""
        text = "".join(self._inline(n) for n in content)
        inner = text.strip()
        if not inner or _BLANKS.search(inner) or "\n" in inner:
            return text
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{lead}{mark}{inner}{mark}{tail}"

    def _image(self, content: list[Any]) -> str:
        alt, source = " ".join(text_of(content[1]).split()), content[2][0]
        data = self._media.get(source)
        ending = posixpath.splitext(source)[1].lower()
        if data is None or ending not in _FORMATS:
            self._report.lost.append(f"a picture ({posixpath.basename(source) or 'unnamed'})")
            return ""
        name = f"figures/{self._slug}-{len(self.pictures) + 1}{ending}"
        self.pictures[name] = data
        if not alt:
            self._report.changed.append(f"the picture {name} has no words that describe it: write them")
        return f"![{_escaped(alt) or 'TODO: what the picture tells'}](../{name})"


def _row_text(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\u00a0", " "))
