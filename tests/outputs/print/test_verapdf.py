"""Every PDF passes veraPDF's PDF/UA-1 profile: starter documents, volumes and hostile ones. One JVM."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.outputs.print.context import guide_context, patient_context
from iop_curriculum.outputs.print.documents import render_guide, render_patient
from iop_curriculum.outputs.print.plan import EDITIONS
from tests.outputs.print import consistency, documents, hostile, verapdf, volumes

STARTER = documents.starter()

pytestmark = pytest.mark.xdist_group("verapdf")


def _failing(made: Iterable[tuple[str, bytes]]) -> dict[str, dict[str, str]]:
    return {name: found for name, pdf in made if (found := verapdf.failures(pdf))}


@pytest.mark.parametrize("document", STARTER.patient_documents, ids=lambda d: f"{d.kind} {d.key}")
def test_starter_papers_conform(document: PatientDocument) -> None:
    context = patient_context(STARTER, document)
    assert _failing((e, render_patient(document, e, context)) for e in EDITIONS) == {}


@pytest.mark.parametrize("module", STARTER.modules.values(), ids=lambda m: m.slug)
def test_starter_guides_conform(module: Module) -> None:
    assert verapdf.failures(render_guide(module, guide_context(STARTER, module))) == {}


def test_other_paper_and_no_fields_conform() -> None:
    assert _failing(documents.starter_variants()) == {}


def test_schedules_and_volumes_conform() -> None:
    made = volumes.starter_volumes()
    assert _failing(made.items()) == {}
    assert {name: found for name, pdf in made.items() if (found := consistency.faults(pdf))} == {}


@pytest.mark.parametrize("edition", ["standard", "large"])
@pytest.mark.parametrize("name", hostile.BODIES)
def test_hostile_documents_conform(name: str, edition: str) -> None:
    pdf = documents.paper(hostile.BODIES[name], edition)
    assert verapdf.failures(pdf) == {}
    assert consistency.faults(pdf) == []


def test_the_validator_finds_faults() -> None:
    pdf = documents.paper("Hello.").replace(b"/Lang", b"/Lxng")
    assert verapdf.failures(pdf) != {}
