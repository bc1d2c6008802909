"""The specs and a programme's vocabulary → JSON Schemas (2020-12) that editors complete and check by.

Ids of the vocabulary, of documents and of rules become pick lists; short forms (a name instead of `{module: name}`)
are allowed as they are when files are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from iop_curriculum.content.model import Library, Vocabulary
from iop_curriculum.content.schema import (
    CurriculumSpec,
    GlossarySpec,
    ModuleSpec,
    PatientSpec,
    ProgramSpec,
    RulePackSpec,
    VocabularySpec,
)

Schema = dict[str, Any]

# File name of each schema, the spec it describes, and the files it is for.
SCHEMAS: tuple[tuple[str, type[BaseModel], tuple[str, ...]], ...] = (
    ("module", ModuleSpec, ("modules/*.md",)),
    ("handout", PatientSpec, ("handouts/*.md",)),
    ("worksheet", PatientSpec, ("worksheets/*.md",)),
    ("program", ProgramSpec, ("curriculum/program.yml",)),
    ("vocabulary", VocabularySpec, ("curriculum/vocabulary.yml",)),
    ("glossary", GlossarySpec, ("curriculum/glossary.yml",)),
    ("curriculum", CurriculumSpec, ("curriculum/*.yml",)),
    ("rule-pack", RulePackSpec, ("curriculum/rules/*.yml",)),
)
_VOCABULARY_KEYS = {
    "topics": "topics",
    "conditions": "conditions",
    "adapted_for": "conditions",
    "approaches": "approaches",
    "techniques": "techniques",
    "format": "formats",
    "serves": "conditions",
    "requires": "topics",
    "service": "services",
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas(library: Library | None) -> Mapping[str, Schema]:
    """Return each schema by name; with a library, ids that exist in it become pick lists."""
    return {name: _schema(name, spec, library) for name, spec, _ in SCHEMAS}


def _schema(name: str, spec: type[BaseModel], library: Library | None) -> Schema:
    schema = {"$schema": _DRAFT, **spec.model_json_schema(by_alias=True)}
    schema["title"] = name
    _allow_short_forms(schema)
    if library is not None:
        _add_choices(schema, library)
    return schema


def _allow_short_forms(schema: Schema) -> None:
    """Where a name may stand for `{module: name}`, and text for `{en: text}`, say so."""
    for part in _parts(schema):
        items = part.get("items")
        if isinstance(items, dict) and items.get("$ref", "").endswith(("/PlacedSession", "/Prerequisite")):
            part["items"] = {"anyOf": [{"type": "string"}, items]}
        for key in ("label", "contact", "definition"):
            value = part.get("properties", {}).get(key)
            if isinstance(value, dict) and "anyOf" not in value and value.get("type") == "object":
                part["properties"][key] = {"anyOf": [{"type": "string"}, value]}


def _add_choices(schema: Schema, library: Library) -> None:
    for part in _parts(schema):
        for key, value in part.get("properties", {}).items():
            choices = _choices(key, library)
            if not choices:
                continue
            target = value.get("items", value)
            if target.get("type") == "string" and "enum" not in target:
                target["enum"] = [name for name, _ in choices]
                target["enumDescriptions"] = [words for _, words in choices]


def _choices(key: str, library: Library) -> Sequence[tuple[str, str]]:
    group = _VOCABULARY_KEYS.get(key)
    if group:
        every = [("all", "All conditions")] if key == "conditions" else []
        return [*every, *_terms(library.vocabulary, group)]
    if key == "module":
        return [(slug, module.spec.title) for slug, module in library.modules.items()]
    if key in ("handouts", "worksheets"):
        documents = library.handouts if key == "handouts" else library.worksheets
        return [(slug, document.spec.title) for slug, document in documents.items()]
    if key == "topic_lines":
        return [(name, name) for name in library.program.spec.topic_lines]
    return []


def _terms(vocabulary: Vocabulary, group: str) -> list[tuple[str, str]]:
    return [(key, vocabulary.label(group, key)) for key in vocabulary.terms(group)]


def _parts(schema: Schema) -> list[Schema]:
    """Return all objects and arrays of a schema, its definitions included."""
    out: list[Schema] = []
    pending: list[Any] = [schema]
    while pending:
        here = pending.pop()
        if isinstance(here, dict):
            out.append(here)
            pending.extend(here.values())
        elif isinstance(here, list):
            pending.extend(here)
    return out
