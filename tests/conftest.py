"""What all tests share: a quiet environment, and small projects that build fast."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from iop_curriculum import atomic, build, starter

REPOSITORY = Path(__file__).parent.parent

settings.register_profile("default", deadline=None, derandomize=True)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a terminal or a CI system sets and the tool listens to."""
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "TERM", "dumb")


@pytest.fixture
def repository() -> Path:
    """The checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small programme, built for real once for all test processes. Copy it before you change it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "example"
    with atomic.locked(shared, wait=True):
        if not folder.exists():
            half = shared / "example-half"
            starter.init(half, dt.date(2026, 11, 2), empty=True)
            result = build.build(build.Request(half, dt.date(2026, 11, 2), workers=1))
            assert result.value is not None, result.diagnostics
            half.rename(folder)
    return folder


@pytest.fixture
def example(built_example: Path, tmp_path: Path) -> Path:
    """A copy of the small built programme, to be changed."""
    folder = tmp_path / "program"
    shutil.copytree(built_example, folder, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(built_example / "build", folder / "build", copy_function=os.link)
    return folder
