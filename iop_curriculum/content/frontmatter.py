"""YAML → plain data with the place of every key and value. The only module that knows YAML.

A small, safe YAML: mappings, lists, text, whole numbers, true/false and null. No anchors, aliases, tags or second
documents, no key twice. `18:30`, `no`, `1.10`, `2027-01-04` and `010` stay text, as their authors meant them. Built
from the event stream without recursion, so that deep nesting can't exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from iop_curriculum.content import faults
from iop_curriculum.content.model import KeyPath
from iop_curriculum.diagnostics import Checked, Diagnostic
from iop_curriculum.source import Source, Span

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, and the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

DEEPEST = 20
_WHOLE_NUMBER = re.compile(r"0|-?[1-9]\d{0,14}")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)(?:^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)
_TAB_INDENT = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)


@dataclass(slots=True)
class Data:
    """Plain data and where its keys and values stand in the file."""

    value: Any = None
    key_spans: dict[KeyPath, Span] = field(default_factory=dict)
    value_spans: dict[KeyPath, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A document's front matter and the offset at which its body begins."""

    data: Data
    body_start: int


def read_front_matter(source: Source) -> Checked[FrontMatter | None]:
    """Read the front matter of a Markdown file; None where there is none that can be read."""
    found = _FRONT_MATTER.match(source.text)
    if not found:
        end = source.line_span(1).end
        message = "The file does not begin with front matter."
        if source.text.startswith("---"):
            message = "The front matter is not closed by a second line `---`."
        return Checked(None, (faults.MISSING_FRONT_MATTER.at(source, Span(0, end), message),))
    data = read_yaml(source, Span(found.start("yaml"), found.end("yaml")))
    if data.value is None:
        return Checked(None, data.diagnostics)
    return Checked(FrontMatter(data.value, found.end()), data.diagnostics)


def read_yaml(source: Source, within: Span | None = None) -> Checked[Data | None]:
    """Read a YAML file, or the part of a file in a span; None where it can't be read."""
    within = within or Span(0, len(source.text))
    text = source.text[within.start : within.end]
    tabs = [
        faults.TAB_IN_FRONT_MATTER.at(
            source, Span(m.start(), m.end()).shifted(within.start), "A tab indents this line."
        )
        for m in _TAB_INDENT.finditer(text)
    ]
    if tabs:
        return Checked(None, tuple(tabs))
    reader = _Reader(source, within.start)
    try:
        return reader.read(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        return Checked(None, (*reader.found, _broken(source, within, error)))
    except yaml.YAMLError as error:
        message = f"The YAML can't be read: {error}."
        return Checked(None, (*reader.found, faults.BROKEN_YAML.at(source, within, message)))


def _broken(source: Source, within: Span, error: yaml.MarkedYAMLError) -> Diagnostic:
    quote_open = error.context is not None and "quoted scalar" in error.context
    opened_here = quote_open or (error.context is not None and "flow" in error.context)
    mark = error.context_mark if opened_here and error.context_mark else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    first_line = source.position(within.start).line
    start = min(source.lines.line_start(first_line + line) + column, within.end)
    end = max(start, source.line_span(source.position(start).line).end)
    message, hint = _in_plain_words(error, source.text[start:end], quote_open)
    return faults.BROKEN_YAML.at(source, Span(start, end), message, hint)


def _in_plain_words(error: yaml.MarkedYAMLError, rest: str, quote_open: bool) -> tuple[str, str]:
    """Say what YAML's message means to somebody who has never heard of YAML."""
    problem = error.problem or ""
    if quote_open:
        return "A quotation mark is opened here and never closed.", "Close it at the end of the text."
    if "mapping values are not allowed" in problem:
        return (
            "A colon stands where none may.",
            'Put the whole text in double quotes: `title: "Anxiety: the basics"`; or check the indent of this line.',
        )
    if "did not find expected key" in problem or "expected <block end>" in problem:
        return "This line does not fit the ones before it.", "Indent it as much as the lines that it belongs to."
    if "could not find expected ':'" in problem:
        return "A colon is missing behind the key.", "Write `key: value`."
    if "did not find expected ',' or ']'" in problem or "expected ',' or ']'" in problem:
        return "A list in square brackets is not closed.", "Write `[one, two]`."
    if "cannot start any token" in problem:
        return f"A text can't begin with `{rest[:1]}` here.", "Put the text in double quotes."
    return f"This can't be read: {problem}.", ""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    value: dict[str, Any] | list[Any]
    path: KeyPath
    start: int
    key: str | None = None
    key_known: bool = False
    skip: bool = False


class _Reader:
    """Builds data from YAML events."""

    def __init__(self, source: Source, first: int) -> None:
        self._source = source
        self._first_line = source.position(first).line
        self._data = Data()
        self._stack: list[_Open] = []
        self.found: list[Diagnostic] = []

    def read(self, events: Iterator[Any]) -> Checked[Data | None]:
        """Consume the events; None where something makes the data useless."""
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(faults.BROKEN_YAML, event, "A second document begins here.", "Take this `---` out.")
                    return Checked(None, tuple(self.found))
            if not self._take(event):
                return Checked(None, tuple(self.found))
        return Checked(self._data, tuple(self.found))

    def _offset(self, mark: Any) -> int:
        return self._source.lines.line_start(self._first_line + mark.line) + int(mark.column)

    def _span(self, event: Any) -> Span:
        return Span(self._offset(event.start_mark), self._offset(event.end_mark))

    def _fault(self, rule: Any, event: Any, message: str, hint: str = "") -> None:
        self.found.append(rule.at(self._source, self._span(event), message, hint))

    def _take(self, event: Any) -> bool:
        """Take one event; False where reading must stop."""
        if isinstance(event, yaml.AliasEvent):
            self._fault(faults.YAML_ANCHOR, event, f"`*{event.anchor}` is a YAML alias.")
            return False
        if getattr(event, "anchor", None):
            self._fault(faults.YAML_ANCHOR, event, f"`&{event.anchor}` is a YAML anchor.")
            return False
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                self._fault(faults.YAML_ANCHOR, event, f"`{event.tag}` is a YAML tag.")
                return False
            return self._scalar(event)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._open(event)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(event)
        return True

    def _scalar(self, event: Any) -> bool:
        plain = event.implicit[0] and not event.style
        top = self._stack[-1] if self._stack else None
        if top and isinstance(top.value, dict) and not top.key_known:
            self._key(top, event)
            return True
        self._add(_value(event.value) if plain else event.value, self._span(event))
        return True

    def _key(self, top: _Open, event: Any) -> None:
        key = str(event.value)
        top.key, top.key_known = key, True
        top.skip = key in top.value
        if top.skip:
            self._fault(faults.DUPLICATE_KEY, event, f"The key `{key}` stands twice.")
        else:
            self._data.key_spans[(*top.path, key)] = self._span(event)

    def _path_of_next(self) -> KeyPath:
        if not self._stack:
            return ()
        top = self._stack[-1]
        return (*top.path, len(top.value) if isinstance(top.value, list) else str(top.key))

    def _add(self, value: Any, span: Span | None) -> None:
        if span is not None:
            self._data.value_spans.setdefault(self._path_of_next(), span)
        if not self._stack:
            self._data.value = value
            return
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            return
        if not top.skip:
            top.value[str(top.key)] = value
        top.key, top.key_known = None, False

    def _open(self, event: Any) -> bool:
        if len(self._stack) >= DEEPEST:
            self._fault(faults.TOO_DEEP, event, f"Keys and lists are nested more than {DEEPEST} deep.")
            return False
        if event.tag is not None:
            self._fault(faults.YAML_ANCHOR, event, f"`{event.tag}` is a YAML tag.")
            return False
        if self._stack and isinstance(self._stack[-1].value, dict) and not self._stack[-1].key_known:
            self._fault(faults.BROKEN_YAML, event, "A key can't be a list.", "Write `key: value`.")
            return False
        path = self._path_of_next()
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Open(value, path, self._offset(event.start_mark)))
        return True

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        end = self._offset(event.end_mark)
        while end > done.start and self._source.text[end - 1 : end].isspace():
            end -= 1
        self._data.value_spans.setdefault(done.path, Span(done.start, max(done.start, end)))
        self._add(done.value, None)


def _value(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
