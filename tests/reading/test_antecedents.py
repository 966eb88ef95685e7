"""Words that tell of an event again become its mentions, and none becomes an event or takes one away."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from dragoman import read
from dragoman.lexicon.evidence import load_weights
from dragoman.reading import events
from dragoman.reading.antecedents import FACTS

DAY = "2004-03-17"


def get_mentions(text: str) -> dict[str, list[str]]:
    """Return the mentions of each event of a text by the word of its trigger."""
    record = read(text, published=DAY)
    return {event.trigger.text: [span.text for span in event.mentions] for event in record.events}


def test_every_comparison_has_its_weight() -> None:
    assert set(load_weights()["antecedent"]) == set(FACTS)


def test_a_verb_that_tells_what_an_attack_did_is_a_mention_of_it() -> None:
    found = get_mentions("Peruvian jets bombed Guayaquil on Monday. Nobody was killed.")
    assert found == {"bombed": ["killed"]}


@pytest.mark.parametrize(
    "after",
    ["His mother died of malaria.", "Nobody was able to die there.", "Two have been killed since May."],
)
def test_other_deaths_are_no_mention_of_an_attack(after: str) -> None:
    assert get_mentions(f"Peruvian jets bombed Guayaquil on Monday. {after}")["bombed"] == []


@pytest.mark.parametrize(
    ("after", "mentions"), [("the resignation", ["resignation"]), ("another resignation", [])]
)
def test_a_noun_that_points_back_is_a_mention(after: str, mentions: list[str]) -> None:
    found = get_mentions(f"Kenya's president resigned on Monday. Markets rose after {after}.")
    assert found == {"resigned": mentions}


def test_events_stay_as_they_are() -> None:
    text = (
        "Rebels raided the market of Gulu on Sunday, killing four traders. Kampala condemned the raid."
        " Nobody else was hurt. Uganda's president resigned on Monday. Shares rose after the resignation."
    )
    with patch.object(events, "add_mentions"):
        before = read(text, published=DAY)
    after = read(text, published=DAY)
    assert [event.trigger for event in after.events] == [event.trigger for event in before.events]
    spans = [span for event in after.events for span in event.mentions]
    assert len(spans) == len(set(spans)) > sum(len(event.mentions) for event in before.events)
    assert all(text[span.start : span.end] == span.text for span in spans)
