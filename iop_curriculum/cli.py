"""The command `iop-curriculum`: words on a terminal → calls into the tool, and results → words and an exit code.

The only place that knows the clock and the terminal. Exit codes: 0 clean or warnings only, 1 faults in the content, 2
wrong use, environment, lock or internal error. What a command needs is imported when it runs, so that `--help` is
fast.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from iop_curriculum import __version__

if TYPE_CHECKING:
    from iop_curriculum.build import BuildError, Built
    from iop_curriculum.diagnostics import Checked, Diagnostic, Rule
    from iop_curriculum.outputs.artefacts import Part

OK, FAULTS, FAILED = 0, 1, 2
DEFAULT_PORT = 8000


class Stop(click.ClickException):
    """The command can't do what was asked; one sentence says why."""

    exit_code = FAILED


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command. A fault of the tool itself is told in one sentence; the traceback goes into a file."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(args=arguments, prog_name="iop-curriculum", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was changed.", err=True)
        code = FAILED
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILED
    except Exception:
        click.echo(_internal_error(traceback.format_exc()), err=True)
        code = FAILED
    sys.exit(code if isinstance(code, int) else OK)


def _internal_error(details: str) -> str:
    return f"Error: this is a fault of iop-curriculum, not of your files. Details are in {_write_log(details)}"


def _write_log(details: str) -> str:
    """Write what a maintainer needs into a file that only its owner can read, and return its path."""
    descriptor, path = tempfile.mkstemp(prefix="iop-curriculum-", suffix=".log")
    with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(f"iop-curriculum {__version__}, Python {sys.version}, {sys.platform}\n{sys.argv}\n\n{details}")
    return path


# ── what all commands share ──────────────────────────────────────────────────────────────────────────────────────────


def _project_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--project",
        "project_option",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The program's folder. Without it: the nearest folder upward with curriculum/program.yml.",
    )(function)


def with_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the project's folder as its first argument; `--project` may stand before or after its name."""

    @_project_option
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


def _text_of(project: Path) -> Callable[[str], str | None]:
    """Return a reader for the excerpts of a report."""
    from iop_curriculum.content.store import FolderStore, StoreError

    def read(path: str) -> str | None:
        try:
            return FolderStore(project).read(path).decode("utf-8-sig", errors="replace")
        except StoreError:
            return None

    return read


def _use_colour(stream: Any) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print_report(project: Path, diagnostics: Sequence[Diagnostic], form: str = "text", *, err: bool = False) -> None:
    from iop_curriculum import report

    if form == "json":
        text = report.as_json(diagnostics)
    elif form == "github":
        text = report.as_github(diagnostics, _text_of(project))
    else:
        colour = _use_colour(sys.stderr if err else sys.stdout)
        text = report.as_text(diagnostics, _text_of(project), colour=colour)
    click.echo(text, nl=False, err=err, color=True)


def _print_warnings(project: Path, diagnostics: Sequence[Diagnostic]) -> None:
    """Show faults beside a build, on stderr; of mere notes only the number."""
    from iop_curriculum.diagnostics import Severity
    from iop_curriculum.report import counted

    warnings = [d for d in diagnostics if d.severity is not Severity.INFO]
    if warnings:
        _print_report(project, warnings, err=True)
    if notes := len(diagnostics) - len(warnings):
        click.echo(f"{counted(notes, 'note')}; `iop-curriculum check` shows them.", err=True)


def _exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    from iop_curriculum.build import stops

    return FAULTS if stops(diagnostics, strict=strict) else OK


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _show_version(context: click.Context, _parameter: click.Parameter, chosen: bool) -> None:
    if not chosen or context.resilient_parsing:
        return
    click.echo(f"iop-curriculum {__version__}")
    if context.params.get("verbose"):
        _doctor()
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--verbose", is_flag=True, is_eager=True, help="With --version: what is installed beside it.")
@click.option("--version", is_flag=True, expose_value=False, callback=_show_version, help="Show the version.")
@_project_option
def cli(project_option: Path | None, verbose: bool) -> None:
    """Turn psychoeducation written as plain text files into a facilitator site, handouts, worksheets and curricula.

    Begin with `iop-curriculum init FOLDER`. Then, in that folder: `serve` while you write, `check` to see what is
    wrong, `build` to make everything.
    """


@cli.command()
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


@cli.command()
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


@cli.command()
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
    _print_report(project, diagnostics, form)
    sys.exit(_exit_code(diagnostics, strict=strict))


def _inside(project: Path, path: Path) -> Path:
    try:
        return path.resolve().relative_to(project)
    except ValueError as error:
        raise Stop(f"{path} is not in the program's folder {project}.") from error


@cli.command(short_help="Make the site, the printed documents and the curricula.")
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
        _print_report(project, result.diagnostics)
        click.echo("Nothing was built; build/ is as it was.", err=True)
        sys.exit(FAULTS)
    _print_warnings(project, result.diagnostics)
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
        return f"{error} Details are in {_write_log(error.output + traceback.format_exc())}"
    return str(error)


def _progress() -> Any:
    from iop_curriculum.progress import on_terminal

    return on_terminal(sys.stderr)


def _summary(built: Built) -> str:
    from iop_curriculum.report import counted

    kinds = ", ".join(counted(number, kind) for kind, number in sorted(built.kinds.items()) if kind != "asset")
    return f"Built in {built.seconds:.1f} seconds: {kinds}.\nOpen {built.folder / 'site' / 'index.html'}"


@cli.command()
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
            _print_warnings(project, result.diagnostics)
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


@cli.command()
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


@cli.command()
def doctor() -> None:
    """Tell what is installed, what is missing, and how to get it."""
    sys.exit(_doctor())


def _doctor() -> int:
    from iop_curriculum import doctor as examination

    click.echo(examination.system())
    healthy = True
    for finding in examination.examine():
        mark = "ok     " if finding.found else "MISSING" if finding.needed else "absent "
        click.echo(f"  {mark}  {finding.name} ({finding.purpose}): {finding.state}")
        healthy = healthy and (finding.found or not finding.needed)
    return OK if healthy else FAILED


@cli.command(short_help="Tell whether a built folder still is what was built.")
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
