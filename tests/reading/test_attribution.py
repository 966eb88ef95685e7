"""Who says so, on parses of the model."""

from __future__ import annotations

import pytest

from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import ClaimDraft, find_claims, find_covering

CLAUSE_VERBS = """said stated claimed insisted alleged reported announced confirmed warned declared maintained
asserted argued contended explained added noted stressed emphasised reiterated repeated affirmed testified
estimated concluded revealed disclosed suggested observed remarked complained recalled predicted""".split()
STANCES = [
    ("denied", "denies"),
    ("disputed", "denies"),
    ("doubted", "doubts"),
    ("admitted", "admits"),
    ("acknowledged", "admits"),
    ("conceded", "admits"),
]
PLACES = ["Peru", "Kenya"]


def read(text: str) -> list[tuple[str, str | None, str, str, bool]]:
    """Return (stance, speaker, cue, content, quote) of each claim."""
    doc = analyse(text)
    return [
        (
            claim.stance,
            doc.get_span(*claim.speaker_span).text if claim.speaker_span else None,
            doc.get_span(*claim.cue).text,
            doc.get_span(*claim.content).text,
            claim.quote,
        )
        for claim in find_claims(doc, find_actors(doc))
    ]


def get_claims(text: str) -> list[ClaimDraft]:
    doc = analyse(text)
    return find_claims(doc, find_actors(doc))


@pytest.mark.parametrize("speaker", PLACES)
@pytest.mark.parametrize("verb", CLAUSE_VERBS)
def test_clause(verb: str, speaker: str) -> None:
    text = f"{speaker} {verb} that rebels had burned the bridge."
    assert ("asserts", speaker, verb, "rebels had burned the bridge", False) in read(text)


@pytest.mark.parametrize("speaker", PLACES)
@pytest.mark.parametrize(("verb", "stance"), STANCES)
def test_stance(verb: str, stance: str, speaker: str) -> None:
    text = f"{speaker} {verb} that its navy sank the boat."
    assert (stance, speaker, verb, "its navy sank the boat", False) in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stay," said Marta Quispe.', ("asserts", "Marta Quispe", "said", "We will stay", True)),
        ("According to Kenya, Somalia shelled the port.",
         ("asserts", "Kenya", "According to", "Somalia shelled the port", False)),
        ("The ferry, she said, sank on Friday.",
         ("asserts", "she", "said", "The ferry, she said, sank on Friday", False)),
        ("Sudan is believed to have armed the rebels.",
         ("asserts", None, "believed", "Sudan is believed to have armed the rebels", False)),
        ("The colonel was quoted as saying the army had left the valley.",
         ("asserts", "The colonel", "saying", "the army had left the valley", False)),
        ("Kenya condemned what it sees as Somali aggression.",
         ("asserts", "it", "sees", "Somali aggression", False)),
        ("Reuters, citing unnamed sources, reported that the army had shelled Gorno.",
         ("relays", "Reuters", "reported", "the army had shelled Gorno", False)),
        ("The rebels denied attacking the convoy.",
         ("denies", "The rebels", "denied", "attacking the convoy", False)),
        ("Kenya accused Somalia of bombing a village.",
         ("asserts", "Kenya", "accused", "Somalia of bombing a village", False)),
        ("Kenya blamed Somalia for the raid.", ("asserts", "Kenya", "blamed", "Somalia for the raid", False)),
        ("The alleged raid ended a truce.", ("asserts", None, "alleged", "The alleged raid", False)),
        ("The ministry put the toll at nine.", ("asserts", "The ministry", "put", "the toll at nine", False)),
        ("The palace let it be known that the port was closed.",
         ("asserts", "The palace", "let", "the port was closed", False)),
        ("Witnesses said at least 20 died.", ("asserts", "Witnesses", "said", "at least 20 died", False)),
    ],
)  # fmt: skip
def test_patterns(text: str, expected: tuple[str, str | None, str, str, bool]) -> None:
    assert expected in read(text)


def test_nested_claims_give_one_each() -> None:
    claims = get_claims("Kenya said that Somalia denied that its jets bombed Adre.")
    assert [claim.stance for claim in claims] == ["asserts", "denies"]


@pytest.mark.parametrize(
    "answer",
    ["Somalia denied this.", "Somalia rejected the accusation.", "This was refuted by Somalia."],
)
def test_answers_refer_to_the_earlier_claim(answer: str) -> None:
    claims = get_claims(f"Kenya accused Somalia of bombing a village. {answer}")
    assert [claim.refers_to for claim in claims] == [None, "c1"]


def test_a_quotation_without_a_cue_continues_the_last_speaker() -> None:
    claims = get_claims(
        '"The town fell," the mayor told reporters.\n\n"Many people fled over the hills to us."'
    )
    assert claims[-1].why == "the quotation goes on"
    assert claims[-1].speaker == claims[0].speaker


def test_cue_and_speaker_are_not_covered() -> None:
    doc = analyse("The ferry, she said, sank on Friday.")
    claims = find_claims(doc, find_actors(doc))
    covered = [token.lower for token in doc.tokens if find_covering(claims, token.index)]
    assert "sank" in covered and "said" not in covered and "she" not in covered


def test_requests_are_no_claims() -> None:
    assert get_claims("Kenya urged Somalia to leave the port.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "said",
        '"',
        '"""',
        "“Never closed, said he",
        "according to",
        "X: “a ‘b’ c” said",
        "\u200f said 🚀 that",
        "that that said that",
    ],
)
def test_arbitrary_text(text: str) -> None:
    get_claims(text)


@pytest.mark.parametrize(
    ("speaker", "code"),
    [
        ("army sources", "PERMIL"),
        ("a statement of the Peruvian navy", "PERMIL"),
        ("records of the Peruvian police", "PERCOP"),
    ],
)
def test_a_mouthpiece_speaks_for_whose_it_is(speaker: str, code: str) -> None:
    doc = analyse(f"Peruvian army posts were shelled. Two men were missing, {speaker} said.")
    actors = find_actors(doc)
    [claim] = find_claims(doc, actors)
    assert [actors.actors[number].code for number in claim.speakers] == [code]


def test_a_relative_does_not_speak_for_whose_he_is() -> None:
    doc = analyse("Two men were missing, the neighbours of the Peruvian police said.")
    actors = find_actors(doc)
    [claim] = find_claims(doc, actors)
    assert "PERCOP" not in [actors.actors[number].code for number in claim.speakers]
