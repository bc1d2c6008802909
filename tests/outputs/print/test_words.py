"""No word of the source is missing from the print, none is added, and all are in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_curriculum.outputs.print.callouts import LOOKS
from iop_curriculum.outputs.print.context import guide_context, patient_context
from iop_curriculum.outputs.print.documents import render_guide, render_patient
from tests.outputs.print import documents, hostile, reading, source_words

LABELS = {kind: look.label for kind, look in LOOKS.items()}
CRISIS = "If you need help now In danger: Call 911. Our program: To find treatment (not for emergencies)"
CRISIS_WORDS = f"{CRISIS} To find treatment: Ask your doctor.".split()


@pytest.mark.parametrize("document", documents.starter().patient_documents, ids=lambda d: f"{d.kind} {d.key}")
def test_patient_documents_hold_every_word(document: object) -> None:
    library = documents.starter()
    for edition in ("standard", "large"):
        pdf = render_patient(document, edition, patient_context(library, document))  # type: ignore[arg-type]
        found = reading.words(pdf)
        title = document.spec.title.split()  # type: ignore[attr-defined]
        body = source_words.words(document.blocks)  # type: ignore[attr-defined]
        assert found[: len(title)] == title
        assert _holds(found, body)


@pytest.mark.parametrize("module", documents.starter().modules.values(), ids=lambda m: m.slug)
def test_guides_hold_every_word(module: object) -> None:
    library = documents.starter()
    pdf = render_guide(module, guide_context(library, module))  # type: ignore[arg-type]
    remaining = iter(reading.words(pdf))
    # Times stand after the agenda's headings, a checklist has boxes for bullets: the rest is the source's.
    assert all(word in remaining for word in source_words.words(module.blocks, LABELS) if word != "•")  # type: ignore[attr-defined]


def _holds(found: list[str], wanted: list[str]) -> bool:
    """Whether all words are there, side by side."""
    return any(found[at : at + len(wanted)] == wanted for at in range(len(found) - len(wanted) + 1))


AS_LIST = {"200 columns", "row taller than a page", "long word in a cell"}
OTHERWISE = {"right to left and emoji", "missing picture"}


@pytest.mark.parametrize("edition", ["standard", "large"])
@pytest.mark.parametrize("name", sorted(hostile.BODIES.keys() - AS_LIST - OTHERWISE))
def test_hostile_documents_hold_every_word(name: str, edition: str) -> None:
    body = hostile.BODIES[name]
    assert reading.words(documents.paper(body, edition)) == _expected(body)


@pytest.mark.parametrize("name", sorted(AS_LIST))
def test_a_table_that_does_not_fit_holds_every_word_as_a_list(name: str) -> None:
    body = hostile.BODIES[name]
    found = set(reading.words(documents.paper(body)))
    assert found >= set(_expected(body))


def test_what_has_no_glyph_leaves_a_sign() -> None:
    found = reading.words(documents.paper(hostile.BODIES["right to left and emoji"]))
    assert {"Hello", "there"} < set(found) and "????" in found


def test_a_missing_picture_leaves_its_words() -> None:
    found = " ".join(reading.words(documents.paper(hostile.BODIES["missing picture"])))
    assert "Picture: A wave A caption" in found


def _expected(body: str) -> list[str]:
    return [*["My", "Paper"], *source_words.words(documents.patient(body).blocks), *CRISIS_WORDS]


# ── generated documents ──────────────────────────────────────────────────────────────────────────────────────────────

_WORDS = [
    "worry",
    "step,",
    "(maybe)",
    "don't",
    "50%",
    "A&B",
    "café",
    "niño",
    "Ärger",
    "łódź",
    "Việt",
    "шаг",
    "long-term",
]
_word = st.sampled_from([*_WORDS, "“so”", "x" * 90])
_phrase = st.lists(_word, min_size=1, max_size=8).map(" ".join)
_marked = st.one_of(
    _phrase,
    _phrase.map(lambda p: f"**{p}**"),
    _phrase.map(lambda p: f"*{p}*"),
    _phrase.map(lambda p: f"`{p}`"),
    _phrase.map(lambda p: f"[{p}](https://example.org/x)"),
)
_line = st.lists(_marked, min_size=1, max_size=12).map(" ".join)
_heading = st.tuples(st.integers(2, 6), _phrase).map(lambda t: "#" * t[0] + " " + t[1])
_item = st.tuples(st.integers(0, 3), _line)


def _as_list(items: list[tuple[int, str]], mark: str) -> str:
    depth, lines = 0, []
    for wanted, text in items:
        depth = min(wanted, depth + 1) if lines else 0
        lines.append("    " * depth + mark + text)
    return "\n".join(lines)


def _as_table(rows: list[list[str]]) -> str:
    width = len(rows[0])
    head, *body = ["| " + " | ".join((row + [""] * width)[:width]) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * width, *body])


_lists = st.tuples(st.lists(_item, min_size=1, max_size=8), st.sampled_from(["- ", "1. "])).map(lambda t: _as_list(*t))
_ticks = st.lists(_phrase, min_size=1, max_size=8, unique=True).map(lambda ps: "\n".join(f"- [ ] {p}" for p in ps))
_tables = st.lists(st.lists(_marked, min_size=1, max_size=5), min_size=2, max_size=12).map(_as_table)
_quotes = _line.map(lambda text: f"> {text}")
_boxes = st.tuples(_phrase, _line, _lists).map(
    lambda t: f'!!! tip "{t[0].replace(chr(34), "")}"\n    {t[1]}\n\n' + "\n".join("    " + x for x in t[2].split("\n"))
)
_fields = st.one_of(
    st.tuples(st.integers(1, 40), _phrase).map(lambda t: f"/// lines | {t[0]}\n{t[1]}\n///"),
    st.tuples(st.integers(2, 12), _phrase).map(
        lambda t: f"/// scale | 0-{t[0]}\n    low: none\n    high: most\n\n{t[1]}\n///"
    ),
    _phrase.map(lambda p: f"/// choose\n{p}\n\n- one\n- two\n///"),
    st.integers(1, 20).map(hostile.grid),
    _phrase.map(lambda p: f"{p}: ________"),
)
_block = st.one_of(_line, _heading, _lists, _ticks, _tables, _quotes, _boxes, _fields)
BODY = st.lists(_block, min_size=1, max_size=14).map("\n\n".join)


@settings(max_examples=60)
@given(BODY, st.sampled_from(["standard", "large"]))
def test_generated_documents_hold_every_word(body: str, edition: str) -> None:
    assert reading.words(documents.paper(body, edition)) == _expected(body)
