"""Words → how many syllables they have, in English and Spanish.

English: vowel groups with the common silent and split endings, and a table for words that the heuristic gets wrong and
that clinical texts use. Spanish spelling tells its syllables, so rules are enough there. No text is judged here.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Checked by a test against published dictionary counts. Plurals and possessives are looked up by their stem as well.
_BY_COUNT = {
    1: "drawer eye eyes hayes pier pliers real tier tired",
    2: "argue bagel being boredom business caffeine choir client cocaine doing evening every going goodbye "
    "hundred manic maybe naked ok oneself ourselves people pm prayer quiet riot ruin ruined sacred "
    "science sideways someone themselves wednesday wicked yourselves",
    3: "anemia apnea area caregiver create created diabetes doable dopamine fentanyl heroin idea lonelier "
    "mania methadone naloxone nausea opioid opium recipe specialized suicide usual wherever",
    4: "anorexic buprenorphine experience experienced hypomanic ideation naltrexone oxycodone paranoia "
    "psychiatrist psychiatry reassurance schizophrenic suicidal usually",
    5: "anorexia dissociating experiences hypomania paraphernalia schizoaffective schizophrenia",
    6: "benzodiazepine psychoeducation",
}
_EXCEPTIONS = {word: count for count, words in _BY_COUNT.items() for word in words.split()}

_VOWELS = re.compile(r"[aeiouy]+")

# Vowels that look like one group and are spoken apart.
_SPLIT = re.compile(
    r"ia(?!l(?:ly|s)?$|n|r$)|[^tcsl]ia[ln]|io(?!n|us|r)|[pr]ior$|[^tcsgxh]ion|[^tcsgx]ious|iu|eo(?!n$|us|ple)|[^qgs]ua(?!r)"
    r"|uo|[aeiou]ing|ie(?:r|st)$|[^tc]ie(?:nc|nt)|[aeo]y(?=[aiou])|[aeo]ye(?=[a-z])(?!d$|s$)|[^aeiou]y[aeiou]|ism$|thm$"
    r"|oe[mtv]|iet|creat(?!u)|react|preo|reu(?!m)"
)
# An e that is written and not spoken: before an ending, at the end of a word, inside a compound.
_SILENT = re.compile(
    r"(?<=[^aeiouy])e(?=ly$|ment|ness|ful|less|ty$)"
    r"|(?<=[aeiouy][^aeiouyl])e$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[aeiou][gq])ue$"
    r"|(?<=^som)e(?=[^aeiouy])|(?<=^hom)e(?=[^aeiouy])|(?<=sid)e(?=[^aeiouynsrd])|(?<=^for)e(?=[chst])|(?<=^befor)e(?=h)"
    r"|(?<=^car)e(?=[fgtl])|(?<=^guid)e(?=[bl])|(?<=^tim)e(?=[ltst])|(?<=^lif)e(?=[bgst])|(?<=^saf)e(?=g)"
    r"|(?<=wher)e(?=[bv]|$)|(?<=^els)e(?=w)|(?<=^ev)e(?=ry)|(?<=^hous)e(?=h)|(?<=^us)e(?=f)"
)
_SILENT_ED = re.compile(r"(?<![td])(?<![bcdfgkpstz]l)ed$")
_SILENT_ES = re.compile(r"(?<![szxcg])(?<!ch)(?<!sh)es$")

_STRONG = "aáeéoó"
_WEAK = "iuü"
_ACCENTED = "íú"


@lru_cache(maxsize=20_000)
def english_syllables(word: str) -> int:
    """Return a word's syllables, at least one. A hyphenated word has those of its parts."""
    parts = [part for part in re.split(r"[-–]", word.lower().replace("’", "'")) if re.search("[a-z]", part)]
    return max(1, sum(_english(part) for part in parts))


def _english(word: str) -> int:
    word = re.sub(r"'s$|s'$", "", word)
    known = _EXCEPTIONS.get(word) or _EXCEPTIONS.get(word.removesuffix("s"))
    if known:
        return known
    if word.endswith("n't") and word not in ("can't", "don't", "won't", "aren't", "weren't"):
        return _english(word.removesuffix("n't")) + 1
    word = re.sub(r"'(?:re|ve|ll|d|m|t)$|'", "", word)
    word = re.sub("[^a-z]", "", word)
    return max(1, _by_spelling(word))


def _by_spelling(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    split = len(_SPLIT.findall(word))
    if groups == 1:
        return 1 + split
    return groups - len(_SILENT.findall(word)) - _has_silent_ending(word) + split


def _has_silent_ending(word: str) -> bool:
    """Whether the e of a last -ed, -es or -ues is not spoken: hoped, times, leagues; not: wanted, changes, tables."""
    if word.endswith("ed"):
        return bool(_SILENT_ED.search(word)) and not re.search(r"[aeiouy]ed$", word)
    if _SILENT_ES.search(word):
        return not re.search(r"[aeiouy]es$|[^aeiouy]les$", word) or bool(re.search(r"[gq]ues$", word))
    return False


@lru_cache(maxsize=20_000)
def spanish_syllables(word: str) -> int:
    """Return a Spanish word's syllables, at least one.

    They are its vowel groups, parted where two strong vowels meet or a strong one and a stressed weak one.
    """
    letters = re.sub(r"qu(?=[eéií])", "q", re.sub(r"gu(?=[eéií])", "g", word.lower()))
    letters = re.sub(r"y(?![aeiouáéíóúü])", "i", letters)
    count = 0
    previous = ""
    for letter in letters:
        if letter not in _STRONG + _WEAK + _ACCENTED:
            previous = previous if letter == "h" else ""
            continue
        count += not previous or _are_apart(previous, letter)
        previous = letter
    return max(1, count)


def _are_apart(first: str, second: str) -> bool:
    strong = _STRONG + _ACCENTED
    return first in strong and second in strong
