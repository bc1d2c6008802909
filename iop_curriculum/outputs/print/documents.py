"""The printed documents: module, handout, worksheet → PDF bytes. Pure functions that any process may run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iop_curriculum.content.blocks import CrisisPlace, walk
from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.outputs.artefacts import Edition
from iop_curriculum.outputs.print import fonts
from iop_curriculum.outputs.print.context import PrintContext
from iop_curriculum.outputs.print.crisis import crisis_block
from iop_curriculum.outputs.print.fields import Forms
from iop_curriculum.outputs.print.footers import page_footer
from iop_curriculum.outputs.print.guides import guide_story
from iop_curriculum.outputs.print.layout import draw_pages
from iop_curriculum.outputs.print.metadata import Properties
from iop_curriculum.outputs.print.pictures import Pictures
from iop_curriculum.outputs.print.story import Story
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.tagged_pdf import PageEnd, TaggedCanvas
from iop_curriculum.outputs.print.words import words

GUIDE_LANGUAGE = "en"

# Makes a document's flowables in a fresh structure tree.
StoryMaker = Callable[[Element], list[Any]]


def render_guide(module: Module, context: PrintContext) -> bytes:
    """Return a module's facilitator guide. Guides hold no fields."""
    spec = module.spec
    sheet = Sheet("guide", context.program.paper)
    reviewed = f"Reviewed {spec.reviewed.on.isoformat()}" if spec.reviewed else ""
    line = " · ".join(part for part in (spec.title, f"Version {spec.version}", spec.license, reviewed) if part)

    def make(root: Element) -> list[Any]:
        pictures = Pictures(context.pictures, "modules")
        story = Story(sheet, GUIDE_LANGUAGE, pictures, module.blocks, fillable=False)
        return guide_story(module, story, context, root)

    properties = Properties(spec.title, _locale(GUIDE_LANGUAGE, context), spec.license)
    return render(make, sheet, properties, page_footer(sheet, GUIDE_LANGUAGE, line))


def render_patient(document: PatientDocument, edition: Edition, context: PrintContext, flat: bool = False) -> bytes:
    """Return a handout or worksheet; `flat` leaves out the form fields, for portals that allow none.

    What others see without reading the page (footer, metadata) names no condition and no programme.
    """
    spec = document.spec
    sheet = Sheet(edition, context.program.paper)
    language = spec.language

    def make(root: Element) -> list[Any]:
        pictures = Pictures(context.pictures, document.folder)
        story = Story(sheet, language, pictures, document.blocks, fillable=not flat)
        return _patient_story(document, story, context, root)

    line = f"{words('version', language, version=spec.version)} · {spec.license}"
    properties = Properties(spec.title, _locale(language, context), spec.license)
    fields = None if flat else document.key
    return render(make, sheet, properties, page_footer(sheet, language, line), fields)


def _patient_story(document: PatientDocument, story: Story, context: PrintContext, root: Element) -> list[Any]:
    spec, sheet = document.spec, story.sheet
    placed = any(isinstance(block, CrisisPlace) for block in walk(document.blocks))
    story.crisis = lambda parent: crisis_block(story, context.program, spec.topic_lines, parent)
    made: list[Any] = [story.title(spec.title, root)]
    if spec.crisis == "top" and not placed:
        made += story.crisis(root)
    made += story.set(document.blocks, story.place(root))
    if spec.derived_from:
        said = words("based-on", spec.language, works="; ".join(spec.derived_from))
        made.append(story.text(said, sheet.small, root))
    if spec.crisis == "end" and not placed:
        made += story.crisis(root)
    return made


def render(
    make: StoryMaker, sheet: Sheet, properties: Properties, page_end: PageEnd, fields: str | None = None
) -> bytes:
    """Draw a story; `fields` is the prefix of its form fields, None where it is to have none."""
    fonts.register()
    root = Element("Document")
    canvas = TaggedCanvas(sheet.page, root, properties, page_end)
    forms = None if fields is None else Forms(canvas, fields, sheet.field_size)
    draw_pages(make(root), sheet, canvas)
    if forms is not None:
        forms.finish()
    return canvas.finished()


def _locale(language: str, context: PrintContext) -> str:
    """Return the language with its region, where the programme's own locale tells it."""
    return context.program.locale if context.program.locale.partition("-")[0] == language else language
