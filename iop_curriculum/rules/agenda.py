"""Judgement on the agenda and the callouts of a guide (AGE, from 101): does a session teach in a way that helps?"""

from __future__ import annotations

from collections.abc import Iterator

from iop_curriculum.content.blocks import Callout, CalloutKind, walk
from iop_curriculum.content.model import Module, SegmentKind
from iop_curriculum.diagnostics import Diagnostic, Rule, Severity
from iop_curriculum.rules.given import Given
from iop_curriculum.source import Span

_SCHEMA = (
    "The common schema of published session guides (such as SAMHSA's Matrix and anger management manuals) has it. "
)

NO_CHECK_IN = Rule(
    code="AGE101",
    name="missing-check-in",
    severity=Severity.WARNING,
    summary="A session has no check-in.",
    what="Reports a guide without an agenda part of the kind check-in.",
    why=_SCHEMA + "At the check-in a leader sees who is at risk today, and people arrive.",
    example="an agenda that begins with “Teach”",
    instead="Add `## Check-in {minutes=10}`.",
)
NO_TEACHING = Rule(
    code="AGE102",
    name="missing-teaching",
    severity=Severity.WARNING,
    summary="A session teaches nothing.",
    what="Reports a guide without an agenda part of the kind teach.",
    why=_SCHEMA + "Without it the session is a conversation, not psychoeducation.",
    example="an agenda of check-in, discussion and close",
    instead="Add `## Teach: … {minutes=15}`.",
)
NO_PRACTICE = Rule(
    code="AGE103",
    name="missing-practice",
    severity=Severity.WARNING,
    summary="A session has no practice.",
    what="Reports a guide without an agenda part of the kind practice.",
    why="Skills are learned by doing. In a fidelity study of Illness Management and Recovery role-play was never used: "
    "practice that is not timed does not happen.",
    example="an agenda of check-in, teach, discussion and close",
    instead="Add `## Practice: … {minutes=20 worksheet=…}` with something that people try here and now.",
)
NO_DISCUSSION = Rule(
    code="AGE104",
    name="missing-discussion",
    severity=Severity.WARNING,
    summary="A session leaves no time to talk about it.",
    what="Reports a guide without an agenda part of the kind discussion.",
    why=_SCHEMA + "People make the subject their own by talking about it.",
    example="an agenda of check-in, teach, practice and close",
    instead="Add `## Discussion: … {minutes=10}` with questions to ask.",
)
NO_HOME_PRACTICE = Rule(
    code="AGE105",
    name="missing-home-practice",
    severity=Severity.WARNING,
    summary="A session sets no home practice.",
    what="Reports a guide without an agenda part of the kind home-practice.",
    why="A skill that is used only in group is lost after it. In a fidelity study of Illness Management and Recovery "
    "homework was avoided unless it was planned for.",
    example="an agenda that ends with discussion and close",
    instead="Add `## Home practice {minutes=5}` with one small thing to try.",
)
NO_CLOSE = Rule(
    code="AGE106",
    name="missing-close",
    severity=Severity.WARNING,
    summary="A session has no close.",
    what="Reports a guide without an agenda part of the kind close.",
    why=_SCHEMA + "At the close a leader sees who is not safe to leave and must be seen one-to-one.",
    example="an agenda that ends with “Home practice”",
    instead="Add `## Close {minutes=5}`.",
)
NO_HOMEWORK_REVIEW = Rule(
    code="AGE107",
    name="missing-homework-review",
    severity=Severity.WARNING,
    summary="A session never asks about the last home practice.",
    what="Reports a guide without an agenda part of the kind homework-review. Modules with `timing: on-entry` need "
    "none.",
    why="Home practice that nobody asks about is not done. Illness Management and Recovery plans 3–5 minutes for it.",
    example="an agenda that goes from check-in to teaching",
    instead="Add `## Review: last time's practice {minutes=5}`, and ask “what got in the way?”.",
)
NO_TEACH_BACK = Rule(
    code="AGE108",
    name="missing-teach-back",
    severity=Severity.WARNING,
    summary="A guide has no teach-back question.",
    what="Reports a guide without a `/// teachback` callout.",
    why="Teach-back shows whether the leader was clear (AHRQ, Health Literacy Universal Precautions Toolkit, Tool 5). "
    "Low literacy is more than a grade: people nod.",
    example="a guide that asks “Any questions?”",
    instead="Add `/// teachback` with one question such as “How would you tell a friend?”.",
)
NO_BRIDGE = Rule(
    code="AGE109",
    name="missing-bridge",
    severity=Severity.WARNING,
    summary="A session that builds on another has no bridge.",
    what="Reports a guide with `entry: sequenced` and no `/// bridge` callout.",
    why="Most groups admit people in any week. Without the key points of the session before, a newcomer can't take "
    "part.",
    example="entry: sequenced without `/// bridge`",
    instead="Add `/// bridge` with the prerequisite's key points, at most five minutes.",
)
LECTURE = Rule(
    code="AGE110",
    name="lecture-outweighs-practice",
    severity=Severity.INFO,
    summary="A session teaches longer than people practice and talk.",
    what="Compares the minutes of teach parts with those of practice and discussion together.",
    why="That the lecture wins over practice is among the commonest complaints about psychoeducation groups.",
    example="Teach 35, practice 10, discussion 5",
    instead="Cut the teaching to what the practice needs.",
)
NO_SHORT_VERSION = Rule(
    code="AGE111",
    name="missing-short-version",
    severity=Severity.INFO,
    summary="A guide does not say what to cut when time is short.",
    what="Reports a guide in which no agenda part has `cut=`, and one without a `/// short` callout.",
    why="Groups start late. A leader who must cut on the spot cuts the practice, which comes last.",
    example="## Practice {minutes=20} without cut",
    instead="Give parts `cut=10` (what they shrink to) and add `/// short`.",
)
NO_ADAPTATION = Rule(
    code="AGE112",
    name="missing-adaptation",
    severity=Severity.INFO,
    summary="A guide does not say how to hold the session by video or with people who read little.",
    what="Reports a guide without `/// adapt | Telehealth` or without `/// adapt | Low literacy`.",
    why="Both come up in every program; a practice must be doable by talking or drawing.",
    example="a guide with no `/// adapt` callout",
    instead="Add `/// adapt | Telehealth` and `/// adapt | Low literacy` under “Adaptations”.",
)
NO_FULL_ADAPTATION = Rule(
    code="AGE113",
    name="promised-adaptation-missing",
    severity=Severity.WARNING,
    summary="A module says it is adapted for a condition, but its guide is not.",
    what="Reports a condition in `adapted_for` for which no `/// adapt` callout has the condition's name in its title.",
    why="Coverage counts the module for that condition: people would be promised something that they do not get.",
    example="adapted_for: [psychosis] without `/// adapt | Psychosis`",
    instead="Write the adaptation, or take the condition out of `adapted_for`.",
)

RULES = (
    NO_CHECK_IN,
    NO_TEACHING,
    NO_PRACTICE,
    NO_DISCUSSION,
    NO_HOME_PRACTICE,
    NO_CLOSE,
    NO_HOMEWORK_REVIEW,
    NO_TEACH_BACK,
    NO_BRIDGE,
    LECTURE,
    NO_SHORT_VERSION,
    NO_ADAPTATION,
    NO_FULL_ADAPTATION,
)

_NEEDED = (
    (SegmentKind.CHECK_IN, NO_CHECK_IN, "check-in"),
    (SegmentKind.HOMEWORK_REVIEW, NO_HOMEWORK_REVIEW, "review of the last home practice"),
    (SegmentKind.TEACH, NO_TEACHING, "teaching"),
    (SegmentKind.PRACTICE, NO_PRACTICE, "practice"),
    (SegmentKind.DISCUSSION, NO_DISCUSSION, "discussion"),
    (SegmentKind.HOME_PRACTICE, NO_HOME_PRACTICE, "home practice"),
    (SegmentKind.CLOSE, NO_CLOSE, "close"),
)
_ALWAYS_ADAPTED = ("Telehealth", "Low literacy")


def check_module(given: Given, module: Module) -> Iterator[Diagnostic]:
    """Check one guide."""
    callouts = [block for block in walk(module.blocks) if isinstance(block, Callout)]
    kinds = {callout.kind for callout in callouts}
    if module.agenda:
        yield from _parts(module)
        yield from _short_version(module, kinds)
    if CalloutKind.TEACHBACK not in kinds:
        message = "This guide has no `/// teachback` question."
        yield NO_TEACH_BACK.at(module.file.source, _first_heading(module), message)
    if module.spec.entry == "sequenced" and CalloutKind.BRIDGE not in kinds:
        message = "This session is `entry: sequenced`, but its guide has no `/// bridge` for newcomers."
        yield NO_BRIDGE.at(module.file.source, module.file.span_of("entry"), message)
    yield from _adaptations(given, module, callouts)


def _first_heading(module: Module) -> Span | None:
    return module.agenda[0].heading.span if module.agenda else None


def _parts(module: Module) -> Iterator[Diagnostic]:
    kinds = {segment.kind for segment in module.agenda}
    for kind, rule, words in _NEEDED:
        exempt = kind is SegmentKind.HOMEWORK_REVIEW and module.spec.timing == "on-entry"
        if kind not in kinds and not exempt:
            parts = ", ".join(f"“{segment.title}”" for segment in module.agenda)
            message = f"The agenda has no {words}: it has {parts}."
            yield rule.at(module.file.source, _first_heading(module), message)
    teaching = [segment for segment in module.agenda if segment.kind is SegmentKind.TEACH]
    doing = [s for s in module.agenda if s.kind in (SegmentKind.PRACTICE, SegmentKind.DISCUSSION)]
    taught, done = sum(s.minutes for s in teaching), sum(s.minutes for s in doing)
    if doing and taught > done:
        message = f"{taught} minutes of teaching outweigh {done} minutes of practice and discussion."
        yield LECTURE.at(module.file.source, teaching[0].heading.span, message)


def _short_version(module: Module, kinds: set[CalloutKind]) -> Iterator[Diagnostic]:
    if all(segment.short_minutes == segment.minutes for segment in module.agenda):
        message = "No part of the agenda has a `cut`: there is no short version."
        yield NO_SHORT_VERSION.at(module.file.source, _first_heading(module), message)
    elif CalloutKind.SHORT not in kinds:
        message = "No `/// short` callout says how to hold the short version."
        yield NO_SHORT_VERSION.at(module.file.source, _first_heading(module), message)


def _adaptations(given: Given, module: Module, callouts: list[Callout]) -> Iterator[Diagnostic]:
    titles = [callout.title.casefold() for callout in callouts if callout.kind is CalloutKind.ADAPT]
    missing = [name for name in _ALWAYS_ADAPTED if name.casefold() not in titles]
    if missing:
        names = " and ".join(f"`/// adapt | {name}`" for name in missing)
        yield NO_ADAPTATION.at(module.file.source, _first_heading(module), f"This guide has no {names}.")
    for number, condition in enumerate(module.spec.adapted_for):
        if any(_names(given, condition, title) for title in titles):
            continue
        label = given.library.vocabulary.label("conditions", condition)
        message = f"`adapted_for` names {condition}, but no `/// adapt` callout is for “{label}”."
        yield NO_FULL_ADAPTATION.at(module.file.source, module.file.span_of("adapted_for", number), message)


def _names(given: Given, condition: str, title: str) -> bool:
    """Whether a callout's title names a condition by its id, its label, a word of its label or a synonym."""
    term = given.library.vocabulary.terms("conditions").get(condition)
    names = {condition.replace("-", " ")}
    if term:
        label = term.label.get("en", "").casefold()
        names |= {label, *(synonym.casefold() for synonym in term.synonyms)}
        names |= {part.strip() for part in label.split(" and ")}
    return any(name and name in title for name in names)
