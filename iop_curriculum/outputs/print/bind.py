"""Finished PDFs → one volume that is still tagged and fillable: a binder, a workbook.

Ordinary merging drops the tags. Here each part's structure tree becomes a `Part` of the volume's, its keys and ids move
up, its fields come under a parent of their own (`p03.my-map.step`), and its footer gives way to the volume's.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_FOOTER = re.compile(rb"/Artifact <<\s*/Type /Pagination /Subtype /Footer\s*>> BDC.*?EMC", re.DOTALL)

# How a link in a volume's contents names the part that it leads to, counted from 0, until the part has its pages.
PART_LINK = "part:"


@dataclass(frozen=True)
class Bound:
    """One part of a volume: its title in the bookmarks, its number (`W 7A`), the PDF."""

    title: str
    number: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True)
class Volume:
    """What a volume says of itself."""

    title: str
    language: str


def page_counts(parts: Sequence[bytes]) -> list[int]:
    """Return the number of pages of each part."""
    counts = []
    for part in parts:
        with pikepdf.open(io.BytesIO(part)) as document:
            counts.append(len(document.pages))
    return counts


def bind(parts: Sequence[Bound], stamps: bytes, volume: Volume) -> bytes:
    """Return the volume. `stamps` has one page for each of its pages, with head and footer to lay over it."""
    binding = _Binding(volume)
    for part in parts:
        binding.add(part)
    binding.stamp(stamps)
    return binding.finished()


class _Binding:
    """A volume in the making."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._pdf = pikepdf.new()
        self._tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree, K=Array(), Lang=String(volume.language))
        )
        self._tree.K = self._document
        self._parents = Array()
        self._next_key = 0
        self._ids: list[tuple[str, Any]] = []
        self._fields = Array()
        self._form: Any = None
        self._starts: list[tuple[Bound, int]] = []

    def add(self, part: Bound) -> None:
        """Append a part's pages, structure and fields."""
        number = len(self._starts)
        source = pikepdf.open(io.BytesIO(part.pdf))
        first = len(self._pdf.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pikepdf says that fields and tags are left behind: both follow below
            self._pdf.pages.extend(source.pages)
        pages = [self._pdf.pages[at] for at in range(first, len(self._pdf.pages))]
        self._starts.append((part, first))
        self._add_structure(source, pages, part, number)
        self._add_fields(source, number)

    def _add_structure(self, source: pikepdf.Pdf, pages: Sequence[Any], part: Bound, number: int) -> None:
        # Copied after the pages: the same object map keeps each element's /Pg pointing at the copied pages.
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        shift = self._next_key
        for key, value in _numbers(tree.ParentTree):
            self._parents.append(shift + key)
            self._parents.append(value)
            self._next_key = max(self._next_key, shift + key + 1)
        for page in pages:
            page.obj.StructParents = shift + int(page.obj.StructParents)
            for annotation in page.obj.get("/Annots", []):
                annotation.StructParent = shift + int(annotation.StructParent)
        top = tree.K
        top.S, top.P, top.T = Name.Part, self._document, String(part.title)
        self._document.K.append(top)
        names = tree.get("/IDTree", Dictionary(Names=Array())).Names
        for at in range(0, len(names), 2):
            element = names[at + 1]
            element.ID = String(f"p{number:02}-{names[at]}")  # ids are unique in a document: ISO 32000-1, 14.7.2
            self._ids.append((str(element.ID), element))

    def _add_fields(self, source: pikepdf.Pdf, number: int) -> None:
        form = source.Root.get("/AcroForm")
        if form is None:
            return
        copied = self._pdf.copy_foreign(source.make_indirect(form))
        parent = self._pdf.make_indirect(Dictionary(T=String(f"p{number:02}"), Kids=copied.Fields))
        for kid in copied.Fields:
            kid.Parent = parent
        self._fields.append(parent)
        self._form = self._form or copied

    def _link_contents(self) -> None:
        """Let the contents' links, which name parts by number (`part:3`), lead to the parts' first pages."""
        for page in self._pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
                if address.startswith(PART_LINK):
                    first = self._pdf.pages[self._starts[int(address.removeprefix(PART_LINK))][1]]
                    del annotation["/A"]
                    annotation.Dest = Array([first.obj, Name.Fit])

    def stamp(self, stamps: bytes) -> None:
        """Put the volume's head and footer in the place of each part's own footer."""
        source = pikepdf.open(io.BytesIO(stamps))
        for page, stamp in zip(self._pdf.pages, source.pages, strict=True):
            content = b"\n".join(stream.read_bytes() for stream in _streams(page))
            form = self._pdf.copy_foreign(stamp.as_form_xobject())
            page.Resources.XObject = Dictionary({**dict(page.Resources.get("/XObject", {})), "/Stamp": form})
            drawn = b"/Artifact <</Type /Pagination>> BDC q /Stamp Do Q EMC\n"
            page.obj.Contents = self._pdf.make_stream(_FOOTER.sub(b"", content) + drawn)

    def finished(self) -> bytes:
        """Write catalog, bookmarks, page labels and metadata, and return the file."""
        root = self._pdf.Root
        self._link_contents()
        self._tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents))
        self._tree.ParentTreeNextKey = self._next_key
        if self._ids:
            self._tree.IDTree = Dictionary(Names=Array([x for key, e in sorted(self._ids) for x in (String(key), e)]))
        root.StructTreeRoot = self._tree
        root.MarkInfo = Dictionary(Marked=True)
        root.Lang = String(self._volume.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        if len(self._fields):
            root.AcroForm = self._pdf.make_indirect(Dictionary(Fields=self._fields, DR=self._form.DR, DA=self._form.DA))
        with self._pdf.open_outline() as outline:
            for part, first in self._starts:
                title = f"{part.number} {part.title}".strip()
                outline.root.append(pikepdf.OutlineItem(title, first))
        self._set_metadata()
        output = io.BytesIO()
        self._pdf.save(
            output, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True, linearize=False
        )
        return output.getvalue()

    def _set_metadata(self) -> None:
        self._pdf.docinfo["/Title"] = self._volume.title
        with self._pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = self._volume.title
            metadata["dc:language"] = {self._volume.language}
            metadata["pdfuaid:part"] = "1"


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """Yield the entries of a number tree (ISO 32000-1, 7.9.7)."""
    numbers = tree.get("/Nums", [])
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), numbers[at + 1]
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


def _streams(page: Any) -> list[Any]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]
