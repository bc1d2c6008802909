"""Every PDF passes veraPDF's PDF/UA-1 profile: starter documents, volumes and hostile ones. One JVM."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.outputs.print import consistency, documents, hostile, verapdf, volumes

pytestmark = pytest.mark.xdist_group("verapdf")


def _failing(made: Iterable[tuple[str, bytes]]) -> dict[str, dict[str, str]]:
    return {name: found for name, pdf in made if (found := verapdf.failures(pdf))}


def test_starter_documents_conform() -> None:
    assert _failing(documents.starter_pdfs()) == {}


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
