"""All outputs, as one visible list. To add one: write its `plan`, add a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from iop_curriculum.content.model import Library
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.outputs.artefacts import Job, Part


@dataclass(frozen=True)
class Inputs:
    """What every output plans from. `compiled` is by curriculum slug."""

    library: Library
    compiled: Mapping[str, CompiledCurriculum]


@dataclass(frozen=True)
class Output:
    """A named family of artefacts."""

    name: str
    part: Part
    plan: Callable[[Inputs], Iterable[Job]]
