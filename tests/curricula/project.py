"""Small projects in memory, for tests of curricula and rules."""

from __future__ import annotations

from collections.abc import Mapping

from iop_curriculum.content.library import load
from iop_curriculum.content.model import Library
from iop_curriculum.content.store import MemoryStore
from iop_curriculum.diagnostics import Checked

PROGRAM = """\
format: 1
id: test
name: Harbor Days
timezone: America/New_York
lines:
  - {kind: crisis, label: Danger, contact: Call 911., verified_on: 2026-11-01, verified_how: asked}
  - {kind: crisis, label: Crisis, contact: Call or text 988., verified_on: 2026-11-01, verified_how: read}
  - {kind: daytime, label: Daytime, contact: front desk, verified_on: 2026-11-01, verified_how: called}
  - {kind: after-hours, label: After hours, contact: night desk, verified_on: 2026-11-01, verified_how: called}
escalation: {on_call: the clinician on call, where: room 2, situations: [{situation: Any, steps: [Call.]}]}
"""

VOCABULARY = """\
conditions:
  anxiety: {label: Anxiety, synonyms: [panic]}
  eating: {label: Eating disorders}
  psychosis: {label: Schizophrenia and psychosis}
  substance-use: {label: Substance use disorders}
topics: {stress: {label: Stress}, sleep: {label: Sleep}, relapse-prevention: {label: Relapse prevention}}
approaches: {cbt: {label: CBT}}
techniques:
  breath-focus: {label: Breath focus, caution: Offer another anchor.}
formats: {psychoeducation-group: {label: Psychoeducation group}}
services:
  psychoeducation: {label: Psychoeducation, countable: true}
  process-group: {label: Process group, countable: true}
  individual: {label: Individual, countable: true}
  break: {label: Break, countable: false}
"""


def module(minutes: int = 60, **front: str) -> str:
    """Return a guide with nothing but what it must have; `front` replaces or adds front matter."""
    keys = {
        "title": "A session",
        "summary": "What it is about.",
        "version": "1.0.0",
        "topics": "[stress]",
        "conditions": "[all]",
        "approaches": "[cbt]",
        "format": "psychoeducation-group",
        "session_minutes": str(minutes),
        "entry": "open",
        "objectives": "[Know it.]",
        "license": "CC-BY-4.0",
        "sources": '["A. Book. 2020."]',
        **front,
    }
    lines = "\n".join(f"{key}: {value}" for key, value in keys.items())
    return f"---\n{lines}\n---\n\n## Check-in {{minutes={minutes}}}\n\nHello.\n"


def handout(**front: str) -> str:
    """Return a handout with nothing but what it must have."""
    keys = {
        "title": "A handout",
        "summary": "What it is about.",
        "version": "1.0.0",
        "language": "en",
        "topics": "[stress]",
        "conditions": "[all]",
        "license": "CC-BY-4.0",
        "sources": '["A. Book. 2020."]',
        **front,
    }
    lines = "\n".join(f"{key}: {value}" for key, value in keys.items())
    return f"---\n{lines}\n---\n\nYou can rest.\n"


CURRICULUM = """\
title: Four weeks
code: FD
patient_code: F
level_of_care: iop-adult
enrolment: rolling
start: 2027-01-04
weeks: 2
tracks:
  morning: {days: [mon, wed, fri], start: "09:00"}
day:
  - {psychoeducation: [1, 3]}
  - {break: 10}
  - {service: process-group, minutes: 60}
sessions: [a, b, c]
"""


def loaded(files: Mapping[str, str]) -> Checked[Library | None]:
    """Load a project of these files on top of a program and a vocabulary."""
    base = {"curriculum/program.yml": PROGRAM, "curriculum/vocabulary.yml": VOCABULARY}
    return load(MemoryStore({**base, **files}))


def library(files: Mapping[str, str]) -> Library:
    """Load a project that must have no fault of form."""
    checked = loaded(files)
    assert checked.diagnostics == ()
    assert checked.value is not None
    return checked.value


def with_modules(curriculum: str, *slugs: str, program: str = PROGRAM) -> Library:
    """Return a library of one curriculum `x` and simple modules."""
    files = {f"modules/{slug}.md": module() for slug in slugs}
    return library({**files, "curriculum/x.yml": curriculum, "curriculum/program.yml": program})
