"""All rules and all checks, as visible lists.

To add a rule: write its `Rule` and its check in the file of its family, put the rule into that file's `RULES`, and a
new check into a list here. A case in `tests/rules/cases/` shows what it finds.
"""

from __future__ import annotations

from iop_curriculum.content import faults as content_faults
from iop_curriculum.curricula import faults as curricula_faults
from iop_curriculum.diagnostics import Rule
from iop_curriculum.rules import (
    agenda,
    metadata,
    plain_language,
    print_rules,
    programme,
    references,
    rights,
    safety,
    wording,
)
from iop_curriculum.rules.given import ModuleCheck, PatientCheck, ProgramCheck

RULES: tuple[Rule, ...] = (
    *content_faults.RULES,
    *curricula_faults.RULES,
    *metadata.RULES,
    *agenda.RULES,
    *references.RULES,
    *plain_language.RULES,
    *wording.RULES,
    *safety.RULES,
    *rights.RULES,
    *programme.RULES,
    *print_rules.RULES,
)

MODULE_CHECKS: tuple[ModuleCheck, ...] = (
    metadata.check_module,
    agenda.check_module,
    references.check_module,
    wording.check_module,
    safety.check_module,
    rights.check_module,
)

PATIENT_CHECKS: tuple[PatientCheck, ...] = (
    metadata.check_patient,
    references.check_patient,
    plain_language.check_patient,
    wording.check_patient,
    safety.check_patient,
    rights.check_patient,
)

PROGRAM_CHECKS: tuple[ProgramCheck, ...] = (
    references.check_program,
    safety.check_program,
    programme.check_program,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
