"""Fields: each type a real one, named once, told to screen readers; what is typed in any script is kept and drawn."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from tests.outputs.print import documents, reading, typing_in

BODY = """\
My name for it: ____________

/// lines | 4
What did you notice?
///

/// scale | 0-10
    low: not at all
    high: very much

How strong?
///

- [ ] one thing
- [ ] another thing

/// choose
Which fits?

- First
- Second
///

/// table
    rows: 2

| When | What |
|---|---|
| | |
///
"""
SCRIPTS = {
    "latin": "naïve “café” Zażółć gęślą jaźń Ærøskøbing",
    "vietnamese": "Tôi cần giúp đỡ ngay bây giờ",
    "cyrillic": "Привет, Ёлка, їжак ґудзик",
    "greek": "Ελληνικά",
}
LINES = "what-did-you-notice"


@pytest.fixture(scope="module")
def worksheet() -> bytes:
    return documents.paper(BODY)


def test_each_type_is_a_real_field(worksheet: bytes) -> None:
    fields = reading.fields(worksheet)
    assert {name: field["type"] for name, field in fields.items()} == {
        "paper.my-name-for-it": "/Tx",
        "paper.what-did-you-notice": "/Tx",
        "paper.how-strong": "/Btn",
        "paper.one-thing": "/Btn",
        "paper.another-thing": "/Btn",
        "paper.which-fits": "/Btn",
        **{f"paper.table-1.{row}.{column}": "/Tx" for row in (1, 2) for column in (1, 2)},
    }
    assert fields["paper.how-strong"]["widgets"] == 11
    assert all(field["label"] for field in fields.values())


def test_radio_buttons_exclude_each_other(worksheet: bytes) -> None:
    radio, no_toggle_to_off = 1 << 15, 1 << 14
    fields = reading.fields(worksheet)
    for name in ("paper.how-strong", "paper.which-fits"):
        assert fields[name]["flags"] == radio | no_toggle_to_off
    with pikepdf.open(io.BytesIO(worksheet)) as document:
        (top,) = document.Root.AcroForm.Fields
        group = next(field for field in top.Kids if field.T == "how-strong")
        states = [set(kid.AP.N.keys()) - {"/Off"} for kid in group.Kids]
        assert states == [{f"/{value}"} for value in range(11)]


def test_flat_has_the_same_words_and_no_fields(worksheet: bytes) -> None:
    flat = documents.paper(BODY, flat=True)
    assert reading.fields(flat) == {}
    assert reading.words(flat) == reading.words(worksheet)
    assert reading.outline(flat).count("        Form") == reading.outline(worksheet).count("        Form")


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("field", ["my-name-for-it", LINES])
def test_typed_text_is_kept_and_drawn(worksheet: bytes, field: str, script: str) -> None:
    text = SCRIPTS[script]
    filled = typing_in.type_into(worksheet, {field: text})
    with pikepdf.open(io.BytesIO(filled)) as document:
        widget = _widget(document, field)
        assert str(widget.V) == text
        shown = widget.AP.N.read_bytes()
        # All of it in the embedded font: a viewer's own fonts would not be there on another machine.
        assert {line.split()[0] for line in shown.split(b"\n") if line.endswith(b" Tf")} == {b"/Wingdings"}
    blank = typing_in.type_into(worksheet, {field: " "})
    page, box = typing_in.text_boxes(worksheet)[field]
    assert reading.darkness(filled, page, box) > reading.darkness(blank, page, box) + 0.002


def test_long_text_wraps_and_shrinks_until_it_fits(worksheet: bytes) -> None:
    filled = typing_in.type_into(worksheet, {LINES: "a long answer " * 60})
    with pikepdf.open(io.BytesIO(filled)) as document:
        shown = _widget(document, LINES).AP.N.read_bytes()
    assert shown.count(b"Tj") > 3


def test_values_set_by_a_program_are_drawn(worksheet: bytes) -> None:
    saved = {text: _set_by_program(worksheet, text) for text in (*SCRIPTS.values(), " ")}
    for field in ("my-name-for-it", LINES):
        page, box = typing_in.text_boxes(worksheet)[field]
        for text in SCRIPTS.values():
            assert reading.darkness(saved[text], page, box) > reading.darkness(saved[" "], page, box) + 0.002


def _set_by_program(pdf: bytes, text: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    values = {"paper.my-name-for-it": text, f"paper.{LINES}": text}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)  # type: ignore[arg-type]
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def test_writing_lines_are_eight_millimetres_apart_or_more() -> None:
    for edition in ("standard", "large"):
        page, (_, bottom, _, top) = typing_in.text_boxes(documents.paper("/// lines | 5\nWrite.\n///", edition))[
            "write"
        ]
        assert page == 0
        assert (top - bottom) / 5 * 25.4 / 72 > 7.9


def test_more_lines_than_a_page_go_on_in_another_field() -> None:
    names = list(reading.fields(documents.paper("/// lines | 60\nWrite.\n///")))
    assert names == ["paper.write", "paper.write-more", "paper.write-more-more"]


def _widget(document: pikepdf.Pdf, name: str) -> pikepdf.Dictionary:
    return next(a for page in document.pages for a in page.obj.get("/Annots", []) if a.get("/T") == name)
