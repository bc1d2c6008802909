"""All outputs, as one visible list. To add one: write its `plan`, add a line here."""

from __future__ import annotations

from iop_curriculum.outputs.calendar import plan_calendars
from iop_curriculum.outputs.inputs import Inputs, Output
from iop_curriculum.outputs.site.plan import plan_site
from iop_curriculum.outputs.spreadsheet import plan_spreadsheets

__all__ = ["OUTPUTS", "Inputs", "Output"]

OUTPUTS: tuple[Output, ...] = (
    Output("calendars", "curricula", plan_calendars),
    Output("spreadsheets", "curricula", plan_spreadsheets),
    Output("site", "site", plan_site),
)
