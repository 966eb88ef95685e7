import json
import time
from dataclasses import replace

import pytest

from dragoman.errors import Malformed
from dragoman.record.json import from_json, to_json
from dragoman.record.model import Record


def test_a_record_comes_back_the_same(record):
    assert from_json(to_json(record)) == record


def test_a_record_comes_back_the_same_through_text(record):
    assert from_json(json.loads(json.dumps(to_json(record)))) == record


def test_an_empty_record_comes_back_the_same(record):
    bare = Record(record.report)
    assert from_json(json.loads(json.dumps(to_json(bare)))) == bare


def test_the_keys_stand_in_the_order_of_the_design(record):
    assert list(to_json(record)) == [
        "schema", "report", "actors", "places", "events", "claims", "casualties", "commitments",
        "positions", "notes",
    ]  # fmt: skip
    assert list(to_json(record)["events"][0]["trigger"]) == ["start", "end", "text"]


def test_the_json_holds_no_tuples(record):
    written = to_json(record)
    assert written == json.loads(json.dumps(written))
    assert type(written["events"]) is list
    assert type(written["events"][0]["source"]) is list


def test_writing_does_not_touch_the_record(record):
    written = to_json(record)
    written["events"][0]["source"].append("a9")
    assert record.events[0].source == ("a2",)


def break_at(written, path, value):
    for step in path[:-1]:
        written = written[step]
    written[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["events", 0, "status"], "maybe", "events[0].status"),
        (["events", 0, "status"], None, "events[0].status"),
        (["events", 0, "status"], ["actual"], "events[0].status"),
        (["events", 0, "when", "start"], 1997, "events[0].when.start"),
        (["events", 0, "trigger", "start"], True, "events[0].trigger.start"),
        (["events", 0, "trigger"], None, "events[0].trigger"),
        (["events", 0, "source"], "a2", "events[0].source"),
        (["events", 0, "source", 0], 2, "events[0].source[0]"),
        (["events", 0, "confidence"], float("nan"), "events[0].confidence"),
        (["events", 0, "confidence"], True, "events[0].confidence"),
        (["claims", 1, "quote"], 0, "claims[1].quote"),
        (["commitments", 0, "acts", 0, "act"], "forgot", "commitments[0].acts[0].act"),
        (["casualties", 0, "low"], 1.5, "casualties[0].low"),
        (["places"], {}, "places"),
        (["report"], [], "report"),
    ],
)
def test_a_wrong_value_is_named_by_its_place(record, path, value, where):
    written = to_json(record)
    break_at(written, path, value)
    with pytest.raises(Malformed, match="Record not read") as caught:
        from_json(written)
    assert f": {where} must be" in str(caught.value)


def test_a_missing_key_is_named(record):
    written = to_json(record)
    del written["events"][0]["when"]["basis"]
    with pytest.raises(Malformed, match=r"events\[0\]\.when lacks 'basis'"):
        from_json(written)


def test_an_unknown_key_is_named(record):
    written = to_json(record)
    written["claims"][0]["mood"] = "sad"
    with pytest.raises(Malformed, match=r"claims\[0\] has unknown 'mood'"):
        from_json(written)


def test_a_key_of_the_record_itself_is_named(record):
    written = to_json(record)
    del written["notes"]
    with pytest.raises(Malformed, match="the record lacks 'notes'"):
        from_json(written)


def test_what_is_no_object_is_refused():
    with pytest.raises(Malformed, match="the record must be an object"):
        from_json(["schema"])


def test_another_schema_is_refused(record):
    with pytest.raises(Malformed, match="dragoman/record/9"):
        from_json(to_json(replace(record, schema="dragoman/record/9")))


def test_a_long_wrong_value_is_shown_short(record):
    written = to_json(record)
    written["report"]["text"] = ["word"] * 1000
    with pytest.raises(Malformed) as caught:
        from_json(written)
    assert len(str(caught.value)) < 200


def test_whole_numbers_serve_as_numbers(record):
    written = to_json(record)
    written["events"][0]["confidence"] = 1
    assert type(from_json(written).events[0].confidence) is float


def test_a_record_of_forty_events_is_written_in_a_millisecond(record):
    large = replace(record, events=record.events * 40, claims=record.claims * 20)
    to_json(large)
    spent = []
    for _ in range(10):
        begun = time.perf_counter()
        to_json(large)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.002  # twice the budget: the machine may be busy
