"""The side that a sentence leaves to its reader."""

from dragoman import read
from dragoman.lexicon.evidence import load_weights
from dragoman.reading.counterparts import FACTS


def get_countries(record, ids):
    return {actor.country for actor in record.actors if actor.id in ids}


def test_a_refusal_answers_the_side_that_spoke_before():
    record = read(
        "Sudan demanded that Kenya hand over the pilots. Kenya refused. Sudan threatened Kenya with war."
    )
    refusals = [event for event in record.events if event.type == "REJECT"]
    assert refusals and "SDN" in get_countries(record, refusals[0].target)
    assert "inferred" in refusals[0].why


def test_nobody_is_a_candidate_too():
    record = read("Sudan demanded answers.")
    assert all(not event.target for event in record.events)


def test_every_comparison_has_its_weight():
    assert set(load_weights()["side"]) == set(FACTS)
