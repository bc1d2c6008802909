"""What may stand in front matter and in the YAML files: one pydantic model a file type.

Input: plain data from `frontmatter.py`. Output: frozen, typed values. The descriptions and examples here are what an
author reads in messages, in generated JSON Schemas and in forms. Which ids exist in the vocabulary is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from iop_curriculum.diagnostics import Severity

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$")]
RuleCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}\d{3}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Minutes = Annotated[int, Field(ge=1, le=600)]
TotalMinutes = Annotated[int, Field(ge=1, le=100_000)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _by_language(value: Any) -> Any:
    """Let `label: Words` stand for `label: {en: Words}`."""
    return {"en": value} if isinstance(value, str) else value


Localised = Annotated[dict[Language, Words], BeforeValidator(_by_language), Field(min_length=1)]


class Spec(BaseModel):
    """The common ground: frozen, and a key that is not known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Allow(Spec):
    """A local exception from one rule, with its reason."""

    rule: RuleCode
    reason: Words


class Review(Spec):
    """Who reviewed a document at this programme, and when. Never filled in by the tool."""

    by: Words
    on: dt.date


class Prerequisite(Spec):
    """A module that comes before this one. `hard`: it must; `soft`: the bridge makes up for it."""

    module: Slug
    need: Literal["soft", "hard"] = "soft"


def _prerequisite(value: Any) -> Any:
    return {"module": value} if isinstance(value, str) else value


class DocumentSpec(Spec):
    """What every module, handout and worksheet says of itself."""

    title: Words = Field(description="The name that people read.", examples=["The Alarm System"])
    summary: Words = Field(description="One sentence: what it is about.")
    version: Version = Field(description="Three numbers, raised when the text changes.", examples=["1.0.0"])
    topics: tuple[Slug, ...] = Field(min_length=1, description="Topic ids from the vocabulary.")
    conditions: tuple[Slug, ...] = Field(min_length=1, description="Condition ids from the vocabulary, or [all].")
    license: Words = Field(description="An SPDX license name.", examples=["CC-BY-4.0"])
    sources: tuple[Words, ...] = Field(
        default=(),
        description="Where the content comes from: author, title, where to find it, year.",
        examples=["SAMHSA. Trauma-Informed Care in Behavioral Health Services. TIP 57, 2014."],
    )
    derived_from: tuple[Words, ...] = Field(default=(), description="Works that this text was adapted from.")
    reviewed: Review | None = Field(
        default=None, description="Who reviewed it at your program, and when. The reviewer fills it in."
    )
    allow: tuple[Allow, ...] = Field(default=(), description="Rules that this file may break, with the reason.")


class ModuleSpec(DocumentSpec):
    """Front matter of one psychoeducation module, which is one session's facilitator guide."""

    adapted_for: tuple[Slug, ...] = Field(default=(), description="Conditions with a full adaptation in the guide.")
    approaches: tuple[Slug, ...] = Field(min_length=1, description="Approach ids from the vocabulary.")
    techniques: tuple[Slug, ...] = Field(
        default=(), description="Technique ids from the vocabulary. Each demands its caution callout in the guide."
    )
    format: Slug = Field(description="A format id from the vocabulary.", examples=["psychoeducation-group"])
    session_minutes: Minutes = Field(description="Length of the session in minutes.", examples=[60])
    entry: Literal["open", "sequenced"] = Field(
        description="`open` fits as somebody's first session; `sequenced` wants its prerequisites and carries a bridge."
    )
    timing: Literal["any", "on-entry", "before-discharge"] = Field(
        default="any", description="When in a person's stay it belongs: any time, the first days, or the last week."
    )
    prerequisites: tuple[Annotated[Prerequisite, BeforeValidator(_prerequisite)], ...] = Field(
        default=(),
        description="Modules that come before it. A name alone is soft; `{module: name, need: hard}` is not.",
    )
    load: Literal["normal", "heavy"] = Field(default="normal", description="How hard it is emotionally.")
    population: Slug = Field(default="adult", description="Who it is written for.")
    objectives: tuple[Words, ...] = Field(min_length=1, description="What people can do after the session.")
    materials: tuple[Words, ...] = Field(default=(), description="What to bring.")
    handouts: tuple[Slug, ...] = Field(default=(), description="Handouts by file name, in the order of their letters.")
    worksheets: tuple[Slug, ...] = Field(
        default=(), description="Worksheets by file name, in the order of their letters."
    )


class PatientSpec(DocumentSpec):
    """Front matter of a handout or worksheet."""

    language: Language = Field(description="Language of the text.", examples=["en"])
    audience: Literal["patient", "family"] = Field(default="patient", description="Who reads it.")
    private: bool = Field(default=False, description="Never stored on a device, never collected.")
    crisis: Literal["end", "top"] = Field(default="end", description="Where the crisis block stands.")
    topic_lines: tuple[Slug, ...] = Field(default=(), description="Further help lines from program.yml.")
    translation_of: str | None = Field(
        default=None,
        pattern=r"^[a-z0-9-]+@\d+\.\d+\.\d+$",
        description="The document and the version that this is a translation of.",
        examples=["alarm-and-avoidance@1.0.0"],
    )
    translation: Literal["human", "machine"] | None = Field(
        default=None, description="Who translated it. A machine's translation is not printed for patients."
    )


# ── the programme ────────────────────────────────────────────────────────────────────────────────────────────────────


class HelpLine(Spec):
    """One way to get help. `contact` is empty where the programme has yet to fill it in."""

    kind: Literal["crisis", "find-treatment", "daytime", "after-hours"] = Field(description="What the line is for.")
    label: Localised = Field(description="The words before the number.")
    contact: Localised | None = Field(default=None, description="How to reach it. Empty prints as a blank to fill in.")
    verified_on: dt.date | None = Field(default=None, description="The day on which somebody really checked it.")
    verified_how: str = Field(default="", description="How to check it.")


class TopicLine(Spec):
    """A help line that prints only on documents that ask for it by id."""

    label: Localised = Field(description="The words before the number.")
    contact: Localised = Field(description="How to reach it.")
    verified_on: dt.date | None = Field(default=None, description="The day on which somebody really checked it.")
    verified_how: str = Field(default="", description="How to check it.")


class EscalationStep(Spec):
    """One situation that cannot wait, and what to do."""

    situation: Words
    steps: tuple[Words, ...] = Field(min_length=1)


class Escalation(Spec):
    """Who is on call and what to do when someone is at risk. Unset parts print as blanks to fill in."""

    on_call: str = ""
    where: str = ""
    situations: tuple[EscalationStep, ...] = ()


class Closure(Spec):
    """Days on which the programme is closed, both ends included."""

    from_: dt.date = Field(alias="from")
    to: dt.date
    name: Words


class Colours(Spec):
    """Theme colours as #rrggbb."""

    primary: Colour = "#1f5f66"
    accent: Colour = "#8a4b08"


class ProgramSpec(Spec):
    """`curriculum/program.yml`: who we are."""

    format: Literal[1] = Field(description="The version of these files.")
    id: Slug = Field(description="A short name for calendars and files.")
    name: Words = Field(description="The program's name. It stands on staff pages only, unless `discreet` is off.")
    logo: str | None = Field(default=None, description="A picture for staff pages: its path in the project.")
    colours: Colours = Field(default=Colours(), description="The site's colors.")
    timezone: str = Field(default="America/New_York", description="For calendars.", examples=["America/Chicago"])
    locale: str = Field(default="en-US", description="Language and region of dates and texts.")
    paper: Literal["letter", "a4"] = Field(default="letter", description="The paper in your printer.")
    group_size: int = Field(default=10, ge=1, le=60, description="How many copies to print for a group.")
    languages: tuple[Language, ...] = Field(default=("en",), description="Languages that you hand out.")
    lines: tuple[HelpLine, ...] = Field(default=(), description="The help lines on every handout and worksheet.")
    topic_lines: Mapping[Slug, TopicLine] = Field(
        default_factory=dict, description="Help lines that print only on documents that ask for them."
    )
    escalation: Escalation = Field(default=Escalation(), description="What to do when someone is at risk.")
    privacy_text: str = Field(default="", description="How you protect privacy, checked by your own counsel.")
    closures: tuple[Closure, ...] = Field(default=(), description="Days on which no group meets.")
    rule_packs: tuple[str, ...] = Field(default=(), description="Your payers' rule packs, from curriculum/rules/.")
    severity: Mapping[RuleCode, Severity] = Field(
        default_factory=dict, description="Your own weight for a rule.", examples=["WRD012: info"]
    )
    review_months: int = Field(default=12, ge=1, le=120, description="After how many months a document is read again.")
    discreet: bool = Field(default=True, description="Whether headers and covers for patients leave the program out.")
    web_storage: Literal["off", "ask"] = Field(
        default="off", description="Whether a patient may choose to keep an online worksheet on their own device."
    )


class Term(Spec):
    """One entry of the vocabulary."""

    label: Localised = Field(description="The words that people read.")
    synonyms: tuple[Words, ...] = Field(default=(), description="What people type into search for it.")
    icd10: tuple[str, ...] = Field(default=(), description="For conditions: ICD-10-CM categories.", examples=["F41"])
    caution: str = Field(default="", description="For techniques: what the caution in a guide must cover.")
    countable: bool | None = Field(default=None, description="For services: whether its minutes count for payers.")


class VocabularySpec(Spec):
    """`curriculum/vocabulary.yml`: the words that material is sorted by."""

    format: Literal[1] = 1
    conditions: Mapping[Slug, Term]
    topics: Mapping[Slug, Term]
    approaches: Mapping[Slug, Term]
    techniques: Mapping[Slug, Term] = Field(default_factory=dict)
    formats: Mapping[Slug, Term]
    services: Mapping[Slug, Term]


class GlossaryTerm(Spec):
    """A word explained in plain language; `forms` are its other spellings and plurals."""

    term: Words
    forms: tuple[Words, ...] = ()
    definition: Localised


class GlossarySpec(RootModel[dict[Slug, GlossaryTerm]]):
    """`curriculum/glossary.yml`: id → term."""


# ── curricula ────────────────────────────────────────────────────────────────────────────────────────────────────────


class PlacedSession(Spec):
    """One session in a curriculum, perhaps with a fixed place."""

    module: Slug
    week: int | None = Field(default=None, ge=1, le=104)
    day: int | None = Field(default=None, ge=1, le=7)
    pin: bool = False
    essential: bool = False
    number: str | None = Field(default=None, pattern=r"^\d+(-\d+)?$", description="Kept number: 7 or 7-1.")


def _placed(value: Any) -> Any:
    return {"module": value} if isinstance(value, str) else value


class TrackSpec(Spec):
    """One track: its days, its starting time and its room."""

    days: tuple[Day, ...] = Field(min_length=1)
    start: ClockTime
    room: str = ""


class DayPart(Spec):
    """One part of a programme day: psychoeducation (true, or on which of the track's days), a break, or a service."""

    psychoeducation: Literal[True] | tuple[int, ...] | None = None
    break_: int | None = Field(default=None, alias="break", ge=1, le=240)
    service: Slug | None = None
    minutes: Minutes | None = None
    on: tuple[int, ...] = Field(default=(), description="On which of the track's days; empty: on each.")


class WeeklyService(Spec):
    """A service that each person gets once a week outside the day's shape."""

    service: Slug
    minutes: Minutes


class PoolSpec(Spec):
    """Which modules a plan may use: those with one of the conditions or topics, and those named. Empty: all modules."""

    conditions: tuple[Slug, ...] = Field(default=(), description="Modules for these conditions, and those for all.")
    topics: tuple[Slug, ...] = Field(default=(), description="Modules on these topics.")
    modules: tuple[Slug, ...] = Field(default=(), description="These modules besides.")
    leave_out: tuple[Slug, ...] = Field(default=(), description="Modules that are not used.")


class CoverageSpec(Spec):
    """How many minutes a plan gives to a condition or topic at the least."""

    conditions: dict[Slug, TotalMinutes] = Field(default_factory=dict, description="Condition id and minutes.")
    topics: dict[Slug, TotalMinutes] = Field(default_factory=dict, description="Topic id and minutes.")


class PlanSpec(Spec):
    """What a plan must do; `iop-curriculum plan` fills `sessions:` from it. Pinned sessions stay where they are."""

    pool: PoolSpec = Field(default=PoolSpec(), description="Which modules may be used.")
    must_include: tuple[Slug, ...] = Field(default=(), description="Modules that must be in it.")
    by_week: dict[Slug, Annotated[int, Field(ge=1, le=104)]] = Field(
        default_factory=dict, description="Modules that must come in this week at the latest."
    )
    before: tuple[tuple[Slug, Slug], ...] = Field(
        default=(), description="Pairs of modules: the first comes before the second.", examples=["[[a, b]]"]
    )
    coverage: CoverageSpec = Field(default=CoverageSpec(), description="Least minutes for conditions and topics.")
    repeat_after_weeks: int | None = Field(
        default=None, ge=1, le=104, description="A module may come again after so many weeks; without it, never."
    )
    topic_gap_days: int = Field(
        default=1, ge=0, le=30, description="Program days between two sessions with the same first topic, if possible."
    )
    freeze_weeks: int = Field(default=0, ge=0, le=104, description="Weeks from the start that stay as they are.")


class CurriculumSpec(Spec):
    """`curriculum/<slug>.yml`: one numbered multi-week curriculum."""

    title: Words = Field(description="The name that staff read.", examples=["Mental Health IOP, 8 weeks"])
    code: str = Field(pattern=r"^[A-Z]{1,6}$", description="Short code for staff: MH gives MH 7A.")
    patient_code: str = Field(pattern=r"^[A-Z]{1,6}$", description="Neutral code on patient paper.")
    summary: str = Field(default="", description="One or two sentences.")
    level_of_care: Literal["iop-adult", "iop-adolescent", "php", "none"] = Field(
        description="Which rule packs apply by themselves."
    )
    population: Slug = Field(default="adult", description="Who it is for.")
    serves: tuple[Slug, ...] = Field(default=(), description="Condition ids that it must cover.")
    requires: tuple[Slug, ...] = Field(default=(), description="Topic ids that it must hold at least once.")
    enrolment: Literal["rolling", "cohort"] = Field(description="Whether people join at any time or all together.")
    start: dt.date | None = Field(default=None, description="The first day, for calendars.", examples=["2027-01-04"])
    weeks: int = Field(ge=1, le=104, description="How many weeks it runs.")
    renumber: Literal["always", "never"] = Field(
        default="always", description="`never` keeps printed workbooks right when a session is put in: 7, 7-1, 8."
    )
    tracks: dict[Slug, TrackSpec] = Field(min_length=1, description="Groups that run in parallel, with days and times.")
    day: tuple[DayPart, ...] = Field(min_length=1, description="The shape of one program day, in order.")
    weekly: tuple[WeeklyService, ...] = Field(default=(), description="What each person gets once a week besides.")
    sessions: tuple[Annotated[PlacedSession, BeforeValidator(_placed)], ...] = Field(
        default=(), description="Modules in order. `{module: name, week: 1, day: 2, pin: true}` fixes a place."
    )
    plan: PlanSpec | None = Field(default=None, description="What `iop-curriculum plan` fills `sessions:` from.")


class RuleValue(Spec):
    """One figure of a rule pack: a key the checker knows, its value and where it is from."""

    value: float
    source: Words
    note: str = ""


class RulePackSpec(Spec):
    """`curriculum/rules/<slug>.yml`: a payer's or standard's figures, dated."""

    format: Literal[1] = 1
    title: Words
    source: Words
    edition: str = ""
    jurisdiction: str = ""
    applies_to: tuple[Literal["iop-adult", "iop-adolescent", "php"], ...] = ()
    effective: dt.date | None = None
    verified_on: dt.date | None = None
    review_after: dt.date | None = None
    severity: Severity = Severity.WARNING
    rules: Mapping[
        Literal[
            "min_hours_per_week",
            "max_hours_per_week",
            "min_hours_per_day",
            "min_days_per_week",
            "min_session_minutes",
            "max_group_size",
        ],
        RuleValue,
    ]
