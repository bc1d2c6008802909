"""A compiled curriculum: numbered sessions with their documents, and what happens on each track's days.

These are types only; `numbering.py` and `schedule.py` make them. Clock times are timezone-aware; lengths are minutes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from iop_curriculum.content.model import Curriculum, Module, PatientDocument


@dataclass(frozen=True)
class NumberedDocument:
    """A handout or worksheet with its place: letter A … Z, AA.

    `code` is for staff (`MH 7A`), `patient_code` for patients' paper (`W 7A`).
    """

    letter: str
    code: str
    patient_code: str
    document: PatientDocument


@dataclass(frozen=True)
class NumberedSession:
    """One session in its place: `number` is `7` or `7-1`.

    `week` and `day` count from 1; `day` is the track's nth day of the week.
    """

    number: str
    code: str
    patient_code: str
    week: int
    day: int
    module: Module
    documents: tuple[NumberedDocument, ...]
    essential: bool = False
    pinned: bool = False


@dataclass(frozen=True)
class Slot:
    """One stretch of a programme day.

    `session` is set for psychoeducation; `countable` minutes count towards a payer's hours.
    """

    service: str
    start: dt.datetime
    end: dt.datetime
    minutes: int
    countable: bool
    session: NumberedSession | None = None


@dataclass(frozen=True)
class ProgrammeDay:
    """One day of one track. `week` and `day` count from 1."""

    date: dt.date
    week: int
    day: int
    slots: tuple[Slot, ...]

    @property
    def sessions(self) -> tuple[NumberedSession, ...]:
        """The psychoeducation sessions of the day."""
        return tuple(slot.session for slot in self.slots if slot.session)


@dataclass(frozen=True)
class Track:
    """One track's calendar, in order of date."""

    name: str
    room: str
    days: tuple[ProgrammeDay, ...]


@dataclass(frozen=True)
class CompiledCurriculum:
    """A curriculum with everything placed and numbered."""

    curriculum: Curriculum
    sessions: tuple[NumberedSession, ...]
    tracks: tuple[Track, ...]

    @property
    def slug(self) -> str:
        """The curriculum file's name without `.yml`."""
        return self.curriculum.slug

    @property
    def modules(self) -> tuple[Module, ...]:
        """Its modules in session order."""
        return tuple(session.module for session in self.sessions)

    def weeks(self) -> tuple[tuple[int, tuple[NumberedSession, ...]], ...]:
        """Return (week, sessions) for each week from 1 on, empty weeks included."""
        return tuple(
            (week, tuple(s for s in self.sessions if s.week == week))
            for week in range(1, self.curriculum.spec.weeks + 1)
        )
