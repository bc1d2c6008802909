"""Judgement on rights (RGT): license, sources, instruments and methods that belong to others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.diagnostics import Diagnostic, Rule, Severity
from iop_curriculum.rules.given import Given
from iop_curriculum.source import Span

NO_SOURCES = Rule(
    code="RGT001",
    name="missing-sources",
    severity=Severity.WARNING,
    summary="A document names no source.",
    what="Reports a module, handout or worksheet with neither `sources:` nor `derived_from:`.",
    why="A reviewer must be able to look up where a claim is from, and the rights report must say whose work it is.",
    example="a handout without `sources:`",
    instead='Add `sources: ["Author. Title. Publisher, year."]`.',
)
UNKNOWN_LICENSE = Rule(
    code="RGT002",
    name="unclear-license",
    severity=Severity.WARNING,
    summary="A license is not named in a way that everybody understands.",
    what="Reports a `license` that is no common SPDX name, no `LicenseRef-…` and not `public-domain`.",
    why="A clinic that passes material on must know whether it may. SPDX names (spdx.org/licenses) are unmistakable.",
    example="license: free to use",
    instead="Write CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0, CC0-1.0, public-domain, or LicenseRef-OurProgram.",
)
RESTRICTED_INSTRUMENT = Rule(
    code="RGT003",
    name="restricted-instrument",
    severity=Severity.ERROR,
    summary="A patient's document names a questionnaire that may not be given out.",
    what="Reports the names of instruments that need a license (BDI, HADS, Y-BOCS), that their owners want linked and "
    "not "
    "copied (C-SSRS, EDE-Q), and of screens with an item on suicide (PHQ-9), in handouts and worksheets.",
    why="Copying them breaks a license. An answer to PHQ-9's item 9 needs a response on the same day, which a sheet "
    "that is "
    "taken home does not get.",
    example="Fill in the BDI-II before your next visit.",
    instead="Leave the instrument out of patient paper; staff give it from its owner's source.",
)
OTHERS_METHOD = Rule(
    code="RGT004",
    name="name-of-others-work",
    severity=Severity.WARNING,
    summary="A document uses the name or acronym of somebody's published material as its own.",
    what="Reports DBT® branding and skill acronyms (DEAR MAN, TIPP, ABC PLEASE …), Seeking Safety and WRAP outside "
    "`sources`.",
    why="Skill ideas are free; wording, layouts and acronyms are not (copyright of M. Linehan, L. Najavits and "
    "others). "
    "“DBT-informed” is the honest name for skills groups.",
    example="Today we learn DEAR MAN.",
    instead="Describe the skill in your own words, or name the work under `sources:` as what it is.",
)

RULES = (NO_SOURCES, UNKNOWN_LICENSE, RESTRICTED_INSTRUMENT, OTHERS_METHOD)

_LICENSES = re.compile(
    r"CC0-1\.0|CC-BY(-NC)?(-SA|-ND)?-(3\.0|4\.0)(-[A-Z]{2,3})?|CC-PDDC|public-domain|LicenseRef-[A-Za-z0-9.-]+"
    r"|MIT|Apache-2\.0|OFL-1\.1|GFDL-1\.3-or-later"
)


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    why: str


_INSTRUMENTS = (
    _Name(re.compile(r"\b(?:BDI(?:-II)?|Beck Depression Inventory)\b"), "needs a license from its publisher"),
    _Name(re.compile(r"\b(?:HADS|Hospital Anxiety and Depression Scale)\b"), "needs a license from its publisher"),
    _Name(re.compile(r"\b(?:Y-?BOCS|Yale[-– ]Brown Obsessive[- ]Compulsive Scale)\b"), "needs its owner's permission"),
    _Name(re.compile(r"\b(?:C-?SSRS|Columbia[- ]Suicide Severity Rating Scale)\b"), "may be linked, not copied"),
    _Name(re.compile(r"\b(?:EDE-Q|Eating Disorder Examination)\b"), "may be linked, not copied"),
    _Name(re.compile(r"\bPHQ-9\b"), "asks about suicide, which needs a response the same day"),
)
_METHODS = (
    _Name(re.compile(r"\bDBT\s*®|\bDBT skills? (?:group|training)\b"), "DBT skills training"),
    _Name(
        re.compile(r"\bDEAR\s?MAN\b|\bABC PLEASE\b|\bTIPP\b|\bIMPROVE the moment\b|\bGIVE FAST\b"),
        "DBT skills training",
    ),
    _Name(re.compile(r"\bSeeking Safety\b"), "Seeking Safety"),
    _Name(re.compile(r"\bWRAP\b(?! up)|\bWellness Recovery Action Plan\b"), "the Wellness Recovery Action Plan"),
)


def check_module(given: Given, module: Module) -> Iterator[Diagnostic]:
    """Check the rights in one guide."""
    yield from _document(given, module)


def check_patient(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    """Check the rights in one handout or worksheet."""
    yield from _document(given, document)
    for name, words, span in _named(given, document, _INSTRUMENTS):
        yield RESTRICTED_INSTRUMENT.at(document.file.source, span, f"“{words}” {name.why}.")


def _document(given: Given, document: Module | PatientDocument) -> Iterator[Diagnostic]:
    file, spec = document.file, document.spec
    if not spec.sources and not spec.derived_from:
        yield NO_SOURCES.at(file.source, file.span_of("sources"), "This document names no source.")
    if not _LICENSES.fullmatch(spec.license):
        message = f"`{spec.license}` is no license that others can look up."
        yield UNKNOWN_LICENSE.at(file.source, file.span_of("license"), message)
    for name, words, span in _named(given, document, _METHODS):
        yield OTHERS_METHOD.at(file.source, span, f"“{words}” is a name from {name.why}, which is not ours.")


def _named(
    given: Given, document: Module | PatientDocument, names: tuple[_Name, ...]
) -> Iterator[tuple[_Name, str, Span]]:
    """Yield each place at which a name stands in a document's text, save among its sources."""
    for name in names:
        if not given.has(document, name.pattern):
            continue
        for passage in given.body(document):
            if passage.section.casefold().startswith(("sources", "references")):
                continue
            for found in name.pattern.finditer(passage.text):
                yield name, found[0], passage.place(document.file.source, found.start(), found.end())
