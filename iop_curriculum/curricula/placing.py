"""Sessions → places: which week, which program day, in which psychoeducation part of it.

Sessions fill the places in the order in which they are listed; one that names a week, a day or both goes there, and
an unfixed one never takes the last place that a fixed one needs. Dates are not known here (`schedule.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iop_curriculum.content.model import Curriculum
from iop_curriculum.content.schema import CurriculumSpec, DayPart, PlacedSession
from iop_curriculum.curricula import faults
from iop_curriculum.diagnostics import Checked, Diagnostic


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Week and day count from 1; `part` is the line of `day:`, from 0."""

    week: int
    day: int
    part: int


Placing = dict[int, Place]
"""The place of each session, by its number in `sessions:` from 0."""


def day_count(spec: CurriculumSpec) -> int:
    """Return how many program days a week has in every track: those of the track with the fewest."""
    return min(len(set(track.days)) for track in spec.tracks.values())


def is_on(part: DayPart, day: int) -> bool:
    """Tell whether a part of the day takes place on a track's nth day."""
    chosen = part.on or (part.psychoeducation if isinstance(part.psychoeducation, tuple) else ())
    return not chosen or day in chosen


def places(spec: CurriculumSpec) -> tuple[Place, ...]:
    """Return all places for psychoeducation, in order of time."""
    parts = [number for number, part in enumerate(spec.day) if part.psychoeducation]
    return tuple(
        Place(week, day, part)
        for week in range(1, spec.weeks + 1)
        for day in range(1, day_count(spec) + 1)
        for part in parts
        if is_on(spec.day[part], day)
    )


def place_sessions(curriculum: Curriculum) -> Checked[Placing]:
    """Give each session its place; those that have none are told and left out."""
    spec = curriculum.spec
    free = places(spec)
    wanted = {number: _candidates(session, free) for number, session in enumerate(spec.sessions) if _is_fixed(session)}
    reserved = _Reservations(wanted)
    placing: Placing = {}
    left_over: list[int] = []
    taken: set[Place] = set()
    for number in range(len(spec.sessions)):
        if number in reserved.without_place:
            continue
        candidates = wanted.get(number, free)
        chosen = next((p for p in candidates if p not in taken and reserved.can_give(p, number)), None)
        if chosen is None:
            left_over.append(number)
            continue
        placing[number] = chosen
        taken.add(chosen)
    found = [_unplaced(curriculum, number, wanted[number], placing) for number in sorted(reserved.without_place)]
    if left_over:
        found.append(_too_many(curriculum, left_over[0], len(free)))
    return Checked(placing, tuple(found))


def _is_fixed(session: PlacedSession) -> bool:
    return session.week is not None or session.day is not None


def _candidates(session: PlacedSession, free: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(place for place in free if session.week in (None, place.week) and session.day in (None, place.day))


class _Reservations:
    """Keeps a place for every fixed session that is still to come (a matching, mended by augmenting paths)."""

    def __init__(self, wanted: Mapping[int, Sequence[Place]]) -> None:
        self._wanted = wanted
        self._holder: dict[Place, int] = {}
        self._given: set[Place] = set()
        fewest_first = sorted(wanted, key=lambda number: (len(wanted[number]), number))
        self.without_place = {number for number in fewest_first if not self._reserve(number)}

    def can_give(self, place: Place, number: int) -> bool:
        """Give a place to a session for good if all fixed ones to come still find theirs; tell whether it was."""
        before = dict(self._holder)
        holder = self._holder.get(place)
        for own in [p for p, n in self._holder.items() if n == number]:
            del self._holder[own]
        self._holder.pop(place, None)
        self._given.add(place)
        if holder in (None, number) or self._reserve(holder):
            return True
        self._given.discard(place)
        self._holder = before
        return False

    def _reserve(self, number: int | None) -> bool:
        """Find a place for one more session, moving others if need be."""
        if number is None:
            return True
        came_from: dict[Place, tuple[int, Place | None]] = {}
        open_sessions: deque[tuple[int, Place | None]] = deque([(number, None)])
        while open_sessions:
            session, via = open_sessions.popleft()
            for place in self._wanted[session]:
                if place in self._given or place in came_from:
                    continue
                came_from[place] = (session, via)
                if place not in self._holder:
                    self._move_along(place, came_from)
                    return True
                open_sessions.append((self._holder[place], place))
        return False

    def _move_along(self, place: Place, came_from: Mapping[Place, tuple[int, Place | None]]) -> None:
        at: Place | None = place
        while at is not None:
            session, via = came_from[at]
            self._holder[at] = session
            at = via


def _unplaced(curriculum: Curriculum, number: int, wanted: Sequence[Place], placing: Placing) -> Diagnostic:
    spec = curriculum.spec
    session = spec.sessions[number]
    where = _where(session)
    span = curriculum.file.span_of("sessions", number)
    if not wanted:
        days = sorted({place.day for place in places(spec)})
        has = f"{spec.weeks} weeks, with psychoeducation on day {' and '.join(map(str, days))}" if days else "none"
        message = f"`{session.module}` is fixed to {where}, where there is no psychoeducation. There is: {has}."
        return faults.IMPOSSIBLE_PLACE.at(curriculum.file.source, span, message)
    others = [spec.sessions[other].module for other, place in sorted(placing.items()) if place in wanted]
    names = ", ".join(f"`{name}`" for name in others)
    message = f"`{session.module}` is fixed to {where}, which is already filled by {names}."
    return faults.PLACE_TAKEN.at(curriculum.file.source, span, message)


def _where(session: PlacedSession) -> str:
    parts = (("week", session.week), ("day", session.day))
    return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


def _too_many(curriculum: Curriculum, first: int, count: int) -> Diagnostic:
    spec = curriculum.spec
    each = count // spec.weeks
    message = (
        f"There are {len(spec.sessions)} sessions but {count} places ({spec.weeks} weeks × {each} a week): "
        f"`{spec.sessions[first].module}` has none."
    )
    return faults.TOO_MANY_SESSIONS.at(curriculum.file.source, curriculum.file.span_of("sessions", first), message)
