"""The starter's site and a hostile one, built once for each worker; a browser that records what it asks for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from iop_curriculum.content.library import load
from iop_curriculum.content.model import Library
from iop_curriculum.content.store import FolderStore, MemoryStore
from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.engine import run
from iop_curriculum.outputs.site.plan import plan_site
from tests.conftest import REPOSITORY
from tests.outputs.site.projects import hostile_files

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def inputs_of(library: Library | None) -> Inputs:
    assert library is not None
    return Inputs(library, compile_all(library).value)


def planned(inputs: Inputs) -> dict[str, bytes]:
    """Return everything that the site engine reads, by its path under `build/`."""
    return {job.artefact.path: job.function(*job.arguments) for job in plan_site(inputs)}


def built(inputs: Inputs, project: Path) -> Path:
    """Build a site in a project folder and return it."""
    stage = project / ".iop-build-1"
    shutil.copy(REPOSITORY / "mkdocs.yml", project / "mkdocs.yml")
    for path, data in planned(inputs).items():
        target = stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    run(stage, project)
    return stage / "site"


@pytest.fixture(scope="session")
def starter() -> Inputs:
    return inputs_of(load(FolderStore(REPOSITORY)).value)


@pytest.fixture(scope="session")
def pages(starter: Inputs) -> dict[str, bytes]:
    return planned(starter)


@pytest.fixture(scope="session")
def site(starter: Inputs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(starter, tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="session")
def keeping_site(starter: Inputs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter of a program that lets people keep worksheets on their device."""
    program = starter.library.program
    asks = replace(program, spec=program.spec.model_copy(update={"web_storage": "ask"}))
    inputs = replace(starter, library=replace(starter.library, program=asks))
    return built(inputs, tmp_path_factory.mktemp("keeping"))


@pytest.fixture(scope="session")
def hostile() -> Inputs:
    return inputs_of(load(MemoryStore(hostile_files())).value)


@pytest.fixture(scope="session")
def hostile_site(hostile: Inputs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(hostile, tmp_path_factory.mktemp("hostile"))


# ── browser ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Seen:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM if sys.platform == "linux" else None, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1024, "height": 768}, locale="en-US")
    yield opened
    opened.close()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def page(context: BrowserContext, seen: Seen) -> Page:
    opened = context.new_page()
    seen.watch(opened)
    return opened


def every_kind_of_page(site: Path) -> list[Path]:
    """All pages, but of those that explain one rule each only a few: they differ in words alone."""
    rules = sorted(site.glob("authoring/rules/*.html"))
    return sorted(path for path in site.rglob("*.html") if path not in rules[3:])
