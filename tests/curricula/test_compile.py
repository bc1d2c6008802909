"""What can't be put together is told in words, and the rest is still compiled."""

import pytest

from iop_curriculum.curricula.compile import compile_all
from tests.curricula.project import CURRICULUM, PROGRAM, library, module, with_modules


def faults(curriculum, *slugs, program=PROGRAM):
    return [(d.code, d.message) for d in compile_all(with_modules(curriculum, *slugs, program=program)).diagnostics]


def test_sessions_fill_the_places_in_their_order():
    compiled = compile_all(with_modules(CURRICULUM, "a", "b", "c"))
    assert compiled.diagnostics == ()
    places = [(s.code, s.module.slug, s.week, s.day) for s in compiled.value["x"].sessions]
    assert places == [("FD 1", "a", 1, 1), ("FD 2", "b", 1, 3), ("FD 3", "c", 2, 1)]


def test_a_fixed_session_keeps_its_place_and_numbers_follow_places():
    written = CURRICULUM.replace("[a, b, c]", "[a, b, {module: c, week: 1, day: 1, pin: true, essential: true}]")
    sessions = compile_all(with_modules(written, "a", "b", "c")).value["x"].sessions
    assert [(s.code, s.module.slug, s.week, s.day) for s in sessions] == [
        ("FD 1", "c", 1, 1),
        ("FD 2", "a", 1, 3),
        ("FD 3", "b", 2, 1),
    ]
    assert sessions[0].pinned and sessions[0].essential


def test_an_unfixed_session_leaves_the_last_place_that_a_fixed_one_needs():
    written = CURRICULUM.replace("[a, b, c]", "[a, {module: b, week: 1}, {module: c, week: 1, day: 3}]")
    places = {
        s.module.slug: (s.week, s.day) for s in compile_all(with_modules(written, "a", "b", "c")).value["x"].sessions
    }
    assert places == {"a": (2, 1), "b": (1, 1), "c": (1, 3)}


@pytest.mark.parametrize(
    ("sessions", "message"),
    [
        ("[{module: a, week: 9}]", "`a` is fixed to week 9, where there is no psychoeducation. There is: 2 weeks, with "
         "psychoeducation on day 1 and 3."),
        ("[{module: a, day: 2}]", "`a` is fixed to day 2, where there is no psychoeducation. There is: 2 weeks, with "
         "psychoeducation on day 1 and 3."),
        ("[{module: a, week: 1, day: 1}, {module: b, week: 1, day: 1}]",
         "`b` is fixed to week 1, day 1, which is already filled by `a`."),
        ("[a, b, c, d, e]", "There are 5 sessions but 4 places (2 weeks × 2 a week): `e` has none."),
    ],
)  # fmt: skip
def test_impossible_places_are_told_with_what_there_is(sessions, message):
    slugs = ["a", "b", "c", "d", "e"]
    assert [m for _, m in faults(CURRICULUM.replace("[a, b, c]", sessions), *slugs)] == [message]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("{service: process-group}", "PRG004"),
        ("{break: 10, service: process-group, minutes: 5}", "PRG004"),
        ("{minutes: 5}", "PRG004"),
        ("{break: 5, on: [4]}", "PRG008"),
        ("{psychoeducation: [0]}", "PRG008"),
    ],
)
def test_an_unclear_part_of_the_day_is_told(part, code):
    written = CURRICULUM.replace("  - {break: 10}\n", f"  - {part}\n")
    assert [c for c, _ in faults(written, "a", "b", "c")] == [code]


def test_a_prerequisite_that_comes_later_names_both_places():
    files = {
        "modules/a.md": module(prerequisites="[b]"),
        "modules/b.md": module(),
        "curriculum/x.yml": CURRICULUM.replace("[a, b, c]", "[a, b]"),
    }
    [told] = compile_all(library(files)).diagnostics
    assert told.code == "PRG010"
    assert told.message == "FD 1 `a` (week 1, day 1) builds on FD 2 `b`, which comes later (week 1, day 3)."


def test_codes_are_unique_in_the_program():
    files = {"modules/a.md": module(), "curriculum/x.yml": CURRICULUM.replace("[a, b, c]", "[a]")}
    files["curriculum/y.yml"] = files["curriculum/x.yml"].replace("patient_code: F", "patient_code: FD")
    told = [(d.code, d.message) for d in compile_all(library(files)).diagnostics]
    assert told == [("PRG005", "`FD` is already the `code` of x."), ("PRG005", "`FD` is already the `code` of x.")]


def test_faults_of_the_program_are_told_once():
    program = PROGRAM.replace("America/New_York", "Eastern") + (
        "closures: [{from: 2027-01-19, to: 2027-01-18, name: Holiday}]\nrule_packs: [medicare]\n"
    )
    assert [code for code, _ in faults(CURRICULUM, "a", "b", "c", program=program)] == ["PRG006", "PRG013", "PRG011"]


def test_a_module_that_is_missing_is_left_out_without_a_gap_in_the_numbers():
    from tests.curricula.project import loaded  # noqa: PLC0415

    checked = loaded({"modules/a.md": module(), "modules/c.md": module(), "curriculum/x.yml": CURRICULUM})
    assert [d.code for d in checked.diagnostics] == ["REF001"]
    compiled = compile_all(checked.value)
    assert [(s.code, s.module.slug, s.week, s.day) for s in compiled.value["x"].sessions] == [
        ("FD 1", "a", 1, 1),
        ("FD 2", "c", 2, 1),
    ]
