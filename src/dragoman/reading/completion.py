"""Parties that a sentence leaves to its reader: whom a denial answers, whose town was shelled.

Place in the flow: `events` calls `complete` once all mentions are read. Every party that
is filled in here says in `why` what it was inferred from; a rule that finds nothing leaves
the slot empty.
"""

from __future__ import annotations

from collections import Counter

from dragoman.language.doc import Doc
from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.event_words import load_event_words
from dragoman.reading.actors import ActorTable
from dragoman.reading.counterparts import find_counterpart, find_scene
from dragoman.reading.event_drafts import HARM, EventDraft, Reading
from dragoman.record.model import Actor

_REACH = 3
"""Sentences back in which the deed that somebody judges is looked for."""


def complete(reading: Reading, drafts: list[EventDraft]) -> None:
    """Fill in parties that follow from the text around, in place."""
    ordered = sorted(drafts, key=lambda draft: draft.trigger)
    for draft in ordered:
        if not draft.target:
            _complete_target(reading, draft, drafts)
        if draft.type in _TO_PLACES and not draft.is_symmetric and not draft.target and draft.where:
            _take_place(reading, draft, None)
    dominant = find_dominant(reading)
    antagonists = find_antagonists(reading, drafts)
    for draft in ordered:
        if draft.type in HARM and not (draft.source and draft.target):
            _complete_harm(reading, draft, antagonists)
        if draft.type == "ASSAULT" and draft.is_symmetric:
            _complete_war(reading, draft, dominant)
        if draft.type in _TO_PLACES and not draft.target:
            _take_place(reading, draft, dominant)
        elif draft.type in HARM and draft.target and not _has_country(reading, draft.target):
            _place_victims(reading, draft, dominant)
        if draft.type == "ACCUSE" and not draft.target:
            _set(reading, draft, _find_addressee(reading.doc, draft, drafts), "whom it asked before")
        if not draft.source and (draft.type, draft.mode) in _BY_AUTHORITIES and draft.target:
            _take_authorities(reading, draft, dominant)
    _complete_sides(reading, ordered)
    for draft in ordered:
        draft.why += _tell_inferred(reading.actors, (*draft.source, *draft.target))


def _complete_sides(reading: Reading, drafts: list[EventDraft]) -> None:
    """Fill in the sides that no wording gives with the likeliest of the text around.

    Both sides only where the event itself is sure: "A curfew was imposed at dawn."
    """
    scene = find_scene(reading, drafts)
    for draft in drafts:
        if draft.status.status in ("hypothetical", "requested"):
            continue  # what is only supposed needs both its sides in words
        is_sure = bool(draft.target) or (draft.confidence >= _SURE and not draft.is_symmetric)
        if not draft.source and is_sure and draft.type != "ASSAULT":  # who attacked is not guessed
            draft.source = find_counterpart(reading, scene, draft, "source")
            if draft.source:
                draft.guessed.add("source")
                draft.why += "; source inferred: likeliest in the text around"
        if draft.type == "PROTEST" and draft.source and not draft.target:
            _face_government(reading, draft)
        if draft.source and not draft.target:
            found = find_counterpart(reading, scene, draft, "target")
            _set(reading, draft, found, "likeliest in the text around")
            if draft.target:
                draft.guessed.add("target")


_SURE = 0.6
"""How sure an event must be that gets both its sides from the text around."""


def _tell_inferred(actors: ActorTable, party: tuple[str, ...]) -> str:
    """Return what the countries of parties were inferred from, for `why`."""
    return "".join(
        f"; country of “{actors.actors[number].name}” inferred: {actors.inferred[number]}"
        for number in party
        if number in actors.inferred
    )


def _complete_harm(reading: Reading, draft: EventDraft, antagonists: tuple[str, str] | None) -> None:
    """Fill in the sides of fighting and the victim of an alleged attack."""
    if antagonists and draft.is_symmetric:
        _take_antagonists(draft, antagonists)
    if draft.target or draft.status.status != "alleged":
        return
    if antagonists:
        _set(reading, draft, _find_opponent(reading, draft, antagonists), "its opponent in the report")
    if not draft.target:
        _set(reading, draft, _find_accuser(reading, draft), "who says so")


def _complete_war(reading: Reading, draft: EventDraft, dominant: str | None) -> None:
    """Fill in the sides of fighting at home: both, or the state against whoever is named."""
    if not draft.source and not draft.target:
        _take_home(reading, draft, dominant)
    elif bool(draft.source) != bool(draft.target):
        _take_state(reading, draft, dominant)


_TO_PLACES = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "AID"})
"""Types whose other side is the country where they happen: troops leave it, aid goes to it."""


def find_dominant(reading: Reading) -> str | None:
    """Return the country that a report is about, or None where no one country leads clearly.

    Three mentions at least, and twice as many as the next.
    """
    counts: Counter[str] = Counter()
    for actor in reading.actors.actors.values():
        if actor.country and actor.id not in reading.actors.inferred:
            counts[actor.country] += len(actor.mentions)
    for place in reading.places.places.values():
        if place.country and place.precision != "country":
            counts[place.country] += len(place.mentions)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3:
        return None
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        return None
    return ranked[0][0]


def find_antagonists(reading: Reading, drafts: list[EventDraft]) -> tuple[str, str] | None:
    """Return the two parties that a report sets against each other most often, at least twice; else None."""
    pairs: Counter[tuple[str, str]] = Counter()
    ids: dict[str, str] = {}
    for draft in drafts:
        if draft.type not in ("ASSAULT", "COERCE", "ACCUSE", "THREATEN", "REJECT"):
            continue
        sides = [
            sorted({_get_side(reading, ids, actor) for actor in party})
            for party in (draft.source, draft.target)
        ]
        if len(sides[0]) == 1 and len(sides[1]) == 1 and sides[0] != sides[1]:
            pairs[min(sides[0][0], sides[1][0]), max(sides[0][0], sides[1][0])] += 1
    ranked = pairs.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    first, second = ranked[0][0]
    return (ids[first], ids[second]) if first and second else None


def _get_side(reading: Reading, ids: dict[str, str], actor: str) -> str:
    """Return the country or code of an actor, "" for nobody known; notes the first actor of each side."""
    found = reading.actors.actors[actor]
    side = found.country or found.code or ""
    if side not in ids or found.kind == "country":
        ids[side] = actor
    return side


def _take_antagonists(draft: EventDraft, antagonists: tuple[str, str]) -> None:
    """Give fighting that names no side the two that the report sets against each other."""
    if draft.source or draft.target:
        return
    draft.source, draft.target = (antagonists[0],), (antagonists[1],)
    draft.why += "; both sides inferred: the two that the report sets against each other"


def _complete_target(reading: Reading, draft: EventDraft, drafts: list[EventDraft]) -> None:
    if draft.type == "REJECT":
        _set(reading, draft, _find_answered(reading, draft), "whose claim it answers")
    if not draft.target and draft.type in ("ACCUSE", "REJECT", "SUPPORT"):
        _set(reading, draft, _find_judged(reading, draft, drafts), "whose deed it judges")
    if not draft.target and draft.type in HARM and draft.is_nominal:
        _set(reading, draft, _find_pointed(reading.doc, draft, drafts), "the deed spoken of before")


def _set(reading: Reading, draft: EventDraft, actors: tuple[str, ...], reason: str) -> None:
    found = tuple(actor for actor in actors if actor not in draft.source)
    if not found or any(_is_same_country(reading, actor, other) for actor in found for other in draft.source):
        return
    draft.target = found
    draft.why += f"; target inferred: {reason}"


def _find_answered(reading: Reading, draft: EventDraft) -> tuple[str, ...]:
    """Return whose claim a denial answers: "Accra denies this" after Lomé has spoken."""
    claim = reading.claims.get_at(draft.trigger)
    if claim and claim.refers_to:
        speakers = reading.claims.get_all([claim.refers_to])[0].speakers
        return tuple(actor for actor in speakers if not _is_of_one_country(reading, actor, draft.source))
    return ()


def _find_judged(reading: Reading, draft: EventDraft, drafts: list[EventDraft]) -> tuple[str, ...]:
    """Return whose deed is praised, blamed or refused: "criticised the decision", "condemned the raid"."""
    doc = reading.doc
    words = [token for token in draft.role_tokens if doc.tokens[token].lemma in load_event_words()["deed"]]
    if not words:
        return ()
    lemma = doc.tokens[words[-1]].lemma
    here = doc.tokens[draft.trigger].sentence
    fallback: tuple[str, ...] = ()
    for other in reversed(drafts):
        if other is draft or other.trigger >= draft.trigger or not other.source:
            continue
        if here - doc.tokens[other.trigger].sentence > _REACH:
            continue
        is_own = bool(set(other.source) & set(draft.source))
        if _names(doc, other, lemma):
            if is_own or any(_is_of_one_country(reading, actor, draft.source) for actor in other.source):
                return _find_tellers(reading, other)
            return other.source
        if is_own:
            continue
        if not fallback and other.type in _DECIDED and _can_decide(reading, other.source):
            fallback = other.source
    return fallback


_DECIDED = frozenset({
    "RETREAT", "SANCTION", "COERCE", "MOBILIZE", "AGREE", "AID", "CONCEDE", "ASSAULT", "REJECT", "COOPERATE",
})  # fmt: skip


def _can_decide(reading: Reading, party: tuple[str, ...]) -> bool:
    """Return whether a party can be who decided: a state, its bodies, an armed group; no private person."""
    return any(
        reading.actors.actors[actor].kind == "country" or reading.actors.actors[actor].sector in _DECIDERS
        for actor in party
    )


_DECIDERS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "REB", "IGO"})


def _names(doc: Doc, event: EventDraft, noun: str) -> bool:
    """Return whether a noun can name an event: its own word, a noun made of its verb, or any attack."""
    lemmas = {doc.tokens[mention].lemma for mention in event.mentions}
    if noun in lemmas or any(_is_noun_of(lemma, noun) for lemma in lemmas):
        return True
    return event.type == "ASSAULT" and noun in ("attack", "violence", "assault", "aggression")


def _find_tellers(reading: Reading, event: EventDraft) -> tuple[str, ...]:
    """Return who told of a deed: whom its doer answers by denying it."""
    for claim in reading.claims.get_all(event.status.claims):
        if claim.stance == "asserts":
            return claim.speakers
    return ()


def _is_noun_of(verb: str, noun: str) -> bool:
    """Return whether a noun is plainly made of a verb: announce, announcement; withdraw, withdrawal."""
    return len(verb) > 3 and noun.startswith(verb[:-1])


def _find_pointed(doc: Doc, draft: EventDraft, drafts: list[EventDraft]) -> tuple[str, ...]:
    """Return who suffered the deed that a noun points back to: "they had carried out the raid"."""
    if not any(child.lower in ("the", "this", "these", "that") for child in doc.get_children(draft.trigger)):
        return ()
    lemma = doc.tokens[draft.trigger].lemma
    for other in reversed(drafts):
        if (
            other.trigger < draft.trigger
            and other.type in HARM
            and other.target
            and _names(doc, other, lemma)
        ):
            return other.target
    return ()


def _find_opponent(reading: Reading, draft: EventDraft, antagonists: tuple[str, str]) -> tuple[str, ...]:
    """Return the other of the two that a report sets against each other."""
    mine = {_get_side(reading, {}, actor) for actor in draft.source}
    first, second = (_get_side(reading, {}, actor) for actor in antagonists)
    if first in mine:
        return antagonists[1:]
    return antagonists[:1] if second in mine else ()


def _find_accuser(reading: Reading, draft: EventDraft) -> tuple[str, ...]:
    """Return who alleges a harm that names no victim: mostly the side that suffered it.

    "what Dili sees as Indonesian aggression": against Dili. Not the press, not bodies of
    many states, nor anybody of the doer's own country.
    """
    for claim in reading.claims.get_all(draft.status.claims):
        if claim.stance != "asserts":
            continue
        parties = tuple(
            speaker
            for speaker in claim.speakers
            if reading.actors.actors[speaker].sector not in ("MED", "IGO", "NGO")
        )
        if parties and not set(parties) & set(draft.source):
            return parties
    return ()


def _find_addressee(doc: Doc, draft: EventDraft, drafts: list[EventDraft]) -> tuple[str, ...]:
    """Return whom the same party addressed just before: a plea unheard, then reproach."""
    here = doc.tokens[draft.trigger].sentence
    for other in reversed(drafts):
        if (
            other.trigger < draft.trigger
            and other.type == "REQUEST"
            and set(other.source) & set(draft.source)
        ):
            if other.target and here - doc.tokens[other.trigger].sentence <= _REACH:
                return other.target
    return ()


def _take_place(reading: Reading, draft: EventDraft, dominant: str | None) -> None:
    """Take the country of the place for the side that suffered, was left or was helped."""
    country = _find_country(reading, draft) or (dominant if draft.type in HARM else None)
    if country is None:
        return
    _set(reading, draft, (get_country_actor(reading, country, draft),), "the country of the place")


def _take_home(reading: Reading, draft: EventDraft, dominant: str | None) -> None:
    """Take a country for both sides of fighting inside it that names no side: "weeks of violence in Dili"."""
    country = _find_country(reading, draft) or dominant
    if country is None:
        return
    actor = get_country_actor(reading, country, draft)
    draft.source = draft.target = (actor,)
    draft.why += "; both sides inferred: the country of the place"


def _take_state(reading: Reading, draft: EventDraft, dominant: str | None) -> None:
    """Take the state for the unnamed side of its own war: "a long conflict with the Tigers" in Sri Lanka."""
    known = draft.source or draft.target
    sides = {(reading.actors.actors[actor].country, reading.actors.actors[actor].sector) for actor in known}
    if dominant is None or not all(country == dominant and sector for country, sector in sides):
        return
    actor = get_country_actor(reading, dominant, draft)
    if draft.source:
        draft.target = (actor,)
    else:
        draft.source = (actor,)
    draft.why += "; the other side inferred: the state that the report is about"


def _place_victims(reading: Reading, draft: EventDraft, dominant: str | None) -> None:
    """Give victims without a nation the country of the place: "killed 20 villagers in Kaduna"."""
    country = _find_country(reading, draft) or dominant
    if country is None:
        return
    actor = get_country_actor(reading, country, draft)
    if actor not in draft.target and actor not in draft.source:
        draft.target = (*draft.target, actor)
        draft.why += "; target's country inferred: the place"


_BY_AUTHORITIES = {
    ("COERCE", "arrest"): "COP", ("COERCE", "deport"): "GOV", ("COERCE", "curfew"): "GOV",
    ("COERCE", "ban"): "GOV", ("COERCE", "censor"): "GOV", ("COERCE", "martial-law"): "GOV",
    ("SANCTION", "convict"): "JUD", ("ACCUSE", "investigate"): "JUD",
}  # fmt: skip
"""What only authorities do, and which: a passive that names nobody ("two were arrested") means them."""


def _take_authorities(reading: Reading, draft: EventDraft, dominant: str | None) -> None:
    """Take the authorities of the place for the unnamed doer of what only they do."""
    country = _find_country(reading, draft) or dominant
    if country is None:
        countries = {reading.actors.actors[actor].country for actor in draft.target} - {None}
        country = countries.pop() if len(countries) == 1 else None
    if country is None:
        return
    sector = _BY_AUTHORITIES[draft.type, str(draft.mode)]
    draft.source = (_find_body(reading, country, sector) or get_country_actor(reading, country, draft),)
    draft.target = tuple(actor for actor in draft.target if actor not in draft.source)
    draft.why += "; source inferred: the authorities of the place"


def _find_body(reading: Reading, country: str, sector: str) -> str | None:
    """Return an actor of a country's sector that the text names, its first; None for none."""
    return next(
        (
            n
            for n, actor in reading.actors.actors.items()
            if (actor.country, actor.sector) == (country, sector)
        ),
        None,
    )


def _face_government(reading: Reading, draft: EventDraft) -> None:
    """Take the government of the protesters' country where a protest names nobody it is directed at."""
    countries = {reading.actors.actors[actor].country for actor in draft.source}
    country = countries.pop() if len(countries) == 1 else None
    if country:
        body = _find_body(reading, country, "GOV") or get_country_actor(reading, country, draft)
        if body not in draft.source:
            draft.target = (body,)
            draft.why += "; target inferred: the government where it is held"


def _find_country(reading: Reading, draft: EventDraft) -> str | None:
    """Return the country of an event's place, or the only country where the text has places."""
    places = reading.places.places
    if draft.where:
        return places[draft.where.place].country
    for token in draft.role_tokens:
        for index in range(*reading.doc.get_subtree(token)):
            place = places.get(reading.places.heads.get(index, ""))
            if place and place.country:
                return place.country
    named = {place.country for place in places.values() if place.country}
    return named.pop() if len(named) == 1 else None


def get_country_actor(reading: Reading, country: str, draft: EventDraft) -> str:
    """Return the id of a country as an actor, adding it where the text names only its towns."""
    table = reading.actors.actors
    for number, actor in table.items():
        if actor.country == country and actor.sector is None and actor.kind == "country":
            return number
    names = {entry.code: entry.name for entry in load_countries()}
    number = f"a{len(table) + 1}"
    trigger = reading.doc.get_span(draft.trigger, draft.trigger + 1)
    table[number] = Actor(
        number, names.get(country, country), "country", country, None, country, None, (trigger,)
    )
    reading.actors.inferred[number] = "the country of a place named in the text"
    return number


def _has_country(reading: Reading, actors: tuple[str, ...]) -> bool:
    return any(reading.actors.actors[actor].country or reading.actors.actors[actor].code for actor in actors)


def _is_of_one_country(reading: Reading, actor: str, others: tuple[str, ...]) -> bool:
    mine = reading.actors.actors[actor].country
    return mine is not None and any(reading.actors.actors[other].country == mine for other in others)


def _is_same_country(reading: Reading, one: str, other: str) -> bool:
    mine, theirs = reading.actors.actors[one], reading.actors.actors[other]
    return mine.country is not None and mine.country == theirs.country and mine.sector == theirs.sector
