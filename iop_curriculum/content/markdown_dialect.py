"""Our part of the Markdown dialect, as Python-Markdown processors: text → element tree.

Callouts, worksheet fields, blanks, check boxes and figures become plain elements that carry their data in `data-…`
attributes. They are turned into typed blocks by `markdown_tree.py` and into HTML controls by `markdown_html.py`. No
place is known here.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import HRProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block, type_string

from iop_curriculum.content.dialect import BLOCKS, SAFE_ATTRIBUTES, BlockSyntax
from iop_curriculum.content.lines import MARKS, is_allow_line

# `____`, perhaps with a name for screen readers and an id: `____{day of the week #day}`.
BLANK = r"(?<![\\_])(_{4,})(?!_)(?:\{([^}\n]*)\})?"
_CHECK = re.compile(rf"^({MARKS.pattern}|\s)*\[([ xX])\]\s+({MARKS.pattern})?")
_CHECK_ID = re.compile(r"\s*\{#([a-z0-9][a-z0-9-]*)\}\s*$")
_RAW_HTML = r"(</?[A-Za-z][^<>]*>|<!--.*?-->|<![A-Za-z][^<>]*>|<\?.*?\?>)"
MOST_ROWS = 99


class DirectiveRemover(Preprocessor):
    """Take local exceptions (`<!-- allow … -->`) out: they are for the checker and are never emitted."""

    def run(self, lines: list[str]) -> list[str]:
        """Return as many lines as came in."""
        return ["" if is_allow_line(line) else line for line in lines]


class RuleWithoutUnderscores(HRProcessor):
    """A thematic break is `---` or `***`; a line of underscores is a blank to write on."""

    RE = r"^[ ]{0,3}(?=(?P<atomicgroup>(-+[ ]{0,2}){3,}|(\*+[ ]{0,2}){3,}))(?P=atomicgroup)[ ]*$"
    SEARCH_RE = re.compile(RE, re.MULTILINE)


class BlankPattern(InlineProcessor):
    """`____{label #id}` → `<iop-blank>`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Make the element; label and id may still be empty."""
        words = (m.group(2) or "").strip()
        label, _, field_id = words.partition("#")
        element = Element("iop-blank", {"data-width": str(len(m.group(1)))})
        if label.strip():
            element.set("data-label", label.strip())
        if re.fullmatch(r"[a-z0-9][a-z0-9-]*", field_id.strip()):
            element.set("data-id", field_id.strip())
        return element, m.start(0), m.end(0)


class RawHtmlPattern(InlineProcessor):
    """Raw HTML → `<iop-raw>`, which is a fault: content is never passed through."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Make the element that holds the words at fault."""
        element = Element("iop-raw", {"data-words": m.group(1)})
        return element, m.start(0), m.end(0)


class _OurBlock(Block):
    """What all `/// name | argument` blocks share: they are valid as `dialect.BLOCKS` says."""

    syntax: BlockSyntax

    def on_validate(self, parent: Element) -> bool:
        """Accept what the dialect's table accepts."""
        argument = str(self.argument or "").strip()
        if argument and (self.syntax.argument is None or not self.syntax.argument.fullmatch(argument)):
            return False
        given = {name: str(self.options.get(name) or "").strip() for name in self.syntax.options}
        return all(not value or self.syntax.options[name].fullmatch(value) for name, value in given.items())

    def on_create(self, parent: Element) -> Element:
        """Make a division that carries name, argument and options."""
        element = SubElement(parent, "div", {"data-iop": self.syntax.name})
        if self.argument:
            element.set("data-argument", str(self.argument).strip())
        for name in self.syntax.options:
            if value := str(self.options.get(name) or "").strip():
                element.set(f"data-{name}", value)
        return element

    def on_end(self, block: Element) -> None:
        """Repeat the empty row of a grid until it has as many as asked for."""
        if self.syntax.name == "table" and (wanted := block.get("data-rows")):
            for table in block.iter("table"):
                repeat_empty_row(table, min(int(wanted), MOST_ROWS))


def _option_type(value: Any) -> str:
    return str(value) if isinstance(value, int | float) else type_string(value)


def block_class(syntax: BlockSyntax) -> type[Block]:
    """Return the pymdownx block class for one entry of the dialect's table."""
    return type(
        f"{syntax.name.title()}Block",
        (_OurBlock,),
        {
            "NAME": syntax.name,
            "ARGUMENT": True if syntax.required else None if syntax.argument else False,
            "OPTIONS": {name: ["", _option_type] for name in syntax.options},
            "syntax": syntax,
        },
    )


def all_block_classes() -> list[type[Block]]:
    """Return a class for each block of the dialect."""
    return [block_class(syntax) for syntax in BLOCKS.values()]


def unmarked(text: str | None) -> str:
    """Return text without line marks."""
    return MARKS.sub("", text) if text else ""


def row_is_empty(row: Element) -> bool:
    """Whether no cell of a row holds a word or a picture."""
    return all(not unmarked("".join(cell.itertext())).strip() and not len(cell) for cell in row)


def repeat_empty_row(table: Element, wanted: int) -> None:
    """Add copies of an empty last row until the table has `wanted` empty rows."""
    body = table.find("tbody")
    if body is None:
        return
    width = len(table.findall("thead/tr/th"))
    empty = sum(1 for row in body if row_is_empty(row))
    for _ in range(wanted - empty):
        row = SubElement(body, "tr")
        for _cell in range(width):
            SubElement(row, "td")


class CheckBoxes(Treeprocessor):
    """`- [ ] item` → `<li data-checked="no">`, before inline text is parsed."""

    def run(self, root: Element) -> None:
        """Take the box's characters out of each item's first text."""
        for item in root.iter("li"):
            holder = item
            if not unmarked(item.text).strip() and len(item) and item[0].tag == "p":
                holder = item[0]
            found = _CHECK.match(holder.text or "")
            if not found or not holder.text:
                continue
            item.set("data-checked", "no" if found[2] == " " else "yes")
            text = (found[3] or "") + holder.text[found.end() :]
            if own_id := _CHECK_ID.search(text):
                item.set("data-id", own_id[1])
                text = text[: own_id.start()]
            holder.text = text


class Figures(Treeprocessor):
    """A paragraph that holds one picture and nothing else → `<figure>`."""

    def run(self, root: Element) -> None:
        """Rename the paragraph; the picture's title becomes the caption later."""
        for paragraph in root.iter("p"):
            if len(paragraph) != 1 or paragraph[0].tag != "img":
                continue
            if not unmarked(paragraph.text).strip() and not unmarked(paragraph[0].tail).strip():
                paragraph.tag = "figure"


class SafeAttributes(AttrListTreeprocessor):
    """Attribute lists in braces set only what the dialect knows; the name of any other is kept as a fault."""

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Set the safe attributes; nothing else may reach a browser."""
        asked = Element(elem.tag)
        remainder = super().assign_attrs(asked, attrs_string, strict=strict)
        for name, value in asked.attrib.items():
            if name in SAFE_ATTRIBUTES:
                elem.set(name, value)
            else:
                elem.set("data-refused", name)
        return remainder


def register(md: Markdown) -> None:
    """Add everything but the blocks, which pymdownx registers."""
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]
    md.preprocessors.register(DirectiveRemover(md), "iop-directives", 28)
    md.parser.blockprocessors.register(RuleWithoutUnderscores(md.parser), "hr", 50)
    md.inlinePatterns.register(BlankPattern(BLANK, md), "iop-blank", 185)
    md.treeprocessors.register(CheckBoxes(md), "iop-check-boxes", 30)
    md.treeprocessors.register(Figures(md), "iop-figures", 7)
    md.treeprocessors.register(SafeAttributes(md), "attr_list", 8)


def refuse_raw_html(md: Markdown) -> None:
    """For content that is checked: raw HTML becomes a fault in its place instead of being passed on."""
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.register(RawHtmlPattern(_RAW_HTML, md), "html", 90)
