"""Curriculum pages: a compiled curriculum → week by week with numbers, and each track's days with dates and clock
times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iop_curriculum.content.model import Library
from iop_curriculum.curricula.compiled import CompiledCurriculum, NumberedSession, ProgrammeDay, Track
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.links import DocumentLinks, Link, document_links, href, module_link, pdf_href
from iop_curriculum.outputs.site.prerequisites import Graph, prerequisite_graph
from iop_curriculum.outputs.site.render import Page
from iop_curriculum.outputs.site.words import clock, day_and_date

ENROLMENT = {"rolling": "Rolling: people join in any week", "cohort": "Cohort: everybody starts together"}


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One numbered session."""

    code: str
    number: str
    module: Link
    summary: str
    minutes: int
    entry: str
    day: int
    essential: bool
    documents: tuple[DocumentLinks, ...]


@dataclass(frozen=True, slots=True)
class SlotView:
    """One stretch of a programme day."""

    time: str
    service: str
    minutes: int
    session: Link | None


@dataclass(frozen=True, slots=True)
class DayView:
    """One programme day of a track."""

    date: str
    day: int
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week of a track."""

    week: int
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """One track's calendar."""

    key: str
    name: str
    room: str
    weeks: tuple[WeekView, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A printable or importable file: its name, where it is, and what it is for."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class CurriculumView:
    """One curriculum."""

    title: str
    summary: str
    code: str
    weeks_total: int
    sessions_total: int
    minutes_total: int
    enrolment: str
    all_curricula: str
    serves: tuple[Link, ...]
    weeks: tuple[tuple[int, tuple[SessionRow, ...]], ...]
    tracks: tuple[TrackView, ...]
    graph: Graph | None
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class CurriculumRow:
    """One line of the list of curricula."""

    link: Link
    summary: str
    code: str
    weeks: int
    sessions: int
    tracks: str


@dataclass(frozen=True, slots=True)
class CurriculaView:
    """All curricula."""

    rows: tuple[CurriculumRow, ...]


def curriculum_pages(inputs: Inputs) -> Iterator[tuple[str, Page]]:
    """Yield (path without ending, page) for each curriculum and for their list."""
    yield "curricula/index", _list_page(inputs)
    for compiled in inputs.compiled.values():
        yield artefacts.curriculum_page(compiled.slug), _curriculum_page(inputs.library, compiled)


def _list_page(inputs: Inputs) -> Page:
    rows = tuple(
        CurriculumRow(
            link=Link(c.curriculum.spec.title, href("curricula/index", artefacts.curriculum_page(c.slug))),
            summary=c.curriculum.spec.summary,
            code=c.curriculum.spec.code,
            weeks=c.curriculum.spec.weeks,
            sessions=len(c.sessions),
            tracks=", ".join(_track_name(t.name) for t in c.tracks),
        )
        for c in inputs.compiled.values()
    )
    return Page("Curricula", "All curricula of this program", CurriculaView(rows), "curricula.html.j2")


def _curriculum_page(library: Library, compiled: CompiledCurriculum) -> Page:
    page, spec = artefacts.curriculum_page(compiled.slug), compiled.curriculum.spec
    view = CurriculumView(
        title=spec.title,
        summary=spec.summary,
        code=spec.code,
        weeks_total=spec.weeks,
        sessions_total=len(compiled.sessions),
        minutes_total=sum(m.spec.session_minutes for m in compiled.modules),
        enrolment=ENROLMENT[spec.enrolment],
        all_curricula=href(page, "curricula/index"),
        serves=tuple(
            Link(library.vocabulary.label("conditions", key), href(page, artefacts.term_page("conditions", key)))
            for key in spec.serves
        ),
        weeks=tuple((week, tuple(_row(page, s) for s in sessions)) for week, sessions in compiled.weeks()),
        tracks=tuple(_track(page, library, track) for track in compiled.tracks),
        graph=prerequisite_graph(compiled.modules),
        downloads=tuple(_downloads(page, compiled)),
    )
    return Page(spec.title, spec.summary or spec.title, view, "curriculum.html.j2")


def _row(page: str, session: NumberedSession) -> SessionRow:
    spec = session.module.spec
    return SessionRow(
        code=session.code,
        number=session.number,
        module=module_link(page, session.module),
        summary=spec.summary,
        minutes=spec.session_minutes,
        entry=spec.entry,
        day=session.day,
        essential=session.essential,
        documents=tuple(document_links(page, d.document, d.code) for d in session.documents),
    )


def _track(page: str, library: Library, track: Track) -> TrackView:
    weeks = dict.fromkeys(day.week for day in track.days)
    return TrackView(
        key=track.name,
        name=_track_name(track.name),
        room=track.room,
        weeks=tuple(
            WeekView(week, tuple(_day(page, library, day) for day in track.days if day.week == week)) for week in weeks
        ),
    )


def _track_name(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _day(page: str, library: Library, day: ProgrammeDay) -> DayView:
    slots = tuple(
        SlotView(
            time=clock(slot.start),
            service="Break" if slot.service == "break" else library.vocabulary.label("services", slot.service),
            minutes=slot.minutes,
            session=module_link(page, slot.session.module, slot.session.code) if slot.session else None,
        )
        for slot in day.slots
    )
    return DayView(day_and_date(day.date), day.day, slots)


def _downloads(page: str, compiled: CompiledCurriculum) -> Iterator[Download]:
    """What can be printed or taken into other programs."""
    slug, patient_code = compiled.slug, compiled.curriculum.spec.patient_code
    staff = {"Schedule and contents list (PDF)": "schedule.pdf", "Facilitator binder (PDF)": "binder.pdf"}
    patients = {"Workbook (PDF)": "workbook.pdf", "Workbook, large print (PDF)": "workbook-large.pdf"}
    others = {"Schedule (Excel)": "schedule.xlsx"}
    for track in compiled.tracks:
        others[f"{_track_name(track.name)} calendar (.ics)"] = f"{track.name}.staff.ics"
    for name, file in staff.items():
        yield Download(name, pdf_href(page, artefacts.site_curriculum_file(slug, file)))
    for name, file in patients.items():
        yield Download(name, pdf_href(page, artefacts.site_patient_curriculum_file(patient_code, file)))
    for name, file in others.items():
        yield Download(name, pdf_href(page, artefacts.site_curriculum_file(slug, file)))
