"""How two readers' labels are compared."""

from training.labelled.agreement import compare
from training.labelled.labels import SECOND, load_heldout, load_labels


def label(kind="ASSAULT", target="a2", start=10):
    return {
        "actors": [{"id": "a1", "code": "SDNMIL"}, {"id": "a2", "code": "UGA"}, {"id": "a3", "code": "KEN"}],
        "events": [
            {
                "id": "e1", "type": kind, "status": "actual", "optional": False, "source": ["a1"],
                "target": [target], "mentions": [{"trigger": [start, start + 5]}],
            }
        ],
        "claims": [], "casualties": [], "commitments": [],
    }  # fmt: skip


def test_the_same_labels_agree():
    figures = compare([(label(), label())])
    assert figures["events"] == {"agree": 1.0, "rows": 2}
    assert figures["events, by the gold rule"]["agree"] == 1.0


def test_another_type_or_country_is_found_but_not_by_the_gold_rule():
    for other in (label(kind="COERCE"), label(target="a3")):
        figures = compare([(label(), other)])
        assert figures["events"]["agree"] == 1.0
        assert figures["events, by the gold rule"]["agree"] == 0.0


def test_words_apart_are_two_events():
    assert compare([(label(), label(start=40))])["events"]["agree"] == 0.0


def test_the_labelled_set_is_as_large_as_it_says():
    names = [labels["name"] for labels in load_labels()]
    assert len(names) == len(set(names)) >= 400
    assert sum(name.startswith("own-") for name in names) >= 150
    assert {labels["name"] for labels in load_labels(SECOND)} <= set(names)
    assert load_heldout() <= set(names)
    assert len(load_heldout()) >= len(names) // 10
