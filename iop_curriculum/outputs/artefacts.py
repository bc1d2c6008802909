"""Everything that a build makes, by path: the only place that names a path under `build/`.

Paths are POSIX and relative to `build/`. An output plans `Job`s; a job is pure (arguments → bytes) and can be pickled,
so that any executor may run it; `build.py` alone writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from iop_curriculum.content.model import PatientDocument

Edition = Literal["standard", "large"]
Part = Literal["site", "print", "curricula"]

PAGES = "pages"
THEME = "theme"
SITE = "site"
PATIENT = "patient"
SITE_CONFIG = "mkdocs.yml"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Artefact:
    """One file of the build and where it comes from. Empty strings mean "does not apply".

    `kind` is guide, handout, worksheet, page, schedule, binder, workbook, asset …; `sources` are project paths;
    `links` are further paths under `build/` at which the same bytes appear.
    """

    path: str
    part: Part
    kind: str
    sources: tuple[str, ...] = ()
    edition: str = ""
    document_version: str = ""
    language: str = ""
    audience: str = ""
    license: str = ""
    reviewed_on: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """How one artefact is made: `function(*arguments, *bytes of needed artefacts)` returns its bytes.

    `function` is a module-level function; `needs` are paths of artefacts of the same build.
    """

    artefact: Artefact
    function: Callable[..., bytes]
    arguments: tuple[Any, ...] = ()
    needs: tuple[str, ...] = ()


def guide_pdf(slug: str) -> str:
    """Return the path of a module's printed guide."""
    return f"print/standard/guides/{slug}.pdf"


def patient_pdf(document: PatientDocument, edition: Edition) -> str:
    """Return the path of a printed handout or worksheet."""
    return f"print/{edition}/{document.folder}/{document.key}.pdf"


def curriculum_file(slug: str, name: str) -> str:
    """Return the path of a file of a curriculum: `schedule.pdf`, `binder.pdf`, `packets/7.pdf` …"""
    return f"curricula/{slug}/{name}"


def site_guide_pdf(slug: str) -> str:
    """Return where the site links to a guide's PDF."""
    return f"{SITE}/modules/{slug}.pdf"


def site_patient_pdf(document: PatientDocument, edition: Edition) -> str:
    """Return where the patient folder links to a document's PDF."""
    large = "-large" if edition == "large" else ""
    return f"{SITE}/{PATIENT}/{document.folder}/{document.key}{large}.pdf"


def site_curriculum_file(slug: str, name: str) -> str:
    """Return where the site links to a staff file of a curriculum."""
    return f"{SITE}/curricula/{slug}/{name}"


def site_patient_curriculum_file(patient_code: str, name: str) -> str:
    """Return where the patient folder links to a patient file of a curriculum: by its neutral code, not its name."""
    return f"{SITE}/{PATIENT}/{patient_code.lower()}/{name}"


def module_page(slug: str) -> str:
    """Return a session guide's page, without ending, relative to the site."""
    return f"modules/{slug}"


def patient_page(document: PatientDocument) -> str:
    """Return a handout's or worksheet's page, without ending, relative to the site."""
    return f"{PATIENT}/{document.folder}/{document.key}"


def curriculum_page(slug: str) -> str:
    """Return a curriculum's page, without ending, relative to the site."""
    return f"curricula/{slug}"


def term_page(group: str, key: str) -> str:
    """Return the page of a condition, topic or approach, without ending, relative to the site."""
    return f"{group}/{key}"


def rule_page(code: str) -> str:
    """Return the page that explains a rule, without ending, relative to the site."""
    return f"authoring/rules/{code}"
