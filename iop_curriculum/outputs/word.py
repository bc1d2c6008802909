"""Handouts and worksheets → editable, accessible Word files (`.docx`), by way of pandoc's JSON tree.

Headings, lists, tables and pictures become Word's own styles, so that Word's navigation and a screen reader find them.
Fields become what people expect in Word: underscores, boxes, empty cells. Only with `build --docx`.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from iop_curriculum import pandoc
from iop_curriculum.content import blocks as b
from iop_curriculum.content.dialect import label_of
from iop_curriculum.content.model import PatientDocument, localised
from iop_curriculum.content.schema import HelpLine, ProgramSpec
from iop_curriculum.outputs.artefacts import Artefact, Job
from iop_curriculum.outputs.inputs import Inputs

Node = dict[str, Any]

_NONE = ["", [], []]
_LINE_WIDTH = 60
_SHORTEST_BLANK = 8


def plan_word(inputs: Inputs) -> Iterable[Job]:
    """Plan a Word file for each handout and worksheet."""
    program = inputs.library.program.spec
    for document in inputs.library.patient_documents:
        pictures = tuple(sorted(_pictures_of(inputs, document)))
        artefact = Artefact(
            f"docx/{document.folder}/{document.key}.docx",
            "print",
            "word",
            (document.file.path,),
            document_version=document.spec.version,
            language=document.spec.language,
            audience=document.spec.audience,
            license=document.spec.license,
        )
        yield Job(artefact, render_word, (document, program, pictures))


def _pictures_of(inputs: Inputs, document: PatientDocument) -> Iterable[tuple[str, bytes]]:
    for node in (*b.walk(document.blocks), *b.inlines(document.blocks)):
        if isinstance(node, b.Figure | b.Image):
            path = posixpath.normpath(posixpath.join(document.folder, node.source))
            picture = inputs.library.pictures.get(path)
            if picture:
                yield path, picture.data


def render_word(document: PatientDocument, program: ProgramSpec, pictures: tuple[tuple[str, bytes], ...]) -> bytes:
    """Return one document as `.docx`. Raises `pandoc.PandocError`."""
    tree = word_tree(document, program)
    with tempfile.TemporaryDirectory(prefix="iop-word-") as folder:
        for path, data in pictures:
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return pandoc.to_word(tree, Path(folder))


def word_tree(document: PatientDocument, program: ProgramSpec) -> Node:
    """Return pandoc's JSON tree of a document, the crisis block in its place."""
    writer = _Writer(document)
    body = writer.blocks(document.blocks)
    crisis = _crisis_block(program.lines, document.spec.language)
    if any(isinstance(block, b.CrisisPlace) for block in b.walk(document.blocks)):
        body = [n for node in body for n in (crisis if node == _CRISIS_PLACE else [node])]
    elif document.spec.crisis == "top":
        body = [*crisis, *body]
    else:
        body = [*body, *crisis]
    meta = {
        "title": {"t": "MetaInlines", "c": _words(document.spec.title)},
        "lang": {"t": "MetaString", "c": document.spec.language},
    }
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": body}


_CRISIS_PLACE: Node = {"t": "Null"}


def _crisis_block(lines: Sequence[HelpLine], language: str) -> list[Node]:
    nodes = []
    for line in lines:
        contact = localised(line.contact, language) if line.contact else "_" * _LINE_WIDTH
        label: Node = {"t": "Strong", "c": _words(localised(line.label, language) + ":")}
        nodes.append({"t": "Plain", "c": [label, {"t": "Space"}, *_words(contact)]})
    return [{"t": "BulletList", "c": [[node] for node in nodes]}] if nodes else []


def _words(text: str) -> list[Node]:
    """Return text as pandoc's words and spaces."""
    out: list[Node] = []
    for number, word in enumerate(text.split(" ")):
        if number:
            out.append({"t": "Space"})
        if word:
            out.append({"t": "Str", "c": word})
    return out


class _Writer:
    """Blocks → pandoc's nodes, by type."""

    def __init__(self, document: PatientDocument) -> None:
        self._folder = document.folder
        self._notes: dict[str, b.Footnote] = {
            note.name: note for block in document.blocks if isinstance(block, b.Footnotes) for note in block.notes
        }
        self._makers: dict[type, Callable[[Any], list[Node]]] = {
            b.Heading: self._heading, b.Paragraph: self._paragraph, b.List: self._list, b.Quote: self._quote,
            b.DefinitionList: self._definitions, b.Table: self._table, b.CodeBlock: self._code,
            b.ThematicBreak: self._break, b.Figure: self._figure, b.Admonition: self._admonition,
            b.Callout: self._callout, b.Footnotes: self._footnotes, b.CrisisPlace: self._crisis_place,
            b.WritingLines: self._lines, b.Scale: self._scale, b.Choose: self._choose, b.DrawingBox: self._box,
        }  # fmt: skip

    def blocks(self, blocks: Sequence[b.Block]) -> list[Node]:
        return [node for block in blocks for node in self._makers[type(block)](block)]

    # ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, content: Sequence[b.Inline]) -> list[Node]:
        return [node for inline in content for node in self._inline(inline)]

    def _inline(self, node: b.Inline) -> list[Node]:
        match node:
            case b.Text():
                return _words(node.text)
            case b.Emphasis():
                return [{"t": "Emph", "c": self.inlines(node.content)}]
            case b.Strong():
                return [{"t": "Strong", "c": self.inlines(node.content)}]
            case b.Code():
                return [{"t": "Code", "c": [_NONE, node.text]}]
            case b.Link():
                return [{"t": "Link", "c": [_NONE, self.inlines(node.content), [node.target, node.title]]}]
            case b.Image():
                return [self._image(node.source, node.alt, node.title)]
            case b.LineBreak():
                return [{"t": "LineBreak"}]
            case b.FootnoteReference():
                note = self._notes.get(node.name)
                return [{"t": "Note", "c": self.blocks(note.blocks)}] if note else []
            case b.Blank():
                return _words("_" * (max(_SHORTEST_BLANK, node.width) if node.width else _LINE_WIDTH))

    def _image(self, source: str, alt: str, title: str) -> Node:
        path = posixpath.normpath(posixpath.join(self._folder, source))
        return {"t": "Image", "c": [_NONE, _words(alt), [path, title]]}

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _heading(self, block: b.Heading) -> list[Node]:
        return [{"t": "Header", "c": [block.level, [block.anchor, [], []], self.inlines(block.content)]}]

    def _paragraph(self, block: b.Paragraph) -> list[Node]:
        return [{"t": "Para", "c": self.inlines(block.content)}]

    def _list(self, block: b.List) -> list[Node]:
        items = [self._item(item, block.tight) for item in block.items]
        if block.ordered:
            return [{"t": "OrderedList", "c": [[block.start, {"t": "Decimal"}, {"t": "Period"}], items]}]
        return [{"t": "BulletList", "c": items}]

    def _item(self, item: b.ListItem, tight: bool) -> list[Node]:
        nodes = self.blocks(item.blocks)
        if item.checked is not None:
            box = [{"t": "Str", "c": "☒" if item.checked else "☐"}, {"t": "Space"}]
            if nodes and nodes[0]["t"] == "Para":
                nodes[0] = {"t": "Para", "c": [*box, *nodes[0]["c"]]}
            else:
                nodes.insert(0, {"t": "Para", "c": box})
        return [{**n, "t": "Plain"} if tight and n["t"] == "Para" else n for n in nodes]

    def _definitions(self, block: b.DefinitionList) -> list[Node]:
        entries = []
        for definition in block.definitions:
            terms = [n for number, term in enumerate(definition.terms) for n in [*_comma(number), *self.inlines(term)]]
            entries.append([terms, [self.blocks(explanation) for explanation in definition.explanations]])
        return [{"t": "DefinitionList", "c": entries}]

    def _table(self, block: b.Table) -> list[Node]:
        names = {b.Alignment.LEFT: "AlignLeft", b.Alignment.CENTRE: "AlignCenter", b.Alignment.RIGHT: "AlignRight"}
        columns = [
            [{"t": names[a]}, {"t": "ColWidth", "c": round(1 / len(block.alignments), 4)}] for a in block.alignments
        ]
        head = [_NONE, [self._row(block.header)]] if any(cell.content for cell in block.header) else [_NONE, []]
        body = [_NONE, 0, [], [self._row(row) for row in block.rows]]
        table = {"t": "Table", "c": [_NONE, [None, []], columns, head, [body], [_NONE, []]]}
        return [*self.blocks(block.caption), table]

    def _row(self, cells: Sequence[b.Cell]) -> list[Any]:
        return [_NONE, [self._cell(cell) for cell in cells]]

    def _cell(self, cell: b.Cell) -> list[Any]:
        content = [{"t": "Plain", "c": self.inlines(cell.content)}] if cell.content else []
        return [_NONE, {"t": "AlignDefault"}, 1, 1, content]

    def _quote(self, block: b.Quote) -> list[Node]:
        return [{"t": "BlockQuote", "c": self.blocks(block.blocks)}]

    def _code(self, block: b.CodeBlock) -> list[Node]:
        return [{"t": "CodeBlock", "c": [_NONE, block.text]}]

    def _break(self, block: b.ThematicBreak) -> list[Node]:
        return [{"t": "HorizontalRule"}]

    def _figure(self, block: b.Figure) -> list[Node]:
        image = {"t": "Para", "c": [self._image(block.source, block.alt, "")]}
        caption = [{"t": "Para", "c": [{"t": "Emph", "c": _words(block.caption)}]}] if block.caption else []
        return [image, *caption]

    def _titled(self, title: str, blocks: Sequence[b.Block]) -> list[Node]:
        head = [{"t": "Para", "c": [{"t": "Strong", "c": _words(title)}]}] if title else []
        return [{"t": "BlockQuote", "c": [*head, *self.blocks(blocks)]}]

    def _admonition(self, block: b.Admonition) -> list[Node]:
        return self._titled(block.title, block.blocks)

    def _callout(self, block: b.Callout) -> list[Node]:
        return self._titled(label_of(block), block.blocks)

    def _footnotes(self, block: b.Footnotes) -> list[Node]:
        return []  # each stands at its reference

    def _crisis_place(self, block: b.CrisisPlace) -> list[Node]:
        return [_CRISIS_PLACE]

    # ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines(self, block: b.WritingLines) -> list[Node]:
        line = {"t": "Para", "c": _words("_" * _LINE_WIDTH)}
        return [*self.blocks(block.question), *([line] * block.count)]

    def _scale(self, block: b.Scale) -> list[Node]:
        points = "   ".join(str(n) for n in range(block.low, block.high + 1))
        ends = f"{block.low} = {block.low_words}; {block.high} = {block.high_words}"
        return [*self.blocks(block.question), {"t": "Para", "c": _words(points)}, {"t": "Para", "c": _words(ends)}]

    def _choose(self, block: b.Choose) -> list[Node]:
        items = [
            [{"t": "Plain", "c": [{"t": "Str", "c": "☐"}, {"t": "Space"}, *self.inlines(option.content)]}]
            for option in block.options
        ]
        return [*self.blocks(block.question), {"t": "BulletList", "c": items}]

    def _box(self, block: b.DrawingBox) -> list[Node]:
        column = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 1.0}]]
        room = [{"t": "Para", "c": [{"t": "LineBreak"}]} for _ in range(max(1, round(block.height / 8)))]
        body = [_NONE, 0, [], [[_NONE, [[_NONE, {"t": "AlignDefault"}, 1, 1, room]]]]]
        table = {"t": "Table", "c": [_NONE, [None, []], column, [_NONE, []], [body], [_NONE, []]]}
        return [*self.blocks(block.question), table]


def _comma(number: int) -> list[Node]:
    return [{"t": "Str", "c": ","}, {"t": "Space"}] if number else []
