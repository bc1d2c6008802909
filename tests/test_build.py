"""From a project to `build/`: parts, repetition, what stops it, and what is left when it stops."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from iop_curriculum import atomic, build, manifest
from iop_curriculum.content import library as content
from iop_curriculum.content.store import FolderStore
from iop_curriculum.outputs.artefacts import Artefact, Job, Part
from iop_curriculum.outputs.inputs import Inputs, Output
from iop_curriculum.outputs.site import engine

TODAY = dt.date(2026, 11, 2)


# ── a small set of outputs in place of the real ones: their own tests hold those ─────────────────────────────────────


def page(title: str) -> bytes:
    return f"# {title}\n".encode()


def pdf(title: str) -> bytes:
    return f"PDF {title} {os.environ['SOURCE_DATE_EPOCH']}".encode()


def bound(slug: str, *parts: bytes) -> bytes:
    return slug.encode() + b"|" + b"|".join(parts)


def explode(_: str) -> bytes:
    raise ValueError("no such luck")


def plan_pages(inputs: Inputs) -> list[Job]:
    jobs = []
    for module in inputs.library.modules.values():
        artefact = Artefact(f"pages/modules/{module.slug}.md", part="site", kind="page", sources=(module.file.path,))
        jobs.append(Job(artefact, page, (module.spec.title,)))
    return jobs


def plan_guides(inputs: Inputs) -> list[Job]:
    jobs = []
    for module in inputs.library.modules.values():
        artefact = Artefact(
            f"print/standard/guides/{module.slug}.pdf",
            part="print",
            kind="guide",
            sources=(module.file.path, "mkdocs.yml"),
            links=(f"site/modules/{module.slug}.pdf",),
        )
        jobs.append(Job(artefact, pdf, (module.spec.title,)))
    return jobs


def plan_binders(inputs: Inputs) -> list[Job]:
    guides = tuple(f"print/standard/guides/{slug}.pdf" for slug in inputs.library.modules)
    return [
        Job(Artefact(f"curricula/{slug}/binder.pdf", part="curricula", kind="binder"), bound, (slug,), needs=guides)
        for slug in inputs.compiled
    ]


OUTPUTS = (
    Output("binders", "curricula", plan_binders),  # before what it needs, to see that order is no matter
    Output("guides", "print", plan_guides),
    Output("pages", "site", plan_pages),
)


def fake_engine(stage: Path, _project: Path) -> None:
    for source in (stage / "pages").rglob("*.md"):
        target = stage / "site" / source.relative_to(stage / "pages").with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"<p>" + source.read_bytes())


@pytest.fixture
def project(example: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example programme with the small outputs, built once."""
    monkeypatch.setattr(build, "OUTPUTS", OUTPUTS)
    monkeypatch.setattr(engine, "run", fake_engine)
    make(example)
    return example


def make(project: Path, *parts: Part, **options: object) -> build.Built | None:
    request = build.Request(project, TODAY, frozenset(parts) or build.ALL_PARTS, workers=1)
    return build.build(replace(request, **options)).value  # type: ignore[arg-type]


def files(project: Path) -> dict[str, bytes]:
    folder = project / "build"
    return {path: (folder / path).read_bytes() for path in manifest.files_of(folder)}


def retitle(project: Path, title: str) -> None:
    module = project / "modules/welcome-to-group.md"
    lines = [f"title: {title}" if line.startswith("title:") else line for line in module.read_text().split("\n")]
    module.write_text("\n".join(lines))


# ── what is made ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_is_made_linked_and_listed(project: Path) -> None:
    made = files(project)
    assert set(made) == {
        "pages/modules/welcome-to-group.md",
        "site/modules/welcome-to-group.html",
        "print/standard/guides/welcome-to-group.pdf",
        "site/modules/welcome-to-group.pdf",
        "curricula/example/binder.pdf",
    }
    assert made["site/modules/welcome-to-group.pdf"] == made["print/standard/guides/welcome-to-group.pdf"]
    assert made["curricula/example/binder.pdf"].endswith(made["print/standard/guides/welcome-to-group.pdf"])
    assert not manifest.verify(project / "build")


def test_sources_carry_the_checksum_of_what_was_read(project: Path) -> None:
    listed = {entry.path: entry for entry in manifest.read(project / "build")}
    sources = {source.path: source.sha256 for source in listed["site/modules/welcome-to-group.pdf"].sources}
    assert set(sources) == {"mkdocs.yml", "modules/welcome-to-group.md"}
    assert all(len(checksum) == 64 for checksum in sources.values())
    assert listed["site/modules/welcome-to-group.html"].sources[0].path == "modules/welcome-to-group.md"


def test_the_summary_counts_what_readers_get(project: Path) -> None:
    built = make(project)
    assert built is not None
    assert dict(built.kinds) == {"guide": 1, "page": 1, "binder": 1}
    only = make(project, "print")
    assert only is not None
    assert dict(only.kinds) == {"guide": 1}


def test_progress_counts_to_its_total(project: Path) -> None:
    told: list[tuple[int, int]] = []
    listener = build.Listener(progress=lambda _what, done, total: told.append((done, total)) if total else None)
    build.build(build.Request(project, TODAY, workers=1), listener)
    assert [told[0], told[-1]] == [(1, 4), (4, 4)]
    assert told == sorted(told)


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_part_alone_leaves_the_others_as_they_were(project: Path) -> None:
    before = files(project)
    retitle(project, "Another title")
    make(project, "print")
    after = files(project)
    changed = {path for path in after if after[path] != before[path]}
    assert set(after) == set(before)
    assert changed == {"print/standard/guides/welcome-to-group.pdf", "site/modules/welcome-to-group.pdf"}
    make(project, "curricula")
    make(project, "site")
    alone = files(project)
    make(project)
    assert alone == files(project)


def test_what_a_part_needs_of_another_is_made_but_not_kept(project: Path) -> None:
    before = files(project)
    retitle(project, "Another title")
    make(project, "curricula")
    after = files(project)
    assert b"Another title" in after["curricula/example/binder.pdf"]
    assert after["print/standard/guides/welcome-to-group.pdf"] == before["print/standard/guides/welcome-to-group.pdf"]
    assert not manifest.verify(project / "build")


def test_the_site_alone_keeps_its_links_to_print(project: Path) -> None:
    make(project, "site")
    assert "site/modules/welcome-to-group.pdf" in files(project)


def test_files_of_a_document_that_is_gone_are_gone(project: Path) -> None:
    binder = project / "curriculum/example.yml"
    binder.rename(project / "curriculum/second.yml")
    make(project)
    assert "curricula/second/binder.pdf" in files(project)
    assert "curricula/example/binder.pdf" not in files(project)


def test_a_part_can_be_the_first(project: Path) -> None:
    (project / "build").rename(project / "elsewhere")
    make(project, "curricula")
    assert set(files(project)) == {"curricula/example/binder.pdf"}


# ── the same again ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_processes_changes_no_byte(project: Path, workers: int) -> None:
    before = files(project), (project / "build/manifest.json").read_bytes()
    make(project, workers=workers)
    assert (files(project), (project / "build/manifest.json").read_bytes()) == before


def test_the_time_in_files_comes_from_the_content_or_the_caller(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = "print/standard/guides/welcome-to-group.pdf"
    assert files(project)[guide].endswith(b" 1577836800")  # 2020-01-01: nothing was verified yet
    program = project / "curriculum/program.yml"
    program.write_text(program.read_text().replace("verified_on:\n", "verified_on: 2026-10-01\n", 1))
    make(project)
    assert files(project)[guide].endswith(b" 1790812800")
    assert "SOURCE_DATE_EPOCH" not in os.environ
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    make(project)
    assert files(project)[guide].endswith(b" 1000000000")


def test_a_time_that_is_none_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(build.BuildError, match="SOURCE_DATE_EPOCH"):
        make(project)


# ── what stops it ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def unchanged(project: Path) -> Callable[[], bool]:
    """Tell whether `build/` and everything beside it still is what it was."""
    before = files(project), sorted(path.name for path in project.iterdir())
    return lambda: (files(project), sorted(path.name for path in project.iterdir())) == before


def test_a_fault_in_the_content_stops_it(project: Path, unchanged: Callable[[], bool]) -> None:
    module = project / "modules/welcome-to-group.md"
    module.write_text(module.read_text().replace("title:", "titel:"))
    assert make(project) is None
    assert unchanged()


def test_a_job_that_fails_is_named_by_its_source(
    project: Path, unchanged: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def plan(inputs: Inputs) -> list[Job]:
        return [replace(job, function=explode) for job in plan_guides(inputs)]

    monkeypatch.setattr(build, "OUTPUTS", (Output("guides", "print", plan),))
    with pytest.raises(build.BuildError, match=r"from modules/welcome-to-group\.md"):
        make(project)
    assert unchanged()


def test_an_engine_that_fails_is_told_with_its_words(
    project: Path, unchanged: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_stage: Path, _project: Path) -> None:
        raise engine.EngineError("MkDocs could not make the site.", "its own words")

    monkeypatch.setattr(engine, "run", fail)
    with pytest.raises(build.BuildError, match="MkDocs could not") as raised:
        make(project)
    assert raised.value.output == "its own words"
    assert unchanged()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_or_locked_disk_is_told_in_words(
    project: Path, unchanged: Callable[[], bool], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(stage: Path, path: str, _data: bytes) -> None:
        (stage / "half").write_bytes(b"")
        raise OSError(code, os.strerror(code), path)

    monkeypatch.setattr(atomic, "write", refuse)
    with pytest.raises(build.BuildError, match=os.strerror(code)):
        make(project)
    assert unchanged()


def test_two_outputs_for_one_path_are_refused(
    project: Path, unchanged: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "OUTPUTS", (*OUTPUTS, Output("again", "print", plan_guides)))
    with pytest.raises(build.BuildError, match="Two outputs"):
        make(project)
    assert unchanged()


def test_a_folder_that_is_not_ours_is_never_replaced(project: Path) -> None:
    (project / "build/manifest.json").unlink()
    (project / "build/thesis.txt").write_text("mine")
    with pytest.raises(build.BuildError, match="not made by this tool"):
        make(project)
    assert (project / "build/thesis.txt").read_text() == "mine"


def test_a_manifest_that_is_damaged_stops_a_partial_build_only(project: Path) -> None:
    (project / "build/manifest.json").write_text("{")
    with pytest.raises(build.BuildError, match="build again"):
        make(project, "print")
    assert make(project) is not None


def test_warnings_stop_a_strict_build(project: Path, unchanged: Callable[[], bool]) -> None:
    handout = (project / "handouts/how-group-works.md").read_text()
    (project / "handouts/second.md").write_text(handout)
    assert make(project, strict=True) is None
    (project / "handouts/second.md").unlink()
    assert unchanged()


def test_release_refuses_what_a_program_must_fill_in(project: Path, unchanged: Callable[[], bool]) -> None:
    assert make(project, release=True) is None
    assert unchanged()


# ── the real thing ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_example_as_it_is_really_built(built_example: Path) -> None:
    folder = built_example / "build"
    assert (folder / "site/index.html").is_file()
    assert (folder / "site/patient/index.html").is_file()
    assert (folder / "site/modules/welcome-to-group.html").is_file()
    assert not manifest.verify(folder)
    entries = json.loads((folder / "manifest.json").read_text())["artefacts"]
    assert {entry["part"] for entry in entries} >= {"site", "curricula"}
    for entry in entries:
        for source in entry["sources"]:
            assert (built_example / source["path"]).is_file()
            assert len(source["sha256"]) == 64


def test_a_library_is_the_same_in_the_example(built_example: Path) -> None:
    library = content.load(FolderStore(built_example)).value
    assert library is not None
    assert build.source_date(library) == 1577836800


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def descendants(pid: int) -> set[int]:
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == pid:
                found |= {int(entry.name)} | descendants(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_build_that_is_killed_leaves_the_last_one_and_no_process(example: Path, how: signal.Signals) -> None:
    before = files(example)
    command = [sys.executable, "-m", "iop_curriculum", "build", "--project", str(example)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        children: set[int] = set()
        while process.poll() is None and not any(example.glob(".iop-build-*/mkdocs.yml")):
            children |= descendants(process.pid)
            time.sleep(0.01)
        children |= descendants(process.pid)
        process.send_signal(how)
        _, told = process.communicate(timeout=60)
    assert process.returncode in {-9, 2}
    assert "Traceback" not in told
    assert files(example) == before
    for _ in range(600):
        if not any(map(is_running, children)):
            break
        time.sleep(0.05)
    assert not any(map(is_running, children))
    with atomic.locked(example):
        assert not list(example.glob(".iop-build-*"))
    assert files(example) == before
