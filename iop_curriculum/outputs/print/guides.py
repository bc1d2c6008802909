"""A module → the story of its facilitator guide: head, agenda, cautions on top, body, and what cannot wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iop_curriculum.content.blocks import Callout, CalloutKind, walk
from iop_curriculum.content.model import Module
from iop_curriculum.content.schema import Escalation, ModuleSpec
from iop_curriculum.outputs.print import styles
from iop_curriculum.outputs.print.callouts import callout
from iop_curriculum.outputs.print.context import PrintContext
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.flowables import Indented, PanelStyle, TaggedTable, panel
from iop_curriculum.outputs.print.paragraphs import Face, TaggedParagraph, object_fragment, text_fragments
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.writing import BlankSpace, Bullet

DRAFT = "Draft: not yet reviewed by a clinician at this program"


def guide_story(module: Module, story: Story, context: PrintContext, root: Element) -> list[Any]:
    """Return the flowables of a guide."""
    sheet, spec = story.sheet, module.spec
    made: list[Any] = [story.title(spec.title, root)]
    if spec.reviewed is None:
        made.append(story.text(DRAFT, sheet.draft, root))
    made.append(story.text(spec.summary, sheet.lead, root))
    made.append(story.text(_at_a_glance(spec, context), sheet.body, root))
    made += _list(story, root, "Objectives", spec.objectives)
    made += _list(story, root, "Bring", (*spec.materials, *_papers(spec, context)))
    made += _agenda(story, module, root)
    made += _cautions(story, module, root)
    made += story.set(module.blocks, story.place(root))
    made += _sources(story, module, root)
    return made + escalation(story, context.program.escalation, root)


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
        mark = Bullet("•", sheet, li.add("Lbl"), sheet.leading)
        made.append(Indented(story.text(item, sheet.tight, li, tag="LBody"), sheet.hang, mark, sheet.leading))
    made[1].sticks = True
    return made


def _agenda(story: Story, module: Module, root: Element) -> list[Any]:
    """Set the agenda: when each part starts, how long it is, and in the short version."""
    if not module.agenda:
        return []
    table = root.add("Table")
    header = table.add("THead").add("TR")
    shortened = any(segment.short_minutes != segment.minutes for segment in module.agenda)
    names = ["Start", "Minutes", "Part", *(["Short version"] if shortened else [])]
    rows = [[_agenda_cell(story, name, header, header=True) for name in names]]
    body = table.add("TBody")
    for segment in module.agenda:
        row = body.add("TR")
        texts = [f"{segment.starts_at // 60}:{segment.starts_at % 60:02}", str(segment.minutes), segment.title]
        texts += [str(segment.short_minutes)] if shortened else []
        rows.append([_agenda_cell(story, text, row) for text in texts])
    row = body.add("TR")
    totals = ["", str(module.agenda_minutes), "In all"]
    totals += [str(sum(segment.short_minutes for segment in module.agenda))] if shortened else []
    rows.append([_agenda_cell(story, text, row, bold=True) for text in totals])
    em = story.sheet.size
    last = [em * 6] if shortened else []
    widths = [em * 4, em * 5, story.sheet.width - em * 9 - sum(last), *last]
    made = TaggedTable(rows, colWidths=widths, repeatRows=1, hAlign="LEFT", style=agenda_style())
    made.spaceAfter = story.sheet.gap * 2
    return [story.heading("Agenda", root, 2), made]


def agenda_style() -> list[tuple[Any, ...]]:
    """Return the look of agendas and schedules: rules between rows only."""
    everywhere = ((0, 0), (-1, -1))
    return [
        ("LINEBELOW", *everywhere, 0.5, styles.HAIR),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, styles.INK),
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 2),
        ("RIGHTPADDING", *everywhere, 6),
        ("TOPPADDING", *everywhere, 3),
        ("BOTTOMPADDING", *everywhere, 3),
    ]


def _agenda_cell(story: Story, text: str, row: Element, *, header: bool = False, bold: bool = False) -> list[Any]:
    scope = {"attributes": {"O": "Table", "Scope": "Column"}} if header else {}
    element = row.add("TH" if header else "TD", **scope)
    return [story.text(text, story.sheet.cell, element, bold=header or bold)] if text else []


def _cautions(story: Story, module: Module, root: Element) -> list[Any]:
    """Gather the cautions before the body; they stand at their own place, too."""
    found = [b for b in walk(module.blocks) if isinstance(b, Callout) and b.kind is CalloutKind.CAUTION]
    if not found:
        return []
    made: list[Any] = [story.heading("Read first: cautions", root, 2)]
    for block in found:
        made += callout(story, block, story.place(root))
    return made


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
            mark = Bullet(f"{number}.", sheet, li.add("Lbl"), sheet.leading)
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
