"""Writing a plan touches `sessions:` and nothing else."""

from iop_curriculum.content.library import load
from iop_curriculum.content.store import MemoryStore
from iop_curriculum.curricula.placing import Place
from iop_curriculum.curricula.plan_text import with_sessions
from iop_curriculum.curricula.planning import problem_of
from tests.content.test_library import HANDOUT, MODULE, PROGRAM, VOCABULARY

HEAD = """\
# Our first one
title: X   # the name
code: X
patient_code: W
level_of_care: none
enrolment: rolling
start: 2027-01-04
weeks: 2
tracks: {a: {days: [mon, tue], start: "09:00"}}
day: [{psychoeducation: true}]
"""
FILES = {
    "curriculum/program.yml": PROGRAM,
    "curriculum/vocabulary.yml": VOCABULARY,
    "handouts/alarm.md": HANDOUT,
    **{f"modules/m{n}.md": MODULE for n in range(4)},
}
PLACES = [Place(1, 1, 0), Place(1, 2, 0), Place(2, 1, 0), Place(2, 2, 0)]


def problem(sessions: str, tail: str = ""):
    library = load(MemoryStore({**FILES, "curriculum/x.yml": HEAD + sessions + tail})).value
    return problem_of(library, library.curricula["x"])


def test_items_take_their_pins_and_comments_along():
    p = problem("sessions:\n  - m1   # calm\n  - {module: m0, week: 2, day: 1, pin: true}\n", "\n# The end\n")
    text = with_sessions(p, dict(zip(PLACES, ["m2", "m1", "m0", "m3"], strict=True)))
    assert text == HEAD + (
        "sessions:\n  - m2\n  - m1   # calm\n  - {module: m0, week: 2, day: 1, pin: true}\n  - m3\n\n# The end\n"
    )


def test_a_short_list_becomes_a_long_one():
    text = with_sessions(problem("sessions: []\n"), dict(zip(PLACES, ["m0", "m1"], strict=False)))
    assert text == HEAD + "sessions:\n  - m0\n  - m1\n"


def test_without_sessions_they_come_last():
    assert with_sessions(problem(""), {PLACES[0]: "m0"}) == HEAD + "\nsessions:\n  - m0\n"


def test_behind_an_empty_place_sessions_name_theirs():
    text = with_sessions(problem("sessions: [m0]\n"), {PLACES[0]: "m0", PLACES[2]: "m1"})
    assert text.endswith("sessions:\n  - m0\n  - {module: m1, week: 2, day: 1}\n")
