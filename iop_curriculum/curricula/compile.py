"""A library's curricula → `CompiledCurriculum`s, with every fault of form on the way.

Steps: the day's shape is checked, sessions get places (`placing.py`), numbers and codes (`numbering.py`), then each
track its calendar (`schedule.py`). What can't be placed is told and left out; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from iop_curriculum.content.model import Curriculum, Library
from iop_curriculum.content.schema import CurriculumSpec, DayPart
from iop_curriculum.curricula import faults
from iop_curriculum.curricula.compiled import CompiledCurriculum, NumberedSession, ProgrammeDay, Track
from iop_curriculum.curricula.numbering import number_documents, number_sessions
from iop_curriculum.curricula.placing import Place, Placing, day_count, place_sessions
from iop_curriculum.curricula.schedule import NoOpenDayError, track_calendar
from iop_curriculum.diagnostics import Checked, Diagnostic, in_order


def compile_all(library: Library) -> Checked[dict[str, CompiledCurriculum]]:
    """Compile every curriculum of a library, by slug."""
    zone = program_zone(library)
    found = [*zone.diagnostics, *_program_faults(library), *_code_faults(library)]
    compiled = {}
    for slug, curriculum in library.curricula.items():
        checked = compile_curriculum(library, curriculum, zone.value)
        compiled[slug] = checked.value
        found += checked.diagnostics
    return Checked(compiled, in_order(found))


def compile_curriculum(library: Library, curriculum: Curriculum, zone: ZoneInfo) -> Checked[CompiledCurriculum]:
    """Compile one curriculum."""
    found = [*_shape_faults(curriculum)]
    placing = place_sessions(curriculum)
    numbered = _number(library, curriculum, placing.value)
    tracks = _tracks(library, curriculum, numbered.value, zone)
    compiled = CompiledCurriculum(curriculum, tuple(numbered.value.values()), tracks.value)
    found += [*placing.diagnostics, *numbered.diagnostics, *tracks.diagnostics, *_order_faults(compiled)]
    return Checked(compiled, in_order(found))


# ── the whole program ────────────────────────────────────────────────────────────────────────────────────────────────


def program_zone(library: Library) -> Checked[ZoneInfo]:
    """Return the program's time zone, and UTC where it does not exist."""
    file, spec = library.program.file, library.program.spec
    try:
        return Checked(ZoneInfo(spec.timezone))
    except (KeyError, ValueError, OSError):  # unknown, no name of a zone, a folder of the database
        message = f"There is no time zone `{spec.timezone}`."
        diagnostic = faults.UNKNOWN_TIME_ZONE.at(file.source, file.span_of("timezone"), message)
        return Checked(ZoneInfo("UTC"), (diagnostic,))


def _program_faults(library: Library) -> Iterator[Diagnostic]:
    file, spec = library.program.file, library.program.spec
    for number, closure in enumerate(spec.closures):
        if closure.to < closure.from_:
            message = f"“{closure.name}” ends on {closure.to}, before it begins on {closure.from_}."
            yield faults.BACKWARD_CLOSURE.at(file.source, file.span_of("closures", number), message)
    for number, pack in enumerate(spec.rule_packs):
        if pack not in library.rule_packs:
            message = f"There is no readable `curriculum/rules/{pack}.yml`."
            hint = f"There are: {', '.join(library.rule_packs) or 'none'}."
            yield faults.UNKNOWN_PACK.at(file.source, file.span_of("rule_packs", number), message, hint)


def _code_faults(library: Library) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[str, str]] = {}
    for curriculum in library.curricula.values():
        for key, code in (("code", curriculum.spec.code), ("patient_code", curriculum.spec.patient_code)):
            other, other_key = seen.setdefault(code, (curriculum.slug, key))
            if (other, other_key) != (curriculum.slug, key):
                message = f"`{code}` is already the `{other_key}` of {other}."
                yield faults.DUPLICATE_CODE.at(curriculum.file.source, curriculum.file.span_of(key), message)


# ── one curriculum ───────────────────────────────────────────────────────────────────────────────────────────────────


def _shape_faults(curriculum: Curriculum) -> Iterator[Diagnostic]:
    file, spec = curriculum.file, curriculum.spec
    most = day_count(spec)
    for number, part in enumerate(spec.day):
        span = file.span_of("day", number)
        if not _is_one_thing(part):
            yield faults.BAD_DAY_PART.at(
                file.source, span, "This part of the day is not exactly one thing with a length."
            )
        days = (*part.on, *(part.psychoeducation if isinstance(part.psychoeducation, tuple) else ()))
        for day in days:
            if not 1 <= day <= most:
                message = f"Day {day} does not exist in every track: the shortest has {most} days a week."
                yield faults.NO_SUCH_DAY.at(file.source, span, message)
    if spec.start is None:
        yield faults.NO_START.at(file.source, file.span_of("title"), "This curriculum has no `start:` date.")
    if spec.renumber == "always":
        for number, session in enumerate(spec.sessions):
            if session.number is not None:
                message = f"`{session.module}` keeps the number {session.number}, but this curriculum renumbers."
                yield faults.NUMBER_WITHOUT_EFFECT.at(file.source, file.span_of("sessions", number), message)


def _is_one_thing(part: DayPart) -> bool:
    is_service = part.service is not None
    things = (part.psychoeducation is not None, part.break_ is not None, is_service)
    return sum(things) == 1 and is_service == (part.minutes is not None)


def _number(library: Library, curriculum: Curriculum, placing: Placing) -> Checked[dict[Place, NumberedSession]]:
    """Return the numbered sessions by place, in order; those whose module can't be read are left out."""
    spec = curriculum.spec
    in_place = sorted(placing, key=lambda number: placing[number])
    known = [number for number in in_place if spec.sessions[number].module in library.modules]
    kept = [spec.sessions[number].number if spec.renumber == "never" else None for number in known]
    out = {}
    for number, written in zip(known, number_sessions(kept), strict=True):
        place, session = placing[number], spec.sessions[number]
        module = library.modules[session.module]
        code, patient_code = f"{spec.code} {written}", f"{spec.patient_code} {written}"
        out[place] = NumberedSession(
            number=written,
            code=code,
            patient_code=patient_code,
            week=place.week,
            day=place.day,
            module=module,
            documents=number_documents(library.documents_of(module), code, patient_code),
            essential=session.essential,
            pinned=session.pin,
        )
    return Checked(out, tuple(_repeated_numbers(curriculum)))


def _repeated_numbers(curriculum: Curriculum) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    if curriculum.spec.renumber == "always":
        return
    for number, session in enumerate(curriculum.spec.sessions):
        if session.number is None:
            continue
        if session.number in seen:
            message = f"`{session.module}` keeps the number {session.number}, which `{seen[session.number]}` has."
            span = curriculum.file.span_of("sessions", number)
            yield faults.REPEATED_NUMBER.at(curriculum.file.source, span, message)
        seen.setdefault(session.number, session.module)


def _tracks(
    library: Library, curriculum: Curriculum, sessions: dict[Place, NumberedSession], zone: ZoneInfo
) -> Checked[tuple[Track, ...]]:
    file, spec = curriculum.file, curriculum.spec
    tracks = []
    found = []
    for name in spec.tracks:
        span = file.span_of("tracks", name)
        try:
            track = track_calendar(library, spec, name, sessions, zone)
        except NoOpenDayError:
            message = f"The track `{name}` has no open program day within two years of the day that was due."
            found.append(faults.TOO_FAR_AWAY.at(file.source, span, message))
            continue
        tracks.append(track)
        found += [faults.RUNS_INTO_NEXT.at(file.source, span, words) for words in _overlaps(track.days)]
    return Checked(tuple(tracks), tuple(found))


def _overlaps(days: Iterable[ProgrammeDay]) -> Iterator[str]:
    """Tell of the first day that ends after the next has begun."""
    held = [day for day in days if day.slots]
    for day, following in pairwise(held):
        end, start = day.slots[-1].end, following.slots[0].start
        if end > start:
            yield f"The day that begins on {day.date} ends on {end:%Y-%m-%d at %H:%M}, after {start:%Y-%m-%d at %H:%M}."
            return


def _order_faults(compiled: CompiledCurriculum) -> Iterator[Diagnostic]:
    curriculum = compiled.curriculum
    first: dict[str, int] = {}
    for position, session in enumerate(compiled.sessions):
        first.setdefault(session.module.slug, position)
    for slug, position in first.items():
        session = compiled.sessions[position]
        for prerequisite in session.module.spec.prerequisites:
            other = first.get(prerequisite.module)
            if other is None or other <= position:
                continue
            later = compiled.sessions[other]
            message = (
                f"{session.code} `{slug}` (week {session.week}, day {session.day}) builds on "
                f"{later.code} `{prerequisite.module}`, which comes later (week {later.week}, day {later.day})."
            )
            span = curriculum.file.span_of("sessions", _listed(curriculum.spec, slug))
            yield faults.PREREQUISITE_LATER.at(curriculum.file.source, span, message)


def _listed(spec: CurriculumSpec, slug: str) -> int:
    return next(number for number, session in enumerate(spec.sessions) if session.module == slug)
