"""Judgement on wording (WRD), by sentence and by sense. The rules: `wording_rules.py`; the words: `wording_terms.py`.

Somebody's own voice wins: quotations, worked examples and what people call themselves are left alone. So are names of
organizations, the literature, and words that are mentioned, not used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.diagnostics import Diagnostic, Rule
from iop_curriculum.rules import wording_rules as rules
from iop_curriculum.rules.given import Given
from iop_curriculum.rules.texts import Passage, Role, sentences
from iop_curriculum.rules.wording_terms import (
    ABOUT_OTHER_CONDITIONS,
    ABOUT_SUBSTANCES,
    BRITISH,
    RELAPSE,
    RELAPSE_IS_FINE,
    TERMS,
    Term,
)

RULES = rules.RULES

Found = tuple[Rule, int, int, str]
"""A rule, where its words begin and end, and what to write instead."""

_LONGEST_STRETCH = 600  # characters
_LITERATURE = ("sources", "references", "further reading")
_OWN_VOICE = re.compile(r"^\W*\w+['’]s (?:example|words)\b|^\W*example\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_NAMES = re.compile(
    r"Alcoholics Anonymous|Adult Children of Alcoholics|Narcotics Anonymous|Families of Addicts"
    r"|National Institute on (?:Drug Abuse|Alcohol Abuse and Alcoholism)"
    r"|Substance Abuse and Mental Health Services Administration|(?:Center|Office|Bureau|Department|Division) (?:for"
    r"|of|on) "
    r"(?:Substance|Drug|Alcohol)(?: and Drug)? Abuse(?: \w+)?|Substance Abuse (?:Treatment|Prevention)[:,]? (?:Group"
    r"|Block)\w*"
    r"|Journal of [\w ]*Abuse(?: Treatment)?|National Alliance for the Mentally Ill|Drug Abuse Resistance Education"
    r"|National Coalition for the Homeless|Health Care for the Homeless"
)
_OWN_NAME = re.compile(
    r"\b(?:I['’]m|I am|I was|me|myself)\s+(?:an?\s+)?(?:\w+\s+){0,2}$"
    r"|\b(?:call(?:s|ed|ing)?|describe[sd]?|see[sn]?|identif(?:y|ies|ied))\s+(?:him|her|them|my|your)sel(?:f|ves)\s+"
    r"(?:as\s+)?(?:an?\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"\b(?:words? (?:like|such as)|the (?:word|term|label|name)s?|terms? (?:like|such as)|labels? (?:like|such as|of)"
    r"|instead of|rather than|(?:are|get|been|being|be) called|call (?:you|me|them|people|someone|anyone)"
    r"|avoid (?:saying|the words?)"
    r"|(?:not|never|n['’]t|stop) (?:say|saying|write|writing)|names like)\s+"
    r"(?:an?\s+|the\s+)?(?:[\w-]+,?\s+(?:or\s+|and\s+)?(?:an?\s+)?){0,3}$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|not|never|nobody|\w+n['’]t|neither|nor"
    r"|without)\s+(?:mean\s+(?:that\s+)?)?(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_IS_A_WORD = re.compile(
    r"\s*(?:\w+\s+)?(?:is|are|was|were) (?:an?|the) (?:\w+ )?(?:words?|terms?"
    r"|labels?)\b",
    re.IGNORECASE,
)


def check_module(given: Given, module: Module) -> Iterator[Diagnostic]:
    """Check the words of one guide."""
    yield from _document(given, module)


def check_patient(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    """Check the words of one handout or worksheet; the words are English."""
    if document.spec.language.partition("-")[0] == "en":
        yield from _document(given, document)


def _document(given: Given, document: Module | PatientDocument) -> Iterator[Diagnostic]:
    substances_only = {"substance-use", "dual-diagnosis"} >= set(document.spec.conditions)
    source = document.file.source
    for passage in given.passages(document):
        if _is_left_alone(passage):
            continue
        for rule, start, end, instead in find(passage.text, substances_only=substances_only):
            words = passage.text[start:end]
            yield rule.at(source, passage.place(source, start, end), f"“{words}”: write {instead}.")


def _is_left_alone(passage: Passage) -> bool:
    if passage.quoted or passage.section.casefold().startswith(_LITERATURE):
        return True
    return passage.role is not Role.HEADING and _OWN_VOICE.match(passage.text) is not None


def find(text: str, *, substances_only: bool = False) -> tuple[Found, ...]:
    """Return the words at fault in one passage, in order. `substances_only`: the document is about substances alone."""
    lowered = text.lower()
    searches = _searches(lowered, substances_only=substances_only)
    if not searches:
        return ()
    found: list[Found] = []
    for start, end in _stretches(text):
        sentence = text[start:end]
        hits = (hit for search in searches for hit in search(sentence))
        found += [(rule, start + first, start + last, instead) for rule, first, last, instead in hits]
    masked = [match.span() for pattern in (_QUOTED, _NAMES) for match in pattern.finditer(text)] if found else []
    return tuple(hit for hit in _without_overlaps(found) if not any(a <= hit[1] and hit[2] <= b for a, b in masked))


# Longest first: where two stems begin alike, the longer one is found, and holds the shorter one.
_STEMS = re.compile("|".join(sorted({re.escape(s) for term in TERMS for s in term.stems}, key=lambda s: (-len(s), s))))


def _searches(lowered: str, *, substances_only: bool) -> list[Callable[[str], Iterator[Found]]]:
    """Return the searches that can find anything in a passage, given in small letters; most passages need none."""
    stems = set(_STEMS.findall(lowered))
    searches: list[Callable[[str], Iterator[Found]]] = []
    if stems:
        searches += [
            partial(_term, term) for term in TERMS if any(stem in found for stem in term.stems for found in stems)
        ]
    if "relaps" in lowered or "slip" in lowered:
        searches.append(partial(_relapses, substances_only=substances_only))
    if _HE.search(lowered):
        searches.append(_generic_he)
    if _BRITISH.search(lowered):
        searches.append(_spelling)
    return searches


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield each sentence; one that never ends is cut, since looking around in it would take for ever."""
    for start, end in sentences(text):
        at = start
        while end - at > _LONGEST_STRETCH:
            cut = text.rfind(" ", at, at + _LONGEST_STRETCH) + 1
            cut = cut if cut > at else at + _LONGEST_STRETCH
            yield at, cut
            at = cut
        yield at, end


def _without_overlaps(found: Sequence[Found]) -> tuple[Found, ...]:
    """Keep the longest of the hits of one rule that overlap."""
    kept: list[Found] = []
    reached: dict[str, int] = {}
    for hit in sorted(found, key=lambda h: (h[1], -h[2])):
        rule, start, end, _ = hit
        if start >= reached.get(rule.code, 0):
            kept.append(hit)
            reached[rule.code] = end
    return tuple(kept)


def _term(term: Term, sentence: str) -> Iterator[Found]:
    fine = [match.span() for match in term.unless.finditer(sentence)] if term.unless else []
    for match in term.pattern.finditer(sentence):
        start, end = match.span(next((name for name, words in match.groupdict().items() if words), 0))
        if any(a < match.end() and match.start() < b for a, b in fine):
            continue
        before = sentence[:start]
        if (
            _MENTION.search(before)
            or _IS_A_WORD.match(sentence, end)
            or (_OWN_NAME.search(before) and term.rule in _IDENTITIES)
        ):
            continue
        if term.negatable and _NEGATED.search(before):
            continue
        yield term.rule, start, end, term.instead


_IDENTITIES = (rules.SUBSTANCE_LABEL, rules.CONDITION_LABEL, rules.SUBSTANCE_WORDS)


def _relapses(sentence: str, *, substances_only: bool) -> Iterator[Found]:
    fine = [match.span() for match in RELAPSE_IS_FINE.finditer(sentence)]
    for match in RELAPSE.finditer(sentence):
        if any(a < match.end() and match.start() < b for a, b in fine) or _MENTION.search(sentence[: match.start()]):
            continue
        around = sentence[: match.start()] + sentence[match.end() :]
        is_slip = match[0].lower().startswith("slip")
        about = bool(ABOUT_SUBSTANCES.search(around))
        other = bool(ABOUT_OTHER_CONDITIONS.search(around))
        if (about and not (other and not _names_a_substance(around))) or (
            substances_only and not other and not is_slip
        ):
            yield rules.RELAPSE, match.start(), match.end(), "“return to use”"


_NOT_ONLY_OF_SUBSTANCES = frozenset(
    ["use", "used", "using", "recovery", "meeting", "meetings", "prescription", "prescriptions", "pill", "pills"]
)


def _names_a_substance(text: str) -> bool:
    return any(found[0].lower() not in _NOT_ONLY_OF_SUBSTANCES for found in ABOUT_SUBSTANCES.finditer(text))


_HE = re.compile(r"\bh(?:e|is|im|imself)\b")
_ANYBODY = re.compile(
    r"""
    \b(?:
        (?:each|every)\s+
        (?!(?:day|night|morning|evening|week|time|hour|month|year|other|one\s+of|few|so|now|mon|tues|wednes|thurs|fri|satur|sun|man\b|boy\b))
        \w+
      | (?:a|any|the\s+average)\s+
        (?:client|patient|person|member|participant|counselor|leader|facilitator|therapist|resident|newcomer|doctor|nurse)
      | someone|somebody|anyone|anybody|everyone|everybody|no\s+one|nobody
    )\b
    (?P<between>[^.;!?]*?)
    \b(?P<he>he|his|him|himself)\b
    (?!\s*(?:or|/)\s*(?:she|hers?|herself))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Then "he" is somebody: a man is named between the two, or before both.
_A_CERTAIN_MAN = re.compile(
    r"\b(?:man|men|father|dad|son|brother|husband|boyfriend|uncle|nephew|grandfather|grandson|boy|guy)\b"
    r"|\b(?:she\s+or|hers?\s+or)\s*$|\b[A-Z][a-z]+\b|/"
)
_NAME_BEFORE = re.compile(
    r"(?<=[a-z,;] )[A-Z][a-z]+\b|^[A-Z][a-z]+ (?:was|is|had|has|tells|told|saw|met|helps|asks"
    r"|thanks)\b"
)
_NEW_CLAUSE = re.compile(r",|\b(?:when|if|that|and|who|because|so|but|while|after|before|until)\b")


def _generic_he(sentence: str) -> Iterator[Found]:
    for match in _ANYBODY.finditer(sentence):
        between = match["between"]
        if _A_CERTAIN_MAN.search(between) or _NAME_BEFORE.search(sentence[: match.start()]):
            continue
        # "A leader helped him": in one clause, "him" is somebody else.
        if match["he"].lower() == "him" and not _NEW_CLAUSE.search(between):
            continue
        yield rules.GENERIC_HE, match.start("he"), match.end("he"), "“they”, “their” or “them”"


_BRITISH = re.compile(rf"\b(?:{'|'.join(BRITISH)})\b", re.IGNORECASE)


def _spelling(sentence: str) -> Iterator[Found]:
    for match in _BRITISH.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        is_a_name = match[0][0].isupper() and (before.strip() and not before.rstrip().endswith((":", "/")))
        if not is_a_name or not re.match(r"\s+[A-Z]|\s+(?:of|for)\s+[A-Z]", after):
            yield rules.SPELLING, match.start(), match.end(), f"“{BRITISH[match[0].lower()]}”"
