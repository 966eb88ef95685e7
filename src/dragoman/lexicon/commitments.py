"""Words of commitments: what names them, what is done to them, who asks or promises, words of help."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import get_args

from dragoman.lexicon.load import each_of, one_of, read_table
from dragoman.record.model import ActKind, CommitmentKind, EventType, Status

AID_WORDS = frozenset({
    "aid", "assistance", "help", "support", "intervention", "relief", "weapon", "arm", "ammunition",
    "reinforcement", "troop", "peacekeeper", "backing", "protection", "fund", "loan", "supply", "mission",
    "food", "medicine", "missile", "tank", "aircraft", "jet", "funding", "force", "troops", "arms",
    "grain", "equipment", "cover", "observer", "monitor", "doctor", "nurse", "medic", "tent", "blanket",
    "rice", "flour", "wheat", "lorry", "truck", "tanker", "helicopter", "plasma", "vaccine", "bandage",
    "fuel", "donation", "fighter", "battery", "gun", "squadron", "battalion", "policeman", "expert",
    "shelter", "clothing",
})  # fmt: skip
AID_VERBS = frozenset(
    "help assist intervene aid support send provide supply protect lend post station deploy dispatch".split()
)
SENDING_VERBS = frozenset({"send", "lend", "post", "station", "deploy", "dispatch"})
"""Those of them that help only by what is sent."""
TROOP_WORDS = frozenset({
    "troop", "soldier", "force", "army", "peacekeeper", "contingent", "battalion", "brigade", "unit",
    "division", "observer", "monitor", "marine", "paratrooper", "garrison", "regiment", "mission",
    "policeman", "police", "warship", "fleet", "jet", "personnel", "armour", "tank", "troops", "forces",
    "navy", "patrol", "ranger", "commando", "guerrilla", "fighter", "reinforcement",
})  # fmt: skip

LAND_WORDS = frozenset({
    "territory", "land", "region", "area", "province", "district", "zone", "sector", "enclave", "strip",
    "town", "city", "village", "capital", "port", "airport", "country", "island", "islet", "peninsula",
    "valley", "hill", "height", "ridge", "mountain", "pass", "border", "frontier", "line", "bank", "coast",
    "front", "position", "post", "outpost", "base", "garrison", "barracks", "camp", "fort", "airfield",
    "south", "north", "east", "west", "there", "soil", "half", "part", "desert", "river", "bridge", "road",
})  # fmt: skip
"""Where troops stand and what they leave."""
HELP_WORDS = (AID_WORDS - TROOP_WORDS) | {
    "money", "compensation", "dollar", "pound", "euro", "franc", "rupee", "peso", "ruble", "rouble", "ton",
    "tonne", "bag", "sack", "truckload", "lorryload", "planeload", "shipload", "vehicle", "generator",
    "ambulance", "surgeon", "engineer", "hospital", "gift", "grant", "specialist", "team",
}  # fmt: skip
"""What is promised to help somebody: goods, money, measures of them, those who can do something."""
_LISTS = {"@troops": TROOP_WORDS, "@lands": LAND_WORDS, "@help": HELP_WORDS}


@dataclass(frozen=True, slots=True)
class CommitmentNoun:
    """One row of the noun table; `own` is what the noun alone says was done, or empty."""

    modifiers: frozenset[str]
    kind: str
    own: str


@dataclass(frozen=True, slots=True)
class CommitmentDeed:
    """One row of the table of verbs whose plan or demand makes a commitment."""

    slot: str
    words: frozenset[str]
    kind: str
    done: str
    planned: str


@dataclass(frozen=True, slots=True)
class CommitmentEvent:
    """One row of the table of events that are commitments; `words` empty where any trigger will do."""

    words: frozenset[str]
    kind: str
    act: str


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """The words that tell what came of a promise or request; the table says what each list is for."""

    arriving: frozenset[str]
    leaving: frozenset[str]
    freeing: frozenset[str]
    awaiting: frozenset[str]
    captives: frozenset[str]
    shares: frozenset[str]
    promising: frozenset[str]
    given: frozenset[str]
    bargains: frozenset[str]
    late: frozenset[str]
    periods: frozenset[str]
    ordinals: frozenset[str]


@cache
def load_commitment_nouns() -> dict[str, tuple[CommitmentNoun, ...]]:
    """Return the rows by noun, in the order of the table."""
    acts = one_of("", *get_args(ActKind))
    columns = {"noun": bool, "self": None, "kind": one_of(*get_args(CommitmentKind)), "own": acts}
    found: dict[str, list[CommitmentNoun]] = {}
    for row in read_table("commitment_nouns.csv", columns):
        noun = CommitmentNoun(frozenset(row["self"].split()), row["kind"], row["own"])
        found.setdefault(row["noun"], []).append(noun)
    return {noun: tuple(rows) for noun, rows in found.items()}


@cache
def load_commitment_acts() -> dict[str, tuple[str, str]]:
    """Return the act by lemma: when it is done, and when it is only called for."""
    acts = one_of(*get_args(ActKind))
    rows = read_table("commitment_acts.csv", {"lemma": bool, "act": acts, "asked": acts})
    return {row["lemma"]: (row["act"], row["asked"]) for row in rows}


@cache
def load_commitment_operators() -> dict[str, str]:
    """Return the force of the words that ask for, promise, refuse or report an act, by lemma."""
    forces = one_of("ask", "suggest", "promise", "announce", "refuse", "accuse", "admit", "deny", "condemn")
    rows = read_table("commitment_operators.csv", {"lemma": bool, "force": forces})
    return {row["lemma"]: row["force"] for row in rows}


@cache
def load_commitment_deeds() -> dict[str, tuple[CommitmentDeed, ...]]:
    """Return the rows of verbs that make a commitment, by lemma."""
    acts = one_of(*get_args(ActKind), "")
    columns = {
        "lemma": bool,
        "slot": one_of("subj", "obj", "any", "from", "with"),
        "words": None,
        "kind": one_of(*get_args(CommitmentKind)),
        "done": acts,
        "planned": acts,
        "example": bool,
    }
    found: dict[str, list[CommitmentDeed]] = {}
    for row in read_table("commitment_deeds.csv", columns):
        words = _LISTS.get(row["words"]) or frozenset(row["words"].split())
        deed = CommitmentDeed(row["slot"], words, row["kind"], row["done"], row["planned"])
        found.setdefault(row["lemma"], []).append(deed)
    return {lemma: tuple(rows) for lemma, rows in found.items()}


@cache
def load_commitment_events() -> dict[tuple[str, str], tuple[CommitmentEvent, ...]]:
    """Return the rows of events that are commitments, by type and status."""
    columns = {
        "type": one_of(*get_args(EventType)),
        "words": None,
        "status": one_of(*get_args(Status)),
        "kind": one_of(*get_args(CommitmentKind)),
        "act": one_of(*get_args(ActKind)),
        "example": bool,
    }
    found: dict[tuple[str, str], list[CommitmentEvent]] = {}
    for row in read_table("commitment_events.csv", columns):
        made = CommitmentEvent(frozenset(row["words"].split()), row["kind"], row["act"])
        found.setdefault((row["type"], row["status"]), []).append(made)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def load_outcome_words() -> OutcomeWords:
    """Return the words that tell what came of a promise or request."""
    uses = one_of(*(field.name for field in fields(OutcomeWords)))
    rows = read_table("outcome_words.csv", {"use": uses, "words": bool})
    return OutcomeWords(**{row["use"]: frozenset(row["words"].split()) for row in rows})


@cache
def load_outcome_deeds() -> dict[tuple[str, str | None], tuple[str, ...]]:
    """Return the kinds of commitment that an event may fulfil, by its type and mode (None: any)."""
    kinds = each_of(*get_args(CommitmentKind))
    columns = {"type": one_of(*get_args(EventType)), "mode": None, "kinds": kinds, "example": bool}
    rows = read_table("outcome_deeds.csv", columns)
    return {(row["type"], row["mode"] or None): tuple(row["kinds"].split("|")) for row in rows}
