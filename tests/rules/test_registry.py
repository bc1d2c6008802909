"""Rules are complete as data, and each has one code and one name."""

from collections import Counter

import pytest

from iop_curriculum.rules.registry import RULES


def test_codes_and_names_are_unique():
    assert [c for c, n in Counter(rule.code for rule in RULES).items() if n > 1] == []
    assert [c for c, n in Counter(rule.name for rule in RULES).items() if n > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule):
    assert rule.name == rule.name.lower() and " " not in rule.name
    assert rule.summary.endswith(".") and len(rule.summary) <= 110
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")
    assert rule.example
    assert rule.instead.endswith((".", "”.", "”"))


def test_there_are_enough_judging_rules():
    assert sum(rule.code[:3] not in ("SRC",) for rule in RULES) >= 30
