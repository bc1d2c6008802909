"""A planning problem → a plain first plan, day by day, that breaks nothing: where the solver starts from.

It takes the most wanted module for each place and never looks back, so it can fall short where the solver would not.
"""

from __future__ import annotations

from collections import defaultdict

from iop_curriculum.curricula.placing import Place
from iop_curriculum.curricula.planning import Problem, chains, demands, first_of_weeks, most_uses, orders, same_week

_NEVER = -1


def draft_plan(problem: Problem) -> dict[Place, str]:
    """Return a plan that holds all fixed places and breaks no order and no gap between repeats."""
    draft = _Draft(problem)
    for place in problem.places:
        if place in problem.fixed:
            draft.put(place, problem.fixed[place])
            continue
        free = [slug for slug in problem.modules if draft.may(place, slug)]
        if free:
            draft.put(place, max(free, key=lambda slug: draft.wish(place, slug)))
    return draft.plan


class _Draft:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.plan: dict[Place, str] = {}
        self._weeks_of: dict[str, list[int]] = defaultdict(list)
        for place, slug in problem.fixed.items():
            self._weeks_of[slug].append(place.week)
        self._days = {day: n for n, day in enumerate(dict.fromkeys((p.week, p.day) for p in problem.places))}
        self._topic_day: dict[str, int] = {}
        self._given: dict[str, int] = defaultdict(int)
        self._needs: dict[str, list[str]] = defaultdict(list)
        self._week_needs: dict[str, list[str]] = defaultdict(list)
        for first, second in orders(problem):
            self._needs[second].append(first)
        for first, second in same_week(problem):
            self._week_needs[second].append(first)
        self._better_after: dict[str, list[str]] = defaultdict(list)
        for first, second in chains(problem):
            self._better_after[second].append(first)
        self._firsts = set(first_of_weeks(problem))
        self._demands = [(minutes, set(slugs)) for _, _, minutes, slugs in demands(problem)]

    def may(self, place: Place, slug: str) -> bool:
        """Tell whether a module can stand at a place without breaking anything."""
        weeks = self._weeks_of[slug]
        gap = self._problem.spec.repeat_after_weeks
        if weeks and (gap is None or len(weeks) >= most_uses(self._problem)):
            return False
        if gap is not None and any(abs(place.week - week) < gap for week in weeks):
            return False
        placed = {(other, p.week) for p, other in self.plan.items()}
        if any(not any(other == first for other, _ in placed) for first in self._needs[slug]):
            return False
        return all((first, place.week) in placed for first in self._week_needs[slug])

    def wish(self, place: Place, slug: str) -> tuple[int, ...]:
        """Return how much a module is wanted at a place; the first number counts most."""
        problem, spec = self._problem, self._problem.modules[slug].spec
        urgent = problem.spec.by_week.get(slug, 0)
        must = slug in problem.spec.must_include or urgent > 0
        unused = not self._weeks_of[slug]
        lacking = sum(slug in slugs and self._covered(slugs) < minutes for minutes, slugs in self._demands)
        fits = not (problem.rolling and place in self._firsts and spec.entry == "sequenced")
        today = [
            problem.modules[s].spec.load for p, s in self.plan.items() if (p.week, p.day) == (place.week, place.day)
        ]
        light = not (spec.load == "heavy" and "heavy" in today)
        day = self._days[place.week, place.day]
        last = self._topic_day.get(next(iter(spec.topics), ""), _NEVER)
        fresh = last == _NEVER or day - last > problem.spec.topic_gap_days
        stays = problem.previous.get(place) == slug
        behind = all(first in self.plan.values() for first in self._better_after[slug])
        waited_for = any(first == slug for others in self._better_after.values() for first in others)
        return (must and unused, -urgent, lacking, light, fits, stays, behind, fresh, unused, waited_for, -last)

    def _covered(self, slugs: set[str]) -> int:
        return sum(self._given[slug] for slug in slugs)

    def put(self, place: Place, slug: str) -> None:
        """Place a module."""
        self.plan[place] = slug
        module = self._problem.modules.get(slug)
        if place not in self._problem.fixed:
            self._weeks_of[slug].append(place.week)
        if module:
            self._given[slug] += module.spec.session_minutes
            self._topic_day[next(iter(module.spec.topics), "")] = self._days[place.week, place.day]
