"""Actor codes of the gold files and of the program, made comparable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.model import Actor


@dataclass(frozen=True, slots=True)
class Who:
    """One actor as a key (country code, or name of an organisation) and a sector ("" for any).

    `home` is the country that the program gives an organisation with a name of its own: a
    gold file may call the same rebels by either.
    """

    key: str
    sector: str
    home: str = ""

    @property
    def asks_for_nothing(self) -> bool:
        """Return whether it stands for unidentified actors: any actor, or none, will do."""
        return self.key == "UNKNOWN"

    def answers(self, gold: Who) -> bool:
        """Return whether the program's actor is of the country or organisation of a gold actor."""
        return gold.key in (self.key, self.home)


def parse_code(code: str) -> Who:
    """Return the key and sector of a code.

    Organisations go by their name alone, so that "IGO:CSTO" and "ORG:CSTO" are one;
    marks are left out of names ("AL-QAEDA" is "ALQAEDA").

    Example:
        >>> parse_code("RUSGOV"), parse_code("ARM*"), parse_code("IGO:CSTO")
        (Who(key='RUS', sector='GOV'), Who(key='ARM', sector=''), Who(key='CSTO', sector='IGO'))
    """
    sector, colon, name = code.strip().upper().partition(":")
    if colon:
        return Who("".join(ch for ch in name if ch.isalnum()), sector)
    return Who(sector[:3], sector[3:].strip("*"))


def read_actor(actor: Actor | None) -> Who | None:
    """Return the key and sector of the program's actor; None where it has no code."""
    if actor is None:
        return None
    if actor.code:
        who = parse_code(actor.code)
        return Who(who.key, who.sector, actor.country or "") if ":" in actor.code else who
    return Who(actor.country, actor.sector or "") if actor.country else None


def agree(gold: Iterable[Who], found: Iterable[Who]) -> bool:
    """Return whether one side of an event agrees in its countries.

    At least one country (or organisation) of the gold side is among the program's. A gold
    side that is empty or unidentified asks for nothing. Whether all agree is `agree_fully`.
    """
    wanted = list(gold)
    if not wanted or any(who.asks_for_nothing for who in wanted):
        return True
    present = list(found)
    return any(other.answers(who) for who in wanted for other in present)


def agree_fully(gold: Iterable[Who], found: Iterable[Who]) -> bool:
    """Return whether both sides name the same countries and organisations, none more or fewer."""
    wanted = list(gold)
    if not wanted or any(who.asks_for_nothing for who in wanted):
        return True
    present = list(found)
    are_found = all(any(other.answers(who) for other in present) for who in wanted)
    return are_found and all(any(other.answers(who) for who in wanted) for other in present)


def count_sectors(gold: Iterable[Who], found: Iterable[Who]) -> tuple[int, int]:
    """Return how many gold actors that the program also has got the right sector, and how many ask."""
    present = list(found)
    asking = [who for who in gold if who.sector and any(other.answers(who) for other in present)]
    right = [any(other.answers(who) and other.sector == who.sector for other in present) for who in asking]
    return sum(right), len(asking)
