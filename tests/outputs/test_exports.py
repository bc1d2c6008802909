"""Calendars and spreadsheets, read back with other libraries than those that wrote them."""

import csv
import datetime as dt
import io
import re
from itertools import pairwise

import openpyxl
import pytest

from iop_curriculum.content.library import load
from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.outputs.calendar import plan_calendars
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.spreadsheet import plan_spreadsheets
from tests.content.test_library import MODULE, VOCABULARY, project

CURRICULUM = """\
title: Sunday Nights
code: SN
patient_code: W
level_of_care: none
enrolment: rolling
start: 2027-03-07
weeks: 2
tracks:
  late: {days: [sat], start: "23:30", room: Blue}
day:
  - {psychoeducation: true}
  - {break: 10}
  - {service: process-group, minutes: 300}
sessions: [the-alarm, formula]
"""
SERVICES = VOCABULARY.replace(
    "services: {",
    "services: {process-group: {label: Process group, countable: true}, break: {label: Break, countable: false}, ",
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    store = project(
        curriculum__vocabulary=SERVICES,
        curriculum__sunday_nights=CURRICULUM,
        modules__formula=MODULE.replace("title: Alarm", "title: '=1+1'"),
    )
    loaded = load(store)
    assert not loaded.diagnostics
    compiled = compile_all(loaded.value)
    inputs = Inputs(loaded.value, compiled.value)
    jobs = [*plan_calendars(inputs), *plan_spreadsheets(inputs)]
    return {job.artefact.path.rpartition("/")[2]: job.function(*job.arguments) for job in jobs}


def events(data: bytes) -> list[dict[str, str]]:
    """Read a calendar by hand: unfold the lines (RFC 5545, 3.1), then name and value of each line of an event."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    out: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            out.append({})
        elif out:
            out[-1].setdefault(name, value)
    return out


def test_staff_see_sessions_and_services(files):
    found = events(files["late.staff.ics"])
    assert [e["SUMMARY"] for e in found] == ["SN 1 Alarm", "Process group", "SN 2 =1+1", "Process group"]
    assert found[0]["LOCATION"] == "Blue"


def test_a_night_over_the_change_of_clocks_keeps_all_its_minutes(files):
    # Clocks go forward on 2027-03-14 at 2:00 in New York: 23:30 + 30 + 10 + 300 minutes is 6:10 by the clock.
    first_night = events(files["late.staff.ics"])[1]
    assert first_night["DTSTART;TZID=America/New_York"] == "20270314T001000"
    assert first_night["DTEND;TZID=America/New_York"] == "20270314T061000"


def test_a_patient_calendar_tells_nothing(files):
    data = files["late.patient.ics"]
    found = events(data)
    assert [e["SUMMARY"] for e in found] == ["Appointment", "Appointment"]
    assert not re.search(rb"alarm|group|sunday|test|iop|room|blue", data, re.IGNORECASE)


@pytest.mark.parametrize("name", ["late.staff.ics", "late.patient.ics"])
def test_identities_are_stable_and_single_and_events_never_overlap(files, name):
    found = events(files[name])
    assert len({e["UID"] for e in found}) == len(found)
    times = sorted((e["DTSTART;TZID=America/New_York"], e["DTEND;TZID=America/New_York"]) for e in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(times))
    assert all(len(line) <= 75 for line in files[name].split(b"\r\n"))


def test_the_spreadsheet_has_real_dates_and_times_and_no_formula(files):
    book = openpyxl.load_workbook(io.BytesIO(files["schedule.xlsx"]))
    page = book["Schedule"]
    assert page.freeze_panes == "A2"
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert rows[0][3:7] == (dt.datetime(2027, 3, 13), "Sat", dt.time(23, 30), dt.time(0, 0))
    titles = [row[10] for row in rows]
    assert "=1+1" in titles
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert [s.title for s in book] == ["Schedule", "Contents", "Coverage (minutes)", "Hours"]


def test_coverage_and_hours_add_up(files):
    book = openpyxl.load_workbook(io.BytesIO(files["schedule.xlsx"]))
    coverage = {row[0]: row[1:] for row in book["Coverage (minutes)"].iter_rows(values_only=True)}
    assert coverage["Topic"] == ("All conditions", "Anxiety")
    assert coverage["Coping"] == (None, 60)
    hours = list(book["Hours"].iter_rows(min_row=2, values_only=True))
    assert [row[5] for row in hours] == [5.5, 5.5]


def test_csv_is_read_by_excel_as_text(files):
    assert files["schedule.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(files["schedule.csv"].decode("utf-8-sig"))))
    assert rows[1][:7] == ["late", "1", "1", "2027-03-13", "Sat", "23:30", "00:00"]
    assert "'=1+1" in [row[10] for row in rows]
