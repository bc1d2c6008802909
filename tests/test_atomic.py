"""The folder that a reader sees is the old one or the new one."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from iop_curriculum import atomic


def fill(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_text(text)
    return folder


def shown(project: Path) -> str:
    return (project / "build" / "page.html").read_text()


def leftovers(project: Path) -> list[str]:
    return sorted(path.name for path in project.glob(".iop*"))


def publish(project: Path, text: str) -> None:
    with atomic.locked(project), atomic.staged(project) as stage:
        fill(stage, text)
        atomic.publish(stage)


@pytest.fixture(params=["in one step", "by renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of exchanging: that of this system, and that of systems which know no exchange."""
    if request.param == "by renames":
        monkeypatch.setattr(atomic, "_EXCHANGERS", {})
    return str(request.param)


def test_the_first_build_and_the_next_take_the_place_of_the_one_before(tmp_path: Path, way: str) -> None:
    publish(tmp_path, "old")
    assert shown(tmp_path) == "old"
    publish(tmp_path, "new")
    assert shown(tmp_path) == "new"
    assert leftovers(tmp_path) == []


def test_a_stage_that_is_not_published_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "old")
    with pytest.raises(ValueError, match="halfway"), atomic.locked(tmp_path), atomic.staged(tmp_path) as stage:
        fill(stage, "new")
        raise ValueError("halfway")
    assert shown(tmp_path) == "old"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("died_at", [1, 2])
def test_the_next_command_completes_or_undoes_an_exchange_by_renames(tmp_path: Path, died_at: int) -> None:
    """Die before, between and after the two renames, as power cuts do: without any clean-up."""
    publish(tmp_path, "old")
    child = f"""
import os, pathlib
from iop_curriculum import atomic
atomic._EXCHANGERS = {{}}
project = pathlib.Path({str(tmp_path)!r})
renames = 0
rename = pathlib.Path.rename
def dying(self, target):
    global renames
    renames += 1
    if renames == {died_at}:
        os.kill(os.getpid(), 9)
    return rename(self, target)
with atomic.locked(project), atomic.staged(project) as stage:
    (stage / "page.html").write_text("new")
    pathlib.Path.rename = dying
    atomic.publish(stage)
"""
    done = subprocess.run([sys.executable, "-c", child], check=False)
    assert done.returncode == -signal.SIGKILL
    with atomic.locked(tmp_path):
        assert shown(tmp_path) == ("old" if died_at == 1 else "new")
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("journal", ["", "{", "[]", '{"stage": "../x", "old": "../y"}', '{"stage": 1, "old": 2}'])
def test_a_journal_that_is_cut_short_or_forged_does_no_harm(tmp_path: Path, journal: str) -> None:
    outside = fill(tmp_path / "x", "outside")
    project = tmp_path / "project"
    project.mkdir()
    (project / atomic.JOURNAL).write_text(journal)
    with atomic.locked(project):
        assert not (project / "build").exists()
    assert (outside / "page.html").read_text() == "outside"
    assert leftovers(project) == []


def test_an_old_folder_comes_back_when_its_successor_is_gone(tmp_path: Path) -> None:
    names = {"version": 1, "stage": ".iop-build-1", "old": ".iop-build-1-old"}
    fill(tmp_path / ".iop-build-1-old", "old")
    (tmp_path / atomic.JOURNAL).write_text(json.dumps(names))
    with atomic.locked(tmp_path):
        assert shown(tmp_path) == "old"


def test_stages_of_dead_builds_are_removed(tmp_path: Path) -> None:
    fill(tmp_path / ".iop-build-123", "half")
    with atomic.locked(tmp_path):
        assert leftovers(tmp_path) == [atomic.LOCK]
    assert leftovers(tmp_path) == []


HOLDER = """
import pathlib, sys
from iop_curriculum import atomic
with atomic.locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextlib.contextmanager
def other_build(project: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until a line is written to it."""
    command = [sys.executable, "-c", HOLDER, str(project)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def let_go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_a_second_build_is_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    with other_build(tmp_path) as process, pytest.raises(atomic.LockedError) as refused, atomic.locked(tmp_path):
        pass
    assert refused.value.pid == process.pid
    assert str(process.pid) in str(refused.value)


def test_a_second_build_can_wait(tmp_path: Path) -> None:
    told: list[int] = []
    with other_build(tmp_path) as process:

        def on_wait(pid: int) -> None:
            told.append(pid)
            let_go(process)

        with atomic.locked(tmp_path, wait=True, on_wait=on_wait):
            pass
    assert told == [process.pid]


def test_the_lock_of_a_killed_build_does_not_hinder(tmp_path: Path) -> None:
    with other_build(tmp_path) as process:
        process.kill()
        process.wait(10)
        with atomic.locked(tmp_path):
            pass


def test_many_builds_that_wait_come_one_after_the_other(tmp_path: Path) -> None:
    inside: list[int] = []

    def build(number: int) -> None:
        with atomic.locked(tmp_path, wait=True):
            inside.append(number)
            assert inside == [number]
            time.sleep(0.005)
            inside.clear()

    threads = [threading.Thread(target=build, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert inside == []


def test_a_reader_never_sees_a_missing_or_mixed_folder(tmp_path: Path) -> None:
    publish(tmp_path, "0")
    seen: set[str] = set()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.add(shown(tmp_path))

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(1, 20):
        publish(tmp_path, str(number))
    stop.set()
    reader.join(10)
    assert seen <= {str(number) for number in range(20)}
    assert shown(tmp_path) == "19"


def test_a_link_holds_the_same_bytes_and_replaces_what_was_there(tmp_path: Path) -> None:
    atomic.write(tmp_path, "print/a.pdf", b"new")
    atomic.write(tmp_path, "site/a.pdf", b"old")
    atomic.link(tmp_path / "print/a.pdf", tmp_path / "site/a.pdf")
    assert (tmp_path / "site/a.pdf").read_bytes() == b"new"


def test_where_links_fail_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    atomic.write(tmp_path, "print/a.pdf", b"bytes")
    atomic.link(tmp_path / "print/a.pdf", tmp_path / "site/x/a.pdf")
    assert (tmp_path / "site/x/a.pdf").read_bytes() == b"bytes"
