"""Word files in and out: what people type becomes what they meant, and no word is lost on the way."""

import json
import re
import subprocess
from collections import Counter

import pytest

from iop_curriculum import pandoc
from iop_curriculum.content import blocks as b
from iop_curriculum.content.library import load
from iop_curriculum.content.markdown import parse_body
from iop_curriculum.importers.word import import_word
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.word import plan_word
from iop_curriculum.source import Source
from tests.content.test_library import HANDOUT, project

WORKSHEET = (
    HANDOUT
    + """
## Where I *feel* it

- [ ] Head
- [x] Chest, and `more`

1. One
2. Two
    - nested

My name for it: ____________

/// lines | 3
What helps?
///

/// scale | 0-10
    low: quiet
    high: loud

How loud?
///

/// choose
Which one?

- This
- That
///

| When | What |
|---|---|
| *Mon* | ran |
| | |

!!! tip "Rest"
    You may **stop**.

Term
:   Its meaning.

> Quoted words.

A note.[^1] A [link](https://example.org/a_b).

[^1]: Small print.
"""
)


def word_file(markdown: str, *options: str) -> bytes:
    """Make a Word file the way a word processor would, by pandoc's own Markdown."""
    command = [pandoc.program(), "-f", "markdown+hard_line_breaks", "-t", "docx", "-o", "-", *options]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout


def body_of(text: str) -> str:
    return text.split("\n---\n", 1)[1]


def read_in(markdown: str):
    imported = import_word(word_file(markdown), "x", "handout")
    return body_of(imported.text).strip(), imported


def words(blocks) -> Counter:
    out = [b.plain_text(run) for block in b.walk(blocks) for run in b.own_inlines(block)]
    for block in b.walk(blocks):
        if isinstance(block, b.Admonition):
            out.append(block.title)
        if isinstance(block, b.Scale):
            out += [block.low_words, block.high_words]
    return Counter(re.findall(r"\w+", " ".join(out)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("**What helps**\n\nRest.", "## What helps\n\nRest."),
        ("**Rest.** It helps.", "**Rest.** It helps."),
        ("• one\n\n• two", "- one\n- two"),
        ("☐ one\n\n☒ two", "- [ ] one\n- [x] two"),
        ("My name: \\_\\_\\_\\_\\_\\_\\_\\_", "My name: ____________"[:17]),
        ("Why?\n\n\\_\\_\\_\\_\\_\\_\\_\\_\n\n\\_\\_\\_\\_\\_\\_\\_\\_", "/// lines | 2\nWhy?\n///"),
        ("2\\. not a list", "\\2. not a list"),
        ("a \\*star\\* and \\<b>", "a \\*star\\* and \\<b>"),
        ("~~old~~ new", "old new"),
    ],
)
def test_typed_shapes_become_what_was_meant(typed, meant):
    assert read_in(typed)[0] == meant


def test_every_change_is_told():
    _, imported = read_in("**What helps**\n\n~~old~~")
    assert imported.changed == (
        "a bold line became a heading: “What helps”",
        "crossed-out text became plain text: “old”",
    )


def test_what_can_not_be_kept_is_named():
    _, imported = read_in("Before $x^2$ after.")
    assert any("formula" in line for line in imported.lost)


def test_tables_and_the_title_come_through():
    body, imported = read_in("---\ntitle: My Sheet\n---\n\n| A | B |\n|---|---|\n| 1 |  |\n")
    assert 'title: "My Sheet"' in imported.text
    assert body == "| A | B |\n|---|---|\n| 1 |  |"


def test_a_broken_file_is_refused_in_one_sentence():
    with pytest.raises(pandoc.PandocError, match="could not read"):
        import_word(b"PK not really", "x", "handout")


def test_no_word_is_lost_from_markdown_to_word_and_back():
    library = load(project(worksheets__my_sheet=WORKSHEET)).value
    jobs = {job.artefact.path: job for job in plan_word(Inputs(library, {}))}
    job = jobs["docx/worksheets/my-sheet.docx"]
    data = job.function(*job.arguments)
    back = import_word(data, "my-sheet", "worksheet").text
    first = back.index(body_of(back))
    blocks, _ = parse_body(Source("x.md", back), first, "patients").value
    assert words(library.worksheets["my-sheet"].blocks) - words(blocks) == Counter()
    assert len(list(b.fields(blocks))) >= 6


def test_word_files_have_headings_a_title_and_a_language():
    library = load(project(worksheets__my_sheet=WORKSHEET)).value
    job = next(j for j in plan_word(Inputs(library, {})) if "my-sheet" in j.artefact.path)
    tree, _ = pandoc.from_word(job.function(*job.arguments))
    assert [x["c"][0] for x in tree["blocks"] if x["t"] == "Header"] == [2]
    assert "Alarm" in json.dumps(tree["meta"])
