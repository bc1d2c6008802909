"""How far a build is: a bar on a terminal, plain lines elsewhere, written to the stream that is given."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TextIO

from iop_curriculum.build import Listener

_BAR = 30
_PLAIN_STEPS = 4


@contextlib.contextmanager
def on_terminal(stream: TextIO) -> Iterator[Listener]:
    """Give a listener that tells of progress; a bar is wiped away at the end."""
    teller = _Bar(stream) if stream.isatty() else _Lines(stream)
    try:
        yield Listener(waiting=teller.waiting, progress=teller.progress)
    finally:
        teller.close()


class _Lines:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told = 0

    def waiting(self, pid: int) -> None:
        self._say(f"Waiting for another build (process {pid}) to finish")

    def progress(self, what: str, done: int, total: int) -> None:
        if not total:
            self._say(what)
        elif (quarter := done * _PLAIN_STEPS // total) > self._told:
            self._told = quarter
            self._say(f"{done} of {total} files made")

    def close(self) -> None:
        pass

    def _say(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()


class _Bar(_Lines):
    def progress(self, what: str, done: int, total: int) -> None:
        if not total:
            self._draw(what)
            return
        filled = done * _BAR // total
        self._draw(f"[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total} {what[-40:]}")

    def close(self) -> None:
        self._draw("")

    def _draw(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()
