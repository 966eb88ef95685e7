"""Roles: what nouns say of people and institutions, with their PLOVER sectors.

Place in the flow: `reading.actors` looks every noun up here, with the words around it.
The sectors are those of the PLOVER manual (Halterman et al. 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dragoman.lexicon.load import one_of, read_table

SECTORS = (
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "NGO",
    "IGO", "LEG", "REL", "REF", "UAF", "ELI", "LAB", "PRM",
)  # fmt: skip
RoleKind = Literal["office", "people", "body", "member", "thing"]

_IRREGULAR = {"people": "people", "persons": "person", "men": "man", "women": "woman", "children": "child"}


@dataclass(frozen=True, slots=True)
class Role:
    """One row of `tables/roles.csv`.

    `kind`: a post that one person holds (office), what a person is (people), an institution
    or armed body (body), a part of something that gives it its sector (member), or what
    counts as an actor only with its owner's name (thing: "a Russian jet").
    """

    phrase: str
    sector: str | None
    kind: RoleKind
    states: tuple[str, ...] = ()
    """The countries that have such a post or body ("taoiseach", "senator"); empty for nearly all."""

    @property
    def country(self) -> str | None:
        """Return the one country that has this post, None where several have."""
        return self.states[0] if len(self.states) == 1 else None


@cache
def load_roles() -> dict[str, Role]:
    """Return the roles by phrase: lower case, singular, no article.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    kinds = one_of(*get_args(RoleKind))
    columns = {"phrase": bool, "sector": one_of("", *SECTORS), "kind": kinds, "states": None}
    roles = {}
    for row in read_table("roles.csv", columns):
        kind: RoleKind = row["kind"]  # type: ignore[assignment]  # checked by the table's schema
        roles[row["phrase"]] = Role(row["phrase"], row["sector"] or None, kind, tuple(row["states"].split()))
    return roles


@cache
def load_role_heads() -> dict[str, tuple[int, int]]:
    """Return, for each head noun of a role, how many words may stand before and after it.

    The head is the last word, or the one before "of": "foreign minister" gives minister (1, 0),
    "minister of the interior" minister (0, 3). The tree may take either word of "attorney general".
    """
    reach: dict[str, tuple[int, int]] = {}
    for phrase in load_roles():
        words = phrase.replace("-", " - ").split()
        place = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
        places = {place, len(words) - 2} if len(words) > 1 and words[-1] == "general" else {place}
        for place in places:
            before, after = reach.get(words[place], (0, 0))
            reach[words[place]] = (max(before, place), max(after, len(words) - 1 - place))
    return reach


def clean_noun(lower: str) -> str:
    """Return a plural noun in the singular, by its spelling; others unchanged.

    Example:
        >>> clean_noun("gunmen"), clean_noun("deputies"), clean_noun("judges")
        ('gunman', 'deputy', 'judge')
    """
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("men"):
        return lower[:-2] + "an"
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("ches", "sses", "xes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith("ss"):
        return lower[:-1]
    return lower


def get_role(phrase: str) -> Role | None:
    """Return what a phrase says of somebody, or None; case and plural do not matter.

    Example:
        >>> get_role("Foreign Ministers").sector, get_role("attack")
        ('GOV', None)
    """
    roles = load_roles()
    lower = phrase.lower()
    role = roles.get(lower)
    if role is None:
        front, blank, last = lower.rpartition(" ")
        role = roles.get(front + blank + clean_noun(last))
    return role
