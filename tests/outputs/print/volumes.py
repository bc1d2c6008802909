"""The starter curriculum's schedule, binder and workbook as PDF."""

from __future__ import annotations

from functools import lru_cache

from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.outputs.print.context import guide_context, patient_context, schedule_context
from iop_curriculum.outputs.print.documents import render_guide, render_patient
from iop_curriculum.outputs.print.schedule import render_schedule
from iop_curriculum.outputs.print.volumes import bind_binder, bind_workbook, workbook_documents
from tests.outputs.print import documents


def starter_curriculum() -> CompiledCurriculum:
    """The starter's four-week curriculum, compiled."""
    return compile_all(documents.starter()).value["foundations-4-week"]


@lru_cache(maxsize=1)
def starter_volumes() -> dict[str, bytes]:
    """Return schedule, binder and workbook by name."""
    library, compiled = documents.starter(), starter_curriculum()
    context = schedule_context(library)
    guides = [render_guide(s.module, guide_context(library, s.module)) for s in compiled.sessions]
    papers = [numbered.document for numbered in workbook_documents(compiled)]
    bound = [render_patient(paper, "standard", patient_context(library, paper)) for paper in papers]
    return {
        "schedule": render_schedule(compiled, context),
        "binder": bind_binder(compiled, context, *guides),
        "workbook": bind_workbook(compiled, "standard", context, *bound),
    }
