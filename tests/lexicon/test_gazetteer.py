from __future__ import annotations

import time

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon import gazetteer
from dragoman.lexicon.gazetteer import find_spots, fold_name, load_regions


@pytest.mark.parametrize(
    ("name", "country"),
    [("Goma", "COD"), ("Stepanakert", "AZE"), ("Khan Younis", "PSE"), ("Grozny", "RUS"), ("Saigon", "VNM")],
)
def test_towns_by_any_spelling(name: str, country: str) -> None:
    assert country in {spot.country for spot in find_spots(name)}


@pytest.mark.parametrize("name", ["", " ", "\t", "zzzzz", "\x00", "😀", "a\nb", "\ud800", "|", ";"])
def test_unknown_names_are_empty(name: str) -> None:
    assert find_spots(name) == ()


def test_regions_come_first_and_have_no_dot() -> None:
    spot = find_spots("Red Sea")[0]
    assert (spot.kind, spot.lat, spot.country) == ("sea_air", None, None)
    assert len(load_regions()) >= 150


def test_every_line_is_found() -> None:
    table = gazetteer._load_table()
    lines = table.split(b"\n")[:-1]
    keys = [line.split(b"\t")[0] for line in lines]
    assert keys == sorted(keys)
    for key in [*keys[:3], *keys[-3:], *keys[1::20_000]]:
        assert gazetteer._find_entries(key.decode())


def test_fold() -> None:
    assert fold_name("Sána’a") == "sanaa"


def test_a_changed_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        gazetteer.hashlib, "sha256", lambda _: type("D", (), {"hexdigest": lambda self: "0"})()
    )
    gazetteer._load_table.cache_clear()
    with pytest.raises(LexiconError, match="SHA-256"):
        gazetteer._load_table()
    monkeypatch.undo()
    gazetteer._load_table()


def test_loading_is_fast() -> None:
    gazetteer._load_table.cache_clear()
    start = time.perf_counter()
    gazetteer._load_table()
    assert time.perf_counter() - start < 0.5
