"""Guides, handouts and worksheets as PDF: what stands on them, what does not, and that they do not change."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

from iop_curriculum.content.blocks import Paragraph, Text
from iop_curriculum.outputs.print.documents import render_patient
from iop_curriculum.outputs.print.pictures import Pictures
from iop_curriculum.outputs.print.story import Story, UnknownBlockError
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.source import Span
from tests.outputs.print import documents, reading

GUIDE = """\
Prepare the room.

## Check-in {minutes=10}

/// say
Welcome.
///

## Teach: the alarm {minutes=20 cut=10}

/// ask
- What rings yours?
///

## Cautions

/// caution | Breath focus
Offer another anchor.
///
"""


def test_patient_pages_are_discreet() -> None:
    pdf = documents.paper("Hello.\n\n" * 80)
    for number, text in enumerate(reading.page_text(pdf), 1):
        footer = " ".join(text.split()[-9:])
        assert "Version 1.2.3 · CC-BY-4.0" in text
        assert f"Page {number} of" in text
        assert "Recovery" not in footer and "IOP" not in footer
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo["/Title"]) == "My Paper"
        assert "Secret" not in str(dict(document.docinfo)) + document.Root.Metadata.read_bytes().decode()


def test_the_crisis_block_stands_once() -> None:
    for more, place in (("crisis: end", "last"), ("crisis: top", "first")):
        words = " ".join(reading.words(documents.paper("The text.", more=more)))
        assert words.count("If you need help now") == 1
        assert (words.index("The text.") < words.index("If you need help now")) == (place == "last")


def test_the_author_may_place_the_crisis_block() -> None:
    words = " ".join(reading.words(documents.paper("Before.\n\n/// crisis\n///\n\nAfter.")))
    assert words.count("If you need help now") == 1
    assert words.index("Before.") < words.index("If you need help now") < words.index("After.")


def test_topic_lines_print_where_they_are_asked_for() -> None:
    assert "Poison control: Call the center." in reading.text(documents.paper("Hi.", more="topic_lines: [poison]"))
    assert "Poison" not in reading.text(documents.paper("Hi."))


def test_a_line_that_is_not_filled_in_is_a_blank_for_the_pen() -> None:
    pdf = documents.paper("Hi.")
    assert "Our program: To find treatment" in " ".join(reading.words(pdf))
    assert "Form" in " ".join(reading.outline(pdf))


def test_a_guide_says_what_a_facilitator_needs() -> None:
    words = " ".join(reading.words(documents.guide(GUIDE)))
    assert words.startswith("The Alarm Draft: not yet reviewed by a clinician at this program How it works.")
    assert "0:00 10 Check-in 10 0:10 20 Teach: the alarm 10 30 In all 20" in words
    assert words.count("Offer another anchor.") == 2
    assert words.index("Read first: cautions") < words.index("Prepare the room.")
    assert "On call:" in words and "Where:" in words
    footers = reading.page_text(documents.guide(GUIDE))
    assert all("The Alarm · Version 1.0.0 · CC-BY-4.0" in text for text in footers)


def test_headings_skip_no_level() -> None:
    levels = [line.strip() for line in reading.outline(documents.paper("#### Deep\n\nx\n\n## Two\n\n###### Six"))]
    assert [tag for tag in levels if tag in ("H1", "H2", "H3", "H4")][:4] == ["H1", "H2", "H2", "H3"]


def test_the_same_document_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.outputs.print import documents; "
        "print(hashlib.sha256(documents.paper('A ____ b.\\n\\n- [ ] c', 'large')).hexdigest())"
    )
    environment = {"PYTHONPATH": str(documents.REPOSITORY)}
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**environment, "PYTHONHASHSEED": seed},
            cwd=documents.REPOSITORY,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_large_print_is_eighteen_points() -> None:
    with pikepdf.open(io.BytesIO(documents.paper("Hello there.", "large"))) as document:
        operators = pikepdf.parse_content_stream(document.pages[0], "Tf")
        assert {float(operands[1]) for operands, _ in operators} >= {18.0, 26.0}
        assert min(float(operands[1]) for operands, _ in operators) >= 12.0


def test_paper_is_the_programmes() -> None:
    for paper, width in (("letter", 612.0), ("a4", 595.28)):
        document = documents.patient("Hi.")
        with pikepdf.open(io.BytesIO(render_patient(document, "standard", documents.context(paper=paper)))) as pdf:
            assert float(pdf.pages[0].mediabox[2]) == pytest.approx(width)


def test_spanish_papers_speak_spanish() -> None:
    document = documents.patient("Hola.", language="es")
    pdf = render_patient(document, "standard", documents.context())
    assert "Si necesita ayuda ahora" in reading.text(pdf)
    assert "Página 1 de 1" in reading.page_text(pdf)[0]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "es"


def test_a_nearly_empty_last_page_is_saved() -> None:
    def pages(lines: int) -> int:
        return len(reading.page_text(documents.paper("Words to read.\n\n" * lines)))

    full = next(n for n in range(10, 60) if pages(n) == 2)
    loose = Sheet("standard")
    assert full * (loose.leading + loose.gap) > loose.height - 160


def test_an_unknown_block_is_an_error() -> None:
    block = replace(Paragraph((Text("x", Span(0, 1)),), Span(0, 1)))
    story = Story(Sheet("standard"), "en", Pictures({}, ""), (block,))
    with pytest.raises(UnknownBlockError, match="int"):
        story.set([7], story.place(Element("Document")))  # type: ignore[list-item]
