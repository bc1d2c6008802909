"""The commands for curricula: `plan`, `entry`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iop_curriculum.cli.shared import FAULTS, OK, Stop, with_project

if TYPE_CHECKING:
    from iop_curriculum.build import Content
    from iop_curriculum.curricula.compiled import CompiledCurriculum
    from iop_curriculum.curricula.entry import EntryReport
    from iop_curriculum.curricula.planning import Finding, Plan, Problem, Review


def _readable(project: Path) -> Content:
    from iop_curriculum.build import examine, stops

    examined = examine(project, dt.date.today())
    if examined.value is None or stops(examined.diagnostics, strict=False):
        raise Stop("The content has faults. `iop-curriculum check` tells them; then try again.")
    return examined.value


def _curriculum(content: Content, name: str | None) -> CompiledCurriculum:
    """Return a curriculum by its name or file; without one, the only one that there is."""
    known = content.compiled
    slug = Path(name).stem if name else next(iter(known), "") if len(known) == 1 else ""
    if slug not in known:
        said = f"There is no curriculum `{name}`." if name else "Which curriculum?"
        raise Stop(f"{said} There are: {', '.join(known) or 'none'}.")
    return known[slug]


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@click.command()
@click.argument("curriculum", required=False)
@click.option("--write", is_flag=True, help="Write the sessions into the curriculum's file.")
@click.option("--check", "only_check", is_flag=True, help="Only say what the present sessions lack; needs no solver.")
@click.option("--seconds", default=60.0, show_default=True, help="How long to look for a better plan at the most.")
@with_project
def plan(project: Path, curriculum: str | None, write: bool, only_check: bool, seconds: float) -> None:
    """Put a curriculum's sessions in the best order for its `plan:`.

    Pinned sessions stay where they are, and a small change moves few. What can't be done is said with its figures.
    """
    from iop_curriculum.curricula.planning import arithmetic, problem_of, review

    content = _readable(project)
    chosen = _curriculum(content, curriculum).curriculum
    problem = problem_of(content.library, chosen)
    for finding in arithmetic(problem):
        click.echo(f"Beforehand: {finding.message}", err=True)
    if only_check:
        found = review(problem, problem.previous)
        _tell(found.broken, found.short, found.notes)
        sys.exit(FAULTS if found.broken or found.short else OK)
    answer, reviewed = _solved(problem, seconds)
    _print_plan(problem, answer)
    _tell(reviewed.broken, reviewed.short, reviewed.notes)
    if reviewed.broken:
        raise Stop("The plan breaks what must hold, so it is not written.")
    if write:
        _write(project, problem, answer)
    sys.exit(FAULTS if reviewed.short else OK)


def _solved(problem: Problem, seconds: float) -> tuple[Plan, Review]:
    from iop_curriculum.curricula.planner import PlannerMissingError, solve

    def tell(objective: float) -> None:
        click.echo(f"Better plan found (cost {objective:.0f})", err=True)

    try:
        answer = solve(problem, seconds, tell)
    except PlannerMissingError as error:
        raise Stop(str(error)) from error
    proven = "There is none better." if answer.proven else "The best found in this time; there may be a better one."
    click.echo(f"Planned in {answer.seconds:.1f} seconds. {proven}", err=True)
    return answer.plan, answer.review


def _print_plan(problem: Problem, answer: Plan) -> None:
    for place in problem.places:
        slug = answer.get(place)
        title = problem.modules[slug].spec.title if slug else "(empty)"
        moved = "" if problem.previous.get(place) in (slug, None) else "  (was elsewhere)"
        click.echo(f"Week {place.week:>2}, day {place.day}: {title}{moved}")


def _tell(*groups: Sequence[Finding]) -> None:
    for head, group in zip(("Broken", "Short", "Note"), groups, strict=True):
        for finding in group:
            click.echo(f"{head}: {finding.message}", err=True)


def _write(project: Path, problem: Problem, answer: Plan) -> None:
    from iop_curriculum.curricula.plan_text import with_sessions

    path = project / problem.curriculum.file.path
    if path.read_text(encoding="utf-8-sig").replace("\r\n", "\n") != problem.curriculum.file.source.text:
        raise Stop(f"{problem.curriculum.file.path} was changed meanwhile; it stays as it is.")
    path.write_text(with_sessions(problem, answer), encoding="utf-8")
    click.echo(f"Written to {problem.curriculum.file.path}.", err=True)


# ── entry ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@click.command()
@click.argument("curriculum", required=False)
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="The first day. Without it: every day of one run.")
@click.option("--weeks", default=6, show_default=True, type=click.IntRange(1, 104), help="How long the stay is.")
@click.option("--track", help="Which track. Without it: each of them.")
@with_project
def entry(project: Path, curriculum: str | None, start: dt.datetime | None, weeks: int, track: str | None) -> None:
    """Tell what somebody who joins on a day and stays so many weeks receives, and what not.

    It asks for nothing about a person.
    """
    from iop_curriculum.curricula.entry import Stay, entry_dates, entry_report

    content = _readable(project)
    compiled = _curriculum(content, curriculum)
    tracks = [t for t in compiled.tracks if track in (None, t.name)]
    if not tracks:
        raise Stop(f"There is no track `{track}`. There are: {', '.join(t.name for t in compiled.tracks)}.")
    for chosen in tracks:
        dates = [start.date()] if start else entry_dates(compiled, chosen)
        for date in dates:
            report = entry_report(content.library, compiled, Stay(chosen.name, date, weeks))
            _print_entry(report, whole=start is not None)


def _print_entry(report: EntryReport, *, whole: bool) -> None:
    stay = report.stay
    click.echo(f"{stay.track}, from {stay.start} for {stay.weeks} weeks:")
    click.echo(f"  receives {', '.join(m.session.code for m in report.received) or 'nothing'}")
    click.echo(f"  misses {', '.join(s.code for s in report.missed) or 'nothing'}")
    if report.first_safe:
        click.echo(f"  first session that fits as one: {report.first_safe.session.code} on {report.first_safe.date}")
    for gap in report.gaps:
        how = "its bridge makes up for it" if gap.bridged else "and it has no bridge"
        click.echo(f"  {gap.session.code} builds on `{gap.module}`, which has not come yet: {how}")
    for timed in (*report.on_entry, *report.before_discharge):
        if not timed.in_time:
            when = f"comes on {timed.date}" if timed.date else "does not come"
            click.echo(f"  `{timed.module.slug}` ({timed.module.spec.timing}) {when}: give it in an individual contact")
    if not whole:
        return
    for paper in report.catch_up:
        click.echo(f"  to catch up: {paper.spec.title} ({paper.file.path})")
    for name, minutes in report.minutes_by_topic.items():
        click.echo(f"  {minutes:>5} minutes on {name}")
