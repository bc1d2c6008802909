"""A compiled curriculum → calendars (iCalendar, RFC 5545): for staff with titles, for patients with none.

Each event keeps its UID while its place in the curriculum (track, week, day, part of the day) is the same, so that
importing a calendar again moves events instead of doubling them. A patient's calendar has one event a day that says
only "Appointment": who looks over a shoulder learns nothing (42 CFR Part 2 protects that somebody is a patient at
all).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from iop_curriculum.content.model import Library
from iop_curriculum.curricula.compiled import CompiledCurriculum, ProgrammeDay, Slot, Track
from iop_curriculum.outputs.artefacts import (
    Artefact,
    Job,
    curriculum_file,
    site_curriculum_file,
    site_patient_curriculum_file,
)
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.moment import source_moment

_PRODUCT = {"staff": "-//iop-curriculum//EN", "patient": "-//Calendar//EN"}
_APPOINTMENT = "Appointment"


def plan_calendars(inputs: Inputs) -> Iterable[Job]:
    """Plan a staff and a patient calendar for each track that has dates."""
    for compiled in inputs.compiled.values():
        sources = tuple(sorted({compiled.curriculum.file.path, *(m.file.path for m in compiled.modules)}))
        for track in compiled.tracks:
            if not track.days:
                continue
            labels = service_labels(inputs.library)
            code = compiled.curriculum.spec.patient_code
            for audience in ("staff", "patient"):
                name = f"{track.name}.{audience}.ics"
                for_staff = site_curriculum_file(compiled.slug, name)
                for_patients = site_patient_curriculum_file(code, name)
                artefact = Artefact(
                    curriculum_file(compiled.slug, name),
                    "curricula",
                    "calendar",
                    sources,
                    audience=audience,
                    links=(for_staff if audience == "staff" else for_patients,),
                )
                program = inputs.library.program.spec.id
                if audience == "staff":
                    yield Job(artefact, staff_calendar, (program, compiled, track, labels))
                else:
                    yield Job(artefact, patient_calendar, (program, compiled, track))


def service_labels(library: Library) -> tuple[tuple[str, str], ...]:
    """Return (service, its words) for all services of the vocabulary."""
    return tuple((key, library.vocabulary.label("services", key)) for key in library.vocabulary.spec.services)


def staff_calendar(
    program: str, compiled: CompiledCurriculum, track: Track, labels: tuple[tuple[str, str], ...]
) -> bytes:
    """Return a track's calendar for staff: an event for each session and each service; breaks are left free."""
    words = dict(labels)
    calendar = _calendar(f"{compiled.curriculum.spec.title}, {track.name}", _PRODUCT["staff"])
    for day in track.days:
        for number, slot in enumerate(day.slots, 1):
            if not (slot.countable or slot.session):
                continue
            event = _event(_uid(program, compiled, track, day, str(number)), slot.start, slot.end, _title(slot, words))
            if track.room:
                event.add("location", track.room)
            if slot.session:
                event.add("description", _description(slot))
            calendar.add_component(event)
    return _bytes(calendar, track)


def patient_calendar(program: str, compiled: CompiledCurriculum, track: Track) -> bytes:
    """Return a track's calendar for patients: one event a day, from the day's start to its end, that says nothing."""
    calendar = _calendar(_APPOINTMENT, _PRODUCT["patient"])
    for day in track.days:
        if day.slots:
            uid = _uid(program, compiled, track, day, "day", discreet=True)
            calendar.add_component(_event(uid, day.slots[0].start, day.slots[-1].end, _APPOINTMENT))
    return _bytes(calendar, track)


def _calendar(name: str, product: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _event(uid: str, start: object, end: object, title: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", source_moment())
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", title)
    return event


def _uid(
    program: str, compiled: CompiledCurriculum, track: Track, day: ProgrammeDay, part: str, *, discreet: bool = False
) -> str:
    """Return the identity of an event by its place; a patient's holds the neutral code alone."""
    spec = compiled.curriculum.spec
    if discreet:
        order = sorted(spec.tracks).index(track.name) + 1
        return f"{spec.patient_code.lower()}{order}-w{day.week}d{day.day}@appointment.invalid"
    return f"{program}-{compiled.slug}-{track.name}-w{day.week}d{day.day}-{part}@iop-curriculum.invalid"


def _title(slot: Slot, words: dict[str, str]) -> str:
    if slot.session:
        return f"{slot.session.code} {slot.session.module.spec.title}"
    return words.get(slot.service, slot.service)


def _description(slot: Slot) -> str:
    session = slot.session
    assert session is not None  # noqa: S101 - called for sessions only
    papers = ", ".join(f"{d.code} {d.document.spec.title}" for d in session.documents)
    lines = [session.module.spec.summary, f"To print: {papers}" if papers else ""]
    return "\n".join(filter(None, lines))


def _bytes(calendar: Calendar, track: Track) -> bytes:
    """Return the calendar with its time zone, for the years that it spans."""
    first, last = track.days[0].date, track.days[-1].date
    calendar.add_missing_timezones(dt.date(first.year - 1, 1, 1), dt.date(last.year + 1, 12, 31))
    return bytes(calendar.to_ical())
