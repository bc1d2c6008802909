"""Whoever joins on any day: received and missed are all; gaps, safe first session and timed modules are told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_curriculum.content.library import load
from iop_curriculum.content.store import MemoryStore
from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.curricula.entry import Stay, entry_dates, entry_report
from tests.content.test_library import HANDOUT, MODULE, PROGRAM, VOCABULARY

BRIDGE = "/// bridge\nKey points.\n///\n"


def module(name: str, extra: str = "", body: str = "") -> str:
    text = MODULE.replace("title: Alarm", f"title: {name}").replace("license:", extra + "license:")
    return text.replace("Hello.", f"Hello.\n\n{body}")


FILES = {
    "curriculum/program.yml": PROGRAM,
    "curriculum/vocabulary.yml": VOCABULARY,
    "handouts/alarm.md": HANDOUT,
    "modules/first.md": module("First", "timing: on-entry\n"),
    "modules/second.md": module("Second"),
    "modules/third.md": module("Third", "prerequisites: [second]\n", BRIDGE).replace("entry: open", "entry: sequenced"),
    "modules/fourth.md": module("Fourth", "prerequisites: [{module: third, need: hard}]\n"),
    "modules/last.md": module("Last", "timing: before-discharge\n"),
    "modules/fifth.md": module("Fifth"),
    "curriculum/mh.yml": """\
title: Test
code: MH
patient_code: W
level_of_care: none
enrolment: rolling
start: 2027-01-04
weeks: 3
tracks:
  morning: {days: [mon, wed], start: "09:00"}
day:
  - {psychoeducation: true}
sessions: [{module: first, essential: true}, second, third, fourth, fifth, last]
""",
}


def compiled(**changed):
    text = FILES["curriculum/mh.yml"]
    for old, new in changed.items():
        text = text.replace(f"{old}: rolling", f"{old}: {new}")
    library = load(MemoryStore({**FILES, "curriculum/mh.yml": text})).value
    return library, compile_all(library).value["mh"]


ROLLING = compiled()


def numbers(report):
    return [m.session.number for m in report.received]


def test_a_stay_over_the_end_of_a_rolling_curriculum_begins_it_again():
    report = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 18), 2))
    assert numbers(report) == ["5", "6", "1", "2"]
    assert [s.number for s in report.missed] == ["3", "4"]


def test_a_cohort_ends():
    report = entry_report(*compiled(enrolment="cohort"), Stay("morning", dt.date(2027, 1, 18), 2))
    assert numbers(report) == ["5", "6"]


def test_gaps_say_whether_the_guide_makes_up_for_them():
    report = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 11), 1))
    assert numbers(report) == ["3", "4"]
    assert [(g.session.number, g.module, g.bridged, g.hard) for g in report.gaps] == [("3", "second", True, False)]
    later = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 13), 1))
    assert [(g.module, g.bridged, g.hard) for g in later.gaps] == [("third", False, True)]


def test_the_first_safe_session_is_open():
    report = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 11), 2))
    assert report.first_safe.session.number == "4"


@pytest.mark.parametrize(("start", "in_time"), [("2027-01-04", True), ("2027-01-06", False), ("2027-01-20", True)])
def test_on_entry_modules_belong_to_the_first_two_days(start, in_time):
    report = entry_report(*ROLLING, Stay("morning", dt.date.fromisoformat(start), 3))
    assert [t.in_time for t in report.on_entry] == [in_time]


@pytest.mark.parametrize(("weeks", "in_time"), [(3, True), (2, False), (4, False)])
def test_before_discharge_modules_belong_to_the_last_week(weeks, in_time):
    report = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 4), weeks))
    assert [t.in_time for t in report.before_discharge] == [in_time]


def test_catch_up_holds_the_handouts_of_essential_missed_sessions():
    report = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 6), 1))
    assert [d.slug for d in report.catch_up] == ["alarm"]


def test_doses_are_minutes():
    report = entry_report(*ROLLING, Stay("morning", dt.date(2027, 1, 4), 3))
    assert report.minutes_by_topic == {"coping": 180}
    assert report.minutes_by_condition == {"anxiety": 180}


def test_an_unknown_track_is_named():
    with pytest.raises(KeyError, match="night"):
        entry_report(*ROLLING, Stay("night", dt.date(2027, 1, 4), 3))


@given(st.dates(dt.date(2026, 12, 1), dt.date(2027, 6, 1)), st.integers(1, 12))
def test_received_and_missed_are_all(start, weeks):
    library, curriculum = ROLLING
    report = entry_report(library, curriculum, Stay("morning", start, weeks))
    assert {*numbers(report)} | {s.number for s in report.missed} == {s.number for s in curriculum.sessions}
    assert not {*numbers(report)} & {s.number for s in report.missed}
    assert all(start <= m.date < report.stay.end for m in report.received)


def test_every_programme_day_is_an_entry_date():
    _, curriculum = ROLLING
    assert len(entry_dates(curriculum, curriculum.tracks[0])) == 6
