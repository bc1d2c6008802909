"""What a check is given: the library, the compiled curricula, and today's date. Checks read nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.diagnostics import Diagnostic


@dataclass(frozen=True)
class Given:
    """Everything that a rule may look at."""

    library: Library
    today: dt.date
    compiled: Mapping[str, CompiledCurriculum] = field(default_factory=dict)


ModuleCheck = Callable[[Given, Module], Iterable[Diagnostic]]
"""Looks at one guide (and, where it must, at what the guide hands out)."""

PatientCheck = Callable[[Given, PatientDocument], Iterable[Diagnostic]]
"""Looks at one handout or worksheet."""

ProgramCheck = Callable[[Given], Iterable[Diagnostic]]
"""Looks at what belongs to no single document."""
