"""Pandoc, run as a program of its own: JSON tree in, Word file out, and the other way round.

Pandoc comes with the extra `[word]` (PyPI `pypandoc_binary`); it is GPL software and is only started, never imported
as code. It gets no network and no shell, and reads and writes nothing but what is handed to it and one temporary
folder.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

SECONDS = 60
HOW_TO_GET_IT = "Word files need pandoc. Install it with: pip install 'iop-curriculum[word]'"

Tree = dict[str, Any]


class PandocError(RuntimeError):
    """Pandoc is missing, or could not do its work; one sentence."""


def program() -> str:
    """Return the path of pandoc. Raises `PandocError` where there is none."""
    try:
        import pypandoc  # noqa: PLC0415 - an extra that most installations lack

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise PandocError(HOW_TO_GET_IT) from error


def to_word(tree: Tree, folder: Path) -> bytes:
    """Return a JSON tree as a `.docx`; pictures are looked up in `folder`. Honours `SOURCE_DATE_EPOCH`."""
    return _run(["-f", "json", "-t", "docx", "--resource-path", str(folder)], json.dumps(tree).encode())


def from_word(data: bytes) -> tuple[Tree, dict[str, bytes]]:
    """Return a `.docx` as a JSON tree with tracked changes accepted, and its pictures by the names used in the tree."""
    with tempfile.TemporaryDirectory(prefix="iop-word-") as folder:
        source = Path(folder) / "in.docx"
        source.write_bytes(data)
        media = Path(folder) / "media"
        options = ["--track-changes=accept", f"--extract-media={media}"]
        tree = json.loads(_run(["-f", "docx", "-t", "json", *options, str(source)], b""))
        pictures = {p.as_posix(): p.read_bytes() for p in sorted(media.rglob("*")) if p.is_file()}
    return tree, pictures


def _run(arguments: list[str], given: bytes) -> bytes:
    command = [program(), "--sandbox=false", "--output=-", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PandocError(f"Pandoc could not be run: {error}.") from error
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PandocError(f"Pandoc could not read or write the file: {words[0] if words else 'it gave no reason'}.")
    return done.stdout
