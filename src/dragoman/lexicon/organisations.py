"""Organisations: intergovernmental bodies, armed groups, agencies, media, parties, companies.

Place in the flow: `reading.actors` looks names up here. The table was written for the
project; years are those of founding and end, empty where open or not sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon.countries import fold
from dragoman.lexicon.load import one_of, read_table
from dragoman.lexicon.roles import SECTORS


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row of `tables/organisations.csv`.

    `is_generic`: other countries have one of that name ("Labour Party"), so a country
    that the text gives comes before `country`.
    """

    name: str
    aliases: tuple[str, ...]
    sector: str
    country: str | None
    short: str | None
    since: int | None
    until: int | None
    is_generic: bool

    @property
    def code(self) -> str:
        """Return the actor code: country and sector, or sector and short name (`IGO:CSTO`)."""
        return f"{self.country}{self.sector}" if self.country else f"{self.sector}:{self.short}"


@cache
def load_organisations() -> tuple[Organisation, ...]:
    """Return all rows of the table of organisations.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    columns = {
        "name": bool,
        "aliases": None,
        "sector": one_of(*SECTORS),
        "country": None,
        "short": None,
        "since": _is_year,
        "until": _is_year,
        "is_generic": one_of("", "yes"),
    }
    return tuple(_read_organisation(row) for row in read_table("organisations.csv", columns))


@cache
def load_organisation_names() -> dict[str, Organisation]:
    """Return the organisations by every name, abbreviation and alias, accents folded, case kept."""
    names: dict[str, Organisation] = {}
    for organisation in load_organisations():
        names.setdefault(fold(organisation.name), organisation)
    for organisation in load_organisations():
        for alias in organisation.aliases:
            names.setdefault(fold(alias), organisation)
    return names


def get_organisation(name: str) -> Organisation | None:
    """Return the organisation of a name or abbreviation, None for an unknown one.

    Example:
        >>> get_organisation("CSTO").code, get_organisation("FARC").code
        ('IGO:CSTO', 'COLREB')
    """
    return load_organisation_names().get(fold(name))


def _read_organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        name=row["name"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        sector=row["sector"],
        country=row["country"] or None,
        short=row["short"] or None,
        since=int(row["since"]) if row["since"] else None,
        until=int(row["until"]) if row["until"] else None,
        is_generic=row["is_generic"] == "yes",
    )


def _is_year(cell: str) -> bool:
    return not cell or (cell.isdigit() and len(cell) in (3, 4))
