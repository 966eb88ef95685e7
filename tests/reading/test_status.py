"""Did it happen, on parses of the model; the trigger of each sentence follows an asterisk."""

from __future__ import annotations

import pytest

from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import find_claims
from dragoman.reading.status import StatusReading, find_status

FRAMES = {
    "withheld": """did not *{v} the {n}|has not *{p} the {n}|never *{p} the {n}|refused to *{v} the {n}
        |will not *{v} the {n}|declined to *{v} the {n}|failed to *{v} the {n}|has yet to *{v} the {n}""",
    "planned": """plans to *{v} the {n}|will *{v} the {n}|decided to *{v} the {n}|agreed to *{v} the {n}
        |vowed to *{v} the {n}|is set to *{v} the {n}|said it would *{v} the {n}""",
    "threatened": "threatened to *{v} the {n}",
    "hypothetical": "could *{v} the {n}|may *{v} the {n}|might *{v} the {n}|is able to *{v} the {n}",
    "requested": "urged Kenya to *{v} the {n}|asked Kenya to *{v} the {n}|ordered troops to *{v} the {n}",
    "actual": "*{p} the {n}|continued to *{v} the {n}",
    "denied": "denied that it *{p} the {n}|denied that its navy *{p} the {n}",
    "alleged": "said that Kenya *{p} the {n}|claimed that Kenya *{p} the {n}|admitted that it *{p} the {n}",
}
VERBS = [
    ("attack", "attacked", "port"),
    ("shell", "shelled", "town"),
    ("bomb", "bombed", "camp"),
    ("seize", "seized", "ship"),
]
SENTENCES = [
    (f"Peru {frame.strip().format(v=verb, p=past, n=noun)}.", status)
    for status, frames in FRAMES.items()
    for frame in frames.split("|")
    for verb, past, noun in VERBS
]
OTHERS = [
    ("Peru announced a *ceasefire.", "actual"),
    ("Iran did not *attack Israel.", "withheld"),
    ("The United States will not *impose sanctions on Turkey.", "withheld"),
    ("Israel and Hamas *agreed to a ceasefire.", "actual"),
    ("Ukraine *asked the United States for military aid.", "actual"),
    ("Ukraine asked the United States for military *aid.", "requested"),
    ("Russia denied that its forces *attacked Ukraine.", "denied"),
    ("According to Turkey, Syria *shelled the town.", "alleged"),
    ("The army *shelled the town.", "actual"),
    ("Mali refused to *withdraw its troops.", "withheld"),
    ("Mali threatened to *bomb the capital.", "threatened"),
    ("Mali plans to *withdraw its troops.", "planned"),
    ("Mali said it would *withdraw its troops.", "planned"),
    ("If Mali *attacks, Sudan will answer.", "hypothetical"),
    ("Rebels may *attack the town.", "hypothetical"),
    ("Kenya called for a *ceasefire.", "requested"),
    ("Kenya urged Sudan to *withdraw.", "requested"),
    ("Kenya condemned the *attack.", "actual"),
    ("Mali did not launch an *attack.", "withheld"),
    ("Mali did not condemn the *attack.", "actual"),
    ("After the *attack, Mali did not respond.", "actual"),
    ("Mali did not attack or *threaten Sudan.", "withheld"),
    ("Ships were sent to *patrol the Gulf.", "planned"),
    ("Mali *accused Sudan of bombing a village.", "actual"),
    ("Mali accused Sudan of *bombing a village.", "alleged"),
    ("The alleged *attack killed nine.", "alleged"),
    ("The army failed to *attack the base.", "withheld"),
    ("The government has yet to *sign the treaty.", "withheld"),
    ("The rebels continued to *shell the town.", "actual"),
    ("Mali is considering *sanctions.", "hypothetical"),
    ("The talks are set to *begin on Monday.", "planned"),
    ("Sudan rejected claims that its jets *bombed the camp.", "denied"),
    ("The general said troops had *killed nine rebels.", "alleged"),
    ("The troops that had not fled *killed nine rebels.", "actual"),
    ("Sudan vowed to *retaliate.", "planned"),
    ("The threat of an *invasion grew.", "threatened"),
    ("The army did not stop *shelling the town.", "actual"),
    ("The president could *sign the treaty.", "hypothetical"),
    ("There was no *attack on the town.", "withheld"),
    ("The army stopped short of *attacking the town.", "withheld"),
    ("Mali warned that it would *attack Sudan.", "threatened"),
]


def read(marked: str) -> StatusReading:
    place = marked.index("*")
    doc = analyse(marked.replace("*", ""))
    trigger = next(token.index for token in doc.tokens if token.start == place)
    return find_status(doc, trigger, find_claims(doc, find_actors(doc)))


@pytest.mark.parametrize(("marked", "status"), [*SENTENCES, *OTHERS])
def test_status(marked: str, status: str) -> None:
    assert read(marked).status == status


def test_an_answered_claim_stays_alleged_with_both_claims() -> None:
    place = "Kenya accused Somalia of *bombing a village. Somalia denied this."
    reading = read(place)
    assert reading.status == "alleged"
    assert reading.claims == ("c1", "c2")


def test_every_token_of_odd_text_has_a_status() -> None:
    for text in ('"If not “said', "not not no never", "according to if would", "🚀 said 'that"):
        doc = analyse(text)
        claims = find_claims(doc, find_actors(doc))
        assert all(find_status(doc, token.index, claims).why for token in doc.tokens)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chad has no plans to *attack Libya.", "withheld"),
        ("Peru had not announced any plans to *withdraw its troops.", "withheld"),
        ("Kenya denied plans to *attack Somalia.", "denied"),
        ("Chad was quick to *blame Libya.", "actual"),
        ("The rebels were plotting *attacks on the army.", "planned"),
    ],
)
def test_plans_that_are_not_and_deeds_below_adjectives(text: str, status: str) -> None:
    before, _, after = text.partition("*")
    doc = analyse(before + after)
    trigger = next(token.index for token in doc.tokens if token.start >= len(before))
    assert find_status(doc, trigger, find_claims(doc, find_actors(doc))).status == status


def find_as(marked: str, kind: str) -> str:
    """Return the status of the marked word as an event of a type."""
    before, _, after = marked.partition("*")
    doc = analyse(before + after)
    trigger = next(token.index for token in doc.tokens if token.start >= len(before))
    return find_status(doc, trigger, find_claims(doc, find_actors(doc)), kind).status


@pytest.mark.parametrize(
    ("marked", "kind", "status"),
    [
        ("The minister flew to Damascus to *ask Syria for help.", "REQUEST", "actual"),
        ("Dockers blocked the gate to *demand their wages.", "REQUEST", "actual"),
        ("Kenya sent troops to *occupy the port.", "ASSAULT", "planned"),
        ("Gunmen tried to *storm the gate.", "ASSAULT", "actual"),
        ("Aid workers tried to *help the villagers.", "AID", "planned"),
        ("The rebels vowed to *attack the port.", "ASSAULT", "threatened"),
        ("The rebels vowed to *leave the port.", "RETREAT", "planned"),
        ("The rebels said they would *attack the port if a tank came nearer.", "ASSAULT", "threatened"),
    ],
)
def test_the_type_says_what_a_purpose_a_try_and_a_vow_amount_to(marked: str, kind: str, status: str) -> None:
    assert find_as(marked, kind) == status


def test_what_is_told_to_somebody_is_no_request() -> None:
    assert read("Herders told reporters that soldiers *burned the village.").status == "alleged"
    assert read("The army told villagers to *leave the town.").status == "requested"
