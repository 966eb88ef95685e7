"""Which event of a sentence is compared, and as what."""

from dataclasses import replace

import pytest

import dragoman
from evaluation.sets import plover

SENTENCE = "Chad condemned Libya after Libyan troops shelled a village in Chad."


@pytest.fixture(scope="module")
def record():
    return dragoman.read(SENTENCE)


def test_the_event_between_the_marked_parties_is_taken(record):
    event = plover.find_event(record, "Libyan troops", "a village in Chad")
    assert event.type == "ASSAULT"
    assert plover.find_event(record, "Chad", "Libya").type == "ACCUSE"


def test_parties_that_no_event_has_give_none(record):
    assert plover.find_event(record, "the dockers of Gdansk", "a shipyard") is None


@pytest.mark.parametrize(
    ("kind", "status", "cameo", "root"),
    [
        ("RETREAT", "actual", None, "YIELD"),
        ("RETREAT", "planned", None, "AGREE"),
        ("AID", "withheld", None, "REJECT"),
        ("SANCTION", "threatened", None, "THREATEN"),
        ("SANCTION", "planned", None, "THREATEN"),
        ("AGREE", "actual", "057", "SUPPORT"),
        ("ACCUSE", "alleged", None, "ACCUSE"),
    ],
)
def test_intentions_and_refusals_have_roots_of_their_own(record, kind, status, cameo, root):
    event = replace(record.events[0], type=kind, status=status, cameo=cameo)
    assert plover.get_root(event) == root


def test_a_file_is_measured_and_its_errors_listed(tmp_path):
    path = tmp_path / plover.FILE
    path.parent.mkdir(parents=True)
    path.write_text(
        '{"id": "a:1", "text": "Kenya expelled the Sudanese envoy.", "events": [{"root": "SANCTION", '
        '"source_text": "Kenya", "target_text": "the Sudanese envoy"}]}\n'
        '{"id": "a:2", "text": "Rain fell.", "events": [{"root": "AID", "source_text": "Rain", '
        '"target_text": "x"}]}\n',
        encoding="utf-8",
    )
    figures = plover.measure(tmp_path)
    assert figures["SANCTION"]["f1"] == 1.0
    assert figures["all"]["right"] == 0.5
    assert [line.split("\t")[0] for line in plover.list_errors(tmp_path)] == ["AID as none"]
