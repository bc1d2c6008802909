"""A ReportLab canvas that writes tagged PDF (PDF/UA-1, ISO 14289-1).

Input: drawing calls, each inside `tagged(element)` or left to be an artifact. Output: a PDF with structure tree, parent
tree, metadata and tab order. What the elements are is decided where the story is built; what stands on a page, where it
is drawn.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFPage, PDFString
from reportlab.pdfgen.canvas import Canvas

from iop_curriculum.outputs.print.artifacts import mark_artifacts
from iop_curriculum.outputs.print.metadata import Properties, xmp_packet
from iop_curriculum.outputs.print.structure import Annotation, Content, Element, StructureWriter

# Draws what needs the number of all pages: (canvas, this page from 1, all pages).
PageEnd = Callable[["TaggedCanvas", int, int], None]

_PRINTED = 4  # annotation flag Print (ISO 32000-1, table 165)


class IndirectDictionary(PDFDictionary):
    """A dictionary that is written as an object of its own, so that others can refer to it."""

    __RefOnly__ = 1


class TaggedCanvas(Canvas):
    """A canvas whose pages are tagged. One canvas draws one document, once."""

    def __init__(
        self, size: tuple[float, float], root: Element, properties: Properties, page_end: PageEnd | None = None
    ) -> None:
        self._output = io.BytesIO()
        super().__init__(
            self._output,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=properties.language,
            initialFontName="Atkinson",
        )
        self.root = root
        self.properties = properties
        self._page_end = page_end
        self._contents: list[Element] = []
        self._pages: list[list[Element]] = []
        self._annotations: list[tuple[PDFDictionary, Element]] = []
        self._inside = 0
        self.outlined = 0
        self._outline_level = -1
        self.forms: Any = None
        self.setTitle(properties.title)
        self.setProducer("ReportLab")
        self.setCreator("iop-curriculum")
        self.setViewerPreference("DisplayDocTitle", "true")  # PDF/UA-1, 7.1

    # ── marked content (ISO 32000-1, 14.6) ───────────────────────────────────────────────────────────────────────────

    @contextmanager
    def tagged(self, element: Element | None) -> Iterator[None]:
        """Draw what follows as content of an element. Inside other marked content nothing is opened again."""
        if element is None or self._inside:
            yield
            return
        mcid = len(self._contents)
        self._contents.append(element)
        element.kids.append(Content(self._doc.thisPageName(), mcid))
        with self._marked(f"/{element.tag} <</MCID {mcid}>> BDC"):
            yield

    @contextmanager
    def pagination(self, subtype: str) -> Iterator[None]:
        """Draw what follows as a header or footer (ISO 32000-1, 14.8.2.2.2)."""
        with self._marked(f"/Artifact <</Type /Pagination /Subtype /{subtype}>> BDC"):
            yield

    @contextmanager
    def untagged(self) -> Iterator[None]:
        """Draw what follows as an artifact, whatever elements it has: the repeated header of a split table."""
        self._inside += 1
        yield
        self._inside -= 1

    @property
    def page_count(self) -> int:
        """The number of finished pages."""
        return len(self._pages)

    @property
    def tagging(self) -> bool:
        """Whether a new element's content may begin here."""
        return not self._inside

    @contextmanager
    def _marked(self, operator: str) -> Iterator[None]:
        self._code.append(operator)
        self._inside += 1
        yield
        self._inside -= 1
        self._code.append("EMC")

    # ── annotations ──────────────────────────────────────────────────────────────────────────────────────────────────

    def add_link(self, element: Element, target: str, description: str, box: tuple[float, float, float, float]) -> None:
        """Put a link over a box of the current coordinates: `#name` within the document, else an address."""
        link = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Border": PDFArray([0, 0, 0]),
                "Contents": PDFString(description),  # PDF/UA-1, 7.18.5
            }
        )
        if target.startswith("#"):
            link["Dest"] = self._bookmarkReference(target[1:])
        else:
            action = {"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(target)}
            link["A"] = PDFDictionary(action)
        self.add_annotation(element, link, box)

    def add_annotation(
        self, element: Element, annotation: PDFDictionary, box: tuple[float, float, float, float]
    ) -> None:
        """Put an annotation on the page and tie it to its element (ISO 32000-1, 14.7.4.3)."""
        if self._inside:
            return
        annotation["Rect"] = PDFArray([round(value, 2) for value in self._absRect(box, 1)])
        annotation["F"] = _PRINTED
        self._addAnnotation(annotation)
        element.kids.append(Annotation(self._doc.thisPageName(), self._doc.Reference(annotation)))
        self._annotations.append((annotation, element))

    def add_outline(self, text: str, bookmark: str, level: int) -> None:
        """Add a bookmark; ReportLab refuses a jump over a level."""
        self._outline_level = min(level, self._outline_level + 1)
        self.addOutlineEntry(text, bookmark, self._outline_level, closed=0)
        self.outlined += 1

    # ── pages and document ───────────────────────────────────────────────────────────────────────────────────────────

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Finish a page: mark its artifacts, tie it to the parent tree, set its tab order."""
        self._code[:] = mark_artifacts(self._code)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = PDFName("S")  # tab order by structure: PDF/UA-1, 7.18.3
        self._pages.append(self._contents)
        self._contents = []

    def finished(self) -> bytes:
        """Return the whole document."""
        if self._code:
            self.showPage()
        self._end_pages()
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = StructureWriter(self._doc).write(self.root, self._pages, self._annotations)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = XMP(creator=self._xmp)
        self._doc.SaveToFile(self._output, self)
        return self._output.getvalue()

    def save(self) -> None:
        """Do nothing: a document template calls this, and `finished` returns the document."""

    def _end_pages(self) -> None:
        if self._page_end is None:
            return
        pages = self._doc.Pages.pages
        for number, page in enumerate(pages, 1):
            self._code.clear()
            self.saveState()
            self._page_end(self, number, len(pages))
            self.restoreState()
            page.stream += "\n".join(self._code) + "\n"
        self._code.clear()

    def _xmp(self, document: Any) -> bytes:
        year, month, day, hour, minute, second = document._timeStamp.YMDhms
        created = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        return xmp_packet(self.properties, created)
