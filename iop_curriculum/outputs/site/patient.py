"""The patient folder: handouts, worksheets and their index, whole in itself. No word in it is meant for staff.

A patient page names neither the programme nor what it treats, save what the document itself says: somebody may look
over a shoulder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iop_curriculum.content.blocks import CrisisPlace, fields, walk
from iop_curriculum.content.model import Library, PatientDocument
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.site.body import patient_body, pictures_of
from iop_curriculum.outputs.site.crisis import crisis_block
from iop_curriculum.outputs.site.links import DocumentLinks, document_links, href
from iop_curriculum.outputs.site.render import Page
from iop_curriculum.outputs.site.words import speaks, words

INDEX = f"{artefacts.PATIENT}/index"


@dataclass(frozen=True, slots=True)
class PatientView:
    """What frames a handout or worksheet; `spoken` is set where the frame's words are in another language."""

    spoken: str
    words: dict[str, str]
    title: str
    index: str
    links: DocumentLinks
    version: str
    license: str
    has_fields: bool
    storage: str
    key: str


@dataclass(frozen=True, slots=True)
class PatientList:
    """Documents of one language and kind under a heading."""

    title: str
    language: str
    documents: tuple[DocumentLinks, ...]


@dataclass(frozen=True, slots=True)
class PatientIndexView:
    """All handouts and worksheets."""

    words: dict[str, str]
    lists: tuple[PatientList, ...]


def patient_pages(library: Library) -> Iterator[tuple[str, PatientDocument | None, Page]]:
    """Yield (path without ending, document, page) for the whole folder; the index has no document."""
    yield INDEX, None, _index_page(library)
    for document in library.patient_documents:
        yield artefacts.patient_page(document), document, patient_page(library, document)


def patient_page(library: Library, document: PatientDocument) -> Page:
    """Return a handout's or worksheet's page."""
    crisis = crisis_block(library.program.spec, document)
    placed = any(isinstance(b, CrisisPlace) for b in walk(document.blocks))
    body = patient_body(document, crisis)
    if not placed:
        parts = (crisis, body) if document.spec.crisis == "top" else (body, crisis)
        body = "\n\n".join(part.strip("\n") for part in parts)
    return Page(
        title=document.spec.title,
        description=document.spec.summary,
        view=patient_view(library, document),
        head="patient_head.html.j2",
        body=body,
        foot="patient_foot.html.j2",
        template="patient.html",
        language=document.spec.language,
    )


def patient_view(library: Library, document: PatientDocument) -> PatientView:
    """Return what a patient page shows around its body."""
    page, spec = artefacts.patient_page(document), document.spec
    return PatientView(
        spoken="" if speaks(spec.language) else "en",
        words=words(spec.language),
        title=spec.title,
        index=href(page, INDEX),
        links=document_links(page, document),
        version=spec.version,
        license=spec.license,
        has_fields=next(fields(document.blocks), None) is not None,
        storage="off" if spec.private else library.program.spec.web_storage,
        key=document.key,
    )


def patient_pictures(library: Library) -> tuple[str, ...]:
    """Return the project paths of all pictures that patient documents show."""
    shown = (p for d in library.patient_documents for p in pictures_of(library, d.file.path, d.blocks))
    return tuple(dict.fromkeys(shown))


def _index_page(library: Library) -> Page:
    languages = dict.fromkeys(("en", *sorted({d.spec.language for d in library.patient_documents})))
    view = PatientIndexView(words("en"), tuple(entry for language in languages for entry in _lists(library, language)))
    title = view.words["index"]
    return Page(title, title, view, "patient_index.html.j2", template="patient.html")


def _lists(library: Library, language: str) -> Iterator[PatientList]:
    """Yield the lists of one language: handouts, worksheets, what is for family."""
    documents = [d for d in library.patient_documents if d.spec.language == language]
    for_patients = [d for d in documents if d.spec.audience == "patient"]
    kinds = {
        "handouts": [d for d in for_patients if d.kind == "handout"],
        "worksheets": [d for d in for_patients if d.kind == "worksheet"],
        "family": [d for d in documents if d.spec.audience == "family"],
    }
    for kind, found in kinds.items():
        if found:
            ordered = sorted(found, key=lambda d: (d.spec.title.casefold(), d.key))
            spoken = language if speaks(language) else "en"
            yield PatientList(words(language)[kind], spoken, tuple(document_links(INDEX, d) for d in ordered))
