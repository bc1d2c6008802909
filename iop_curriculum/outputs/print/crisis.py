"""The crisis block: the programme's lines → a framed panel in two parts, help now and finding treatment.

Every patient document carries it once. A line that the programme has not filled in is a labelled blank for the pen: no
number is ever invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from iop_curriculum.content.model import localised
from iop_curriculum.content.schema import ProgramSpec
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import PanelStyle, panel
from iop_curriculum.outputs.print.lists import two_columns
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph, object_fragment, text_fragments
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.words import words
from iop_curriculum.outputs.print.writing import BlankSpace

_LOOK = PanelStyle(frame=1.6, pad=9.0)
_CLOSEST = 2  # the setting in which lines stand in two columns
_ENOUGH = 4


@dataclass(frozen=True)
class Line:
    """One way to get help; `contact` is empty where it is to be filled in by hand."""

    label: str
    contact: str


def lines_now(program: ProgramSpec, topic_lines: Sequence[str], language: str) -> tuple[Line, ...]:
    """Return the lines for help now: crisis lines, then the programme's own, then those that the document asks for."""
    order = ("crisis", "daytime", "after-hours")
    lines = sorted((line for line in program.lines if line.kind in order), key=lambda line: order.index(line.kind))
    own = [_line(line, language) for line in lines]
    topics = [program.topic_lines[key] for key in topic_lines if key in program.topic_lines]
    return (*own, *(_line(line, language) for line in topics))


def lines_for_treatment(program: ProgramSpec, language: str) -> tuple[Line, ...]:
    """Return the lines that help to find treatment and are not for emergencies."""
    return tuple(_line(line, language) for line in program.lines if line.kind == "find-treatment")


def _line(line: Any, language: str) -> Line:
    contact = localised(line.contact, language) if line.contact else ""
    return Line(localised(line.label, language), contact)


def crisis_block(story: Story, program: ProgramSpec, topic_lines: Sequence[str], parent: Element) -> list[Any]:
    """Return the crisis block as one panel."""
    language = story.language
    block = parent.add("Div")
    made: list[Any] = []
    now = lines_now(program, topic_lines, language)
    treatment = lines_for_treatment(program, language)
    if now:
        made += [
            story.heading(words("crisis", language), block, 2, story.sheet.panel_heading),
            *_lines(story, now, block),
        ]
    if treatment:
        heading = story.text(words("find-treatment", language), story.sheet.second_label, block, bold=True, sticks=True)
        made += [heading, *_lines(story, treatment, block)]
    for flowable in made[:-1]:
        flowable.sticks = True  # one block, on one page
    return panel(made, _LOOK, story.sheet.gap * 2, story.sheet.gap)


def _lines(story: Story, lines: Sequence[Line], parent: Element) -> list[Any]:
    element = parent.add("L", attributes={"O": "List", "ListNumbering": "None"})
    made = [_set(story, line, element.add("LI").add("LBody")) for line in lines]
    if story.sheet.look == "large" or story.sheet.close < _CLOSEST or len(made) < _ENOUGH:
        return made
    gutter = story.sheet.size
    half = (story.sheet.width - 2 * _LOOK.pad - gutter) / 2
    return [two_columns(made, half, gutter)]


def _set(story: Story, line: Line, element: Element) -> TaggedParagraph:
    style = story.sheet.tight
    label = text_fragments(f"{line.label}: ", style, Face())
    if line.contact:
        return TaggedParagraph.of([*label, *text_fragments(line.contact, style, Face(bold=True))], style, element)
    style = story.sheet.writing(style)
    space = BlankSpace(FieldSpec("", line.label), fillable=False)
    blank = object_fragment(space, style, style.fontSize * 8, style.fontSize)
    return TaggedParagraph.of([*label, blank], style, element)
