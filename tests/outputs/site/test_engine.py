"""The engine run: one clear sentence and its output when it fails, nothing from elsewhere, the same bytes again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.engine import EngineError, run
from iop_curriculum.outputs.site.policy import policy, protect, protected
from tests.conftest import REPOSITORY
from tests.outputs.site.conftest import built


def staged(project: Path, page: str, theme: str = "") -> Path:
    stage = project / ".iop-build-7"
    (stage / "pages").mkdir(parents=True)
    (stage / "theme").mkdir()
    (stage / "pages/index.md").write_text(page, encoding="utf-8")
    if theme:
        (stage / "theme/main.html").write_text(theme, encoding="utf-8")
    config = "INHERIT: ../mkdocs.yml\ndocs_dir: pages\nsite_dir: site\nplugins: []\ntheme: {custom_dir: theme}\n"
    (stage / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copy(REPOSITORY / "mkdocs.yml", project / "mkdocs.yml")
    return stage


def test_a_warning_of_the_engine_is_an_error_with_its_words(tmp_path: Path) -> None:
    stage = staged(tmp_path, "# Hello\n\n[lost](nowhere.md)\n")
    with pytest.raises(EngineError, match=r"^MkDocs could not make the site") as caught:
        run(stage, tmp_path)
    assert "nowhere.md" in caught.value.output


def test_a_page_that_asks_another_server_is_refused(tmp_path: Path) -> None:
    stage = staged(
        tmp_path, "# Hello\n", '<html><head></head><body><img src="https://example.org/x.png"></body></html>'
    )
    with pytest.raises(EngineError, match="other servers") as caught:
        run(stage, tmp_path)
    assert "index.html: https://example.org/x.png" in caught.value.output.splitlines()


def test_the_same_input_makes_the_same_site(starter: Inputs, site: Path, tmp_path: Path) -> None:
    again = built(starter, tmp_path)
    first = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    second = {p.relative_to(again).as_posix(): p.read_bytes() for p in again.rglob("*") if p.is_file()}
    assert first == second


def test_a_page_gets_the_hash_of_its_own_scripts_alone() -> None:
    page, foreign = protected(
        '<html><head></head><body><script>a = 1</script><script type="application/json">{}</script></body>'
    )
    assert foreign == []
    assert page.count("sha256-") == 1
    assert policy(["a = 1"], []).split("; ")[1] in page


def test_what_a_style_sheet_fetches_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { background: url(//example.org/p.png) } i { background: url(data:,x) }")
    (tmp_path / "a.html").write_text(
        "<head></head><link rel=stylesheet href=https://example.org/a.css><a href=https://ok.example>x</a>"
    )
    assert protect(tmp_path) == ["a.html: https://example.org/a.css", "a.css: url(//example.org/p.png"]
