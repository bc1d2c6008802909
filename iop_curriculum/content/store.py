"""Where content is read from: a folder, or a dict for tests. The only file access of the content layer.

Paths are POSIX and relative to the project. Nothing outside it can be read, whatever a path or a symbolic link says.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

LARGEST_TEXT = 1_000_000
LARGEST_PICTURE = 20_000_000


class Refusal(StrEnum):
    """Why a file can't be had."""

    MISSING = "missing"
    OUTSIDE = "outside"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


class StoreError(Exception):
    """A file can't be had; `refusal` says why, `detail` in the system's words."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(f"{refusal}: {detail}")
        self.refusal = refusal
        self.detail = detail


class Store(Protocol):
    """What the loader needs of a file system."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files right in a folder, sorted; none if there is no such folder."""
        ...

    def read(self, path: str, limit: int = LARGEST_TEXT) -> bytes:
        """Return a file's bytes. Raises `StoreError`, also for more than `limit` bytes."""
        ...


def inside(path: str) -> str | None:
    """Return a relative path without `.` and `..`, or None where it leaves the project."""
    if "\x00" in path or "\\" in path or posixpath.isabs(path):
        return None
    clean = posixpath.normpath(path)
    return None if clean == ".." or clean.startswith("../") else clean


@dataclass(frozen=True)
class FolderStore:
    """Content in a folder of the file system."""

    root: Path

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a folder; hidden ones and folders are left out."""
        try:
            entries = sorted(p.name for p in (self.root / folder).iterdir() if not p.is_dir())
        except OSError:
            return ()
        return tuple(name for name in entries if not name.startswith("."))

    def read(self, path: str, limit: int = LARGEST_TEXT) -> bytes:
        """Return a file's bytes; a symbolic link may not lead out of the project."""
        clean = inside(path)
        if clean is None:
            raise StoreError(Refusal.OUTSIDE, path)
        try:
            real = (self.root / clean).resolve()
            if not real.is_relative_to(self.root.resolve()):
                raise StoreError(Refusal.OUTSIDE, path)
            if not real.is_file():
                raise StoreError(Refusal.MISSING if not real.exists() else Refusal.UNREADABLE, path)
            if real.stat().st_size > limit:
                raise StoreError(Refusal.TOO_LARGE, f"{real.stat().st_size:,} bytes")
            return real.read_bytes()
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(Refusal.UNREADABLE, str(error)) from error


@dataclass(frozen=True)
class MemoryStore:
    """Content in a dict: path → text or bytes."""

    files: Mapping[str, str | bytes] = field(default_factory=dict)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files right in a folder."""
        return tuple(sorted(posixpath.basename(p) for p in self.files if posixpath.dirname(p) == folder))

    def read(self, path: str, limit: int = LARGEST_TEXT) -> bytes:
        """Return a file's bytes."""
        clean = inside(path)
        if clean is None:
            raise StoreError(Refusal.OUTSIDE, path)
        if clean not in self.files:
            raise StoreError(Refusal.MISSING, path)
        held = self.files[clean]
        data = held.encode() if isinstance(held, str) else held
        if len(data) > limit:
            raise StoreError(Refusal.TOO_LARGE, f"{len(data):,} bytes")
        return data
