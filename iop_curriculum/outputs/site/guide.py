"""A session guide's page: module + where curricula place it → view.

The head is what a facilitator needs in the five minutes before group; the body is the guide's own Markdown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iop_curriculum.content.blocks import Callout, CalloutKind, walk
from iop_curriculum.content.model import Library, Module, Section, Segment
from iop_curriculum.curricula.compiled import CompiledCurriculum, NumberedSession, Track
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.body import first_sentence, guide_body, text_of
from iop_curriculum.outputs.site.links import (
    DocumentLinks,
    Link,
    document_links,
    href,
    module_link,
    pdf_href,
    term_links,
)
from iop_curriculum.outputs.site.note import note_stub
from iop_curriculum.outputs.site.render import Page
from iop_curriculum.outputs.site.words import clock, offset

ENTRY = {"open": "Open: fits as a first session", "sequenced": "Sequenced: builds on other sessions"}
TIMING = {"any": "", "on-entry": "In a person's first two program days", "before-discharge": "In a person's last week"}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One line of the agenda. Times are minutes since the start; `to` and `at` are shown before a start time is
    chosen.
    """

    title: str
    anchor: str
    kind: str
    starts_at: int
    minutes: int
    short_minutes: int
    at: str
    worksheet: DocumentLinks | None


@dataclass(frozen=True, slots=True)
class Caution:
    """What a facilitator must know first: the first sentence, and where in the guide the rest stands (`anchor`)."""

    title: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a curriculum puts the session."""

    code: str
    curriculum: Link
    week: int
    day: int
    essential: bool
    previous: Link | None
    following: Link | None


@dataclass(frozen=True, slots=True)
class StartTime:
    """A time at which the session starts in some track: what it is called, and `HH:MM`."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """All that the head and foot of a session guide show."""

    slug: str
    title: str
    summary: str
    version: str
    license: str
    minutes: int
    short_minutes: int
    group_size: int
    format: str
    entry: str
    timing: str
    heavy: bool
    reviewed: str
    objectives: tuple[str, ...]
    materials: tuple[str, ...]
    documents: tuple[DocumentLinks, ...]
    cautions: tuple[Caution, ...]
    agenda: tuple[AgendaRow, ...]
    prerequisites: tuple[Link, ...]
    places: tuple[Place, ...]
    starts: tuple[StartTime, ...]
    conditions: tuple[Link, ...]
    topics: tuple[Link, ...]
    approaches: tuple[Link, ...]
    pdf: str
    home: str
    library: str
    note: str


def guide_page(inputs: Inputs, module: Module) -> Page:
    """Return a module's page."""
    return Page(
        title=module.spec.title,
        description=module.spec.summary,
        view=guide_view(inputs, module),
        head="guide_head.html.j2",
        body=guide_body(module),
        foot="guide_foot.html.j2",
        toc=True,
    )


def guide_view(inputs: Inputs, module: Module) -> GuideView:
    """Return what a module's page shows around its body."""
    library, spec, page = inputs.library, module.spec, artefacts.module_page(module.slug)
    documents = tuple(document_links(page, d) for d in library.documents_of(module))
    return GuideView(
        slug=module.slug,
        title=spec.title,
        summary=spec.summary,
        version=spec.version,
        license=spec.license,
        minutes=spec.session_minutes,
        short_minutes=sum(s.short_minutes for s in module.agenda),
        group_size=library.program.spec.group_size,
        format=library.vocabulary.label("formats", spec.format),
        entry=ENTRY[spec.entry],
        timing=TIMING[spec.timing],
        heavy=spec.load == "heavy",
        reviewed=f"{spec.reviewed.by}, {spec.reviewed.on.isoformat()}" if spec.reviewed else "",
        objectives=spec.objectives,
        materials=spec.materials,
        documents=documents,
        cautions=tuple(_cautions(library, module)),
        agenda=tuple(_agenda(page, library, module)),
        prerequisites=tuple(_prerequisites(page, library, module)),
        places=tuple(_places(page, inputs.compiled.values(), module)),
        starts=tuple(_starts(inputs.compiled.values(), module)),
        conditions=term_links(page, library, "conditions", tuple(c for c in spec.conditions if c != "all")),
        topics=term_links(page, library, "topics", spec.topics),
        approaches=term_links(page, library, "approaches", spec.approaches),
        pdf=pdf_href(page, artefacts.site_guide_pdf(module.slug)),
        home=href(page, "index"),
        library=href(page, "library"),
        note=note_stub(library, module),
    )


def _cautions(library: Library, module: Module) -> Iterator[Caution]:
    """The guide's own cautions; for a technique that has none there, the vocabulary's."""
    told = set()
    parts: tuple[Segment | Section, ...] = (*module.agenda, *module.sections)
    places = [(module.introduction, ""), *((part.blocks, part.heading.anchor) for part in parts)]
    for blocks, anchor in places:
        for block in walk(blocks):
            if isinstance(block, Callout) and block.kind is CalloutKind.CAUTION:
                told.add(block.title.casefold())
                text = text_of(block.blocks).strip()
                first = first_sentence(text)
                yield Caution(block.title, first, anchor if first != text else "")
    for key in module.spec.techniques:
        term = library.vocabulary.terms("techniques").get(key)
        if term and term.caution and library.vocabulary.label("techniques", key).casefold() not in told:
            yield Caution(library.vocabulary.label("techniques", key), term.caution, "")


def _agenda(page: str, library: Library, module: Module) -> Iterator[AgendaRow]:
    for segment in module.agenda:
        worksheet = library.worksheets.get(segment.worksheet) if segment.worksheet else None
        yield AgendaRow(
            title=segment.title,
            anchor=segment.heading.anchor,
            kind=segment.kind.value,
            starts_at=segment.starts_at,
            minutes=segment.minutes,
            short_minutes=segment.short_minutes,
            at=offset(segment.starts_at),
            worksheet=document_links(page, worksheet) if worksheet else None,
        )


def _prerequisites(page: str, library: Library, module: Module) -> Iterator[Link]:
    for needed in module.spec.prerequisites:
        found = library.modules.get(needed.module)
        if found:
            yield module_link(page, found, "must come first" if needed.need == "hard" else "")


def _places(page: str, compiled: Iterable[CompiledCurriculum], module: Module) -> Iterator[Place]:
    for curriculum in compiled:
        for at, session in enumerate(curriculum.sessions):
            if session.module.slug != module.slug:
                continue
            before = curriculum.sessions[at - 1] if at else None
            after = curriculum.sessions[at + 1] if at + 1 < len(curriculum.sessions) else None
            yield Place(
                code=session.code,
                curriculum=Link(
                    curriculum.curriculum.spec.title, href(page, artefacts.curriculum_page(curriculum.slug))
                ),
                week=session.week,
                day=session.day,
                essential=session.essential,
                previous=_session_link(page, before),
                following=_session_link(page, after),
            )


def _session_link(page: str, session: NumberedSession | None) -> Link | None:
    return module_link(page, session.module, session.code) if session else None


def _starts(compiled: Iterable[CompiledCurriculum], module: Module) -> Iterator[StartTime]:
    """The clock times at which tracks hold the session, each once."""
    seen = set()
    for curriculum in compiled:
        for track in curriculum.tracks:
            start = _first_start(track, module)
            if start is None or (track.name, start) in seen:
                continue
            seen.add((track.name, start))
            yield StartTime(f"{track.name.replace('-', ' ').capitalize()}, {clock(start)}", f"{start:%H:%M}")


def _first_start(track: Track, module: Module) -> dt.datetime | None:
    slots = (slot for day in track.days for slot in day.slots)
    return next((s.start for s in slots if s.session and s.session.module.slug == module.slug), None)
