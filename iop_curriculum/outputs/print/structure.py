"""The structure tree: what a screen reader follows (ISO 32000-1, 14.7 and 14.8).

Input: elements made while the story is built, filled with page content while it is drawn. Output: the objects of
`StructTreeRoot`. Because the tree is built with the story, reading order never depends on drawing order. Nothing here
draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

Attribute = str | float | tuple[float, ...]

# Elements that keep their place though nothing is drawn in them: a table stays regular (PDF/UA-1, 7.2 and 7.5).
_KEPT_EMPTY = frozenset({"Document", "TD", "TH"})


@dataclass(frozen=True)
class Content:
    """A marked-content sequence: page (its object's name) and number on that page."""

    page: str
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """A link or field on a page, by reference."""

    page: str
    reference: PDFObjectReference


@dataclass(eq=False)
class Element:
    """One structure element. `tag` is a standard type (ISO 32000-1, 14.8.4); `attributes` has the owner under `O`."""

    tag: str
    alt: str = ""
    lang: str = ""
    identifier: str = ""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    attached: bool = False

    def add(self, tag: str, **properties: Any) -> Element:
        """Append a new child element and return it."""
        child = Element(tag, **properties)
        self.attach(child)
        return child

    def attach(self, child: Element) -> None:
        """Append a child made before, once: inline elements take their place when they are first drawn."""
        if not child.attached:
            child.attached = True
            self.kids.append(child)

    @property
    def empty(self) -> bool:
        """Whether nothing was drawn in it, so that it has no place in the tree."""
        if self.tag in _KEPT_EMPTY:
            return False
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)


class StructureWriter:
    """Writes one tree into one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._references: dict[int, PDFObjectReference] = {}
        self._identifiers: list[tuple[str, PDFObjectReference]] = []

    def write(
        self, root: Element, pages: Iterable[list[Element]], annotations: Iterable[tuple[PDFDictionary, Element]]
    ) -> PDFDictionary:
        """Return the structure tree root. `pages` lists each page's elements by MCID; annotations get their key."""
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree["K"] = self._element(root, self._document.Reference(tree))
        # ISO 32000-1, 14.7.4.4: the parent tree leads from content and annotations back to their elements.
        numbers: list[Any] = []
        key = 0
        for page in pages:
            numbers += [key, self._document.Reference(PDFArray([self._references[id(e)] for e in page]))]
            key += 1
        for annotation, element in annotations:
            annotation["StructParent"] = key
            numbers += [key, self._references[id(element)]]
            key += 1
        tree["ParentTree"] = self._document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = key
        if self._identifiers:
            names = [part for name, ref in sorted(self._identifiers, key=_name) for part in (PDFString(name), ref)]
            tree["IDTree"] = self._document.Reference(PDFDictionary({"Names": PDFArray(names)}))
        return tree

    def _element(self, element: Element, parent: PDFObjectReference) -> PDFObjectReference:
        written = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent})
        reference = self._references[id(element)] = self._document.Reference(written)
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if page:
            written["Pg"] = PDFObjectReference(page)
        kids = [self._kid(kid, reference, page) for kid in element.kids if not (isinstance(kid, Element) and kid.empty)]
        if kids:
            written["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        for name, text in (("Alt", element.alt), ("Lang", element.lang), ("ID", element.identifier)):
            if text:
                written[name] = PDFString(text)
        if element.identifier:
            self._identifiers.append((element.identifier, reference))
        if element.attributes:
            written["A"] = PDFDictionary({name: _value(value) for name, value in element.attributes.items()})
        return reference

    def _kid(self, kid: Element | Content | Annotation, parent: PDFObjectReference, page: str | None) -> Any:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        if isinstance(kid, Annotation):
            return PDFDictionary({"Type": PDFName("OBJR"), "Pg": PDFObjectReference(kid.page), "Obj": kid.reference})
        if kid.page == page:
            return kid.mcid
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": PDFObjectReference(kid.page), "MCID": kid.mcid})


def _name(entry: tuple[str, PDFObjectReference]) -> str:
    return entry[0]


def _value(value: Attribute) -> Any:
    if isinstance(value, str):
        return PDFName(value)
    return PDFArray(list(value)) if isinstance(value, tuple) else value
