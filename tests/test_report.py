"""Diagnostics in words, as JSON and for GitHub."""

from __future__ import annotations

import json

import pytest

from iop_curriculum import report
from iop_curriculum.diagnostics import Diagnostic, Severity
from iop_curriculum.source import Position

TEXT = "---\ntitle: Slep\n---\nLine\twith a tab and a fault here.\n"


def fault(line: int = 2, column: int = 8, to: int = 12, **changes: object) -> Diagnostic:
    values: dict[str, object] = {
        "code": "MET003",
        "name": "wrong-value",
        "severity": Severity.ERROR,
        "message": "“Slep” is not a word.",
        "hint": "Write “Sleep”.",
        "path": "modules/sleep.md",
        "start": Position(line, column),
        "end": Position(line, to),
    }
    return Diagnostic(**{**values, **changes})  # type: ignore[arg-type]


def text(*faults: Diagnostic, source: str | None = TEXT, colour: bool = False) -> str:
    return report.as_text(faults, lambda _: source, colour=colour)


def test_a_fault_shows_place_code_message_line_caret_and_hint() -> None:
    assert text(fault()) == (
        "modules/sleep.md:2:8 MET003 “Slep” is not a word.\n"
        "     2 | title: Slep\n"
        "       |        ^^^^\n"
        "    hint: Write “Sleep”.\n"
        "\n"
        "1 error in 1 file. `iop-curriculum rules MET003` explains MET003.\n"
    )


def test_the_caret_stands_under_the_fault_after_tabs_and_wide_characters() -> None:
    wide = "漢字 fault\n"
    lines = text(fault(1, 4, 9), source=wide).splitlines()
    assert lines[2] == "       | " + " " * 5 + "^^^^^"
    lines = text(fault(4, 23, 28)).splitlines()
    assert lines[1][lines[2].index("^") :].startswith("fault")


def test_a_long_line_is_cut_around_the_fault() -> None:
    source = "x" * 300 + "FAULT" + "y" * 300
    lines = text(fault(1, 301, 306), source=source).splitlines()
    assert lines[1][lines[2].index("^") :][:5] == "FAULT"
    assert lines[2].count("^") == 5
    assert len(lines[1]) < 120
    assert lines[1].count("…") == 2


def test_a_fault_over_several_lines_points_to_the_end_of_its_first() -> None:
    lines = text(fault(2, 8, end=Position(4, 3))).splitlines()
    assert lines[2].endswith("^^^^")
    assert not lines[2].endswith("^^^^^")


@pytest.mark.parametrize("source", [None, "", "\n\n\n"])
def test_without_a_line_to_show_the_rest_is_told(source: str | None) -> None:
    told = text(fault(), source=source)
    assert "modules/sleep.md:2:8 MET003" in told
    assert "|" not in told


def test_a_place_past_the_end_of_the_text_is_no_trouble() -> None:
    assert "modules/sleep.md:99:1 MET003" in text(fault(99, 1, 5))
    assert "^" in text(fault(2, 500, 501))


def test_warnings_and_notes_say_that_they_are_and_are_counted_apart() -> None:
    told = text(fault(), fault(severity=Severity.WARNING, path="a.md"), fault(severity=Severity.INFO, path="b.md"))
    assert "not a word. (warning)" in told
    assert "not a word. (info)" in told
    assert told.splitlines()[-1].startswith("1 error, 1 warning, 1 note in 3 files.")


def test_nothing_wrong_says_so() -> None:
    assert text() == "No faults found.\n"


def test_other_places_are_named() -> None:
    assert "see: modules/b.md:3:1" in text(fault(related=("modules/b.md:3:1",)))


def test_content_cannot_reach_the_terminal_with_control_characters() -> None:
    told = text(fault(message="bad \x1b[2J words", hint="\x07"), source="a\nb \x1b]0;owned\x07 c\n")
    assert not any(ord(character) < 32 and character != "\n" for character in told)


def test_colour_only_where_asked_for() -> None:
    assert "\x1b[" in text(fault(), colour=True)
    assert "\x1b[" not in text(fault())


def test_json_has_the_documented_shape() -> None:
    told = json.loads(report.as_json([fault(), fault(severity=Severity.WARNING, related=("x",))]))
    assert told["version"] == 1
    assert told["summary"] == {"errors": 1, "warnings": 1, "infos": 0}
    assert told["diagnostics"][0] == {
        "code": "MET003",
        "name": "wrong-value",
        "severity": "error",
        "message": "“Slep” is not a word.",
        "hint": "Write “Sleep”.",
        "path": "modules/sleep.md",
        "start": {"line": 2, "column": 8},
        "end": {"line": 2, "column": 12},
        "url": "authoring/rules/MET003.html",
        "related": [],
    }


def test_github_gets_one_escaped_command_a_fault_and_then_the_report() -> None:
    told = report.as_github([fault(path="a,b:c.md", message="100 %\nnext")], lambda _: None)
    first, *rest = told.splitlines()
    assert first.startswith("::error file=a%2Cb%3Ac.md,line=2,col=8,endLine=2,endColumn=12,title=MET003 wrong-value::")
    assert first.endswith("100 %25%0Anext%0AWrite “Sleep”.")
    assert rest[-1].startswith("1 error")
