"""Library and compiled curricula → diagnostics, as a programme wants them: checks, then exceptions, then severities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from iop_curriculum.content.model import Allowance, ContentFile, Library, Module, PatientDocument
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.diagnostics import Diagnostic, Rule, in_order, with_severities
from iop_curriculum.rules.given import Given
from iop_curriculum.rules.metadata import POWERLESS_EXCEPTION, UNKNOWN_RULE, UNUSED_EXCEPTION
from iop_curriculum.rules.registry import BY_CODE, MODULE_CHECKS, PATIENT_CHECKS, PROGRAM_CHECKS


def check(
    library: Library,
    compiled: Mapping[str, CompiledCurriculum],
    today: dt.date,
    *,
    release: bool = False,
    earlier: Iterable[Diagnostic] = (),
) -> tuple[Diagnostic, ...]:
    """Run all checks and settle what they found, together with what reading and compiling found (`earlier`)."""
    given = Given(library, today, compiled)
    return settle(library, (*earlier, *judge(given)), release=release)


def judge(given: Given) -> tuple[Diagnostic, ...]:
    """Return what all checks find, before exceptions and severities."""
    found: list[Diagnostic] = []
    for module in given.library.modules.values():
        found += judge_module(given, module)
    for document in given.library.patient_documents:
        found += judge_patient(given, document)
    for program_check in PROGRAM_CHECKS:
        found += program_check(given)
    return in_order(found)


def judge_module(given: Given, module: Module) -> tuple[Diagnostic, ...]:
    """Return what all checks find in one guide."""
    return in_order(found for module_check in MODULE_CHECKS for found in module_check(given, module))


def judge_patient(given: Given, document: PatientDocument) -> tuple[Diagnostic, ...]:
    """Return what all checks find in one handout or worksheet."""
    return in_order(found for patient_check in PATIENT_CHECKS for found in patient_check(given, document))


def settle(library: Library, found: Iterable[Diagnostic], *, release: bool = False) -> tuple[Diagnostic, ...]:
    """Take out what exceptions allow, tell of exceptions and settings without effect, and set severities."""
    kept = list(in_order(found))
    told: list[Diagnostic] = [*_settings_without_effect(library)]
    documents: list[Module | PatientDocument] = [*library.modules.values(), *library.patient_documents]
    for document in documents:
        for allowance in document.file.allowances:
            powerless = _powerless(allowance, BY_CODE.get(allowance.rule))
            if powerless:
                told.append(POWERLESS_EXCEPTION.at(document.file.source, allowance.span, powerless))
                continue
            allowed = {d for d in kept if _is_allowed(d, document.file, allowance)}
            if not allowed:
                message = f"Nothing here breaks {allowance.rule}, so this exception does nothing."
                told.append(UNUSED_EXCEPTION.at(document.file.source, allowance.span, message))
            kept = [d for d in kept if d not in allowed]
    severities = library.program.spec.severity
    return in_order(with_severities((*kept, *told), BY_CODE, severities, release=release))


def _powerless(allowance: Allowance, rule: Rule | None) -> str:
    if rule is None:
        return f"There is no rule {allowance.rule}."
    return f"{rule.code} {rule.name} has no exceptions." if rule.fixed else ""


def _is_allowed(diagnostic: Diagnostic, file: ContentFile, allowance: Allowance) -> bool:
    if diagnostic.path != file.path or diagnostic.code != allowance.rule:
        return False
    if allowance.covers is None:
        return True
    start, end = file.source.position(allowance.covers.start), file.source.position(allowance.covers.end)
    return start <= diagnostic.start <= end


def _settings_without_effect(library: Library) -> Iterator[Diagnostic]:
    file = library.program.file
    for code in library.program.spec.severity:
        rule = BY_CODE.get(code)
        span = file.span_of("severity", code)
        if rule is None:
            yield UNKNOWN_RULE.at(file.source, span, f"There is no rule {code}.")
        elif rule.fixed:
            yield UNKNOWN_RULE.at(file.source, span, f"No setting can change {code} {rule.name}.")
