"""What people type in a word processor → what they meant, over pandoc's JSON tree; every change is told.

Bold lines that serve as headings become headings; typed bullets become lists; boxes (☐) become check boxes; runs of
underscores become blanks. Empty table cells are fields already. What can't be kept is named, never dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Node = dict[str, Any]

_BULLETS = "•‣◦▪▫●○■□–-*·"
_TYPED_BULLET = re.compile(rf"[{re.escape(_BULLETS)}]\s*$")
_BOX = re.compile(r"[☐☑☒□❏❑]")
_TICKED = "☑☒"
_RULED = re.compile(r"[_\s]{8,}")
_LONGEST_HEADING = 90

# Nodes that pandoc makes of Word files and this dialect has no place for, and how an author would call them.
_LOST = {
    "RawBlock": "a piece of another format",
    "RawInline": "a piece of another format",
    "Math": "a formula",
}
_FLATTENED = {
    "Underline": "underlining",
    "Strikeout": "crossed-out text",
    "Superscript": "raised text",
    "Subscript": "lowered text",
    "SmallCaps": "small capitals",
}


@dataclass
class Report:
    """What was changed and what could not be kept, in words."""

    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def repaired(tree: Node, report: Report) -> list[Node]:
    """Return the tree's blocks, repaired."""
    return _with_writing_lines(_blocks(tree["blocks"], report, top=True), report)


def text_of(node: Any) -> str:
    """Return the words in a node or a list of nodes."""
    if isinstance(node, list):
        return "".join(text_of(n) for n in node)
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code":
            return str(node["c"][1])
        case _:
            return text_of(node.get("c", []))


def _blocks(blocks: list[Node], report: Report, *, top: bool = False) -> list[Node]:
    out: list[Node] = []
    for block in blocks:
        out += _block(block, report, top)
    return _joined(out)


def _block(block: Node, report: Report, top: bool) -> list[Node]:
    kind = block["t"]
    if kind in _LOST:
        report.lost.append(_LOST[kind])
        return []
    if kind == "Div":
        return _blocks(block["c"][1], report, top=top)
    if kind in ("Para", "Plain"):
        return _paragraph({"t": kind, "c": _inlines(block["c"], report)}, report, top)
    if kind == "Header":
        return [{"t": kind, "c": [*block["c"][:2], _inlines(block["c"][2], report)]}]
    if kind == "BulletList":
        return [{"t": kind, "c": [_blocks(item, report) for item in block["c"]]}]
    if kind == "OrderedList":
        return [{"t": kind, "c": [block["c"][0], [_blocks(item, report) for item in block["c"][1]]]}]
    if kind == "BlockQuote":
        return [{"t": kind, "c": _blocks(block["c"], report)}]
    if kind == "Table":
        return [_table(block, report)]
    if kind == "Figure":
        return _blocks(block["c"][2], report)
    if kind == "LineBlock":
        return [{"t": "Para", "c": _inlines(line, report)} for line in block["c"]]
    return [block]


def _table(block: Node, report: Report) -> Node:
    attributes, caption, columns, head, bodies, foot = block["c"]

    def rows(given: list[Any]) -> list[Any]:
        return [[row[0], [[*cell[:4], _blocks(cell[4], report)] for cell in row[1]]] for row in given]

    whole = [[body[0], body[1], rows(body[2]), rows([*body[3], *foot[1]])] for body in bodies]
    return {"t": "Table", "c": [attributes, caption, columns, [head[0], rows(head[1])], whole, foot]}


# ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(inlines: list[Node], report: Report) -> list[Node]:
    out: list[Node] = []
    for node in inlines:
        kind = node["t"]
        if kind in _LOST:
            report.lost.append(f"{_LOST[kind]}: {text_of(node) or node.get('c')}")
        elif kind in _FLATTENED:
            if kind != "Underline" or text_of(node).strip():
                report.changed.append(f"{_FLATTENED[kind]} became plain text: “{_short(text_of(node))}”")
            out += _inlines(node["c"], report)
        elif kind == "Span":
            out += _inlines(node["c"][1], report)
        elif kind == "Quoted":
            left, right = ("‘", "’") if node["c"][0]["t"] == "SingleQuote" else ("“", "”")
            out += [{"t": "Str", "c": left}, *_inlines(node["c"][1], report), {"t": "Str", "c": right}]
        elif kind in ("Strong", "Emph"):
            inner = _inlines(node["c"], report)
            out += [{"t": kind, "c": inner}] if text_of(inner).strip() else inner
        elif kind == "Note":
            out.append({"t": kind, "c": _blocks(node["c"], report)})
        elif kind == "Link":
            out.append({"t": kind, "c": [node["c"][0], _inlines(node["c"][1], report), node["c"][2]]})
        else:
            out.append(node)
    return out


# ── paragraphs that are something else ───────────────────────────────────────────────────────────────────────────────


def _paragraph(block: Node, report: Report, top: bool) -> list[Node]:
    content = _stripped(block["c"])
    words = text_of(content).strip()
    if not words and not any(node["t"] == "Image" for node in content):
        return []
    if top and _is_typed_heading(content, words):
        report.changed.append(f"a bold line became a heading: “{_short(words)}”")
        return [{"t": "Header", "c": [2, ["", [], []], content[0]["c"]]}]
    if not top:
        return [{"t": block["t"], "c": content}]
    return [_typed_item(content, words, report) or {"t": block["t"], "c": content}]


def _typed_item(content: list[Node], words: str, report: Report) -> Node | None:
    """Return a list of one item for a paragraph that begins with a typed box or bullet."""
    marker = content[0]["c"] if content[0]["t"] == "Str" else ""
    rest = _stripped(content[1:])
    if isinstance(marker, str) and _BOX.match(marker):
        box = "☒" if marker[0] in _TICKED else "☐"
        glued = [{"t": "Str", "c": marker[1:]}] if marker[1:] else []
        report.changed.append(f"a box became a check box: “{_short(words)}”")
        item = [{"t": "Str", "c": box}, {"t": "Space"}, *glued, *rest]
        return {"t": "BulletList", "c": [[{"t": "Plain", "c": item}]], "typed": True}
    if isinstance(marker, str) and _TYPED_BULLET.fullmatch(marker) and rest and len(content) > len(rest) + 1:
        report.changed.append(f"a typed bullet became a list item: “{_short(words)}”")
        return {"t": "BulletList", "c": [[{"t": "Plain", "c": rest}]], "typed": True}
    return None


def _is_typed_heading(content: list[Node], words: str) -> bool:
    """Whether a paragraph is one short bold run that ends like a heading."""
    if len(content) != 1 or content[0]["t"] != "Strong" or "_" in words:
        return False
    return len(words) <= _LONGEST_HEADING and not words.endswith((".", ",", ";", ":"))


def _stripped(content: list[Node]) -> list[Node]:
    blank = ("Space", "SoftBreak", "LineBreak")
    start, end = 0, len(content)
    while start < end and content[start]["t"] in blank:
        start += 1
    while end > start and content[end - 1]["t"] in blank:
        end -= 1
    return content[start:end]


def _joined(blocks: list[Node]) -> list[Node]:
    """Join list items that were typed one paragraph each into one list, and neighboring quotations."""
    out: list[Node] = []
    for block in blocks:
        quotes = block["t"] == "BlockQuote" and out and out[-1]["t"] == "BlockQuote"
        if quotes or (block.get("typed") and out and out[-1].get("typed")):
            out[-1]["c"] += block["c"]
        else:
            out.append(block)
    return out


def _with_writing_lines(blocks: list[Node], report: Report) -> list[Node]:
    """Two or more lines of underscores under a question become one field of so many lines."""
    out: list[Node] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _RULED.fullmatch(text_of(blocks[end]).strip()):
            end += 1
        question = out[-1] if out and out[-1]["t"] in ("Para", "Plain") else None
        if end - at > 1 and question is not None:
            report.changed.append(f"{end - at} lines of underscores became a field: “{_short(text_of(question))}”")
            out[-1] = {"t": "Lines", "c": [end - at, question]}
            at = end
        else:
            out.append(blocks[at])
            at += 1
    return out


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 50 else words[:47] + "…"
