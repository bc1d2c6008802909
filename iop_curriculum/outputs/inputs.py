"""What every output plans from, and what an output is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from iop_curriculum.content.model import Library
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.outputs.artefacts import Job, Part


@dataclass(frozen=True)
class Inputs:
    """A checked library and its curricula, compiled, by slug."""

    library: Library
    compiled: Mapping[str, CompiledCurriculum]


@dataclass(frozen=True)
class Output:
    """A named family of artefacts: `plan` returns a job for each."""

    name: str
    part: Part
    plan: Callable[[Inputs], Iterable[Job]]
