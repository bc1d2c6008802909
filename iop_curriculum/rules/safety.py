"""Judgement on safety (SAF): crisis lines, cautions, words that could harm. The rules as data: `safety_rules.py`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from iop_curriculum.content.blocks import Callout, CalloutKind, CrisisPlace, children, walk
from iop_curriculum.content.model import Module, PatientDocument, localised
from iop_curriculum.content.schema import HelpLine, TopicLine
from iop_curriculum.diagnostics import Diagnostic, Rule
from iop_curriculum.rules import safety_rules as rules
from iop_curriculum.rules.given import Given
from iop_curriculum.rules.texts import Passage

RULES = rules.RULES

STALE_AFTER = 180  # days, after which a phone line has to be verified again

# ── the program's lines ──────────────────────────────────────────────────────────────────────────────────────────────


def check_program(given: Given) -> Iterator[Diagnostic]:
    """Check program.yml: the crisis lines, the program's own lines, and whom to call."""
    yield from _lines(given)
    yield from _escalation(given)


def _lines(given: Given) -> Iterator[Diagnostic]:
    file, spec = given.library.program.file, given.library.program.spec
    crisis = " ".join(_contact(line) for line in spec.lines if line.kind == "crisis")
    for number in ("911", "988"):
        if not re.search(rf"\b{number}\b", crisis):
            message = f"No line of `kind: crisis` names {number}."
            yield rules.LINE_MISSING.at(file.source, file.span_of("lines"), message)
    for kind in ("daytime", "after-hours"):
        if not any(line.kind == kind for line in spec.lines):
            message = f"There is no line of `kind: {kind}`; every patient document has a place for it."
            yield rules.LINE_UNSET.at(file.source, file.span_of("lines"), message)
    for at, line in enumerate(spec.lines):
        span = file.span_of("lines", at)
        label = localised(line.label, "en")
        if _contact(line):
            yield from _verified(given, line, label, ("lines", at))
        elif line.kind in ("daytime", "after-hours"):
            yield rules.LINE_UNSET.at(file.source, span, f"“{label}” has no contact: it prints as a blank.")
        else:
            yield rules.LINE_MISSING.at(file.source, span, f"“{label}” has no contact.")
    for key, topic_line in spec.topic_lines.items():
        yield from _verified(given, topic_line, localised(topic_line.label, "en"), ("topic_lines", key))


def _contact(line: HelpLine) -> str:
    return localised(line.contact, "en") if line.contact else ""


def _verified(
    given: Given, line: HelpLine | TopicLine, label: str, path: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    file = given.library.program.file
    span = file.span_of(*path, "verified_on")
    if line.verified_on is None:
        yield rules.LINE_STALE.at(file.source, span, f"“{label}” was never verified by this program.")
    elif line.verified_on > given.today:
        message = f"“{label}” is said to have been verified on {line.verified_on}, which is still to come."
        yield rules.VERIFIED_IN_FUTURE.at(file.source, span, message)
    elif given.today - line.verified_on > dt.timedelta(STALE_AFTER):
        days = (given.today - line.verified_on).days
        message = f"“{label}” was last verified on {line.verified_on}, {days} days ago."
        yield rules.LINE_STALE.at(file.source, span, message)


def _escalation(given: Given) -> Iterator[Diagnostic]:
    file, escalation = given.library.program.file, given.library.program.spec.escalation
    empty = [name for name in ("on_call", "where", "situations") if not getattr(escalation, name)]
    if empty:
        names = " and ".join(f"`{name}`" for name in empty)
        message = (
            f"{names} under `escalation:` is empty." if len(empty) == 1 else f"{names} under `escalation:` are empty."
        )
        yield rules.NO_ESCALATION.at(file.source, file.span_of("escalation", empty[0]), message)


# ── guides ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def check_module(given: Given, module: Module) -> Iterator[Diagnostic]:
    """Check one guide."""
    yield from _cautions(given, module)
    yield from _overdose(given, module)
    yield from _words(given, module)


def _cautions(given: Given, module: Module) -> Iterator[Diagnostic]:
    techniques = given.library.vocabulary.terms("techniques")
    covered = {
        block.title.casefold().strip()
        for block in walk(module.blocks)
        if isinstance(block, Callout) and block.kind is CalloutKind.CAUTION and children(block)
    }
    for number, technique in enumerate(module.spec.techniques):
        term = techniques.get(technique)
        if term is None:
            continue
        names = {technique, *(label.casefold() for label in term.label.values())}
        if names & covered:
            continue
        label = localised(term.label, "en")
        message = f"The technique `{technique}` has no `/// caution | {label}` with text in this guide."
        hint = f"Under “Cautions”, say: {term.caution}" if term.caution else ""
        yield rules.NO_CAUTION.at(module.file.source, module.file.span_of("techniques", number), message, hint)


_WARNS_OF_OVERDOSE = frozenset({"relapse-prevention", "medication", "safety-planning", "step-down", "overdose-safety"})
_WARNS_FOR = frozenset({"all", "substance-use", "dual-diagnosis"})
_TOLERANCE = re.compile(r"old amount|tolerance|after a (?:break|time off)|cantidad de antes|tolerancia", re.IGNORECASE)


def _overdose(given: Given, module: Module) -> Iterator[Diagnostic]:
    topics = module.spec.topics
    on_topic = topics[0] in _WARNS_OF_OVERDOSE or "overdose-safety" in topics
    documents = given.library.documents_of(module)
    if not on_topic or not documents or not _WARNS_FOR & set(module.spec.conditions):
        return
    texts = [" ".join(p.text for p in given.body(document)) for document in documents]
    if not any(re.search("naloxon", text, re.IGNORECASE) and _TOLERANCE.search(text) for text in texts):
        names = ", ".join(f"`{document.slug}`" for document in documents)
        message = f"None of {names} says that an old amount can kill after a break, and names naloxone."
        yield rules.NO_OVERDOSE_LINE.at(module.file.source, module.file.span_of("topics"), message)


# ── patient documents ────────────────────────────────────────────────────────────────────────────────────────────────

SUICIDE_WORDS = re.compile(
    r"\bsuicid\w*|\bself[- ](?:harm|injur|mutilat)\w*|\bautolesi\w+"
    r"|\b(?:kill|hurt|harm|cut|cutting|hurting|killing|harming) (?:my|your|him|her|them)sel(?:f|ves)\b"
    r"(?! (?:some |a |off\b|slack))"
    r"|\bend(?:ing)? (?:my|your|their|his|her) (?:own )?life\b|\btak(?:e|ing) (?:my|your|their) own li(?:fe|ves)\b"
    r"|\b(?:want|wish|wanting|wishing)(?: \w+)? to (?:die|be dead)\b"
    r"|\bquit(?:ar|á)(?:me|te) la vida\b|\bhacer(?:me|te) daño\b",
    re.IGNORECASE,
)


def check_patient(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    """Check one handout or worksheet."""
    file, spec = document.file, document.spec
    yield from _crisis_place(given, document)
    yield from _words(given, document)
    if given.library.program.spec.discreet:
        yield from _program_name(given, document)
    if document.is_translation and spec.translation != "human":
        said = "is said to be made by a machine" if spec.translation else "does not say who made it"
        message = f"This translation {said}."
        yield rules.MACHINE_TRANSLATION.at(file.source, file.span_of("translation"), message)


def _crisis_place(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    source = document.file.source
    placed = [block.span for block in walk(document.blocks) if isinstance(block, CrisisPlace)]
    for span in placed[1:]:
        yield rules.TWO_CRISIS_PLACES.at(source, span, "The crisis block already has a place further up.")
    if (document.spec.crisis == "top" and not placed) or not given.has(document, SUICIDE_WORDS):
        return
    for passage in given.passages(document):
        found = SUICIDE_WORDS.search(passage.text)
        if found is None or (placed and placed[0].start < passage.span.start):
            continue
        span = passage.place(source, found.start(), found.end())
        message = f"“{found[0]}” stands here, but the crisis block comes later (`crisis: {document.spec.crisis}`)."
        yield rules.CRISIS_NOT_ON_TOP.at(source, span, message)
        return


def _program_name(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    pattern = re.compile(rf"\b{re.escape(given.library.program.spec.name)}\b", re.IGNORECASE)
    yield from _each(rules.PROGRAM_NAMED, given, document, pattern, "“{}” is the program's name.")


# ── words in any document ────────────────────────────────────────────────────────────────────────────────────────────

_AREA = r"(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])"
PHONE = re.compile(
    rf"(?<![\d-]){_AREA}\d{{3}}[-. ]\d{{4}}(?![\d-])"  # 555-123-4567, (555) 123-4567
    r"|(?<!\d)1?8(?:00|33|44|55|66|77|88)\d{7}(?!\d)"  # 18006624357
    r"|(?<![\d-])1-8(?:00|33|44|55|66|77|88)-[\dA-Z][\dA-Z-]{5,9}(?![\w-])"  # 1-800-QUIT-NOW
    r"|(?<![\d:;-])\d{3}-\d{4}(?![\d-])"  # 123-4567
    r"|(?<!\d)(?:741741|838255)(?!\d)"  # known short codes
    r"|\b[Tt]ext \S+ to \d{5,6}(?!\d)"  # text WORD to 12345
    r"|\b(?:[Cc]all|[Dd]ial|[Tt]ext) [2-8]11(?!\d)"  # call 211
)
_LITERATURE = ("sources", "references", "further reading")
BODY_NUMBER = re.compile(
    r"\b\d[\d,.]*\s?(?:-\s?)?(?:k?cal(?:orie)?s?|pounds?|lbs?|kg|kilo(?:gram)?s?)\b"
    r"|\bBMI (?:of|under|over|below|above) \d+|\bsize \d+",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|ml|mL|milligrams?|micrograms?|milliliters?|IU|units (?:of|a day|daily))(?!\w)"
)
UNSAFE = re.compile(
    r"\brubber band\b|\bice[- ]water\b|\bhold(?:ing)? (?:an? )?(?:piece of )?ice\b|\bice cubes?\b"
    r"|\bface (?:in|into|under) (?:\w+ )?(?:cold|ice|icy|freezing) water\b|\bhold(?:ing)? (?:your|my|their) breath\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|\w+n['’]t|avoid|without|instead of|rather than|leave out|skip)\b", re.IGNORECASE
)
_NEGATION_REACH = 60  # characters before the words


def _words(given: Given, document: Module | PatientDocument) -> Iterator[Diagnostic]:
    message = "“{}” is a phone number; only 911 and 988 may stand in a text."
    yield from _each(rules.PHONE_NUMBER, given, document, PHONE, message, skip=_is_literature)
    if "eating" in document.spec.conditions:
        yield from _each(rules.BODY_NUMBERS, given, document, BODY_NUMBER, "“{}” is a number to compare oneself with.")
    yield from _each(rules.DOSE, given, document, DOSE, "“{}” is a dose.", skip=_is_literature)
    yield from _each(
        rules.UNSAFE_SKILL, given, document, UNSAFE, "“{}” can do harm.", skip=_is_caution, unless=_is_negated
    )


def _is_literature(passage: Passage) -> bool:
    return passage.section.casefold().startswith(_LITERATURE)


def _is_caution(passage: Passage) -> bool:
    return CalloutKind.CAUTION in passage.callouts


def _is_negated(text: str, start: int) -> bool:
    sentence = re.split(r"[.!?]\s", text[:start])[-1]
    return bool(_NEGATION.search(sentence[-_NEGATION_REACH:]))


def _each(
    rule: Rule,
    given: Given,
    document: Module | PatientDocument,
    pattern: re.Pattern[str],
    message: str,
    *,
    skip: Callable[[Passage], bool] = lambda _passage: False,
    unless: Callable[[str, int], bool] = lambda _text, _start: False,
) -> Iterator[Diagnostic]:
    """Report each place where a pattern stands in a document; `{}` in the message is what was found."""
    if not given.has(document, pattern):
        return
    source = document.file.source
    for passage in given.passages(document):
        if skip(passage):
            continue
        for found in pattern.finditer(passage.text):
            if not unless(passage.text, found.start()):
                span = passage.place(source, found.start(), found.end())
                yield rule.at(source, span, message.format(found[0]))
