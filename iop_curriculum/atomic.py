"""The one writer of `build/`: a finished stage beside it → exchanged in one step, under a lock.

The folder a reader sees is the old one or the new one, never a mixture, whatever happens in between. What goes into
the stage is decided in `build.py`; nothing here knows what a build is made of.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BUILD = "build"
LOCK = ".iop-lock"
JOURNAL = ".iop-swap.json"
STAGE_PREFIX = ".iop-build-"

_WAIT_SECONDS = 0.2
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2); on macOS RENAME_SWAP, the same number
_EXCHANGERS = {"linux": "renameat2", "darwin": "renamex_np"}
_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}


class LockedError(RuntimeError):
    """Another build of the same project is under way."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        super().__init__(f"Another build is under way here (process {pid}).")


# ── the lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def locked(project: Path, *, wait: bool = False, on_wait: Callable[[int], None] | None = None) -> Iterator[None]:
    """Hold the project's lock; raise `LockedError` where another process has it, or wait for it.

    The system lets go of it when the process ends, however it ends, so no lock is ever left behind. Whoever gets it
    first mends what an interrupted build left.
    """
    path = project / LOCK
    descriptor = _take(path, wait=wait, on_wait=on_wait)
    try:
        recover(project)
        yield
    finally:
        # Still under the lock: who opened the file before sees that it is gone, and opens a new one.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _take(path: Path, *, wait: bool, on_wait: Callable[[int], None] | None) -> int:
    told = False
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if _try_lock(descriptor):
            if _is_same_file(descriptor, path):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
                return descriptor
            os.close(descriptor)
            continue
        pid = _holder(descriptor)
        os.close(descriptor)
        if not wait:
            raise LockedError(pid)
        if on_wait and not told:
            on_wait(pid)
            told = True
        time.sleep(_WAIT_SECONDS)


def _try_lock(descriptor: int) -> bool:
    """Take the system's lock on an open file; tell whether it was free."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 1024, os.SEEK_SET)  # beyond the number, which others read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        os.close(descriptor)
        raise
    return True


def _is_same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> int:
    """Return the number of the process that holds the lock; 0 in the moment before it has written it."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 32).decode("ascii", "replace").strip()
    return int(text) if text.isdecimal() else 0


# ── the stage ────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def staged(project: Path) -> Iterator[Path]:
    """Give an empty folder beside `build/`; it is gone afterwards, unless `publish` has made it `build/`.

    Call it under the lock only.
    """
    stage = project / f"{STAGE_PREFIX}{os.getpid()}"
    _remove(stage)
    stage.mkdir()
    try:
        yield stage
    finally:
        with contextlib.suppress(OSError):  # What is left of it, the next build removes.
            _remove(stage)


def publish(stage: Path) -> None:
    """Make a finished stage the project's `build/`; the old folder is removed afterwards."""
    project = stage.parent
    target = project / BUILD
    _flush(stage)
    if not target.exists():
        stage.rename(target)
    elif not exchange(stage, target):
        _swap_by_renames(stage, target)
    _flush(project)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    name = _EXCHANGERS.get(sys.platform, "")
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    if name == "renameat2":
        failed = function(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    else:
        failed = function(*paths, _RENAME_EXCHANGE)
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _swap_by_renames(stage: Path, target: Path) -> None:
    """Two renames, told in a journal first, so that the next command can complete or undo them."""
    project = target.parent
    old = stage.with_name(stage.name + "-old")
    _remove(old)
    _write_journal(project / JOURNAL, stage.name, old.name)
    try:
        target.rename(old)
        stage.rename(target)
    finally:
        recover(project)


def _write_journal(path: Path, stage: str, old: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump({"version": 1, "stage": stage, "old": old}, file)
        file.flush()
        os.fsync(file.fileno())


def recover(project: Path) -> None:
    """Complete or undo an interrupted exchange, then remove the stages of builds that died. Call it under the lock."""
    journal = project / JOURNAL
    if journal.exists():
        _complete_or_undo(project, journal)
        journal.unlink()
    for leftover in project.glob(f"{STAGE_PREFIX}*"):
        _remove(leftover)


def _complete_or_undo(project: Path, journal: Path) -> None:
    target = project / BUILD
    if target.exists():
        return  # Not begun, or both renames done: either way `build/` is whole.
    try:
        told = json.loads(journal.read_text(encoding="utf-8"))
        stage, old = (project / _plain_name(str(told[key])) for key in ("stage", "old"))
    except (ValueError, KeyError, TypeError):
        return  # A journal cut short was written before the first rename.
    if stage.exists():
        stage.rename(target)  # The journal is written after the stage is complete.
    elif old.exists():
        old.rename(target)


def _plain_name(name: str) -> str:
    """Refuse a journal that names anything else than a stage of this project."""
    if not name.startswith(STAGE_PREFIX) or "/" in name or "\\" in name:
        raise ValueError(name)
    return name


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _flush(folder: Path) -> None:
    """Have the system write a folder's files to the disk, so that a power cut leaves whole files."""
    if sys.platform != "linux":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is not None and syncfs(descriptor):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(stage: Path, path: str, data: bytes) -> None:
    """Write one file of the stage, by its POSIX path."""
    target = stage / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def link(existing: Path, new: Path) -> None:
    """Let the same bytes stand at a second path: a hard link, or a copy where links fail."""
    new.parent.mkdir(parents=True, exist_ok=True)
    new.unlink(missing_ok=True)
    try:
        new.hardlink_to(existing)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.ENOENT}:
            raise
        shutil.copyfile(existing, new)
