"""Bodies of which a state has one, whatever they are called: `tables/state_bodies.csv`.

Place in the flow: `linking.actors` asks here whether "the armed forces" of one report are "the army" of
another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon.load import one_of, read_table
from dragoman.lexicon.roles import SECTORS

STATE = "state"
"""The body that is the state itself, with its government."""
_MINISTRY = re.compile(r"(?P<before>.+) ministry|ministry (?:of|for) (?:the )?(?P<after>.+)")
_MATTERS = {
    "foreign": "foreign affairs", "defense": "defence", "national defence": "defence", "labor": "labour",
    "home": "interior", "home affairs": "interior", "internal affairs": "interior",
}  # fmt: skip
"""Matters of a ministry that go by two names."""


@dataclass(frozen=True, slots=True)
class StateBody:
    """One body, and the PLOVER sector that an actor must have to be it."""

    name: str
    sector: str


@cache
def load_state_bodies() -> dict[str, StateBody]:
    """Return the bodies by each way of calling them, in lower case.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    found = {}
    for row in read_table("state_bodies.csv", {"body": bool, "sector": one_of(*SECTORS), "phrases": bool}):
        for phrase in row["phrases"].split("|"):
            found[phrase] = StateBody(row["body"], row["sector"])
    return found


def get_state_body(phrase: str) -> StateBody | None:
    """Return which body a phrase without article and country calls, None for none.

    Example:
        >>> get_state_body("armed forces").name, get_state_body("Ministry of the Interior").name
        ('army', 'ministry of interior')
        >>> get_state_body("local police") is None
        True
    """
    lower = phrase.lower()
    found = load_state_bodies().get(lower)
    ministry = _MINISTRY.fullmatch(lower)
    if found or not ministry:
        return found
    matter = ministry["before"] or ministry["after"]
    return StateBody(f"ministry of {_MATTERS.get(matter, matter)}", "GOV")
