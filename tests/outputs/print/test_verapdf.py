"""Every PDF passes veraPDF's PDF/UA-1 profile: all starter documents in both papers, and hostile ones. One JVM."""

from __future__ import annotations

import pytest

from tests.outputs.print import consistency, documents, hostile, verapdf

pytestmark = pytest.mark.xdist_group("verapdf")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_starter_documents_conform(paper: str) -> None:
    made = documents.starter_pdfs(paper)
    assert len(made) > 30
    assert {name: found for name, pdf in made.items() if (found := verapdf.failures(pdf))} == {}


@pytest.mark.parametrize("edition", ["standard", "large"])
@pytest.mark.parametrize("name", hostile.BODIES)
def test_hostile_documents_conform(name: str, edition: str) -> None:
    pdf = documents.paper(hostile.BODIES[name], edition)
    assert verapdf.failures(pdf) == {}
    assert consistency.faults(pdf) == []


def test_the_validator_finds_faults() -> None:
    pdf = documents.paper("Hello.").replace(b"/Lang", b"/Lxng")
    assert verapdf.failures(pdf) != {}
