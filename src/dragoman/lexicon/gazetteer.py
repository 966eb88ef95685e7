"""Towns, first-order divisions, regions, seas and rivers by name.

Place in the flow: `reading.places` looks names up here. The table of towns and divisions
is made from GeoNames (CC BY 4.0, www.geonames.org) by `training/gazetteer.py`; that of
regions, seas and well-known sites is this project's own.

The town table is one text sorted by folded name, searched by halving, so that nothing has
to be parsed before the first look-up. Its SHA-256 is checked once, when it is read.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.errors import LexiconError
from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.load import one_of, read_table

SpotKind = Literal["town", "adm1", "region", "sea_air", "site"]

_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
    | {"ß": "ss", "ə": "a", "Ə": "A", "æ": "ae", "Æ": "AE"}
    | dict.fromkeys("\u2019\u2018\u02bc\u02bb", "'")
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that a name may stand for. `country` is ISO alpha-3; coordinates only of towns."""

    name: str
    kind: SpotKind
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonames_id: int | None = None
    is_other_spelling: bool = False


def fold_name(name: str) -> str:
    """Return the key of a name: lower case, no accents, hyphens as blanks.

    Example:
        >>> fold_name("Port-au-Prince"), fold_name("Łódź")
        ('port au prince', 'lodz')
    """
    if not name.isascii():
        plain = unicodedata.normalize("NFD", name.translate(_PLAIN))
        name = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(name.lower().replace("'", "").replace("-", " ").split())


@lru_cache(maxsize=16_384)
def find_spots(name: str) -> tuple[Spot, ...]:
    """Return what a name may stand for: regions of the own table, then divisions and towns by population.

    Empty for an unknown name; countries are not here.

    Example:
        >>> find_spots("Goma")[0].country, find_spots("no such place")
        ('COD', ())
    """
    key = fold_name(name)
    if not key or "\t" in key:
        return ()
    region = load_regions().get(key)
    spots = [region] if region else []
    for cells in _find_entries(key):
        if cells.startswith(">"):
            target, _, number = cells[1:].rpartition("|")
            main = next((other for other in _find_entries(target) if other.endswith("|" + number)), None)
            if main:
                spots.append(_make_spot(main, True))
        else:
            spots.append(_make_spot(cells, False))
    return tuple(spots)


@cache
def load_regions() -> dict[str, Spot]:
    """Return regions, disputed areas, seas, rivers and well-known sites by folded name.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    kinds = one_of("region", "sea_air", "site", "adm1")
    found: dict[str, Spot] = {}
    for row in read_table("regions.csv", {"name": bool, "aliases": None, "country": _is_code, "kind": kinds}):
        kind: SpotKind = row["kind"]  # type: ignore[assignment]  # checked by the table's schema
        spot = Spot(row["name"], kind, row["country"] or None)
        for spelling in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(fold_name(spelling), spot)
    return found


@cache
def load_region_firsts() -> dict[str, tuple[int, ...]]:
    """Return, for the first word of each region of several words, how many words to try, longest first."""
    lengths: dict[str, set[int]] = {}
    for spot in load_regions().values():
        words = spot.name.replace("-", " - ").split()
        if len(words) > 1:
            lengths.setdefault(words[0].lower(), set()).add(len(words))
    for key in load_regions():
        words = key.split()
        if len(words) > 1:
            lengths.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _is_code(cell: str) -> bool:
    return not cell or (len(cell) == 3 and cell.isupper())


@cache
def _load_table() -> bytes:
    folder = files("dragoman.lexicon") / "tables"
    table = (folder / "gazetteer.txt").read_bytes()
    stated = (folder / "gazetteer.sha256").read_text(encoding="ascii").strip()
    if hashlib.sha256(table).hexdigest() != stated:
        raise LexiconError(
            "Gazetteer not loaded: 'gazetteer.txt' has not the SHA-256 that stands beside it. "
            "Install the package again, or build the table with `python -m training.gazetteer`."
        )
    return table


def _find_entries(key: str) -> list[str]:
    """Return the entries of a key, by halving the sorted table."""
    table, wanted = _load_table(), key.encode("utf-8", "replace")
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", low, middle) + 1 or low
        end = table.index(b"\n", middle)
        tab = table.index(b"\t", start)
        here = table[start:tab]
        if here == wanted:
            return table[tab + 1 : end].decode().split(";")
        if here < wanted:
            low = end + 1
        else:
            high = start
    return []


def _make_spot(cells: str, is_other_spelling: bool) -> Spot:
    name, country, admin1, lat, lon, population, number = cells.split("|")
    code = _load_alpha2().get(country)
    if not number:
        return Spot(name, "adm1", code, admin1)
    return Spot(
        name,
        "town",
        code,
        admin1 or None,
        float(lat),
        float(lon),
        int(population),
        int(number),
        is_other_spelling,
    )


@cache
def _load_alpha2() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in load_countries():
        if country.alpha2 and country.code:
            found.setdefault(country.alpha2, country.code)
    return found
