"""Names for worksheet fields: every field of an element tree gets the label and the id that all outputs share.

Label: what the author wrote in braces, else the text before the blank in its sentence, else the question. Id: the
author's own, else the slug of the label, with `-2` when it repeats; cells are `<table>.<row>.<column>`. A field
without a label of its own is marked (`data-unlabelled`), and an own id that repeats too (`data-repeated`), so that
both can be told as faults.
"""

from __future__ import annotations

import html
import re
import unicodedata
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER_RE, STX

from iop_curriculum.content.lines import MARKS

LONGEST_LABEL = 120
LONGEST_ID = 48
_ESCAPED = re.compile(STX + r"(\d+)" + ETX)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_FIELD_BLOCKS = ("lines", "scale", "choose", "box")


def decoded(text: str, md: Markdown) -> str:
    """Return text without escapes, entities and placeholders of Python-Markdown; line marks stay in it."""
    if STX in text:
        text = text.replace(AMP_SUBSTITUTE, "&").replace(NBSP_PLACEHOLDER, "").replace(FN_BACKLINK_TEXT, "")
        text = HTML_PLACEHOLDER_RE.sub(lambda m: _stashed(md, int(m[1])), text)
        text = _ESCAPED.sub(lambda m: chr(int(m[1])), text)
    return html.unescape(text)


def readable(text: str | None, md: Markdown) -> str:
    """Return text as a reader sees it: decoded, and without marks."""
    return MARKS.sub("", decoded(text, md)) if text else ""


def _stashed(md: Markdown, index: int) -> str:
    stash = md.htmlStash.rawHtmlBlocks
    held = stash[index] if index < len(stash) else ""
    return held if isinstance(held, str) and held.startswith("&") else ""


def words_of(element: Element, md: Markdown) -> str:
    """Return all words in an element, white space folded."""
    return " ".join("".join(readable(t, md) for t in element.itertext()).split())


def slug_of(label: str) -> str:
    """Return the id that a label gives: lower case, words joined by hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", label)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if len(slug) + len(word) > LONGEST_ID:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or (words[0][:LONGEST_ID] if words else "field")


class FieldNames(Treeprocessor):
    """Give every field its label and id, in reading order."""

    def run(self, root: Element) -> None:
        """Name all fields of a document. Tables of a guide (a document with an agenda) have no fields."""
        self._used: set[str] = set()
        self._previous = ""
        self._tables = 0
        self._is_guide = any(h.get("minutes") for h in root.iter("h2"))
        self._visit(root)

    def _visit(self, element: Element) -> None:
        kind = element.get("data-iop")
        if kind in _FIELD_BLOCKS:
            self._name_block(element)
            return
        if kind == "table" and (own := element.get("data-id")):
            for table in element.iter("table"):
                table.set("data-id", own)
        if element.tag == "table":
            self._name_cells(element)
        elif element.tag in ("p", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._name_blanks(element)
        elif element.tag in ("li", "dd"):
            self._name_item(element)
        for child in element:
            self._visit(child)
        if element.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt"):
            self._previous = words_of(element, self.md) or self._previous

    # ── labels ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _name_block(self, element: Element) -> None:
        question = " ".join(words_of(child, self.md) for child in element if child.tag not in ("ul", "ol"))
        label = element.get("data-label") or question.strip()
        if not label:
            label = self._previous
            element.set("data-unlabelled", "yes")
        self._assign(element, label)
        for options in element.iter("ul"):
            for number, option in enumerate(options, 1):
                option.set("data-value", str(number))
        self._previous = label

    def _name_item(self, item: Element) -> None:
        if item.get("data-checked"):
            label = words_of(self._own_words(item), self.md)
            if not label:
                item.set("data-unlabelled", "yes")
            self._assign(item, label)
        self._name_blanks(item)

    @staticmethod
    def _own_words(item: Element) -> Element:
        own = Element("span")
        own.text = item.text
        for child in item:
            if child.tag in ("ul", "ol", "table", "div"):
                break
            own.append(child)
        return own

    def _name_blanks(self, element: Element) -> None:
        """Label the blanks among an element's inlines from the words before them."""
        before = ""
        labelled_here = False
        for piece in self._pieces(element):
            if isinstance(piece, str):
                parts = _SENTENCE_END.split(before + piece)
                if len(parts) > 1:
                    labelled_here = False
                    self._previous = parts[-2].strip() or self._previous
                before = parts[-1]
                continue
            own = piece.get("data-label")
            alone = not before.strip(" :.,;–-")
            label = own or (self._previous if alone else before)
            if not own and (labelled_here or not label.strip()):
                piece.set("data-unlabelled", "yes")
            if alone and self._is_whole_line(element, piece):
                piece.set("data-whole", "yes")
            self._assign(piece, label)
            labelled_here = True

    def _pieces(self, element: Element) -> list[str | Element]:
        """Return an element's inlines as running text and blanks, without the blocks in it."""
        pieces: list[str | Element] = [readable(element.text, self.md)]
        for child in element:
            if child.tag == "iop-blank":
                pieces.append(child)
            elif child.tag not in ("p", "ul", "ol", "dl", "table", "div", "blockquote", "pre", "figure"):
                pieces.extend(self._pieces(child))
            pieces.append(readable(child.tail, self.md))
        return pieces

    def _is_whole_line(self, element: Element, blank: Element) -> bool:
        return len(element) == 1 and element[0] is blank and not words_of(element, self.md)

    def _name_cells(self, table: Element) -> None:
        self._tables += 1
        if self._is_guide:
            return
        heads = [words_of(cell, self.md) for cell in table.findall("thead/tr/th")]
        name = ""
        for number, row in enumerate(table.findall("tbody/tr"), 1):
            first = words_of(row[0], self.md) if len(row) else ""
            for column, cell in enumerate(row):
                if len(cell) or readable(cell.text, self.md).strip():
                    continue
                name = name or self._table_id(table)
                head = heads[column] if column < len(heads) and heads[column] else f"Column {column + 1}"
                where = first if column and first else f"row {number}"
                cell.set("data-id", f"{name}.{number}.{column + 1}")
                cell.set("data-label", _shortened(f"{head}, {where}"))

    def _table_id(self, table: Element) -> str:
        own = table.get("data-id") or ""
        return self._unique(own or f"table-{self._tables}")

    # ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _assign(self, element: Element, label: str) -> None:
        label = _shortened(" ".join(label.split()).strip(" :–-"))
        own = element.get("data-id")
        if own and own in self._used:
            element.set("data-repeated", own)
        element.set("data-id", self._unique(own or slug_of(label)))
        element.set("data-label", label)

    def _unique(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self._used:
            count += 1
            name = f"{wanted}-{count}"
        self._used.add(name)
        return name


def _shortened(label: str) -> str:
    if len(label) <= LONGEST_LABEL:
        return label
    return label[:LONGEST_LABEL].rsplit(" ", 1)[0] + "…"
