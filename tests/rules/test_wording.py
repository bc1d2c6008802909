"""Words at fault are found by sense: measured on sentences labelled by hand."""

from pathlib import Path

import pytest

from iop_curriculum.rules.registry import BY_CODE
from iop_curriculum.rules.wording import find

CORPUS = Path(__file__).with_name("wording_corpus.txt")


def corpus() -> list[tuple[frozenset[str], str]]:
    lines = [line for line in CORPUS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parts = [line.split(" | ", 1) for line in lines]
    return [(frozenset(labels.replace("-", "").split()), sentence) for labels, sentence in parts]


def test_the_corpus_is_large_balanced_and_names_every_wording_rule():
    labelled = corpus()
    assert len(labelled) >= 200
    assert len({sentence for _, sentence in labelled}) == len(labelled)
    assert 0.4 < sum(1 for labels, _ in labelled if not labels) / len(labelled) < 0.6
    assert frozenset().union(*(labels for labels, _ in labelled)) == {c for c in BY_CODE if c.startswith("WRD")}


def test_precision_and_recall():
    right = wrong = missed = 0
    told = []
    for labels, sentence in corpus():
        found = {rule.code for rule, _, _, _ in find(sentence)}
        right += len(found & labels)
        wrong += len(found - labels)
        missed += len(labels - found)
        if found != labels:
            told.append(f"expected {sorted(labels)}, found {sorted(found)}: {sentence}")
    precision, recall = right / (right + wrong), right / (right + missed)
    assert precision >= 0.95 and recall >= 0.95, "\n".join(told)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Hear me: the former addict came back.", "former addict"),
        ("She has been clean for a year.", "clean"),
        ("His urine was dirty again.", "dirty"),
        ("People who suffer from depression rest.", "suffer from"),
        ("The patient consistently denies use.", "denies"),
        ("Each client keeps his sheet.", "his"),
    ],
)
def test_exactly_the_words_at_fault_are_quoted(sentence, words):
    [(_, start, end, _)] = find(sentence)
    assert sentence[start:end] == words


def test_a_document_on_substances_needs_no_other_word_to_make_a_relapse_one_of_use():
    assert not find("Relapse is common.")
    assert [rule.code for rule, *_ in find("Relapse is common.", substances_only=True)] == ["WRD003"]
    assert not find("A relapse of depression is common.", substances_only=True)
