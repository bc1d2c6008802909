"""Runs stock MkDocs on what the build has written, then makes the finished folder safe.

Input: a stage folder beside `build/` with `mkdocs.yml`, `pages/` and `theme/`. Output: its `site/`. No MkDocs plugin
is ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.site.policy import protect

# MkDocs would stamp pages with the day they were built on.
_EPOCH = "315532800"


class EngineError(RuntimeError):
    """The site engine did not finish. `output` is what it said."""

    def __init__(self, message: str, output: str = "") -> None:
        super().__init__(message)
        self.output = output


def run(stage: Path, project: Path) -> None:
    """Make `stage/site` from `stage/mkdocs.yml`.

    Raises:
        EngineError: MkDocs failed or warned, or a page would ask another server for something.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(stage / artefacts.SITE_CONFIG)]
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", _EPOCH),
    }
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise EngineError("MkDocs could not make the site from the pages.", _complaints(done.stdout + done.stderr))
    site = stage / artefacts.SITE
    for name in ("sitemap.xml", "sitemap.xml.gz"):  # dated, and of no use without an address
        (site / name).unlink(missing_ok=True)
    foreign = protect(site)
    if foreign:
        raise EngineError("The site would ask other servers for something, which is never allowed.", "\n".join(foreign))


def _complaints(output: str) -> str:
    """Return what the engine said without its progress. (Told to be quiet, it would not count warnings either.)"""
    return "\n".join(line for line in output.splitlines() if line.strip() and not line.startswith("INFO "))
