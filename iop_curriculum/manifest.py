"""What a finished `build/` holds: files and artefacts → `manifest.json`, and a folder held against its manifest.

No clock time stands in it, so the same input gives the same manifest. Paths are POSIX and relative to `build/`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from iop_curriculum import __version__
from iop_curriculum.outputs.artefacts import MANIFEST, PAGES, SITE, Artefact

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A project file that something was made from."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a build. `part` is `site`, `print` or `curricula`; empty strings mean "does not apply"."""

    path: str
    sha256: str
    size: int
    kind: str
    part: str
    edition: str = ""
    sources: tuple[SourceFile, ...] = ()
    document_version: str = ""
    language: str = ""
    audience: str = ""
    license: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """How a folder departs from its manifest."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.extra)


class ManifestError(ValueError):
    """The folder has no manifest, or one that cannot be read."""


def describe(
    folder: Path, artefacts: Iterable[Artefact], source_hashes: Mapping[str, str], carried: Iterable[Entry] = ()
) -> tuple[Entry, ...]:
    """Return the entries for every file of a folder, by path; what is known of carried-over files stays as it was."""
    known = {path: artefact for artefact in artefacts for path in (artefact.path, *artefact.links)}
    before = {entry.path: entry for entry in carried}
    entries = []
    for path in files_of(folder):
        kept = before.get(path)
        entries.append(kept if kept else _entry(folder, path, known, source_hashes))
    return tuple(entries)


def _entry(folder: Path, path: str, known: Mapping[str, Artefact], source_hashes: Mapping[str, str]) -> Entry:
    digest, size = _digest(folder / path)
    artefact = known.get(path) or known.get(_page_behind(path))
    if artefact is None:
        return Entry(path, digest, size, kind="page" if path.endswith(".html") else "asset", part="site")
    return Entry(
        path,
        digest,
        size,
        kind=artefact.kind,
        part=artefact.part,
        edition=artefact.edition,
        sources=tuple(SourceFile(source, source_hashes.get(source, "")) for source in sorted(set(artefact.sources))),
        document_version=artefact.document_version,
        language=artefact.language,
        audience=artefact.audience,
        license=artefact.license,
        reviewed_on=artefact.reviewed_on,
    )


def _page_behind(path: str) -> str:
    """Return the Markdown page that the site engine turned into an HTML file."""
    inside = path.removeprefix(f"{SITE}/")
    return f"{PAGES}/{inside.removesuffix('.html')}.md" if inside.endswith(".html") else ""


def to_bytes(entries: Iterable[Entry]) -> bytes:
    """Return `manifest.json`."""
    listed = sorted((asdict(entry) for entry in entries), key=lambda entry: str(entry["path"]))
    content = {"version": 1, "tool": f"iop-curriculum {__version__}", "artefacts": listed}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def read(folder: Path) -> tuple[Entry, ...]:
    """Return the entries of a folder's manifest; raise `ManifestError` where there is none that can be read."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        return tuple(_read_entry(raw) for raw in content["artefacts"])
    except FileNotFoundError as error:
        message = f"{folder} has no {MANIFEST}, so it was not made by this tool or not completely."
        raise ManifestError(message) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"{folder / MANIFEST} cannot be read; build again.") from error


def _read_entry(raw: dict[str, Any]) -> Entry:
    path = PurePosixPath(raw["path"])
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(raw["path"])
    sources = tuple(SourceFile(str(source["path"]), str(source["sha256"])) for source in raw["sources"])
    return Entry(**{**raw, "path": str(path), "sources": sources})


def verify(folder: Path) -> Differences:
    """Hold a folder against its manifest."""
    listed = {entry.path: entry for entry in read(folder)}
    found = set(files_of(folder))
    changed = (
        path
        for path in sorted(found & listed.keys())
        if _digest(folder / path) != (listed[path].sha256, listed[path].size)
    )
    return Differences(
        missing=tuple(sorted(listed.keys() - found)),
        changed=tuple(changed),
        extra=tuple(sorted(found - listed.keys())),
    )


def files_of(folder: Path) -> Iterator[str]:
    """Yield the files of a build in order of path, the manifest left out."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    yield from sorted(path for path in paths if path != MANIFEST)


def _digest(path: Path) -> tuple[str, int]:
    """Return checksum and size in bytes; a link is never followed out of the folder."""
    digest = hashlib.sha256()
    if path.is_symlink():
        return "", -1
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
