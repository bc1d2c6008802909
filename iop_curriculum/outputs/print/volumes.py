"""The bound volumes of a curriculum: the facilitators' binder and the patients' workbook.

Input: a compiled curriculum and the finished PDFs of its parts. The volume's own pages (cover, contents) are drawn
here, so are the heads and footers that `bind.py` lays over every page. A workbook's cover and titles name no condition
and no programme.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from iop_curriculum.curricula.compiled import CompiledCurriculum, NumberedDocument
from iop_curriculum.outputs.artefacts import Edition
from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.bind import PART_LINK, Bound, Volume, bind, page_counts
from iop_curriculum.outputs.print.context import PrintContext
from iop_curriculum.outputs.print.documents import GUIDE_LANGUAGE, Details, locale, render
from iop_curriculum.outputs.print.footers import shortened
from iop_curriculum.outputs.print.grids import Entry, grid
from iop_curriculum.outputs.print.metadata import Properties
from iop_curriculum.outputs.print.pictures import Pictures
from iop_curriculum.outputs.print.schedule import contents_widths, schedule_story
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.words import words

WORKBOOK = "My workbook"


@dataclass(frozen=True)
class _Part:
    """One part of a volume: its place in the bookmarks, and what stands on each of its pages."""

    title: str
    number: str
    footer: str


def bind_binder(compiled: CompiledCurriculum, context: PrintContext, *guides: bytes) -> bytes:
    """Return all guides in session order, behind the schedule. `guides` are the sessions' PDFs, in order."""
    title = f"{compiled.curriculum.spec.title}: facilitator binder"
    targets = {s.code: f"{PART_LINK}{number}" for number, s in enumerate(compiled.sessions, 1)}

    def make(sheet: Sheet, root: Element) -> list[Any]:
        story = Story(sheet, GUIDE_LANGUAGE, Pictures({}, ""), (), fillable=False)
        return schedule_story(compiled, context, story, root, targets)

    sheet = Sheet("guide", context.program.paper)
    front = _front(make, sheet, title, context)
    parts = [_Part("Schedule", "", title)]
    for session in compiled.sessions:
        spec = session.module.spec
        footer = f"{spec.title} · {words('version', GUIDE_LANGUAGE, version=spec.version)} · {spec.license}"
        parts.append(_Part(spec.title, session.code, footer))
    return _bound(parts, (front, *guides), sheet, Volume(title, locale(GUIDE_LANGUAGE, context.program)))


def bind_workbook(compiled: CompiledCurriculum, edition: Edition, context: PrintContext, *papers: bytes) -> bytes:
    """Return all handouts and worksheets in order, numbered. `papers` are their PDFs, in order."""
    numbered = workbook_documents(compiled)

    def make(sheet: Sheet, root: Element) -> list[Any]:
        story = Story(sheet, GUIDE_LANGUAGE, Pictures({}, ""), (), fillable=False)
        rows = [
            [
                Entry(document.patient_code, bold=True),
                Entry(document.document.spec.title, target=f"{PART_LINK}{number}"),
                Entry(blank=f"Date completed: {document.patient_code}"),
            ]
            for number, document in enumerate(numbered, 1)
        ]
        header = ("Number", "Page to read or fill in", "Date completed")
        return [story.title(WORKBOOK, root), grid(story, root, header, rows, contents_widths(story))]

    sheet = Sheet(edition, context.program.paper)
    front = _front(make, sheet, WORKBOOK, context)
    parts = [_Part("Contents", "", "")]
    for document in numbered:
        spec = document.document.spec
        footer = f"{words('version', spec.language, version=spec.version)} · {spec.license}"
        parts.append(_Part(spec.title, document.patient_code, footer))
    return _bound(parts, (front, *papers), sheet, Volume(WORKBOOK, locale(GUIDE_LANGUAGE, context.program)))


def workbook_documents(compiled: CompiledCurriculum) -> list[NumberedDocument]:
    """Return what a workbook holds, in order: what is for the patients, not for their families."""
    documents = [document for session in compiled.sessions for document in session.documents]
    return [document for document in documents if document.document.spec.audience == "patient"]


def _front(make: Any, sheet: Sheet, title: str, context: PrintContext) -> bytes:
    properties = Properties(title, locale(GUIDE_LANGUAGE, context.program))
    return render(make, sheet, Details(properties, GUIDE_LANGUAGE, ""))


def _bound(parts: Sequence[_Part], pdfs: Sequence[bytes], sheet: Sheet, volume: Volume) -> bytes:
    pages = [part for part, count in zip(parts, page_counts(pdfs), strict=True) for _ in range(count)]
    bound = [Bound(part.title, part.number, pdf) for part, pdf in zip(parts, pdfs, strict=True)]
    return bind(bound, _stamps(pages, sheet), volume)


def _stamps(pages: Sequence[_Part], sheet: Sheet) -> bytes:
    """Return a PDF with the head and foot of each page of a volume, and nothing else."""
    fonts.register()
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=sheet.page, pageCompression=1, invariant=1, initialFontName=fonts.BODY)
    size = sheet.footer_size
    right = sheet.page[0] - sheet.side_margin
    for number, part in enumerate(pages, 1):
        canvas.setFillColor(styles.SOFT)
        said = words("page", GUIDE_LANGUAGE, page=number, pages=len(pages))
        _draw(
            canvas,
            shortened(part.footer, right - sheet.side_margin - 14 * size, size),
            sheet.side_margin,
            sheet.footer_at,
            size,
        )
        canvas.setFont(fonts.BODY, size)
        canvas.drawRightString(right, sheet.footer_at, said)
        if part.number:
            canvas.setFont(fonts.font_name(fonts.BODY, bold=True), size * 1.2)
            canvas.setFillColor(styles.INK)
            canvas.drawRightString(right, sheet.head_at, part.number)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def _draw(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    for name, part in fonts.runs(text, fonts.BODY):
        canvas.setFont(name, size)
        canvas.drawString(x, y, part)
        x += fonts.width(part, name, size)
