"""Numbered sessions → each track's calendar: dates, clock times, and everything that fills a program day.

Weeks run seven days from the curriculum's `start`; a track's day 1 is its first program day in that stretch. On a day
that the program is closed no group meets: the track's days move on in order to its next open day, and the track ends
that much later. So each session is held once, in order, with all of its minutes; the hours of a week with a closure
fall, which `rules/programme.py` tells.

Lengths are added in absolute time, so that a day across midnight or a change of clocks has all its minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from iop_curriculum.content.model import Library
from iop_curriculum.content.schema import Closure, CurriculumSpec, TrackSpec
from iop_curriculum.curricula.compiled import NumberedSession, ProgrammeDay, Slot, Track
from iop_curriculum.curricula.placing import Place, is_on

PSYCHOEDUCATION = "psychoeducation"
BREAK = "break"

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEARCHED = 732  # days in which an open day must be found


class NoOpenDayError(Exception):
    """No open program day within two years."""


Sessions = Mapping[Place, NumberedSession]


def closed_dates(closures: Sequence[Closure]) -> frozenset[dt.date]:
    """Return each date on which the program is closed, up to two years of each closure."""
    return frozenset(
        closure.from_ + dt.timedelta(days)
        for closure in closures
        for days in range(min((closure.to - closure.from_).days, 2 * _SEARCHED) + 1)
    )


def track_calendar(library: Library, spec: CurriculumSpec, name: str, sessions: Sessions, zone: ZoneInfo) -> Track:
    """Return one track's calendar. Raises `NoOpenDayError`. A curriculum without `start` has an empty one."""
    track = spec.tracks[name]
    if spec.start is None:
        return Track(name, track.room, ())
    dates = open_dates(spec.start, track, closed_dates(library.program.spec.closures))
    countable = frozenset(key for key, term in library.vocabulary.spec.services.items() if term.countable)
    days = []
    for week in range(1, spec.weeks + 1):
        for day in range(1, len(set(track.days)) + 1):
            date = next(dates)
            start = dt.datetime.combine(date, _clock(track.start), zone)
            days.append(ProgrammeDay(date, week, day, _slots(spec, (week, day), start, sessions, countable)))
    return Track(name, track.room, tuple(days))


def open_dates(start: dt.date, track: TrackSpec, closed: Collection[dt.date]) -> Iterator[dt.date]:
    """Yield the dates on which a track meets, from `start` on. Raises `NoOpenDayError`."""
    weekdays = {_WEEKDAYS.index(day) for day in track.days}
    date = start
    last_open = start
    while True:
        if date.weekday() in weekdays and date not in closed:
            yield date
            last_open = date
        if (date - last_open).days > _SEARCHED or date == dt.date.max:
            raise NoOpenDayError
        date += dt.timedelta(1)


def _clock(written: str) -> dt.time:
    hour, _, minute = written.partition(":")
    return dt.time(int(hour), int(minute))


def _slots(
    spec: CurriculumSpec,
    week_and_day: tuple[int, int],
    start: dt.datetime,
    sessions: Sessions,
    countable: Collection[str],
) -> tuple[Slot, ...]:
    """Return what fills one day, one after the other. A psychoeducation part without a session takes no time."""
    week, day = week_and_day
    slots = []
    at = later(start, 0)
    for number, part in enumerate(spec.day):
        if not is_on(part, day):
            continue
        session = sessions.get(Place(week, day, number)) if part.psychoeducation else None
        if session:
            service, minutes = PSYCHOEDUCATION, session.module.spec.session_minutes
        elif part.break_:
            service, minutes = BREAK, part.break_
        elif part.service and part.minutes:
            service, minutes = part.service, part.minutes
        else:
            continue
        end = later(at, minutes)
        slots.append(Slot(service, at, end, minutes, service in countable, session))
        at = end
    return tuple(slots)


def later(at: dt.datetime, minutes: int) -> dt.datetime:
    """Return the clock time so many real minutes later, in the same time zone."""
    return (at.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(at.tzinfo)
