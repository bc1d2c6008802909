"""Reading finished pages: the text that people see, links, ids; by the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, white space folded."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> list[str]:
        if self.tag in ("script", "style"):
            return []
        parts: list[str] = []
        for child in self.children:
            parts += [child] if isinstance(child, str) else child._texts()
        return [*parts, " "]

    def all(self, tag: str = "", css_class: str = "") -> list[Element]:
        """Every element inside, by tag and class."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, str):
                continue
            classes = child.attributes.get("class", "").split()
            if tag in ("", child.tag) and (not css_class or css_class in classes):
                found.append(child)
            found += child.all(tag, css_class)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read_html(path: Path) -> Element:
    builder = _Builder()
    builder.feed(path.read_text(encoding="utf-8"))
    builder.close()
    return builder.root


def local_targets(page: Path, root: Element) -> list[tuple[str, Path, str]]:
    """Return (as written, file, fragment) of everything that a page refers to beside it."""
    written = [e.attributes[name] for e in root.all() for name in ("href", "src") if name in e.attributes]
    targets = []
    for address in written:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        targets.append((address, file, unquote(parts.fragment)))
    return targets
