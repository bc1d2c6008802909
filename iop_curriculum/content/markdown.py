"""The one door to Markdown: a body's text → typed blocks, and the extension that MkDocs loads by this module's name.

Only this module and its neighbours `markdown_*.py` import `markdown`. The same extension runs for print and for the
site, so that both read the same dialect.
"""

from __future__ import annotations

import difflib
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension

from iop_curriculum.content import faults
from iop_curriculum.content.blocks import Block, walk
from iop_curriculum.content.dialect import BLOCKS, EXTENSIONS, BlockSyntax
from iop_curriculum.content.lines import Fence, Lines, read_lines
from iop_curriculum.content.markdown_dialect import all_block_classes, refuse_raw_html, register
from iop_curriculum.content.markdown_fields import FieldNames
from iop_curriculum.content.markdown_html import HtmlControls
from iop_curriculum.content.markdown_tree import TreeReader
from iop_curriculum.content.model import Allowance, Audience
from iop_curriculum.content.places import Places
from iop_curriculum.diagnostics import Checked, Diagnostic
from iop_curriculum.source import Source, Span

# How many characters of nesting a line may have before it is refused rather than parsed.
_DEEPEST_INDENT = 200
_DEEPEST_QUOTE = 20


class IopExtension(BlocksExtension):
    """Callouts, fields, blanks and agenda times for Python-Markdown.

    With `tree=True` it stops before HTML is made and refuses raw HTML: that is how content is checked and printed.
    """

    def __init__(self, *args: Any, tree: bool = False, **kwargs: Any) -> None:
        self._tree = tree
        super().__init__(*args, **kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register everything that the dialect adds."""
        for block in all_block_classes():
            block_mgr.register(block, self.getConfigs())
        register(md)
        md.treeprocessors.register(FieldNames(md), "iop-field-names", 4)
        if self._tree:
            refuse_raw_html(md)
        else:
            md.treeprocessors.register(HtmlControls(md), "iop-html", 3)


def makeExtension(**kwargs: Any) -> IopExtension:  # noqa: N802
    """Return the extension; Python-Markdown looks for this name."""
    return IopExtension(**kwargs)


def to_html(body: str) -> str:
    """Return a body as HTML, exactly as MkDocs would render it with the dialect's extensions."""
    return Markdown(extensions=list(EXTENSIONS)).convert(body)


def parse_body(
    source: Source, first: int, audience: Audience
) -> Checked[tuple[tuple[Block, ...], tuple[Allowance, ...]]]:
    """Turn the text of a file from offset `first` on into blocks, with its local exceptions and all faults of form."""
    body = source.text[first:]
    lines = read_lines(body)
    places = Places(source, first)
    found = _fence_faults(source, places, lines)
    if too_deep := _too_deep(body):
        span = places.line_span(too_deep - 1)
        found.append(faults.TOO_DEEP.at(source, span, "This line is nested too deeply."))
        return Checked(((), ()), tuple(found))
    reader_and_root = _parse(source, first, lines, audience)
    if reader_and_root is None:
        found.append(faults.TOO_DEEP.at(source, None, "Something in this text is nested too deeply to be read."))
        return Checked(((), ()), tuple(found))
    reader, blocks = reader_and_root
    allowances = _allowances(places, lines, blocks)
    return Checked((blocks, allowances), (*found, *reader.found))


def _parse(source: Source, first: int, lines: Lines, audience: Audience) -> tuple[TreeReader, tuple[Block, ...]] | None:
    extensions: list[str | Extension] = [*EXTENSIONS[:-1], IopExtension(tree=True)]
    md = Markdown(extensions=extensions)
    try:
        text = lines.marked.split("\n")
        for preprocessor in md.preprocessors:
            text = preprocessor.run(text)
        root: Element | None = md.parser.parseDocument(text).getroot()
        assert root is not None  # noqa: S101 - a parsed document always has one; tells the type checker
        for treeprocessor in md.treeprocessors:
            replaced = treeprocessor.run(root)
            root = root if replaced is None else replaced
        reader = TreeReader(md, source, first, lines, audience)
        return reader, reader.read(root)
    except RecursionError:
        return None


def _too_deep(body: str) -> int:
    """Return the first line (from 1) that is nested too deeply to be parsed, or 0."""
    for number, line in enumerate(body.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" \t"))
        if indent > _DEEPEST_INDENT and line.strip():
            return number
        head = line.lstrip(" ")[: _DEEPEST_QUOTE * 2 + 2].replace(" ", "")
        if head.startswith(">" * (_DEEPEST_QUOTE + 1)):
            return number
    return 0


# ── fences ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fence_faults(source: Source, places: Places, lines: Lines) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for fence in lines.fences:
        span = places.line_span(fence.line)
        syntax = BLOCKS.get(fence.name)
        if syntax is None:
            found.append(_unknown_block(source, span, fence.name))
            continue
        found += _argument_faults(source, span, fence, syntax)
        found += _option_faults(source, places, fence, syntax)
    for fence in lines.unclosed:
        message = f"`/// {fence.name}` is never closed."
        found.append(faults.UNCLOSED_BLOCK.at(source, places.line_span(fence.line), message))
    for line in lines.stray_closers:
        found.append(faults.UNCLOSED_BLOCK.at(source, places.line_span(line), "This `///` closes nothing."))
    for line in lines.bad_allows:
        found.append(
            faults.BAD_ALLOWANCE.at(source, places.line_span(line), "This exception names no rule or no reason.")
        )
    return found


def _unknown_block(source: Source, span: Span, name: str) -> Diagnostic:
    near = difflib.get_close_matches(name, BLOCKS, n=1)
    hint = f"Did you mean `/// {near[0]}`?" if near else "There are: " + ", ".join(sorted(BLOCKS)) + "."
    return faults.UNKNOWN_BLOCK.at(source, span, f"There is no block called `{name}`.", hint)


def _argument_faults(source: Source, span: Span, fence: Fence, syntax: BlockSyntax) -> list[Diagnostic]:
    argument = fence.argument.strip()
    example = f"Write it like this: `{syntax.example}`."
    if not argument:
        if not syntax.required:
            return []
        return [faults.BAD_BLOCK.at(source, span, f"`/// {fence.name}` says nothing after a `|`.", example)]
    if syntax.argument is None:
        return [faults.BAD_BLOCK.at(source, span, f"`/// {fence.name}` takes nothing after a `|`.", example)]
    if not syntax.argument.fullmatch(argument):
        return [faults.BAD_BLOCK.at(source, span, f"`{argument}` is not what `/// {fence.name}` takes.", example)]
    return []


def _option_faults(source: Source, places: Places, fence: Fence, syntax: BlockSyntax) -> list[Diagnostic]:
    found = []
    for name, (value, line) in fence.options.items():
        span = places.line_span(line)
        pattern = syntax.options.get(name)
        if pattern is None:
            known = ", ".join(f"`{n}:`" for n in syntax.options) or "none"
            hint = f"`/// {fence.name}` has these options: {known}. Text needs an empty line before it and no indent."
            found.append(faults.BAD_BLOCK.at(source, span, f"`{name}` is no option of `/// {fence.name}`.", hint))
        elif not pattern.fullmatch(value):
            message = f"`{value}` is not what `{name}:` takes."
            found.append(faults.BAD_BLOCK.at(source, span, message))
    return found


# ── local exceptions ─────────────────────────────────────────────────────────────────────────────────────────────────


def _allowances(places: Places, lines: Lines, blocks: tuple[Block, ...]) -> tuple[Allowance, ...]:
    """Pair each exception with the next block of the outermost level or of a callout."""
    spans = sorted((block.span for block in walk(blocks)), key=lambda s: (s.start, -s.end))
    out = []
    for allow in lines.allows:
        here = places.line_span(allow.line)
        covered = next((span for span in spans if span.start >= here.end), Span(here.end, here.end))
        out.append(Allowance(allow.rule, allow.reason, here, covered))
    return tuple(out)
