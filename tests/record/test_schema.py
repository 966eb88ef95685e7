import json

import pytest
from jsonschema import Draft202012Validator

from dragoman.record.json import to_json
from dragoman.record.model import Record
from dragoman.record.schema import to_schema


@pytest.fixture(scope="module")
def validator():
    Draft202012Validator.check_schema(to_schema())
    return Draft202012Validator(to_schema())


def test_a_full_record_fits(validator, record):
    validator.validate(json.loads(json.dumps(to_json(record))))


def test_an_empty_record_fits(validator, record):
    validator.validate(to_json(Record(record.report)))


def set_status(written, value):
    written["events"][0]["status"] = value


@pytest.mark.parametrize(
    "spoil",
    [
        lambda written: set_status(written, "maybe"),
        lambda written: set_status(written, None),
        lambda written: written.pop("notes"),
        lambda written: written["events"][0].update(mood="sad"),
        lambda written: written["events"][0].update(source="a1"),
        lambda written: written["claims"][0].update(speaker=3),
        lambda written: written.update(schema="dragoman/record/0"),
        lambda written: written["report"].update(published_basis="guess"),
        lambda written: written["events"][0].update(trigger=None),
    ],
)
def test_a_spoilt_record_does_not_fit(validator, record, spoil):
    written = to_json(record)
    spoil(written)
    assert not validator.is_valid(written)


def test_none_stands_where_the_model_allows_it(validator, record):
    written = to_json(record)
    written["events"][0].update(when=None, where=None, status_cue=None, mode=None)
    written["report"].update(published_basis=None)
    validator.validate(written)


def test_every_definition_says_what_it_is():
    schema = to_schema()
    for definition in [schema, *schema["$defs"].values()]:
        assert definition["description"]
        assert definition["required"] == list(definition["properties"])


def test_the_schema_key_comes_first():
    assert next(iter(to_schema()["properties"])) == "schema"


def test_the_schema_is_plain_json():
    assert json.loads(json.dumps(to_schema())) == to_schema()
