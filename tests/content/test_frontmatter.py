"""YAML is read as its author meant it, and every slip has its place."""

import pytest

from iop_curriculum.content.frontmatter import read_front_matter, read_yaml
from iop_curriculum.source import Position, Source


def read(text: str):
    return read_yaml(Source("x.yml", text))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("18:30", "18:30"),
        ("9:00", "9:00"),
        ("no", "no"),
        ("010", "010"),
        ("1.10", "1.10"),
        ("2027-01-04", "2027-01-04"),
        ("60", 60),
        ("true", True),
        ('"60"', "60"),
        ("~", None),
        ("0x1F", "0x1F"),
        ("<<", "<<"),
    ],
)
def test_plain_values_stay_what_was_written(written, value):
    checked = read(f"key: {written}\n")
    assert checked.value.value == {"key": value}
    assert type(checked.value.value["key"]) is type(value)


def test_places_of_keys_and_values_count_characters_not_bytes():
    source = Source("x.yml", "é: 1\nlist:\n  - 'eins 🙂'\n  - two\n")
    spans = read_yaml(source).value
    assert source.text[slice(*_pair(spans.value_spans["list", 1]))] == "two"
    assert source.text[slice(*_pair(spans.value_spans["list", 0]))] == "'eins 🙂'"
    assert source.text[slice(*_pair(spans.key_spans["list",]))] == "list"


def _pair(span):
    return span.start, span.end


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("title: Anxiety: the basics\n", "SRC010", 1, 15, "colon"),
        ('title: "open\nb: 1\n', "SRC010", 1, 8, "never closed"),
        ("a: 1\na: 2\n", "SRC011", 2, 1, "`a`"),
        ("a: &x 1\n", "SRC012", 1, 4, "`&x`"),
        ("a: *x\n", "SRC012", 1, 4, "`*x`"),
        ("a: !!python/object:os.system x\n", "SRC012", 1, 4, "tag"),
        ("a: 1\n---\nb: 2\n", "SRC010", 2, 1, "second document"),
        ("a:\n\t- b\n", "SRC005", 2, 1, "tab"),
        ("a: [1, 2\nb: 3\n", "SRC010", 1, 4, "brackets"),
        ("a: @b\n", "SRC010", 1, 4, "`@`"),
        ("[a]: 1\n", "SRC010", 1, 1, "key"),
    ],
)
def test_each_slip_is_told_in_plain_words_at_its_place(text, code, line, column, words):
    first = read(text).diagnostics[0]
    assert (first.code, first.start) == (code, Position(line, column))
    assert words in first.message
    assert first.hint


def test_an_anchor_bomb_is_refused_before_it_grows():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [{','.join('*' + p for _ in range(9))}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    checked = read(bomb)
    assert checked.value is None
    assert checked.diagnostics[0].code == "SRC012"


@pytest.mark.parametrize("text", ["[" * 5000, "a:\n" + "".join(" " * n + "b:\n" for n in range(1, 900)), "{a: " * 3000])
def test_deep_nesting_is_a_fault_not_a_crash(text):
    checked = read(text)
    assert checked.value is None
    assert {d.code for d in checked.diagnostics} <= {"SRC013", "SRC010"}


def test_front_matter_must_open_and_close():
    assert read_front_matter(Source("x.md", "# Grounding\n")).diagnostics[0].code == "SRC009"
    unclosed = read_front_matter(Source("x.md", "---\ntitle: x\n")).diagnostics[0]
    assert unclosed.code == "SRC009"
    assert "not closed" in unclosed.message


def test_body_begins_after_front_matter():
    source = Source("x.md", "---\ntitle: A --- dash\n---\nBody\n---\nmore\n")
    front = read_front_matter(source).value
    assert source.text[front.body_start :] == "Body\n---\nmore\n"
    assert front.data.value == {"title": "A --- dash"}
