"""A curriculum's `plan:` → a problem in plain numbers, what can be said of it before solving, and the check of any
answer.

Nothing here solves (`planner.py` does), so a plan can be checked without a solver, and every answer of the solver is
verified by code that knows nothing of it. Amounts are minutes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from iop_curriculum.content.model import Curriculum, Library, Module
from iop_curriculum.content.schema import PlanSpec
from iop_curriculum.curricula.placing import Place, place_sessions, places


@dataclass(frozen=True)
class Problem:
    """A plan to make: which modules may stand at which places, and what they must do.

    `fixed` places are given (pins and frozen weeks); `previous` is where the present plan has each module, for
    stability.
    """

    curriculum: Curriculum
    places: tuple[Place, ...]
    modules: Mapping[str, Module]
    fixed: Mapping[Place, str]
    previous: Mapping[Place, str]
    spec: PlanSpec

    @property
    def rolling(self) -> bool:
        """Whether people join at any time."""
        return self.curriculum.spec.enrolment == "rolling"


Plan = Mapping[Place, str]
"""Which module stands at each place."""


class Shortfall(StrEnum):
    """What a plan can lack."""

    MISSING = "missing"
    LATE = "late"
    ORDER = "order"
    COVERAGE = "coverage"
    EMPTY = "empty"
    REPEATED = "repeated"
    HEAVY = "heavy"
    ENTRY = "entry"
    MOVED = "moved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a plan lacks, in words with figures. `amount` is minutes for coverage, else a count."""

    kind: Shortfall
    message: str
    amount: int = 1


@dataclass(frozen=True)
class Review:
    """What a plan lacks: `broken` must not be, `short` is told and may be, `notes` are preferences not met."""

    broken: tuple[Finding, ...] = ()
    short: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = field(default=())


# ── the problem ──────────────────────────────────────────────────────────────────────────────────────────────────────


def problem_of(library: Library, curriculum: Curriculum) -> Problem:
    """Return the planning problem of a curriculum; without `plan:`, one with no demands and the whole library as its
    pool.
    """
    spec = curriculum.spec.plan or PlanSpec()
    placed = place_sessions(curriculum).value
    sessions = curriculum.spec.sessions
    previous = {place: sessions[number].module for number, place in placed.items()}
    fixed = {
        place: sessions[number].module
        for number, place in placed.items()
        if sessions[number].pin or place.week <= spec.freeze_weeks
    }
    pool = _pool(library, spec)
    for slug in (*fixed.values(), *spec.must_include, *spec.by_week):
        if slug in library.modules:
            pool.setdefault(slug, library.modules[slug])
    order = {slug: number for number, slug in enumerate(library.modules)}
    modules = dict(sorted(pool.items(), key=lambda item: order[item[0]]))
    return Problem(curriculum, places(curriculum.spec), modules, fixed, previous, spec)


def _pool(library: Library, spec: PlanSpec) -> dict[str, Module]:
    wanted = spec.pool
    everything = not (wanted.conditions or wanted.topics or wanted.modules)
    return {
        slug: module
        for slug, module in library.modules.items()
        if slug not in wanted.leave_out
        and (
            everything
            or slug in wanted.modules
            or (wanted.conditions and set(conditions_of(module)) & {*wanted.conditions, "all"})
            or set(module.spec.topics) & set(wanted.topics)
        )
    }


def conditions_of(module: Module) -> tuple[str, ...]:
    """Return the conditions that a module is for or fully adapted for."""
    return tuple(dict.fromkeys((*module.spec.conditions, *module.spec.adapted_for)))


def demands(problem: Problem) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    """Yield (kind, id, minutes asked for, modules of the pool that count) for each demand of coverage."""
    for condition, minutes in problem.spec.coverage.conditions.items():
        yield (
            "condition",
            condition,
            minutes,
            tuple(s for s, m in problem.modules.items() if condition in conditions_of(m)),
        )
    for topic, minutes in problem.spec.coverage.topics.items():
        yield "topic", topic, minutes, tuple(s for s, m in problem.modules.items() if topic in m.spec.topics)


def orders(problem: Problem) -> tuple[tuple[str, str], ...]:
    """Return the pairs whose order is demanded: `before:`, and in a cohort hard prerequisites."""
    pairs = list(problem.spec.before)
    if not problem.rolling:
        pairs += [
            (p.module, slug) for slug, m in problem.modules.items() for p in m.spec.prerequisites if p.need == "hard"
        ]
    return tuple(dict.fromkeys(pairs))


def same_week(problem: Problem) -> tuple[tuple[str, str], ...]:
    """Return the pairs that must lie in one week, in order: hard prerequisites of a rolling group."""
    if not problem.rolling:
        return ()
    return tuple(
        (p.module, slug) for slug, m in problem.modules.items() for p in m.spec.prerequisites if p.need == "hard"
    )


def chains(problem: Problem) -> tuple[tuple[str, str], ...]:
    """Return the pairs that are better close and in order: soft prerequisites of which both are in the pool."""
    return tuple(
        (p.module, slug)
        for slug, module in problem.modules.items()
        for p in module.spec.prerequisites
        if p.need == "soft" and p.module in problem.modules
    )


def most_uses(problem: Problem) -> int:
    """Return how often a module can come at the most."""
    gap = problem.spec.repeat_after_weeks
    return 1 if gap is None else -(-problem.curriculum.spec.weeks // gap)


# ── before solving ───────────────────────────────────────────────────────────────────────────────────────────────────


def arithmetic(problem: Problem) -> tuple[Finding, ...]:
    """Return what can't be done whatever the order: too few minutes, too few places, pins that contradict demands."""
    return (*_unknown(problem), *_too_few_places(problem), *_too_few_minutes(problem), *_conflicts(problem))


def _unknown(problem: Problem) -> Iterator[Finding]:
    spec = problem.spec
    named = (*spec.must_include, *spec.by_week, *(slug for pair in spec.before for slug in pair), *spec.pool.modules)
    for slug in dict.fromkeys(named):
        if slug not in problem.modules:
            yield Finding(Shortfall.UNKNOWN, f"`{slug}` is named in `plan:`, but it is not in the pool.")


def _too_few_places(problem: Problem) -> Iterator[Finding]:
    needed = len({*problem.spec.must_include, *problem.spec.by_week, *problem.fixed.values()} & problem.modules.keys())
    if needed > len(problem.places):
        message = f"{needed} modules must be in the plan, but there are {len(problem.places)} places."
        yield Finding(Shortfall.MISSING, message, needed - len(problem.places))
    room = len(problem.modules) * most_uses(problem)
    if room < len(problem.places):
        message = f"There are {len(problem.places)} places, but the pool fills {room} at the most."
        yield Finding(Shortfall.EMPTY, message, len(problem.places) - room)


def _too_few_minutes(problem: Problem) -> Iterator[Finding]:
    for kind, name, minutes, slugs in demands(problem):
        most = sum(problem.modules[slug].spec.session_minutes for slug in slugs) * most_uses(problem)
        if most < minutes:
            message = f"The {kind} *{name}* is {minutes - most} minutes short: the pool has {most} of {minutes}."
            yield Finding(Shortfall.COVERAGE, message, minutes - most)


def _conflicts(problem: Problem) -> Iterator[Finding]:
    at: dict[str, list[Place]] = defaultdict(list)
    for place, slug in problem.fixed.items():
        at[slug].append(place)
    for first, second in orders(problem):
        if at.get(first) and at.get(second) and min(at[first]) >= min(at[second]):
            words = f"`{first}` is fixed to {_where(min(at[first]))}, `{second}` to {_where(min(at[second]))}"
            yield Finding(Shortfall.ORDER, f"{words}, but the first must come before the second.")
    for slug, week in problem.spec.by_week.items():
        if at.get(slug) and min(at[slug]).week > week:
            message = f"`{slug}` is fixed to {_where(min(at[slug]))}, but must come by week {week}."
            yield Finding(Shortfall.LATE, message)
    yield from _circle(problem)


def _circle(problem: Problem) -> Iterator[Finding]:
    """Report one circle among the demanded orders."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for first, second in orders(problem):
        sorter.add(second, first)
    try:
        sorter.prepare()
    except CycleError as error:
        circle = " → ".join(f"`{slug}`" for slug in error.args[1])
        yield Finding(Shortfall.ORDER, f"These can't come before each other: {circle}.")


def _where(place: Place) -> str:
    return f"week {place.week}, day {place.day}"


# ── after solving ────────────────────────────────────────────────────────────────────────────────────────────────────


def review(problem: Problem, plan: Plan) -> Review:
    """Return all that a plan breaks, lacks, or does not prefer. Independent of how the plan was made."""
    broken = (*_broken_places(problem, plan), *_repeats(problem, plan), *_wrong_orders(problem, plan))
    short = (*_left_out(problem, plan), *_empty(problem, plan), *_coverage_gaps(problem, plan))
    return Review(broken, short, tuple(_preferences(problem, plan)))


def _broken_places(problem: Problem, plan: Plan) -> Iterator[Finding]:
    known = set(problem.places)
    for place, slug in plan.items():
        if place not in known:
            yield Finding(Shortfall.UNKNOWN, f"`{slug}` stands at {_where(place)}, where there is no place.")
        if slug not in problem.modules:
            yield Finding(Shortfall.UNKNOWN, f"`{slug}` is not in the pool.")
    for place, slug in problem.fixed.items():
        if plan.get(place) != slug:
            yield Finding(Shortfall.MOVED, f"`{slug}` is fixed to {_where(place)}, but does not stand there.")


def _weeks(plan: Plan) -> dict[str, list[int]]:
    weeks: dict[str, list[int]] = defaultdict(list)
    for place, slug in sorted(plan.items()):
        weeks[slug].append(place.week)
    return weeks


def _repeats(problem: Problem, plan: Plan) -> Iterator[Finding]:
    gap = problem.spec.repeat_after_weeks
    for slug, weeks in _weeks(plan).items():
        for before, after in pairwise(weeks):
            if gap is None or after - before < gap:
                allowed = "only once" if gap is None else f"again only after {gap} weeks"
                message = f"`{slug}` comes in week {before} and again in week {after}; it may come {allowed}."
                yield Finding(Shortfall.REPEATED, message)


def _wrong_orders(problem: Problem, plan: Plan) -> Iterator[Finding]:
    first_at = _first_places(plan)
    for first, second in orders(problem):
        if second in first_at and (first not in first_at or first_at[first] >= first_at[second]):
            yield Finding(Shortfall.ORDER, f"`{first}` must come before `{second}`.")
    for first, second in same_week(problem):
        for place in (p for p, slug in plan.items() if slug == second):
            if not any(slug == first and p.week == place.week and p < place for p, slug in plan.items()):
                message = (
                    f"`{second}` needs `{first}` earlier in the same week ({place.week}): people join at any time."
                )
                yield Finding(Shortfall.ORDER, message)


def _first_places(plan: Plan) -> dict[str, Place]:
    first: dict[str, Place] = {}
    for place, slug in sorted(plan.items()):
        first.setdefault(slug, place)
    return first


def _left_out(problem: Problem, plan: Plan) -> Iterator[Finding]:
    first_at = _first_places(plan)
    for slug in problem.spec.must_include:
        if slug not in first_at:
            yield Finding(Shortfall.MISSING, f"`{slug}` must be in the plan, and is not.")
    for slug, week in problem.spec.by_week.items():
        if slug not in first_at or first_at[slug].week > week:
            now = f"comes in week {first_at[slug].week}" if slug in first_at else "is not in the plan"
            yield Finding(Shortfall.LATE, f"`{slug}` must come by week {week}; it {now}.")


def _empty(problem: Problem, plan: Plan) -> Iterator[Finding]:
    by_week = Counter(place.week for place in problem.places if place not in plan)
    for week, count in sorted(by_week.items()):
        yield Finding(Shortfall.EMPTY, f"Week {week} has {count} empty place{'s' if count > 1 else ''}.", count)


def _coverage_gaps(problem: Problem, plan: Plan) -> Iterator[Finding]:
    for kind, name, minutes, slugs in demands(problem):
        given = sum(problem.modules[slug].spec.session_minutes for slug in plan.values() if slug in slugs)
        if given < minutes:
            message = f"The {kind} *{name}* is {minutes - given} minutes short: the plan has {given} of {minutes}."
            yield Finding(Shortfall.COVERAGE, message, minutes - given)


def _preferences(problem: Problem, plan: Plan) -> Iterator[Finding]:
    for (week, day), slugs in _by_day(plan).items():
        heavy = [slug for slug in slugs if problem.modules[slug].spec.load == "heavy"]
        if len(heavy) > 1:
            names = " and ".join(f"`{slug}`" for slug in heavy)
            yield Finding(
                Shortfall.HEAVY, f"Week {week}, day {day} has {len(heavy)} heavy sessions: {names}.", len(heavy) - 1
            )
    if problem.rolling:
        for place in first_of_weeks(problem):
            slug = plan.get(place)
            if slug and problem.modules[slug].spec.entry == "sequenced":
                yield Finding(Shortfall.ENTRY, f"Week {place.week} begins with `{slug}`, which is no first session.")
    moved = [slug for place, slug in problem.previous.items() if plan.get(place) != slug and slug in plan.values()]
    if moved:
        yield Finding(Shortfall.MOVED, f"{len(moved)} sessions moved from their present place.", len(moved))


def _by_day(plan: Plan) -> dict[tuple[int, int], list[str]]:
    days: dict[tuple[int, int], list[str]] = defaultdict(list)
    for place, slug in sorted(plan.items()):
        days[place.week, place.day].append(slug)
    return days


def first_of_weeks(problem: Problem) -> Sequence[Place]:
    """Return the first place of each week."""
    first: dict[int, Place] = {}
    for place in problem.places:
        first.setdefault(place.week, place)
    return tuple(first.values())
