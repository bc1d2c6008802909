"""The commands that talk to other programs: `import` (Word), `schema` (editors)."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import click

from iop_curriculum.cli.shared import Stop, with_project


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "kind", required=True, type=click.Choice(["module", "handout", "worksheet"]), help="What it is.")
@click.option("--name", help="Name of the new file, without ending. Without it: from the Word file's name.")
@with_project
def import_(project: Path, file: Path, kind: Any, name: str | None) -> None:
    """Turn a Word file into a module, handout or worksheet of your program.

    Typed bullets, boxes and underscores become lists and fields. It says what it changed and what it could not keep;
    what you still have to fill in is marked TODO.
    """
    from iop_curriculum.importers.word import import_word
    from iop_curriculum.pandoc import PandocError

    slug = _slug(name or file.stem)
    target = project / f"{kind}s" / f"{slug}.md"
    if target.exists():
        raise Stop(f"{target.relative_to(project)} is already there, and stays as it is. Choose another --name.")
    try:
        imported = import_word(file.read_bytes(), slug, kind)
    except PandocError as error:
        raise Stop(str(error)) from error
    taken = [path for path in imported.pictures if (project / path).exists()]
    if taken:
        raise Stop(f"{taken[0]} is already there, and stays as it is. Choose another --name.")
    for path, data in {**imported.pictures, str(target.relative_to(project)): imported.text.encode()}.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(data)
        click.echo(f"Written: {path}")
    for line in imported.changed:
        click.echo(f"Changed: {line}", err=True)
    for line in imported.lost:
        click.echo(f"Not kept: {line}", err=True)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not slug:
        raise Stop(f"`{name}` gives no name for a file. Choose one with --name.")
    return slug


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@with_project
def schema(project: Path, folder: Path) -> None:
    """Write JSON Schemas of all files into FOLDER, for editors that complete and check by them.

    Ids of your vocabulary and your documents become pick lists.
    """
    from iop_curriculum.content.json_schema import json_schemas
    from iop_curriculum.content.library import load
    from iop_curriculum.content.store import FolderStore

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in json_schemas(load(FolderStore(project)).value).items():
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        click.echo(path)
