"""The table of capitals gives shares, and names their spelling."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon import casing


def test_the_table_is_small() -> None:
    table = files("dragoman.lexicon") / "tables" / "casing.txt"
    assert len(table.read_bytes()) < 500_000


@pytest.mark.parametrize(
    ("word", "case"), [("soldiers", 0), ("sudan", 1), ("blockaded", 0), ("mfdc", 2), ("goma", 1)]
)
def test_the_likeliest_case(word: str, case: int) -> None:
    shares = casing.load_casing().get_shares(word)
    assert max(range(3), key=shares.__getitem__) == case


def test_names_are_listed_by_their_first_word() -> None:
    names = dict(casing.load_cased_names()["ivory"])
    assert names["ivory", "coast"] == ("Ivory", "Coast")
    assert dict(casing.load_cased_names()["plo"])["plo",] == ("PLO",)


def test_a_common_word_is_no_name_by_itself() -> None:
    assert ("us",) not in dict(casing.load_cased_names().get("us", []))


def test_a_broken_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        casing._take_line(casing.CasingTable({}, {}, {}, {}), ["-", "ing", "often"])
    monkeypatch.setattr(casing, "_take_line", lambda *_: [][0])
    with pytest.raises(LexiconError, match=r"casing.txt' line \d+"):
        casing.load_casing.__wrapped__()
