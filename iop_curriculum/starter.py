"""New programmes and new files: the packaged starter and templates → files that did not exist before.

Nothing is ever overwritten. Whether what was written is right is for `check` to say.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path
from string import Template
from typing import Literal

from iop_curriculum.content import library as content
from iop_curriculum.content.model import Library, Module
from iop_curriculum.content.store import FolderStore

Kind = Literal["module", "handout", "worksheet", "curriculum"]

# What a programme begins with; hatch_build.py puts the same into the wheel.
CONTENT = ("curriculum", "modules", "handouts", "worksheets", "figures", "mkdocs.yml", "LICENSE-CONTENT")

EXAMPLE = "welcome-to-group"

_PACKAGE = Path(__file__).parent
_TEMPLATES = _PACKAGE / "templates"
_FOLDERS: Mapping[Kind, str] = {
    "module": "modules",
    "handout": "handouts",
    "worksheet": "worksheets",
    "curriculum": "curriculum",
}
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'()-]*[A-Za-z0-9).]")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YAML_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


class StarterError(RuntimeError):
    """Nothing was written; the message says why."""


class ConflictError(StarterError):
    """Files are in the way."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(f"Already there, and left as they are: {', '.join(self.paths)}.")


@dataclass(frozen=True)
class NewFile:
    """One file to write: its POSIX path, and either a file to copy or the text itself."""

    path: str
    source: Path | None = None
    text: str = ""


# ── a new programme ──────────────────────────────────────────────────────────────────────────────────────────────────


def init(target: Path, today: dt.date, *, empty: bool = False) -> tuple[str, ...]:
    """Write the starter into a folder and return the paths. Raises `ConflictError` before anything is written."""
    home = starter_folder()
    files = list(_example(home, today) if empty else _everything(home))
    if not (target / ".gitignore").exists():
        files.append(NewFile(".gitignore", source=_TEMPLATES / "gitignore"))
    _write_all(target, files)
    return tuple(file.path for file in files)


def starter_folder() -> Path:
    """Return where the starter lies: in the installed package, else in the checkout around it."""
    for folder in (_PACKAGE / "_starter", _PACKAGE.parent):
        if (folder / content.PROGRAM).is_file():
            return folder
    raise StarterError("This installation lacks its starter content; install iop-curriculum again.")


def _everything(home: Path) -> Iterator[NewFile]:
    for name in CONTENT:
        place = home / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            inside = path.relative_to(home)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield NewFile(inside.as_posix(), source=path)


def _example(home: Path, today: dt.date) -> Iterator[NewFile]:
    """Yield the programme's own files and one worked example: a module, its papers, and a small curriculum."""
    library = content.load(FolderStore(home)).value
    if library is None or EXAMPLE not in library.modules:
        raise StarterError("This installation's starter content is damaged; install iop-curriculum again.")
    module = library.modules[EXAMPLE]
    wanted = {module.file.path, *(document.file.path for document in library.documents_of(module))}
    texts = [(home / path).read_text(encoding="utf-8") for path in sorted(wanted)]
    wanted.update(path for path in library.pictures if any(f"../{path}" in text for text in texts))
    kept = ("mkdocs.yml", "LICENSE-CONTENT", content.PROGRAM, content.VOCABULARY, content.GLOSSARY, "curriculum/rules/")
    for file in _everything(home):
        if file.path in wanted or file.path.startswith(kept):
            yield file
    curriculum = _curriculum("Example, 1 week", library, [module], today)
    lines = (line for line in curriculum.splitlines(keepends=True) if not line.startswith("# TODO"))
    yield NewFile("curriculum/example.yml", text="".join(lines))


# ── a new file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def new(project: Path, kind: Kind, title: str, today: dt.date) -> Path:
    """Write a new file with its TODOs and return its path. Raises `StarterError`, also where the file exists."""
    slug = slug_of(title)
    if not slug:
        raise StarterError(f"The title {title!r} has no letters or digits to name a file by.")
    library = content.load(FolderStore(project)).value
    if library is None:
        raise StarterError("The program's own files can't be read; run `iop-curriculum check` and mend them first.")
    if kind == "curriculum":
        text = _curriculum(title, library, list(library.modules.values()), today)
        path = f"curriculum/{slug}.yml"
    else:
        text = _document(kind, title, library)
        path = f"{_FOLDERS[kind]}/{slug}.md"
    _write_all(project, [NewFile(path, text=text)])
    return project / path


def slug_of(title: str) -> str:
    """Return the name of a file for a title: small letters without accents, digits and hyphens, 80 at most."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-")


def _document(kind: Kind, title: str, library: Library) -> str:
    return _filled(
        f"{kind}.md",
        title=yaml_string(title),
        topic=_first(library, "topics"),
        approach=_first(library, "approaches"),
        format=_first(library, "formats", "psychoeducation-group"),
    )


def _curriculum(title: str, library: Library, modules: list[Module], today: dt.date) -> str:
    """Return a curriculum with as many days as it has modules, at most two a week."""
    specs = [curriculum.spec for curriculum in library.curricula.values()]
    sessions = "\n".join(f"  - {module.slug}" for module in modules)
    return _filled(
        "curriculum.yml",
        title=yaml_string(title),
        code=_free_code(_initials(title), {spec.code for spec in specs}),
        patient_code=_free_code("W", {spec.patient_code for spec in specs}),
        start=(today + dt.timedelta(days=7 - today.weekday())).isoformat(),
        weeks=str(max(1, math.ceil(len(modules) / 2))),
        days="[mon, wed]" if len(modules) > 1 else "[mon]",
        service=_first(library, "services", "process-group"),
        sessions=sessions or "  []",
    )


def _filled(template: str, **values: str) -> str:
    return Template((_TEMPLATES / template).read_text(encoding="utf-8")).substitute(values)


def _first(library: Library, group: str, preferred: str = "") -> str:
    terms = library.vocabulary.terms(group)
    return preferred if preferred in terms else next(iter(terms), "TODO")


def _initials(title: str) -> str:
    letters = "".join(word[0] for word in slug_of(title).split("-") if word and word[0].isalpha())
    return letters.upper()[:4] or "C"


def _free_code(start: str, taken: set[str]) -> str:
    """Return a code of capital letters that no other curriculum has."""
    tails = chain([""], _ALPHABET, map("".join, product(_ALPHABET, repeat=2)))
    return next(code for tail in tails if (code := start + tail) not in taken)


def yaml_string(text: str) -> str:
    """Return a text as YAML: plain where that is safe, else in double quotes, which JSON's are."""
    text = " ".join(text.split())
    plain = _PLAIN_WORDS.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_all(target: Path, files: Iterable[NewFile]) -> None:
    files = list(files)
    in_the_way = [file.path for file in files if (target / file.path).exists() or (target / file.path).is_symlink()]
    if in_the_way:
        raise ConflictError(in_the_way)
    for file in files:
        path = target / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        # "x": should another program have written it just now, it stays.
        with path.open("xb") as out:
            if file.source is None:
                out.write(file.text.encode())
            else:
                with file.source.open("rb") as source:
                    shutil.copyfileobj(source, out)
