from __future__ import annotations

from dragoman.reading.toponym import find_within, make_toponym
from tests.trees import make_doc


def make_phrase(*words: str) -> tuple[str, bool, str | None]:
    """Return name, nearness and kind wanted of the last word behind the others."""
    last = len(words)
    rows = [f"{word} ADP {last} case" for word in words[:-1]] + [f"{words[-1]} PROPN 0 root _ _ B-LOC"]
    doc = make_doc("\n".join(rows))
    toponym = make_toponym(doc, last - 1, last, last - 1)
    return toponym.name, toponym.is_near, toponym.wants


def test_nearness() -> None:
    assert make_phrase("near", "Gao")[1]
    assert make_phrase("80", "km", "east", "of", "Gao")[1]
    assert make_phrase("on", "the", "outskirts", "of", "the", "town", "of", "Gao")[1]
    assert make_phrase("12", "miles", "from", "Gao")[1]
    assert not make_phrase("in", "the", "town", "of", "Gao")[1]
    assert not make_phrase("in", "the", "old", "Togolese", "capital", "of", "Lomé")[1]


def test_kind_words_before_the_name() -> None:
    assert make_phrase("the", "town", "of", "Goma")[2] == "town"
    assert make_phrase("the", "province", "of", "Aleppo")[2] == "adm1"
    assert make_phrase("the", "district", "of", "Goma")[2] == "adm2"


def test_names_within_names() -> None:
    assert find_within("Aleppo University")[0].name == "Aleppo"
    assert find_within("Memorial Hospital") == ()
    assert find_within("x") == ()
