"""One event, many mentions: what is folded together and what stays apart."""

from __future__ import annotations

from dragoman.flow import read
from tests.records import get_countries, get_events

DAY = "2004-03-17"


def test_consequences_are_folded_into_the_attack() -> None:
    record = read("A bomb exploded in Mombasa on Friday. Two people were killed.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    [toll] = record.casualties
    assert toll.event == attack.id


def test_a_definite_noun_points_back() -> None:
    record = read("Nigeria bombed Biafra on Monday. The bombing killed 12 people.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert attack.trigger.text == "bombed"
    assert [span.text for span in attack.mentions] == ["bombing", "killed"]
    assert [toll.event for toll in record.casualties] == [attack.id]


def test_the_headline_is_folded_into_the_body() -> None:
    record = read(
        "Uganda attacks Rwanda\n\nUganda attacked Rwanda on Monday, killing 3 soldiers.", published=DAY
    )
    [attack] = get_events(record, "ASSAULT")
    assert attack.trigger.text == "attacked"
    assert [span.text for span in attack.mentions] == ["attacks", "killing"]
    assert get_countries(record, attack.source) == {"UGA"}
    assert len(record.casualties) == 1


def test_other_parties_are_another_event() -> None:
    record = read("Angola attacked Zaire. Namibia attacked Botswana.", published=DAY)
    assert len(get_events(record, "ASSAULT")) == 2


def test_another_day_is_another_event() -> None:
    record = read("Peru attacked Ecuador on Sunday. Peru attacked Ecuador on Tuesday.", published=DAY)
    assert len(get_events(record, "ASSAULT")) == 2


def test_the_other_way_round_is_another_event() -> None:
    record = read("Angola attacked Zaire. Zaire attacked Angola.", published=DAY)
    assert len(get_events(record, "ASSAULT")) == 2


def test_another_type_is_another_event() -> None:
    record = read("Rwanda attacked Uganda. Kenya condemned the attack.", published=DAY)
    assert [event.type for event in record.events] == ["ASSAULT", "ACCUSE"]
