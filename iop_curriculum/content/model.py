"""The library as the rest of the tool sees it: frozen values, no text to parse, no file to read.

Input: specs (`schema.py`) and blocks (`blocks.py`), put together by `library.py`. Units: minutes everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from iop_curriculum.content.blocks import Block, Heading, plain_text
from iop_curriculum.content.schema import (
    CurriculumSpec,
    GlossaryTerm,
    ModuleSpec,
    PatientSpec,
    ProgramSpec,
    RulePackSpec,
    Term,
    VocabularySpec,
)
from iop_curriculum.source import Source, Span

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """A local exception from one rule: for the whole file (`covers` is None) or for the block at `covers`.

    `span` is where the exception itself is written.
    """

    rule: str
    reason: str
    span: Span
    covers: Span | None = None


@dataclass(frozen=True)
class ContentFile:
    """One file as read: its text, where its YAML keys stand, and where its body begins (offset)."""

    source: Source
    key_spans: Mapping[KeyPath, Span] = field(default_factory=dict, repr=False)
    value_spans: Mapping[KeyPath, Span] = field(default_factory=dict, repr=False)
    body_start: int = 0
    sha256: str = ""
    allowances: tuple[Allowance, ...] = ()

    @property
    def path(self) -> str:
        """Path relative to the project, with `/`."""
        return self.source.path

    def span_of(self, *path: str | int) -> Span:
        """Return where a value stands, else the nearest thing around it, else the start of the file."""
        for length in range(len(path), 0, -1):
            found = self.value_spans.get(path[:length]) or self.key_spans.get(path[:length])
            if found:
                return found
        return Span(0, 0)


class SegmentKind(StrEnum):
    """What a part of the agenda is for."""

    CHECK_IN = "check-in"
    HOMEWORK_REVIEW = "homework-review"
    TEACH = "teach"
    PRACTICE = "practice"
    DISCUSSION = "discussion"
    HOME_PRACTICE = "home-practice"
    CLOSE = "close"
    OTHER = "other"


@dataclass(frozen=True)
class Segment:
    """One timed part of a session, in minutes from its start; `short_minutes` is its length in the short version."""

    heading: Heading
    kind: SegmentKind
    starts_at: int
    minutes: int
    short_minutes: int
    worksheet: str | None
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The heading's words."""
        return plain_text(self.heading.content)


@dataclass(frozen=True)
class Section:
    """A part of a guide that is not on the clock: cautions, adaptations, sources."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The heading's words."""
        return plain_text(self.heading.content)


@dataclass(frozen=True)
class Module:
    """One psychoeducation module: one session's facilitator guide."""

    slug: str
    file: ContentFile
    spec: ModuleSpec
    blocks: tuple[Block, ...]
    introduction: tuple[Block, ...]
    agenda: tuple[Segment, ...]
    sections: tuple[Section, ...]

    @property
    def agenda_minutes(self) -> int:
        """What the agenda's minutes add up to."""
        return sum(segment.minutes for segment in self.agenda)


Audience = Literal["staff", "patients"]
PatientKind = Literal["handout", "worksheet"]


@dataclass(frozen=True)
class PatientDocument:
    """One handout or worksheet in one language. `key` is `slug` or `slug.es`."""

    slug: str
    kind: PatientKind
    file: ContentFile
    spec: PatientSpec
    blocks: tuple[Block, ...]
    is_translation: bool = False

    @property
    def key(self) -> str:
        """The file's name without `.md`."""
        return f"{self.slug}.{self.spec.language}" if self.is_translation else self.slug

    @property
    def folder(self) -> str:
        """`handouts` or `worksheets`."""
        return self.kind + "s"


@dataclass(frozen=True)
class Program:
    """The programme."""

    file: ContentFile
    spec: ProgramSpec


@dataclass(frozen=True)
class Vocabulary:
    """The vocabulary."""

    file: ContentFile
    spec: VocabularySpec

    def label(self, group: str, key: str, language: str = "en") -> str:
        """Return the words for an id of a group (`conditions`, `topics`, …); an unknown id stands for itself."""
        if group == "conditions" and key == "all":
            return "All conditions"
        term = self.terms(group).get(key)
        return localised(term.label, language) if term else key

    def terms(self, group: str) -> Mapping[str, Term]:
        """Return a group's ids and terms."""
        terms: Mapping[str, Term] = getattr(self.spec, group)
        return terms


@dataclass(frozen=True)
class Curriculum:
    """One multi-week curriculum as written."""

    slug: str
    file: ContentFile
    spec: CurriculumSpec


@dataclass(frozen=True)
class RulePack:
    """One dated pack of programme rules."""

    slug: str
    file: ContentFile
    spec: RulePackSpec


@dataclass(frozen=True)
class Picture:
    """A file that content shows: path relative to the project, bytes as read."""

    path: str
    data: bytes = field(repr=False)
    sha256: str = ""


@dataclass(frozen=True)
class Library:
    """All content of a programme, each mapping in order of its keys."""

    program: Program
    vocabulary: Vocabulary
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    modules: Mapping[str, Module] = field(default_factory=dict)
    handouts: Mapping[str, PatientDocument] = field(default_factory=dict)
    worksheets: Mapping[str, PatientDocument] = field(default_factory=dict)
    curricula: Mapping[str, Curriculum] = field(default_factory=dict)
    rule_packs: Mapping[str, RulePack] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    """Project paths of documents that exist but can't be read: what hangs on them can't be judged."""

    @property
    def patient_documents(self) -> tuple[PatientDocument, ...]:
        """Handouts, then worksheets."""
        return (*self.handouts.values(), *self.worksheets.values())

    def documents_of(self, module: Module) -> tuple[PatientDocument, ...]:
        """Return a module's handouts, then its worksheets, in the module's order; unknown ones are left out."""
        handouts = (self.handouts.get(slug) for slug in module.spec.handouts)
        worksheets = (self.worksheets.get(slug) for slug in module.spec.worksheets)
        return tuple(document for document in (*handouts, *worksheets) if document)

    def modules_using(self, document: PatientDocument) -> tuple[Module, ...]:
        """Return the modules that hand out a document."""
        listed = "handouts" if document.kind == "handout" else "worksheets"
        return tuple(m for m in self.modules.values() if document.slug in getattr(m.spec, listed))


def localised(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, else in its main language, else in English, else any."""
    for key in (language, language.partition("-")[0], "en"):
        if key in texts:
            return texts[key]
    return next(iter(texts.values()))
