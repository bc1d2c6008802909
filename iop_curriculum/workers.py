"""Jobs → bytes, over processes: what needs what comes first, and each result is handed on as soon as it is there.

Which jobs there are is planned in `outputs/`; where bytes go is the caller's matter. Workers are started afresh
(spawn) on every system, so that a job sees nothing but its arguments, and they end with their parent, however that
ends.
"""

from __future__ import annotations

import contextlib
import heapq
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from typing import Any

from iop_curriculum.outputs.artefacts import Job

_AHEAD = 4  # Jobs handed out per worker: enough to keep it busy, few enough to keep memory flat.


class JobError(RuntimeError):
    """A job failed; the message names its artefact. The cause is chained."""


@dataclass(frozen=True)
class Outlet:
    """Where results go and where needed ones are read again, both by artefact path; `done` is told of each result."""

    write: Callable[[Job, bytes], None]
    read: Callable[[str], bytes]
    done: Callable[[Job], None]


@contextlib.contextmanager
def pool(workers: int | None = None) -> Iterator[Executor]:
    """Give an executor over `workers` processes, by default one for each processor; one worker needs no process."""
    workers = workers or os.cpu_count() or 1
    if workers == 1:
        yield _Here()
        return
    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_start_worker)
    try:
        yield executor
    except BaseException:
        _stop_now(executor)
        raise
    executor.shutdown()


class _Here(Executor):
    """An executor that runs each job at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _start_worker() -> None:
    """Make the worker the head of its own process group, and end the whole group when the parent ends.

    A program that a job starts is in that group too. Ctrl-C reaches the parent alone.
    """
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait_for([parent.sentinel])
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _stop_now(executor: ProcessPoolExecutor) -> None:
    """End all workers, and what they have started, in the middle of their work."""
    executor.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        if hasattr(os, "killpg") and process.pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join(1)


def run(jobs: Sequence[Job], executor: Executor, outlet: Outlet, workers: int | None = None) -> None:
    """Run jobs in the order given, each after the jobs it needs. Raises `JobError` for the first that fails."""
    window = _AHEAD * (workers or os.cpu_count() or 1)
    missing, users = _dependencies(jobs)
    ready = [number for number in range(len(jobs)) if not missing[number]]
    running: dict[Future[bytes], int] = {}
    while ready or running:
        while ready and len(running) < window:
            number = heapq.heappop(ready)
            running[_submit(jobs[number], executor, outlet)] = number
        finished = wait(running, return_when=FIRST_COMPLETED).done
        for future in sorted(finished, key=lambda f: running[f]):
            number = running.pop(future)
            outlet.write(jobs[number], _result(future, jobs[number]))
            outlet.done(jobs[number])
            for user in users[number]:
                missing[user] -= 1
                if not missing[user]:
                    heapq.heappush(ready, user)
    if any(missing):
        stuck = next(job for job, count in zip(jobs, missing, strict=True) if count)
        raise JobError(f"{stuck.artefact.path} can't be made: what it needs needs it in turn.")


def _dependencies(jobs: Sequence[Job]) -> tuple[list[int], list[list[int]]]:
    """Return for each job how many others it waits for, and which others wait for it."""
    by_path = {job.artefact.path: number for number, job in enumerate(jobs)}
    users: list[list[int]] = [[] for _ in jobs]
    missing = [0] * len(jobs)
    for number, job in enumerate(jobs):
        for path in dict.fromkeys(job.needs):
            if path not in by_path:
                raise JobError(f"{job.artefact.path} needs {path}, which nothing makes.")
            users[by_path[path]].append(number)
            missing[number] += 1
    return missing, users


def _submit(job: Job, executor: Executor, outlet: Outlet) -> Future[bytes]:
    needed = (outlet.read(path) for path in job.needs)
    return executor.submit(job.function, *job.arguments, *needed)


def _result(future: Future[bytes], job: Job) -> bytes:
    try:
        return future.result()
    except BrokenProcessPool as error:
        message = f"A process that was making files ended by itself, near {job.artefact.path}; perhaps memory ran out."
        raise JobError(message) from error
    except Exception as error:
        named = f" from {', '.join(job.artefact.sources)}" if job.artefact.sources else ""
        raise JobError(f"{job.artefact.path} could not be made{named}.") from error
