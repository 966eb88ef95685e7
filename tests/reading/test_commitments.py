"""Commitments: sentences of other conflicts, 1949 to 2026, and hand-made parses for the rules."""

from __future__ import annotations

import pytest

from dragoman import read
from dragoman.reading.aid_requests import AidRequest, _is_same
from dragoman.record.model import Commitment, Record

ROWS = [
    ("India and Pakistan signed a ceasefire in Karachi in 1949.", "ceasefire", "IND PAK", "signed"),
    ("Egypt accused Israel of violating the ceasefire.", "ceasefire", "EGY ISR", "alleged_violation"),
    ("Pakistan violated the ceasefire in Kashmir, India said.", "ceasefire", "IND PAK", "alleged_violation"),
    ("Peru and Ecuador extended the truce by ten days.", "ceasefire", "PER ECU", "extended"),
    ("Sri Lanka ended its ceasefire with the Tamil Tigers.", "ceasefire", "LKA LKAREB", "ended"),
    ("The ceasefire between Georgia and Russia collapsed on Tuesday.", "ceasefire", "GEO RUS", "ended"),
    ("Nigeria called for a ceasefire between Liberia and Guinea.", "ceasefire", "LBR GIN", "demanded"),
    ("China announced a ceasefire with India in November 1962.", "ceasefire", "IND CHN", "announced"),
    ("Oslo welcomed the ceasefire between Colombia and the FARC.", "ceasefire", "COL COLREB", "urged"),
    ("Turkey invoked its defence treaty with Pakistan on Monday.", "treaty", "TUR PAK", "invoked"),
    ("Argentina refused to sign the treaty with Chile.", "treaty", "CHL ARG", "refused"),
    ("Egypt and Israel will sign the peace treaty in March.", "treaty", "EGY ISR", "announced"),
    ("Kuwait suspended its defence pact with Jordan.", "treaty", "KWT", "ended"),
    ("Angola, Cuba and South Africa signed the accord in New York.", "treaty", "AGO CUB ZAF", "signed"),
    ("The pope urged Argentina and Chile to respect the treaty.", "treaty", "ARG CHL", "urged"),
    ("The Security Council adopted a resolution on Kuwait.", "resolution", "KWT IGO:UN", "signed"),
    ("Russia vetoed a resolution on Syria.", "resolution", "SYR RUS", "refused"),
    ("The UN extended the mandate of the force in Lebanon.", "mandate", "LBN IGO:UN", "extended"),
    ("Iran and Iraq exchanged prisoners of war.", "prisoner exchange", "IRN IRQ", "delivered"),
    ("Iran and Iraq agreed to exchange prisoners of war.", "prisoner exchange", "IRN IRQ", "signed"),
    ("Moscow proposed a prisoner exchange to Kyiv.", "prisoner exchange", "UKRGOV RUSGOV", "proposed"),
    ("Uganda announced the withdrawal of its troops from Congo.", "withdrawal", "UGA COD", "announced"),
    ("Vietnam will withdraw its troops from Cambodia.", "withdrawal", "VNM KHM", "announced"),
    ("Cuban troops began their withdrawal from Angola.", "withdrawal", "CUB AGO", "observed"),
    ("Syria completed the withdrawal of its troops from Lebanon.", "withdrawal", "SYR LBN", "ended"),
    ("Ethiopia and Eritrea agreed to demarcate their border.", "demarcation", "ETH ERI", "signed"),
    ("Cameroon and Nigeria will demarcate their border next year.", "demarcation", "CMR NGA", "announced"),
    ("France announced the end of its operation in Mali.", "end of operation", "FRA MLI", "announced"),
    ("NATO halted its bombing campaign in Yugoslavia.", "end of operation", "IGO:NATO YUG", "ended"),
    ("Ghana promised to send peacekeepers to Liberia.", "deployment", "GHA LBR", "pledged"),
    ("Germany decided to deploy a brigade to Lithuania.", "deployment", "DEU LTU", "pledged"),
    ("The president of Colombia offered an amnesty to the FARC rebels.", "amnesty", "COLREB COL", "proposed"),
    ("Azerbaijan demanded a corridor through Armenia.", "corridor", "ARM AZE", "demanded"),
    ("Kenya urged Sudan and South Sudan to resume the peace talks.", "negotiation", "SDN SSD", "urged"),
    ("Rwanda withdrew from the peace talks with Burundi.", "negotiation", "BDI RWA", "ended"),
    ("Washington gave assurances to Hanoi.", "assurance", "USAGOV VNMGOV", "announced"),
    ("Brazil reiterated its support for the resolution on Haiti.", "resolution", "HTI BRA", "urged"),
    (
        "Ethiopia appealed to Cuba for military assistance. Cuba sent arms to Ethiopia.",
        "aid request", "ETH CUB", "delivered",
    ),
    ("Estonia asked NATO for jets. NATO pledged jets to Estonia.", "aid request", "EST IGO:NATO", "pledged"),
    ("Somalia asked Kenya for help. Kenya has not replied.", "aid request", "SOM KEN", "no_answer"),
    (
        "Finland asked Sweden for troops. Sweden sent only ammunition to Finland.",
        "aid request", "FIN SWE", "answered_otherwise",
    ),
]  # fmt: skip
"""Text, kind, codes of the parties, an act that the text tells."""


def list_codes(record: Record, ids: tuple[str, ...]) -> set[str]:
    actors = {actor.id: actor.code or actor.name for actor in record.actors}
    return {actors[id] for id in ids}


def is_right(text: str, kind: str, parties: str, act: str) -> bool:
    record = read(text, published="2010-05-05")
    return any(
        commitment.kind == kind
        and {code.removesuffix("GOV") for code in list_codes(record, commitment.parties)}
        == {code.removesuffix("GOV") for code in parties.split()}
        and act in {known.act for known in commitment.acts}
        for commitment in record.commitments
    )


def find_only(text: str) -> tuple[Record, Commitment]:
    record = read(text, published="2010-05-05")
    assert len(record.commitments) == 1
    return record, record.commitments[0]


def test_that_nearly_all_sentences_are_read_with_kind_parties_and_act() -> None:
    wrong = [row[0] for row in ROWS if not is_right(*row)]
    assert len(wrong) <= len(ROWS) // 10, wrong


def test_that_a_violation_has_its_accuser_and_the_claim() -> None:
    record, commitment = find_only("Egypt accused Israel of violating the truce.")
    act = commitment.acts[0]
    assert act.act == "alleged_violation"
    assert list_codes(record, act.by) == {"EGYGOV"}
    assert list_codes(record, act.to) == {"ISRGOV"}
    assert act.claim in {claim.id for claim in record.claims}


def test_that_an_admitted_violation_is_one() -> None:
    _, commitment = find_only("Sudan admitted breaking the truce with Libya.")
    assert [act.act for act in commitment.acts] == ["admitted_violation"]


@pytest.mark.parametrize(
    "text",
    [
        "No violations of the ceasefire between Cyprus and Turkey were reported.",
        "Israel denied violating the truce with Syria.",
        "Observers reported no violation of the truce between Israel and Syria.",
    ],
)
def test_that_no_report_of_a_violation_is_neither_broken_nor_observed(text: str) -> None:
    for commitment in read(text).commitments:
        assert not {"observed", "alleged_violation"} & {act.act for act in commitment.acts}


def test_that_mentions_of_one_truce_are_one_commitment() -> None:
    text = "India and Pakistan signed a truce in 1949. The truce was extended. The truce collapsed in 1965."
    _, commitment = find_only(text)
    assert commitment.status == "ended"
    assert commitment.acts[0].act == "signed"


def test_that_truces_of_others_stay_apart() -> None:
    text = "Chile signed a truce with Peru. Ghana rejected the truce between Mali and Niger."
    assert len(read(text).commitments) == 2


DEEDS = [
    ("Norway pledged 40 million dollars in aid to Haiti.", "aid pledge", "NOR HTI", "pledged"),
    ("Talks between Bolivia and Chile broke down on Monday.", "negotiation", "BOL CHL", "ended"),
    ("Laos broke off talks with Thailand.", "negotiation", "LAO THA", "ended"),
    ("Senegal lifted its sanctions on Gambia.", "sanctions relief", "SEN GMB", "delivered"),
    ("Eritrea and Yemen agreed to cease fire.", "ceasefire", "ERI YEM", "announced"),
]
"""Commitments of deeds and of talks, each with its parties and an act."""


def test_that_deeds_make_commitments_though_no_noun_names_one() -> None:
    wrong = [row[0] for row in DEEDS if not is_right(*row)]
    assert len(wrong) <= 1, wrong


def test_that_a_truce_of_nobody_named_binds_those_who_fight() -> None:
    text = "Malian troops attacked Ghanaian troops. Ghanaian troops shelled a Malian town. The truce is dead."
    record = read(text)
    truce = next(made for made in record.commitments if made.kind == "ceasefire")
    assert {code[:3] for code in list_codes(record, truce.parties)} == {"MLI", "GHA"}


@pytest.mark.parametrize(
    "text",
    [
        "Chad urged Niger to accept a mission of observers.",
        "Oman asked that the road be reopened for lorries of food.",
        "Marchers in Nairobi demanded the release of the troops.",
    ],
)
def test_that_other_requests_are_none_for_help(text: str) -> None:
    assert not [made for made in read(text).commitments if made.kind == "aid request"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru heard talk of war with Chile.",
        "Ghana withdrew from the contest.",
        "Amnesty accused Peru of torture.",
    ],
)
def test_that_what_only_sounds_like_a_commitment_is_none(text: str) -> None:
    assert not read(text).commitments


def test_that_a_broker_is_no_party() -> None:
    record, commitment = find_only("Israel and Syria signed a truce brokered by Norway.")
    assert list_codes(record, commitment.parties) == {"ISRGOV", "SYRGOV"}


def test_that_government_and_army_are_one_party() -> None:
    text = "The Peruvian government signed a truce with Ecuador. Peruvian troops respected the truce."
    _, commitment = find_only(text)
    assert len(commitment.parties) == 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kuwait suspended its defence pact with Jordan.", "suspended"),
        ("Nigeria called for a ceasefire between Liberia and Guinea.", "demanded"),
        ("Turkey invoked its defence treaty with Pakistan.", "invoked"),
        ("India and Pakistan signed a ceasefire in Karachi.", "agreed"),
        ("Uganda announced the withdrawal of its troops from Congo.", "announced"),
        ("Russia vetoed a resolution on Syria.", "refused"),
    ],
)
def test_that_the_status_follows_from_the_acts(text: str, status: str) -> None:
    assert find_only(text)[1].status == status


def test_that_plain_deeds_and_talk_at_home_are_no_commitments() -> None:
    for text in (
        "Belgium sent 800 paratroopers to Rwanda.",
        "Belgium attacked Rwanda.",
        "It rained in Oslo.",
    ):
        assert not read(text).commitments


def test_that_every_act_points_at_its_words() -> None:
    text = "Ethiopia appealed to Cuba for aid. Cuba refused to send troops to Ethiopia."
    for commitment in read(text).commitments:
        for span in (commitment.evidence, *(act.evidence for act in commitment.acts)):
            assert text[span.start : span.end] == span.text


def test_requests_of_nobody_known_are_compared_without_error():
    nobody, somebody = AidRequest(0, (0, 1), []), AidRequest(5, (5, 6), ["a1", "a2"])
    assert _is_same(nobody, nobody)
    assert not _is_same(nobody, somebody)


MENDED = [
    ("Peru and Chile signed a truce, the Bolivian foreign ministry announced.", "ceasefire", "signed"),
    ("Jordan announced that it would sign the truce with Syria.", "ceasefire", "announced"),
    ("Officers of Ghana and Togo put their names to a truce.", "ceasefire", "signed"),
    ("The armies of Ghana and Togo agreed on Thursday to stop shooting.", "ceasefire", "signed"),
    ("Togo asked the United Nations for observers on its border.", "aid request", "requested"),
    ("The government of Togo appealed to donors for tents and rice.", "aid request", "requested"),
    ("Togo asked the African Union to post observers on its border.", "aid request", "requested"),
    ("Togo asked Ghana for a written guarantee.", "assurance", "requested"),
    ("Togo demanded that Ghana release the two pilots.", "prisoner exchange", "demanded"),
]


@pytest.mark.parametrize(("text", "kind", "act"), MENDED)
def test_that_who_announces_an_agreement_and_who_asks_is_told_from_who_makes_it(
    text: str, kind: str, act: str
) -> None:
    _, commitment = find_only(text)
    assert (commitment.kind, [known.act for known in commitment.acts]) == (kind, [act])


def test_that_a_ministry_that_announces_a_truce_is_no_party_to_it() -> None:
    record, commitment = find_only(MENDED[0][0])
    assert list_codes(record, commitment.parties) == {"PERGOV", "CHLGOV"}
