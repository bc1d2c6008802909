"""A paragraph that draws its own tags: fragments → lines (ReportLab) → marked content.

ReportLab breaks the lines; drawing is ours, because each run of words must become one marked-content sequence of the
right element. Which fragments a paragraph has is `inlines.py`'s matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportlab.lib.abag import ABag
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.structure import Element
from iop_curriculum.outputs.print.tagged_pdf import TaggedCanvas


@dataclass(frozen=True, eq=False)
class Mark:
    """What a run of words is: the elements between paragraph and words, outermost first, and where a link leads."""

    path: tuple[Element, ...] = ()
    target: str = ""
    description: str = ""


class InlineObject(Protocol):
    """Something that stands in a line like a word: a blank, a small picture."""

    @property
    def elastic(self) -> bool:
        """Whether it takes up what room the line has left."""
        ...

    def draw(self, canvas: TaggedCanvas, parent: Element, box: tuple[float, float, float, float]) -> None:
        """Draw it in a box: left, baseline, width, height."""


PLAIN = Mark()


@dataclass(frozen=True)
class Face:
    """How words look: family, weight, slant, and their size and rise relative to the type size."""

    family: str = fonts.BODY
    bold: bool = False
    italic: bool = False
    scale: float = 1.0
    rise: float = 0.0


def text_fragments(text: str, style: ParagraphStyle, face: Face, mark: Mark = PLAIN) -> list[ParaFrag]:
    """Return fragments for a text, one for each change of font."""
    bold = face.bold or "Bold" in style.fontName
    return [
        _fragment(
            style,
            text=part,
            fontName=name,
            fontSize=style.fontSize * face.scale,
            rise=style.fontSize * face.rise,
            textColor=style.textColor,
            link=mark,
        )
        for name, part in fonts.runs(text, face.family, bold=bold, italic=face.italic)
    ]


def object_fragment(thing: InlineObject, style: ParagraphStyle, width: float, height: float) -> ParaFrag:
    """Return the fragment of something that stands in the line, sizes in points."""
    return _fragment(style, cbDefn=ABag(kind="img", width=width, height=height, image=thing, valign="baseline"))


def break_fragment(style: ParagraphStyle) -> ParaFrag:
    """Return the fragment that ends a line."""
    return _fragment(style, lineBreak=True)


def _fragment(style: ParagraphStyle, **changes: Any) -> ParaFrag:
    values: dict[str, Any] = {
        "text": "",
        "fontName": style.fontName,
        "fontSize": style.fontSize,
        "textColor": style.textColor,
        "rise": 0,
        "greek": 0,
        "link": PLAIN,
        "us_lines": [],
        "bold": 0,
        "italic": 0,
    }
    return ParaFrag(**{**values, **changes})


@dataclass
class _Run:
    """Words of one mark, perhaps over several lines."""

    mark: Mark
    words: list[tuple[float, float, ParaFrag, str]] = field(default_factory=list)
    extents: list[tuple[float, float, float]] = field(default_factory=list)  # baseline, left, right


class TaggedParagraph(Paragraph):
    """A paragraph with its structure element. `sticks` says that it must not part from what follows."""

    element: Element
    sticks = False

    @classmethod
    def of(
        cls, fragments: Sequence[ParaFrag], style: ParagraphStyle, element: Element, *, sticks: bool = False
    ) -> TaggedParagraph:
        """Make a paragraph from fragments."""
        made = cls(None, style, frags=list(fragments))
        made.element, made.sticks = element, sticks
        return made

    def _setup(self, text: Any, style: Any, bulletText: Any, frags: Any, cleaner: Any) -> None:  # noqa: N803
        super()._setup(text, style, bulletText, frags, cleaner)
        # Where words end, counted in characters that are not spaces: so a line's end in a broken word is told.
        source = "".join(" " if hasattr(f, "lineBreak") else _source(f) for f in self.frags)
        count = 0
        self._word_ends = {count := count + len(word) for word in source.split(" ")}

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Split between lines; both parts belong to the same element."""
        counts = [sum(_letters(piece) for piece in pieces) for pieces, _ in self._lines()] if self._wrapped else []
        parts = super().split(available_width, available_height)
        for part in parts:
            part.element = self.element
        if len(parts) == 2:
            first = sum(counts[: len(parts[0].blPara.lines)])
            parts[0]._word_ends = self._word_ends
            parts[1]._word_ends = {end - first for end in self._word_ends}
        return parts

    @property
    def _wrapped(self) -> bool:
        return hasattr(self, "blPara")

    def draw(self) -> None:
        """Draw the lines, each run of words as content of its own element."""
        canvas: TaggedCanvas = self.canv
        run = _Run(PLAIN)
        characters = 0
        for number, (pieces, spare) in enumerate(self._lines()):
            y = self.height - (number + 1) * self.style.leading + styles.DESCENT * self.style.fontSize
            x, share = self._start(pieces, spare)
            for piece in pieces:
                thing = getattr(getattr(piece, "cbDefn", None), "image", None)
                if thing is not None:
                    run = self._draw_run(canvas, run, PLAIN)
                    width = piece.cbDefn.width + (share if thing.elastic else 0)
                    thing.draw(canvas, self.element, (x, y, width, piece.cbDefn.height))
                    x += width
                    continue
                text = piece.text
                characters += _letters(piece)
                if piece is pieces[-1] and characters in self._word_ends and not text.endswith(" "):
                    text += " "  # else assistive technology reads "of thepage"
                if piece.link is not run.mark:
                    run = self._draw_run(canvas, run, piece.link)
                run.words.append((x, y, piece, text))
                end = x + fonts.width(piece.text, piece.fontName, piece.fontSize)
                run.extents.append((y, x, end))
                x = end
        self._draw_run(canvas, run, PLAIN)

    def _lines(self) -> Iterator[tuple[list[Any], float]]:
        """Yield each line's pieces and the room that it leaves."""
        broken = self.blPara
        for line in broken.lines:
            if broken.kind:
                yield [w for w in line.words if hasattr(w, "cbDefn") or w.text], max(line.extraSpace, 0)
            else:
                spare, words = line
                yield [broken.clone(text=" ".join(words))], max(spare, 0)

    def _start(self, pieces: Sequence[Any], spare: float) -> tuple[float, float]:
        """Return where a line begins, and what each elastic object in it gets."""
        elastic = sum(1 for p in pieces if hasattr(p, "cbDefn") and p.cbDefn.image.elastic)
        if elastic:
            return 0.0, spare / elastic
        if self.style.alignment == TA_CENTER:
            return spare / 2, 0.0
        return (spare, 0.0) if self.style.alignment == TA_RIGHT else (0.0, 0.0)

    def _draw_run(self, canvas: TaggedCanvas, run: _Run, following: Mark) -> _Run:
        """Draw a run's words and its link, and return the next run."""
        if not run.words:
            return _Run(following)
        element = self.element
        for inner in run.mark.path:
            element.attach(inner)
            element = inner
        with canvas.tagged(element):
            canvas.drawText(_text_object(canvas, run))
        if run.mark.target:
            self._draw_link(canvas, element, run)
        return _Run(following)

    def _draw_link(self, canvas: TaggedCanvas, element: Element, run: _Run) -> None:
        size = self.style.fontSize
        canvas.setLineWidth(0.6)
        for y, left, right in _by_line(run.extents):
            canvas.line(left, y - 0.13 * size, right, y - 0.13 * size)  # told by more than colour
            box = (left, y - 0.25 * size, right, y + 0.95 * size)
            canvas.add_link(element, run.mark.target, run.mark.description, box)


def _text_object(canvas: TaggedCanvas, run: _Run) -> Any:
    """Return one text object with all words of a run."""
    text = canvas.beginText()
    font: tuple[str, float] | None = None
    color, rise, line = None, 0.0, None
    for x, y, piece, words in run.words:
        if line != y:
            text.setTextOrigin(x, y)
            line = y
        if font != (piece.fontName, piece.fontSize):
            font = (piece.fontName, piece.fontSize)
            text.setFont(*font)
        if color != piece.textColor:
            color = piece.textColor
            text.setFillColor(color)
        if rise != piece.rise:
            rise = piece.rise
            text.setRise(rise)
        text.textOut(words)
    if rise:
        text.setRise(0)
    return text


def _by_line(extents: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Join the extents of pieces that follow each other in one line."""
    joined: list[tuple[float, float, float]] = []
    for y, left, right in extents:
        if joined and joined[-1][0] == y:
            joined[-1] = (y, joined[-1][1], right)
        else:
            joined.append((y, left, right))
    return iter(joined)


def _letters(piece: Any) -> int:
    """Count a piece's characters that are not spaces."""
    text: str = getattr(piece, "text", "") or ""
    return len(text) - text.count(" ")


def _source(fragment: Any) -> str:
    text: str = getattr(fragment, "text", "") or " ".join(getattr(fragment, "words", ()))
    return text
