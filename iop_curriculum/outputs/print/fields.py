"""AcroForm fields (ISO 32000-1, 12.7): name, label and place → a widget tied to its Form element.

ReportLab's own form support writes only Latin-1 and embeds no font. Names are `<document>.<id>`; each dot makes a level
in the tree of fields, as a partial name may hold none (12.7.3.2). What is printed under a field is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from iop_curriculum.outputs.print.field_font import FieldFont
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.tagged_pdf import IndirectDictionary, TaggedCanvas

Box = tuple[float, float, float, float]  # left, bottom, right, top

# Field flags (ISO 32000-1, tables 226, 227 and 228).
_MULTILINE = 1 << 12
_NO_TOGGLE_TO_OFF = 1 << 14
_RADIO = 1 << 15

_CIRCLE = 0.5523  # control points of a circle drawn by four curves


@dataclass(frozen=True)
class FieldSpec:
    """A field's id within its document, and what a screen reader says of it."""

    field_id: str
    label: str


class Forms:
    """The fields of one document."""

    def __init__(self, canvas: TaggedCanvas, prefix: str, size: float) -> None:
        self._canvas = canvas
        self._prefix = prefix
        self._size = size
        self._tree = _Node()
        self._radios: dict[str, IndirectDictionary] = {}
        self._font: FieldFont | None = None
        canvas.forms = self

    def add_text(
        self, element: Element, spec: FieldSpec, box: Box, *, multiline: bool = False, ruled: bool = False
    ) -> None:
        """Add a field to type into. Its size adapts, so that all that is typed is printed.

        Over ruled lines it has a white ground, which viewers paint with the first typed words: they would not stand on
        the rules.
        """
        appearance = self._stream(box, "/Tx BMC EMC")
        widget = self._widget(spec.label, "Tx", {"N": appearance})
        widget["V"] = PDFString("")
        widget["DA"] = PDFString(f"/{FieldFont.NAME} {self._type_size(box, multiline):g} Tf 0 g")
        widget["Ff"] = _MULTILINE if multiline else 0
        if ruled:
            widget["MK"] = PDFDictionary({"BG": PDFArray([1])})
        self._place(element, widget, spec.field_id, box)

    def add_check(self, element: Element, spec: FieldSpec, box: Box, *, checked: bool = False) -> None:
        """Add a box to tick; the box itself is printed, the field draws the tick."""
        states = {"Yes": self._stream(box, _tick(box)), "Off": self._stream(box, "")}
        widget = self._widget(spec.label, "Btn", {"N": PDFDictionary(states)})
        widget["V"] = widget["AS"] = PDFName("Yes" if checked else "Off")
        widget["MK"] = PDFDictionary({"CA": PDFString("4")})
        self._place(element, widget, spec.field_id, box)

    def add_radio(self, element: Element, spec: FieldSpec, value: str, label: str, box: Box) -> None:
        """Add one circle of a group in which one may be chosen; the group is made with its first circle."""
        group = self._radios.get(spec.field_id) or self._radio_group(spec)
        states = {_state(value): self._stream(box, _dot(box)), "Off": self._stream(box, "")}
        widget = self._widget(label, "", {"N": PDFDictionary(states)})
        widget["AS"] = PDFName("Off")
        widget["MK"] = PDFDictionary({"CA": PDFString("l")})
        widget["Parent"] = self._reference(group)
        self._canvas.add_annotation(element, widget, box)
        group["Kids"].sequence.append(self._reference(widget))

    def finish(self) -> None:
        """Write the form dictionary into the catalog, if there is any field."""
        if not self._tree.kids:
            return
        fields = self._write(self._tree, None)
        form = IndirectDictionary(
            {
                "Fields": PDFArray(fields),
                "DR": self._resources(),
                "DA": PDFString(f"/{FieldFont.NAME} {self._size:g} Tf 0 g"),
            }
        )
        self._canvas._doc.Catalog.AcroForm = form

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _widget(self, label: str, kind: str, appearance: Mapping[str, Any]) -> IndirectDictionary:
        widget = IndirectDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "TU": PDFString(label),  # PDF/UA-1, 7.18.1: each field has a name for people
                "P": self._canvas._doc.thisPageRef(),
                "AP": PDFDictionary(dict(appearance)),
            }
        )
        if kind:
            widget["FT"] = PDFName(kind)
        return widget

    def _radio_group(self, spec: FieldSpec) -> IndirectDictionary:
        group = IndirectDictionary(
            {
                "FT": PDFName("Btn"),
                "Ff": _RADIO | _NO_TOGGLE_TO_OFF,
                "TU": PDFString(spec.label),
                "V": PDFName("Off"),
                "Kids": PDFArray([]),
            }
        )
        self._radios[spec.field_id] = group
        self._tree.place(self._path(spec.field_id), group)
        return group

    def _place(self, element: Element, widget: IndirectDictionary, field_id: str, box: Box) -> None:
        self._canvas.add_annotation(element, widget, box)
        self._tree.place(self._path(field_id), widget)

    def _path(self, field_id: str) -> list[str]:
        return [part for part in f"{self._prefix}.{field_id}".split(".") if part]

    def _write(self, node: _Node, parent: PDFObjectReference | None) -> list[PDFObjectReference]:
        """Return references to a node's fields, each with its partial name and parent."""
        references = []
        for name, kid in node.kids.items():
            written = kid.field if kid.field is not None else IndirectDictionary({})
            reference = self._reference(written)
            written["T"] = PDFString(name)
            if parent is not None:
                written["Parent"] = parent
            if kid.field is None:
                written["Kids"] = PDFArray(self._write(kid, reference))
            references.append(reference)
        return references

    def _type_size(self, box: Box, multiline: bool) -> float:
        """Return 0, which lets a viewer choose, where a fixed size might cut off what is typed."""
        return 0 if multiline or box[3] - box[1] < self._size * 1.2 else self._size

    def _stream(self, box: Box, code: str) -> PDFObjectReference:
        size = [0, 0, round(box[2] - box[0], 2), round(box[3] - box[1], 2)]
        properties = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": PDFArray(size)}
        properties["Resources"] = self._resources()
        return self._reference(PDFStream(PDFDictionary(properties), code, filters=[PDFZCompress]))

    def _resources(self) -> PDFDictionary:
        if self._font is None:
            self._font = FieldFont(self._canvas._doc)
        return PDFDictionary({"Font": PDFDictionary({FieldFont.NAME: self._font.reference})})

    def _reference(self, thing: Any) -> PDFObjectReference:
        return self._canvas._doc.Reference(thing)


class _Node:
    """A level in the tree of fields: a field, or the parent of others."""

    def __init__(self) -> None:
        self.field: IndirectDictionary | None = None
        self.kids: dict[str, _Node] = {}

    def place(self, path: list[str], field: IndirectDictionary) -> None:
        """Put a field at a path; where its name is taken, by field or level, it gets a number."""
        node = self
        for name in path[:-1]:
            node = node.kids.setdefault(_free(name, node, level=True), _Node())
        leaf = node.kids[_free(path[-1], node, level=False)] = _Node()
        leaf.field = field


def _free(name: str, node: _Node, *, level: bool) -> str:
    """Return the name, or with a number, under which a level may be entered or a field placed."""
    candidate, number = name, 1
    while (taken := node.kids.get(candidate)) is not None and not (level and taken.field is None):
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def _state(value: str) -> str:
    """Return a choice's value as the name of an appearance state, which `Off` may not be."""
    return str(PDFName(f"{value}-" if value == "Off" else value))[1:]


def _tick(box: Box) -> str:
    w, h = box[2] - box[0], box[3] - box[1]
    points = ((0.18, 0.52, "m"), (0.42, 0.24, "l"), (0.84, 0.82, "l"))
    return "1 J 1 j 0 G 2 w " + " ".join(f"{x * w:.2f} {y * h:.2f} {op}" for x, y, op in points) + " S"


def _dot(box: Box) -> str:
    w, h = box[2] - box[0], box[3] - box[1]
    x, y, r = w / 2, h / 2, min(w, h) * 0.3
    k = r * _CIRCLE
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    return f"0 g {x + r:.2f} {y:.2f} m " + " ".join(" ".join(f"{v:.2f}" for v in c) + " c" for c in curves) + " f"
