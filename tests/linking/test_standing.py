"""Where incidents stand: events made by hand, as up to three reports might tell them."""

from dragoman.linking.facts import Voice
from tests.tellings import count, get_field, side, stand, tell


def test_copies_of_one_wire_are_one_origin():
    copies = {"r1": frozenset(("wire",)), "r2": frozenset(("wire",))}
    assert stand(tell("r1"), tell("r2"), origins=copies).standing == "single_origin"
    assert stand(tell("r1"), tell("r2")).standing == "corroborated"


def test_a_report_of_no_known_origin_is_one_of_its_own():
    standing = stand(tell("r1"), tell("r2"), origins={})
    assert standing.origins == ("r1", "r2")
    assert standing.standing == "corroborated"


def test_one_voice_does_not_contest_itself():
    standing = stand(tell("r1", "SDNGOV", source=side("SDNREB")), tell("r2", "SDNGOV", source=side("ETHREB")))
    assert standing.standing == "corroborated"


def test_the_only_allegation_is_denied_until_a_report_tells_it_in_its_own_words():
    alleged = tell("r1", "CHLGOV", status="alleged", source=side("ARGMIL"))
    denied = tell("r2", "not ARGGOV", status="denied", source=side("ARGMIL"))
    assert stand(alleged, denied).standing == "denied"
    assert stand(alleged, denied, tell("r3", source=side("ARGMIL"))).standing == "contested"


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


def test_what_is_only_planned_does_not_tell_that_it_happened():
    standing = stand(tell("r1", status="planned"), tell("r2"))
    assert standing.reports == ("r2",)
    assert standing.standing == "single_origin"
    assert stand(tell("r1", status="planned")).reports == ("r1",)


def test_a_report_that_calls_it_actual_tells_it_though_the_claim_in_it_denies_it():
    told = tell("r1", "not ARGGOV", source=side("ARGMIL"))
    assert stand(told).standing == "contested"
    assert [str(saying) for saying in get_field(stand(told), "status").values[0].sayings] == [
        "report r1", "ARGGOV",
    ]  # fmt: skip
