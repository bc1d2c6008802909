"""Python-Markdown's element tree → typed blocks with spans, and the faults found on the way.

Dispatch is by tag, or by the name of a block of the dialect; what is not in the tables becomes a fault, never silence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown

from iop_curriculum.content import blocks as b
from iop_curriculum.content import faults
from iop_curriculum.content.dialect import ADMONITIONS, CALLOUTS, HEADING_OPTIONS, millimetres
from iop_curriculum.content.lines import Lines
from iop_curriculum.content.markdown_fields import readable
from iop_curriculum.content.model import Audience
from iop_curriculum.content.places import Places
from iop_curriculum.diagnostics import Diagnostic, Rule
from iop_curriculum.source import Source, Span

_BLOCK_TAGS = frozenset(
    ("p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6")
)
_ALIGN = re.compile(r"text-align:\s*(left|center|right)")


class TreeReader:
    """Turns one document's tree into blocks. Use once."""

    def __init__(self, md: Markdown, source: Source, first: int, lines: Lines, audience: Audience) -> None:
        self._md = md
        self._source = source
        self._places = Places(source, first)
        self._lines = lines
        self._audience = audience
        self._fences = iter(lines.fences)
        self._codes = iter(lines.code_lines)
        self._rules = iter(lines.rule_lines)
        self._boxes = iter(lines.admonition_lines)
        self._notes: dict[str, int] = {}
        self.found: list[Diagnostic] = []
        self._makers = {
            "p": self._paragraph, "ul": self._list, "ol": self._list, "dl": self._definitions,
            "table": self._table, "blockquote": self._quote, "pre": self._code, "hr": self._break,
            "div": self._division, "figure": self._figure,
            **{f"h{level}": self._heading for level in range(1, 7)},
        }  # fmt: skip
        self._field_makers = {
            "lines": self._writing_lines, "scale": self._scale, "choose": self._choose, "box": self._box,
            "table": self._grid, "crisis": self._crisis,
        }  # fmt: skip

    def read(self, root: Element) -> tuple[b.Block, ...]:
        """Return the document's blocks; footnotes come last."""
        return tuple(self._blocks(root))

    # ── faults and places ────────────────────────────────────────────────────────────────────────────────────────────

    def _fault(self, rule: Rule, span: Span, message: str, hint: str = "") -> None:
        self.found.append(rule.at(self._source, span, message, hint))

    def _check_element(self, element: Element, span: Span) -> None:
        if refused := element.get("data-refused"):
            self._fault(faults.REFUSED_ATTRIBUTE, span, f"`{refused}` can't be set in braces.")
        if repeated := element.get("data-repeated"):
            self._fault(faults.REPEATED_ID, span, f"The id `{repeated}` is already taken by another field.")

    def _check_field(self, element: Element, span: Span, what: str) -> None:
        if self._audience == "staff":
            self._fault(faults.FIELD_IN_GUIDE, span, f"This guide has {what} to fill in.")
        elif element.get("data-unlabelled"):
            self._fault(
                faults.UNLABELLED_FIELD, span, f"This {what.removeprefix('a ')} has no words that say what it is for."
            )
        self._check_element(element, span)

    @staticmethod
    def _around(parts: Iterable[b.Block | b.Inline], otherwise: Span) -> Span:
        spans = [part.span for part in parts]
        if not spans:
            return otherwise
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def _here(self) -> Span:
        return Span(self._places.here, self._places.here)

    # ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _text(self, marked: str | None) -> list[b.Inline]:
        if not marked:
            return []
        words = re.sub(r"\s+", " ", readable(marked, self._md))
        span = self._places.follow(marked)
        if not words:
            return []
        return [b.Text(words, span or self._here())]

    def _inlines(self, element: Element, stop_at_blocks: bool = False) -> list[b.Inline]:
        out = self._text(element.text)
        for child in element:
            if stop_at_blocks and child.tag in _BLOCK_TAGS:
                break
            out += self._inline(child)
            out += self._text(child.tail)
        return out

    def _inline(self, element: Element) -> list[b.Inline]:
        match element.tag:
            case "strong" | "b" | "em" | "i":
                return self._emphasised(element)
            case "code":
                span = self._places.follow(html.unescape(element.text or "")) or self._here()
                return [b.Code(readable(element.text, self._md), span)]
            case "a":
                return self._link(element)
            case "img":
                span = self._places.follow_literal("![")
                self._check_element(element, span)
                alt, title = readable(element.get("alt"), self._md), readable(element.get("title"), self._md)
                return [b.Image(element.get("src", ""), alt, title, span)]
            case "br":
                return [b.LineBreak(self._here())]
            case "iop-blank":
                return [self._blank(element)]
            case "sup" if element.get("id", "").startswith("fnref"):
                return self._note_reference(element)
            case "iop-raw":
                words = element.get("data-words", "")
                self._fault(faults.RAW_HTML, self._places.follow_literal(words), f"`{_short(words)}` is raw HTML.")
                return []
            case _:
                self._fault(faults.UNKNOWN_CONTENT, self._here(), f"The tool can't print `{element.tag}` here.")
                return self._inlines(element)

    def _emphasised(self, element: Element) -> list[b.Inline]:
        content = tuple(self._inlines(element))
        span = self._around(content, self._here())
        self._check_element(element, span)
        make = b.Strong if element.tag in ("strong", "b") else b.Emphasis
        return [make(content, span, element.get("lang", ""))]

    def _link(self, element: Element) -> list[b.Inline]:
        if "footnote-backref" in element.get("class", ""):
            return []
        content = tuple(self._inlines(element))
        span = self._around(content, self._here())
        self._check_element(element, span)
        target = readable(element.get("href"), self._md)
        return [b.Link(content, target, readable(element.get("title"), self._md), span)]

    def _blank(self, element: Element) -> b.Blank:
        span = self._places.follow_literal("_" * int(element.get("data-width", "4")))
        self._check_field(element, span, "a blank")
        width = 0 if element.get("data-whole") else int(element.get("data-width", "4"))
        return b.Blank(element.get("data-id", ""), element.get("data-label", ""), width, span)

    def _note_reference(self, element: Element) -> list[b.Inline]:
        link = element.find("a")
        name = (link.get("href", "") if link is not None else "").removeprefix("#fn:")
        number = self._notes.setdefault(name, len(self._notes) + 1)
        return [b.FootnoteReference(name, number, self._places.follow_literal(f"[^{name}]"))]

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, parent: Element) -> list[b.Block]:
        """Return the blocks in an element; text that stands loose among them becomes paragraphs."""
        out: list[b.Block] = []
        loose = self._text(parent.text) if (parent.text or "").strip() else []
        for child in parent:
            if child.tag in _BLOCK_TAGS:
                self._end_paragraph(loose, out)
                loose = []
                out += self._makers[child.tag](child)
            else:
                loose += self._inline(child)
            if (child.tail or "").strip():
                loose += self._text(child.tail)
        self._end_paragraph(loose, out)
        return out

    def _end_paragraph(self, loose: list[b.Inline], out: list[b.Block]) -> None:
        content = _trimmed(loose)
        if content:
            out.append(b.Paragraph(content, self._around(content, self._here())))

    def _paragraph(self, element: Element) -> list[b.Block]:
        code = self._stashed_code(element)
        if code is not None:
            return [code]
        content = _trimmed(self._inlines(element))
        span = self._around(content, self._here())
        self._check_element(element, span)
        return [b.Paragraph(content, span)] if content else []

    def _stashed_code(self, element: Element) -> b.CodeBlock | None:
        """Return the fenced code that Python-Markdown has put aside for this paragraph, if any."""
        held = re.fullmatch(r"\s*\x02wzxhzdk:(\d+)\x03\s*", element.text or "") if not len(element) else None
        stash = self._md.htmlStash.rawHtmlBlocks
        html_text = stash[int(held[1])] if held and int(held[1]) < len(stash) else None
        if not isinstance(html_text, str):
            return None
        inner = re.fullmatch(r"\s*<pre><code[^>]*>(.*)</code></pre>\s*", html_text, re.DOTALL)
        if not inner:
            return None
        span = self._places.line_span(next(self._codes, 0))
        return b.CodeBlock(readable(inner[1], self._md).strip("\n"), span)

    def _heading(self, element: Element) -> list[b.Block]:
        content = _trimmed(self._inlines(element))
        words = self._around(content, self._here())
        line = self._places.line_span(self._places.line_at(words.start))
        options = tuple((n, v) for n in HEADING_OPTIONS if (v := element.get(n)) is not None)
        self._check_element(element, line)
        return [b.Heading(int(element.tag[1]), content, element.get("id", ""), options, line)]

    def _list(self, element: Element) -> list[b.Block]:
        items = tuple(self._item(child) for child in element)
        tight = not any(child.find("p") is not None for child in element)
        start = element.get("start", "1")
        number = int(start) if start.isdigit() else 1
        span = self._around((), self._here()) if not items else Span(items[0].span.start, items[-1].span.end)
        return [b.List(items, element.tag == "ol", number, span, tight)]

    def _item(self, element: Element) -> b.ListItem:
        content = tuple(self._blocks(element))
        span = self._around(content, self._here())
        state = element.get("data-checked")
        if state is None:
            self._check_element(element, span)
            return b.ListItem(content, span)
        self._check_field(element, span, "a check box")
        return b.ListItem(content, span, state == "yes", element.get("data-id", ""), element.get("data-label", ""))

    def _definitions(self, element: Element) -> list[b.Block]:
        out: list[b.Definition] = []
        terms: list[tuple[b.Inline, ...]] = []
        explanations: list[tuple[b.Block, ...]] = []
        for child in element:
            if child.tag == "dt" and explanations:
                out.append(self._definition(terms, explanations))
                terms, explanations = [], []
            if child.tag == "dt":
                terms.append(_trimmed(self._inlines(child)))
            else:
                explanations.append(tuple(self._blocks(child)))
        out.append(self._definition(terms, explanations))
        return [b.DefinitionList(tuple(out), Span(out[0].span.start, out[-1].span.end))]

    def _definition(self, terms: list[tuple[b.Inline, ...]], explanations: list[tuple[b.Block, ...]]) -> b.Definition:
        parts: list[b.Inline | b.Block] = [i for t in terms for i in t]
        parts += [block for e in explanations for block in e]
        return b.Definition(tuple(terms), tuple(explanations), self._around(parts, self._here()))

    def _table(self, element: Element) -> list[b.Block]:
        header = tuple(self._cell(cell) for cell in element.findall("thead/tr/th"))
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in element.findall("tbody/tr"))
        heads = element.findall("thead/tr/th")
        cells = [*header, *(cell for row in rows for cell in row)]
        spans = [c.span for c in cells if c.span.end > c.span.start] or [self._here()]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return [b.Table(header, rows, tuple(_alignment(head) for head in heads), span)]

    def _cell(self, element: Element) -> b.Cell:
        content = _trimmed(self._inlines(element))
        span = self._around(content, self._here())
        self._check_element(element, span)
        return b.Cell(content, span, element.get("data-id", ""), element.get("data-label", ""))

    def _quote(self, element: Element) -> list[b.Block]:
        content = tuple(self._blocks(element))
        return [b.Quote(content, self._around(content, self._here()))]

    def _code(self, element: Element) -> list[b.Block]:
        text = "".join(element.itertext())
        span = self._places.follow(text) or self._here()
        return [b.CodeBlock(readable(text, self._md).strip("\n"), span)]

    def _break(self, element: Element) -> list[b.Block]:
        line = next(self._rules, None)
        return [b.ThematicBreak(self._here() if line is None else self._places.line_span(line))]

    def _figure(self, element: Element) -> list[b.Block]:
        self._places.follow(element.text or "")
        image = element[0]
        start = self._places.follow_literal("![")
        span = Span(start.start, self._places.line_end(self._places.line_at(start.start)))
        self._check_element(image, span)
        alt, caption = readable(image.get("alt"), self._md), readable(image.get("title"), self._md)
        return [b.Figure(image.get("src", ""), alt, caption, span)]

    def _division(self, element: Element) -> list[b.Block]:
        name = element.get("data-iop", "")
        if name:
            return self._fenced(element, name)
        css = element.get("class", "").split()
        if "admonition" in css:
            return [self._admonition(element, css)]
        if "footnote" in css:
            return self._footnotes(element)
        return self._blocks(element)

    def _admonition(self, element: Element, css: Sequence[str]) -> b.Block:
        line = next(self._boxes, None)
        span = self._here() if line is None else self._places.line_span(line)
        self._places.jump(span.end)
        kind = next((name for name in css if name != "admonition"), "note")
        if kind not in ADMONITIONS:
            known = ", ".join(ADMONITIONS)
            self._fault(faults.UNKNOWN_BLOCK, span, f"There is no box called `{kind}`.", f"Use one of: {known}.")
        title = ""
        if len(element) and "admonition-title" in element[0].get("class", ""):
            title = readable(element[0].text, self._md)
            element.remove(element[0])
        return b.Admonition(kind, title, tuple(self._blocks(element)), span)

    def _footnotes(self, element: Element) -> list[b.Block]:
        notes = []
        for item in element.iter("li"):
            name = item.get("id", "").removeprefix("fn:")
            number = self._notes.get(name, len(self._notes) + 1)
            content = tuple(self._blocks(item))
            notes.append(b.Footnote(name, number, content, self._around(content, self._here())))
        if not notes:
            return []
        return [b.Footnotes(tuple(notes), Span(notes[0].span.start, notes[-1].span.end))]

    # ── blocks of the dialect ────────────────────────────────────────────────────────────────────────────────────────

    def _fenced(self, element: Element, name: str) -> list[b.Block]:
        span = self._here()
        for fence in self._fences:
            if fence.name == name:
                last = fence.line if fence.last is None else fence.last
                span = Span(self._places.line_span(fence.line).start, self._places.line_span(last).end)
                self._places.jump(self._places.line_end(fence.line))
                break
        if name in CALLOUTS:
            return self._callout(element, name, span)
        self._check_element(element, span)
        return self._field_makers[name](element, span)

    def _callout(self, element: Element, name: str, span: Span) -> list[b.Block]:
        if self._audience == "patients":
            message = f"`/// {name}` is a facilitator's callout, but this is a text for patients."
            self._fault(faults.CALLOUT_FOR_STAFF, self._first_line(span), message)
        title = element.get("data-argument", "")
        return [b.Callout(b.CalloutKind(name), title, tuple(self._blocks(element)), span)]

    def _first_line(self, span: Span) -> Span:
        return self._places.line_span(self._places.line_at(span.start))

    def _named_field(self, element: Element, span: Span, what: str) -> tuple[str, str]:
        self._check_field(element, self._first_line(span), what)
        return element.get("data-id", ""), element.get("data-label", "")

    def _writing_lines(self, element: Element, span: Span) -> list[b.Block]:
        names = self._named_field(element, span, "a set of lines")
        count = int(element.get("data-argument", "3"))
        return [b.WritingLines(tuple(self._blocks(element)), count, *names, span)]

    def _scale(self, element: Element, span: Span) -> list[b.Block]:
        names = self._named_field(element, span, "a scale")
        low, high = (int(n) for n in re.findall(r"\d+", element.get("data-argument", "0-10")))
        words = element.get("data-low", ""), element.get("data-high", "")
        line = self._first_line(span)
        if not low < high <= low + 20:
            self._fault(faults.BAD_BLOCK, line, f"A scale can't run from {low} to {high}.", "Use for example 0-10.")
        if not all(words):
            hint = "Add two indented lines under it: `    low: not at all` and `    high: very much`."
            self._fault(faults.BAD_BLOCK, line, "The scale has no words for both of its ends.", hint)
        return [b.Scale(tuple(self._blocks(element)), low, high, *words, *names, span)]

    def _choose(self, element: Element, span: Span) -> list[b.Block]:
        names = self._named_field(element, span, "a choice")
        lists = [child for child in element if child.tag in ("ul", "ol")]
        if len(lists) != 1 or len(lists[0]) < 2:
            hint = "Write the question, an empty line, and a list with at least two options."
            self._fault(faults.BAD_BLOCK, self._first_line(span), "`/// choose` needs one list of options.", hint)
        question: list[b.Block] = []
        options: list[b.Choice] = []
        for child in element:
            if child not in lists:
                question += self._makers[child.tag](child) if child.tag in self._makers else []
                continue
            options += [self._option(item, number) for number, item in enumerate(child, 1)]
        return [b.Choose(tuple(question), tuple(options), *names, span)]

    def _option(self, item: Element, number: int) -> b.Choice:
        holder = item[0] if len(item) and item[0].tag == "p" else item
        content = _trimmed(self._inlines(holder, stop_at_blocks=True))
        span = self._around(content, self._here())
        return b.Choice(content, str(number), b.plain_text(content), span)

    def _box(self, element: Element, span: Span) -> list[b.Block]:
        _, label = self._named_field(element, span, "a drawing space")
        height = millimetres(element.get("data-argument", "6cm"))
        return [b.DrawingBox(tuple(self._blocks(element)), height, label, span)]

    def _grid(self, element: Element, span: Span) -> list[b.Block]:
        content = self._blocks(element)
        tables = [block for block in content if isinstance(block, b.Table)]
        if len(tables) != 1:
            self._fault(faults.BAD_BLOCK, self._first_line(span), "`/// table` needs one table in it.")
            return content
        if self._audience == "staff":
            self._fault(faults.FIELD_IN_GUIDE, self._first_line(span), "This guide has a table to fill in.")
        table = tables[0]
        at = content.index(table)
        height = millimetres(element.get("data-height", ""))
        caption = tuple(content[:at])
        grid = b.Table(table.header, table.rows, table.alignments, span, height, caption)
        return [grid, *content[at + 1 :]]

    def _crisis(self, element: Element, span: Span) -> list[b.Block]:
        return [b.CrisisPlace(span)]


def _alignment(cell: Element) -> b.Alignment:
    found = _ALIGN.search(cell.get("style", ""))
    return b.Alignment(found[1]) if found else b.Alignment.LEFT


def _trimmed(content: list[b.Inline]) -> tuple[b.Inline, ...]:
    """Drop white space at both ends of a run of inlines and text that is empty."""
    kept = list(content)
    while kept and isinstance(kept[0], b.Text):
        stripped = kept[0].text.lstrip()
        if stripped:
            kept[0] = b.Text(stripped, kept[0].span)
            break
        del kept[0]
    while kept and isinstance(kept[-1], b.Text):
        stripped = kept[-1].text.rstrip()
        if stripped:
            kept[-1] = b.Text(stripped, kept[-1].span)
            break
        del kept[-1]
    return tuple(kept)


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:37] + "…"
