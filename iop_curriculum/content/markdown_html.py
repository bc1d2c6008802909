"""The dialect's elements as HTML for a browser: callouts, native form controls, agenda times, figures.

Runs last over Python-Markdown's element tree, in MkDocs, Zensical and the preview alike. What a document says is not
changed here, only how a browser shows it. Controls store nothing and are sent nowhere: they stand in no form.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from iop_curriculum.content.blocks import CalloutKind
from iop_curriculum.content.dialect import CALLOUTS, HEADING_OPTIONS, callout_label, is_safe_target, millimetres
from iop_curriculum.content.markdown_fields import readable

FOLDED = frozenset({"adapt", "variant", "large", "short"})
_TYPED = {"autocomplete": "off", "spellcheck": "false"}


def offset_text(minutes: int) -> str:
    """Return minutes since the start of a session as `0:10`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


class HtmlControls(Treeprocessor):
    """Turn the dialect's elements into HTML."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._makers = {
            "lines": self._lines,
            "scale": self._scale,
            "choose": self._choose,
            "box": self._box,
            "table": self._grid,
            "crisis": self._crisis_place,
        }

    def run(self, root: Element) -> None:
        """Rewrite the tree in place."""
        self._agenda_times(root)
        for element in list(root.iter()):
            kind = element.get("data-iop")
            if kind in CALLOUTS:
                self._callout(element)
            elif kind in self._makers:
                self._makers[kind](element)
            elif element.tag == "iop-blank":
                self._blank(element)
            elif element.tag == "li" and element.get("data-checked"):
                self._check(element)
            elif element.tag == "td" and element.get("data-label"):
                self._cell(element)
            elif element.tag == "th" and not len(element) and not readable(element.text, self.md).strip():
                element.tag = "td"  # an empty corner heads nothing
            elif element.tag == "figure":
                self._caption(element)
            elif element.tag == "a":
                _keep_safe_target(element)
        for element in root.iter():
            for name in [n for n in element.attrib if n in _INTERNAL]:
                del element.attrib[name]

    # ── guides ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _agenda_times(self, root: Element) -> None:
        """Put `0:10 · 15 min` behind each agenda heading."""
        start = 0
        for heading in root.iter("h2"):
            minutes = heading.get("minutes", "")
            for name in HEADING_OPTIONS:
                if value := heading.attrib.pop(name, ""):
                    heading.set(f"data-{name}", value)
            if not minutes.isdigit():
                continue
            badge = SubElement(heading, "span", {"class": "iop-minutes"})
            badge.set("data-start", str(start))
            badge.set("data-minutes", minutes)
            badge.text = f" {offset_text(start)} · {minutes} min"
            start += int(minutes)

    def _callout(self, element: Element) -> None:
        kind = CalloutKind(element.get("data-iop", ""))
        folded = kind.value in FOLDED
        element.tag = "details" if folded else "div"
        element.set("class", f"iop-callout iop-{kind.value}")
        title = Element("summary" if folded else "p", {"class": "iop-callout-title"})
        title.text = callout_label(kind, element.get("data-argument", ""))
        element.insert(0, title)
        element.text, title.tail = None, "\n"

    # ── worksheets ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _blank(self, element: Element) -> None:
        label, field_id = element.get("data-label", ""), element.get("data-id", "")
        width = int(element.get("data-width", "12"))
        whole = element.get("data-whole") == "yes"
        tail = element.tail
        element.attrib.clear()
        element.tag, element.tail = "input", tail
        element.attrib.update(
            {"type": "text", "class": "iop-field iop-blank" + (" iop-blank-whole" if whole else ""), **_TYPED}
        )
        element.attrib.update({"id": f"field-{field_id}", "name": field_id, "aria-label": label})
        if not whole:
            element.set("size", str(max(6, min(width, 60))))

    def _question(self, element: Element, *keep: Element) -> str:
        """Wrap everything but `keep` as the question and return the id that labels the control."""
        question_id = f"question-{element.get('data-id', '')}"
        question = Element("div", {"class": "iop-question", "id": question_id})
        for child in [c for c in element if not any(c is k for k in keep)]:
            element.remove(child)
            question.append(child)
        element.text = None
        if not len(question):
            question.text = element.get("data-label", "")
        element.insert(0, question)
        return question_id

    def _lines(self, element: Element) -> None:
        field_id = element.get("data-id", "")
        question_id = self._question(element)
        element.set("class", "iop-field iop-lines")
        area = SubElement(element, "textarea", {"rows": element.get("data-argument", "4"), **_TYPED})
        area.attrib.update({"id": f"field-{field_id}", "name": field_id, "aria-labelledby": question_id})

    def _scale(self, element: Element) -> None:
        low, _, high = element.get("data-argument", "0-10").replace("–", "-").partition("-")
        first, last = int(low), int(high)
        self._group(element, "iop-field iop-scale")
        low_words, high_words = element.get("data-low", ""), element.get("data-high", "")
        points = SubElement(element, "div", {"class": "iop-points"})
        for value in range(first, last + 1):
            words = low_words if value == first else high_words if value == last else ""
            self._radio(points, element.get("data-id", ""), str(value), str(value), words)
        ends = SubElement(element, "div", {"class": "iop-ends"})
        SubElement(ends, "span").text = f"{first} = {low_words}"
        SubElement(ends, "span").text = f"{last} = {high_words}"

    def _choose(self, element: Element) -> None:
        options = element.find("ul")
        kept = [] if options is None else [options]
        self._group(element, "iop-field iop-choose", *kept)
        if options is None:
            return
        options.set("class", "iop-options")
        for option in options:
            inner = self._move_inlines(option)
            label = SubElement(option, "label")
            radio = SubElement(label, "input", {"type": "radio", "name": element.get("data-id", "")})
            radio.set("value", option.get("data-value", ""))
            radio.tail = " " + (inner.text or "").lstrip()
            label.extend(inner)

    def _group(self, element: Element, css: str, *keep: Element) -> None:
        question_id = self._question(element, *keep)
        element.set("class", css)
        element.set("role", "radiogroup")
        element.set("aria-labelledby", question_id)

    @staticmethod
    def _radio(parent: Element, name: str, value: str, shown: str, words: str) -> None:
        label = SubElement(parent, "label")
        radio = SubElement(label, "input", {"type": "radio", "name": name, "value": value})
        if words:
            radio.set("aria-label", f"{shown}, {words}")
        SubElement(label, "span").text = shown

    def _box(self, element: Element) -> None:
        self._question(element)
        element.set("class", "iop-field iop-box")
        frame = SubElement(element, "div", {"class": "iop-frame", "role": "img"})
        frame.set("aria-label", f"Empty space to draw in: {element.get('data-label', '')}")
        frame.set("data-height", f"{millimetres(element.get('data-argument', '')):g}")

    def _grid(self, element: Element) -> None:
        element.set("class", "iop-grid")

    def _crisis_place(self, element: Element) -> None:
        element.set("class", "iop-crisis-place")

    def _check(self, item: Element) -> None:
        inner = self._move_inlines(item)
        label = Element("label", {"class": "iop-field iop-check"})
        box = SubElement(label, "input", {"type": "checkbox"})
        box.set("name", item.get("data-id", ""))
        box.set("id", f"field-{item.get('data-id', '')}")
        if item.get("data-checked") == "yes":
            box.set("checked", "checked")
        box.tail = " " + (inner.text or "").lstrip()
        label.extend(inner)
        item.insert(0, label)
        item.set("class", "iop-check-item")

    def _cell(self, cell: Element) -> None:
        cell.text = None
        cell.set("class", "iop-field")
        area = SubElement(cell, "textarea", {"rows": "2", **_TYPED})
        area.set("name", cell.get("data-id", ""))
        area.set("aria-label", cell.get("data-label", ""))

    @staticmethod
    def _move_inlines(item: Element) -> Element:
        """Take an item's leading text and inlines (or those of its first paragraph) out of it."""
        holder = item
        if not (item.text or "").strip() and len(item) and item[0].tag == "p":
            holder = item[0]
        inner = Element("span")
        inner.text, holder.text = holder.text, None
        for child in list(holder):
            if child.tag in ("ul", "ol", "p", "div", "table"):
                break
            holder.remove(child)
            inner.append(child)
        if holder is not item:
            item.remove(holder)
        return inner

    def _caption(self, figure: Element) -> None:
        image = figure[0]
        words = readable(image.attrib.pop("title", ""), self.md)
        figure.text, image.tail = None, None
        if words:
            SubElement(figure, "figcaption").text = words


_INTERNAL = frozenset(
    {"data-iop", "data-argument", "data-unlabelled", "data-repeated", "data-refused", "data-low", "data-high"}
    | {"data-rows", "data-label", "data-whole", "data-width", "data-checked", "data-id", "data-value"}
)


def _keep_safe_target(link: Element) -> None:
    """A link to anything but a page or an ordinary address leads nowhere: no script comes from content."""
    if not is_safe_target(link.get("href", "")):
        link.attrib.pop("href")
