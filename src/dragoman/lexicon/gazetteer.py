"""What a name of a place may stand for: towns, divisions, regions, seas, rivers, sites, countries.

Place in the flow: `reading.toponyms` looks names up here. Towns and divisions come from
GeoNames (CC BY 4.0, www.geonames.org) by `training/gazetteer.py`, as `lexicon.gazetteer_file`
packs them; the other tables are this project's own (`lexicon.known_places`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import as_file, files

from dragoman.lexicon.countries import CountryWord, get_country_word, load_countries
from dragoman.lexicon.gazetteer_file import PackedTable, fold_name, load_packed, strip_type
from dragoman.lexicon.known_places import (
    Spot,
    SpotKind,
    load_country_spots,
    load_former_names,
    load_region_words,
    load_regions,
    load_short_names,
    load_sites,
)

__all__ = ["Spot", "SpotKind", "find_places_of_words", "find_spots", "fold_name", "get_division"]

_BY_WATER = re.compile(r" (?:on|upon|under|sur|am|an der|aan|nad) ")
"""What names the water or hill that a town lies at, and is left out: "Clacton" for "Clacton-on-Sea"."""
_SAINTS = {
    "st ": "saint ",
    "st. ": "saint ",
    "mt ": "mount ",
    "mt. ": "mount ",
    "ft ": "fort ",
    "ft. ": "fort ",
}


@lru_cache(maxsize=16_384)
def find_spots(name: str) -> tuple[Spot, ...]:
    """Return what a name may stand for: regions and sites of the own tables, then divisions and towns.

    Divisions and towns come by population. Empty for an unknown name; countries are not here.

    Example:
        >>> find_spots("Goma")[0].country, find_spots("no such place")
        ('COD', ())
        >>> find_spots("Leningrad")[0].name, find_spots("Tex.")[0].name
        ('Saint Petersburg', 'Texas')
    """
    key = fold_name(name)
    if not key or key[0] in "#>" or "\t" in key:
        return ()
    stripped = strip_type(key)
    spots = [known[key] for known in (load_regions(), load_sites()) if key in known]
    if not spots and stripped in load_regions():
        spots = [load_regions()[stripped]]
    short = load_short_names().get(name)
    if short:
        spots += filter(None, map(_get_by_code, (short.code, *short.others)))
    former = load_former_names().get(key)
    if former:
        now, country = former
        spots += [spot for spot in _find_packed(now) if spot.country == country and spot.kind != "adm2"][:2]
    spots += _find_packed(key)
    if stripped != key:
        spots += [spot for spot in _find_packed(stripped) if spot.kind in ("adm1", "adm2")]
    for short_form, long_form in _SAINTS.items():
        if key.startswith(short_form):
            spots += _find_packed(long_form + key[len(short_form) :])
    if len(spots) > 1 and spots[0].kind == "adm1" and not spots[0].code:
        own = spots[0]
        if any(spot.kind == "adm1" and spot.country == own.country for spot in spots[1:]):
            spots = spots[1:]
    return _drop_repeats(spots)


@lru_cache(maxsize=4_096)
def find_places_of_words(words: str) -> tuple[Spot, ...]:
    """Return what words may stand for that are known to speak of a place, adjectives and peoples too.

    The country comes first where the words are its name or its adjective.

    Example:
        >>> [spot.kind for spot in find_places_of_words("Georgia")][:2]
        ['country', 'adm1']
        >>> find_places_of_words("Malian")[0].country
        'MLI'
    """
    found: list[Spot] = []
    word = get_country_word(words)
    if word and word.code and word.kind in ("name", "adjective", "people") and _is_country(word):
        country = load_country_spots().get(word.code)
        if country and not _is_division(words, word):
            found.append(country)
    if words in load_region_words():
        found.append(load_region_words()[words])
    found += find_spots(words)
    if not found and ", " in words:
        found += find_spots(words.replace(",", ""))
    if not found and word and word.code and word.kind != "seat":
        found += find_spots(word.country.name)[:1] or filter(None, [load_country_spots().get(word.code)])
    return _drop_repeats(found)


def _is_country(word: CountryWord) -> bool:
    """Return whether a word is of a country by its own code, not of a part that bears another's."""
    return word.country.kind in ("state", "territory", "former") or bool(word.country.alpha2)


def _is_division(words: str, word: CountryWord) -> bool:
    """Return whether a word that stands for a country is one of its divisions: "Scotland", "Welsh"."""
    if words == word.country.name:
        return False
    return words in load_short_names() or any(
        spot.kind in ("adm1", "region") and spot.country == word.code for spot in find_spots(words)[:2]
    )


@lru_cache(maxsize=1_024)
def get_division(code: str) -> Spot | None:
    """Return a first-order division by its GeoNames code, None for an unknown one.

    Example:
        >>> get_division("US.TX").name
        'Texas'
    """
    name = _load_packed().find_entries("#" + code.lower())
    for spot in _find_packed(strip_type(fold_name(name))) if name else ():
        if spot.kind == "adm1" and spot.code == code:
            return spot
    return None


def _get_by_code(code: str) -> Spot | None:
    """Return a division by its GeoNames code, a country by its alpha-3 code."""
    if "." in code:
        return get_division(code)
    country = load_country_spots().get(code)
    return replace(country, is_other_spelling=True) if country else None


def _drop_repeats(spots: list[Spot]) -> tuple[Spot, ...]:
    """Return the spots, each division and town once: under the name that is its own, where it has one."""
    found: dict[object, Spot] = {}
    for spot in spots:
        key = spot.geonames_id or (spot.name, spot.kind)
        if key not in found or found[key].is_other_spelling:
            found[key] = spot
    return tuple(found.values())


def _find_packed(key: str) -> list[Spot]:
    """Return the spots of a key in the packed table, other spellings marked as such."""
    spots: list[Spot] = []
    for cells in filter(None, _load_packed().find_entries(key).split(";")):
        if cells[0] != ">":
            spots.append(_make_spot(cells, False))
            continue
        target, _, number = cells[1:].rpartition("|")
        for other in _load_packed().find_entries(target).split(";"):
            if other.endswith("|" + number):
                spots.append(_make_spot(other, not _BY_WATER.match(target.removeprefix(key))))
                break
    return spots


def _make_spot(cells: str, is_other_spelling: bool) -> Spot:
    name, country, admin1, admin2, lat, lon, population, number = cells.split("|")
    kind: SpotKind = {"t": "town", "1": "adm1", "2": "adm2"}[name[0]]  # type: ignore[assignment]
    code = ".".join(filter(None, (country, admin1, admin2)))
    return Spot(
        name[1:],
        kind,
        _load_alpha2().get(country),
        _load_packed().find_entries(f"#{country}.{admin1}".lower()) or None,
        float(lat),
        float(lon),
        int(population),
        int(number),
        is_other_spelling,
        code,
    )


@cache
def _load_packed() -> PackedTable:
    folder = files("dragoman.lexicon") / "tables"
    stated = (folder / "gazetteer.sha256").read_text(encoding="ascii").strip()
    with as_file(folder / "gazetteer.bin") as path:
        return load_packed(path, stated)


@cache
def _load_alpha2() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in load_countries():
        if country.alpha2 and country.code:
            found.setdefault(country.alpha2, country.code)
    return found
