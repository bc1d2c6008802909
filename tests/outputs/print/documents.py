"""Documents for the tests: Markdown bodies → handouts, worksheets and guides, as the library would read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from iop_curriculum.content.library import load
from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.content.store import FolderStore, MemoryStore
from iop_curriculum.outputs.print.context import PrintContext, guide_context, patient_context
from iop_curriculum.outputs.print.documents import render_guide, render_patient

REPOSITORY = Path(__file__).parents[3]

PROGRAM = """\
format: 1
id: test
name: Secret Recovery Program
lines:
  - {kind: crisis, label: In danger, contact: Call 911.}
  - {kind: daytime, label: Our program}
  - {kind: find-treatment, label: To find treatment, contact: Ask your doctor.}
topic_lines:
  poison: {label: Poison control, contact: Call the center.}
"""
VOCABULARY = """\
conditions: {anxiety: {label: Anxiety}}
topics: {coping: {label: Coping}}
approaches: {cbt: {label: CBT}}
techniques: {breath-focus: {label: Breath focus}}
formats: {psychoeducation-group: {label: Group}}
services: {psychoeducation: {label: Psychoeducation, countable: true}}
"""
PATIENT = """\
---
title: {title}
summary: What it is about.
version: 1.2.3
language: {language}
topics: [coping]
conditions: [anxiety]
license: CC-BY-4.0
{more}
---

"""
MODULE = """\
---
title: The Alarm
summary: How it works.
version: 1.0.0
topics: [coping]
conditions: [anxiety]
approaches: [cbt]
techniques: [breath-focus]
format: psychoeducation-group
session_minutes: 30
entry: open
objectives: [Name it.]
materials: [whiteboard]
license: CC-BY-4.0
---

"""


@lru_cache(maxsize=1)
def starter() -> Library:
    """The starter library."""
    library = load(FolderStore(REPOSITORY)).value
    assert library is not None
    return library


def patient(body: str, more: str = "", title: str = "My Paper", language: str = "en") -> PatientDocument:
    """Return a worksheet with a body; `more` are further lines of front matter."""
    text = PATIENT.format(title=title, more=more, language=language) + body
    return _library({"worksheets/paper.md": text}).worksheets["paper"]


def module(body: str) -> Module:
    """Return a module with a body."""
    return _library({"modules/alarm.md": MODULE + body}).modules["alarm"]


def _library(files: dict[str, str]) -> Library:
    texts = {"curriculum/program.yml": PROGRAM, "curriculum/vocabulary.yml": VOCABULARY, **files}
    library = load(MemoryStore({path: text.encode() for path, text in texts.items()})).value
    assert library is not None
    return library


def context(pictures: dict[str, bytes] | None = None, paper: str = "letter") -> PrintContext:
    """Return a context with the test programme."""
    program = _library({}).program.spec.model_copy(update={"paper": paper})
    return PrintContext(program, pictures=pictures or {})


def paper(body: str, edition: str = "standard", flat: bool = False, more: str = "", **pictures: bytes) -> bytes:
    """Return a worksheet's PDF."""
    given = {f"figures/{name.replace('_', '.')}": data for name, data in pictures.items()}
    return render_patient(patient(body, more), edition, context(given), flat)  # type: ignore[arg-type]


def guide(body: str) -> bytes:
    """Return a guide's PDF."""
    return render_guide(module(body), context())


def starter_variants() -> Iterator[tuple[str, bytes]]:
    """Yield some documents of the starter on A4, and without fields."""
    library = starter()
    for document in library.patient_documents[::9]:
        given = on_paper(patient_context(library, document), "a4")
        yield f"{document.kind} {document.key} a4", render_patient(document, "standard", given)
        yield f"{document.kind} {document.key} flat", render_patient(document, "large", given, flat=True)
    found = next(iter(library.modules.values()))
    yield f"guide {found.slug} a4", render_guide(found, on_paper(guide_context(library, found), "a4"))


def on_paper(given: PrintContext, paper: str) -> PrintContext:
    """Return a context with another paper."""
    return replace(given, program=given.program.model_copy(update={"paper": paper}))
