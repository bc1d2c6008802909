"""What is installed and what is not: the machine → a list of findings, each with how to get what lacks.

Nothing is changed and nothing is fetched.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from iop_curriculum import __version__

# What the command can't do without: package → what it is for.
PACKAGES = {
    "click": "the command",
    "pydantic": "reading front matter",
    "PyYAML": "reading YAML",
    "Markdown": "reading Markdown",
    "pymdown-extensions": "callouts and fields",
    "Jinja2": "pages",
    "mkdocs": "the site",
    "mkdocs-material": "the site's theme",
    "reportlab": "printing",
    "pikepdf": "binding",
    "pillow": "photographs in print",
    "watchfiles": "serve",
    "tzdata": "time zones",
    "icalendar": "calendars",
    "xlsxwriter": "spreadsheets",
}

# Fetched when the package is built: path in the package → what it is for.
ASSETS = {
    "_vendor/fonts/atkinson-hyperlegible": "the print font",
    "_vendor/fonts/source-sans-3": "the print font for further scripts",
    "_vendor/site/fonts/atkinson-hyperlegible": "the site's font",
}

# Programs that only the project's own tests need: names → (what for, Debian package).
TOOLS = {
    ("chromium", "chromium-browser", "google-chrome"): ("tests in a browser", "chromium"),
    ("pdftoppm",): ("tests that look at PDFs", "poppler-utils"),
    ("java",): ("tests of PDF accessibility (veraPDF)", "default-jre-headless libjaxb-java"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for. `state` is its version or place, or what to do; only a missing `needed` is a fault."""

    name: str
    purpose: str
    found: bool
    needed: bool
    state: str


def system() -> str:
    """Return one line on the machine."""
    return f"iop-curriculum {__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}"


def examine() -> Iterator[Finding]:
    """Yield what was looked for, needed things first."""
    for name, purpose in PACKAGES.items():
        version = _version(name)
        repair = f'not installed: "{sys.executable}" -m pip install --upgrade iop-curriculum'
        yield Finding(name, purpose, version is not None, True, version or repair)
    package = Path(__file__).parent
    for path, purpose in ASSETS.items():
        there = (package / path).is_dir()
        repair = 'not there: install the package again (in a checkout: "pip install -e .")'
        yield Finding(Path(path).name, purpose, there, True, "there" if there else repair)
    for names, (purpose, debian) in TOOLS.items():
        where = next(filter(None, map(shutil.which, names)), None)
        yield Finding(names[0], purpose, where is not None, False, where or f"not found: sudo apt-get install {debian}")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
