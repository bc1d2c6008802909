"""What a check is given: the library, the compiled curricula, and today's date. Checks read nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.diagnostics import Diagnostic
from iop_curriculum.rules.texts import Passage, front_passages, passages

Passages = tuple[Passage, ...]
Kept = dict[str, Passages]
"""Passages by the path of their document."""


@dataclass(frozen=True)
class Given:
    """Everything that a rule may look at. It is made for one run of the checks."""

    library: Library
    today: dt.date
    compiled: Mapping[str, CompiledCurriculum] = field(default_factory=dict)
    _front: Kept = field(default_factory=dict, repr=False, compare=False)
    _body: Kept = field(default_factory=dict, repr=False, compare=False)
    _text: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def body(self, document: Module | PatientDocument) -> Passages:
        """Return the passages of a document's text; they are kept, since most checks read them."""
        return self._kept(self._body, document, lambda: passages(document.blocks))

    def passages(self, document: Module | PatientDocument) -> Passages:
        """Return the passages of front matter that people read, then those of the text."""
        front = self._kept(self._front, document, lambda: front_passages(document))
        return (*front, *self.body(document))

    def has(self, document: Module | PatientDocument, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern stands anywhere in what `passages` returns: most patterns stand nowhere."""
        path = document.file.path
        if path not in self._text:
            self._text[path] = "\n".join(passage.text for passage in self.passages(document))
        return pattern.search(self._text[path]) is not None

    @staticmethod
    def _kept(kept: Kept, document: Module | PatientDocument, read: Callable[[], Passages]) -> Passages:
        found = kept.get(document.file.path)
        if found is None:
            found = kept[document.file.path] = read()
        return found


ModuleCheck = Callable[[Given, Module], Iterable[Diagnostic]]
"""Looks at one guide (and, where it must, at what the guide hands out)."""

PatientCheck = Callable[[Given, PatientDocument], Iterable[Diagnostic]]
"""Looks at one handout or worksheet."""

ProgramCheck = Callable[[Given], Iterable[Diagnostic]]
"""Looks at what belongs to no single document."""
