"""A facilitator's callouts → panels told apart by label and by bar or frame, never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from iop_curriculum.content.blocks import Callout, CalloutKind, List
from iop_curriculum.outputs.print import lists
from iop_curriculum.outputs.print.flowables import PanelStyle, panel
from iop_curriculum.outputs.print.styles import TINT

if TYPE_CHECKING:
    from iop_curriculum.outputs.print.story import Place, Story


@dataclass(frozen=True)
class _Look:
    label: str
    style: PanelStyle


_BARRED = PanelStyle(bar=2.2, pad=4.0)
_DASHED = PanelStyle(bar=2.2, dashed=True, pad=4.0)
_TINTED = PanelStyle(bar=4.0, tint=TINT, pad=6.0)
_FRAMED = PanelStyle(frame=0.8, pad=7.0)
_WARNING = PanelStyle(frame=2.0, pad=8.0)

LOOKS: Mapping[CalloutKind, _Look] = {
    CalloutKind.SAY: _Look("Say", _TINTED),
    CalloutKind.ASK: _Look("Ask", _DASHED),
    CalloutKind.DO: _Look("Do", _BARRED),
    CalloutKind.CAUTION: _Look("Caution", _WARNING),
    CalloutKind.ADAPT: _Look("Adapt", _FRAMED),
    CalloutKind.BRIDGE: _Look("Bridge for those who are new to this", _FRAMED),
    CalloutKind.NEWCOMER: _Look("New today", _FRAMED),
    CalloutKind.TEACHBACK: _Look("Teach-back", _DASHED),
    CalloutKind.SHORT: _Look("Short of time or people", _FRAMED),
    CalloutKind.LARGE: _Look("Large group", _FRAMED),
    CalloutKind.CHECKLIST: _Look("Checklist", _FRAMED),
    CalloutKind.VARIANT: _Look("Variant", _FRAMED),
}


def callout(story: Story, block: Callout, place: Place) -> list[Any]:
    """Set a callout as a panel under its label."""
    look = LOOKS[block.kind]
    parent = place.parent.add("Div")
    inside = replace(place, parent=parent, width=place.width - 2 * look.style.indent)
    label = f"{look.label}: {block.title}" if block.title else look.label
    made: list[Any] = [story.text(label, story.sheet.label, parent, sticks=True)]
    for held in block.blocks:
        if block.kind is CalloutKind.CHECKLIST and isinstance(held, List) and not held.ordered:
            made += lists.list_block(story, held, inside, bullet="□")
        else:
            made += story.set([held], inside)
    return panel(made, look.style, story.sheet.gap * 0.8, story.sheet.gap * 1.4)
