"""Which name of a place says where another lies: "Tripoli, Lebanon", "Turkey's Van province".

Place in the flow: `reading.toponyms` finds the names and has them linked here.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.language.doc import Doc
from dragoman.lexicon.gazetteer import Spot
from dragoman.lexicon.known_places import load_short_names
from dragoman.reading.toponym import FIRST_ORDER, NEARNESS, SECOND_ORDER, Toponym

OF_WORDS = FIRST_ORDER | SECOND_ORDER | frozenset("city town village hamlet port capital suburb area".split())
_MAX_BETWEEN = 6
"""How many words may stand between a name and the one that says where it lies: "in the province of"."""


def link_toponyms(doc: Doc, names: list[Toponym]) -> list[Toponym]:
    """Return the names, each with that which says where it lies; the last of a chain is linked first."""
    for inner, outer in reversed(list(pairwise(names))):
        if "border" in (inner.kind, outer.kind) or outer.first < inner.last:
            continue
        between = [token.lower for token in doc.tokens[inner.last : min(outer.first, inner.last + 10)]]
        if inner.wants not in ("adm1", "adm2") and _stands_near(between, outer):
            inner.beside = outer
        if (
            len(between) > _MAX_BETWEEN
            or doc.tokens[inner.first].sentence != doc.tokens[outer.first].sentence
        ):
            continue
        if _says_where(doc, between, outer) and _may_contain(outer, inner):
            inner.outer = outer
            outer.is_part = between[:1] in ([","], ["("], []) and inner.kind != "country"
        elif _leads_to(between) and _may_contain(inner, outer) and inner.kind not in ("site",):
            outer.outer = outer.outer or inner  # "Turkey's Van province", "the Texas town of Paris"
    return names


def _says_where(doc: Doc, between: list[str], outer: Toponym) -> bool:
    """Return whether the words between two names make the second say where the first lies."""
    if between in ([","], ["("]):
        return True
    if not between:
        return outer.name in load_short_names()
    if between[0] not in ("in", "of") or any(word in (",", "and", "or", ";") for word in between):
        return False
    stretch = doc.tokens[outer.first - len(between) : outer.first]
    return not any(token.upos in ("VERB", "NUM") for token in stretch)


def _stands_near(between: list[str], outer: Toponym) -> bool:
    """Return whether a name is said to be near the next: "Ayoub, 15 km north of Gao", "Ayoub near Gao"."""
    if not outer.is_near or outer.is_within or not between or len(between) > _MAX_BETWEEN + 2:
        return False
    if outer.spots and outer.spots[0].kind == "country":
        return False  # "Manbij, near the Turkish border": on which side is not said
    words = between[1:] if between[0] == "," else between
    if not any(word in NEARNESS or word[0].isdigit() for word in words):
        return False
    return not any(word in (",", "and", "or", ";", ".", "to", "in") for word in words)


def _leads_to(between: list[str]) -> bool:
    """Return whether the words between two names make the first say where the second lies."""
    if between[:1] in (["'s"], ["’s"], ["'"], ["’"]):
        return len(between) <= 4 and "," not in between
    return len(between) in (2, 3) and between[-1] == "of" and between[-2] in OF_WORDS


def _may_contain(outer: Toponym, inner: Toponym) -> bool:
    """Return whether the outer name may be where the inner lies: "Tripoli, Lebanon", not "Homs, Hama"."""
    wide = [spot for spot in outer.spots if spot.kind in ("country", "adm1", "adm2", "region")]
    if not wide and outer.spots:
        return False
    if not outer.spots:
        return outer.wants is not None
    if not inner.spots:
        return any(spot.kind != "adm2" or outer.wants == "adm2" for spot in wide)
    own = [
        spot for spot in inner.spots if not spot.is_other_spelling and (spot.kind != "adm2" or inner.wants)
    ]
    return any(lies_in(spot, other) for spot in own or inner.spots for other in wide)


def lies_in(spot: Spot, other: Spot) -> bool:
    """Return whether a spot lies in another, by country and division; regions by their country alone.

    Example:
        >>> lies_in(find_spots("Goma")[1], find_spots("North Kivu")[0])
        True
    """
    if spot == other or (spot.country and other.country and spot.country != other.country):
        return False
    if other.kind == "country":
        return spot.kind != "country"
    if other.kind in ("adm1", "adm2") and other.code:
        return spot.code.startswith(other.code + ".") or (spot.code == other.code and spot.kind == "town")
    return other.kind in ("region", "adm1") and spot.kind not in ("country", "region", "sea_air", "adm1")
