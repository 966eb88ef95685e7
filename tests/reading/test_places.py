from __future__ import annotations

import pytest

from dragoman.language.doc import Doc
from dragoman.reading.places import find_places, resolve_places
from tests.reading.parses import read_blocks
from tests.trees import make_doc

BLOCKS = read_blocks("places_parses.txt")


@pytest.mark.parametrize(("text", "expected", "doc"), BLOCKS, ids=[block[0] for block in BLOCKS])
def test_sentences(text: str, expected: list[str], doc: Doc) -> None:
    table = find_places(doc)
    found = [
        f"{place.country or '-'} {place.precision} {'-' if place.lat is None else 'dot'} | {place.name}"
        for place in table.places.values()
    ]
    for token in doc.tokens:
        where = table.find_where(doc, token.index) if token.upos == "VERB" else None
        if where and where.text:
            found.append(f"@ {token.text} | {where.text.text}")
    assert doc.text == text
    assert found == expected


def test_enough_sentences() -> None:
    assert len(BLOCKS) >= 40


def test_a_stated_country_decides() -> None:
    doc = next(doc for text, _, doc in BLOCKS if "Tripoli, Lebanon" in text)
    place = find_places(doc).places["p1"]
    assert place.country == "LBN"
    assert place.lat is not None and round(place.lat) == 34
    assert [span.text for span in place.mentions] == ["Tripoli, Lebanon"]


def test_only_towns_and_sites_have_coordinates() -> None:
    for _, _, doc in BLOCKS:
        for place in find_places(doc).places.values():
            assert place.lat is None or place.precision in ("exact", "near")


def test_a_given_name_is_resolved_as_one_that_is_found() -> None:
    doc = next(doc for text, _, doc in BLOCKS if "Tripoli, Lebanon" in text)
    start = doc.text.index("Tripoli")
    inner, outer = resolve_places(doc, [(start, start + 7), (start + 9, start + 16)])
    assert inner and inner.country == "LBN" and inner.kind == "town"
    assert outer and outer.kind == "country"


def test_a_word_that_stands_for_a_place() -> None:
    doc = make_doc("""
        Troops NOUN 2 nsubj troop
        entered VERB 0 root enter
        Gao PROPN 2 obj _ _ B-LOC
        . PUNCT 2 punct

        They PRON 2 nsubj they
        fought VERB 0 root fight
        in ADP 5 case
        the DET 5 det
        town NOUN 2 obl town
    """)
    doc.antecedents[8] = (2,)
    table = find_places(doc)
    where = table.find_where(doc, 5)
    assert where and where.text and where.text.text == "the town"
    assert table.places[where.place].name == "Gao"


def test_no_places_no_where() -> None:
    assert find_places(Doc("", [], [])).find_where(Doc("", [], []), 0) is None
