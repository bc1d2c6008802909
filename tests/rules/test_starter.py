"""The starter's own program, curriculum, packs and glossary are in order."""

import datetime as dt

import pytest

from iop_curriculum.content.library import load
from iop_curriculum.content.store import FolderStore
from iop_curriculum.curricula.compile import compile_all
from iop_curriculum.diagnostics import Severity
from iop_curriculum.rules import readability
from iop_curriculum.rules.programme import countable_minutes, packs_of
from iop_curriculum.rules.readability import Counts, words_of
from iop_curriculum.rules.run import check
from iop_curriculum.rules.safety import PHONE
from iop_curriculum.rules.texts import sentences

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def starter():
    from tests.conftest import REPOSITORY  # noqa: PLC0415

    return load(FolderStore(REPOSITORY)).value


def test_nothing_in_the_curriculum_folder_is_wrong_but_what_a_program_must_fill_in(starter):
    compiled = compile_all(starter)
    found = check(starter, compiled.value, TODAY, earlier=compiled.diagnostics)
    told = {(d.code, d.severity) for d in found if d.path.startswith("curriculum/")}
    assert told == {(code, Severity.INFO) for code in ("SAF002", "SAF003", "SAF004", "PRG107")}


def test_nobody_is_said_to_have_verified_or_reviewed_anything(starter):
    spec = starter.program.spec
    assert not any(line.verified_on for line in (*spec.lines, *spec.topic_lines.values()))
    assert all(line.verified_how for line in spec.lines)
    assert not any(pack.spec.verified_on for pack in starter.rule_packs.values())
    assert all(pack.spec.review_after for pack in starter.rule_packs.values())
    assert not any(d.spec.reviewed for d in (*starter.modules.values(), *starter.patient_documents))


def test_the_program_has_no_number_of_its_own(starter):
    spec = starter.program.spec
    assert [line.kind for line in spec.lines if not line.contact] == ["daytime", "after-hours"]
    assert (spec.escalation.on_call, spec.escalation.where, spec.privacy_text) == ("", "", "")
    steps = " ".join(step for situation in spec.escalation.situations for step in situation.steps)
    assert not PHONE.search(steps)


def test_foundations_gives_the_hours_counted_by_hand(starter):
    compiled = compile_all(starter).value["foundations-4-week"]
    assert [pack.slug for pack in packs_of(starter, compiled.curriculum)] == ["asam-2.1-adult"]
    morning, evening = compiled.tracks
    group = {}
    for day in morning.days:
        group[day.week] = group.get(day.week, 0) + countable_minutes(day)
    # Each week 2 × 60 psychoeducation, 60 activity, 3 × 60 process group, 3 × 75 skills; grounding is 45 minutes.
    assert group == {1: 585, 2: 570, 3: 585, 4: 585}
    assert [day.slots[0].start.hour for day in (morning.days[0], evening.days[0])] == [9, 17]
    assert {day.slots[-1].end.hour for day in evening.days} <= {20, 21}


def test_glossary_definitions_are_plain(starter):
    assert len(starter.glossary) >= 25
    texts = [term.definition["en"] for term in starter.glossary.values()]
    found = (words_of(text[start:end]) for text in texts for start, end in sentences(text))
    assert readability.flesch_kincaid_grade(Counts.of(found)) <= 6
    assert max(len(words_of(text[a:b])) for text in texts for a, b in sentences(text)) <= 20
