from __future__ import annotations

from dragoman.text.normalise import find_odd_characters, fold


def test_fold_drops_what_shows_nothing() -> None:
    assert fold("Mo\u200bga\u00addishu\u200f") == "mogadishu"


def test_fold_makes_apostrophes_straight_and_keeps_accents() -> None:
    assert fold("N’Djaména’S") == "n'djaména's"


def test_fold_composes_accents() -> None:
    assert fold("Jose\u0301") == "josé"


def test_plain_text_has_no_odd_characters() -> None:
    assert find_odd_characters("Fighting went on.\n\tIt ended – at last. “So” 🇹🇩") == []


def test_odd_characters_are_counted_by_kind() -> None:
    text = "a\x00b\ud800c\u202ed\u200be\x07f\ufffdg\ufffd"
    assert dict(find_odd_characters(text)) == {
        "nul": 1,
        "surrogate": 1,
        "bidi": 1,
        "zero_width": 1,
        "control": 1,
        "replacement": 2,
    }
