"""Dates, clock times and closures, by example and by property."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.curricula.schedule import later
from tests.curricula.project import CURRICULUM, PROGRAM, with_modules

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def tracks(curriculum, *slugs, closures=""):
    program = PROGRAM + (f"closures: {closures}\n" if closures else "")
    compiled = compile_all(with_modules(curriculum, *slugs, program=program))
    assert compiled.diagnostics == ()
    return compiled.value["x"].tracks


def test_a_day_is_filled_from_its_start_without_a_gap():
    [morning] = tracks(CURRICULUM, "a", "b", "c")
    first = morning.days[0]
    assert [(s.service, f"{s.start:%H:%M}", f"{s.end:%H:%M}", s.countable) for s in first.slots] == [
        ("psychoeducation", "09:00", "10:00", True),
        ("break", "10:00", "10:10", False),
        ("process-group", "10:10", "11:10", True),
    ]
    assert first.sessions[0].code == "FD 1"
    assert first.slots[0].start.utcoffset() == dt.timedelta(hours=-5)


def test_days_are_the_tracks_weekdays_from_the_start_on():
    [morning] = tracks(CURRICULUM, "a", "b", "c")
    dates = [(str(d.date), d.week, d.day) for d in morning.days]
    assert dates == [
        ("2027-01-04", 1, 1), ("2027-01-06", 1, 2), ("2027-01-08", 1, 3),
        ("2027-01-11", 2, 1), ("2027-01-13", 2, 2), ("2027-01-15", 2, 3),
    ]  # fmt: skip


def test_a_start_in_mid_week_makes_that_day_the_first():
    [morning] = tracks(CURRICULUM.replace("2027-01-04", "2027-01-06"), "a", "b", "c")
    assert [str(d.date) for d in morning.days[:3]] == ["2027-01-06", "2027-01-08", "2027-01-11"]


def test_a_closed_day_moves_on_and_so_does_all_after_it():
    [morning] = tracks(CURRICULUM, "a", "b", "c", closures="[{from: 2027-01-06, to: 2027-01-08, name: Storm}]")
    held = [(str(d.date), d.week, d.day, [s.code for s in d.sessions]) for d in morning.days]
    assert held == [
        ("2027-01-04", 1, 1, ["FD 1"]),
        ("2027-01-11", 1, 2, []),
        ("2027-01-13", 1, 3, ["FD 2"]),
        ("2027-01-15", 2, 1, ["FD 3"]),
        ("2027-01-18", 2, 2, []),
        ("2027-01-20", 2, 3, []),
    ]


def test_an_evening_goes_on_past_midnight():
    [evening] = tracks(CURRICULUM.replace('"09:00"', '"23:30"'), "a", "b", "c")
    ends = [s.end for s in evening.days[0].slots]
    assert [f"{end:%d %H:%M}" for end in ends] == ["05 00:30", "05 00:40", "05 01:40"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.datetime(2027, 3, 14, 1, 30), "03:30 -0400"),  # clocks go forward at 2
        (dt.datetime(2027, 11, 7, 1, 30), "01:30 -0500"),  # and back at 2
    ],
)
def test_an_hour_is_an_hour_when_clocks_change(start, end):
    zone = ZoneInfo("America/New_York")
    assert f"{later(start.replace(tzinfo=zone), 60):%H:%M %z}" == end


def test_a_start_that_clocks_leap_over_begins_at_a_time_that_exists():
    written = CURRICULUM.replace("2027-01-04", "2027-03-14").replace("[mon, wed, fri]", "[sun, mon, tue]")
    [night] = tracks(written.replace('"09:00"', '"02:30"'), "a", "b", "c")
    first = night.days[0].slots
    assert f"{first[0].start:%H:%M %z}" == "03:30 -0400"
    assert all(slot.end - slot.start == dt.timedelta(minutes=slot.minutes) for slot in first)


def test_a_closure_without_end_is_told():
    program = PROGRAM + "closures: [{from: 2027-01-01, to: 2072-01-01, name: Winter}]\n"
    compiled = compile_all(with_modules(CURRICULUM, "a", "b", "c", program=program))
    assert [d.code for d in compiled.diagnostics] == ["PRG015"]
    assert compiled.value["x"].tracks == ()


def test_a_day_that_runs_into_the_next_is_told():
    written = CURRICULUM.replace("[mon, wed, fri]", "[mon, tue, fri]").replace("minutes: 60}", "minutes: 600}")
    parts = "  - {service: process-group, minutes: 600}\n" * 3
    written = written.replace("sessions:", "renumber: always\nsessions:").replace("day:\n", f"day:\n{parts}", 1)
    compiled = compile_all(with_modules(written, "a", "b", "c"))
    assert [d.code for d in compiled.diagnostics] == ["PRG009"]


def test_without_a_start_there_are_numbers_but_no_dates():
    compiled = compile_all(with_modules(CURRICULUM.replace("start: 2027-01-04\n", ""), "a", "b", "c"))
    assert [d.code for d in compiled.diagnostics] == ["PRG014"]
    assert compiled.value["x"].sessions[0].code == "FD 1"
    assert compiled.value["x"].tracks[0].days == ()


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def schedules(draw):
    """A curriculum that fits: (its text, its modules, its closures)."""
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=5, unique=True))
    other = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=len(days), max_size=6, unique=True))
    weeks = draw(st.integers(1, 6))
    count = draw(st.integers(1, weeks * len(days)))
    start = draw(st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 1)))
    clock = f"{draw(st.integers(0, 23)):02}:{draw(st.sampled_from((0, 30)))!s:0>2}"
    closures = draw(
        st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=4).map(
            lambda pairs: [(start + dt.timedelta(a), start + dt.timedelta(a + b)) for a, b in pairs]
        )
    )
    fixed = draw(st.booleans())
    slugs = [f"m{number}" for number in range(count)]
    listed = [*slugs[:-1], f"{{module: {slugs[-1]}, week: {weeks}}}"] if fixed else slugs
    text = CURRICULUM.replace("weeks: 2", f"weeks: {weeks}").replace("2027-01-04", str(start))
    text = text.replace(
        '  morning: {days: [mon, wed, fri], start: "09:00"}\n',
        f'  one: {{days: [{", ".join(days)}], start: "{clock}"}}\n'
        f'  two: {{days: [{", ".join(other)}], start: "17:30"}}\n',
    )
    text = text.replace("[1, 3]", "true").replace("[a, b, c]", f"[{', '.join(listed)}]")
    return text, slugs, closures


@given(schedules())
def test_any_schedule_holds_each_session_once_in_order_on_open_days_without_overlap(schedule):
    text, slugs, closures = schedule
    written = ", ".join(f"{{from: {a}, to: {b}, name: Closed}}" for a, b in closures)
    program = PROGRAM + f"closures: [{written}]\n"
    compiled = compile_all(with_modules(text, *slugs, program=program))
    assert compiled.diagnostics == ()
    curriculum = compiled.value["x"]
    assert sorted(s.module.slug for s in curriculum.sessions) == sorted(slugs)
    assert [s.number for s in curriculum.sessions] == [str(n) for n in range(1, len(slugs) + 1)]
    for track in curriculum.tracks:
        held = [session for day in track.days for session in day.sessions]
        assert held == list(curriculum.sessions)
        assert not any(a <= day.date <= b for day in track.days for a, b in closures)
        weekdays = {WEEKDAYS.index(d) for d in curriculum.curriculum.spec.tracks[track.name].days}
        assert {day.date.weekday() for day in track.days} <= weekdays
        assert len(track.days) == curriculum.curriculum.spec.weeks * len(weekdays)
        slots = [slot for day in track.days for slot in day.slots]
        for slot in slots:
            elapsed = slot.end.astimezone(dt.UTC) - slot.start.astimezone(dt.UTC)
            assert elapsed == dt.timedelta(minutes=slot.minutes)
        assert all(before.end <= after.start for before, after in pairwise(slots))
        minutes = sum(slot.minutes for slot in slots)
        assert minutes == 60 * len(slugs) + 70 * len(track.days)
