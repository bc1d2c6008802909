"""Letters and numbers are gapless, and printed ones stay."""

import pytest

from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.curricula.numbering import letter, number_sessions
from tests.curricula.project import CURRICULUM, handout, library, module, with_modules


@pytest.mark.parametrize(
    ("position", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_letters_go_on_after_z(position, letters):
    assert letter(position) == letters


@pytest.mark.parametrize(
    ("kept", "numbers"),
    [
        ([], ()),
        ([None, None, None], ("1", "2", "3")),
        (["7", None, "8"], ("7", "7-1", "8")),
        (["7", None, None, "8"], ("7", "7-1", "7-2", "8")),
        (["7", "7-1", None, "8"], ("7", "7-1", "7-2", "8")),
        (["7", None, "7-1", "8"], ("7", "7-2", "7-1", "8")),
        ([None, "1", "2"], ("0-1", "1", "2")),
        (["1", "2", None, None], ("1", "2", "3", "4")),
        (["3", "1", "2", None], ("3", "1", "2", "4")),
        (["1", "3"], ("1", "3")),
    ],
)
def test_kept_numbers_stay_and_new_ones_find_room(kept, numbers):
    assert number_sessions(kept) == numbers


def test_letters_run_over_handouts_then_worksheets_in_the_modules_order():
    files = {
        "modules/a.md": module(handouts="[two, one]", worksheets="[three]"),
        "handouts/one.md": handout(),
        "handouts/two.md": handout(),
        "worksheets/three.md": handout(),
        "curriculum/x.yml": CURRICULUM.replace("[a, b, c]", "[a]"),
    }
    session = compile_all(library(files)).value["x"].sessions[0]
    assert (session.code, session.patient_code) == ("FD 1", "F 1")
    assert [(d.code, d.patient_code, d.document.slug) for d in session.documents] == [
        ("FD 1A", "F 1A", "two"),
        ("FD 1B", "F 1B", "one"),
        ("FD 1C", "F 1C", "three"),
    ]


def test_an_inserted_session_leaves_printed_numbers_alone():
    sessions = 'renumber: never\nsessions: [{module: a, number: "1"}, c, {module: b, number: "2"}]'
    compiled = compile_all(with_modules(CURRICULUM.replace("sessions: [a, b, c]", sessions), "a", "b", "c"))
    assert [(s.module.slug, s.code) for s in compiled.value["x"].sessions] == [
        ("a", "FD 1"),
        ("c", "FD 1-1"),
        ("b", "FD 2"),
    ]
    assert compiled.diagnostics == ()


def test_numbers_kept_in_vain_and_twice_are_told():
    sessions = 'sessions: [{module: a, number: "1"}, b, c]'
    vain = compile_all(with_modules(CURRICULUM.replace("sessions: [a, b, c]", sessions), "a", "b", "c"))
    assert [d.code for d in vain.diagnostics] == ["PRG012"]
    sessions = 'renumber: never\nsessions: [{module: a, number: "1"}, {module: b, number: "1"}]'
    twice = compile_all(with_modules(CURRICULUM.replace("sessions: [a, b, c]", sessions), "a", "b"))
    assert [d.message for d in twice.diagnostics] == ["`b` keeps the number 1, which `a` has."]
