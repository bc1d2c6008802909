"""The commands for what is made: `build`, `serve`, `verify`, and `doctor` for what they need."""

from __future__ import annotations

import datetime as dt
import functools
import sys
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iop_curriculum.cli.shared import (
    FAILED,
    FAULTS,
    OK,
    Stop,
    print_report,
    print_warnings,
    with_project,
    write_log,
)

if TYPE_CHECKING:
    from iop_curriculum.build import BuildError, Built, Listener
    from iop_curriculum.diagnostics import Checked
    from iop_curriculum.outputs.artefacts import Part

DEFAULT_PORT = 8000


@click.command(short_help="Make the site, the printed documents and the curricula.")
@click.option("--site", is_flag=True, help="Only the site.")
@click.option("--print", "print_", is_flag=True, help="Only the printed guides, handouts and worksheets.")
@click.option("--curricula", is_flag=True, help="Only the curricula's schedules, binders and workbooks.")
@click.option("--release", is_flag=True, help="Also refuse what must be filled in before patients get it.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@click.option("--wait", is_flag=True, help="If another build is under way, wait for it.")
@with_project
def build(project: Path, site: bool, print_: bool, curricula: bool, release: bool, strict: bool, wait: bool) -> None:
    """Make the site, the printed documents and the curricula, in the folder build/.

    If anything is wrong with the content, everything that is wrong is told and build/ stays as it was.
    """
    from iop_curriculum import build as building

    chosen: dict[Part, bool] = {"site": site, "print": print_, "curricula": curricula}
    parts = frozenset(part for part, asked in chosen.items() if asked) or building.ALL_PARTS
    request = building.Request(project, dt.date.today(), parts, release=release, strict=strict, wait=wait)
    with _progress() as listener:
        result = _built(functools.partial(building.build, request, listener))
    if result.value is None:
        print_report(project, result.diagnostics)
        click.echo("Nothing was built; build/ is as it was.", err=True)
        sys.exit(FAULTS)
    print_warnings(project, result.diagnostics)
    click.echo(_summary(result.value))


def _built(make: Callable[[], Checked[Built | None]]) -> Checked[Built | None]:
    """Run a build; what hinders it is told in a sentence."""
    from iop_curriculum.atomic import LockedError
    from iop_curriculum.build import BuildError

    try:
        return make()
    except LockedError as error:
        raise Stop(f"{error} Try again when it has finished, or use --wait.") from error
    except BuildError as error:
        raise Stop(_hindrance(error)) from error


def _hindrance(error: BuildError) -> str:
    """Return why a build could not be made; what only a maintainer can mend is written to a log."""
    if error.output or not isinstance(error.__cause__, OSError | None):
        return f"{error} Details are in {write_log(error.output + traceback.format_exc())}"
    return str(error)


def _progress() -> AbstractContextManager[Listener]:
    from iop_curriculum.progress import on_terminal

    return on_terminal(sys.stderr)


def _summary(built: Built) -> str:
    from iop_curriculum.report import counted

    kinds = ", ".join(counted(number, kind) for kind, number in sorted(built.kinds.items()) if kind != "asset")
    home = built.folder / "site" / "index.html"
    where = f"Open {home}" if home.exists() else f"It is in {built.folder}"
    return f"Built in {built.seconds:.1f} seconds: {kinds}.\n{where}"


@click.command(short_help="Show the site in the browser while you write.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"The port to use. Without it: {DEFAULT_PORT} or one after it."
)
@with_project
def serve(project: Path, port: int | None) -> None:
    """Show the site in the browser while you write: it is built again when you save.

    Only this computer can see it. When something is wrong, the last good page stays and shows what it is. Ctrl-C ends
    it.
    """
    from iop_curriculum import report
    from iop_curriculum.preview import live

    def built(result: Checked[Built | None], parts: frozenset[Part]) -> None:
        if result.value is None:
            print_warnings(project, result.diagnostics)
        else:
            click.echo(f"{dt.datetime.now():%H:%M:%S} {', '.join(sorted(parts))} built", err=True)

    terminal = live.Terminal(
        ready=lambda url: click.echo(f"Open {url} in your browser. Ctrl-C ends the preview."),
        built=built,
        failed=lambda error: click.echo(f"Error: {_hindrance(error)}", err=True),
    )
    ports = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + 20)
    server = live.open_server(project, ports)
    if server is None:
        raise Stop(f"Port {ports[0]} is in use by another program. Choose one with --port.")
    try:
        live.serve(project, server, dt.date.today, report.as_data, terminal)
    except KeyboardInterrupt:
        click.echo("\nThe preview has ended.", err=True)


@click.command()
def doctor() -> None:
    """Tell what is installed, what is missing, and how to get it."""
    sys.exit(examine_machine())


def examine_machine() -> int:
    """Print what is installed; return the exit code."""
    from iop_curriculum import doctor as examination

    click.echo(examination.system())
    healthy = True
    for finding in examination.examine():
        mark = "ok     " if finding.found else "MISSING" if finding.needed else "absent "
        click.echo(f"  {mark}  {finding.name} ({finding.purpose}): {finding.state}")
        healthy = healthy and (finding.found or not finding.needed)
    return OK if healthy else FAILED


@click.command(short_help="Tell whether a built folder still is what was built.")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, exists=True, file_okay=False))
def verify(folder: Path) -> None:
    """Tell whether FOLDER, usually build/, still is what was built."""
    from iop_curriculum import manifest

    try:
        differences = manifest.verify(folder)
    except manifest.ManifestError as error:
        raise Stop(str(error)) from error
    for word in ("missing", "changed", "extra"):
        for path in getattr(differences, word):
            click.echo(f"{word}: {path}")
    if differences:
        sys.exit(FAULTS)
    click.echo(f"{folder} is what was built.")
