"""The documents about the project are true: files, commands, rules and dependencies are named as they are."""

import ast
import os
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "iop_curriculum"
_TABLE = re.compile(r"(?<=<!-- files -->\n).*?(?=<!-- end of files -->)", re.DOTALL)


def first_sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("|", "\\|")


def table_of_files() -> str:
    rows = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(("_vendor", "_starter")) and path.read_text(encoding="utf-8").strip():
            rows.append(f"| `{name}` | {first_sentence(path)} |")
    return "\n" + "\n".join(["| file | what it does |", "|---|---|", *rows]) + "\n\n"


def test_the_table_of_files_is_the_tree():
    """`UPDATE_DOCS=1 pytest tests/test_docs.py` writes it anew."""
    page = ROOT / "ARCHITECTURE.md"
    text = page.read_text(encoding="utf-8")
    wanted = _TABLE.sub(lambda _: table_of_files(), text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(wanted, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(
    "path", [p for p in PACKAGE.rglob("*.py") if "_vendor" not in p.parts and "_starter" not in p.parts]
)
def test_every_file_says_what_it_does(path):
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or first_sentence(path).endswith((".", ":", "?")), path


def test_every_dependency_is_in_the_readme_with_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["word"]]
    names = {re.split(r"[<>=!~\[ ]", line)[0].lower().replace("_", "-") for line in wanted}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = {m[1].lower() for m in re.finditer(r"^\| `([\w-]+)` \|", readme, re.MULTILINE)}
    assert names <= listed, names - listed


def test_the_project_speaks_of_itself_alone():
    # Put together here, so that this file does not hold what it looks for.
    words = ["/wo" + "rk/", "sha" + "red/proto", "issue" + " #", "sub" + "agent"]
    hits = []
    for path in ROOT.rglob("*"):
        if path.suffix not in (".py", ".md", ".toml", ".yml", ".j2", ".mjs", ".css") or not path.is_file():
            continue
        relative = path.relative_to(ROOT)
        if relative.parts[0] in (".venv", "build", "node_modules", ".git") or "_vendor" in relative.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        hits += [(str(relative), word) for word in words if word in text]
    assert hits == []
