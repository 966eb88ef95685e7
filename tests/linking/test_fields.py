"""Fields of an incident with all their values, and which are contested: events made by hand."""

import pytest

from dragoman.linking.facts import Spot
from dragoman.linking.fields import may_be_one_actor
from tests.tellings import DAY, RAID, count, get_field, side, stand, tell


def test_another_perpetrator_by_another_voice_is_a_contest():
    standing = stand(
        tell("r1", "SDNMIL", status="alleged", source=side("SDNREB")),
        tell("r2", "SDNREB", status="alleged", source=side("SDNMIL")),
    )
    assert (standing.standing, standing.contested) == ("contested", ("source",))
    assert "SDNREB according to SDNMIL" in standing.why


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("RUS", "RUSMIL", True),
        ("RUSGOV", "RUSMIL", True),
        ("SDNREB", "UAF", True),
        ("?CVL", "POLCVL", True),
        ("IGO:UN", "IRLMIL", True),
        ("KENBUS", "KENCVL", True),
        ("SDNMIL", "SDNREB", False),
        ("SDNMIL", "ETHMIL", False),
        ("IGO:UN", "IGO:NATO", False),
    ],
)
def test_codes_that_may_name_one_side(one, other, expected):
    assert may_be_one_actor(one, other) is may_be_one_actor(other, one) is expected


def test_reports_that_name_a_side_otherwise_in_their_own_words_are_no_contest():
    assert not stand(tell("r1", source=side("SDNREB")), tell("r2", source=side("ETHREB"))).contested


def test_soldiers_or_villagers_hit_is_a_contest_civilians_of_two_countries_are_none():
    def hit(*codes):
        return [tell(f"r{number}", f"v{number}", target=side(code)) for number, code in enumerate(codes, 1)]

    assert stand(*hit("ERICVL", "ERIMIL")).contested == ("target",)
    assert not stand(*hit("GRCBUS", "PHLCVL")).contested
    assert not stand(*hit("ERI", "ETHMIL")).contested


def test_where_each_accuses_the_other_the_contest_is_on_the_source():
    standing = stand(
        tell("r1", "ARMGOV", source=side("AZEMIL"), target=side("ARMMIL")),
        tell("r2", "AZEGOV", source=side("ARMMIL"), target=side("AZEMIL")),
    )
    assert standing.contested == ("source",)


def test_a_battle_that_a_report_tells_both_ways_takes_no_side():
    standing = stand(
        tell("r1", source=side("ARMMIL"), target=side("AZEMIL")),
        tell("r1", source=side("AZEMIL"), target=side("ARMMIL"), event="e2"),
        tell("r2", "ARMGOV", source=side("AZEMIL"), target=side("ARMMIL")),
    )
    assert not standing.contested


def test_who_is_accused_denies_that_it_was_he():
    standing = stand(
        tell("r1", **RAID), tell("r2", "not SDNGOV", status="denied", **RAID), tell("r3", "SDNREB", **RAID)
    )
    assert (standing.standing, standing.contested) == ("contested", ("source",))
    assert [saying.stance for saying in get_field(standing, "source").values[0].sayings] == [
        "asserts", "denies", "asserts",
    ]  # fmt: skip


def test_a_denier_contests_what_he_puts_otherwise():
    standing = stand(
        tell("r1", **RAID),
        tell("r2", "not SDNGOV", status="denied", **RAID),
        tell("r2", "SDNGOV", source=side("SDNMIL"), target=side("SDNREB"), event="e2"),
    )
    assert standing.contested == ("target",)


def test_the_side_that_is_said_to_be_hit_denies_that_it_happened():
    sunk = {"source": side("CHNMIL"), "target": side("TWNMIL")}
    standing = stand(
        tell("r1", "CHNMED", status="alleged", **sunk), tell("r2", "not TWNGOV", status="denied", **sunk)
    )
    assert standing.contested == ("status",)


def test_who_is_said_not_to_have_done_it_by_a_voice_is_a_denial():
    withheld = tell("r2", "ARGGOV", status="withheld", source=side("ARGMIL"))
    assert stand(tell("r1", source=side("ARGMIL")), withheld).contested == ("source",)


def test_numbers_of_two_speakers_that_exclude_each_other_are_contested():
    standing = stand(tell("r1", counts=[count(15, "SDNGOV")]), tell("r2", counts=[count(19, "KENGOV")]))
    assert standing.contested == ("killed",)
    assert [value.text for value in get_field(standing, "killed").values] == ["15", "19"]


def test_a_range_that_holds_the_other_number_is_no_contest():
    assert not stand(tell("r1", counts=[count(15, "a")]), tell("r2", counts=[count(10, "b", 20)])).contested


def test_a_later_higher_number_in_a_report_s_own_words_is_an_update_a_lower_one_is_none():
    first = tell("r1", counts=[count(15, "SDNGOV")])
    assert not stand(first, tell("r2", counts=[count(19)])).contested
    assert stand(first, tell("r2", counts=[count(9)])).contested == ("killed",)


def test_numbers_of_other_victims_and_parts_are_no_contest():
    first = tell("r1", counts=[count(15, "a", victims=("SDNMIL",))])
    assert not stand(first, tell("r2", counts=[count(3, "b", victims=("SDNREB",))])).contested
    assert not stand(first, tell("r2", counts=[count(3, "b", part_of="k15")])).contested


def test_victims_without_a_code_may_be_those_of_another_number():
    first = tell("r1", counts=[count(15, "a", victims=("SDNCVL",))])
    assert stand(first, tell("r2", counts=[count(3, "b", victims=("villagers",))])).contested == ("killed",)


def test_two_speakers_on_two_days_are_a_contest_reports_on_two_days_and_inferred_days_are_none():
    one, other = {"days": (DAY, DAY)}, {"days": (DAY + 1, DAY + 1)}
    stated = {"is_day_stated": True}
    assert stand(tell("r1", "a", **one, **stated), tell("r2", "b", **other, **stated)).contested == ("date",)
    assert not stand(tell("r1", **one, **stated), tell("r2", **other, **stated)).contested
    assert not stand(tell("r1", "a", **one), tell("r2", "b", **other, **stated)).contested


def test_speakers_who_name_places_far_apart_differ_near_ones_are_one_less_exactly():
    def at(report, voice, lat):
        return tell(report, voice, spot=Spot(f"place {lat}", lat, 30.0, "SDN", True))

    assert stand(at("r1", "a", 10.0), at("r2", "b", 13.0)).contested == ("place",)
    assert not stand(at("r1", "a", 10.0), at("r2", "b", 10.2)).contested


def test_every_value_names_who_says_so_and_where():
    standing = stand(
        tell("r1", "SDNGOV", source=side("ETHMIL"), days=(DAY, DAY + 2), counts=[count(15, "SDNGOV", None)])
    )
    [value] = get_field(standing, "date").values
    assert value.text.endswith("/1999-09-05")
    [killed] = get_field(standing, "killed").values
    [saying] = killed.sayings
    assert (saying.report, saying.event, saying.count, saying.voice) == ("r1", "e1", "k15", "SDNGOV")
    assert saying.origins == {"o1"}
