"""A project whose every word tries to be more than a word: markup, templates, Markdown, quotes."""

from __future__ import annotations

HOSTILE = (
    '"><script>alert(1)</script>',
    "{{ config }} {% raw %}",
    "**x** _y_ `z`",
    "[a](b) ![c](d)",
    "</title><script>alert(2)</script>",
    "/// say",
    "a & b < c > d 'e' \\ | #",
)

PROGRAM = """format: 1
id: hostile
name: {name}
languages: [en, es]
lines:
  - {{kind: crisis, label: {name}, contact: {name}}}
escalation:
  on_call: {name}
  situations: [{{situation: {name}, steps: [{name}]}}]
"""

VOCABULARY = """format: 1
conditions:
  anxiety: {{label: {name}, synonyms: [{name}]}}
topics:
  coping: {{label: {name}}}
approaches:
  cbt: {{label: {name}}}
techniques:
  breath-focus: {{label: {name}, caution: {name}}}
formats:
  psychoeducation-group: {{label: {name}}}
services:
  process-group: {{label: {name}}}
"""

MODULE = """---
title: {name}
summary: {name}
version: 1.0.0
topics: [coping]
conditions: [anxiety]
approaches: [cbt]
techniques: [breath-focus]
format: psychoeducation-group
session_minutes: 60
entry: open
objectives: [{name}]
materials: [{name}]
handouts: [sheet-{number}]
license: CC-BY-4.0
---

## Check-in {{minutes=10}}

/// say
See [the sheet](../handouts/sheet-{number}.md), [again][ref] and [a page](https://example.org/a).
///

![A wave](../figures/wave.svg "A wave")

[ref]: ../handouts/sheet-{number}.md

## Teach {{minutes=50 cut=40}}

Words.
"""

HANDOUT = """---
title: {name}
summary: {name}
version: 1.0.0
language: en
audience: patient
topics: [coping]
conditions: [anxiety]
license: CC-BY-4.0
---

Your name: ____________

See [another](../handouts/sheet-0.md), [the guide](../modules/module-{number}.md) and [a page](https://example.org/a).

![A wave](../figures/wave.svg)

/// crisis
///

Last words.
"""

TRANSLATION = """---
title: Olas
summary: Cómo pasan las olas.
version: 1.0.0
language: es
audience: family
topics: [coping]
conditions: [anxiety]
license: CC-BY-4.0
translation_of: sheet-0@1.0.0
translation: human
---

Mi nombre: ____________
"""

CURRICULUM = """title: {name}
code: H
patient_code: P
summary: {name}
level_of_care: none
enrolment: rolling
start: 2027-01-04
weeks: 4
tracks:
  morning: {{days: [mon, wed], start: "09:00", room: {name}}}
day:
  - {{psychoeducation: true}}
  - {{service: process-group, minutes: 60}}
sessions: [{slugs}]
"""

GLOSSARY = """word: {{term: {name}, forms: [{name}], definition: {name}}}
"""

WAVE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path d="M0 0h9"/></svg>'


def quoted(words: str) -> str:
    """Return words as a YAML string."""
    return "'" + words.replace("'", "''") + "'"


def hostile_files() -> dict[str, str | bytes]:
    """Return the project's files."""
    worst = quoted(HOSTILE[0])
    files: dict[str, str | bytes] = {
        "curriculum/program.yml": PROGRAM.format(name=worst),
        "curriculum/vocabulary.yml": VOCABULARY.format(name=worst),
        "curriculum/glossary.yml": GLOSSARY.format(name=worst),
        "curriculum/hostile.yml": CURRICULUM.format(
            name=quoted(HOSTILE[1]), slugs=", ".join(f"module-{n}" for n in range(len(HOSTILE)))
        ),
        "figures/wave.svg": WAVE,
        "handouts/sheet-0.es.md": TRANSLATION,
    }
    for number, words in enumerate(HOSTILE):
        files[f"modules/module-{number}.md"] = MODULE.format(name=quoted(words), number=number)
        files[f"handouts/sheet-{number}.md"] = HANDOUT.format(name=quoted(words), number=number)
    return files
