"""Save → build → tell the open pages: watches a project's content and builds it again when it changes.

First the site, so that the page follows quickly, then the printed parts. A build that fails leaves the last good
output, and the pages show what is wrong. HTTP is `server.py`'s matter.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from iop_curriculum import atomic, build
from iop_curriculum.diagnostics import Checked, Diagnostic
from iop_curriculum.outputs.artefacts import SITE, Part
from iop_curriculum.preview.server import Server

CONTENT = ("curriculum", "modules", "handouts", "worksheets", "figures")

_STEPS: tuple[frozenset[Part], ...] = (frozenset({"site"}), frozenset({"print", "curricula"}))
_DEBOUNCE_MS = 60
_STEP_MS = 10
_POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Terminal:
    """How the person at the terminal is told: that the preview is up, what a build found, why one could not be made."""

    ready: Callable[[str], None]
    built: Callable[[Checked[build.Built | None], frozenset[Part]], None]
    failed: Callable[[build.BuildError], None]


def open_server(project: Path, ports: Iterable[int]) -> Server | None:
    """Return a server on the first of some ports that is free, or None."""
    for port in ports:
        with contextlib.suppress(OSError):
            return Server(project / atomic.BUILD / SITE, port)
    return None


def serve(
    project: Path,
    server: Server,
    today: Callable[[], dt.date],
    report: Callable[[Sequence[Diagnostic]], Mapping[str, object]],
    terminal: Terminal,
    stop: threading.Event | None = None,
) -> None:
    """Serve and rebuild until `stop` is set or the person interrupts."""
    stop = stop or threading.Event()
    changes = Changes(project)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    terminal.ready(server.url)
    try:
        while not stop.is_set():
            changes.seen()
            for parts in _STEPS:
                if not _build_once(project, parts, today(), report, terminal, server) or changes.any():
                    break
            changes.wait(stop)
    finally:
        changes.stop()
        server.state.close()
        server.shutdown()
        server.server_close()


def _build_once(
    project: Path,
    parts: frozenset[Part],
    today: dt.date,
    report: Callable[[Sequence[Diagnostic]], Mapping[str, object]],
    terminal: Terminal,
    server: Server,
) -> bool:
    """Build some parts and tell everyone; return whether it succeeded."""
    try:
        result = build.build(build.Request(project, today, parts=parts, wait=True))
    except build.BuildError as error:
        server.state.update(problem=str(error))
        terminal.failed(error)
        return False
    built = server.state.values["built"]
    count = built + 1 if result.value and "site" in parts and isinstance(built, int) else built
    server.state.update(built=count, problem="", report=report(result.diagnostics))
    terminal.built(result, parts)
    return result.value is not None


class Changes:
    """Watches the content folders, and the project folder itself for `mkdocs.yml` and folders that are new."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._event = threading.Event()
        self._stop = threading.Event()
        self._watched: set[str] = set()
        self._watch(project, recursive=False)
        self._watch_new()

    def _watch_new(self) -> bool:
        """Watch folders that have come to be; tell whether there were any: what is in them was not seen coming."""
        new = [name for name in CONTENT if name not in self._watched and (self._project / name).is_dir()]
        for name in new:
            self._watched.add(name)
            self._watch(self._project / name, recursive=True)
        return bool(new)

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        def look() -> None:
            for _ in watchfiles.watch(
                folder,
                watch_filter=self._counts,
                debounce=_DEBOUNCE_MS,
                step=_STEP_MS,
                stop_event=self._stop,
                recursive=recursive,
                raise_interrupt=False,
            ):
                self._event.set()

        threading.Thread(target=look, daemon=True).start()

    def _counts(self, _change: watchfiles.Change, path: str) -> bool:
        """Leave out what the tool and editors write for themselves."""
        inside = Path(path).relative_to(self._project)
        if any(part.startswith(".") or part.endswith("~") for part in inside.parts):
            return False
        return inside.parts[0] in CONTENT or inside.name == "mkdocs.yml"

    def seen(self) -> None:
        """Take note of all changes so far."""
        self._event.clear()

    def any(self) -> bool:
        """Whether something changed since."""
        return self._event.is_set()

    def wait(self, stop: threading.Event) -> None:
        """Wait for a change, in short steps so that Ctrl-C is heard on every system."""
        while not self._event.wait(_POLL_SECONDS) and not stop.is_set():
            if self._watch_new():
                return

    def stop(self) -> None:
        """Stop watching."""
        self._stop.set()
