"""`plan`, `entry`, `import` and `schema` from outside."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from iop_curriculum import pandoc
from tests.test_cli import called, run


def word_file(markdown: str, path: Path) -> Path:
    command = [pandoc.program(), "-f", "markdown", "-t", "docx", "-o", str(path)]
    subprocess.run(command, input=markdown.encode(), check=True)
    return path


def test_entry_tells_what_a_stay_receives(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("entry", "foundations-4-week", "--start", "2027-01-11", "--weeks", "3", "--track", "morning")
    code, out, _ = called(capsys, "--project", repository, *asked)
    assert code == 0
    assert "receives FD 3, FD 4, FD 5, FD 6, FD 7, FD 8" in out
    assert "misses FD 1, FD 2" in out
    assert "to catch up: How Group Works" in out


def test_entry_names_the_tracks_there_are(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = called(capsys, "--project", repository, "entry", "foundations-4-week", "--track", "night")
    assert code == 2
    assert "morning, evening" in err


def test_plan_fills_the_sessions_and_leaves_the_rest(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next((example / "curriculum").glob("*-*.yml"), None) or next(
        p for p in (example / "curriculum").glob("*.yml") if "sessions:" in p.read_text(encoding="utf-8")
    )
    before = path.read_text(encoding="utf-8")
    code, out, err = called(capsys, "--project", example, "plan", path.stem, "--write")
    assert code in (0, 1)  # one module cannot fill every place, which is told
    assert "Week  1, day 1:" in out
    assert "There is none better." in err
    after = path.read_text(encoding="utf-8")
    assert after.split("sessions:")[0] == before.split("sessions:")[0]


def test_plan_check_needs_no_solver(repository: Path) -> None:
    done = run("--project", repository, "plan", "foundations-4-week", "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_word_file_becomes_a_handout(example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = word_file("**What helps**\n\nYou can rest.\n", tmp_path / "Rest & Sleep.docx")
    code, out, err = called(capsys, "--project", example, "import", file, "--as", "handout")
    assert (code, out) == (0, "Written: handouts/rest-sleep.md\n")
    assert "Changed: a bold line became a heading" in err
    assert "## What helps" in (example / "handouts" / "rest-sleep.md").read_text(encoding="utf-8")
    code, _, err = called(capsys, "--project", example, "import", file, "--as", "handout")
    assert code == 2
    assert "stays as it is" in err


def test_a_file_that_is_no_word_file_is_refused(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK no")
    code, _, err = called(capsys, "--project", example, "import", tmp_path / "x.docx", "--as", "module")
    assert code == 2
    assert "Pandoc could not read" in err
    assert not (example / "modules" / "x.md").exists()


def test_schemas_hold_the_vocabulary(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = called(capsys, "--project", repository, "schema", tmp_path / "out")
    assert code == 0
    module = json.loads((tmp_path / "out" / "module.schema.json").read_text(encoding="utf-8"))
    assert "anxiety" in module["properties"]["conditions"]["items"]["enum"]
