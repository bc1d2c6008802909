"""What the site is made of: library + compiled curricula → jobs for pages, theme, assets and the engine's
configuration.

A page's job carries the page's view, which is all that its bytes depend on; the engine (`engine.py`) runs when all
are written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from iop_curriculum.content.model import Library, Module, PatientDocument, Picture
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.artefacts import Artefact, Job
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site import packaged
from iop_curriculum.outputs.site.authoring import authoring_pages, glossary_page
from iop_curriculum.outputs.site.body import pictures_of
from iop_curriculum.outputs.site.colours import programme_css
from iop_curriculum.outputs.site.config import site_config, site_nav
from iop_curriculum.outputs.site.coverage import coverage_page
from iop_curriculum.outputs.site.crisis import risk_panel
from iop_curriculum.outputs.site.curricula import curriculum_pages
from iop_curriculum.outputs.site.guide import guide_page
from iop_curriculum.outputs.site.library import home_page, library_page, term_pages
from iop_curriculum.outputs.site.patient import patient_pages, patient_pictures
from iop_curriculum.outputs.site.render import Page, render_page
from iop_curriculum.outputs.site.search_index import search_rows, search_script
from iop_curriculum.rules.registry import RULES

ASSETS = f"{artefacts.PAGES}/assets"
PATIENT_ASSETS = f"{artefacts.PAGES}/{artefacts.PATIENT}/assets"


def plan_site(inputs: Inputs) -> Iterable[Job]:
    """Return the jobs for everything that the site engine reads."""
    return (
        *_guides(inputs),
        *_patient_folder(inputs.library),
        *_lists(inputs),
        *_pictures(inputs.library),
        *_assets(inputs),
        *_engine_files(inputs),
    )


def given(data: bytes) -> bytes:
    """Return bytes as they are: a file that is only copied."""
    return data


def drawing(data: bytes) -> bytes:
    """Return a picture for a page: it can't see the page's fonts, so each of its own has another to fall back on."""
    return re.sub(b'font-family="([^",]+)"', b"font-family=\"'\\1', Arial, Helvetica, sans-serif\"", data)


def _guides(inputs: Inputs) -> Iterator[Job]:
    for module in inputs.library.modules.values():
        yield _page_job(artefacts.module_page(module.slug), guide_page(inputs, module), module)


def _patient_folder(library: Library) -> Iterator[Job]:
    for path, document, page in patient_pages(library):
        yield _page_job(path, page, document)


def _lists(inputs: Inputs) -> Iterator[Job]:
    library = inputs.library
    yield _page_job("index", home_page(inputs))
    yield _page_job("library", library_page(library))
    yield _page_job("coverage", coverage_page(inputs))
    for path, page in (*term_pages(library), *curriculum_pages(inputs), *authoring_pages(library, RULES)):
        yield _page_job(path, page)
    if library.glossary:
        yield _page_job("glossary", glossary_page(library))


def _page_job(path: str, page: Page, of: Module | PatientDocument | None = None) -> Job:
    artefact = Artefact(
        path=f"{artefacts.PAGES}/{path}.md",
        part="site",
        kind="page",
        sources=(of.file.path,) if of else (),
        document_version=of.spec.version if of else "",
        language=page.language,
        audience=of.spec.audience if isinstance(of, PatientDocument) else "",
        license=of.spec.license if of else "",
        reviewed_on=of.spec.reviewed.on.isoformat() if of and of.spec.reviewed else "",
    )
    return Job(artefact, render_page, (page,))


def _pictures(library: Library) -> Iterator[Job]:
    """Staff pages show pictures at their own paths; the patient folder has copies of its own."""
    shown = (p for m in library.modules.values() for p in pictures_of(library, m.file.path, m.blocks))
    for path in dict.fromkeys(shown):
        yield _picture(f"{artefacts.PAGES}/{path}", library.pictures[path])
    for path in patient_pictures(library):
        yield _picture(f"{artefacts.PAGES}/{artefacts.PATIENT}/{path}", library.pictures[path])


def _picture(path: str, picture: Picture) -> Job:
    function = drawing if picture.path.endswith(".svg") else given
    return Job(Artefact(path, "site", "asset", (picture.path,)), function, (picture.data,))


def _assets(inputs: Inputs) -> Iterator[Job]:
    program = inputs.library.program
    colours = programme_css(program.spec.colours).encode()
    for folder, name in ((ASSETS, "staff"), (PATIENT_ASSETS, "patient")):
        yield _copy(f"{folder}/program.css", colours, program.file.path)
        yield _copy(f"{folder}/{name}.css", packaged.style("common.css") + packaged.style(f"{name}.css"))
        if (script := packaged.script(f"{name}.js")) is not None:
            yield _copy(f"{folder}/{name}.js", script)
        for file, data in packaged.fonts():
            yield _copy(f"{folder}/fonts/{file}", data)
    rows = Artefact(f"{ASSETS}/search-index.js", "site", "asset")
    yield Job(rows, search_script, (tuple(search_rows(inputs)),))
    if program.spec.logo and program.spec.logo in inputs.library.pictures:
        logo = inputs.library.pictures[program.spec.logo]
        yield _copy(f"{ASSETS}/logo{posixpath.splitext(logo.path)[1]}", logo.data, logo.path)


def _engine_files(inputs: Inputs) -> Iterator[Job]:
    for path, data in packaged.theme_files():
        yield _copy(f"{artefacts.THEME}/{path}", data)
    program = inputs.library.program
    risk = risk_panel(program.spec).encode()
    yield _copy(f"{artefacts.THEME}/partials/iop-risk.html", risk, program.file.path)
    yield _copy(artefacts.SITE_CONFIG, site_config(inputs.library, site_nav(inputs)), program.file.path, "config")


def _copy(path: str, data: bytes, source: str = "", kind: str = "asset") -> Job:
    return Job(Artefact(path, "site", kind, (source,) if source else ()), given, (data,))
