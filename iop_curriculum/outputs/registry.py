"""All outputs, as one visible list. To add one: write its `plan`, add a line here."""

from __future__ import annotations

from collections.abc import Callable

from iop_curriculum.content.model import Library
from iop_curriculum.diagnostics import Diagnostic
from iop_curriculum.outputs.calendar import plan_calendars
from iop_curriculum.outputs.inputs import Output
from iop_curriculum.outputs.print.check import check_library
from iop_curriculum.outputs.print.plan import plan_curricula, plan_print
from iop_curriculum.outputs.site.plan import plan_site
from iop_curriculum.outputs.spreadsheet import plan_spreadsheets

OUTPUTS: tuple[Output, ...] = (
    Output("print", "print", plan_print),
    Output("bound volumes", "curricula", plan_curricula),
    Output("calendars", "curricula", plan_calendars),
    Output("spreadsheets", "curricula", plan_spreadsheets),
    Output("site", "site", plan_site),
)

# What outputs can tell of a library before they make anything of it.
CHECKS: tuple[Callable[[Library], tuple[Diagnostic, ...]], ...] = (check_library,)
