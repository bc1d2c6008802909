"""New programmes and new files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_curriculum import build, starter
from iop_curriculum.content.frontmatter import read_yaml
from iop_curriculum.diagnostics import Severity
from iop_curriculum.source import Source

TODAY = dt.date(2026, 11, 2)


def faults(project: Path, *, at_least: Severity = Severity.WARNING) -> list[str]:
    weights = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
    found = build.examine(project, TODAY).diagnostics
    return [f"{d.path} {d.code} {d.message}" for d in found if weights[d.severity] >= weights[at_least]]


def test_the_whole_starter_is_clean_and_carries_its_licence(tmp_path: Path) -> None:
    written = starter.init(tmp_path, TODAY)
    assert faults(tmp_path) == []
    assert "LICENSE-CONTENT" in written
    assert len(list((tmp_path / "modules").glob("*.md"))) >= 8
    assert "/build/" in (tmp_path / ".gitignore").read_text()
    assert not any("iop_curriculum" in path for path in written)


def test_the_example_alone_is_clean_and_whole(tmp_path: Path) -> None:
    written = starter.init(tmp_path, TODAY, empty=True)
    assert faults(tmp_path) == []
    for folder in ("modules", "handouts", "worksheets"):
        assert [path for path in written if path.startswith(f"{folder}/")]
    assert [path.name for path in (tmp_path / "modules").glob("*.md")] == [f"{starter.EXAMPLE}.md"]
    assert "TODO" not in (tmp_path / "curriculum/example.yml").read_text()


@pytest.mark.parametrize("empty", [False, True])
def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path, empty: bool) -> None:
    (tmp_path / "curriculum").mkdir()
    (tmp_path / "curriculum/program.yml").write_text("mine")
    (tmp_path / "mkdocs.yml").symlink_to("nowhere")
    with pytest.raises(starter.ConflictError) as refused:
        starter.init(tmp_path, TODAY, empty=empty)
    assert set(refused.value.paths) == {"curriculum/program.yml", "mkdocs.yml"}
    assert (tmp_path / "curriculum/program.yml").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["curriculum", "mkdocs.yml"]


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").write_text("mine")
    starter.init(tmp_path, TODAY, empty=True)
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / ".gitignore").read_text() == "mine"


@pytest.mark.parametrize("kind", ["module", "handout", "worksheet", "curriculum"])
@pytest.mark.parametrize(
    "title", ["Sleep", 'A: "quoted" # title', "Yes", "Qué es la ansiedad?", "10 minutes, {really}"]
)
def test_a_new_file_is_clean_but_for_its_todos(example: Path, kind: starter.Kind, title: str) -> None:
    path = starter.new(example, kind, title, TODAY)
    assert path.is_file()
    told = [fault for fault in faults(example) if "TODO" not in fault and "No module hands out" not in fault]
    assert told == []
    if kind != "curriculum":
        assert any("TODO" in fault for fault in faults(example))
    assert title.split(maxsplit=1)[0].strip('":') in path.read_text()


def test_a_new_file_never_takes_the_place_of_another(example: Path) -> None:
    with pytest.raises(starter.ConflictError):
        starter.new(example, "module", "Welcome to group!", TODAY)


def test_curricula_get_codes_of_their_own(example: Path) -> None:
    for number in range(4):
        starter.new(example, "curriculum", f"Evening Workshop {number}", TODAY)
    assert faults(example) == []


def test_a_program_that_cannot_be_read_gets_no_new_files(example: Path) -> None:
    (example / "curriculum/program.yml").write_text(":")
    with pytest.raises(starter.StarterError, match="iop-curriculum check"):
        starter.new(example, "module", "Sleep", TODAY)


@given(st.text())
def test_any_title_gives_a_file_name_or_none(title: str) -> None:
    slug = starter.slug_of(title)
    assert slug == "" or (slug.replace("-", "").isalnum() and slug.isascii() and len(slug) <= 80)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])))
def test_any_title_can_be_written_and_read_again(title: str) -> None:
    words = " ".join(title.split())
    read = read_yaml(Source("x.yml", f"title: {starter.yaml_string(title)}\n"))
    assert read.value is not None
    assert read.value.value == {"title": words}
