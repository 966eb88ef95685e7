"""The project's own tables of places: regions, waters, sites, former names, short names of divisions.

Place in the flow: `lexicon.gazetteer` looks here first, then in the packed table of towns
and divisions that GeoNames has. All of it is small and is read at the first look-up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.gazetteer_file import fold_name
from dragoman.lexicon.load import Check, one_of, read_table

SpotKind = Literal["town", "adm1", "adm2", "region", "sea_air", "site", "country"]
SITE_KINDS = tuple(
    (
        "seat base airport nuclear plant port station prison camp crossing bridge dam square village "
        "quarter stadium palace tower park hospital university"
    ).split()
)

_ENDINGS = {
    "nuclear": (
        "nuclear power plant",
        "nuclear power station",
        "nuclear plant",
        "atomic power plant",
        "power plant",
    ),
    "base": ("air base", "airbase", "air force base", "airfield"),
    "airport": ("international airport", "airport"),
    "camp": ("refugee camp", "camp"),
    "crossing": ("border crossing", "crossing"),
}
"""Words that end the names of sites of a kind and are said one for another; the longest first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that a name may stand for, with a point in its middle.

    `country` is ISO alpha-3, `admin1` the name of the first-order division, `code` the
    GeoNames code of the division it is or lies in ("US.TX.201"). Only the points of towns
    and sites are places where something can be said to have happened.
    """

    name: str
    kind: SpotKind
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonames_id: int | None = None
    is_other_spelling: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class ShortName:
    """A first-order division by a short name. `is_post` for those that need a town before them.

    `others` are the codes of what else has this short name: "WA", "SA"; three letters for a country.
    """

    code: str
    is_post: bool
    others: tuple[str, ...] = ()


@cache
def load_regions() -> dict[str, Spot]:
    """Return regions, disputed areas, seas and rivers by folded name.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    kinds = one_of("region", "sea_air", "adm1")
    columns: dict[str, Check | None] = {"name": bool, "aliases": None, "country": _is_code, "kind": kinds}
    found: dict[str, Spot] = {}
    for row in read_table("regions.csv", columns | {"lat": _is_degree, "lon": _is_degree}):
        kind: SpotKind = row["kind"]  # type: ignore[assignment]  # checked by the table's schema
        spot = Spot(row["name"], kind, row["country"] or None, lat=float(row["lat"]), lon=float(row["lon"]))
        _enter(found, spot, row["aliases"])
    return found


@cache
def load_sites() -> dict[str, Spot]:
    """Return well-known sites (airports, bases, seats of government …) by folded name.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    columns: dict[str, Check | None] = {"name": bool, "aliases": None, "country": _is_code}
    columns["kind"] = one_of(*SITE_KINDS)
    found: dict[str, Spot] = {}
    for row in read_table("sites.csv", columns | {"lat": _is_degree, "lon": _is_degree}):
        spot = Spot(row["name"], "site", row["country"] or None, lat=float(row["lat"]), lon=float(row["lon"]))
        _enter(found, spot, "|".join((row["aliases"], *_vary(row["name"], row["kind"]))))
    return found


def _vary(name: str, kind: str) -> list[str]:
    """Return a site's name with the other words for what it is: "Inga Dam", "Rovno nuclear plant"."""
    endings = _ENDINGS.get(kind, ())
    for ending in endings:
        if fold_name(name).endswith(" " + ending):
            return [name[: -len(ending)] + other for other in endings if other != ending]
    return []


@cache
def load_seats() -> frozenset[str]:
    """Return the folded names of sites that act as often as they are places: seats, universities."""
    columns = dict.fromkeys(("name", "aliases", "country", "kind", "lat", "lon"))
    rows = (row for row in read_table("sites.csv", columns) if row["kind"] in ("seat", "university"))
    return frozenset(fold_name(name) for row in rows for name in (row["name"], *_split(row["aliases"])))


@cache
def load_former_names() -> dict[str, tuple[str, str]]:
    """Return the name of today and the country for each former name, folded.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    columns: dict[str, Check | None] = {"name": bool, "now": bool, "country": _is_code}
    columns |= {"since": _is_year, "until": _is_year}
    rows = read_table("former_names.csv", columns)
    return {fold_name(row["name"]): (fold_name(row["now"]), row["country"]) for row in rows}


@cache
def load_short_names() -> dict[str, ShortName]:
    """Return first-order divisions by short name and people ("Tex.", "TX", "Texans"), case kept.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    found: dict[str, ShortName] = {}
    for row in read_table(
        "divisions.csv", {"code": bool, "name": bool, "shorts": None, "posts": None, "people": None}
    ):
        people = _split(row["people"])
        plurals = [name + "s" for name in people if not name.endswith(("s", "sh"))]
        for short in (*_split(row["shorts"]), *people, *plurals):
            found.setdefault(short, ShortName(row["code"], False))
            if short.endswith("."):
                found.setdefault(short[:-1], ShortName(row["code"], True))
        for short in _split(row["posts"]):
            first = found.setdefault(short, ShortName(row["code"], True))
            if first.code != row["code"]:
                found[short] = replace(first, others=(*first.others, row["code"]))
    return found


@cache
def load_region_words() -> dict[str, Spot]:
    """Return regions by their adjectives and bodies ("African", "EU"), case kept.

    Raises:
        LexiconError: A row does not fit its schema, or names no region.
    """
    regions = load_regions()
    rows = read_table("region_words.csv", {"word": bool, "region": lambda cell: fold_name(cell) in regions})
    return {row["word"]: regions[fold_name(row["region"])] for row in rows}


@cache
def load_country_spots() -> dict[str, Spot]:
    """Return each country with its point, by alpha-3 code.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    points = {
        row["code"]: (float(row["lat"]), float(row["lon"]))
        for row in read_table("country_points.csv", {"code": _is_code, "lat": _is_degree, "lon": _is_degree})
    }
    found: dict[str, Spot] = {}
    for country in load_countries():
        if country.code in points:
            lat, lon = points[country.code]
            found.setdefault(country.code, Spot(country.name, "country", country.code, lat=lat, lon=lon))
    return found


@cache
def load_long_firsts() -> dict[str, tuple[int, ...]]:
    """Return, for the first word of each region or site of several words, how many to try, longest first."""
    lengths: dict[str, set[int]] = {}
    known = (*load_regions().items(), *load_sites().items())
    for words in _list_words(known):
        if len(words) > 1:
            lengths.setdefault(words[0].lower(), set()).add(len(words))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _list_words(known: Iterable[tuple[str, Spot]]) -> Iterable[list[str]]:
    for key, spot in known:
        yield key.split()
        yield spot.name.replace("-", " - ").split()


def _enter(found: dict[str, Spot], spot: Spot, aliases: str) -> None:
    for spelling in (spot.name, *_split(aliases)):
        found.setdefault(fold_name(spelling), spot)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _is_code(cell: str) -> bool:
    return not cell or (len(cell) == 3 and cell.isupper())


def _is_degree(cell: str) -> bool:
    try:
        return -180 <= float(cell) <= 180
    except ValueError:
        return False


def _is_year(cell: str) -> bool:
    return not cell or (len(cell) == 4 and cell.isdigit())
