from __future__ import annotations

import pytest

from dragoman.language.doc import Doc
from dragoman.reading.places import find_places
from tests.reading.parses import read_blocks

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


def test_only_towns_have_coordinates() -> None:
    for _, _, doc in BLOCKS:
        for place in find_places(doc).places.values():
            assert (place.lat is None) == (place.geonames_id is None)
            assert place.lat is None or place.precision in ("exact", "near", "adm2")


def test_no_places_no_where() -> None:
    assert find_places(Doc("", [], [])).find_where(Doc("", [], []), 0) is None
