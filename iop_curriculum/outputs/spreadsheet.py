"""A compiled curriculum → a workbook (`.xlsx`) and a list (`.csv`): schedule, contents, coverage, hours.

Every text is written as text, never as a formula: a title that begins with `=` stays a title.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from iop_curriculum.content.model import Library
from iop_curriculum.curricula.compiled import CompiledCurriculum, Slot
from iop_curriculum.outputs.artefacts import Artefact, Job, curriculum_file, site_curriculum_file
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.moment import source_moment

Cell = str | int | float | dt.date | dt.time | None


@dataclass(frozen=True)
class Sheet:
    """A table for one page of the workbook; `widths` are in characters."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


_SCHEDULE = ("Track", "Week", "Day", "Date", "Weekday", "Start", "End", "Minutes", "Counts", "Number", "What", "Room")
# What a spreadsheet would read as the start of a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plan_spreadsheets(inputs: Inputs) -> Iterable[Job]:
    """Plan `schedule.xlsx` and `schedule.csv` for each curriculum."""
    for compiled in inputs.compiled.values():
        sheets = (
            schedule_sheet(inputs.library, compiled),
            contents_sheet(compiled),
            coverage_sheet(inputs.library, compiled),
            hours_sheet(compiled),
        )
        sources = tuple(sorted({compiled.curriculum.file.path, *(m.file.path for m in compiled.modules)}))
        title = compiled.curriculum.spec.title
        for name, job in (
            ("schedule.xlsx", (render_workbook, (title, sheets))),
            ("schedule.csv", (render_csv, (sheets[0],))),
        ):
            links = (site_curriculum_file(compiled.slug, name),)
            artefact = Artefact(
                curriculum_file(compiled.slug, name), "curricula", "spreadsheet", sources, audience="staff", links=links
            )
            yield Job(artefact, *job)


# ── the tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def schedule_sheet(library: Library, compiled: CompiledCurriculum) -> Sheet:
    """Return everything that happens on every day of every track."""
    rows: list[tuple[Cell, ...]] = []
    for track in compiled.tracks:
        for day in track.days:
            for slot in day.slots:
                number, what = _what(library, slot)
                when = (day.date, day.date.strftime("%a"), _clock(slot.start), _clock(slot.end))
                counts = "yes" if slot.countable else "no"
                rows.append((track.name, day.week, day.day, *when, slot.minutes, counts, number, what, track.room))
    return Sheet("Schedule", _SCHEDULE, tuple(rows), (10, 6, 6, 12, 9, 8, 8, 9, 8, 10, 36, 10))


def _clock(moment: dt.datetime) -> dt.time:
    return moment.time().replace(tzinfo=None)


def _what(library: Library, slot: Slot) -> tuple[str, str]:
    if slot.session:
        return slot.session.code, slot.session.module.spec.title
    return "", library.vocabulary.label("services", slot.service)


def contents_sheet(compiled: CompiledCurriculum) -> Sheet:
    """Return the numbered contents, with an empty column for the date on which each session was held."""
    rows: list[tuple[Cell, ...]] = []
    for session in compiled.sessions:
        where = (session.week, session.day, session.code)
        rows.append(
            (*where, session.module.spec.title, session.module.spec.session_minutes, session.module.spec.version, None)
        )
        for paper in session.documents:
            spec = paper.document.spec
            rows.append((session.week, session.day, paper.code, spec.title, None, spec.version, None))
    heads = ("Week", "Day", "Number", "Title", "Minutes", "Version", "Date completed")
    return Sheet("Contents", heads, tuple(rows), (6, 6, 10, 40, 9, 9, 16))


def coverage_sheet(library: Library, compiled: CompiledCurriculum) -> Sheet:
    """Return minutes by topic (rows) and condition (columns); a session for all conditions counts in its own column."""
    conditions = ["all", *library.vocabulary.spec.conditions]
    minutes: dict[tuple[str, str], int] = defaultdict(int)
    topics: dict[str, None] = {}
    for module in compiled.modules:
        for topic in module.spec.topics:
            topics[topic] = None
            for condition in dict.fromkeys((*module.spec.conditions, *module.spec.adapted_for)):
                minutes[topic, condition] += module.spec.session_minutes
    labels = [library.vocabulary.label("conditions", condition) for condition in conditions]
    rows = tuple(
        (library.vocabulary.label("topics", topic), *(minutes.get((topic, c)) for c in conditions)) for topic in topics
    )
    return Sheet("Coverage (minutes)", ("Topic", *labels), rows, (30, *(14 for _ in labels)))


def hours_sheet(compiled: CompiledCurriculum) -> Sheet:
    """Return the hours that count, by track and week: of the days, of the weekly services, and together."""
    weekly = sum(service.minutes for service in compiled.curriculum.spec.weekly)
    rows: list[tuple[Cell, ...]] = []
    for track in compiled.tracks:
        by_week: dict[int, list[Slot]] = defaultdict(list)
        for day in track.days:
            by_week[day.week] += [slot for slot in day.slots if slot.countable]
        for week, slots in sorted(by_week.items()):
            minutes = sum(slot.minutes for slot in slots)
            days = sum(1 for day in track.days if day.week == week)
            rows.append(
                (
                    track.name,
                    week,
                    days,
                    round(minutes / 60, 2),
                    round(weekly / 60, 2),
                    round((minutes + weekly) / 60, 2),
                )
            )
    heads = ("Track", "Week", "Days", "Hours in groups", "Weekly services", "Hours that count")
    return Sheet("Hours", heads, tuple(rows), (12, 6, 6, 16, 16, 16))


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def render_csv(sheet: Sheet) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, which Excel needs to read it as such."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _plain(value: Cell) -> str:
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return "'" + value
    return "" if value is None else str(value)


def render_workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return tables as an Excel workbook: real dates and times, frozen heads, filters, one page wide in print."""
    import xlsxwriter  # noqa: PLC0415 - heavy, and only this needs it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "created": source_moment().replace(tzinfo=None)})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF0"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "time": book.add_format({"num_format": "hh:mm", "align": "left"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    for sheet in sheets:
        _write_sheet(book, sheet, formats)
    book.close()
    return out.getvalue()


def _write_sheet(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    for column, (head, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, head, formats["head"])
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _write_cell(page, number, column, value, formats)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)


def _write_cell(page: Any, row: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    match value:
        case None:
            pass
        case dt.date():
            page.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), formats["date"])
        case dt.time():
            page.write_datetime(row, column, value, formats["time"])
        case str():
            page.write_string(row, column, value, formats["text"])
        case _:
            page.write_number(row, column, value)
