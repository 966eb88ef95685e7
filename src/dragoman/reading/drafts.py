"""Actors in the making: who each one is, merged by identity, until they get their ids.

Place in the flow: beside `reading.actors`, which fills an `ActorBook` and turns it into
an `ActorTable`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.lexicon.countries import get_country
from dragoman.lexicon.organisations import Organisation
from dragoman.lexicon.roles import Role
from dragoman.record.model import Actor, ActorKind
from dragoman.text.spans import Span

Key = tuple[str, ...]
"""What makes an actor the same one: its kind of identity, then country, sector or name."""

INSTITUTIONS = frozenset(("GOV", "MIL", "LEG", "COP", "JUD", "SPY", "OPP", "REB"))
"""Sectors of which a country has one: its troops, soldiers and army are the same actor."""
OWN_SECTORS = frozenset(("LEG", "JUD", "COP", "CVL", "REF", "EDU", "REL", "MED", "BUS"))
"""Sectors that a role keeps within an organisation ("a Hezbollah lawmaker" is a lawmaker)."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose somebody is: a country, a sector, and the code of an organisation of no one country."""

    country: str | None = None
    sector: str | None = None
    code: str | None = None

    def get_code(self) -> str | None:
        """Return the actor code of this belonging; None where no country and no name is known."""
        if self.code:
            return self.code
        return f"{self.country}{self.sector or ''}" if self.country else None


@dataclass(slots=True)
class Draft:
    """One actor before it has an id."""

    key: Key
    name: str
    kind: ActorKind
    belonging: Belonging
    role: str | None = None
    spans: dict[int, Span] = field(default_factory=dict)
    why_inferred: str = ""

    def finish(self, id: str) -> Actor:
        """Return the actor under its id, its mentions in order."""
        mentions = tuple(self.spans[start] for start in sorted(self.spans))
        belonging = self.belonging
        return Actor(
            id, self.name, self.kind, belonging.country, belonging.sector, belonging.get_code(),
            self.role, mentions,
        )  # fmt: skip


@dataclass(slots=True)
class ActorBook:
    """All drafts of one document by key, and the countries counted."""

    drafts: dict[Key, Draft] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, draft: Draft, span: Span) -> Key:
        """Return the key of a draft, merged with what is known of the same actor."""
        known = self.drafts.setdefault(draft.key, draft)
        known.spans.setdefault(span.start, span)
        if known is not draft:
            if known.belonging.get_code() is None or (known.why_inferred and not draft.why_inferred):
                if draft.belonging.get_code():
                    known.belonging, known.why_inferred = draft.belonging, draft.why_inferred
            known.role = known.role or draft.role
        return draft.key

    def get_dominant(self) -> str | None:
        """Return the country named most often, where the margin is clear; else None.

        Clear: the only one, or with at least two mentions and half as many again as the next.
        """
        ranked = self.seen.most_common(2)
        if not ranked:
            return None
        if len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]:
            return None
        return ranked[0][0]

    def get_clear(self) -> str | None:
        """Return the country that a report is plainly about: three mentions, twice those of the next.

        Asked for gangs and for persons of whom only the post is told; what is less clear stays empty.
        """
        ranked = self.seen.most_common(2)
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]


def join_role(role: Role, whose: Belonging, is_body_member: bool) -> Belonging:
    """Return what somebody with a role in a country or an organisation is.

    "Peruvian minister": PER GOV. "Hamas spokesman": PSE REB. "Hamas government": PSE GOV.
    "NATO general": IGO:NATO. "Peruvian officials": PER GOV, a member without a sector
    belongs to the government; but a "Peruvian group" (is_body_member) does not.
    """
    if whose.code is None and whose.sector in (None, "CVL", "REF"):
        sector = role.sector
        if sector is None and role.kind == "member" and not is_body_member:
            sector = "GOV"
        return Belonging(whose.country, sector)
    keeps = role.sector in OWN_SECTORS or (role.kind == "body" and role.sector == "GOV")
    if keeps and whose.country:
        return Belonging(whose.country, role.sector)
    return whose


def belong_to(organisation: Organisation) -> Belonging:
    """Return the belonging of an organisation of the tables."""
    return Belonging(
        organisation.country, organisation.sector, None if organisation.country else organisation.code
    )


def write_name(words: str, title: str, country: str | None, count: int) -> str:
    """Return a name that tells whose it is: "leaders of Peru" gives "Peruvian leaders".

    `count` is how many countries the words themselves name.
    """
    state = get_country(country) if country else None
    if state is None:
        return words
    spellings = (state.name, *state.adjectives, *state.aliases, *state.capitals)
    if count == 1 or (any(spelling in words for spelling in spellings) and " and " not in words):
        return words
    return f"{(*state.adjectives, state.name)[0]} {title[:1].lower()}{title[1:]}"


def get_kind(sector: str | None, role_kind: str) -> ActorKind:
    """Return the kind of a described actor: the sector and the kind of its role decide."""
    if role_kind == "body":
        return "government" if sector == "GOV" else "organisation"
    return "government" if sector == "GOV" else "group"
