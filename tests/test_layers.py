"""The house rules that a tool holds: imports point one way, and every import is a declared dependency."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

PACKAGE = "iop_curriculum"


def modules(repository: Path) -> list[Path]:
    return [path for path in (repository / PACKAGE).rglob("*.py") if "_vendor" not in path.parts]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_imports_point_one_way(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_what_is_imported_is_declared_and_what_is_declared_is_used(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    optional = (line for extra, lines in project["optional-dependencies"].items() if extra != "test" for line in lines)
    declared = {normal(re.split(r"[ \[<>=!~;]", line)[0]) for line in (*project["dependencies"], *optional)}
    used = {name for path in modules(repository) for name in imported(path)} - sys.stdlib_module_names - {PACKAGE}
    owners = metadata.packages_distributions()
    needed = {normal(owners[name][0]) for name in used if name in owners}
    assert needed - declared <= {"markupsafe"}  # Jinja2's own kind of string, which comes with it
    # Not imported, but used all the same: the theme by name, the time zones by the standard library.
    assert {normal(name) for name in project_names(project)} - needed <= {"mkdocs", "mkdocs-material", "tzdata"}


def project_names(project: dict[str, list[str]]) -> set[str]:
    return {re.split(r"[ \[<>=!~;]", line)[0] for line in project["dependencies"]}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX"])
def test_no_unfinished_business(repository: Path, word: str) -> None:
    found = [
        f"{path.name}:{number}"
        for path in modules(repository)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rf"#\s*{word}\b", line) and '"' not in line
    ]
    assert found == []


def test_files_stay_readable(repository: Path) -> None:
    long = {path.name: n for path in modules(repository) if (n := len(path.read_text("utf-8").splitlines())) > 500}
    assert long == {}
