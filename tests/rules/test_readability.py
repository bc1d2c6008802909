"""Formulas against published values, syllables against dictionary counts."""

import pytest

from iop_curriculum.rules import readability
from iop_curriculum.rules.readability import Counts, Sentence, read_sentences, words_of
from iop_curriculum.rules.syllables import english_syllables, spanish_syllables
from iop_curriculum.rules.texts import passages, sentences
from tests.curricula.project import handout, library

ENGLISH = """
1 the cat walked hoped stayed tired eyes through real time times leagues
2 people something someone anxious hundred wanted settled table tables changes client quiet staying being science
2 homework useful friendly maybe goodbye needed hopeful every cocaine
3 suicide idea area opioid naloxone methadone medicine disorder behavior somebody easier triangle audience therapist
3 counselor recipe depression psychosis withdrawal
4 anxiety suicidal psychiatry recovery buprenorphine society experience community
5 schizophrenia anorexia hypomania university communication
6 benzodiazepine benzodiazepines psychoeducation
2 safety ninety
"""
SPANISH = {
    "casa": 2, "día": 2, "país": 2, "ansiedad": 3, "emoción": 3, "crisis": 2, "ayuda": 3, "miedo": 2, "ruido": 2,
    "guía": 2, "pingüino": 3, "quiero": 2, "hoy": 1, "muy": 1, "ahora": 3, "poeta": 3, "aéreo": 4, "ciudad": 2,
    "cuidado": 3, "depresión": 3, "ahí": 2, "búho": 2, "leer": 2, "tarea": 3, "respiración": 4, "siguiente": 3,
    "vergüenza": 3, "caída": 3, "oído": 3, "rey": 1, "yo": 1,
}  # fmt: skip


def counts_of(text: str, language: str = "en") -> Counts:
    return Counts.of((words_of(text[start:end]) for start, end in sentences(text)), language)


def english_words():
    for line in ENGLISH.strip().split("\n"):
        count, *words = line.split()
        yield from ((word, int(count)) for word in words)


@pytest.mark.parametrize(("word", "count"), list(english_words()))
def test_english_syllables(word, count):
    assert english_syllables(word) == count
    assert english_syllables(f"{word}'s") in (count, count + 1)


@pytest.mark.parametrize(
    ("word", "count"),
    [("self-compassion", 4), ("I’m", 1), ("didn’t", 2), ("don't", 1), ("we're", 1), ("Schizophrenia", 5)],
)
def test_english_syllables_of_words_with_marks(word, count):
    assert english_syllables(word) == count


@pytest.mark.parametrize(("word", "count"), SPANISH.items())
def test_spanish_syllables(word, count):
    assert spanish_syllables(word) == count


def test_published_values():
    cat = counts_of("The cat sat on the mat.")
    assert (cat.words, cat.sentences, sum(cat.syllables)) == (6, 1, 6)
    assert readability.flesch_reading_ease(cat) == pytest.approx(116.15, abs=0.01)
    assert readability.flesch_kincaid_grade(cat) == pytest.approx(-1.45, abs=0.01)
    platypus = counts_of(
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
    )
    assert (platypus.words, sum(platypus.syllables)) == (13, 24)
    assert readability.flesch_reading_ease(platypus) == pytest.approx(37.46, abs=0.01)
    assert readability.flesch_kincaid_grade(platypus) == pytest.approx(11.26, abs=0.01)


def test_smog_needs_thirty_sentences():
    sample = Counts((3,) * 25 + (1,) * 275, 30)
    assert readability.smog_grade(sample) == pytest.approx(8.344, abs=0.001)
    assert readability.smog_grade(Counts((3,) * 25, 29)) is None


def test_forcast_and_spanish_formulas_by_hand():
    assert readability.forcast_grade(Counts((1,) * 100 + (2,) * 50, 10)) == pytest.approx(10.0)
    assert readability.forcast_grade(Counts((), 0)) is None
    sample = Counts((2,) * 50 + (1,) * 50, 10)
    assert readability.fernandez_huerta(sample) == pytest.approx(206.84 - 90 - 10.2)
    assert readability.szigriszt_pazos(sample) == pytest.approx(206.835 - 93.45 - 10)


def test_an_empty_text_has_no_figure_and_no_fault():
    empty = counts_of("")
    assert (empty.words, empty.sentences, empty.is_enough) == (0, 0, False)
    assert empty.words_a_sentence == empty.syllables_a_word == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Lee came at 9 a.m. and left.", 1),
        ("“Are you well?” he asked. Yes.", 2),
        ("No full stop", 1),
        ("It was 3.5 miles. Far.", 2),
        ("", 0),
    ],
)
def test_sentences(text, count):
    assert len(list(sentences(text))) == count


def measured(body: str) -> tuple[Sentence, ...]:
    project = library({"handouts/x.md": handout().replace("You can rest.", body)})
    return read_sentences(passages(project.handouts["x"].blocks))


def test_headings_and_items_are_sentences_and_tables_blanks_and_addresses_are_left_out():
    table = "| a | b |\n|---|---|\n| c | d |"
    body = f"## A heading\n\nSee https://example.org now.\n\n- one item\n- another\n\nI am ________ today.\n\n{table}"
    found = [" ".join(sentence.words) for sentence in measured(body)]
    assert found == ["A heading", "See now", "one item", "another", "I am today"]


def test_a_list_does_not_read_harder_than_its_sentences():
    listed = measured("\n".join(f"- You can try step {n}" for n in range(30)))
    assert len(listed) == 30
