"""What a check is given: the library, the compiled curricula, and today's date. Checks read nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.diagnostics import Diagnostic
from iop_curriculum.rules.texts import Passage, front_passages, passages


@dataclass(frozen=True)
class Given:
    """Everything that a rule may look at. It is made for one run of the checks."""

    library: Library
    today: dt.date
    compiled: Mapping[str, CompiledCurriculum] = field(default_factory=dict)
    _body: dict[str, tuple[Passage, ...]] = field(default_factory=dict, repr=False, compare=False)

    def body(self, document: Module | PatientDocument) -> tuple[Passage, ...]:
        """Return the passages of a document's text; they are kept, since most checks read them."""
        path = document.file.path
        if path not in self._body:
            self._body[path] = passages(document.blocks)
        return self._body[path]

    def passages(self, document: Module | PatientDocument) -> tuple[Passage, ...]:
        """Return the passages of front matter that people read, then those of the text."""
        return (*front_passages(document), *self.body(document))


ModuleCheck = Callable[[Given, Module], Iterable[Diagnostic]]
"""Looks at one guide (and, where it must, at what the guide hands out)."""

PatientCheck = Callable[[Given, PatientDocument], Iterable[Diagnostic]]
"""Looks at one handout or worksheet."""

ProgramCheck = Callable[[Given], Iterable[Diagnostic]]
"""Looks at what belongs to no single document."""
