"""Titles, names and labels that look like markup, templates or Markdown are text on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outputs.site.html_reader import read_html
from tests.outputs.site.projects import HOSTILE

FOLDED = [" ".join(words.split()) for words in HOSTILE]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_title_is_text_on_its_pages(hostile_site: Path, number: int) -> None:
    for path in (f"modules/module-{number}.html", f"patient/handouts/sheet-{number}.html"):
        page = read_html(hostile_site / path)
        assert page.all("h1")[0].text == FOLDED[number]
        assert page.all("title")[0].text.startswith(FOLDED[number])


def test_titles_are_text_in_lists(hostile_site: Path) -> None:
    for path in ("library.html", "conditions/anxiety.html", "curricula/hostile.html", "patient/index.html"):
        links = {e.text for e in read_html(hostile_site / path).all("a")}
        assert {f"H {n + 1} {t}" for n, t in enumerate(FOLDED)} <= links or set(FOLDED) <= links, path


def test_no_page_gains_a_script(hostile_site: Path) -> None:
    for path in hostile_site.rglob("*.html"):
        scripts = [e for e in read_html(path).all("script") if "src" not in e.attributes]
        assert not [s for s in scripts if any("alert(" in c for c in s.children if isinstance(c, str))], path


def test_the_search_rows_are_data(hostile_site: Path) -> None:
    assert '\\"><script>alert(1)' in (hostile_site / "assets/search-index.js").read_text(encoding="utf-8")


def test_links_in_a_guide_lead_to_the_patient_folder(hostile_site: Path) -> None:
    page = read_html(hostile_site / "modules/module-3.html")
    links = [e.attributes["href"] for e in page.all(css_class="iop-say")[0].all("a")]
    assert links == ["../patient/handouts/sheet-3.html"] * 2 + ["https://example.org/a"]
    assert "../figures/wave.svg" in [e.attributes["src"] for e in page.all("img")]
    assert (hostile_site / "figures/wave.svg").is_file()
