"""What somebody asks for, intends, likes, speaks of, on parses made by hand and by the model."""

from __future__ import annotations

import pytest

from dragoman.flow import read
from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import find_claims
from dragoman.record.model import Claim


def find(text: str) -> list[tuple[str, str | None, str, str]]:
    """Return (kind, speaker, cue, content) of each leaning."""
    return [
        (
            claim.kind,
            claim.speaker_text.text if claim.speaker_text else None,
            claim.cue.text,
            claim.content.text,
        )
        for claim in read_leanings(text)
    ]


def read_leanings(text: str) -> list[Claim]:
    return [claim for claim in read(text).claims if claim.kind not in ("statement", "belief")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya urged Somalia to leave the port.",
         ("request", "Kenya", "urged", "Somalia to leave the port")),
        ("The rebels refused to leave the valley.",
         ("intention", "The rebels", "refused", "to leave the valley")),
        ("Kenya has called for a truce.", ("request", "Kenya", "has called for", "a truce")),
        ("Peru strongly condemned the raid.", ("attitude", "Peru", "strongly condemned", "the raid")),
        ("The minister spoke about the talks.", ("mention", "The minister", "spoke about", "the talks")),
        ("The truce was endorsed by Kenya.", ("attitude", "Kenya", "was endorsed", "The truce")),
        ("The truce seemed to hold.", ("appearance", None, "seemed", "The truce seemed to hold")),
    ],
)  # fmt: skip
def test_what_each_tells(text: str, expected: tuple[str, str | None, str, str]) -> None:
    assert expected in find(text)


def test_a_noun_tells_it_with_the_verb_that_brings_it() -> None:
    found = find("Kenya voiced deep concern about the raid.")
    assert ("attitude", "Kenya", "voiced deep concern about", "the raid") in found
    assert len(found) == 1


def test_an_infinitive_that_is_a_cue_itself_is_one_claim() -> None:
    claims = read("The army declined to discuss the losses.").claims
    assert [claim.cue.text for claim in claims] == ["declined to discuss"]


def test_leanings_stay_out_of_the_layers_that_ask_what_is_covered() -> None:
    doc = analyse("Kenya urged Somalia to leave the port.")
    claims = find_claims(doc, find_actors(doc))
    assert list(claims) == [] and len(claims.leanings) == 1
    assert all(claims.get_over(token.index) == [] for token in doc.tokens)


def test_no_event_is_alleged_for_a_leaning() -> None:
    record = read("Peru condemned the bombing of a market in Quito on Monday.", published="2004-03-17")
    leanings = {claim.id for claim in record.claims if claim.kind == "attitude"}
    assert leanings and not any(leanings & set(event.claims) for event in record.events)


def test_words_within_a_quotation_lean_nowhere() -> None:
    assert find('"We support the truce and condemn the raid," Vela said.') == []


def test_ids_are_in_the_order_of_the_text() -> None:
    record = read("Kenya urged Somalia to leave. Somalia said its troops had gone. Kenya praised the step.")
    assert [claim.id for claim in record.claims] == [f"c{n}" for n in range(1, len(record.claims) + 1)]
    starts = [claim.cue.start for claim in record.claims]
    assert starts == sorted(starts)
