"""Countries: codes, names of today and of the past, adjectives, peoples, capitals, seats of government.

Place in the flow: `reading.actors`, `reading.places` and `language` look words up here.
Codes are ISO 3166-1 and 3166-3 (user-assigned XKX for Kosovo, RVN for South Vietnam by
convention); state numbers are those of Gleditsch and Ward (1999), left empty for what
they do not list.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dragoman.lexicon.load import one_of, read_table

CountryKind = Literal["state", "territory", "disputed", "former", "region", "people"]
WordKind = Literal["name", "adjective", "people", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class Country:
    """One row of `tables/countries.csv`.

    `code` is None for a people of no one state ("Kurdish"); a region carries the code of
    its state (Chechnya: RUS). `since` and `until` are years, None where open.
    """

    code: str | None
    alpha2: str | None
    numeric: str | None
    gw: int | None
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    since: int | None
    until: int | None
    kind: CountryKind


@dataclass(frozen=True, slots=True)
class CountryWord:
    """What a word or phrase says of a country: its name, its adjective, its capital …"""

    country: Country
    kind: WordKind

    @property
    def code(self) -> str | None:
        """Return the code of the country."""
        return self.country.code


def fold(text: str) -> str:
    """Return a text without accents and with plain apostrophes, its case kept.

    Example:
        >>> fold("Côte d’Ivoire")
        "Cote d'Ivoire"
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.replace("’", "'").replace("‘", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def load_countries() -> tuple[Country, ...]:
    """Return all rows of the table of countries, states first.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    columns = {
        "code": _is_code,
        "alpha2": None,
        "numeric": None,
        "gw": _is_number,
        "name": bool,
        "aliases": None,
        "adjectives": None,
        "people": None,
        "capitals": None,
        "seats": None,
        "since": _is_number,
        "until": _is_number,
        "kind": one_of(*get_args(CountryKind)),
    }
    return tuple(_read_country(row) for row in read_table("countries.csv", columns))


@cache
def load_country_words() -> dict[str, CountryWord]:
    """Return every name, adjective, people, capital and seat, folded, with its country.

    Keys keep their case ("US" is a country, "us" is not) and also hold the capitals of
    headlines ("IRAN"). A word of two countries belongs to the one listed first; names come
    before adjectives, adjectives before peoples, then capitals and seats.
    """
    words: dict[str, CountryWord] = {}
    countries = load_countries()
    phrases: list[tuple[WordKind, Country, tuple[str, ...]]] = []
    phrases += [("name", country, (country.name, *country.aliases)) for country in countries]
    phrases += [("adjective", country, country.adjectives) for country in countries]
    phrases += [("people", country, _list_people(country)) for country in countries]
    phrases += [("seat", country, country.seats) for country in countries]
    phrases += [("capital", country, country.capitals) for country in countries]
    for kind, country, spellings in phrases:
        if country.kind == "people" and kind == "name":
            kind = "people"
        for spelling in spellings:
            key = fold(spelling)
            words.setdefault(key, CountryWord(country, kind))
    for key, word in list(words.items()):
        if len(key) > 3:
            words.setdefault(key.upper(), word)
    return words


@cache
def _load_by_code() -> dict[str, Country]:
    by_code: dict[str, Country] = {}
    for country in load_countries():
        if country.code:
            by_code.setdefault(country.code, country)
    return by_code


def get_country(code: str) -> Country | None:
    """Return the state with an alpha-3 code, None for an unknown one.

    Example:
        >>> get_country("KGZ").name
        'Kyrgyzstan'
    """
    return _load_by_code().get(code)


def get_country_word(phrase: str) -> CountryWord | None:
    """Return what a whole word or phrase says of a country, or None.

    Accents do not matter, case does, an article in front is passed over.

    Example:
        >>> get_country_word("Türkiye").code, get_country_word("us")
        ('TUR', None)
        >>> get_country_word("Kremlin").kind
        'seat'
    """
    words = load_country_words()
    key = fold(phrase)
    word = words.get(key)
    if word is None and key[:4] in ("the ", "The "):
        word = words.get(key[4:])
    return word


def _read_country(row: dict[str, str]) -> Country:
    return Country(
        code=row["code"] or None,
        alpha2=row["alpha2"] or None,
        numeric=row["numeric"] or None,
        gw=_to_number(row["gw"]),
        name=row["name"],
        aliases=_split(row["aliases"]),
        adjectives=_split(row["adjectives"]),
        people=_split(row["people"]),
        capitals=_split(row["capitals"]),
        seats=_split(row["seats"]),
        since=_to_number(row["since"]),
        until=_to_number(row["until"]),
        kind=row["kind"],  # type: ignore[arg-type]  # checked by the table's schema
    )


def _list_people(country: Country) -> tuple[str, ...]:
    """Return the people's names: those listed, and regular plurals ("Iraqi" gives "Iraqis")."""
    plurals = [adjective + "s" for adjective in country.adjectives if _has_plural(adjective)]
    return (*country.people, *plurals)


def _has_plural(adjective: str) -> bool:
    if adjective.endswith(("Kazakh", "Czech")):
        return True
    return not adjective.endswith(("ese", "sh", "ch", "ss", "s", ".", "US", "ic"))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _to_number(cell: str) -> int | None:
    return int(cell) if cell else None


def _is_number(cell: str) -> bool:
    return not cell or cell.isdigit()


def _is_code(cell: str) -> bool:
    return not cell or (len(cell) == 3 and cell.isupper())
