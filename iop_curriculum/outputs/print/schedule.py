"""A compiled curriculum → its printable schedule: each track's dates, then all sessions and papers with a box to date.

For staff. What a group works on each day is here; who came is not, and never will be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iop_curriculum.curricula.compiled import CompiledCurriculum, NumberedSession, ProgrammeDay, Track
from iop_curriculum.outputs.print.context import PrintContext
from iop_curriculum.outputs.print.dates import date_words, time_words
from iop_curriculum.outputs.print.documents import GUIDE_LANGUAGE, Details, locale, render
from iop_curriculum.outputs.print.grids import Entry, grid
from iop_curriculum.outputs.print.metadata import Properties
from iop_curriculum.outputs.print.pictures import Pictures
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import Sheet

_ENROLMENT = {"rolling": "people may join in any week", "cohort": "one group from beginning to end"}


def render_schedule(compiled: CompiledCurriculum, context: PrintContext) -> bytes:
    """Return the schedule and the contents list of a curriculum."""
    spec = compiled.curriculum.spec

    def make(sheet: Sheet, root: Element) -> list[Any]:
        story = Story(sheet, GUIDE_LANGUAGE, Pictures({}, ""), (), fillable=False)
        return schedule_story(compiled, context, story, root)

    title = f"{spec.title}: schedule"
    properties = Properties(title, locale(GUIDE_LANGUAGE, context.program))
    sheet = Sheet("guide", context.program.paper)
    return render(make, sheet, Details(properties, GUIDE_LANGUAGE, f"{title} · {context.program.name}"))


def schedule_story(
    compiled: CompiledCurriculum,
    context: PrintContext,
    story: Story,
    root: Element,
    targets: Mapping[str, str] | None = None,
) -> list[Any]:
    """Return the flowables of a schedule and of the list of all sessions and papers."""
    spec = compiled.curriculum.spec
    made: list[Any] = [story.title(spec.title, root)]
    if spec.summary:
        made.append(story.text(spec.summary, story.sheet.lead, root))
    weeks = "1 week" if spec.weeks == 1 else f"{spec.weeks} weeks"
    glance = f"{spec.code} · {weeks} · {len(compiled.sessions)} sessions · {_ENROLMENT[spec.enrolment]}"
    made.append(story.text(glance, story.sheet.body, root))
    dated = [track for track in compiled.tracks if track.days]
    for track in dated:
        made += _track(story, root, track, compiled, context)
    if not dated:
        made += _undated(story, root, compiled)
    return made + contents_list(story, root, compiled, targets)


def _track(story: Story, root: Element, track: Track, compiled: CompiledCurriculum, context: PrintContext) -> list[Any]:
    where = f", room {track.room}" if track.room else ""
    heading = story.heading(f"{track.name.replace('-', ' ').capitalize()} track{where}", root, 2)
    em = story.sheet.size
    rows = []
    week = 0
    for day in track.days:
        number = Entry(str(day.week) if day.week != week else "", bold=True)
        rows.append([number, Entry(date_words(day.date)), *_day(day, context)])
        week = day.week
    widths = [em * 3.6, em * 9.6, em * 7, 0.0]
    return [heading, grid(story, root, ("Week", "Date", "From", "Sessions and services"), rows, widths)]


def _day(day: ProgrammeDay, context: PrintContext) -> tuple[Entry, Entry]:
    """Return when a day begins and what is on it: sessions first, the other services with their times below."""
    slots = [slot for slot in day.slots if slot.service != "break"]
    name = context.program.locale
    sessions = [_session_words(slot.session) for slot in slots if slot.session]
    others = [
        f"{context.label('services', slot.service)} {time_words(slot.start, name)}"
        for slot in slots
        if not slot.session
    ]
    start = Entry(time_words(slots[0].start, name)) if slots else Entry()
    if not sessions:
        return start, Entry(" · ".join(others))
    return start, Entry(" · ".join(sessions), bold=True, below=" · ".join(others))


def _session_words(session: NumberedSession) -> str:
    return f"{session.code}  {session.module.spec.title}" + (" (essential)" if session.essential else "")


def _undated(story: Story, root: Element, compiled: CompiledCurriculum) -> list[Any]:
    """Set the weeks of a curriculum without a date to start on."""
    rows = [
        [
            Entry(str(week) if i == 0 else "", bold=True),
            Entry(str(session.day)),
            Entry(_session_words(session), bold=True),
        ]
        for week, sessions in compiled.weeks()
        for i, session in enumerate(sessions)
    ]
    em = story.sheet.size
    return [
        story.heading("Week by week", root, 2),
        grid(story, root, ("Week", "Day", "Session"), rows, (em * 3.6, em * 3.6, 0.0)),
    ]


def contents_list(
    story: Story, root: Element, compiled: CompiledCurriculum, targets: Mapping[str, str] | None = None
) -> list[Any]:
    """Set all sessions with their handouts and worksheets, each with a line for the date on which it was done.

    `targets` are links by number: what is bound with the list.
    """
    targets = targets or {}
    rows = []
    for session in compiled.sessions:
        title = session.module.spec.title
        blank = f"Date completed: {session.code}"
        target = targets.get(session.code, "")
        rows.append([Entry(session.code, bold=True), Entry(title, bold=True, target=target), Entry(blank=blank)])
        for numbered in session.documents:
            kind = numbered.document.kind.capitalize()
            blank = f"Date completed: {numbered.code}"
            rows.append([Entry(numbered.code), Entry(f"{kind}: {numbered.document.spec.title}"), Entry(blank=blank)])
    header = ("Number", "Session, handouts, worksheets", "Date completed")
    return [story.heading("Contents", root, 2), grid(story, root, header, rows, contents_widths(story))]


def contents_widths(story: Story) -> tuple[float, float, float]:
    """Return the widths of a contents list: number, title, date."""
    return (story.sheet.size * 6, 0.0, story.sheet.size * 10)
