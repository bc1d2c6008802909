"""What print makes: library and compiled curricula → jobs, each one PDF. Paths are named in `artefacts.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.artefacts import Artefact, Edition, Job
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.print.context import guide_context, patient_context, schedule_context
from iop_curriculum.outputs.print.documents import GUIDE_LANGUAGE, render_guide, render_patient
from iop_curriculum.outputs.print.schedule import render_schedule
from iop_curriculum.outputs.print.volumes import bind_binder, bind_workbook, workbook_documents

EDITIONS: tuple[Edition, ...] = get_args(Edition)


def plan_print(inputs: Inputs) -> Iterator[Job]:
    """Plan the guides in one edition, and handouts and worksheets in both."""
    library = inputs.library
    for module in library.modules.values():
        yield _guide_job(library, module)
    for document in library.patient_documents:
        for edition in EDITIONS:
            yield _patient_job(library, document, edition)


def plan_curricula(inputs: Inputs) -> Iterator[Job]:
    """Plan each curriculum's schedule, and its binder and workbooks from the documents that `plan_print` makes."""
    for compiled in inputs.compiled.values():
        yield _schedule_job(inputs.library, compiled)
        yield _binder_job(inputs.library, compiled)
        for edition in EDITIONS:
            yield _workbook_job(inputs.library, compiled, edition)


def _guide_job(library: Library, module: Module) -> Job:
    context = guide_context(library, module)
    spec = module.spec
    artefact = Artefact(
        path=artefacts.guide_pdf(module.slug),
        part="print",
        kind="guide",
        sources=(module.file.path, library.program.file.path, *context.pictures),
        edition="standard",
        document_version=spec.version,
        language=GUIDE_LANGUAGE,
        audience="staff",
        license=spec.license,
        reviewed_on=spec.reviewed.on.isoformat() if spec.reviewed else "",
        links=(artefacts.site_guide_pdf(module.slug),),
    )
    return Job(artefact, render_guide, (module, context))


def _patient_job(library: Library, document: PatientDocument, edition: Edition) -> Job:
    context = patient_context(library, document)
    spec = document.spec
    artefact = Artefact(
        path=artefacts.patient_pdf(document, edition),
        part="print",
        kind=document.kind,
        sources=(document.file.path, library.program.file.path, *context.pictures),
        edition=edition,
        document_version=spec.version,
        language=spec.language,
        audience=spec.audience,
        license=spec.license,
        reviewed_on=spec.reviewed.on.isoformat() if spec.reviewed else "",
        links=(artefacts.site_patient_pdf(document, edition),),
    )
    return Job(artefact, render_patient, (document, edition, context))


def _schedule_job(library: Library, compiled: CompiledCurriculum) -> Job:
    artefact = Artefact(
        path=artefacts.curriculum_file(compiled.slug, "schedule.pdf"),
        part="curricula",
        kind="schedule",
        sources=_sources(library, compiled),
        language=GUIDE_LANGUAGE,
        audience="staff",
        links=(artefacts.site_curriculum_file(compiled.slug, "schedule.pdf"),),
    )
    return Job(artefact, render_schedule, (compiled, schedule_context(library)))


def _binder_job(library: Library, compiled: CompiledCurriculum) -> Job:
    artefact = Artefact(
        path=artefacts.curriculum_file(compiled.slug, "binder.pdf"),
        part="curricula",
        kind="binder",
        sources=_sources(library, compiled),
        language=GUIDE_LANGUAGE,
        audience="staff",
        links=(artefacts.site_curriculum_file(compiled.slug, "binder.pdf"),),
    )
    guides = tuple(artefacts.guide_pdf(session.module.slug) for session in compiled.sessions)
    return Job(artefact, bind_binder, (compiled, schedule_context(library)), guides)


def _workbook_job(library: Library, compiled: CompiledCurriculum, edition: Edition) -> Job:
    name = "workbook.pdf" if edition == "standard" else f"workbook-{edition}.pdf"
    artefact = Artefact(
        path=artefacts.curriculum_file(compiled.slug, name),
        part="curricula",
        kind="workbook",
        sources=_sources(library, compiled),
        edition=edition,
        language=GUIDE_LANGUAGE,
        audience="patient",
        links=(artefacts.site_patient_curriculum_file(compiled.curriculum.spec.patient_code, name),),
    )
    papers = tuple(artefacts.patient_pdf(numbered.document, edition) for numbered in workbook_documents(compiled))
    return Job(artefact, bind_workbook, (compiled, edition, schedule_context(library)), papers)


def _sources(library: Library, compiled: CompiledCurriculum) -> tuple[str, ...]:
    modules = (module.file.path for module in compiled.modules)
    papers = (numbered.document.file.path for session in compiled.sessions for numbered in session.documents)
    files = (compiled.curriculum.file.path, library.program.file.path, *modules, *papers)
    return tuple(dict.fromkeys(files))
