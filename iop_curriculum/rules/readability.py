"""Sentences → counts → published reading-level formulas.

Input: passages. Output: numbers. Measured are running words only. Each heading, list item and title is a
sentence of its own; table cells, blanks, numbers, addresses and the crisis block are left out. Which figure is too high
is judged in `plain_language.py`.

Sources: Flesch 1948; Kincaid et al. 1975 (Flesch-Kincaid grade); McLaughlin 1969 (SMOG); Caylor et al. 1973 (FORCAST);
Fernández Huerta 1959 and Szigriszt Pazos 1993 (Spanish).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from iop_curriculum.rules.syllables import english_syllables, spanish_syllables
from iop_curriculum.rules.texts import Passage, Role, sentences

LEAST_WORDS = 100
"""A text with fewer words gets no score: the figures jump with every word."""

LEAST_SENTENCES_FOR_SMOG = 30

_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b[\w.-]{1,80}\.(?:org|gov|com|net|edu)\b\S*|\b[\w.+-]{1,64}@\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-–][^\W\d_]+)*")
_LEFT_OUT = frozenset({Role.CELL, Role.OPTION, Role.PICTURE, Role.FRONT})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as measured; `start` and `end` count within its passage."""

    passage: Passage
    start: int
    end: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return self.passage.text[self.start : self.end]


def read_sentences(read: Iterable[Passage]) -> tuple[Sentence, ...]:
    """Return the sentences of a text that count, in reading order."""
    found = []
    for passage in read:
        if passage.role in _LEFT_OUT:
            continue
        for start, end in sentences(passage.text):
            words = words_of(passage.text[start:end])
            if words:
                found.append(Sentence(passage, start, end, words))
    return tuple(found)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text; numbers, blanks and addresses are none, a hyphenated word is one."""
    return tuple(_WORD.findall(_ADDRESS.sub(" ", text)))


@dataclass(frozen=True)
class Counts:
    """What the formulas take: words with their syllables, and the number of sentences."""

    syllables: tuple[int, ...]
    sentences: int

    @classmethod
    def of(cls, found: Iterable[Sequence[str]], language: str = "en", without: frozenset[str] = frozenset()) -> Counts:
        """Count sentences given as words; words in `without` (small letters) are left out."""
        count = counter(language)
        measured = [[word for word in words if word.lower() not in without] for words in found]
        return cls(tuple(count(word) for words in measured for word in words), sum(1 for words in measured if words))

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(self.syllables)

    @cached_property
    def words_a_sentence(self) -> float:
        """Words in a sentence on average; 0 for an empty text."""
        return self.words / self.sentences if self.sentences else 0.0

    @cached_property
    def syllables_a_word(self) -> float:
        """Syllables in a word on average; 0 for an empty text."""
        return sum(self.syllables) / self.words if self.words else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether there is enough text for a figure."""
        return self.words >= LEAST_WORDS


def counter(language: str) -> Callable[[str], int]:
    """Return how syllables are counted in a language."""
    return spanish_syllables if language.partition("-")[0] == "es" else english_syllables


def flesch_kincaid_grade(counts: Counts) -> float:
    """US school grade: 0.39 W/S + 11.8 Syl/W - 15.59."""
    return 0.39 * counts.words_a_sentence + 11.8 * counts.syllables_a_word - 15.59


def flesch_reading_ease(counts: Counts) -> float:
    """0 (hard) to 100 (easy): 206.835 - 1.015 W/S - 84.6 Syl/W."""
    return 206.835 - 1.015 * counts.words_a_sentence - 84.6 * counts.syllables_a_word


def smog_grade(counts: Counts) -> float | None:
    """US school grade from words of three and more syllables; None under 30 sentences, for which it was not made."""
    if counts.sentences < LEAST_SENTENCES_FOR_SMOG:
        return None
    long_words = sum(1 for syllables in counts.syllables if syllables >= 3)
    return 1.043 * math.sqrt(30 * long_words / counts.sentences) + 3.1291


def forcast_grade(counts: Counts) -> float | None:
    """US school grade of forms and lists without full sentences: 20 - N/10, N words of one syllable in 150."""
    if not counts.words:
        return None
    short_words = sum(1 for syllables in counts.syllables if syllables == 1)
    return 20 - short_words * 150 / counts.words / 10


def fernandez_huerta(counts: Counts) -> float:
    """Spanish reading ease, 0 (hard) to 100 (easy): 206.84 - 60 Syl/W - 1.02 W/S."""
    return 206.84 - 60 * counts.syllables_a_word - 1.02 * counts.words_a_sentence


def szigriszt_pazos(counts: Counts) -> float:
    """Spanish reading ease as the INFLESZ scale reads it: 206.835 - 62.3 Syl/W - W/S."""
    return 206.835 - 62.3 * counts.syllables_a_word - counts.words_a_sentence
