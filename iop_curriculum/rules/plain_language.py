"""Judgement on plain language (PLN), of patient text only. The rules as data: `plain_rules.py`.

Figures come from `readability.py`. Checks of words know English; those of form hold for any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iop_curriculum.content.blocks import Heading, List, Paragraph, fields, plain_text, walk
from iop_curriculum.content.model import PatientDocument
from iop_curriculum.diagnostics import Diagnostic
from iop_curriculum.rules import plain_rules as rules
from iop_curriculum.rules import readability
from iop_curriculum.rules.given import Given
from iop_curriculum.rules.hard_words import ANY_HARD_WORD, CLINICAL_TERMS, plain_word
from iop_curriculum.rules.readability import LEAST_WORDS, Counts, Sentence
from iop_curriculum.rules.texts import Passage, Role
from iop_curriculum.source import Span

RULES = rules.RULES

# US grades: the target is 6, and over 8 nobody should get it. On the INFLESZ scale, "quite easy" begins at 65.
WARNING_GRADE, ERROR_GRADE = 6.0, 8.0
WARNING_INFLESZ, ERROR_INFLESZ = 65.0, 55.0

_LONGEST_SENTENCE = 25  # words
_LONGEST_PARAGRAPH = 6 * 65  # characters: six lines of print
_MOST_NUMBERS = 3
_WORST = 3  # sentences shown
_LEAST_PASSIVE, _PASSIVE_SHARE = 3, 1 / 8


def check_patient(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    """Check one handout or worksheet."""
    language = document.spec.language.partition("-")[0]
    found = readability.read_sentences(given.body(document))
    counts = Counts.of((sentence.words for sentence in found), language)
    yield from _level(given, document, found, counts, language)
    yield from _sentences(document, found)
    yield from _paragraphs(given, document)
    if language == "en":
        yield from _passive(document, found)
        yield from _hard_words(given, document)
        yield from _undefined_terms(given, document)
        yield from _capitals(given, document)
    if language in _KEY_POINTS:
        yield from _whole_text(given, document, found, counts)


# ── reading level ────────────────────────────────────────────────────────────────────────────────────────────────────


def _level(
    given: Given, document: PatientDocument, found: Sequence[Sentence], counts: Counts, language: str
) -> Iterator[Diagnostic]:
    if not counts.is_enough or language not in ("en", "es"):
        return
    spanish = language == "es"
    figure = readability.szigriszt_pazos if spanish else readability.flesch_kincaid_grade
    reached = figure(counts)
    if spanish:
        rule = rules.TOO_HARD if reached < ERROR_INFLESZ else rules.HARD if reached < WARNING_INFLESZ else None
    else:
        rule = rules.TOO_HARD if reached > ERROR_GRADE else rules.HARD if reached > WARNING_GRADE else None
    if rule is None:
        return
    terms = _glossary_words(given)
    without = figure(Counts.of((sentence.words for sentence in found), language, without=terms))
    scale = (
        f"scores {reached:.0f} on the INFLESZ scale"
        if spanish
        else f"reads at grade {reached:.1f}{_second_opinion(counts)}"
    )
    target = WARNING_INFLESZ if spanish else WARNING_GRADE
    worst = sorted(found, key=lambda sentence: -_weight(sentence, language))[:_WORST]
    hardest = "; ".join(_shown(sentence, language, terms) for sentence in worst)
    message = (
        f"This text {scale}, {without:.1f} without glossary terms; the target is {target:.0f}. Hardest: {hardest}."
    )
    related = tuple(_with_place(document, sentence) for sentence in worst)
    yield rule.at(document.file.source, document.file.span_of("title"), message, related=related)


def _second_opinion(counts: Counts) -> str:
    """Return the grade of the other formula that fits the text: SMOG needs 30 sentences, FORCAST suits forms."""
    smog = readability.smog_grade(counts)
    if smog is not None:
        return f" (SMOG {smog:.1f})"
    forcast = readability.forcast_grade(counts)
    return f" (FORCAST {forcast:.1f})" if forcast is not None else ""


def _weight(sentence: Sentence, language: str) -> float:
    """How much a sentence lifts the figure: its own grade, by its length."""
    counts = Counts.of((sentence.words,), language)
    return readability.flesch_kincaid_grade(counts) * min(counts.words, _LONGEST_SENTENCE)


def _shown(sentence: Sentence, language: str, terms: frozenset[str]) -> str:
    count = readability.counter(language)
    hard = dict.fromkeys(
        w for w in sentence.words if count(w) >= (4 if language == "es" else 3) and w.lower() not in terms
    )
    words = f" (hard words: {', '.join(hard)})" if hard else ""
    return f"“{_cut(sentence.text)}”{words}"


def _with_place(document: PatientDocument, sentence: Sentence) -> str:
    source = document.file.source
    place = source.position(sentence.passage.place(source, sentence.start, sentence.end).start)
    return f"{source.path}:{place.line}:{place.column}: {sentence.text}"


def _cut(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _glossary_words(given: Given) -> frozenset[str]:
    """Return every word of the glossary's terms and forms, in small letters."""
    terms = given.library.glossary.values()
    return frozenset(
        w.lower() for term in terms for form in (term.term, *term.forms) for w in readability.words_of(form)
    )


# ── sentences and paragraphs ─────────────────────────────────────────────────────────────────────────────────────────


def _sentences(document: PatientDocument, found: Sequence[Sentence]) -> Iterator[Diagnostic]:
    source = document.file.source
    for sentence in found:
        if len(sentence.words) > _LONGEST_SENTENCE:
            span = sentence.passage.place(source, sentence.start, sentence.end)
            message = f"This sentence has {len(sentence.words)} words: “{_cut(sentence.text)}”."
            yield rules.LONG_SENTENCE.at(source, span, message)


# "2 out of 10" is one number; a date, a time or a version is none that anybody has to keep in mind.
_NUMBER = re.compile(r"(?<![\w/:])\d[\d,.]*(?:%|st|nd|rd|th)?(?:(?: out)? of \d+)?(?![\w/:])")
_NO_FIGURES = frozenset({"911", "988"})


def _paragraphs(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    source = document.file.source
    for passage in given.body(document):
        if passage.role not in (Role.PARAGRAPH, Role.ITEM):
            continue
        if len(passage.text) > _LONGEST_PARAGRAPH:
            lines = -(-len(passage.text) // 65)
            message = f"This paragraph takes about {lines} lines: “{_cut(passage.text, 50)}”."
            yield rules.LONG_PARAGRAPH.at(source, passage.span, message)
        numbers = [n[0].rstrip(".,") for n in _NUMBER.finditer(passage.text)]
        numbers = [number for number in numbers if number not in _NO_FIGURES]
        if len(numbers) > _MOST_NUMBERS:
            message = f"This paragraph has {len(numbers)} numbers: {', '.join(numbers)}."
            yield rules.MANY_NUMBERS.at(source, passage.span, message)


# ── the text as a whole ──────────────────────────────────────────────────────────────────────────────────────────────

_KEY_POINTS = {
    "en": re.compile(
        r"\bkey points?\b|\bremember\b|\bin short\b|\bmain points?\b|\btake(?:-| )?away|\bto sum up\b", re.I
    ),
    "es": re.compile(
        r"\bpuntos? (?:clave|principal)|\brecuerd|\ben resumen\b|\bidea principal\b|\blo (?:más )?importante\b", re.I
    ),
}
_ACTION = {
    "en": re.compile(
        r"\b(?:try|steps?|plan|practice|do|start|ask|next|action|pick|how to|ways? to|what to|reach out)\b"
        r"|\bwhat (?:can )?helps?\b",
        re.I,
    ),
    "es": re.compile(
        r"\bprueb|\bpasos?\b|\bplan\b|\bpráctic|\bpractic|\bhacer\b|\bhaz\b|\bempiez|\bpregunt|\bcómo\b|\bayuda\b", re.I
    ),
}
_READER = {
    "en": re.compile(r"\b(?:you|your|yours|yourself|I|I['’]\w+|my|me|we|our|us)\b", re.I),
    "es": re.compile(r"\b(?:tú|tu|tus|te|ti|usted|su|sus|yo|mi|mis|me|nos|nuestr\w+)\b|\b\w+(?:as|es|ás|és)\b", re.I),
}
_SKIP = {
    "en": re.compile(r"\bskip|\bleave out\b|\bleave (?:it|any\w*) blank\b", re.I),
    "es": re.compile(r"\bsalt|\bomit|\bdejar? en blanco", re.I),
}


def _whole_text(
    given: Given, document: PatientDocument, found: Sequence[Sentence], counts: Counts
) -> Iterator[Diagnostic]:
    file = document.file
    language = document.spec.language.partition("-")[0]
    title = file.span_of("title")
    if document.kind == "worksheet" and any(True for _ in fields(document.blocks)):
        yield from _leave_to_skip(given, document, language)
    if counts.words < LEAST_WORDS:
        return
    headings = " / ".join(plain_text(block.content) for block in walk(document.blocks) if isinstance(block, Heading))
    if document.kind == "handout" and not _KEY_POINTS[language].search(headings):
        yield rules.NO_KEY_POINTS.at(file.source, title, "This handout has no “Key points” or other summary.")
    steps = any(isinstance(block, List) and block.ordered for block in walk(document.blocks))
    if not steps and not _ACTION[language].search(headings):
        yield rules.NO_ACTION.at(
            file.source, title, "No heading names something to do, and there are no numbered steps."
        )
    if not any(_READER[language].search(sentence.text) for sentence in found):
        yield rules.NOT_TO_THE_READER.at(file.source, title, "This text never says “you” or “I”.")


def _leave_to_skip(given: Given, document: PatientDocument, language: str) -> Iterator[Diagnostic]:
    opening = [p for p in given.body(document) if p.role in (Role.PARAGRAPH, Role.ITEM)][:4]
    if not any(_SKIP[language].search(passage.text) for passage in opening):
        first = next((b for b in walk(document.blocks) if isinstance(b, Paragraph | List)), None)
        message = "The first lines of this worksheet do not say that anything may be skipped."
        yield rules.NO_SKIP.at(document.file.source, first.span if first else None, message)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_PARTICIPLES = (
    "given|taken|made|done|seen|told|known|shown|found|kept|held|left|felt|said|sent|paid|put|set|cut|hit|hurt|read|chosen|"
    "written|spoken|broken|driven|eaten|forgotten|gotten|hidden|ridden|stolen|thrown|worn|brought|bought|caught|taught|thought|"
    "built|heard|led|lost|met|sold|understood|won"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being|am|gets?|got)\s+(?:not\s+|also\s+|often\s+|always\s+|never\s+|\w+ly\s+)?"
    rf"(?P<participle>\w{{3,}}ed|{_PARTICIPLES})\b",
    re.IGNORECASE,
)
# They end like participles and say how somebody is.
_STATE_WORDS = """
    agreed allowed annoyed ashamed balanced based bored closed concerned confused connected crowded depressed
    disabled disappointed embarrassed excited exhausted finished frightened gifted hundred indeed interested
    involved left located lost loved married met mixed naked numbed overwhelmed pleased prepared related relaxed
    rushed sacred scared set stressed supposed surprised tired unsettled used wicked worn worried
"""
_STATES = frozenset(_STATE_WORDS.split())


def is_passive(sentence: str) -> bool:
    """Whether a sentence says what is done and not who does it."""
    return any(found["participle"].lower() not in _STATES for found in PASSIVE.finditer(sentence))


def _passive(document: PatientDocument, found: Sequence[Sentence]) -> Iterator[Diagnostic]:
    passive = [sentence for sentence in found if is_passive(sentence.text)]
    if len(passive) < _LEAST_PASSIVE or len(passive) <= len(found) * _PASSIVE_SHARE:
        return
    first = passive[0]
    source = document.file.source
    shown = "; ".join(f"“{_cut(sentence.text)}”" for sentence in passive[:_WORST])
    message = f"{len(passive)} of {len(found)} sentences are in the passive voice: {shown}."
    related = tuple(_with_place(document, sentence) for sentence in passive)
    yield rules.PASSIVE.at(source, first.passage.place(source, first.start, first.end), message, related=related)


def _hard_words(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    if not given.has(document, ANY_HARD_WORD):
        return
    explained = {form.lower() for term in given.library.glossary.values() for form in (term.term, *term.forms)}
    for passage in given.body(document):
        for found in ANY_HARD_WORD.finditer(passage.text):
            if found[0].lower() not in explained:
                message = f"“{found[0]}”: say {plain_word(found[0])}."
                yield rules.HARD_WORD.at(document.file.source, _place(document, passage, found), message)


def _undefined_terms(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    if not given.has(document, CLINICAL_TERMS):
        return
    known = {form.lower() for term in given.library.glossary.values() for form in (term.term, *term.forms)}
    text = "\n".join(passage.text for passage in given.body(document))
    for passage in given.body(document):
        for found in CLINICAL_TERMS.finditer(passage.text):
            term = found[0].lower()
            if term in known:
                continue
            known.add(term)
            if not re.search(rf"\b{re.escape(term)}[*”\"]*(?: \(| is an? | are | means? |: )", text, re.IGNORECASE):
                message = f"“{found[0]}” is explained neither in the glossary nor in this text."
                yield rules.UNDEFINED_TERM.at(document.file.source, _place(document, passage, found), message)


_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ ,]+[A-Z]{2,})+\b|\b[A-Z]{5,}\b")
_KNOWN_CAPITALS = frozenset(
    {"SAMHSA", "HIPAA", "LGBTQ", "LGBTQIA", "NIDA", "NIMH", "NICE", "US", "USA", "ID", "OK", "AM", "PM", "TV"}
)


def _capitals(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    forms = (form for term in given.library.glossary.values() for form in (term.term, *term.forms))
    known = _KNOWN_CAPITALS | {form for form in forms if form.isupper()}
    for passage in given.body(document):
        for found in _CAPITALS.finditer(passage.text):
            if not all(word in known for word in re.findall(r"[A-Z]+", found[0])):
                yield rules.CAPITALS.at(
                    document.file.source, _place(document, passage, found), f"“{found[0]}” stands in capitals."
                )


def _place(document: PatientDocument, passage: Passage, found: re.Match[str]) -> Span:
    return passage.place(document.file.source, found.start(), found.end())
