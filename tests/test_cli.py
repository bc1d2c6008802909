"""The command from outside: its words, its exit codes, what it leaves behind."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from iop_curriculum import __version__, cli
from iop_curriculum.rules.registry import RULES

COMMANDS = ("init", "new", "check", "build", "serve", "rules", "doctor", "verify", "plan", "entry", "import", "schema")


def run(*arguments: str | Path, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iop_curriculum", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def called(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run the command in this process: exit code, output, messages."""
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv[1:] = ['--help']; import atexit; atexit.register(lambda: print(*sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; from iop_curriculum.cli import main; main()"],
        capture_output=True,
        text=True,
        check=True,
    )
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)
    loaded = set(done.stdout.split())
    assert not loaded & {"pydantic", "markdown", "reportlab", "mkdocs", "jinja2", "yaml", "watchfiles", "PIL"}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_and_its_options(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = called(capsys, command, "--help")
    assert code == 0
    for parameter in cli.cli.commands[command].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name
    assert "Traceback" not in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "--version") == (0, f"iop-curriculum {__version__}\n", "")
    code, out, _ = called(capsys, "--version", "--verbose")
    assert code == 0
    assert "reportlab" in out


def test_doctor_lists_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "doctor")
    assert code == 0
    assert "mkdocs-material" in out
    assert "MISSING" not in out


def test_a_mistyped_command_is_corrected(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = called(capsys, "chek")
    assert code == 2
    assert "check" in err


# ── where the programme is ───────────────────────────────────────────────────────────────────────────────────────────


def test_outside_a_program_the_way_in_is_told(tmp_path: Path) -> None:
    done = run("check", folder=tmp_path)
    assert done.returncode == 2
    assert "curriculum/program.yml" in done.stderr
    assert "iop-curriculum init" in done.stderr


def test_the_program_is_found_from_a_folder_within(built_example: Path) -> None:
    done = run("check", "welcome-to-group.md", folder=built_example / "modules")
    assert (done.returncode, done.stdout) == (0, "No faults found.\n")


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_project_may_be_named_before_or_after_the_command(
    built_example: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    option = ("--project", built_example)
    arguments = (*option, "check") if place == "before" else ("check", *option)
    code, out, _ = called(capsys, *arguments)
    assert code == 0
    assert "notes in" in out


def test_a_folder_that_is_no_program_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = called(capsys, "--project", tmp_path, "check")
    assert code == 2
    assert "no program's folder" in err


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def break_module(project: Path) -> None:
    module = project / "modules/welcome-to-group.md"
    module.write_text(module.read_text().replace("session_minutes: ", "session_minutes: 1", 1))


def test_check_tells_a_fault_with_place_code_and_hint(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_module(example)
    code, out, _ = called(capsys, "check", "--project", example)
    assert code == 1
    assert re.search(r"^modules/welcome-to-group\.md:\d+:\d+ AGE002 ", out, re.MULTILINE)
    assert "hint: " in out
    assert "1 error" in out.splitlines()[-1]


def test_check_of_some_paths_tells_only_of_them(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_module(example)
    assert called(capsys, "check", "--project", example, example / "handouts")[0] == 0
    assert called(capsys, "check", "--project", example, example / "modules")[0] == 1
    code, _, err = called(capsys, "check", "--project", example, "/")
    assert code == 2
    assert "not in the program's folder" in err


def test_check_as_json_and_for_github(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_module(example)
    code, out, _ = called(capsys, "check", "--project", example, "--format", "json")
    assert code == 1
    assert json.loads(out)["summary"]["errors"] == 1
    _, out, _ = called(capsys, "check", "--project", example, "--format", "github")
    assert out.startswith("::notice file=curriculum/program.yml,")
    assert "::error file=modules/welcome-to-group.md," in out


def test_strict_turns_warnings_into_failure(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, "new", "handout", "Nobody Uses Me", "--project", example)
    assert called(capsys, "check", "--project", example)[0] == 0
    assert called(capsys, "check", "--strict", "--project", example)[0] == 1
    code, _, err = called(capsys, "build", "--strict", "--project", example)
    assert code == 1
    assert "Nothing was built" in err


def test_check_changes_nothing(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in example.rglob("*")}
    called(capsys, "check", "--project", example)
    assert {path: path.stat().st_mtime_ns for path in example.rglob("*")} == before


# ── colour and pipes ─────────────────────────────────────────────────────────────────────────────────────────────────


def on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """Run the command on a pseudo-terminal and return what it wrote there."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "iop_curriculum", *map(str, arguments)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", **environment},
    ) as process:
        os.close(follower)
        written = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not piece:
                break
            written += piece
        process.wait(60)
    os.close(leader)
    return written.decode()


def test_colour_on_a_terminal_unless_declined(built_example: Path) -> None:
    assert "\x1b[" in on_a_terminal("check", "--project", built_example)
    assert "\x1b[" not in on_a_terminal("check", "--project", built_example, NO_COLOR="1")
    assert "\x1b[" not in run("check", "--project", built_example).stdout


def test_a_bar_on_a_terminal_and_plain_lines_elsewhere(example: Path) -> None:
    shown = on_a_terminal("build", "--curricula", "--project", example)
    assert "\r\x1b[K[#" in shown
    assert "Open " in shown
    plain = run("build", "--curricula", "--project", example)
    assert "\r" not in plain.stderr
    assert "files made" in plain.stderr
    assert plain.stdout.startswith("Built in ")


def test_a_reader_that_has_enough_is_no_fault(built_example: Path) -> None:
    command = f"{sys.executable} -m iop_curriculum check --format json --project '{built_example}' | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr
    assert "fault of iop-curriculum" not in done.stderr


# ── rules, verify ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_rules_lists_all_and_explains_each(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "rules")
    assert code == 0
    assert len(out.splitlines()) == len(RULES)
    for rule in RULES:
        code, out, _ = called(capsys, "rules", rule.code.lower())
        assert code == 0
        assert rule.name in out
        assert "Why it matters" in out
    assert called(capsys, "rules", RULES[0].name)[0] == 0
    assert called(capsys, "rules", "XXX999")[0] == 2


def test_verify_tells_of_a_changed_folder(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "verify", example / "build")[0] == 0
    (example / "build/site/extra.html").write_text("x")
    (example / "build/site/index.html").unlink()
    code, out, _ = called(capsys, "verify", example / "build")
    assert code == 1
    assert out.splitlines() == ["missing: site/index.html", "extra: site/extra.html"]
    assert called(capsys, "verify", example / "modules")[0] == 2


# ── faults of the tool ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_internal_error_is_one_sentence_and_a_log(
    built_example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("in the tool")

    monkeypatch.setattr("iop_curriculum.build.examine", broken)
    code, out, err = called(capsys, "check", "--project", built_example)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    log = Path(err.split()[-1])
    assert "ZeroDivisionError: in the tool" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
    log.unlink()


def test_interrupting_is_told_in_words(
    built_example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("iop_curriculum.build.examine", interrupted)
    assert called(capsys, "check", "--project", built_example) == (2, "", "\nStopped. Nothing was changed.\n")
