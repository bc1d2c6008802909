"""A whole project in memory: what it becomes, and how every fault of form is told."""

import pytest

from iop_curriculum.content.library import load
from iop_curriculum.content.store import FolderStore, MemoryStore, Refusal, StoreError
from iop_curriculum.source import Position

PROGRAM = "format: 1\nid: test\nname: Test\n"
VOCABULARY = """\
conditions: {anxiety: {label: Anxiety, synonyms: [panic]}}
topics: {coping: {label: Coping}}
approaches: {cbt: {label: CBT}}
techniques: {}
formats: {psychoeducation-group: {label: Group}}
services: {psychoeducation: {label: Psychoeducation, countable: true}}
"""
MODULE = """\
---
title: Alarm
summary: How it works.
version: 1.0.0
topics: [coping]
conditions: [anxiety]
approaches: [cbt]
format: psychoeducation-group
session_minutes: 30
entry: open
objectives: [Name it.]
handouts: [alarm]
license: CC-BY-4.0
---

Before the group.

## Check-in {minutes=10}

Hello.

## Teach: the alarm {minutes=20 cut=10}

More.

## Sources

- A book.
"""
HANDOUT = """\
---
title: Alarm
summary: The alarm.
version: 1.0.0
language: en
topics: [coping]
conditions: [anxiety]
license: CC-BY-4.0
---

You can rest.
"""


def project(**changed: str | bytes | None) -> MemoryStore:
    files: dict[str, str | bytes] = {
        "curriculum/program.yml": PROGRAM,
        "curriculum/vocabulary.yml": VOCABULARY,
        "modules/the-alarm.md": MODULE,
        "handouts/alarm.md": HANDOUT,
    }
    for name, text in changed.items():
        path = name.replace("__", "/").replace("_", "-")
        folder = path.split("/")[0]
        path += ".yml" if folder == "curriculum" else ".md"
        if text is None:
            files.pop(path)
        else:
            files[path] = text
    return MemoryStore(files)


def faults_of(store) -> list[tuple[str, str, int, int]]:
    return [(d.path, d.code, d.start.line, d.start.column) for d in load(store).diagnostics]


def test_a_sound_project_has_no_faults():
    checked = load(project())
    assert checked.diagnostics == ()
    module = checked.value.modules["the-alarm"]
    assert [(s.title, s.kind, s.starts_at, s.minutes, s.short_minutes) for s in module.agenda] == [
        ("Check-in", "check-in", 0, 10, 10),
        ("Teach: the alarm", "teach", 10, 20, 10),
    ]
    assert [s.title for s in module.sections] == ["Sources"]
    assert len(module.introduction) == 1
    assert [d.slug for d in checked.value.documents_of(module)] == ["alarm"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "words"),
    [
        ("summary: How", "sumary: How", "MET002", 3, 1, "`sumary`"),
        ("session_minutes: 30", "session_minutes: half an hour", "MET003", 9, 18, "`half an hour`"),
        ("session_minutes: 30", "session_minutes: 45", "AGE002", 18, 1, "10 + 20 = 30"),
        ("conditions: [anxiety]", "conditions: [anxeity]", "MET004", 6, 14, "`anxeity`"),
        ("conditions: [anxiety]", "conditions: anxiety", "MET003", 6, 13, "a list"),
        ("entry: open", "entry: opne", "MET003", 10, 8, "`opne`"),
        ("version: 1.0.0", "version: 1.0", "MET003", 4, 10, "three numbers"),
        ("handouts: [alarm]", "handouts: [alram]", "REF001", 12, 12, "handouts/alram.md"),
        ("license:", "prerequisites: [nothing-here]\nlicense:", "REF001", 13, 17, "modules/nothing-here.md"),
        ("{minutes=10}", "{minutes=ten}", "AGE003", 18, 1, "minutes=ten"),
        ("cut=10", "cut=30", "AGE003", 22, 1, "cut=30"),
        ("cut=10", "kind=tech", "AGE003", 22, 1, "kind=tech"),
        ("cut=10", "worksheet=x", "REF004", 22, 1, "`x`"),
        ("## Check-in {minutes=10}", "## Before", "AGE004", 18, 1, "“Before”"),
        ("## Sources", "# Sources", "MET005", 26, 1, "first level"),
        ("## Sources", "#### Sources", "MET006", 26, 1, "level 4"),
        ("Hello.", "[x](../handouts/nope.md)", "REF002", 20, 2, "handouts/nope.md"),
        ("Hello.", "[x](#nowhere)", "REF002", 20, 2, "#nowhere"),
        ("Hello.", "[x](javascript:a)", "REF002", 20, 2, "javascript"),
        ("Hello.", "[x](../../etc/passwd)", "SRC016", 20, 2, "out of the project"),
        ("Hello.", "![wave](../figures/wave.svg)", "REF003", 20, 1, "missing"),
        ("Hello.", "![wave](../../../etc/hosts)", "SRC016", 20, 1, "out of the project"),
        ("Hello.", "![wave](../figures/wave.gif)", "REF003", 20, 1, "not an SVG"),
    ],
)
def test_each_fault_of_a_module_has_its_code_place_and_words(old, new, code, line, column, words):
    assert old in MODULE
    found = load(project(modules__the_alarm=MODULE.replace(old, new, 1))).diagnostics
    hit = next((d for d in found if d.code == code), None)
    assert hit, found
    assert hit.path == "modules/the-alarm.md"
    assert hit.start == Position(line, column)
    assert words in hit.message
    assert hit.hint


def test_missing_keys_are_told_all_at_once():
    text = MODULE.replace("title: Alarm\n", "").replace("entry: open\n", "").replace("version: 1.0.0", "version: x")
    assert sorted(d.code for d in load(project(modules__the_alarm=text)).diagnostics) == ["MET001", "MET001", "MET003"]


def test_a_slip_in_front_matter_hides_no_other_fault():
    text = (
        MODULE.replace("entry: open", "entry: opne")
        .replace("[anxiety]", "[anxeity]")
        .replace("{minutes=10}", "{minutes=5}")
    )
    found = load(project(modules__the_alarm=text)).diagnostics
    assert [d.code for d in found] == ["MET004", "MET003", "AGE002"]


def test_a_document_that_can_not_be_read_is_remembered():
    assert load(project(modules__the_alarm="---\ntitle: [\n---\n")).value.unreadable == {"modules/the-alarm.md"}


def test_a_guide_without_a_single_heading_has_no_agenda():
    text = MODULE[: MODULE.index("## Check-in")] + "Only words.\n"
    assert [d.code for d in load(project(modules__the_alarm=text)).diagnostics] == ["AGE001"]


def test_a_document_that_can_not_be_read_is_not_called_missing_as_well():
    broken = load(project(handouts__alarm="---\ntitle: [\n---\n"))
    assert {(d.path, d.code) for d in broken.diagnostics} == {("handouts/alarm.md", "SRC010")}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SRC008"),
        (b"  \n", "SRC008"),
        (b"\xff\xfe" + "Text".encode("utf-16-le"), "SRC002"),
        (b"caf\xe9", "SRC002"),
        (b"---\ntitle: a\x07b\n---\n", "SRC006"),
        (b"x" * 1_000_001, "SRC007"),
        (b"\n" * 70_000 + b"x", "SRC007"),
        ("---\ntitle: \U000f0001\n---\n".encode(), "SRC006"),
        (b"no front matter", "SRC009"),
    ],
)
def test_unusable_files(data, code):
    found = load(project(handouts__alarm=data)).diagnostics
    assert code in {d.code for d in found}
    assert all(d.path == "handouts/alarm.md" for d in found)


def test_a_byte_order_mark_and_windows_line_ends_are_read_past():
    text = "\ufeff" + HANDOUT.replace("\n", "\r\n")
    checked = load(project(handouts__alarm=text))
    assert {d.code for d in checked.diagnostics} == {"SRC003", "SRC004"}
    assert checked.value.handouts["alarm"].spec.title == "Alarm"


def test_own_files_are_needed():
    checked = load(project(curriculum__program=None))
    assert checked.value is None
    assert faults_of(project(curriculum__program=None)) == [("curriculum/program.yml", "MET007", 1, 1)]


def test_another_format_is_refused():
    found = load(project(curriculum__program=PROGRAM.replace("1", "2", 1))).diagnostics
    assert [(d.code, d.start.line) for d in found] == [("SRC027", 1)]


def test_stray_files_and_names_are_told():
    store = MemoryStore({**project().files, "modules/x.docx": b"x", "handouts/My File.md": "x"})
    assert {(d.path, d.code) for d in load(store).diagnostics} == {
        ("modules/x.docx", "SRC028"),
        ("handouts/My File.md", "SRC015"),
    }


def test_a_handout_and_a_worksheet_with_one_name_are_told():
    assert ("worksheets/alarm.md", "MET008", 2, 8) in faults_of(project(worksheets__alarm=HANDOUT))


def test_patients_are_not_sent_to_staff_pages():
    text = HANDOUT + "\n[guide](../modules/the-alarm.md)\n"
    assert [d.code for d in load(project(handouts__alarm=text)).diagnostics] == ["REF005"]


# ── the file system ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_symbolic_link_can_not_lead_out(tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    root = tmp_path / "project"
    (root / "modules").mkdir(parents=True)
    (root / "modules" / "x.md").symlink_to(secret)
    with pytest.raises(StoreError) as refused:
        FolderStore(root).read("modules/x.md")
    assert refused.value.refusal is Refusal.OUTSIDE


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "a\x00b", "..\\x"])
def test_no_path_leads_out(tmp_path, path):
    with pytest.raises(StoreError):
        FolderStore(tmp_path).read(path)


def test_a_link_to_itself_is_a_fault_not_a_crash(tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "x.md").symlink_to(tmp_path / "modules" / "x.md")
    with pytest.raises(StoreError):
        FolderStore(tmp_path).read("modules/x.md")
