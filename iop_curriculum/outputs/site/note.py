"""The group-note stub of a session: module → plain text to copy into a chart. It asks for no patient data and fills
in none.

The individual half stays blank: a response written in advance is a cloned note.
"""

from __future__ import annotations

from iop_curriculum.content.model import Library, Module

BLANK = "________"


def note_stub(library: Library, module: Module) -> str:
    """Return the note's lines. What the session was planned to be is said; what happened is left to the person who
    was there.
    """
    spec = module.spec
    labels = library.vocabulary.label
    documents = library.documents_of(module)
    return "\n".join(
        (
            "GROUP NOTE (change what did not happen)",
            f"Date: {BLANK}   Start: {BLANK}   Stop: {BLANK}   Duration: {BLANK} min (planned: {spec.session_minutes})",
            f"Group type: {labels('formats', spec.format)}",
            f"Module: {spec.title} ({module.slug}, version {spec.version})",
            f"Number present: {BLANK}",
            "",
            "Objectives:",
            *(f"- {objective}" for objective in spec.objectives),
            "",
            "Interventions (change what did not happen):",
            f"- Approach: {', '.join(labels('approaches', key) for key in spec.approaches)}",
            *(f"- {segment.title} ({segment.minutes} min planned)" for segment in module.agenda),
            "",
            "Handouts and worksheets given:",
            *(f"- {document.spec.title} (version {document.spec.version})" for document in documents),
            "",
            f"Facilitator and credential: {BLANK}",
            f"Signature: {BLANK}   Date and time: {BLANK}",
            "",
            "INDIVIDUAL NOTE (one for each member; write what this person did and said)",
            f"Time in: {BLANK}   Time out: {BLANK}   Telehealth: yes / no",
            f"Participation: {BLANK}",
            f"Response: {BLANK}",
            f"Treatment plan goal addressed: {BLANK}",
            f"Homework: {BLANK}",
            "Late entry: yes / no",
            f"Signature: {BLANK}   Date and time: {BLANK}",
        )
    )
