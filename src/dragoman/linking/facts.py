"""What one report says of one event, as it is compared with other reports and counted.

Place in the flow: below `incidents`, `standing` and `tolls`; takes a record and nothing else. The store keeps
it beside the event as JSON, so that a new report is linked without loading old ones whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from dragoman.lexicon.gazetteer_file import fold_name
from dragoman.linking.wording import STEM, Weights, Wording, read_wording, stem_words
from dragoman.record.model import Actor, Casualty, Claim, Event, Place, Record, When

_JOINED = re.compile(r"[\s,]*((and|with|plus|as well as)\s+)?((his|her|their|its|the)\s+)?")
_MOST_COUNTRIES, _MOST_NAMES = 2, 25
_SHORTEST_NAME = 4
_WIDE = ("country", "region", "adm1")
"""Precisions of places too wide to tell one happening from another."""


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side: codes, countries, the words of names, and the names as they are `said`."""

    codes: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the folded name, the point if any, the country, and the name as it is `said`."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    is_stated: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so, as far as it is told: `key` is the code, else the folded name (`find_voice`)."""

    key: str
    name: str
    stance: str


@dataclass(frozen=True, slots=True)
class Count:
    """One number of victims of the event; `speaker` and `victims` are keys, empty where nobody is named.

    `start` is where its words stand in the report, by which the numbers of a report are in order. `is_listed`
    where it goes on a list with the one before it: the nurse of "three patients and a nurse were killed".
    """

    id: str
    kind: str
    low: int | None
    high: int | None
    best: int | None
    cumulative: bool | None
    superseded: bool
    combined: bool
    part_of: str | None
    as_of: str | None
    speaker: str
    victims: tuple[str, ...]
    start: int
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One event as it is compared; days as ordinals, `published` too.

    `setting` is the countries that the report tells most of. `voices` are those whose claims tell the event;
    empty where the report tells it in its own words.
    """

    report: str
    event: str
    order: int
    type: str
    mode: str | None
    status: str
    trigger: str
    words: frozenset[str]
    source: Side
    target: Side
    days: tuple[int, int] | None
    is_day_stated: bool
    published: int | None
    spot: Spot | None
    tolls: frozenset[tuple[str, int]]
    voices: tuple[Voice, ...] = ()
    counts: tuple[Count, ...] = ()
    setting: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """The words of names that the report has most often, folded."""
    confidence: float = 1.0
    sentence: int = 0
    """Its number in the report."""
    stems: Weights = ()
    """The words of the sentence, weighed by how few sentences of the report have them."""
    place_names: frozenset[str] = frozenset()
    """Where it was, folded: its own place, else those in the sentence; nothing as wide as a province."""
    near_names: frozenset[str] = frozenset()
    """All names in the sentence and those beside it, folded."""
    is_first: bool = False
    """No event of its type stands before it in the report."""
    is_definite: bool = False
    """It is pointed at as known: "the raid"."""
    is_another: bool = False
    """It is set apart from others: "a second raid", "an earlier raid"."""


def list_facts(record: Record, report: str) -> list[Facts]:
    """Return what is compared of each event of a record, in their order; `report` is its id."""
    actors = {actor.id: actor for actor in record.actors}
    claims = {claim.id: claim for claim in record.claims}
    places = {place.id: place for place in record.places}
    tolls: dict[str, list[Casualty]] = defaultdict(list)
    for toll in record.casualties:
        if toll.event:
            tolls[toll.event].append(toll)
    setting = _find_setting(record)
    tellers = {id: claim for claim in record.claims for id in claim.about}
    wording = read_wording(record.report.text)
    names = _find_topic(record, wording)
    named = _list_names(record.places, wording)
    first: dict[str, int] = {}
    for event in record.events:
        first[event.type] = min(event.trigger.start, first.get(event.type, event.trigger.start))
    found = []
    for order, event in enumerate(record.events):
        sentence = wording.get_sentence(event.trigger.start)
        place = places.get(event.where.place) if event.where else None
        found.append(
            Facts(
                report=report,
                event=event.id,
                order=order,
                type=event.type,
                mode=event.mode,
                status=event.status,
                trigger=event.trigger.text.casefold()[:STEM],
                words=stem_words(event.evidence.text),
                source=_make_side([actors[id] for id in event.source]),
                target=_make_side([actors[id] for id in event.target]),
                days=find_days(event.when),
                is_day_stated=bool(event.when and event.when.basis != "inferred"),
                published=to_ordinal(record.report.published),
                spot=_make_spot(event, place),
                tolls=frozenset(
                    (toll.kind, number)
                    for toll in tolls[event.id]
                    for number in {toll.low, toll.best} - {None}
                    if number is not None
                ),
                setting=setting,
                names=names,
                confidence=event.confidence,
                voices=list_voices([claims[id] for id in event.claims], actors),
                counts=_list_counts(tolls[event.id], actors, tellers, record.report.text),
                sentence=sentence,
                stems=wording.weigh_stems(sentence),
                place_names=_find_place_names(place, named.get(sentence, set()), wording, sentence),
                near_names=wording.get_near_names(sentence),
                is_first=event.trigger.start == first[event.type],
                is_definite=wording.is_definite(event.trigger.start),
                is_another=wording.is_another(event.trigger.start, event.trigger.end),
            )
        )
    return found


def _find_setting(record: Record) -> frozenset[str]:
    told: Counter[str] = Counter()
    located: tuple[Actor | Place, ...] = (*record.actors, *record.places)
    for one in located:
        if one.country:
            told[one.country] += len(one.mentions)
    return frozenset(country for country, _ in told.most_common(_MOST_COUNTRIES))


def _find_topic(record: Record, wording: Wording) -> frozenset[str]:
    """Return the words of names that a report has most often."""
    told = Counter(name for sentence in wording.names for name in sentence)
    named: tuple[Actor | Place, ...] = (*(a for a in record.actors if a.kind != "group"), *record.places)
    for one in named:
        told.update(dict.fromkeys(fold_name(one.name).split(), len(one.mentions)))
    known = [word for word, _ in told.most_common() if len(word) >= _SHORTEST_NAME]
    return frozenset(known[:_MOST_NAMES])


def find_voice(actor: Actor | None) -> str:
    """Return by what a speaker, a holder or a victim is known in every report; empty for nobody."""
    return (actor.code or " ".join(actor.name.casefold().split())) if actor else ""


def list_voices(claims: list[Claim], actors: dict[str, Actor]) -> tuple[Voice, ...]:
    """Return who says so in some claims, each once; a speaker whom the text only describes by its words."""
    voices = []
    for claim in claims:
        speaker = actors.get(claim.speaker or "")
        said = claim.speaker_text.text if claim.speaker_text else ""
        name = speaker.name if speaker else said
        voices.append(Voice(find_voice(speaker) or _fold_speaker(claim), name, claim.stance))
    return tuple(dict.fromkeys(voices))


def _list_counts(
    tolls: list[Casualty], actors: dict[str, Actor], tellers: dict[str, Claim], text: str
) -> tuple[Count, ...]:
    """Return the numbers of an event; `tellers` are the claims by the ids of what they are about."""
    found = []
    for before, toll in zip([None, *tolls], tolls, strict=False):
        speaker = find_voice(actors.get(toll.speaker or ""))
        if not speaker and toll.id in tellers:
            speaker = _fold_speaker(tellers[toll.id])
        found.append(
            Count(
                toll.id, toll.kind, toll.low, toll.high, toll.best, toll.cumulative, toll.superseded,
                toll.combined, toll.part_of, toll.as_of, speaker,
                tuple(find_voice(actors[id]) for id in toll.victims), toll.text.start,
                before is not None and _is_listed(before, toll, text),
            )
        )  # fmt: skip
    return tuple(found)


def _fold_speaker(claim: Claim) -> str:
    """Return the words that name a speaker, as a key; empty where the text names nobody."""
    return " ".join(claim.speaker_text.text.casefold().split()) if claim.speaker_text else ""


def _is_listed(before: Casualty, toll: Casualty, text: str) -> bool:
    """Return whether nothing but "and" stands between two numbers: "a nun and her two sons"."""
    is_alike = (before.kind, before.speaker) == (toll.kind, toll.speaker)
    return is_alike and _JOINED.fullmatch(text[before.text.end : toll.text.start]) is not None


def _make_spot(event: Event, place: Place | None) -> Spot | None:
    """Return where an event was; without a point where the place is as wide as a province."""
    if not place or not event.where:
        return None
    lat, lon = (None, None) if place.precision in _WIDE else (place.lat, place.lon)
    is_stated = event.where.text is not None
    return Spot(place.name.casefold(), lat, lon, place.country, is_stated, place.name)


def _list_names(places: tuple[Place, ...], wording: Wording) -> dict[int, set[str]]:
    """Return the folded names of the places in each sentence, by its number; none as wide as a province."""
    found: dict[int, set[str]] = defaultdict(set)
    for place in places:
        if place.precision not in _WIDE:
            for mention in place.mentions:
                found[wording.get_sentence(mention.start)].add(fold_name(place.name))
    return found


def _find_place_names(own: Place | None, named: set[str], wording: Wording, sentence: int) -> frozenset[str]:
    """Return where an event was: its own place if the sentence names it, else all that the sentence names."""
    name = fold_name(own.name) if own and own.precision not in _WIDE else None
    if name and name in named:
        return frozenset({name})
    return frozenset(named | ({name} if name else set())) or wording.find_place_names(sentence)


def _make_side(actors: list[Actor]) -> Side:
    return Side(
        frozenset(actor.code for actor in actors if actor.code),
        frozenset(actor.country for actor in actors if actor.country),
        frozenset(word for actor in actors for word in stem_words(actor.name)),
        tuple(actor.name for actor in actors),
    )


def find_days(when: When | None) -> tuple[int, int] | None:
    """Return the first and last day as ordinals, None where the text tells neither."""
    if when is None:
        return None
    start, end = to_ordinal(when.start), to_ordinal(when.end)
    if start is None and end is None:
        return None
    return (start or end or 0, end or start or 0)


def to_ordinal(day: str | None) -> int | None:
    """Return an ISO day as an ordinal, None for what is no day."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
