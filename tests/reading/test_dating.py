"""Dates of events that the text gives none of their own; published on Wednesday 17 March 2004."""

from __future__ import annotations

import pytest

from dragoman.flow import read
from dragoman.record.model import When
from tests.records import get_events

DAY = "2004-03-17"


def find_when(text: str, kind: str, place: int = -1) -> When | None:
    return get_events(read(text, published=DAY), kind)[place].when


def test_the_sentence_before_lends_its_date() -> None:
    when = find_when("On Monday Angola attacked Zaire. Zaire accused Angola of murder.", "ACCUSE")
    assert when == When("2004-03-15", "2004-03-17", "range", "inferred", None)
    when = find_when("Zaire closed its border on Sunday. Angola attacked a village in Zaire.", "ASSAULT")
    assert when == When("2004-03-14", "2004-03-14", "day", "inferred", None)


def test_another_paragraph_has_the_days_of_the_report() -> None:
    text = (
        "On Sunday Angola attacked a town in Zaire, officials said.\n\nUganda condemned the attack by Angola."
    )
    when = find_when(text, "ACCUSE")
    assert when == When("2004-03-14", "2004-03-17", "range", "inferred", None)


def test_without_any_date_a_report_is_of_the_last_few_days() -> None:
    when = find_when("Uganda accused Rwanda of shelling a village near the border.", "ACCUSE")
    assert when == When("2004-03-14", "2004-03-17", "range", "inferred", None)


def test_what_is_told_beside_today_may_be_of_yesterday() -> None:
    text = "Angola shelled a town in Zaire today, officials said.\n\nUganda condemned the attack by Angola."
    when = find_when(text, "ACCUSE")
    assert when and (when.start, when.end, when.precision) == ("2004-03-16", "2004-03-17", "range")


def test_the_publication_is_never_the_only_day_of_an_inferred_date() -> None:
    for text in (
        "Angola attacked Zaire.",
        "Angola is attacking Zaire.",
    ):
        for event in read(text, published=DAY).events:
            if event.when and event.when.basis == "inferred":
                assert event.when.start != event.when.end


def test_a_plan_may_come_from_the_day_on_which_it_was_told() -> None:
    when = find_when("Libya said on Monday that it would withdraw its troops from Chad.", "RETREAT")
    assert when == When("2004-03-15", None, "unknown", "inferred", None)


@pytest.mark.parametrize(
    "text",
    [
        "Angola attacked Zaire on Monday. It had attacked a village in Zambia.",
        "In 1998, after Angola attacked a village in Zambia, the border was closed.",
    ],
)
def test_background_stays_without_a_date(text: str) -> None:
    events = get_events(read(text, published=DAY), "ASSAULT")
    when = events[-1].when
    assert when is None or when.basis != "inferred" or (when.end and when.end < "2004-03-10")


def test_without_publication_nothing_is_inferred_from_it() -> None:
    assert all(event.when is None for event in read("Uganda accused Rwanda of murder.").events)


def test_what_a_date_counts_from_lies_before_it() -> None:
    text = "On Monday the king spoke in Rabat. The speech came two days after an attack on soldiers in Chad."
    when = find_when(text, "ASSAULT")
    assert when == When("2004-03-13", "2004-03-13", "day", "inferred", None)


def test_a_date_at_the_head_of_a_sentence_is_over_what_follows_and() -> None:
    when = find_when("On Monday Angola attacked Zaire and Uganda attacked Rwanda.", "ASSAULT")
    assert when and when.start == "2004-03-15"


def test_an_alleged_attack_has_the_date_of_the_fighting_of_its_sides() -> None:
    text = (
        "Fighting between Eritrea and Djibouti broke out on Sunday.\n\n"
        "Djibouti says Eritrea attacked its soldiers, which Eritrea denies."
    )
    events = get_events(read(text, published=DAY), "ASSAULT")
    assert {event.when.start for event in events if event.when} == {"2004-03-14"}


@pytest.mark.parametrize(
    "text",
    [
        "Angola attacked Zaire in the 1991 war.",
        "Angola attacked Zaire when the truce ended in 1991.",
    ],
)
def test_the_occasion_of_a_deed_has_its_date(text: str) -> None:
    when = find_when(text, "ASSAULT")
    assert when and (when.start, when.end) == ("1991-01-01", "1991-12-31")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Soldiers said that rebels overran a camp in the forest on Tuesday night.", "2004-03-16"),
        ("Mortars hit a market near the border on Friday, killing two.", "2004-03-12"),
        ("A squad of rebels on Monday shelled the port.", "2004-03-15"),
        ("On Sunday night shots were fired at a convoy once more.", "2004-03-14"),
        ("The two men killed in the barracks on 11 March had burns.", "2004-03-11"),
        ("At least six men were killed and ten hurt in a raid on the port on Monday.", "2004-03-15"),
        ("Ministers condemned the attack in Zaire on 3 March, in which six men died.", "2004-03-03"),
    ],
)
def test_a_deed_has_the_date_of_its_clause_wherever_the_parser_hangs_it(text: str, day: str) -> None:
    when = find_when(text, "ASSAULT", 0)
    assert when is not None and (when.start, when.end) == (day, day)


def test_what_a_date_is_counted_from_lies_before_it() -> None:
    when = find_when("The shops closed on Tuesday, two days after gunmen killed six men.", "ASSAULT")
    assert when is not None and (when.start, when.end) == ("2004-03-14", "2004-03-14")


def test_a_deed_has_the_day_of_the_deed_before_it_not_of_a_saying() -> None:
    text = "The toll of Sunday's attack on Uvira is six, police said on Tuesday. Four men were wounded."
    when = find_when(text, "ASSAULT")
    assert when is not None and when.start == when.end == "2004-03-14"


def test_today_counts_from_the_dateline() -> None:
    when = find_when("LUANDA, Monday. - Rebels shelled the port today.", "ASSAULT")
    assert when is not None and when.start == "2004-03-15"
    when = find_when("LUANDA, March 12 (Coast Wire) - Rebels shelled the port on Wednesday.", "ASSAULT")
    assert when is not None and when.start == "2004-03-10"


def test_what_somebody_said_had_happened_is_no_background() -> None:
    text = "Jets bombed Uvira on Sunday, rebels said. Zaire denied that it had bombed the town."
    when = find_when(text, "ASSAULT")
    assert when is not None and when.start == when.end == "2004-03-14"
    when = find_when("Jets bombed Uvira on Sunday. Troops had shelled the town.", "ASSAULT")
    assert when is None
