"""Leaders: heads of state and government and leading ministers since 1945, with their state.

Place in the flow: `reading.actors` asks here only where a report does not say itself whose
president or minister somebody is, and marks what it takes from here as inferred.
"""

from __future__ import annotations

from functools import cache

from dragoman.lexicon.countries import fold
from dragoman.lexicon.load import read_table


@cache
def load_leader_names() -> tuple[str, ...]:
    """Return the full names of leaders, as they are written."""
    return tuple(row["name"] for row in read_table("leaders.csv", {"name": bool, "country": bool}))


@cache
def load_leaders() -> dict[str, str]:
    """Return the code of a leader's state by full name, and by surname where it is of one state only.

    An Arabic surname counts without its article too: "Assad" for "al-Assad".
    """
    full: dict[str, str] = {}
    surnames: dict[str, set[str]] = {}
    for row in read_table("leaders.csv", {"name": bool, "country": bool}):
        name = fold(row["name"])
        full[name] = row["country"]
        surname = name.rpartition(" ")[2]
        for spelling in {surname, surname.removeprefix("al-").removeprefix("Al-")}:
            surnames.setdefault(spelling, set()).add(row["country"])
    unique = {surname: countries.pop() for surname, countries in surnames.items() if len(countries) == 1}
    return {**unique, **full}


def get_leader_country(name: str) -> str | None:
    """Return the state of a leader by full name, or by a surname that no other state's leader has.

    Example:
        >>> get_leader_country("Olusegun Obasanjo"), get_leader_country("Rosa Quispe")
        ('NGA', None)
    """
    return load_leaders().get(fold(name))
