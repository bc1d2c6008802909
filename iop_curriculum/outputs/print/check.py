"""What print can tell before it draws: a document → diagnostics. Rendering itself never fails on content."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from iop_curriculum.content.blocks import (
    Admonition,
    Block,
    Callout,
    Code,
    CodeBlock,
    Figure,
    Image,
    Scale,
    Table,
    Text,
    inlines,
    walk,
)
from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.diagnostics import Diagnostic, in_order
from iop_curriculum.outputs.print import fonts, svg
from iop_curriculum.outputs.print.context import picture_path
from iop_curriculum.outputs.print.pictures import read_picture
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.tables import column_widths
from iop_curriculum.rules import print_rules as faults
from iop_curriculum.source import Span

Document = Module | PatientDocument


def check_library(library: Library) -> tuple[Diagnostic, ...]:
    """Return what print can't do with any document of a library."""
    pictures = {path: picture.data for path, picture in library.pictures.items()}
    documents: list[Document] = [*library.modules.values(), *library.patient_documents]
    return in_order(found for document in documents for found in check_document(document, pictures))


def check_document(document: Document, pictures: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Return what print can't do with a guide, handout or worksheet. `pictures` is by project path.

    A picture that is not there is not told here: content has reported it.
    """
    return in_order((*_characters(document), *_pictures(document, pictures), *_tables(document)))


def _characters(document: Document) -> Iterator[Diagnostic]:
    for text, span in _texts(document):
        missing = fonts.missing_characters(text)
        if missing:
            names = ", ".join(f"“{c}” ({unicodedata.name(c, f'U+{ord(c):04X}').lower()})" for c in missing[:5])
            message = f"No bundled font can draw {names}."
            yield faults.MISSING_GLYPH.at(document.file.source, span, message)


def _texts(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield every text that is printed, with its place."""
    spec = document.spec
    yield spec.title, document.file.span_of("title")
    if isinstance(document, Module):
        yield spec.summary, document.file.span_of("summary")
        for number, objective in enumerate(document.spec.objectives):
            yield objective, document.file.span_of("objectives", number)
    for node in inlines(document.blocks):
        if isinstance(node, Text | Code):
            yield node.text, node.span
    for block in walk(document.blocks):
        text = _own_text(block)
        if text:
            yield text, block.span


def _own_text(block: Block) -> str:
    match block:
        case CodeBlock():
            return block.text
        case Figure():
            return block.caption
        case Admonition() | Callout():
            return block.title
        case Scale():
            return f"{block.low_words} {block.high_words}"
        case _:
            return ""


def _pictures(document: Document, pictures: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    shown = [(block.source, block.span) for block in walk(document.blocks) if isinstance(block, Figure)]
    shown += [(node.source, node.span) for node in inlines(document.blocks) if isinstance(node, Image)]
    for source, span in shown:
        path = picture_path(document.file.path, source)
        data = pictures.get(path)
        if data is None:
            continue
        at = document.file.source
        if read_picture(path, data) is None:
            yield faults.UNREADABLE_PICTURE.at(at, span, f"The picture `{path}` can't be drawn.")
        elif path.lower().endswith(".svg"):
            for fault in svg.read(data).faults:
                yield faults.UNDRAWABLE_FIGURE_PART.at(at, span, f"Print can't draw {fault} in `{path}`.")


def _tables(document: Document) -> Iterator[Diagnostic]:
    looks = (Sheet("guide"),) if isinstance(document, Module) else (Sheet("standard"), Sheet("large"))
    for block in walk(document.blocks):
        if not isinstance(block, Table):
            continue
        narrow = [sheet.look for sheet in looks if column_widths(block, sheet.width, sheet) is None]
        if narrow:
            where = "" if len(narrow) == len(looks) else f" in the {narrow[0]} edition"
            message = f"The table's {len(block.header)} columns do not fit on paper{where}."
            yield faults.TABLE_TOO_WIDE.at(document.file.source, block.span, message)
