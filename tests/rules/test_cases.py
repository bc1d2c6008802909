"""Rules by example: each `cases/*.md` holds prose, sample files, and what is found in them. A new case needs no Python.

A case is a level-2 heading that names the rules it looks at, then fenced samples and one fenced `expect`:

    ````markdown modules/sample.md      a file; what it needs and does not say is added where it shifts nothing shown
    ````expect                          one line each: [path] CODE line:column [the words at that place]

`expect release` checks as `build --release` does. Today is November 24, 2026. Rules that the heading does not name are
not looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.rules.registry import BY_CODE, RULES
from iop_curriculum.rules.run import check
from tests.curricula.project import CURRICULUM, PROGRAM, handout, loaded, module

CASES = Path(__file__).parent / "cases"
TODAY = dt.date(2026, 11, 24)

_HEADING = re.compile(r"^## ([A-Z]{3}\d{3}.*)$", re.MULTILINE)
_FENCE = re.compile(r"^````(\w+)[ ]*([^\n]*)\n(.*?)^````$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_KEY = re.compile(r"^([\w-]+):.*\n(?:[ -].*\n|\n)*", re.MULTILINE)

_PACK = """\
title: Test pack
source: A standard
applies_to: [iop-adult]
verified_on: 2026-11-01
review_after: 2027-11-01
rules: {min_hours_per_week: {value: 1, source: A standard}}
"""


@dataclass
class Sample:
    """One file of a case: its text as tested, the first line that was added, and how many were."""

    text: str
    first_added: int = 0
    added: int = 0

    def shown(self, line: int) -> int:
        """Return a line's number as the reader of the case counts it."""
        return line - self.added if line > self.first_added else line


@dataclass
class Case:
    """One case: the rules it looks at, its files, and what is expected."""

    name: str
    codes: frozenset[str]
    files: dict[str, Sample] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)
    release: bool = False


def read_cases() -> list[Case]:
    cases = []
    for path in sorted(CASES.glob("*.md")):
        parts = _HEADING.split(path.read_text("utf-8"))[1:]
        for heading, body in zip(parts[::2], parts[1::2], strict=True):
            case = Case(f"{path.stem}: {heading}", frozenset(_CODE.findall(heading)))
            for kind, rest, text in _FENCE.findall(body):
                if kind == "expect":
                    case.release = rest == "release"
                    case.expected = [line for line in text.splitlines() if line.strip()]
                else:
                    case.files[rest] = sample(rest, text)
            cases.append(case)
    return cases


def sample(path: str, text: str) -> Sample:
    """Complete a file with what it needs, without moving what stands before."""
    if path.endswith(".yml"):
        default = {"program.yml": PROGRAM, "rules": _PACK, "glossary.yml": ""}.get(path.split("/")[1], CURRICULUM)
        return Sample(text + missing_keys(text, default), text.count("\n"), 0)
    default = module() if path.startswith("modules/") else handout()
    front, body = default.split("\n---\n", 1)[0].removeprefix("---\n") + "\n", text
    if text.startswith("---\n"):
        own, body = text.removeprefix("---\n").split("---\n", 1)
        added = missing_keys(own, front)
        return Sample(f"---\n{own}{added}---\n{body}", own.count("\n") + 1, added.count("\n"))
    return Sample(f"---\n{front}---\n{body}", 0, front.count("\n") + 2)


def missing_keys(own: str, default: str) -> str:
    keys = {found[1] for found in _KEY.finditer(own)}
    return "".join(found[0] for found in _KEY.finditer(default) if found[1] not in keys)


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_a_sample_gives_what_its_case_expects(case):
    checked = loaded({path: sample.text for path, sample in case.files.items()})
    assert checked.value is not None, [d.message for d in checked.diagnostics]
    compiled = compile_all(checked.value)
    earlier = (*checked.diagnostics, *compiled.diagnostics)
    found = check(checked.value, compiled.value, TODAY, release=case.release, earlier=earlier)
    broken = [
        f"{d.path} {d.code} {d.start.line}: {d.message}"
        for d in found
        if d.code[:3] in ("SRC", "MET") and d.code[3] == "0"
    ]
    assert not broken, "the sample itself is wrong"
    assert case.codes <= BY_CODE.keys()
    shown = [(d, case.files[d.path]) for d in found if d.code in case.codes and d.path in case.files]
    actual = [
        line_of(d, sample, expected) for (d, sample), expected in zip(shown, [*case.expected, *[""] * 99], strict=False)
    ]
    assert actual == case.expected


def line_of(diagnostic, sample: Sample, expected: str) -> str:
    """Return a diagnostic as its expected line is written: path and words only where that one has them."""
    start, end = diagnostic.start, diagnostic.end
    line = f"{diagnostic.code} {sample.shown(start.line)}:{start.column}"
    wanted = re.fullmatch(r"(\S+/\S+ )?[A-Z]{3}\d{3} \d+:\d+(?: (error|warning|info))?( .+)?", expected)
    if wanted and wanted[1]:
        line = f"{diagnostic.path} {line}"
    if wanted and wanted[2]:
        line = f"{line} {diagnostic.severity}"
    if wanted and wanted[3]:
        lines = sample.text.split("\n")[start.line - 1 : end.line]
        lines[-1] = lines[-1][: end.column - 1]
        lines[0] = lines[0][start.column - 1 :]
        line = f"{line} {' '.join(part.strip() for part in lines)}"
    return line


def test_every_judging_rule_has_a_case_that_finds_it_and_each_case_names_a_rule():
    cases = read_cases()
    assert all(case.codes for case in cases)
    found = {_CODE.search(line)[0] for case in cases for line in case.expected}
    judged = {rule.code for rule in RULES if rule.code[:3] in ("PLN", "WRD", "SAF", "RGT") or rule.code[3] == "1"}
    assert judged - found == set()


def test_every_case_file_has_also_samples_in_which_nothing_is_found():
    files = {case.name.split(":")[0] for case in read_cases()}
    silent = {case.name.split(":")[0] for case in read_cases() if not case.expected}
    assert files == silent
