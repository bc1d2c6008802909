"""What lies under the documents: artifacts, pictures, fonts, checks, and the names of ReportLab that tagging needs."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph, Table

from iop_curriculum.outputs.print import fonts, svg, svg_path
from iop_curriculum.outputs.print.artifacts import mark_artifacts
from iop_curriculum.outputs.print.check import check_document
from iop_curriculum.rules.print_rules import RULES
from tests.outputs.print import documents, hostile, reading

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'


# ── artifacts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_paints_outside_tags_becomes_an_artifact() -> None:
    operators = [
        "q",
        "n 0 0 m 1 1 l S",
        "n 2 2 m 3 3 l S",
        "/P <</MCID 0>> BDC",
        "BT (x) Tj ET",
        "EMC",
        "1 0 0 re f",
        "Q",
    ]
    assert " ".join(mark_artifacts(operators)).split() == [
        "q",
        "/Artifact",
        "BMC",
        "n",
        "0",
        "0",
        "m",
        "1",
        "1",
        "l",
        "S",
        "n",
        "2",
        "2",
        "m",
        "3",
        "3",
        "l",
        "S",
        "EMC",
        "/P",
        "<</MCID",
        "0>>",
        "BDC",
        "BT",
        "(x)",
        "Tj",
        "ET",
        "EMC",
        "/Artifact",
        "BMC",
        "1",
        "0",
        "0",
        "re",
        "f",
        "EMC",
        "Q",
    ]


def test_an_artifact_begins_before_the_path_that_it_paints() -> None:
    assert [o.strip() for o in mark_artifacts(["n 0 0 1 1 re", "0 g", "f"])] == [
        "/Artifact BMC", "n 0 0 1 1 re", "0 g", "f", "EMC",
    ]  # fmt: skip


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _png(width: int, height: int, mode: str = "RGB") -> bytes:
    data = io.BytesIO()
    Image.new(mode, (width, height)).save(data, "PNG")
    return data.getvalue()


PICTURES = {
    "fine": (_png(400, 200), None),
    "palette": (_png(40, 20, "P"), None),
    "20,000 pixels wide": (_png(20_000, 100, "L"), None),
    "too many pixels": (_png(20_000, 3_000, "1"), "PRT002"),
    "cut off": (_png(400, 200)[:60], "PRT002"),
    "no picture": (b"hello", "PRT002"),
    "empty": (b"", "PRT002"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_drawn_or_told(name: str) -> None:
    data, code = PICTURES[name]
    body = '![A wave](../figures/x.png "A caption")\n\nText with ![icon](../figures/x.png) inside.'
    found = check_document(documents.patient(body), {"figures/x.png": data})
    assert {d.code for d in found} == ({code} if code else set())
    assert "A caption" in reading.text(documents.paper(body, x_png=data))


def test_a_figure_is_drawn_under_one_tag() -> None:
    drawing = '<g transform="translate(5 5)"><path d="M0 0 L10 10 Q5 5 0 10 Z"/><text x="5" y="20">urge</text></g>'
    pdf = documents.paper("![A wave](../figures/x.svg)", x_svg=SVG.format(drawing).encode())
    assert [line.strip() for line in reading.outline(pdf)].count("Figure") == 1
    assert "urge" in " ".join(reading.page_text(pdf))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<style>a{}</style>", "the element style"),
        ('<rect width="5" height="5" filter="url(#f)"/>', "the attribute filter"),
        ('<rect width="5" height="5" fill="url(#g)"/>', "fill="),
        ('<foreignObject/>', "the element foreignObject"),
        ('<image href="http://example.org/x.png"/>', "the element image"),
        ('<path d="M0 0 L5"/>', "path data"),
        ('<rect width="50%" height="5"/>', "width="),
        ('<g transform="spin(4)"/>', "transform"),
    ],
)  # fmt: skip
def test_what_a_figure_can_t_have_is_told(inside: str, told: str) -> None:
    reading_ = svg.read(SVG.format(inside).encode())
    assert reading_.value is not None
    assert any(told in fault for fault in reading_.faults)


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"<!DOCTYPE svg><svg/>", SVG.replace("0 0 100 50", "0 0 0 0").encode()]
)
def test_what_is_no_figure_is_told(data: bytes) -> None:
    assert svg.read(data).value is None and svg.read(data).faults


def test_an_arc_ends_where_it_should() -> None:
    curves = svg_path.arc((0, 0), [5, 5, 0, 0, 1, 10, 0])
    assert curves[-1][-2:] == pytest.approx((10, 0))
    assert min(curve[-1] for curve in curves) == pytest.approx(-5)


def test_path_commands_are_read_as_they_are_written() -> None:
    assert svg_path.path("m1 1 2 0h3v4H0V0z") == [
        ("M", (1, 1)), ("L", (3, 1)), ("L", (6, 1)), ("L", (6, 5)), ("L", (0, 5)), ("L", (0, 0)), ("Z", ()),
    ]  # fmt: skip


# ── fonts and checks ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_letter_is_set_in_a_font_that_has_it() -> None:
    assert fonts.runs("Việt a", fonts.BODY, bold=True) == [
        ("Atkinson-Bold", "Vi"), ("SourceSans-Bold", "ệ"), ("Atkinson-Bold", "t a"),
    ]  # fmt: skip


def test_letters_without_a_glyph_are_told() -> None:
    document = documents.patient(hostile.BODIES["right to left and emoji"])
    (found,) = check_document(document, {})
    assert found.code == "PRT001" and "“ש”" in found.message


def test_a_table_that_is_too_wide_is_told() -> None:
    (found,) = check_document(documents.patient(hostile.BODIES["200 columns"]), {})
    assert found.code == "PRT004" and "200 columns" in found.message


def test_the_starter_prints_without_a_fault() -> None:
    library = documents.starter()
    pictures = {path: picture.data for path, picture in library.pictures.items()}
    for document in (*library.modules.values(), *library.patient_documents):
        assert check_document(document, pictures) == ()


def test_rules_have_codes_of_their_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.code.startswith("PRT") for rule in RULES)


# ── what tagging needs of ReportLab ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        (Canvas, ("_code", "_addAnnotation", "_absRect", "_bookmarkReference")),
        (pdfdoc.PDFPage, ("__NoDefault__", "stream", "setStream")),
        (pdfdoc.PDFDocument, ("thisPageName", "thisPageRef", "Reference", "SaveToFile")),
        (ttfonts, ("makeToUnicodeCMap", "SUBSETN", "TTFont")),
        (ttfonts.TTFontFile, ("makeSubset",)),
        (Paragraph, ("_setup", "split", "wrap")),
        (Table, ("split", "wrap")),
        (Frame, ("add",)),
        (pdfdoc, ("XMP", "PDFZCompress")),
    ],
)
def test_reportlab_still_has_the_names_that_print_uses(owner: object, names: tuple[str, ...]) -> None:
    made = Canvas(io.BytesIO()) if owner is Canvas else owner
    assert [name for name in names if not hasattr(made, name)] == []
