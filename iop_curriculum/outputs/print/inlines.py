"""Inline content → fragments of a paragraph, each marked with the element that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.lib.styles import ParagraphStyle

from iop_curriculum.content.blocks import (
    Blank,
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    LineBreak,
    Link,
    Strong,
    Text,
    plain_text,
)
from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.fields import FieldSpec
from iop_curriculum.outputs.print.paragraphs import (
    Face,
    Mark,
    break_fragment,
    object_fragment,
    text_fragments,
)
from iop_curriculum.outputs.print.pictures import InlinePicture, Pictures
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.words import words
from iop_curriculum.outputs.print.writing import BlankSpace


@dataclass(frozen=True)
class Setting:
    """How a run of inlines is set: style, face, and the marks around it."""

    style: ParagraphStyle
    face: Face = field(default_factory=Face)
    mark: Mark = field(default_factory=Mark)


class InlineSetter:
    """Sets inlines of one document."""

    def __init__(self, pictures: Pictures, language: str, anchors: frozenset[str]) -> None:
        self._pictures = pictures
        self._language = language
        self._anchors = anchors

    def fragments(
        self, content: Sequence[Inline], style: ParagraphStyle, face: Face | None = None, mark: Mark | None = None
    ) -> list[Any]:
        """Return the fragments of inlines; white space at both ends is left off."""
        made = self._all(content, Setting(style, face or Face(), mark or Mark()))
        while made and _is_space(made[0]):
            made.pop(0)
        while made and _is_space(made[-1]):
            made.pop()
        return made

    def _all(self, content: Sequence[Inline], setting: Setting) -> list[Any]:
        return [fragment for node in content for fragment in self._one(node, setting)]

    def _one(self, node: Inline, setting: Setting) -> list[Any]:
        match node:
            case Text():
                return text_fragments(node.text, setting.style, setting.face, setting.mark)
            case Code():
                face = replace(setting.face, family=fonts.FALLBACK)
                return text_fragments(node.text, setting.style, face, setting.mark)
            case Emphasis() | Strong():
                italic = setting.face.italic or isinstance(node, Emphasis)
                bold = setting.face.bold or isinstance(node, Strong)
                face = replace(setting.face, bold=bold, italic=italic)
                mark = _within(setting.mark, Element("Span", lang=node.lang)) if node.lang else setting.mark
                return self._all(node.content, replace(setting, face=face, mark=mark))
            case Link():
                return self._link(node, setting)
            case LineBreak():
                return [break_fragment(setting.style)]
            case FootnoteReference():
                return self._reference(node, setting)
            case Blank():
                return [self._blank(node, setting)]
            case Image():
                return self._image(node, setting)

    def _link(self, node: Link, setting: Setting) -> list[Any]:
        """Set a link; one that leads nowhere on paper (to another file, to no heading) is set as its words."""
        leads = node.target.startswith(("https://", "http://", "mailto:"))
        if not leads and node.target.removeprefix("#") not in self._anchors:
            return self._all(node.content, setting)
        said = plain_text(node.content).strip() or node.target
        description = f"{said} ({node.target})" if leads else words("go-to", self._language, words=said)
        mark = replace(_within(setting.mark, Element("Link")), target=node.target, description=description)
        style = ParagraphStyle(f"{setting.style.name}-link", parent=setting.style, textColor=styles.LINK)
        return self._all(node.content, replace(setting, style=style, mark=mark))

    def _reference(self, node: FootnoteReference, setting: Setting) -> list[Any]:
        face = replace(setting.face, scale=0.72, rise=0.34)
        description = words("note", self._language, number=node.number)
        mark = replace(_within(setting.mark, Element("Link")), target=f"#note-{node.name}", description=description)
        return text_fragments(str(node.number), setting.style, face, mark)

    def _blank(self, node: Blank, setting: Setting) -> Any:
        size = setting.style.fontSize
        width = min(max(node.width * 0.5, 5.0), 8.0) * size
        space = BlankSpace(FieldSpec(node.field_id, node.label))
        return object_fragment(space, setting.style, width, max(size * 1.35, 17.0))

    def _image(self, node: Image, setting: Setting) -> list[Any]:
        picture = self._pictures.find(node.source)
        if picture is None:
            return text_fragments(node.alt, setting.style, setting.face, setting.mark)
        height = setting.style.fontSize * 1.15
        width = min(height * picture.width / picture.height, height * 12)
        return [object_fragment(InlinePicture(picture, node.alt), setting.style, width, height)]


def _within(mark: Mark, element: Element) -> Mark:
    return replace(mark, path=(*mark.path, element))


def _is_space(fragment: Any) -> bool:
    return not hasattr(fragment, "cbDefn") and not hasattr(fragment, "lineBreak") and not fragment.text.strip(" ")
