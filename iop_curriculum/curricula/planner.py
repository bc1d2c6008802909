"""A planning problem → the best plan that OR-Tools CP-SAT finds, and whether it is proven to be the best.

One variable for each module on each program day. What must hold is a constraint; every amount that may fall short has a
shortfall variable, so that there is always an answer and what lacks can be told in figures. The same problem gives the
same plan: the solver's own clock is its deterministic one. Every answer is verified by `planning.review`, which knows
nothing of the solver.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from iop_curriculum.curricula.draft_plan import draft_plan
from iop_curriculum.curricula.placing import Place
from iop_curriculum.curricula.planning import (
    Plan,
    Problem,
    Review,
    chains,
    demands,
    first_of_weeks,
    most_uses,
    orders,
    review,
    same_week,
)

Day = tuple[int, int]  # week and day, from 1

HOW_TO_GET_IT = "Planning needs OR-Tools. Install it with: pip install 'iop-curriculum[plan]'"

# What an objective weighs: a higher one is never paid for with lower ones in plans of ordinary size.
MISSING = 1_000_000  # a module that must be in it, or comes too late
SHORT = 2_000  # a minute of coverage that lacks
EMPTY = 20_000  # a place without a session
HEAVY = 6_000  # a second heavy session on one day
ENTRY = 3_000  # a week that begins with no first session
MOVED = 400  # a session that leaves its present place
CHAIN = 8  # a program day between a session and what it builds on; fifty for the wrong order
SAME_TOPIC = 60  # a topic again too soon

_LARGE = 10_000
_WORKERS = 1  # one searches the same way on every machine


class PlannerMissingError(RuntimeError):
    """The solver is not installed; one sentence how to get it."""


@dataclass(frozen=True)
class Answer:
    """A plan, what it lacks, and whether it is proven that none is better."""

    plan: Plan
    review: Review
    proven: bool
    seconds: float


def solve(problem: Problem, seconds: float = 60.0, progress: Callable[[float], None] | None = None) -> Answer:
    """Return the best plan found within so many deterministic seconds. Raises `PlannerMissingError`.

    `progress` gets the objective of each better plan.
    """
    try:
        from ortools.sat.python import cp_model as solver_module  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        raise PlannerMissingError(HOW_TO_GET_IT) from error
    model = _Model(problem, solver_module)
    solver = solver_module.CpSolver()
    solver.parameters.random_seed = 0
    solver.parameters.num_search_workers = _WORKERS
    solver.parameters.max_deterministic_time = seconds
    # For a large problem the linear relaxation costs more time than it saves.
    solver.parameters.linearization_level = 2 if len(model.on) < _LARGE else 0
    watcher = _watcher(solver_module, progress) if progress else None
    status = solver.Solve(model.model, watcher) if watcher else solver.Solve(model.model)
    if status not in (solver_module.OPTIMAL, solver_module.FEASIBLE):
        return Answer(dict(problem.fixed), review(problem, problem.fixed), False, solver.WallTime())
    by_day: dict[Day, list[str]] = defaultdict(list)
    for (slug, day), x in model.on.items():
        if solver.Value(x):
            by_day[day].append(slug)
    plan = _in_places(problem, by_day)
    return Answer(plan, review(problem, plan), status == solver_module.OPTIMAL, solver.WallTime())


def _watcher(solver_module: Any, progress: Callable[[float], None]) -> Any:
    class Watcher(solver_module.CpSolverSolutionCallback):  # type: ignore[misc]
        def on_solution_callback(self) -> None:
            progress(self.ObjectiveValue())

    return Watcher()


class _Model:
    """The problem as constraints and costs, by program day: the order within a day is settled afterwards."""

    def __init__(self, problem: Problem, solver_module: Any) -> None:
        self._problem = problem
        self._weeks = range(1, problem.curriculum.spec.weeks + 1)
        self._room = Counter((place.week, place.day) for place in problem.places)
        self._days = sorted(self._room)
        self.model: Any = solver_module.CpModel()
        self.on: dict[tuple[str, Day], Any] = {
            (slug, day): self.model.NewBoolVar("") for slug in problem.modules for day in self._days
        }
        self._in_week = {
            (slug, week): sum(self.on[slug, day] for day in self._days if day[0] == week)
            for slug in problem.modules
            for week in self._weeks
        }
        self._used = {slug: sum(self.on[slug, day] for day in self._days) for slug in problem.modules}
        self._costs: list[Any] = []
        for add in (
            self._fill,
            self._repeat,
            self._order,
            self._must,
            self._cover,
            self._prefer,
            self._keep,
            self._link,
        ):
            add()
        self._vary()
        self.model.Minimize(sum(self._costs))
        for place, slug in draft_plan(problem).items():
            if slug in problem.modules:
                self.model.AddHint(self.on[slug, (place.week, place.day)], 1)

    def _cost(self, weight: int, what: Any) -> None:
        self._costs.append(weight * what)

    def _fill(self) -> None:
        for day, room in self._room.items():
            empty = self.model.NewIntVar(0, room, "")
            self.model.Add(sum(self.on[slug, day] for slug in self._problem.modules) + empty == room)
            self._cost(EMPTY, empty)
        for place, slug in self._problem.fixed.items():
            if slug in self._problem.modules:
                self.model.Add(self.on[slug, (place.week, place.day)] == 1)

    def _repeat(self) -> None:
        gap = self._problem.spec.repeat_after_weeks
        for slug in self._problem.modules:
            if gap is None:
                self.model.Add(self._used[slug] <= 1)
                continue
            for week in self._weeks:
                window = range(week, min(week + gap, self._weeks.stop))
                self.model.Add(sum(self._in_week[slug, w] for w in window) <= 1)

    def _order(self) -> None:
        for first, second in orders(self._problem):
            if first in self._problem.modules and second in self._problem.modules:
                until: list[Any] = []
                for day in self._days:
                    until.append(self.on[first, day])
                    self.model.Add(self.on[second, day] <= sum(until))
        for first, second in same_week(self._problem):
            for week, number in self._days:
                known = first in self._problem.modules
                earlier = [self.on[first, d] for d in self._days if known and d[0] == week and d[1] <= number]
                self.model.Add(self.on[second, (week, number)] <= sum(earlier))

    def _must(self) -> None:
        spec = self._problem.spec
        last = self._weeks.stop - 1
        demanded = [(slug, last) for slug in spec.must_include] + list(spec.by_week.items())
        for slug, week in demanded:
            if slug in self._problem.modules:
                missing = self.model.NewBoolVar("")
                in_time = sum(self._in_week[slug, w] for w in range(1, min(week, last) + 1))
                self.model.Add(in_time + missing >= 1)
                self._cost(MISSING, missing)

    def _cover(self) -> None:
        for _kind, _name, minutes, slugs in demands(self._problem):
            short = self.model.NewIntVar(0, minutes, "")
            given = sum(self._problem.modules[slug].spec.session_minutes * self._used[slug] for slug in slugs)
            self.model.Add(given + short >= minutes)
            self._cost(SHORT, short)

    def _prefer(self) -> None:
        """Not two heavy sessions on a day; in a rolling group each week begins with a session that fits as a first
        one.
        """
        modules = self._problem.modules
        heavy = [slug for slug, module in modules.items() if module.spec.load == "heavy"]
        for day, room in self._room.items():
            again = self.model.NewIntVar(0, room, "")
            self.model.Add(sum(self.on[slug, day] for slug in heavy) <= 1 + again)
            self._cost(HEAVY, again)
        if not self._problem.rolling:
            return
        fit = [slug for slug, module in modules.items() if module.spec.entry == "open"]
        for place in first_of_weeks(self._problem):
            unfit = self.model.NewBoolVar("")
            self.model.Add(sum(self.on[slug, (place.week, place.day)] for slug in fit) + unfit >= 1)
            self._cost(ENTRY, unfit)

    def _keep(self) -> None:
        for place, slug in self._problem.previous.items():
            if slug in self._problem.modules:
                self._cost(MOVED, 1 - self.on[slug, (place.week, place.day)])

    def _link(self) -> None:
        """Keep a session close behind what it builds on, in program days; only where each comes once at the most."""
        if most_uses(self._problem) > 1:
            return
        most = len(self._days)
        for first, second in chains(self._problem):
            both = self.model.NewBoolVar("")
            self.model.Add(self._used[first] + self._used[second] <= 1 + both)
            distance = self._when(second) - self._when(first)
            apart, backward = self.model.NewIntVar(0, most, ""), self.model.NewIntVar(0, most, "")
            self.model.Add(apart >= distance).OnlyEnforceIf(both)
            self.model.Add(backward >= -distance).OnlyEnforceIf(both)
            self._cost(CHAIN, apart)
            self._cost(50 * CHAIN, backward)

    def _when(self, slug: str) -> Any:
        return sum(number * self.on[slug, day] for number, day in enumerate(self._days))

    def _vary(self) -> None:
        """Prefer variety: not the same first topic again within the gap, counted in program days."""
        gap = self._problem.spec.topic_gap_days
        by_topic: dict[str, list[str]] = defaultdict(list)
        for slug, module in self._problem.modules.items():
            by_topic[next(iter(module.spec.topics), "")].append(slug)
        for slugs in by_topic.values():
            if len(slugs) < 2 or gap == 0:
                continue
            for start in range(len(self._days) - gap):
                window = [self.on[slug, day] for day in self._days[start : start + gap + 1] for slug in slugs]
                again = self.model.NewIntVar(0, len(window), "")
                self.model.Add(sum(window) <= 1 + again)
                self._cost(SAME_TOPIC, again)


def _in_places(problem: Problem, by_day: dict[Day, list[str]]) -> dict[Place, str]:
    """Put each day's modules into its places: fixed ones stay, what builds on another follows, open ones first."""
    pairs = {*orders(problem), *same_week(problem), *chains(problem)}
    plan = dict(problem.fixed)
    for day, slugs in by_day.items():
        free = [place for place in problem.places if (place.week, place.day) == day and place not in plan]
        settled = {plan[p] for p in problem.places if (p.week, p.day) == day and p in plan}
        plan.update(zip(free, _ordered(problem, [s for s in slugs if s not in settled], pairs), strict=False))
    return dict(sorted(plan.items()))


def _ordered(problem: Problem, slugs: list[str], pairs: set[tuple[str, str]]) -> list[str]:
    out: list[str] = []
    left = list(slugs)
    while left:
        ready = [s for s in left if not any((other, s) in pairs for other in left if other != s)] or left
        chosen = next((s for s in ready if problem.modules[s].spec.entry == "open"), ready[0])
        out.append(chosen)
        left.remove(chosen)
    return out
