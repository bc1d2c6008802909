"""Editors complete and check by the same specs that files are read by."""

import json

import pytest
from jsonschema import Draft202012Validator

from iop_curriculum.content.frontmatter import read_front_matter, read_yaml
from iop_curriculum.content.json_schema import SCHEMAS, json_schemas
from iop_curriculum.content.library import load
from iop_curriculum.source import Source
from tests.content.test_library import HANDOUT, MODULE, PROGRAM, VOCABULARY, project

LIBRARY = load(project()).value


@pytest.mark.parametrize("name", [name for name, _, _ in SCHEMAS])
def test_each_schema_is_valid_and_can_be_written_as_json(name):
    schema = json_schemas(LIBRARY)[name]
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(("name", "text"), [("module", MODULE), ("handout", HANDOUT)])
def test_front_matter_that_is_read_also_passes_the_schema(name, text):
    data = read_front_matter(Source("x.md", text)).value.data.value
    Draft202012Validator(json_schemas(LIBRARY)[name]).validate(data)


@pytest.mark.parametrize(("name", "text"), [("program", PROGRAM), ("vocabulary", VOCABULARY)])
def test_own_files_pass_their_schema(name, text):
    Draft202012Validator(json_schemas(LIBRARY)[name]).validate(read_yaml(Source("x.yml", text)).value.value)


def test_the_vocabulary_becomes_pick_lists():
    properties = json_schemas(LIBRARY)["module"]["properties"]
    assert properties["conditions"]["items"]["enum"] == ["all", "anxiety"]
    assert properties["format"]["enum"] == ["psychoeducation-group"]
    assert properties["handouts"]["items"]["enum"] == ["alarm"]


def test_every_key_of_every_file_is_described():
    bare = [
        f"{name}.{key}"
        for name, spec, _ in SCHEMAS
        for key, field in spec.model_fields.items()
        if name not in ("glossary", "rule-pack", "vocabulary") and not field.description
    ]
    assert bare == []
