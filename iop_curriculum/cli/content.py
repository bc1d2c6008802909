"""The commands for what is written: `init`, `new`, `check`, `rules`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iop_curriculum.cli.shared import Stop, exit_code_of, print_report, with_project

if TYPE_CHECKING:
    from iop_curriculum.diagnostics import Diagnostic, Rule


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--empty", is_flag=True, help="Only one worked example instead of the whole starter library.")
def init(folder: Path, empty: bool) -> None:
    """Begin a new program in the folder DIR.

    It gets the starter library: modules, handouts, worksheets and a curriculum, to use and to change. Files that are
    there are never overwritten.
    """
    from iop_curriculum import starter

    try:
        written = starter.init(folder, dt.date.today(), empty=empty)
    except starter.ConflictError as error:
        listed = "".join(f"\n  {path}" for path in error.paths)
        raise Stop(f"These files are already in {folder}. Nothing was written.{listed}") from error
    except starter.StarterError as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{error.filename or folder} can't be written: {error.strerror}") from error
    click.echo(f"{len(written)} files written to {folder}.")
    click.echo("Next: put your program's name and phone lines into curriculum/program.yml, then run")
    click.echo(f'  iop-curriculum --project "{folder}" build')


@click.command()
@click.argument("kind", type=click.Choice(["module", "handout", "worksheet", "curriculum"]))
@click.argument("title")
@with_project
def new(project: Path, kind: Any, title: str) -> None:
    """Write a new file, ready to be filled in.

    TITLE is its title in quotation marks. What you still have to write is marked TODO.
    """
    from iop_curriculum import starter

    try:
        path = starter.new(project, kind, title, dt.date.today())
    except starter.ConflictError as error:
        raise Stop(f"{error.paths[0]} is already there, and stays as it is. Choose another title.") from error
    except starter.StarterError as error:
        raise Stop(str(error)) from error
    click.echo(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How faults are told."
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@with_project
def check(project: Path, paths: tuple[Path, ...], form: str, strict: bool) -> None:
    """Tell everything that is wrong with the content, at once.

    With PATH, only what is wrong in these files or folders. Nothing is built or changed.
    """
    from iop_curriculum.build import examine

    diagnostics: Sequence[Diagnostic] = examine(project, dt.date.today()).diagnostics
    if paths:
        chosen = [_inside(project, path) for path in paths]
        diagnostics = [d for d in diagnostics if any(Path(d.path).is_relative_to(path) for path in chosen)]
    print_report(project, diagnostics, form)
    sys.exit(exit_code_of(diagnostics, strict=strict))


def _inside(project: Path, path: Path) -> Path:
    try:
        return path.resolve().relative_to(project)
    except ValueError as error:
        raise Stop(f"{path} is not in the program's folder {project}.") from error


@click.command()
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List what is checked, or explain one rule by its CODE."""
    from iop_curriculum.rules.registry import RULES

    if code is None:
        for rule in sorted(RULES, key=lambda r: r.code):
            click.echo(f"{rule.code}  {rule.severity:<8} {rule.name}: {rule.summary}")
        return
    asked = next((rule for rule in RULES if code.upper() == rule.code or code == rule.name), None)
    if asked is None:
        raise Stop(f"There is no rule {code}. `iop-curriculum rules` lists them all.")
    click.echo(_explained(asked))


def _explained(rule: Rule) -> str:
    parts = [
        f"{rule.code} {rule.name} ({rule.severity})",
        rule.summary,
        f"What it does\n{rule.what}",
        f"Why it matters\n{rule.why}",
        f"Example\n{rule.example}",
        f"Use instead\n{rule.instead}",
    ]
    return "\n\n".join(part.strip() for part in parts)
