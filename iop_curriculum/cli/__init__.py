"""The command `iop-curriculum`: words on a terminal → calls into the tool, and results → words and an exit code.

The only place that knows the clock and the terminal. Exit codes: 0 clean or warnings only, 1 faults in the content, 2
wrong use, environment, lock or internal error. What a command needs is imported when it runs, so that `--help` is fast.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from iop_curriculum import __version__
from iop_curriculum.cli import content, curricula, exchange, making
from iop_curriculum.cli.shared import FAILED, OK, project_option_of, write_log

# In the order of a clinician's day; `--help` sorts them by name.
COMMANDS = (
    content.init,
    content.new,
    content.check,
    content.rules,
    making.build,
    making.serve,
    making.verify,
    making.doctor,
    curricula.plan,
    curricula.entry,
    exchange.import_,
    exchange.schema,
)


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
    return f"Error: this is a fault of iop-curriculum, not of your files. Details are in {write_log(details)}"


def _show_version(context: click.Context, _parameter: click.Parameter, chosen: bool) -> None:
    if not chosen or context.resilient_parsing:
        return
    click.echo(f"iop-curriculum {__version__}")
    if context.params.get("verbose"):
        making.examine_machine()
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--verbose", is_flag=True, is_eager=True, help="With --version: what is installed beside it.")
@click.option("--version", is_flag=True, expose_value=False, callback=_show_version, help="Show the version.")
@project_option_of
def cli(project_option: Path | None, verbose: bool) -> None:
    """Turn psychoeducation written as plain text files into a facilitator site, handouts, worksheets and curricula.

    Begin with `iop-curriculum init FOLDER`. Then, in that folder: `serve` while you write, `check` to see what is
    wrong, `build` to make everything.
    """


for command in COMMANDS:
    cli.add_command(command)
