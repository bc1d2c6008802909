"""The programme's help lines and escalation steps as views: `program.yml` → what pages show.

A line that the programme has not filled in yet is shown as a labelled blank. No number stands in this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from iop_curriculum.content.model import PatientDocument, localised
from iop_curriculum.content.schema import HelpLine, ProgramSpec
from iop_curriculum.outputs.site.render import one_block, render
from iop_curriculum.outputs.site.words import speaks, words


@dataclass(frozen=True, slots=True)
class Line:
    """One way to get help; an empty contact is a blank to fill in."""

    label: str
    contact: str


@dataclass(frozen=True, slots=True)
class CrisisView:
    """The crisis block of one document; `language` is set where its own words are in another one."""

    language: str
    words: dict[str, str]
    now: tuple[Line, ...]
    program: tuple[Line, ...]
    topics: tuple[Line, ...]
    treatment: tuple[Line, ...]


def crisis_block(program: ProgramSpec, document: PatientDocument) -> str:
    """Return a document's crisis block as one block of HTML."""
    language = document.spec.language
    asked = (program.topic_lines[key] for key in document.spec.topic_lines if key in program.topic_lines)
    view = CrisisView(
        language="" if speaks(language) else "en",
        words=words(language),
        now=_lines(program, language, "crisis"),
        program=_lines(program, language, "daytime", "after-hours"),
        topics=tuple(Line(localised(t.label, language), localised(t.contact, language)) for t in asked),
        treatment=_lines(program, language, "find-treatment"),
    )
    return one_block(render("crisis.html.j2", view))


def _lines(
    program: ProgramSpec, language: str, *kinds: Literal["crisis", "find-treatment", "daytime", "after-hours"]
) -> tuple[Line, ...]:
    return tuple(_line(line, language) for kind in kinds for line in program.lines if line.kind == kind)


def _line(line: HelpLine, language: str) -> Line:
    return Line(localised(line.label, language), localised(line.contact, language) if line.contact else "")


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation that cannot wait, and what to do."""

    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskView:
    """What stands behind "someone is at risk" on every staff page."""

    on_call: str
    where: str
    situations: tuple[Situation, ...]
    lines: tuple[Line, ...]


def risk_panel(program: ProgramSpec) -> str:
    """Return the escalation panel as a partial of the theme. Braces are written as entities: the theme is a template
    itself.
    """
    escalation = program.escalation
    view = RiskView(
        on_call=escalation.on_call,
        where=escalation.where,
        situations=tuple(Situation(s.situation, s.steps) for s in escalation.situations),
        lines=_lines(program, program.locale, "crisis"),
    )
    return render("risk.html.j2", view).replace("{", "&#123;").replace("}", "&#125;")
