"""A module → the story of its facilitator guide: head, agenda, cautions on top, body, and what cannot wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from iop_curriculum.content.blocks import Callout, CalloutKind, walk
from iop_curriculum.content.model import Module, Segment
from iop_curriculum.content.schema import Escalation, ModuleSpec
from iop_curriculum.outputs.print.context import PrintContext
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import Indented, PanelStyle, TaggedTable, panel, side_by_side
from iop_curriculum.outputs.print.grids import Entry, grid
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph, object_fragment, text_fragments
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.writing import BlankSpace, Bullet

_READ_FIRST = PanelStyle(frame=2.0, pad=9.0)

DRAFT = "Draft: not yet reviewed by a clinician at this program"


def guide_story(module: Module, story: Story, context: PrintContext, root: Element) -> list[Any]:
    """Return the flowables of a guide."""
    sheet, spec = story.sheet, module.spec
    made: list[Any] = [story.title(spec.title, root)]
    if spec.reviewed is None:
        made.append(story.text(DRAFT, sheet.draft, root))
    made.append(story.text(spec.summary, sheet.lead, root))
    made.append(story.text(_at_a_glance(spec, context), sheet.body, root))
    made.append(_two_lists(story, root, spec, context))
    made += _agenda(story, module, root)
    made += _cautions(story, module, root)
    story.notes = {segment.heading.span: _when(segment) for segment in module.agenda}
    made += story.set(module.blocks, story.place(root))
    made += _sources(story, module, root)
    return made + escalation(story, context.program.escalation, root)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _when(segment: Segment) -> str:
    """Say when a part of the agenda begins and how long it is."""
    short = f" (short {segment.short_minutes})" if segment.short_minutes != segment.minutes else ""
    return f"at {_clock(segment.starts_at)} · {segment.minutes} min{short}"


def _two_lists(story: Story, root: Element, spec: ModuleSpec, context: PrintContext) -> TaggedTable:
    """Set objectives and what to bring in two columns."""
    gutter = story.sheet.size * 2
    half = (story.sheet.width - gutter) / 2
    objectives = _list(story, root, "Objectives", spec.objectives)
    bring = _list(story, root, "Bring", (*spec.materials, *_papers(spec, context)))
    return side_by_side([[objectives, [], bring]], [half, gutter, half])


def _at_a_glance(spec: ModuleSpec, context: PrintContext) -> str:
    entry = "fits as a first session" if spec.entry == "open" else "builds on earlier sessions"
    timing = {"on-entry": "within the first two days", "before-discharge": "in the last week"}.get(spec.timing)
    serves = ", ".join(context.label("conditions", key) for key in spec.conditions)
    needs = [context.titles.get(f"modules/{p.module}", p.module) for p in spec.prerequisites]
    parts = [f"{spec.session_minutes} minutes", context.label("formats", spec.format), serves, entry, timing]
    if needs:
        parts.append("comes after: " + ", ".join(needs))
    return " · ".join(part for part in parts if part)


def _papers(spec: ModuleSpec, context: PrintContext) -> list[str]:
    handouts = [f"Handout: {context.titles.get(f'handouts/{slug}', slug)}" for slug in spec.handouts]
    return handouts + [f"Worksheet: {context.titles.get(f'worksheets/{slug}', slug)}" for slug in spec.worksheets]


def _list(story: Story, root: Element, title: str, items: Sequence[str]) -> list[Any]:
    if not items:
        return []
    sheet = story.sheet
    made: list[Any] = [story.heading(title, root, 2)]
    element = root.add("L", attributes={"O": "List", "ListNumbering": "Disc"})
    for item in items:
        li = element.add("LI")
        mark = Bullet("•", sheet, li.add("Lbl"))
        made.append(Indented(story.text(item, sheet.tight, li, tag="LBody"), sheet.hang, mark))
    made[1].sticks = True
    return made


def _agenda(story: Story, module: Module, root: Element) -> list[Any]:
    """Set the agenda: when each part starts, how long it is, and in the short version."""
    if not module.agenda:
        return []
    shortened = any(segment.short_minutes != segment.minutes for segment in module.agenda)
    em = story.sheet.size
    header, widths = ["Start", "Minutes", "Part"], [em * 4, em * 5, 0.0]
    rows = [[Entry(_clock(s.starts_at)), Entry(str(s.minutes)), Entry(s.title)] for s in module.agenda]
    rows.append([Entry(), Entry(str(module.agenda_minutes), bold=True), Entry("In all", bold=True)])
    if shortened:
        header, widths = [*header, "Short version"], [*widths, em * 8]
        for row, segment in zip(rows, module.agenda, strict=False):
            row.append(Entry(str(segment.short_minutes)))
        rows[-1].append(Entry(str(sum(segment.short_minutes for segment in module.agenda)), bold=True))
    return [story.heading("Agenda", root, 2), grid(story, root, header, rows, widths)]


def _cautions(story: Story, module: Module, root: Element) -> list[Any]:
    """Gather the cautions before the body; they stand at their own place, too."""
    found = [b for b in walk(module.blocks) if isinstance(b, Callout) and b.kind is CalloutKind.CAUTION]
    if not found:
        return []
    parent = root.add("Div")
    made: list[Any] = [story.heading("Read first: cautions", parent, 2, story.sheet.panel_heading)]
    inside = replace(story.place(parent), width=story.sheet.width - 2 * _READ_FIRST.indent)
    for block in found:
        if block.title:
            made.append(story.text(block.title, story.sheet.label, parent, sticks=True))
        made += story.set(block.blocks, inside)
    return panel(made, _READ_FIRST, story.sheet.gap * 2, story.sheet.gap * 2)


def _sources(story: Story, module: Module, root: Element) -> list[Any]:
    """Set the sources named in the front matter, unless the guide has a part of its own that lists them."""
    spec = module.spec
    if not spec.sources or any(section.title.lower() == "sources" and section.blocks for section in module.sections):
        return []
    return _list(story, root, "Sources", spec.sources)


def escalation(story: Story, steps: Escalation, root: Element) -> list[Any]:
    """Set what to do when something cannot wait; what the programme has not filled in is a blank for the pen."""
    sheet = story.sheet
    block = root.add("Sect")
    made: list[Any] = [story.heading("When it cannot wait", block, 2)]
    on_call = _blank_or(story, "On call", steps.on_call, block)
    where = _blank_or(story, "Where", steps.where, block)
    made += panel([on_call, where], PanelStyle(frame=1.2, pad=8.0), 0, sheet.gap)
    for situation in steps.situations:
        made.append(story.heading(situation.situation, block, 3))
        element = block.add("L", attributes={"O": "List", "ListNumbering": "Decimal"})
        for number, step in enumerate(situation.steps, 1):
            li = element.add("LI")
            mark = Bullet(f"{number}.", sheet, li.add("Lbl"))
            made.append(Indented(story.text(step, sheet.tight, li, tag="LBody", sticks=number == 1), sheet.hang, mark))
    return made


def _blank_or(story: Story, label: str, value: str, parent: Element) -> TaggedParagraph:
    style = story.sheet.tight
    words = text_fragments(f"{label}: ", style, Face(bold=True))
    if value:
        return TaggedParagraph.of([*words, *text_fragments(value, style, Face())], style, parent.add("P"), sticks=True)
    style = story.sheet.writing(style)
    space = BlankSpace(FieldSpec("", label), fillable=False)
    blank = object_fragment(space, style, style.fontSize * 8, style.fontSize)
    return TaggedParagraph.of([*words, blank], style, parent.add("P"), sticks=True)
