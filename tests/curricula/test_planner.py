"""Plans: what can't be done is said in figures before solving; what the solver answers is verified without it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_curriculum.content.library import load
from iop_curriculum.content.store import MemoryStore
from iop_curriculum.curricula.draft_plan import draft_plan
from iop_curriculum.curricula.placing import Place
from iop_curriculum.curricula.planner import solve
from iop_curriculum.curricula.planning import Shortfall, arithmetic, problem_of, review
from tests.content.test_library import HANDOUT, MODULE, PROGRAM, VOCABULARY

TOPICS = ("t0", "t1", "t2", "t3")
WORDS = VOCABULARY.replace("topics: {", "topics: {" + "".join(f"{t}: {{label: {t}}}, " for t in TOPICS))


def module(number: int, *, needs: str = "", heavy: bool = False, topic: str = "coping", minutes: int = 30) -> str:
    extra = f"prerequisites: [{needs}]\n" if needs else ""
    text = MODULE.replace("title: Alarm", f"title: M{number}").replace("[coping]", f"[{topic}]")
    text = text.replace("license:", extra + ("load: heavy\n" if heavy else "") + "license:")
    text = text.replace("session_minutes: 30", f"session_minutes: {minutes}").replace(
        "{minutes=20 cut=10}", f"{{minutes={minutes - 10}}}"
    )
    return text.replace("entry: open", "entry: sequenced") if needs else text


def problem(modules: dict[str, str], plan: str, *, weeks=2, days=2, sessions="[]", enrolment="rolling"):
    names = ["mon", "tue", "wed", "thu", "fri"][:days]
    files = {
        "curriculum/program.yml": PROGRAM,
        "curriculum/vocabulary.yml": WORDS,
        "handouts/alarm.md": HANDOUT,
        **{f"modules/{slug}.md": text for slug, text in modules.items()},
        "curriculum/x.yml": f"""\
title: X
code: X
patient_code: W
level_of_care: none
enrolment: {enrolment}
start: 2027-01-04
weeks: {weeks}
tracks: {{a: {{days: [{", ".join(names)}], start: "09:00"}}}}
day:
  - {{psychoeducation: true}}
  - {{psychoeducation: true}}
sessions: {sessions}
plan: {plan}
""",
    }
    loaded = load(MemoryStore(files))
    assert not loaded.has_errors, loaded.diagnostics
    return problem_of(loaded.value, loaded.value.curricula["x"])


FEW = {f"m{n}": module(n, topic=TOPICS[n % 4]) for n in range(8)}


def messages(findings):
    return [finding.message for finding in findings]


def test_every_place_is_filled_and_the_plan_is_proven_best():
    answer = solve(problem(FEW, "{}"))
    assert answer.proven
    assert sorted(answer.plan.values()) == sorted(FEW)
    assert answer.review.broken == answer.review.short == ()


def test_demands_hold():
    answer = solve(problem(FEW, "{must_include: [m7], by_week: {m6: 1}, before: [[m5, m4]]}"))
    place = {slug: p for p, slug in answer.plan.items()}
    assert place["m6"].week == 1
    assert place["m5"] < place["m4"]
    assert not answer.review.broken


def test_what_lacks_is_said_in_figures():
    p = problem(FEW, "{coverage: {topics: {t0: 540}}}")
    assert messages(arithmetic(p)) == ["The topic *t0* is 480 minutes short: the pool has 60 of 540."]
    answer = solve(p)
    assert messages(answer.review.short) == ["The topic *t0* is 480 minutes short: the plan has 60 of 540."]


def test_too_small_a_pool_is_told_by_week():
    answer = solve(problem({"m0": module(0)}, "{}"))
    assert sum(f.amount for f in answer.review.short if f.kind is Shortfall.EMPTY) == 7


def test_pins_that_contradict_an_order_are_named():
    sessions = "[{module: m1, week: 1, day: 1, pin: true}, {module: m0, week: 2, day: 1, pin: true}]"
    p = problem(FEW, "{before: [[m0, m1]]}", sessions=sessions)
    assert messages(arithmetic(p)) == [
        "`m0` is fixed to week 2, day 1, `m1` to week 1, day 1, but the first must come before the second."
    ]


def test_a_circle_is_named():
    found = messages(arithmetic(problem(FEW, "{before: [[m0, m1], [m1, m2], [m2, m0]]}")))
    assert len(found) == 1
    assert all(f"`m{n}`" in found[0] for n in range(3))


def test_pins_and_frozen_weeks_stay():
    sessions = "[m3, m2, m1, m0, {module: m7, week: 2, day: 2, pin: true}]"
    p = problem(FEW, "{freeze_weeks: 1}", sessions=sessions)
    answer = solve(p)
    assert [answer.plan[place] for place in p.places if place.week == 1] == ["m3", "m2", "m1", "m0"]
    assert answer.plan[Place(2, 2, 0)] == "m7"


def test_a_small_change_moves_few_sessions():
    sessions = "[m0, m1, m2, m3, m4, m5, m6]"
    before = problem(FEW, "{topic_gap_days: 0}", sessions=sessions)
    answer = solve(before)
    assert all(answer.plan[place] == slug for place, slug in before.previous.items())


def test_heavy_sessions_are_kept_apart():
    modules = {**FEW, "m0": module(0, heavy=True), "m1": module(1, heavy=True), "m2": module(2, heavy=True)}
    answer = solve(problem(modules, "{}"))
    assert not [f for f in answer.review.notes if f.kind is Shortfall.HEAVY]


def test_a_rolling_week_begins_with_an_open_session():
    modules = {**FEW, **{f"m{n}": module(n, needs="m0", topic=TOPICS[n % 4]) for n in range(2, 8)}}
    answer = solve(problem(modules, "{topic_gap_days: 0}"))
    assert not [f for f in answer.review.notes if f.kind is Shortfall.ENTRY]


def test_hard_prerequisites_lie_in_the_same_week_of_a_rolling_group():
    modules = {**FEW, "m3": module(3, needs="{module: m2, need: hard}")}
    answer = solve(problem(modules, "{must_include: [m3]}"))
    place = {slug: p for p, slug in answer.plan.items()}
    assert place["m2"].week == place["m3"].week
    assert place["m2"] < place["m3"]


def test_repeats_keep_their_distance():
    answer = solve(problem({f"m{n}": FEW[f"m{n}"] for n in range(4)}, "{repeat_after_weeks: 2}", weeks=4))
    assert not answer.review.broken
    assert set(answer.plan.values()) == {"m0", "m1", "m2", "m3"}


def test_the_review_sees_a_wrong_plan():
    p = problem(FEW, "{before: [[m0, m1]], must_include: [m7]}")
    wrong = dict(zip(p.places, ["m1", "m0", "m1"], strict=False))
    kinds = {f.kind for f in (*review(p, wrong).broken, *review(p, wrong).short)}
    assert kinds >= {Shortfall.ORDER, Shortfall.REPEATED, Shortfall.MISSING, Shortfall.EMPTY}


@pytest.mark.parametrize("enrolment", ["rolling", "cohort"])
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_no_answer_breaks_anything_and_the_same_problem_gives_the_same_plan(enrolment, seed):
    dice = random.Random(seed)
    modules = {}
    for number in range(dice.randint(3, 9)):
        needs = ""
        if number and dice.random() < 0.4:
            need = dice.choice(["soft", "hard"])
            needs = f"{{module: m{dice.randrange(number)}, need: {need}}}"
        modules[f"m{number}"] = module(number, needs=needs, heavy=dice.random() < 0.3, topic=dice.choice(TOPICS))
    gap = dice.choice(["", "repeat_after_weeks: 2, "])
    p = problem(
        modules, f"{{{gap}coverage: {{topics: {{t1: {dice.randint(30, 200)}}}}}}}", weeks=3, enrolment=enrolment
    )
    answer = solve(p, seconds=5)
    assert answer.review.broken == ()
    assert solve(p, seconds=5).plan == answer.plan
    assert review(p, draft_plan(p)).broken == ()
