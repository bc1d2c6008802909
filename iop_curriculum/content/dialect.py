"""The Markdown dialect as data: which blocks it has, who may use them, what they take.

The Markdown extension, the line scanner, the messages and the printed labels all read these tables; nothing is parsed
here.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from iop_curriculum.content.blocks import Callout, CalloutKind

# What mkdocs.yml lists under `markdown_extensions`; a test holds the two together.
EXTENSIONS = (
    "tables",
    "def_list",
    "footnotes",
    "admonition",
    "attr_list",
    "sane_lists",
    "fenced_code",
    "toc",
    "iop_curriculum.content.markdown",
)


@dataclass(frozen=True, slots=True)
class BlockSyntax:
    """How one `/// name | argument` block is written.

    `argument` is None where none is allowed; an empty argument is fine unless `required`. `options` maps each
    option's name to the pattern of its value.
    """

    name: str
    argument: re.Pattern[str] | None = None
    required: bool = False
    options: dict[str, re.Pattern[str]] = field(default_factory=dict)
    example: str = ""

    @property
    def is_callout(self) -> bool:
        """Whether it is a facilitator's callout, which belongs to guides only."""
        return self.name in CALLOUTS


_ANY = re.compile(r".+")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LENGTH = re.compile(r"(?P<number>\d+(\.\d+)?)\s*(?P<unit>mm|cm)")
_FIELD_OPTIONS = {"id": _ID, "label": _ANY}

CALLOUTS = frozenset(kind.value for kind in CalloutKind)

_TITLED = {CalloutKind.CAUTION: "Breath focus", CalloutKind.ADAPT: "Telehealth", CalloutKind.VARIANT: "Individual"}

BLOCKS: dict[str, BlockSyntax] = {
    syntax.name: syntax
    for syntax in (
        *(
            BlockSyntax(kind.value, _ANY, required=True, example=f"/// {kind.value} | {_TITLED[kind]}")
            if kind in _TITLED
            else BlockSyntax(kind.value, _ANY, example=f"/// {kind.value}")
            for kind in CalloutKind
        ),
        BlockSyntax("lines", re.compile(r"[1-9]\d?"), True, _FIELD_OPTIONS, "/// lines | 4"),
        BlockSyntax(
            "scale",
            re.compile(r"\d{1,3}\s*[-–]\s*\d{1,3}"),
            True,
            {**_FIELD_OPTIONS, "low": _ANY, "high": _ANY},
            "/// scale | 0-10",
        ),
        BlockSyntax("choose", None, False, _FIELD_OPTIONS, "/// choose"),
        BlockSyntax("table", None, False, {"id": _ID, "rows": re.compile(r"[1-9]\d?"), "height": _LENGTH}, "/// table"),
        BlockSyntax("box", _LENGTH, True, {"label": _ANY}, "/// box | 6cm"),
        BlockSyntax("crisis", None, example="/// crisis"),
    )
}

ADMONITIONS = ("note", "tip", "info", "warning", "example")

# Attributes that may stand in braces, `{minutes=10}`; any other is a fault and never reaches an output.
HEADING_OPTIONS = ("minutes", "kind", "cut", "worksheet")
SAFE_ATTRIBUTES = (*HEADING_OPTIONS, "id", "lang")

LINK_SCHEMES = ("http", "https", "mailto")


def is_safe_target(target: str) -> bool:
    """Whether a link is a path, an anchor or an address of an ordinary kind, read as a browser would read it."""
    seen = re.sub(r"[\x00-\x20\x7f-\x9f]", "", html.unescape(target))
    scheme = re.match(r"([^/?#:]*):", seen)
    return not scheme or scheme[1].lower() in LINK_SCHEMES


def millimetres(length: str) -> float:
    """Return the length of `6cm` or `14 mm` in millimetres; 0 where it is not one."""
    found = _LENGTH.fullmatch(length.strip())
    if not found:
        return 0.0
    return float(found["number"]) * (10 if found["unit"] == "cm" else 1)


_CALLOUT_LABELS = {
    CalloutKind.SAY: "Say",
    CalloutKind.ASK: "Ask",
    CalloutKind.DO: "Do",
    CalloutKind.CAUTION: "Caution",
    CalloutKind.ADAPT: "Adapt",
    CalloutKind.BRIDGE: "Bridge",
    CalloutKind.NEWCOMER: "New today",
    CalloutKind.TEACHBACK: "Teach-back",
    CalloutKind.SHORT: "Short version",
    CalloutKind.LARGE: "Large group",
    CalloutKind.CHECKLIST: "Checklist",
    CalloutKind.VARIANT: "Variant",
}


def callout_label(kind: CalloutKind, title: str) -> str:
    """Return the words over a callout: `Say`, `Caution: Breath focus`."""
    return f"{_CALLOUT_LABELS[kind]}: {title}" if title else _CALLOUT_LABELS[kind]


def label_of(callout: Callout) -> str:
    """Return the words over a callout block."""
    return callout_label(callout.kind, callout.title)
