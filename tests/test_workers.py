"""Jobs run after what they need, in any number of processes, and failures name the document."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iop_curriculum import workers
from iop_curriculum.outputs.artefacts import Artefact, Job


def upper(text: str, *needed: bytes) -> bytes:
    return text.upper().encode() + b"".join(needed)


def fail(text: str) -> bytes:
    raise ValueError(text)


def die(_: str) -> bytes:
    os._exit(3)


def job(path: str, function: object = upper, needs: tuple[str, ...] = ()) -> Job:
    artefact = Artefact(path, part="print", kind="guide", sources=(f"modules/{path}.md",))
    return Job(artefact, function, (path,), needs)  # type: ignore[arg-type]


def run(jobs: list[Job], processes: int = 1) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    outlet = workers.Outlet(
        write=lambda done, data: made.__setitem__(done.artefact.path, data),
        read=made.__getitem__,
        done=lambda _: None,
    )
    with workers.pool(processes) as executor:
        workers.run(jobs, executor, outlet, processes)
    return made


@pytest.mark.parametrize("processes", [1, 3])
def test_what_is_needed_comes_first_whatever_the_order(processes: int) -> None:
    jobs = [job("d", needs=("c", "a")), job("a"), job("c", needs=("a", "b")), job("b")]
    assert run(jobs, processes) == {"a": b"A", "b": b"B", "c": b"CAB", "d": b"DCABA"}


def test_many_more_jobs_than_workers() -> None:
    jobs = [job(f"j{number}") for number in range(200)]
    assert len(run(jobs, 2)) == 200


@pytest.mark.parametrize("processes", [1, 2])
def test_a_failure_names_the_file_and_its_source(processes: int) -> None:
    with pytest.raises(workers.JobError, match=r"b could not be made from modules/b\.md") as raised:
        run([job("a"), job("b", fail), job("c")], processes)
    assert isinstance(raised.value.__cause__, ValueError)


def test_a_worker_that_dies_is_told_of() -> None:
    with pytest.raises(workers.JobError, match="ended by itself"):
        run([job("a", die), job("b")], 2)


def test_needs_that_nothing_makes_or_that_go_in_circles_are_told() -> None:
    with pytest.raises(workers.JobError, match="a needs x, which nothing makes"):
        run([job("a", needs=("x",))])
    with pytest.raises(workers.JobError, match="needs it in turn"):
        run([job("a", needs=("b",)), job("b", needs=("a",))])


PARENT = """
import pathlib, sys, time
sys.path.insert(0, {tests!r})
from iop_curriculum import workers
import test_workers
if __name__ == "__main__":
    with workers.pool(2) as executor:
        executor.submit(test_workers.start_program, {pids!r})
        time.sleep(60)
"""


def start_program(pids: str) -> bytes:
    """A job that starts a program and waits for it, as the site engine's does."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as program:
        part = Path(pids + ".part")
        part.write_text(f"{os.getpid()} {program.pid}")
        part.rename(pids)
    return b""


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_workers_and_what_they_started_die_with_their_parent(tmp_path: Path, how: signal.Signals) -> None:
    pids = tmp_path / "pids"
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(tests=str(Path(__file__).parent), pids=str(pids)))
    with subprocess.Popen([sys.executable, str(script)], stderr=subprocess.DEVNULL) as parent:
        until(pids.exists)
        started = [int(pid) for pid in pids.read_text().split()]
        assert all(map(is_running, started))
        parent.send_signal(how)
    until(lambda: not any(map(is_running, started)))


def until(true) -> None:  # type: ignore[no-untyped-def]
    """Wait for something that will come, up to half a minute on a busy machine."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")
