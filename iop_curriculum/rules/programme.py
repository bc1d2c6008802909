"""Judgement on compiled curricula (PRG, from 101): hours against rule packs, coverage, order, rolling admission.

Units are minutes; the packs' hours are turned into minutes here. The rules as data: `programme_rules.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from iop_curriculum.content.blocks import Callout, CalloutKind, walk
from iop_curriculum.content.model import Curriculum, Library, Module, RulePack
from iop_curriculum.content.schema import RuleValue
from iop_curriculum.curricula.compiled import CompiledCurriculum, ProgrammeDay, Track
from iop_curriculum.curricula.placing import places
from iop_curriculum.diagnostics import Diagnostic, Rule, Severity
from iop_curriculum.rules import programme_rules as rules
from iop_curriculum.rules.given import Given
from iop_curriculum.source import Span

RULES = rules.RULES

Figures = Mapping[
    Literal[
        "min_hours_per_week",
        "max_hours_per_week",
        "min_hours_per_day",
        "min_days_per_week",
        "min_session_minutes",
        "max_group_size",
    ],
    RuleValue,
]

_AID = "Planning aid, not billing advice."


def check_program(given: Given) -> Iterator[Diagnostic]:
    """Check all curricula whose modules can all be read, and the rule packs that apply to them."""
    for compiled in given.compiled.values():
        if any(session.module not in given.library.modules for session in compiled.curriculum.spec.sessions):
            continue
        yield from _order(compiled)
        yield from _coverage(compiled)
        for pack in packs_of(given.library, compiled.curriculum):
            yield from _against_pack(given.library, compiled, pack)
    yield from _stale_packs(given)


def packs_of(library: Library, curriculum: Curriculum) -> tuple[RulePack, ...]:
    """Return the packs that apply to a curriculum.

    Those are the ones whose `applies_to` names its level of care, and, for a level other than none, those without
    `applies_to` that program.yml lists: a payer's.
    """
    level = curriculum.spec.level_of_care
    if level == "none":
        return ()
    listed = library.program.spec.rule_packs
    return tuple(
        pack
        for pack in library.rule_packs.values()
        if level in pack.spec.applies_to or (not pack.spec.applies_to and pack.slug in listed)
    )


# ── rule packs ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _stale_packs(given: Given) -> Iterator[Diagnostic]:
    library = given.library
    in_use = {p.slug for c in library.curricula.values() for p in packs_of(library, c)}
    for slug, pack in library.rule_packs.items():
        if slug not in in_use:
            continue
        spec = pack.spec
        if spec.verified_on is None:
            words = f"“{spec.title}” was never verified by this program."
        elif spec.verified_on > given.today:
            words = f"“{spec.title}” is said to have been verified on {spec.verified_on}, which is still to come."
        elif spec.review_after is not None and given.today > spec.review_after:
            words = f"“{spec.title}” was to be reviewed after {spec.review_after}."
        else:
            continue
        key = "review_after" if spec.verified_on and spec.verified_on <= given.today else "verified_on"
        yield rules.PACK_STALE.at(pack.file.source, pack.file.span_of(key), words)


@dataclass(frozen=True)
class _Week:
    """Seven days from a curriculum's start, of one track: what counts in them."""

    number: int
    first: dt.date
    days: tuple[ProgrammeDay, ...]
    weekly_minutes: int
    closures: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(countable_minutes(day) for day in self.days) + self.weekly_minutes


def countable_minutes(day: ProgrammeDay) -> int:
    """Return the minutes of a day that count towards a payer's hours."""
    return sum(slot.minutes for slot in day.slots if slot.countable)


def _weeks(library: Library, curriculum: Curriculum, track: Track) -> tuple[_Week, ...]:
    start = curriculum.spec.start
    if start is None or not track.days:
        return ()
    services = library.vocabulary.spec.services
    weekly = sum(w.minutes for w in curriculum.spec.weekly if w.service in services and services[w.service].countable)
    by_week: dict[int, list[ProgrammeDay]] = defaultdict(list)
    for day in track.days:
        by_week[(day.date - start).days // 7].append(day)
    firsts = [start + dt.timedelta(7 * number) for number in range(max(by_week) + 1)]
    return tuple(
        _Week(number + 1, first, tuple(by_week[number]), weekly, _closures(library, first))
        for number, first in enumerate(firsts)
    )


def _closures(library: Library, first: dt.date) -> tuple[str, ...]:
    """Return the names of the closures in the seven days from a date."""
    last = first + dt.timedelta(6)
    return tuple(c.name for c in library.program.spec.closures if c.from_ <= last and first <= c.to)


def _against_pack(library: Library, compiled: CompiledCurriculum, pack: RulePack) -> Iterator[Diagnostic]:
    if pack.spec.severity is Severity.OFF:
        return
    for found in (*_by_week(library, compiled, pack), *_by_session(compiled, pack), *_by_size(library, compiled, pack)):
        yield replace(found, severity=pack.spec.severity)


def _by_week(library: Library, compiled: CompiledCurriculum, pack: RulePack) -> Iterator[Diagnostic]:
    values = pack.spec.rules
    curriculum = compiled.curriculum
    span = curriculum.file.span_of("day")
    for track in compiled.tracks:
        weeks = [w for w in _weeks(library, curriculum, track) if not _is_before(w.first, pack)]
        for rule, words, value in _week_findings(weeks, values):
            message = f"{pack.spec.title}: track `{track.name}`, {words} {_AID}"
            yield rule.at(curriculum.file.source, span, message, _from(value, rule))


def _is_before(date: dt.date, pack: RulePack) -> bool:
    return pack.spec.effective is not None and date < pack.spec.effective


def _week_findings(weeks: Iterable[_Week], values: Figures) -> Iterator[tuple[Rule, str, RuleValue]]:
    """Yield (rule, words, value) once for weeks that have the same figure."""
    weeks = list(weeks)
    if value := values.get("min_hours_per_week"):
        need = round(value.value * 60)
        for minutes, where in _same_figure((w.minutes, w) for w in weeks if w.minutes < need):
            closed = f"{where} has {hours(minutes)} that count; at least {hours(need)} are asked for"
            yield rules.HOURS_A_WEEK, f"{closed} ({need - minutes} minutes short).", value
    if value := values.get("max_hours_per_week"):
        most = round(value.value * 60)
        for minutes, where in _same_figure((w.minutes, w) for w in weeks if w.minutes > most):
            words = (
                f"{where} has {hours(minutes)} that count; at most {hours(most)} fit ({minutes - most} minutes over)."
            )
            yield rules.MANY_HOURS_A_WEEK, words, value
    if value := values.get("min_days_per_week"):
        counts = ((sum(1 for day in w.days if countable_minutes(day)), w) for w in weeks)
        for count, where in _same_figure((c, w) for c, w in counts if c < value.value):
            words = f"{where} has {_counted(count, 'program day')}; at least {value.value:g} are asked for."
            yield rules.DAYS_A_WEEK, words, value
    if value := values.get("min_hours_per_day"):
        yield from _day_findings(weeks, value)


def _day_findings(weeks: Iterable[_Week], value: RuleValue) -> Iterator[tuple[Rule, str, RuleValue]]:
    need = round(value.value * 60)
    by_day: dict[tuple[int, int], list[_Week]] = defaultdict(list)
    for week in weeks:
        for day in week.days:
            if countable_minutes(day) < need:
                by_day[day.day, countable_minutes(day)].append(week)
    for (number, minutes), where in sorted(by_day.items(), key=lambda item: item[0]):
        words = (
            f"day {number} in {_named(where)} has {hours(minutes)} that count; at least {hours(need)} are asked for "
            f"({need - minutes} minutes short)."
        )
        yield rules.HOURS_A_DAY, words, value


def _same_figure(figures: Iterable[tuple[int, _Week]]) -> Iterator[tuple[int, str]]:
    by_figure: dict[int, list[_Week]] = defaultdict(list)
    for figure, week in figures:
        by_figure[figure].append(week)
    for figure, weeks in by_figure.items():
        yield figure, _named(weeks)


def _named(weeks: Iterable[_Week]) -> str:
    weeks = list(weeks)
    if len(weeks) == 1:
        closed = f"; closed: {', '.join(weeks[0].closures)}" if weeks[0].closures else ""
        return f"week {weeks[0].number} (from {weeks[0].first}{closed})"
    numbers = [str(week.number) for week in weeks]
    return f"each of weeks {', '.join(numbers[:-1])} and {numbers[-1]}"


def _by_session(compiled: CompiledCurriculum, pack: RulePack) -> Iterator[Diagnostic]:
    """Compare each session and each service of the day with the pack's least length, once each."""
    value = pack.spec.rules.get("min_session_minutes")
    if value is None:
        return
    file, spec = compiled.curriculum.file, compiled.curriculum.spec
    places_of_sessions = {s.module: number for number, s in reversed(list(enumerate(spec.sessions)))}
    seen: set[tuple[str, int]] = set()
    for slot in (slot for track in compiled.tracks for day in track.days for slot in day.slots if slot.countable):
        name = slot.session.module.slug if slot.session else slot.service
        if slot.minutes >= value.value or (name, slot.minutes) in seen:
            continue
        seen.add((name, slot.minutes))
        span = file.span_of("sessions", places_of_sessions[name]) if slot.session else file.span_of("day")
        where = f"{slot.session.code} `{name}` (week {slot.session.week})" if slot.session else f"`{name}` (each week)"
        words = f"{where} takes {slot.minutes} minutes; at least {value.value:g} are asked for."
        rule = rules.SHORT_SESSION
        yield rule.at(file.source, span, f"{pack.spec.title}: {words} {_AID}", _from(value, rule))


def _by_size(library: Library, compiled: CompiledCurriculum, pack: RulePack) -> Iterator[Diagnostic]:
    value = pack.spec.rules.get("max_group_size")
    size = library.program.spec.group_size
    if value is not None and size > value.value:
        file = library.program.file
        words = f"{pack.spec.title}: groups have up to {size} people (each week); at most {value.value:g} are allowed."
        rule = rules.LARGE_GROUP
        yield rule.at(file.source, file.span_of("group_size"), f"{words} {_AID}", _from(value, rule))


def _from(value: RuleValue, rule: Rule) -> str:
    note = f" {value.note}" if value.note else ""
    return f"Source: {value.source}.{note} {rule.instead}"


def hours(minutes: int) -> str:
    """Return minutes as people say them: `9 h`, `8 h 40 min`, `45 min`."""
    whole, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{whole} h" if whole else "", f"{rest} min" if rest or not whole else "") if part
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# ── what it covers, and in which order ───────────────────────────────────────────────────────────────────────────────


def _coverage(compiled: CompiledCurriculum) -> Iterator[Diagnostic]:
    file, spec = compiled.curriculum.file, compiled.curriculum.spec
    modules = compiled.modules
    for number, condition in enumerate(spec.serves):
        if not any(condition in (*m.spec.conditions, *m.spec.adapted_for) for m in modules):
            message = f"No session names `{condition}`, which this curriculum serves."
            yield rules.CONDITION_NOT_COVERED.at(file.source, file.span_of("serves", number), message)
    for number, topic in enumerate(spec.requires):
        if not any(topic in m.spec.topics for m in modules):
            message = f"No session has the topic `{topic}`, which this curriculum requires."
            yield rules.TOPIC_MISSING.at(file.source, file.span_of("requires", number), message)
    empty = len(places(spec)) - len(spec.sessions)
    if empty > 0:
        message = f"{_counted(empty, 'place')} of {len(places(spec))} for psychoeducation without a session."
        yield rules.EMPTY_PLACES.at(file.source, file.span_of("sessions"), message)


def _order(compiled: CompiledCurriculum) -> Iterator[Diagnostic]:
    yield from _prerequisites(compiled)
    yield from _heavy_days(compiled)
    file, spec = compiled.curriculum.file, compiled.curriculum.spec
    for session in compiled.sessions:
        if session.module.spec.population != spec.population:
            meant = f"`{session.module.spec.population}`, not `{spec.population}`"
            message = f"{session.code} `{session.module.slug}` is for {meant}."
            yield rules.OTHER_POPULATION.at(file.source, _listed(compiled, session.module), message)
    if spec.enrolment != "rolling":
        return
    for week, sessions in compiled.weeks():
        if sessions and sessions[0].module.spec.entry == "sequenced":
            first = sessions[0]
            message = f"Week {week} begins with {first.code} `{first.module.slug}`, which is `entry: sequenced`."
            yield rules.CLOSED_FIRST_SESSION.at(file.source, _listed(compiled, first.module), message)


def _listed(compiled: CompiledCurriculum, module: Module) -> Span:
    file, spec = compiled.curriculum.file, compiled.curriculum.spec
    number = next(number for number, session in enumerate(spec.sessions) if session.module == module.slug)
    return file.span_of("sessions", number)


def _prerequisites(compiled: CompiledCurriculum) -> Iterator[Diagnostic]:
    source = compiled.curriculum.file.source
    weeks: dict[str, int] = {}
    for session in compiled.sessions:
        weeks.setdefault(session.module.slug, session.week)
    rolling = compiled.curriculum.spec.enrolment == "rolling"
    for module in {m.slug: m for m in compiled.modules}.values():
        for needed in module.spec.prerequisites:
            span = _listed(compiled, module)
            if needed.module not in weeks:
                bridged = any(isinstance(b, Callout) and b.kind is CalloutKind.BRIDGE for b in walk(module.blocks))
                how = "its bridge gives the key points" if bridged else "it has no bridge"
                message = f"`{module.slug}` builds on `{needed.module}`, which is not in this curriculum; {how}."
                found = rules.PREREQUISITE_ABSENT.at(source, span, message)
                yield replace(found, severity=Severity.INFO) if bridged and needed.need == "soft" else found
            elif needed.need == "hard" and rolling and weeks[needed.module] != weeks[module.slug]:
                message = (
                    f"`{module.slug}` (week {weeks[module.slug]}) must come after `{needed.module}` "
                    f"(week {weeks[needed.module]}), but people join in between."
                )
                yield rules.HARD_PREREQUISITE.at(source, span, message)


def _heavy_days(compiled: CompiledCurriculum) -> Iterator[Diagnostic]:
    by_day: dict[tuple[int, int], list[Module]] = defaultdict(list)
    for session in compiled.sessions:
        if session.module.spec.load == "heavy":
            by_day[session.week, session.day].append(session.module)
    for (week, day), modules in by_day.items():
        if len(modules) > 1:
            names = " and ".join(f"`{module.slug}`" for module in modules)
            message = f"Week {week}, day {day} has {names}, which are all `load: heavy`."
            yield rules.TWO_HEAVY.at(compiled.curriculum.file.source, _listed(compiled, modules[1]), message)
