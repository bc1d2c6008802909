"""The printed documents: module, handout, worksheet → PDF bytes. Pure functions that any process may run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from iop_curriculum.content.blocks import CrisisPlace, walk
from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.content.schema import ProgramSpec
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
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas
from iop_curriculum.outputs.print.words import words

GUIDE_LANGUAGE = "en"

# Makes a document's flowables on a sheet, in a fresh structure tree.
StoryMaker = Callable[[Sheet, Element], list[Any]]

# What the close settings save at most, as a share of a page: on each full page, and on the last one.
_CLOSER: tuple[Literal[1, 2], ...] = (1, 2)
_SAVED_A_PAGE, _SAVED_ON_LAST = 0.36, 0.3


def render_guide(module: Module, context: PrintContext) -> bytes:
    """Return a module's facilitator guide. Guides hold no fields."""
    spec = module.spec
    reviewed = f"Reviewed {spec.reviewed.on.isoformat()}" if spec.reviewed else ""
    line = " · ".join(part for part in (spec.title, f"Version {spec.version}", spec.license, reviewed) if part)

    def make(sheet: Sheet, root: Element) -> list[Any]:
        pictures = Pictures(context.pictures, "modules")
        story = Story(sheet, GUIDE_LANGUAGE, pictures, module.blocks, fillable=False)
        return guide_story(module, story, context, root)

    properties = Properties(spec.title, locale(GUIDE_LANGUAGE, context.program), spec.license)
    sheet = Sheet("guide", context.program.paper)
    return render(make, sheet, Details(properties, GUIDE_LANGUAGE, line))


def render_patient(document: PatientDocument, edition: Edition, context: PrintContext, flat: bool = False) -> bytes:
    """Return a handout or worksheet; `flat` leaves out the form fields, for portals that allow none.

    What others see without reading the page (footer, metadata) names no condition and no programme.
    """
    spec = document.spec
    language = spec.language

    def make(sheet: Sheet, root: Element) -> list[Any]:
        pictures = Pictures(context.pictures, document.folder)
        story = Story(sheet, language, pictures, document.blocks, fillable=not flat)
        return _patient_story(document, story, context, root)

    line = f"{words('version', language, version=spec.version)} · {spec.license}"
    properties = Properties(spec.title, locale(language, context.program), spec.license)
    fields = None if flat else document.key
    return render(make, Sheet(edition, context.program.paper), Details(properties, language, line, fields))


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


@dataclass(frozen=True)
class Details:
    """What a document says of itself. `fields` is the prefix of its form fields, None where it is to have none."""

    properties: Properties
    language: str
    footer: str
    fields: str | None = None


def render(make: StoryMaker, sheet: Sheet, details: Details) -> bytes:
    """Draw a story; where setting it closer saves a page that is not full, do that, and no closer than it takes."""
    fonts.register()
    canvas, filled = _drawn(make, sheet, details)
    if canvas.page_count > 1 and filled < _SAVED_A_PAGE * (canvas.page_count - 1) + _SAVED_ON_LAST * filled:
        for close in _CLOSER:
            closer, _ = _drawn(make, replace(sheet, close=close), details)
            if closer.page_count < canvas.page_count:
                canvas = closer
                break
    if canvas.forms is not None:
        canvas.forms.finish()
    return canvas.finished()


def _drawn(make: StoryMaker, sheet: Sheet, details: Details) -> tuple[TaggedCanvas, float]:
    root = Element("Document")
    footer = page_footer(sheet, details.language, details.footer)
    canvas = TaggedCanvas(sheet.page, root, details.properties, footer)
    if details.fields is not None:
        Forms(canvas, details.fields, sheet.field_size)
    return canvas, draw_pages(make(sheet, root), sheet, canvas)


def locale(language: str, program: ProgramSpec) -> str:
    """Return a language with its region, where the programme's own locale tells it."""
    return program.locale if program.locale.partition("-")[0] == language else language
