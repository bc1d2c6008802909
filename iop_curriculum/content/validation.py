"""Plain data → typed specs, and pydantic's complaints → diagnostics in words that a clinician understands.

A spec with faults is completed by stand-ins as far as can be, so that one bad key hides no other fault of the document.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from iop_curriculum.content import faults
from iop_curriculum.content.frontmatter import Data
from iop_curriculum.content.model import KeyPath
from iop_curriculum.diagnostics import Checked, Diagnostic
from iop_curriculum.source import Source, Span

Spec = TypeVar("Spec", bound=BaseModel)

_PATTERNS = {
    r"^\d+\.\d+\.\d+$": 'three numbers such as "1.0.0"',
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and hyphens, such as `my-alarm-map`",
    r"^([01]?\d|2[0-3]):[0-5]\d$": 'a time such as "17:30"',
    r"^[A-Z]{3}\d{3}$": "a rule's code such as `WRD012`",
    r"^[A-Z]{1,6}$": "one to six capital letters",
    r"^#[0-9a-fA-F]{6}$": 'a color such as "#1f5f66" (in quotes)',
    r"^[a-z0-9-]+@\d+\.\d+\.\d+$": "a document and its version, such as `alarm-and-avoidance@1.0.0`",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "a language code such as `en` or `es`",
}
_KINDS = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
    "string_type": "text",
    "tuple_type": "a list, such as `[one, two]`",
    "list_type": "a list, such as `[one, two]`",
    "dict_type": "keys with values under it",
    "mapping_type": "keys with values under it",
    "model_type": "keys with values under it",
    "model_attributes_type": "keys with values under it",
    "date_type": "a date such as 2027-01-04",
    "date_parsing": "a date such as 2027-01-04",
    "date_from_datetime_parsing": "a date such as 2027-01-04",
    "date_from_datetime_inexact": "a date such as 2027-01-04",
}


# What stands in for a needed key with a fault while the rest of a document is checked: first something valid, so that
# the others can be read, then something empty, which every check passes over.
_VALID = {
    "title": "x", "summary": "x", "version": "0.0.0", "topics": ["x"], "conditions": ["x"], "license": "x",
    "approaches": ["x"], "format": "x", "session_minutes": 1, "entry": "open", "objectives": ["x"], "language": "en",
}  # fmt: skip
_EMPTY = {
    "title": "", "summary": "", "topics": (), "conditions": (), "license": "", "approaches": (), "format": "",
    "session_minutes": 0, "objectives": (),
}  # fmt: skip


def validate(spec: type[Spec], data: Data, source: Source) -> Checked[Spec | None]:
    """Return the typed spec and one diagnostic for each fault.

    A document's keys with faults are left empty, for checking only: there is an error, so nothing is built. The value
    is None where even that does not help.
    """
    if not isinstance(data.value, dict):
        message = "This file needs keys with values, such as `title: …`."
        return Checked(None, (faults.WRONG_VALUE.at(source, Span(0, source.line_span(1).end), message),))
    try:
        return Checked(spec.model_validate(data.value))
    except ValidationError as error:
        return Checked(_mended(spec, data.value, error), tuple(_diagnostics(spec, data, source, error)))


def _mended(spec: type[Spec], value: dict[str, Any], error: ValidationError) -> Spec | None:
    wrong = {str(item["loc"][0]) for item in error.errors(include_url=False) if item["loc"]}
    kept = {key: given for key, given in value.items() if key not in wrong}
    try:
        whole = spec.model_validate({**{key: _VALID[key] for key in wrong & _VALID.keys()}, **kept})
    except ValidationError:
        return None
    return whole.model_copy(update={key: _EMPTY[key] for key in wrong & _EMPTY.keys()})


def _diagnostics(spec: type[BaseModel], data: Data, source: Source, error: ValidationError) -> list[Diagnostic]:
    found: dict[tuple[Span, str, str], Diagnostic] = {}
    for item in error.errors(include_url=False):
        path = known_path(data, item["loc"])
        diagnostic = _diagnostic(spec, data, source, path, item)
        # A union complains once for each of its kinds: one message a place is enough.
        about = "" if diagnostic.code == faults.WRONG_VALUE.code else diagnostic.message
        place = (_span(data, path, key=item["type"] == "extra_forbidden"), diagnostic.code, about)
        found.setdefault(place, diagnostic)
    return list(found.values())


def known_path(data: Data, loc: tuple[int | str, ...]) -> KeyPath:
    """Return the part of pydantic's location that exists in the file; kinds of unions are left out."""
    path: KeyPath = ()
    here = data.value
    for step in loc:
        if isinstance(here, Mapping) and step in here:
            here, path = here[str(step)], (*path, step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here, path = here[step], (*path, step)
    return path


def _span(data: Data, path: KeyPath, *, key: bool = False) -> Span:
    if key and path in data.key_spans:
        return data.key_spans[path]
    for length in range(len(path), 0, -1):
        found = data.value_spans.get(path[:length]) or data.key_spans.get(path[:length])
        if found:
            return found
    return min(data.key_spans.values(), default=Span(0, 0))


def _diagnostic(spec: type[BaseModel], data: Data, source: Source, path: KeyPath, item: Any) -> Diagnostic:
    kind, name = item["type"], str(item["loc"][-1])
    if kind == "missing":
        span = data.key_spans.get(path) or (
            _span(data, path) if path else min(data.key_spans.values(), default=Span(0, 0))
        )
        about = _description(spec, name)
        return faults.MISSING_KEY.at(source, span, f"The key `{name}` is missing{_inside(path)}.", about)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(name, _keys(spec, path[:-1]), n=1)
        hint = f"Did you mean `{near[0]}`?" if near else ""
        return faults.UNKNOWN_KEY.at(source, _span(data, path, key=True), f"The key `{name}` is not known here.", hint)
    what = _quoted(item.get("input"))
    key = _key_of(path)
    message = f"{key} takes {_expected(item)}, not {what}."
    return faults.WRONG_VALUE.at(source, _span(data, path), message, _description(spec, key.strip("`")))


def _inside(path: KeyPath) -> str:
    names = [str(p) for p in path if isinstance(p, str)]
    return f" in `{names[-1]}`" if names else ""


def _key_of(path: KeyPath) -> str:
    names = [str(p) for p in path if isinstance(p, str)]
    return f"`{names[-1]}`" if names else "This"


def _quoted(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    words = str(value)
    return f"`{words if len(words) <= 50 else words[:47] + '…'}`"


def _expected(item: Any) -> str:
    kind, context = item["type"], item.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context.get("pattern", ""), "another form of text")
    if kind in ("literal_error", "enum"):
        return "one of " + str(context.get("expected", "")).replace("'", "`").replace(" or ", ", ")
    if kind in ("too_short", "string_too_short"):
        return "at least one value" if kind == "too_short" else "text"
    if kind == "string_too_long":
        return f"at most {context.get('max_length')} characters"
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        return f"{'at least' if 'ge' in context else 'at most'} {limit}"
    return _KINDS.get(kind, "another kind of value")


def _fields(spec: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in spec.model_fields.items()}


def _keys(spec: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that are known at a place, as far as the top level tells."""
    if not path:
        return list(_fields(spec))
    field = _fields(spec).get(str(path[0]))
    return sorted(_nested_keys(field.annotation)) if field else []


def _nested_keys(annotation: Any) -> set[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return set(_fields(annotation))
    keys: set[str] = set()
    for part in getattr(annotation, "__args__", ()):
        keys |= _nested_keys(part)
    return keys


def _description(spec: type[BaseModel], name: str) -> str:
    field = _fields(spec).get(name)
    if field is None or not field.description:
        return ""
    example = f" For example: `{field.examples[0]}`." if field.examples else ""
    return f"{field.description}{example}"
