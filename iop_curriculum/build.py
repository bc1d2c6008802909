"""A project folder → `build/`: load, check, compile, render, write, exchange.

Any error leaves `build/` as it was. Time, terminal and wording are the caller's; locking and exchanging are
`atomic.py`'s.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from iop_curriculum import atomic, manifest, workers
from iop_curriculum.content import library as content
from iop_curriculum.content.model import Library
from iop_curriculum.content.store import FolderStore
from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.curricula.compiled import CompiledCurriculum
from iop_curriculum.diagnostics import Checked, Diagnostic, Severity, in_order
from iop_curriculum.outputs.artefacts import MANIFEST, SITE, Artefact, Job, Part
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.registry import CHECKS, OUTPUTS
from iop_curriculum.outputs.site import engine
from iop_curriculum.rules import run as rules

ALL_PARTS: frozenset[Part] = frozenset({"site", "print", "curricula"})

# For a programme that has dated nothing yet. Not before 1980, where the times of zip files begin.
_EARLIEST = dt.date(2020, 1, 1)


class BuildError(RuntimeError):
    """The build can't go on, for no fault of the content: one sentence, and perhaps a program's own output."""

    def __init__(self, message: str, output: str = "") -> None:
        super().__init__(message)
        self.output = output


@dataclass(frozen=True)
class Content:
    """A library that could be read, and its curricula compiled, by slug."""

    library: Library
    compiled: Mapping[str, CompiledCurriculum]


@dataclass(frozen=True)
class Request:
    """What to build. `strict` lets a warning stop it; `workers` is the number of processes, else one a processor."""

    project: Path
    today: dt.date
    parts: frozenset[Part] = ALL_PARTS
    release: bool = False
    strict: bool = False
    wait: bool = False
    workers: int | None = None


@dataclass(frozen=True)
class Listener:
    """Who is told how far it is: of another build that is waited for (its process), and of steps done of all."""

    waiting: Callable[[int], None] = lambda _pid: None
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None


@dataclass(frozen=True)
class Built:
    """What was made: the folder, and how many files of each kind; `seconds` by a steady clock."""

    folder: Path
    kinds: Mapping[str, int]
    seconds: float


# ── reading and checking ─────────────────────────────────────────────────────────────────────────────────────────────


def examine(project: Path, today: dt.date, *, release: bool = False) -> Checked[Content | None]:
    """Load, compile and check a project: everything that is wrong with it, and its content where it can be read."""
    loaded = content.load(FolderStore(project))
    library = loaded.value
    if library is None:
        return Checked(None, in_order(loaded.diagnostics))
    compiled = compile_all(library)
    printed = [found for check in CHECKS for found in check(library)]
    earlier = (*loaded.diagnostics, *compiled.diagnostics, *printed)
    diagnostics = rules.check(library, compiled.value, today, release=release, earlier=earlier)
    return Checked(Content(library, compiled.value), diagnostics)


def stops(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Tell whether diagnostics stop a build: errors do, under `strict` warnings too."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in stopping for diagnostic in diagnostics)


# ── building ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def build(request: Request, listener: Listener | None = None) -> Checked[Built | None]:
    """Build a project. The value is None where diagnostics stopped it. Raises `BuildError` and `atomic.LockedError`."""
    listener = listener or Listener()
    started = time.monotonic()
    try:
        with atomic.locked(request.project, wait=request.wait, on_wait=listener.waiting):
            _refuse_foreign(request.project / atomic.BUILD)
            listener.progress("Checking", 0, 0)
            examined = examine(request.project, request.today, release=request.release)
            if examined.value is None or stops(examined.diagnostics, strict=request.strict):
                return Checked(None, examined.diagnostics)
            entries = _make(request, examined.value, listener)
    except (workers.JobError, manifest.ManifestError) as error:
        raise BuildError(str(error)) from error
    except BrokenProcessPool as error:
        raise BuildError("The process that made the site ended by itself; perhaps memory ran out.") from error
    except engine.EngineError as error:
        raise BuildError(str(error), error.output) from error
    except OSError as error:
        raise BuildError(_in_words(error)) from error
    kinds = Counter(entry.kind for entry in entries if entry.part in request.parts and _is_counted(entry))
    return Checked(Built(request.project / atomic.BUILD, kinds, time.monotonic() - started), examined.diagnostics)


def _make(request: Request, made_from: Content, listener: Listener) -> tuple[manifest.Entry, ...]:
    """Make everything in a stage and publish it; return what it holds."""
    with atomic.staged(request.project) as stage, _source_date(made_from.library):
        plan = Plan.of(made_from, request.parts)
        _render(plan, request, stage, listener)
        for path in plan.helpers:
            (stage / path).unlink()
        for artefact in plan.written:
            for path in artefact.links:
                atomic.link(stage / artefact.path, stage / path)
        carried = _carry_over(request, stage)
        hashes = _source_hashes(request.project, made_from.library, plan.written)
        entries = manifest.describe(stage, plan.written, hashes, carried)
        atomic.write(stage, MANIFEST, manifest.to_bytes(entries))
        listener.progress("Putting in place", 0, 0)
        atomic.publish(stage)
        return entries


@dataclass(frozen=True)
class Plan:
    """The jobs of a build. `helpers` are made only because others need them, and are not kept."""

    parts: frozenset[Part]
    jobs: tuple[Job, ...]
    helpers: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, made_from: Content, parts: frozenset[Part]) -> Plan:
        """Plan the parts asked for, and what they need of the others, in the outputs' own order."""
        inputs = Inputs(library=made_from.library, compiled=made_from.compiled)
        planned: dict[str, Job] = {}
        for output in OUTPUTS:
            for job in output.plan(inputs):
                if job.artefact.path in planned:
                    raise BuildError(f"Two outputs would write {job.artefact.path}.")
                planned[job.artefact.path] = job
        wanted = {path for path, job in planned.items() if job.artefact.part in parts}
        needed = _closure(planned, wanted)
        jobs = tuple(job for path, job in planned.items() if path in needed)
        return cls(parts, jobs, frozenset(needed - wanted))

    @property
    def written(self) -> tuple[Artefact, ...]:
        """The artefacts that will be in the build."""
        return tuple(job.artefact for job in self.jobs if job.artefact.path not in self.helpers)


def _closure(planned: Mapping[str, Job], wanted: set[str]) -> set[str]:
    """Return the wanted paths and, over any number of steps, what they need."""
    needed: set[str] = set()
    open_paths = list(wanted)
    while open_paths:
        path = open_paths.pop()
        if path not in needed and path in planned:
            needed.add(path)
            open_paths.extend(planned[path].needs)
    return needed


def _render(plan: Plan, request: Request, stage: Path, listener: Listener) -> None:
    """Run all jobs into the stage; the site engine runs beside those that it does not wait for."""
    with_site = "site" in plan.parts
    total = len(plan.jobs) + (1 if with_site else 0)
    done = 0

    def tell(what: str) -> None:
        nonlocal done
        done += 1
        listener.progress(what, done, total)

    outlet = workers.Outlet(
        write=lambda job, data: atomic.write(stage, job.artefact.path, data),
        read=lambda path: (stage / path).read_bytes(),
        done=lambda job: tell(job.artefact.path),
    )
    first, rest = _site_first(plan.jobs)
    with workers.pool(request.workers) as executor:
        workers.run(first, executor, outlet, request.workers)
        site = executor.submit(engine.run, stage, request.project) if with_site else None
        workers.run(rest, executor, outlet, request.workers)
        if site is not None:
            listener.progress("site pages", done, total)
            site.result()
            tell(SITE)


def _site_first(jobs: Sequence[Job]) -> tuple[tuple[Job, ...], tuple[Job, ...]]:
    """Part jobs into what the site engine reads and the rest."""
    by_path = {job.artefact.path: job for job in jobs}
    first = _closure(by_path, {path for path, job in by_path.items() if job.artefact.part == "site"})
    return (
        tuple(job for job in jobs if job.artefact.path in first),
        tuple(job for job in jobs if job.artefact.path not in first),
    )


def _carry_over(request: Request, stage: Path) -> tuple[manifest.Entry, ...]:
    """Bring the parts that were not asked for into the stage, as the last build left them."""
    before = request.project / atomic.BUILD
    if request.parts == ALL_PARTS or not before.exists():
        return ()
    kept = []
    for entry in manifest.read(before):
        if entry.part not in request.parts and (before / entry.path).is_file() and not (stage / entry.path).exists():
            atomic.link(before / entry.path, stage / entry.path)
            kept.append(entry)
    return tuple(kept)


# ── what makes a build repeatable ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _source_date(library: Library) -> Iterator[None]:
    """Set `SOURCE_DATE_EPOCH` for this process and all it starts, unless the caller has set it."""
    name = "SOURCE_DATE_EPOCH"
    given = os.environ.get(name)
    if given is not None and not given.isdecimal():
        raise BuildError(f"{name} must be a whole number of seconds since 1970, not {given!r}.")
    if given is not None:
        yield
        return
    os.environ[name] = str(source_date(library))
    try:
        yield
    finally:
        del os.environ[name]


def source_date(library: Library) -> int:
    """Return the time stamped into files, in seconds since 1970: when the programme last checked its help lines.

    That date changes only together with a text that stands in every patient document, so no file is stamped anew
    without need.
    """
    spec = library.program.spec
    dates = (*(line.verified_on for line in spec.lines), *(line.verified_on for line in spec.topic_lines.values()))
    day = max([_EARLIEST, *filter(None, dates)])
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _source_hashes(project: Path, library: Library, artefacts: Iterable[Artefact]) -> dict[str, str]:
    """Return the checksum of each project file that something was made from, as it was when it was read."""
    files = (
        library.program.file,
        library.vocabulary.file,
        *(item.file for item in library.modules.values()),
        *(item.file for item in library.patient_documents),
        *(item.file for item in library.curricula.values()),
        *(item.file for item in library.rule_packs.values()),
    )
    hashes = {file.path: file.sha256 for file in files}
    hashes.update((picture.path, picture.sha256) for picture in library.pictures.values())
    for path in {source for artefact in artefacts for source in artefact.sources} - hashes.keys():
        hashes[path] = hashlib.sha256((project / path).read_bytes()).hexdigest()
    return hashes


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _refuse_foreign(folder: Path) -> None:
    """Replace only what an earlier build made."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).exists()):
        raise BuildError(f"{folder} was not made by this tool: it has no {MANIFEST}. Move it away, then build again.")


def _is_counted(entry: manifest.Entry) -> bool:
    """Whether the summary tells of a file: a page as readers get it, a PDF once and not where the site links to it."""
    return (entry.part == "site") == entry.path.startswith(f"{SITE}/")


def _in_words(error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    return f"The build could not go on, and build/ is as it was: {error.strerror or error}{where}"
