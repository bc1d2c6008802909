"""Rolling admission: who joins on a day and stays so many weeks → what reaches them, what does not, and what they
lack.

In a rolling group a curriculum begins again when it ends, so a stay can run over its end; in a cohort it does not.
Nothing here is about a person: a stay is a track, a date and a length. Lengths and doses are minutes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iop_curriculum.content.blocks import Callout, CalloutKind, walk
from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.curricula.compiled import CompiledCurriculum, NumberedSession, Track
from iop_curriculum.curricula.schedule import NoOpenDayError, closed_dates, open_dates

# On-entry modules belong to a person's first two programme days, before-discharge ones to the last week.
ENTRY_DAYS = 2
LAST_DAYS = 7


@dataclass(frozen=True, slots=True)
class Stay:
    """A length of stay in one track: the first day, and how many weeks."""

    track: str
    start: dt.date
    weeks: int

    @property
    def end(self) -> dt.date:
        """The first day that is no longer part of the stay."""
        return self.start + dt.timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session on one day."""

    date: dt.date
    session: NumberedSession


@dataclass(frozen=True, slots=True)
class Gap:
    """A prerequisite that has not reached this person when the session comes. `bridged`: the guide makes up for it."""

    session: NumberedSession
    module: str
    bridged: bool
    hard: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """A module with a place in every stay (on entry, before discharge): when it comes, and whether in time."""

    module: Module
    date: dt.date | None
    in_time: bool


@dataclass(frozen=True)
class EntryReport:
    """What one stay receives. `minutes_by_condition` leaves out sessions for all conditions, counted under `all`."""

    stay: Stay
    received: tuple[Meeting, ...]
    missed: tuple[NumberedSession, ...]
    gaps: tuple[Gap, ...]
    first_safe: Meeting | None
    on_entry: tuple[Timed, ...]
    before_discharge: tuple[Timed, ...]
    minutes_by_topic: Mapping[str, int] = field(default_factory=dict)
    minutes_by_condition: Mapping[str, int] = field(default_factory=dict)

    @property
    def catch_up(self) -> tuple[PatientDocument, ...]:
        """The handouts of essential sessions that were missed."""
        papers = [d.document for session in self.missed if session.essential for d in session.documents]
        return tuple({paper.key: paper for paper in papers if paper.kind == "handout"}.values())


def entry_dates(compiled: CompiledCurriculum, track: Track) -> tuple[dt.date, ...]:
    """Return each programme day of one run of a track: all days on which somebody can join."""
    return tuple(day.date for day in track.days)


def entry_report(library: Library, compiled: CompiledCurriculum, stay: Stay) -> EntryReport:
    """Return what a stay receives and lacks. Raises `KeyError` for a track that does not exist."""
    meetings = tuple(_meetings(library, compiled, stay))
    received: dict[str, Meeting] = {}
    for meeting in meetings:
        received.setdefault(meeting.session.number, meeting)
    first = tuple(received.values())
    missed = tuple(s for s in compiled.sessions if s.number not in received)
    days = tuple(date for _, date in _numbered_days(library, compiled, stay))
    return EntryReport(
        stay=stay,
        received=meetings,
        missed=missed,
        gaps=tuple(_gaps(first)),
        first_safe=next((m for m in meetings if m.session.module.spec.entry == "open"), None),
        on_entry=_timed(compiled, meetings, "on-entry", set(days[:ENTRY_DAYS])),
        before_discharge=_timed(
            compiled, meetings, "before-discharge", {d for d in days if d >= stay.end - dt.timedelta(LAST_DAYS)}
        ),
        minutes_by_topic=_dose(first, "topics"),
        minutes_by_condition=_dose(first, "conditions"),
    )


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _numbered_days(library: Library, compiled: CompiledCurriculum, stay: Stay) -> Iterator[tuple[int, dt.date]]:
    """Yield (how many programme days since the curriculum's start, date) of the days in a stay."""
    spec = compiled.curriculum.spec
    if spec.start is None:
        return
    dates = open_dates(spec.start, spec.tracks[stay.track], closed_dates(library.program.spec.closures))
    try:
        for number, date in enumerate(dates):
            if date >= stay.end:
                return
            if date >= stay.start:
                yield number, date
    except NoOpenDayError:
        return


def _meetings(library: Library, compiled: CompiledCurriculum, stay: Stay) -> Iterator[Meeting]:
    track = next((t for t in compiled.tracks if t.name == stay.track), None)
    if track is None:
        raise KeyError(stay.track)
    if not track.days:
        return
    rolling = compiled.curriculum.spec.enrolment == "rolling"
    for number, date in _numbered_days(library, compiled, stay):
        if number >= len(track.days) and not rolling:
            return
        for session in track.days[number % len(track.days)].sessions:
            yield Meeting(date, session)


# ── judgement-free findings ──────────────────────────────────────────────────────────────────────────────────────────


def has_bridge(module: Module) -> bool:
    """Tell whether a guide carries a bridge for those who have missed what it builds on."""
    return any(isinstance(block, Callout) and block.kind is CalloutKind.BRIDGE for block in walk(module.blocks))


def _gaps(first: tuple[Meeting, ...]) -> Iterator[Gap]:
    seen: set[str] = set()
    for meeting in first:
        module = meeting.session.module
        for prerequisite in module.spec.prerequisites:
            if prerequisite.module not in seen:
                hard = prerequisite.need == "hard"
                yield Gap(meeting.session, prerequisite.module, has_bridge(module), hard)
        seen.add(module.slug)


def _timed(
    compiled: CompiledCurriculum, meetings: tuple[Meeting, ...], timing: str, in_time: set[dt.date]
) -> tuple[Timed, ...]:
    """Return when each module of a timing reaches the stay; the best of its dates counts."""
    out = []
    for module in dict.fromkeys(s.module.slug for s in compiled.sessions if s.module.spec.timing == timing):
        dates = [m.date for m in meetings if m.session.module.slug == module]
        good = [date for date in dates if date in in_time]
        date = next(iter(good or dates), None)
        found = next(s.module for s in compiled.sessions if s.module.slug == module)
        out.append(Timed(found, date, bool(good)))
    return tuple(out)


def _dose(first: tuple[Meeting, ...], key: str) -> dict[str, int]:
    minutes: Counter[str] = Counter()
    for meeting in first:
        spec = meeting.session.module.spec
        ids = spec.topics if key == "topics" else dict.fromkeys((*spec.conditions, *spec.adapted_for))
        for name in ids:
            minutes[name] += spec.session_minutes
    return dict(minutes.most_common())
