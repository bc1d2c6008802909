"""Files that the package itself brings to the site: styles, theme, bundled scripts and fonts, as (path, bytes).

`_vendor/site/` is filled when the package is built; in a checkout that never was built it is missing, and so are its
files here.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

HERE = "iop_curriculum.outputs.site"


def theme_files() -> Iterator[tuple[str, bytes]]:
    """Yield the theme's overrides by their path in the theme."""
    yield from _tree(files(HERE) / "theme", "")


def style(name: str) -> bytes:
    """Return a style sheet of `assets/`."""
    return (files(HERE) / "assets" / name).read_bytes()


def script(name: str) -> bytes | None:
    """Return a bundled script, or None where the package was never built."""
    found = _vendor() / name
    return found.read_bytes() if found.is_file() else None


def fonts() -> Iterator[tuple[str, bytes]]:
    """Yield the site's WOFF2 fonts and their licence by file name."""
    folder = _vendor() / "fonts" / "atkinson-hyperlegible"
    if folder.is_dir():
        yield from sorted((f.name, f.read_bytes()) for f in folder.iterdir() if f.name.endswith((".woff2", ".txt")))


def _vendor() -> Traversable:
    return files("iop_curriculum") / "_vendor" / "site"


def _tree(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _tree(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
