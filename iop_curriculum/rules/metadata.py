"""Judgement on front matter (MET, from 101): what is left to do, dates that can't be, exceptions that do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.diagnostics import Diagnostic, Rule, Severity
from iop_curriculum.rules.given import Given
from iop_curriculum.source import Span

TODO_LEFT = Rule(
    code="MET101",
    name="todo-left",
    severity=Severity.WARNING,
    release=Severity.ERROR,
    summary="A TODO is left in a document.",
    what="Reports the word TODO in capitals anywhere in a module, handout or worksheet, front matter included.",
    why="New files are made with TODO where an author must fill something in; a patient should never meet one.",
    example="summary: TODO say in one sentence what this is about",
    instead="Fill it in, or delete the line.",
)
UNUSED_EXCEPTION = Rule(
    code="MET102",
    name="unused-exception",
    severity=Severity.WARNING,
    summary="An exception allows something that is not there.",
    what="Reports an `allow:` entry or an `<!-- allow … -->` line whose rule finds nothing at its place.",
    why="An exception that outlives its reason hides the next, real fault of its kind.",
    example="<!-- allow WRD004: quotation --> before a paragraph without such words",
    instead="Delete the exception.",
)
POWERLESS_EXCEPTION = Rule(
    code="MET103",
    name="powerless-exception",
    severity=Severity.WARNING,
    summary="An exception names a rule that has none.",
    what="Reports an exception from a rule that does not exist, or from one that no setting can lower.",
    why="Its author believes that something is allowed which is not.",
    example="allow: [{rule: SRC014, reason: we need a line break}]",
    instead="Correct the rule's code, or mend the fault itself.",
)
UNKNOWN_RULE = Rule(
    code="MET104",
    name="unknown-rule",
    severity=Severity.WARNING,
    summary="program.yml sets the severity of a rule that does not exist or can't be set.",
    what="Reports a code under `severity:` that is no rule's, or that belongs to a rule that no setting can change.",
    why="A program believes that something is checked, or not checked, when the opposite is true.",
    example="severity: {WRD999: off}",
    instead="See `iop-curriculum rules` for the codes.",
)
REVIEW_OVERDUE = Rule(
    code="MET105",
    name="review-overdue",
    severity=Severity.INFO,
    summary="A document's last review lies too far back.",
    what="Compares `reviewed: {on: …}` with today and `review_months` of program.yml.",
    why="Guidance, phone lines and words change; what was right years ago may harm today. Each program sets its own "
    "interval.",
    example="reviewed: {by: …, on: 2020-01-15} with review_months: 12",
    instead="Have the document reviewed, then enter who did it and when.",
)
REVIEW_IN_FUTURE = Rule(
    code="MET106",
    name="review-in-the-future",
    severity=Severity.ERROR,
    summary="A review is dated in the future.",
    what="Reports `reviewed: {on: …}` later than today.",
    why="Nobody can have reviewed it then; a wrong date would be printed as a sign-off.",
    example="reviewed: {by: …, on: 2093-01-15}",
    instead="Correct the date.",
)
LONG_SUMMARY = Rule(
    code="MET107",
    name="long-summary",
    severity=Severity.INFO,
    summary="A summary is longer than a reader takes in at a glance.",
    what="Reports a `summary` of more than 160 characters.",
    why="It stands in lists, search results and page descriptions, where about 160 characters are shown.",
    example="a summary of four sentences",
    instead="Say in one sentence what the document is about.",
)
OBJECTIVES = Rule(
    code="MET108",
    name="too-many-objectives",
    severity=Severity.INFO,
    summary="A session wants to reach more than a group can.",
    what="Reports a module with more than five objectives.",
    why="A session of an hour has room for three or four; a list of ten is not looked at again.",
    example="objectives with eight entries",
    instead="Keep the three or four that matter, or split the module.",
)

RULES = (
    TODO_LEFT,
    UNUSED_EXCEPTION,
    POWERLESS_EXCEPTION,
    UNKNOWN_RULE,
    REVIEW_OVERDUE,
    REVIEW_IN_FUTURE,
    LONG_SUMMARY,
    OBJECTIVES,
)

_TODO = re.compile(r"\bTODO\b:?[^\n]{0,60}")
_LONGEST_SUMMARY = 160
_MOST_OBJECTIVES = 5
_DAYS_A_MONTH = 30.4375


def check_module(given: Given, module: Module) -> Iterator[Diagnostic]:
    """Check a guide's front matter."""
    yield from _document(given, module)
    objectives = module.spec.objectives
    if len(objectives) > _MOST_OBJECTIVES:
        message = f"This module has {len(objectives)} objectives; a group reaches about four."
        yield OBJECTIVES.at(module.file.source, module.file.span_of("objectives"), message)


def check_patient(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    """Check a handout's or worksheet's front matter."""
    yield from _document(given, document)


def _document(given: Given, document: Module | PatientDocument) -> Iterator[Diagnostic]:
    file, spec = document.file, document.spec
    for found in _TODO.finditer(file.source.text):
        words = found[0].strip()
        yield TODO_LEFT.at(file.source, Span(found.start(), found.start() + len(words)), f"“{words}” is still to do.")
    if len(spec.summary) > _LONGEST_SUMMARY:
        message = f"The summary has {len(spec.summary)} characters; lists show about {_LONGEST_SUMMARY}."
        yield LONG_SUMMARY.at(file.source, file.span_of("summary"), message)
    if spec.reviewed is None:
        return
    days = (given.today - spec.reviewed.on).days
    months = given.library.program.spec.review_months
    span = file.span_of("reviewed", "on")
    if days < 0:
        yield REVIEW_IN_FUTURE.at(file.source, span, f"The review is dated {spec.reviewed.on}, which is still to come.")
    elif days > months * _DAYS_A_MONTH:
        message = f"The last review was on {spec.reviewed.on}, more than {months} months ago."
        yield REVIEW_OVERDUE.at(file.source, span, message)
