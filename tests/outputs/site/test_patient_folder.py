"""The patient folder stands alone: copied elsewhere all of it works, and no word in it is meant for staff."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from iop_curriculum.content.blocks import inlines, plain_text
from iop_curriculum.outputs.inputs import Inputs
from tests.outputs.site.html_reader import local_targets, read_html


def test_copied_elsewhere_every_link_resolves_inside(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(site / "patient", folder)
    for path in sorted(folder.rglob("*.html")):
        page = read_html(path)
        for written, file, _ in local_targets(path, page):
            assert file.is_relative_to(folder), f"{path.name}: {written}"
            assert file.is_file() or file.suffix == ".pdf", f"{path.name}: {written}"
        assert not [e for e in page.all("a") if "//" in e.attributes.get("href", "")], path


def test_no_staff_sentence_is_in_it(starter: Inputs, site: Path) -> None:
    patient = " ".join(read_html(path).text for path in (site / "patient").rglob("*.html"))
    own = " ".join(d.file.source.text for d in starter.library.patient_documents)
    sentences = {
        sentence
        for module in starter.library.modules.values()
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(plain_text((i,)) for i in inlines(module.blocks)))
        if len(sentence.split()) > 5 and sentence not in own
    }
    assert sentences
    assert [sentence for sentence in sentences if sentence in patient] == []


def test_it_names_neither_the_program_nor_staff_pages(starter: Inputs, site: Path) -> None:
    name = starter.library.program.spec.name
    for path in (site / "patient").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert name not in text
        for word in ("session guide", "md-header", "iop-risk", "iop-callout", "modules/"):
            assert word not in text.lower(), f"{path.name}: {word}"


def test_the_crisis_block_is_once_on_every_document(starter: Inputs, site: Path) -> None:
    lines = [line for line in starter.library.program.spec.lines if line.kind == "crisis"]
    assert lines
    for document in starter.library.patient_documents:
        page = read_html(site / f"patient/{document.folder}/{document.key}.html")
        blocks = page.all(css_class="iop-crisis")
        assert len(blocks) == 1
        assert all(line.label["en"] in blocks[0].text for line in lines)
        unset = [line for line in starter.library.program.spec.lines if line.contact is None]
        assert len(blocks[0].all(css_class="iop-hand-blank")) == len(unset)


def test_the_crisis_block_stands_where_it_is_asked_for(starter: Inputs, site: Path, hostile_site: Path) -> None:
    asked = {document.spec.crisis for document in starter.library.patient_documents}
    assert asked == {"end", "top"}
    for document in starter.library.patient_documents:
        page = read_html(site / f"patient/{document.folder}/{document.key}.html")
        headings = [h.text for h in page.all("h2")]
        assert headings.index("Get help now") == (0 if document.spec.crisis == "top" else len(headings) - 1)
    placed = read_html(hostile_site / "patient/handouts/sheet-0.html").text
    assert placed.index("Your name") < placed.index("Get help now") < placed.index("Last words")


def test_every_field_has_a_name_and_remembers_nothing(site: Path) -> None:
    for path in (site / "patient/worksheets").glob("*.html"):
        page = read_html(path)
        fields = [*page.all("input"), *page.all("textarea")]
        assert fields, path
        labelled = {id(f) for label in page.all("label") for f in label.all("input")}
        for field in fields:
            given = field.attributes
            assert "aria-label" in given or "aria-labelledby" in given or id(field) in labelled, given
            if given.get("type", "text") == "text":
                assert given["autocomplete"] == "off" and given["spellcheck"] == "false"


def test_a_translation_speaks_its_language_throughout(hostile_site: Path) -> None:
    page = read_html(hostile_site / "patient/handouts/sheet-0.es.html")
    assert page.all("html")[0].attributes["lang"] == "es"
    assert "Consiga ayuda ahora" in page.all(css_class="iop-crisis")[0].text
    assert "Todas las hojas" in page.text
    index = read_html(hostile_site / "patient/index.html")
    assert [(e.text, e.attributes.get("lang")) for e in index.all("h2")] == [
        ("Handouts", None),
        ("Para familiares y amigos", "es"),
    ]


def test_links_out_of_the_folder_become_words(hostile_site: Path) -> None:
    page = read_html(hostile_site / "patient/handouts/sheet-2.html")
    assert "the guide and a page (example.org/a)." in page.text
    links = {e.attributes["href"] for e in page.all("a")}
    assert links == {"../index.html", "sheet-0.html", "sheet-2.pdf", "sheet-2-large.pdf"}
    assert [e.attributes["src"] for e in page.all("img")] == ["../figures/wave.svg"]
    assert (hostile_site / "patient/figures/wave.svg").is_file()
