"""Schedules and bound volumes: numbered, linked, bookmarked; a workbook is discreet; nothing of a part is lost."""

from __future__ import annotations

import io

import pikepdf
import pytest

from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.print.context import patient_context
from iop_curriculum.outputs.print.documents import render_patient
from iop_curriculum.outputs.print.plan import plan_curricula, plan_print
from iop_curriculum.outputs.print.volumes import workbook_documents
from tests.outputs.print import documents, reading, volumes

pytestmark = pytest.mark.xdist_group("volumes")


def test_the_schedule_tells_numbers_dates_and_papers() -> None:
    words = " ".join(reading.words(volumes.starter_volumes()["schedule"]))
    assert "Morning track" in words and "Evening track" in words
    assert "Mon, Jan 4, 2027 9:00 AM FD 1 How This Program Works" in words
    assert "FD 1A Handout: How Group Works" in words
    assert "Date completed" in words


def test_pages_of_a_volume_are_numbered_through() -> None:
    for name in ("binder", "workbook"):
        pages = reading.page_text(volumes.starter_volumes()[name])
        for number, text in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in text
            assert text.count("Page ") - text.count("Page to read") == 1


def test_each_page_of_a_workbook_bears_its_number() -> None:
    pages = reading.page_text(volumes.starter_volumes()["workbook"])
    assert all(any(f"F {session}{letter}" in text for session in range(1, 9) for letter in "AB") for text in pages)
    assert "FD 1" not in " ".join(pages)


def test_bookmarks_and_contents_lead_to_the_parts() -> None:
    for name, numbers in (("binder", ["", "FD 1", "FD 2"]), ("workbook", ["", "F 1A", "F 1B"])):
        with pikepdf.open(io.BytesIO(volumes.starter_volumes()[name])) as document:
            with document.open_outline() as outline:
                titles = [item.title for item in outline.root]
            assert all(title.startswith(number) for title, number in zip(titles, numbers, strict=False))
            starts = {page.obj.objgen for page in document.pages}
            links = [a for page in document.pages for a in page.obj.get("/Annots", []) if "/Dest" in a]
            assert len(links) == len(titles) - 1
            assert all(link.Dest[0].objgen in starts for link in links)


def test_a_workbook_keeps_all_words_and_fields() -> None:
    library, workbook = documents.starter(), volumes.starter_volumes()["workbook"]
    numbered = workbook_documents(volumes.starter_curriculum())
    papers = [render_patient(n.document, "standard", patient_context(library, n.document)) for n in numbered]
    words = reading.words(workbook)
    parts = [word for paper in papers for word in reading.words(paper)]
    assert words[-len(parts) :] == parts
    assert len(reading.fields(workbook)) == sum(len(reading.fields(paper)) for paper in papers)


def test_a_workbook_names_no_condition_and_no_programme() -> None:
    workbook = volumes.starter_volumes()["workbook"]
    cover = reading.page_text(workbook)[0]
    assert cover.startswith("My workbook")
    with pikepdf.open(io.BytesIO(workbook)) as document:
        said = str(dict(document.docinfo)) + document.Root.Metadata.read_bytes().decode()
    assert "My workbook" in said
    for word in ("Intensive", "Program", "Foundations"):
        assert word not in said and word not in cover


def test_every_job_is_planned_once_and_its_needs_are_made() -> None:
    library, compiled = documents.starter(), volumes.starter_curriculum()
    inputs = Inputs(library, {compiled.slug: compiled})
    jobs = [*plan_print(inputs), *plan_curricula(inputs)]
    paths = [job.artefact.path for job in jobs]
    assert len(paths) == len(set(paths))
    assert {need for job in jobs for need in job.needs} <= set(paths)
    assert f"curricula/{compiled.slug}/workbook-large.pdf" in paths
