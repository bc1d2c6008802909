"""Links between pages of the site: paths relative to the site → hrefs as one page writes them to another.

Every href is relative and ends in a file name, so that the site works from a folder, a USB stick or any address.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.outputs import artefacts


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `note` is said after them."""

    text: str
    href: str
    note: str = ""


def href(from_page: str, to_page: str, anchor: str = "") -> str:
    """Return the link from one page to another; both are given without ending, relative to the site."""
    return file_href(from_page, f"{to_page}.html") + (f"#{quote(anchor)}" if anchor else "")


def file_href(from_page: str, to_file: str) -> str:
    """Return the link from a page (without ending) to a file; both relative to the site."""
    return quote(posixpath.relpath(to_file, posixpath.dirname(from_page) or "."))


def pdf_href(from_page: str, build_path: str) -> str:
    """Return the link from a page to a file given by its path under `build/`."""
    return file_href(from_page, build_path.removeprefix(f"{artefacts.SITE}/"))


def module_link(from_page: str, module: Module, note: str = "") -> Link:
    """Return the link to a session guide."""
    return Link(module.spec.title, href(from_page, artefacts.module_page(module.slug)), note)


def term_links(from_page: str, library: Library, group: str, keys: tuple[str, ...]) -> tuple[Link, ...]:
    """Return links to pages of conditions, topics or approaches."""
    return tuple(
        Link(library.vocabulary.label(group, key), href(from_page, artefacts.term_page(group, key))) for key in keys
    )


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """A handout or worksheet as page and as PDFs."""

    title: str
    summary: str
    kind: str
    page: str
    pdf: str
    large_pdf: str
    language: str
    private: bool
    code: str = ""


def document_links(from_page: str, document: PatientDocument, code: str = "") -> DocumentLinks:
    """Return the links to a handout's or worksheet's page and PDFs."""
    return DocumentLinks(
        title=document.spec.title,
        summary=document.spec.summary,
        kind=document.kind,
        page=href(from_page, artefacts.patient_page(document)),
        pdf=pdf_href(from_page, artefacts.site_patient_pdf(document, "standard")),
        large_pdf=pdf_href(from_page, artefacts.site_patient_pdf(document, "large")),
        language=document.spec.language,
        private=document.spec.private,
        code=code,
    )
