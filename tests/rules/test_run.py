"""Whatever stands in a document, checks end, and what they find lies in the file."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.diagnostics import Severity
from iop_curriculum.rules.given import Given
from iop_curriculum.rules.run import check, judge
from iop_curriculum.rules.wording import find
from tests.curricula.project import CURRICULUM, PROGRAM, handout, library, loaded, module

TODAY = dt.date(2026, 11, 24)

SNIPPETS = (
    "addict|**clean**|he|each client|suicide|1-800-662-4357|50 mg|utilize|&amp;|é"
    "|🙂|____|. |- |> |“|”|*|TODO|relapse|ICE"
)
PIECES = st.sampled_from([*SNIPPETS.split("|"), "\n", "\n\n", "| a | b |\n|---|---|\n| c | d |"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cc")), max_size=8)


@given(st.lists(PIECES | WORDS, max_size=25))
def test_any_text_is_judged_and_every_place_lies_in_its_file(pieces):
    body = " ".join(pieces) or "x"
    files = {"handouts/x.md": handout(conditions="[eating]").replace("You can rest.", body)}
    files["modules/m.md"] = module(handouts="[x]").replace("Hello.", body)
    project = loaded(files).value
    for found in judge(Given(project, TODAY)):
        text = files.get(found.path)
        if text is None:
            continue
        lines = text.split("\n")
        assert found.start <= found.end
        assert found.end.line <= len(lines)
        assert found.end.column <= len(lines[found.end.line - 1]) + 1


def test_a_sentence_that_never_ends_is_searched_to_its_end():
    text = "and then " * 2000 + "the addict came"
    assert [text[start:end] for _, start, end, _ in find(text)] == ["addict"]


def test_severities_of_the_program_hold_and_a_rule_can_be_switched_off():
    files = {"handouts/x.md": handout().replace("You can rest.", "Addicts. It was crazy.")}
    files["curriculum/program.yml"] = PROGRAM + "severity: {WRD001: info, WRD008: 'off'}\n"
    found = [d for d in check(library(files), {}, TODAY) if d.code.startswith("WRD")]
    assert [(d.code, d.severity) for d in found] == [("WRD001", Severity.INFO)]


def test_the_same_project_gives_the_same_findings_in_order():
    files = {f"handouts/h{n}.md": handout().replace("You can rest.", "Addicts. 50 mg.") for n in range(5)}
    first, second = (check(library(files), {}, TODAY) for _ in range(2))
    assert first == second
    assert list(first) == sorted(first, key=lambda d: d.sort_key)


def test_what_compiling_finds_obeys_the_programs_severities_as_well():
    files = {"modules/a.md": module(prerequisites="[b]"), "modules/b.md": module()}
    files["curriculum/x.yml"] = CURRICULUM.replace("[a, b, c]", "[a, b]")
    files["curriculum/program.yml"] = PROGRAM + "severity: {PRG010: error}\n"
    project = library(files)
    compiled = compile_all(project)
    found = check(project, compiled.value, TODAY, earlier=compiled.diagnostics)
    assert [d.severity for d in found if d.code == "PRG010"] == [Severity.ERROR]


def test_a_finding_on_hours_names_track_week_figure_threshold_closure_and_source():
    files = {f"modules/{slug}.md": module() for slug in "abc"}
    files["curriculum/x.yml"] = CURRICULUM
    files["curriculum/program.yml"] = PROGRAM + "closures: [{from: 2027-01-06, to: 2027-01-06, name: Storm}]\n"
    files["curriculum/rules/p.yml"] = (
        "title: Test pack\nsource: S\napplies_to: [iop-adult]\nverified_on: 2026-11-01\n"
        "rules: {min_hours_per_week: {value: 4.5, source: 'Page 3', note: 'Since May.'}}\n"
    )
    project = library(files)
    found = [d for d in check(project, compile_all(project).value, TODAY) if d.code == "PRG101"]
    assert [d.message for d in found] == [
        "Test pack: track `morning`, week 1 (from 2027-01-04; closed: Storm) has 3 h that count; at least 4 h 30 min "
        "are asked for (90 minutes short). Planning aid, not billing advice.",
        "Test pack: track `morning`, week 3 (from 2027-01-18) has 1 h that count; at least 4 h 30 min are asked for "
        "(210 minutes short). Planning aid, not billing advice.",
    ]
    assert found[0].hint.startswith("Source: Page 3. Since May. Lengthen")
