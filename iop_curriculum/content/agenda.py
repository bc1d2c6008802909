"""A guide's blocks → introduction, timed agenda, and the parts that are not on the clock.

The agenda is the level-2 headings with `minutes`; whether a good session has a check-in or a practice is judged in
`rules/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from iop_curriculum.content import faults
from iop_curriculum.content.blocks import Block, Heading, plain_text
from iop_curriculum.content.model import Section, Segment, SegmentKind
from iop_curriculum.diagnostics import Checked, Diagnostic
from iop_curriculum.source import Source

Parts = tuple[tuple[Block, ...], tuple[Segment, ...], tuple[Section, ...]]

# What a heading's first words say of its kind, longest first: "Home practice review" before "Home practice".
_FIRST_WORDS: tuple[tuple[str, SegmentKind], ...] = (
    ("home practice review", SegmentKind.HOMEWORK_REVIEW),
    ("homework review", SegmentKind.HOMEWORK_REVIEW),
    ("home practice", SegmentKind.HOME_PRACTICE),
    ("homework", SegmentKind.HOME_PRACTICE),
    ("check-in", SegmentKind.CHECK_IN),
    ("check in", SegmentKind.CHECK_IN),
    ("review", SegmentKind.HOMEWORK_REVIEW),
    ("teach", SegmentKind.TEACH),
    ("practice", SegmentKind.PRACTICE),
    ("discuss", SegmentKind.DISCUSSION),
    ("clos", SegmentKind.CLOSE),
)


def kind_by_words(title: str) -> SegmentKind:
    """Return the kind that a heading's first words name, or `other`."""
    lowered = title.lower().strip()
    return next((kind for words, kind in _FIRST_WORDS if lowered.startswith(words)), SegmentKind.OTHER)


def read_agenda(
    source: Source, blocks: Sequence[Block], session_minutes: int, worksheets: Sequence[str]
) -> Checked[Parts]:
    """Split a guide at its level-2 headings; faults of minutes, kinds and order are told."""
    introduction, pieces = _split(blocks)
    found: list[Diagnostic] = []
    segments: list[Segment] = []
    sections: list[Section] = []
    for heading, inner in pieces:
        segment = _segment(source, heading, inner, worksheets, found)
        if segment is None:
            sections.append(Section(heading, inner))
            continue
        if sections:
            words = plain_text(sections[-1].heading.content)
            message = f"“{words}” has no minutes but stands before “{segment.title}”, which has."
            found.append(faults.UNTIMED_BEFORE_TIMED.at(source, sections[-1].heading.span, message))
        segments.append(segment)
    agenda = _with_starts(segments)
    found += _sum_faults(source, pieces, agenda, session_minutes)
    return Checked((introduction, agenda, tuple(sections)), tuple(found))


def _split(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[tuple[Heading, tuple[Block, ...]]]]:
    heads = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    introduction = tuple(blocks[: heads[0]] if heads else blocks)
    pieces = []
    for at, end in pairwise([*heads, len(blocks)]):
        heading = blocks[at]
        assert isinstance(heading, Heading)  # noqa: S101 - chosen above; tells the type checker
        pieces.append((heading, tuple(blocks[at + 1 : end])))
    return introduction, pieces


def _segment(
    source: Source, heading: Heading, inner: tuple[Block, ...], worksheets: Sequence[str], found: list[Diagnostic]
) -> Segment | None:
    """Return the timed part that a heading begins, or None where it has no minutes."""
    written = heading.option("minutes")
    if written is None:
        if heading.options:
            message = f"“{plain_text(heading.content)}” has braces but no `minutes`."
            found.append(faults.BAD_SEGMENT.at(source, heading.span, message))
        return None
    minutes = _whole(written)
    if minutes is None or not 1 <= minutes <= 600:
        found.append(faults.BAD_SEGMENT.at(source, heading.span, f"`minutes={written}` is not a number of minutes."))
        minutes = 0
    short = _short_minutes(source, heading, minutes, found)
    kind = _kind(source, heading, found)
    worksheet = heading.option("worksheet")
    if worksheet is not None and worksheet not in worksheets:
        message = f"The worksheet `{worksheet}` is not among the `worksheets:` of this module."
        found.append(faults.WORKSHEET_NOT_LISTED.at(source, heading.span, message))
    return Segment(heading, kind, 0, minutes, short, worksheet, inner)


def _whole(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else None


def _short_minutes(source: Source, heading: Heading, minutes: int, found: list[Diagnostic]) -> int:
    written = heading.option("cut")
    if written is None:
        return minutes
    short = _whole(written)
    if short is None or short > minutes:
        message = f"`cut={written}` must be a number of minutes, at most {minutes}: what this part shrinks to."
        found.append(faults.BAD_SEGMENT.at(source, heading.span, message))
        return minutes
    return short


def _kind(source: Source, heading: Heading, found: list[Diagnostic]) -> SegmentKind:
    written = heading.option("kind")
    if written is None:
        return kind_by_words(plain_text(heading.content))
    try:
        return SegmentKind(written)
    except ValueError:
        known = ", ".join(kind.value for kind in SegmentKind if kind is not SegmentKind.OTHER)
        message = f"`kind={written}` is not a kind of agenda part."
        found.append(faults.BAD_SEGMENT.at(source, heading.span, message, f"There are: {known}."))
        return SegmentKind.OTHER


def _with_starts(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    out = []
    start = 0
    for segment in segments:
        out.append(replace(segment, starts_at=start))
        start += segment.minutes
    return tuple(out)


def _sum_faults(
    source: Source,
    pieces: Sequence[tuple[Heading, tuple[Block, ...]]],
    agenda: Sequence[Segment],
    session_minutes: int,
) -> list[Diagnostic]:
    if not agenda:
        span = pieces[0][0].span if pieces else None
        return [faults.NO_AGENDA.at(source, span, "This guide has no agenda: no `##` heading has `{minutes=…}`.")]
    total = sum(segment.minutes for segment in agenda)
    if session_minutes in (0, total):  # 0: the key itself has a fault, which is told
        return []
    parts = " + ".join(str(segment.minutes) for segment in agenda)
    difference = abs(session_minutes - total)
    wrong = f"{difference} too {'few' if total < session_minutes else 'many'}"
    message = f"The agenda has {parts} = {total} minutes, but `session_minutes` is {session_minutes}: {wrong}."
    return [faults.WRONG_SUM.at(source, agenda[0].heading.span, message)]
