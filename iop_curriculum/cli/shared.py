"""What all commands share: the project's folder, reports on the terminal, exit codes and logs."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from iop_curriculum import __version__

if TYPE_CHECKING:
    from iop_curriculum.diagnostics import Diagnostic

OK, FAULTS, FAILED = 0, 1, 2


class Stop(click.ClickException):
    """The command can't do what was asked; one sentence says why."""

    exit_code = FAILED


def write_log(details: str) -> str:
    """Write what a maintainer needs into a file that only its owner can read, and return its path."""
    descriptor, path = tempfile.mkstemp(prefix="iop-curriculum-", suffix=".log")
    with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(f"iop-curriculum {__version__}, Python {sys.version}, {sys.platform}\n{sys.argv}\n\n{details}")
    return path


def project_option_of(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--project`."""
    return click.option(
        "--project",
        "project_option",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The program's folder. Without it: the nearest folder upward with curriculum/program.yml.",
    )(function)


def with_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the project's folder as its first argument; `--project` may stand before or after its name."""

    @project_option_of
    @click.pass_context
    @functools.wraps(function)
    def wrapped(context: click.Context, /, project_option: Path | None, **options: Any) -> Any:
        chosen = project_option or context.find_root().params.get("project_option")
        return context.invoke(function, _project(chosen), **options)

    return wrapped


def _project(chosen: Path | None) -> Path:
    marker = Path("curriculum/program.yml")
    if chosen is not None:
        if not (chosen / marker).is_file():
            raise Stop(f"{chosen} has no {marker}, so it is no program's folder.")
        return chosen.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / marker).is_file():
            return folder
    raise Stop(f"Neither {here} nor a folder above it has {marker}. To begin a new program: iop-curriculum init FOLDER")


def text_of(project: Path) -> Callable[[str], str | None]:
    """Return a reader for the excerpts of a report."""
    from iop_curriculum.content.store import FolderStore, StoreError

    def read(path: str) -> str | None:
        try:
            return FolderStore(project).read(path).decode("utf-8-sig", errors="replace")
        except StoreError:
            return None

    return read


def use_colour(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal on which colour is wanted."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_report(project: Path, diagnostics: Sequence[Diagnostic], form: str = "text", *, err: bool = False) -> None:
    """Print diagnostics in one of `report.FORMATS`."""
    from iop_curriculum import report

    if form == "json":
        text = report.as_json(diagnostics)
    elif form == "github":
        text = report.as_github(diagnostics, text_of(project))
    else:
        colour = use_colour(sys.stderr if err else sys.stdout)
        text = report.as_text(diagnostics, text_of(project), colour=colour)
    click.echo(text, nl=False, err=err, color=True)


def print_warnings(project: Path, diagnostics: Sequence[Diagnostic]) -> None:
    """Show faults beside a build, on stderr; of mere notes only the number."""
    from iop_curriculum.diagnostics import Severity
    from iop_curriculum.report import counted

    warnings = [d for d in diagnostics if d.severity is not Severity.INFO]
    if warnings:
        print_report(project, warnings, err=True)
    if notes := len(diagnostics) - len(warnings):
        click.echo(f"{counted(notes, 'note')}; `iop-curriculum check` shows them.", err=True)


def exit_code_of(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """Return the exit code that diagnostics call for."""
    from iop_curriculum.build import stops

    return FAULTS if stops(diagnostics, strict=strict) else OK
