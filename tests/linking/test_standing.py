"""Where incidents stand: events made by hand, as three reports might tell them."""

from dataclasses import replace

import pytest

from dragoman.linking.facts import Count, Facts, Side, Spot, Voice
from dragoman.linking.fields import may_be_one_actor
from dragoman.linking.standing import find_standing

DAY = 730_000
NOBODY = Side(frozenset(), frozenset(), frozenset())
ORIGINS = {name: frozenset((f"o{name[1:]}",)) for name in ("r1", "r2", "r3")}


def side(*codes):
    return Side(frozenset(codes), frozenset(), frozenset())


def tell(report, *voices, status="actual", source=NOBODY, target=NOBODY, counts=(), **more):
    """Return an event; a voice that begins with "not " denies it. `r2` is published a day after `r1`."""
    made = tuple(
        Voice(
            voice.removeprefix("not "), voice.removeprefix("not "), "denies" if "not " in voice else "asserts"
        )
        for voice in voices
    )
    facts = Facts(
        report, "e1", 0, "ASSAULT", None, status, "shell", frozenset(), source, target, None, False,
        DAY + int(report[1:]), None, frozenset(), made, tuple(counts),
    )  # fmt: skip
    return replace(facts, **more)


def count(number, speaker="", high=None, kind="killed", **more):
    made = Count(
        f"k{number}", kind, number, number if high is None else high, None, None, False, False, None, None,
        speaker, (), 0,
    )  # fmt: skip
    return replace(made, **more)


def stand(*tellings, origins=ORIGINS):
    return find_standing(tellings, origins)


def get_field(standing, name):
    return next(field for field in standing.fields if field.name == name)


RAID = {"source": side("SDNMIL"), "target": side("SDNCVL")}


def test_copies_of_one_wire_are_one_origin():
    copies = {"r1": frozenset(("wire",)), "r2": frozenset(("wire",))}
    assert stand(tell("r1"), tell("r2"), origins=copies).standing == "single_origin"
    assert stand(tell("r1"), tell("r2")).standing == "corroborated"


def test_a_report_of_no_known_origin_is_one_of_its_own():
    standing = stand(tell("r1"), tell("r2"), origins={})
    assert standing.origins == ("r1", "r2")
    assert standing.standing == "corroborated"


def test_another_perpetrator_by_another_voice_is_a_contest():
    standing = stand(
        tell("r1", "SDNMIL", status="alleged", source=side("SDNREB")),
        tell("r2", "SDNREB", status="alleged", source=side("SDNMIL")),
    )
    assert (standing.standing, standing.contested) == ("contested", ("source",))
    assert "SDNREB according to SDNMIL" in standing.why


def test_one_voice_does_not_contest_itself():
    standing = stand(tell("r1", "SDNGOV", source=side("SDNREB")), tell("r2", "SDNGOV", source=side("ETHREB")))
    assert standing.standing == "corroborated"


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


def test_the_only_allegation_is_denied_until_a_report_tells_it_in_its_own_words():
    alleged = tell("r1", "CHLGOV", status="alleged", source=side("ARGMIL"))
    denied = tell("r2", "not ARGGOV", status="denied", source=side("ARGMIL"))
    assert stand(alleged, denied).standing == "denied"
    assert stand(alleged, denied, tell("r3", source=side("ARGMIL"))).standing == "contested"


def test_who_is_said_not_to_have_done_it_by_a_voice_is_a_denial():
    withheld = tell("r2", "ARGGOV", status="withheld", source=side("ARGMIL"))
    assert stand(tell("r1", source=side("ARGMIL")), withheld).contested == ("source",)


def test_a_speaker_who_takes_back_what_he_told_withdraws_it():
    told = tell("r1", "NGAMIL", status="alleged", source=side("NGAMIL"))
    back = tell("r2", "not NGAMIL", status="denied", source=side("NGAMIL"))
    assert stand(told, back).standing == "withdrawn"


def test_a_speaker_who_denies_one_version_and_gives_another_withdraws_nothing():
    told = tell("r1", "ETHGOV", source=side("ETHMIL"), target=side("ERIMIL"))
    denied = tell("r2", "not ETHGOV", status="denied", source=side("ETHMIL"), target=side("ERICVL"))
    assert stand(told, denied).contested == ("target",)
    assert stand(told, denied).standing == "contested"


def test_a_retraction_and_a_correction_are_told_apart():
    def say(stance):
        return tell("r2", voices=(Voice("wire", "the wire", stance),))

    assert stand(tell("r1"), say("retracts")).standing == "withdrawn"
    assert stand(tell("r1"), say("corrects")).standing == "corrected"


def test_a_superseded_number_corrects_and_is_no_contest():
    standing = stand(
        tell("r1", counts=[count(8, "MILGOV")]),
        tell("r2", counts=[count(8, superseded=True), count(5)]),
    )
    assert standing.standing == "corrected"


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


def test_what_is_only_planned_does_not_tell_that_it_happened():
    standing = stand(tell("r1", status="planned"), tell("r2"))
    assert standing.reports == ("r2",)
    assert standing.standing == "single_origin"
    assert stand(tell("r1", status="planned")).reports == ("r1",)


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
