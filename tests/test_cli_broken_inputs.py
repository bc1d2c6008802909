"""What authors get wrong: each fault is told, with exit code 1 and no traceback, and `build/` stays byte for byte."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MODULE = "modules/welcome-to-group.md"
HANDOUT = "handouts/how-group-works.md"
WORKSHEET = "worksheets/my-goals-and-agreements.md"
PROGRAM = "curriculum/program.yml"
CURRICULUM = "curriculum/example.yml"

Change = Callable[[Path], None]


def replace(path: str, old: str, new: str) -> Change:
    def change(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def append(path: str, text: str) -> Change:
    return lambda project: write(path, (project / path).read_bytes() + text.encode())(project)


def write(path: str, data: bytes | str) -> Change:
    def change(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(data.encode() if isinstance(data, str) else data)

    return change


def recode(path: str, old: bytes, new: bytes) -> Change:
    return lambda project: write(path, (project / path).read_bytes().replace(old, new))(project)


def link(path: str, target: str) -> Change:
    def change(project: Path) -> None:
        (project / path).unlink(missing_ok=True)
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).symlink_to(target)

    return change


def both(first: Change, second: Change) -> Change:
    def change(project: Path) -> None:
        first(project)
        second(project)

    return change


BOMB = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"

BROKEN: dict[str, tuple[Change, str, str]] = {
    "unknown key": (replace(MODULE, "entry:", "entri:"), "MET002", "entri"),
    "missing key": (replace(MODULE, "license: CC-BY-4.0\n", ""), "MET001", "license"),
    "duplicate key": (replace(MODULE, "version:", "title: Twice\nversion:"), "SRC011", "title"),
    "wrong type": (replace(MODULE, "session_minutes: ", "session_minutes: about "), "MET003", "session_minutes"),
    "unknown word": (replace(MODULE, "topics: [orientation", "topics: [orientatoin"), "MET004", "orientatoin"),
    "agenda sum": (replace(MODULE, "session_minutes: ", "session_minutes: 1"), "AGE002", "session_minutes"),
    "no agenda": (recode(MODULE, b"{minutes=", b"{cut="), "AGE001", "minutes"),
    "unknown prerequisite": (replace(MODULE, "prerequisites: []", "prerequisites: [nowhere]"), "REF001", "nowhere"),
    "circular prerequisite": (replace(MODULE, "prerequisites: []", "prerequisites: [welcome-to-group]"), "REF101", "→"),
    "missing handout": (lambda project: (project / HANDOUT).unlink(), "REF001", "how-group-works"),
    "bad link": (append(HANDOUT, "\nSee [this](nowhere.md).\n"), "REF002", "nowhere.md"),
    "missing picture": (append(HANDOUT, "\n![A map](../figures/none.svg)\n"), "REF003", "none.svg"),
    "picture outside": (append(HANDOUT, "\n![A map](../../etc/passwd.svg)\n"), "SRC016", "passwd.svg"),
    "picture linked outside": (
        both(link("figures/x.svg", "/etc/passwd"), append(HANDOUT, "\n![A](../figures/x.svg)\n")),
        "REF003",
        "outside",
    ),
    "raw HTML": (append(HANDOUT, "\n<script>alert(1)</script>\n"), "SRC014", "script"),
    "callout in a patient file": (append(HANDOUT, "\n/// say\nHello.\n///\n"), "SRC021", "say"),
    "field in a guide": (append(MODULE, "\nName: ________\n"), "SRC020", ""),
    "unclosed block": (append(MODULE, "\n/// say\nHello.\n"), "SRC018", "say"),
    "unknown block": (append(MODULE, "\n/// sya\nHello.\n///\n"), "SRC017", "sya"),
    "unlabelled second blank": (append(WORKSHEET, "\nI feel ______ or ______.\n"), "SRC022", ""),
    "repeated field id": (append(WORKSHEET, "\nA: ____{#same}\n\nB: ____{#same}\n"), "SRC023", "same"),
    "heading of the first level": (append(MODULE, "\n# Title again\n"), "MET005", ""),
    "invalid UTF-8": (write(MODULE, b"---\ntitle: \xff\n---\n"), "SRC002", ""),
    "empty file": (write(MODULE, ""), "SRC008", ""),
    "no front matter": (write(MODULE, "Just text.\n"), "SRC009", ""),
    "YAML anchors": (write(CURRICULUM, BOMB), "SRC012", ""),
    "unclosed quote": (replace(MODULE, "title: ", 'title: "'), "SRC010", ""),
    "control character": (append(MODULE, "\nA bell \x07 rings.\n"), "SRC006", ""),
    "ten megabytes": (append(HANDOUT, "word " * 2_000_000), "SRC007", ""),
    "deep nesting": (write(CURRICULUM, "a: " + "[" * 3000 + "]" * 3000), "SRC013", ""),
    "no program file": (write(PROGRAM, ""), "SRC008", ""),
    "a later format": (replace(PROGRAM, "format: 1", "format: 2"), "SRC027", "2"),
    "unknown time zone": (replace(PROGRAM, "America/New_York", "Amerika/Neu_York"), "", "Neu_York"),
    "unknown module in a curriculum": (
        replace(CURRICULUM, "- welcome-to-group", "- welcome-group"),
        "",
        "welcome-group",
    ),
    "impossible date": (replace(CURRICULUM, "start: 20", "start: 2027-02-30 #"), "MET003", ""),
    "linked out of the project": (link(HANDOUT, "/etc/hostname"), "SRC016", ""),
    "a file name that is no address": (write("modules/My Module.md", "x"), "SRC015", ""),
}


def snapshot(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_input_is_told_and_the_last_build_stays(example: Path, fault: str) -> None:
    change, code, word = BROKEN[fault]
    before = snapshot(example / "build")
    change(example)
    command = [sys.executable, "-m", "iop_curriculum", "build", "--project", str(example)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if f" {code}" in line and word in line]
    assert told, done.stdout
    assert "Nothing was built" in done.stderr
    assert snapshot(example / "build") == before
    assert not list(example.glob(".iop*"))


def test_there_are_thirty() -> None:
    assert len(BROKEN) >= 30


def test_many_faults_in_many_files_are_told_at_once_and_in_order(example: Path) -> None:
    chosen = ("unknown key", "bad link", "unknown module in a curriculum", "unlabelled second blank", "a later format")
    for fault in chosen[:-1]:
        BROKEN[fault][0](example)
    command = [sys.executable, "-m", "iop_curriculum", "check", "--project", str(example)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    heads = [line.split(":")[0] for line in done.stdout.splitlines() if line and not line.startswith(" ")][:-1]
    assert heads == sorted(heads)
    for fault in chosen[:-1]:
        assert BROKEN[fault][2] in done.stdout
