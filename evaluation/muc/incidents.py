"""Maps our record to MUC-4's incidents; the record itself knows nothing of them.

* An incident is a violent event (PLOVER's ASSAULT, told as done or as threatened) with what was
  told of it beside: its casualties, and other events that are the same (below).
* Type: KIDNAPPING for `abduct` (HIJACKING for a vehicle), BOMBING for `explosives`, ARSON for a
  trigger of burning, else ATTACK.
* Relevance, after MUC-4's guidelines: no war or campaign (`WARS`), no clash between armed sides, no attack
  of one of them on the other, nothing that the reading is unsure of (`SURE`), nothing more than two months
  old, nothing without a victim, place, day or doer.
* Two events are one incident where types fit and nothing parts them (two days, two towns), and
  they share a victim, or stand at most one sentence apart.
* Organisation: a source that is one. Confidence: CLAIMED OR ADMITTED where it says so itself;
  where another says it, SUSPECTED OR ACCUSED (BY AUTHORITIES for officials); POSSIBLE for what is
  hypothetical or doubted; else REPORTED AS FACT.
* Human targets: persons and groups that the event's words name as target, and casualties'
  victims; number and effect from the casualties (one for a named person; PLURAL for a group).
* Date: the day stated, else "- DAY" of the report ("by then"). Place: the event's place, or a
  town that its words name, below its country; else the country of the dateline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.lexicon.countries import get_country
from dragoman.record.model import Actor, Casualty, Event, Record
from evaluation.muc.keys import MONTHS, Fill, Option, Template

ARMED = frozenset(("MIL", "REB", "COP", "SPY"))
OFFICIAL = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
DOERS = frozenset(("MIL", "REB", "COP", "SPY", "CRM", "OPP", "PTY", "GOV"))
FIGHTERS = frozenset("rebels insurgents militants fighters gunmen attackers".split())
NONE = {"killed": "NO DEATH", "injured": "NO INJURY", "casualties": "NO INJURY OR DEATH"}
HEAD_CHARS = 40
"""The dateline's place stands here, and with it the country that a report is about."""
OLD_DAYS = 200
BESIDE_CHARS = 20
"""So near to a word that tells an event again stands whom it is told of."""
BURN = re.compile(r"burn|torch|arson|(?:set|sets|setting)\b.*\b(?:fire|ablaze)|incinerat", re.IGNORECASE)
BOMB = re.compile(
    r"\b(?:bombs?|dynamite\w*|explosives?|explosive (?:charge|device)s?|car bombs?|explosions?|exploded)\b",
    re.IGNORECASE,
)
WARS = frozenset(
    """campaign clash combat counterattack fighting guerrilla insurgency invade invasion offensive operation
    repression struggle terrorism uprising violence war warfare""".split()
)
"""Triggers of what is no one incident: wars, their operations, what goes on."""
SURE = 0.6
"""Confidence below which an event is none here. F of the target on `dev`: .439, with .3 .431."""
MANY = 100
"""Victims above which a figure is of a war or a year, not of an incident."""
VEHICLE = re.compile(r"hijack|skyjack", re.IGNORECASE)
DEADLY = re.compile(
    r"kill|murder|assassinat|slay|slain|execut|massacr|shot|gunned|lynch|behead", re.IGNORECASE
)
WOUNDING = re.compile(r"wound|injur", re.IGNORECASE)
EFFECTS = {"killed": "DEATH", "injured": "INJURY"}
KINDS = {"killed": "ATTACK", "injured": "ATTACK", "abducted": "KIDNAPPING"}
NAMES = {number: name for name, number in MONTHS.items()}
SENTENCE = re.compile(r"(?<=[.?!])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
COUNTRY_NAMES = {"USA": "UNITED STATES", "GBR": "UNITED KINGDOM", "SUN": "USSR", "RUS": "USSR"}


@dataclass(slots=True)
class Incident:
    """Events of one record taken for one incident, with their casualties."""

    events: list[Event] = field(default_factory=list)
    tolls: list[Casualty] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    """Events that only say who did it: responsibility claimed, organisations accused."""


def find_templates(record: Record) -> list[Template]:
    """Return the templates of one record, in order of the text."""
    actors = {actor.id: actor for actor in record.actors}
    events = [event for event in record.events if _is_violent(event) and _is_relevant(event, actors, record)]
    if events:
        events += [event for event in record.events if _accuses(event, actors)]
    tolls = [toll for toll in record.casualties if _is_counted(toll, actors)]
    incidents = _merge(record, events, tolls, actors)
    return [_fill(incident, record, actors) for incident in incidents if _has_substance(incident, actors)]


def _is_counted(toll: Casualty, actors: dict[str, Actor]) -> bool:
    """Return whether a toll is of people whom MUC-4 counts: fighters who fall are none."""
    kinds = (*KINDS, "casualties") if toll.high == 0 else KINDS
    if (toll.best or toll.low or 0) > MANY:
        return False
    is_fighter = toll.role in FIGHTERS or {actors[id].sector for id in toll.victims} == {"REB"}
    return toll.kind in kinds and not toll.superseded and not is_fighter


def _is_violent(event: Event) -> bool:
    return (
        event.type == "ASSAULT"
        and event.status in ("actual", "alleged", "threatened", "hypothetical")
        and event.confidence >= SURE
        and not _names_war(event)
    )


def _names_war(event: Event) -> bool:
    words = event.trigger.text.lower().split()
    return any(word.removesuffix("s") in WARS or word.removesuffix("d") in WARS for word in words)


def _accuses(event: Event, actors: dict[str, Actor]) -> bool:
    return event.type == "ACCUSE" and any(
        actors[id].kind == "organisation" and actors[id].sector in DOERS for id in event.target
    )


def _is_relevant(event: Event, actors: dict[str, Actor], record: Record) -> bool:
    if event.symmetric:
        return False
    sources = {actors[id].sector for id in event.source}
    named = [actors[id] for id in event.target if _is_named(actors[id], event)]
    targets = {actor.sector for actor in named} - {None}
    is_of_fighters = targets == {"REB"} and not all(actor.kind == "person" for actor in named)
    if is_of_fighters or (sources and targets and sources <= ARMED and targets <= ARMED - {"COP"}):
        return False
    published, when = record.report.published, event.when
    if published and when and when.end:
        try:
            age = date.fromisoformat(published) - date.fromisoformat(when.end)
        except ValueError:
            return True
        return age.days <= OLD_DAYS
    return True


def _is_named(actor: Actor, event: Event) -> bool:
    """Return whether the words of an event, or those by which it is told again, name an actor."""
    told = [(event.evidence.start, event.evidence.end)]
    told += [(again.start - BESIDE_CHARS, again.end + BESIDE_CHARS) for again in event.mentions]
    return any(start < span.end and span.start < end for start, end in told for span in actor.mentions)


def _merge(
    record: Record, events: list[Event], tolls: list[Casualty], actors: dict[str, Actor]
) -> list[Incident]:
    text = record.report.text
    starts = [0, *(match.end() for match in SENTENCE.finditer(text))]
    incidents: list[Incident] = []
    for event in sorted(events, key=lambda event: (_is_told_of(event), event.trigger.start)):
        if _is_told_of(event) and incidents:
            _add_to_nearest(incidents, event)
            continue
        fitting = [
            incident
            for incident in incidents
            if all(_fit(event, other) for other in incident.events)
            and any(_is_same(event, other, actors, starts) for other in incident.events)
        ]
        if fitting:
            fitting[-1].events.append(event)
        else:
            incidents.append(Incident([event]))
    for toll in tolls:
        home = [i for i in incidents if any(event.id == toll.event for event in i.events)]
        home = home or [i for i in incidents if any(_names_victim(toll, event, actors) for event in i.events)]
        if home:
            home[0].tolls.append(toll)
    return incidents


def _names_victim(toll: Casualty, event: Event, actors: dict[str, Actor]) -> bool:
    """Return whether an event strikes a person whose death or injury a toll tells of."""
    return any(actors[id].kind == "person" for id in set(toll.victims) & set(event.target))


def _is_told_of(event: Event) -> bool:
    """Return whether an event only says who did another: owned up to, blamed on somebody."""
    return event.type == "ACCUSE" or event.why.startswith(("responsibility claimed", "blamed"))


def _add_to_nearest(incidents: list[Incident], event: Event) -> None:
    """Add who is said to have done it to the incident told last before; to the first one else."""
    before = [
        incident
        for incident in incidents
        if any(other.trigger.start < event.trigger.start for other in incident.events)
    ]
    home = max(
        before or incidents[:1],
        key=lambda incident: max(
            other.trigger.start
            for other in incident.events
            if not before or other.trigger.start < event.trigger.start
        ),
    )
    home.told.append(event)


def _fit(one: Event, other: Event) -> bool:
    """Return whether two events may be one: types fit, days and towns do not differ."""
    types = {_get_type(one), _get_type(other)} - {"ATTACK"}
    days = {event.when.start for event in (one, other) if event.when and event.when.precision == "day"}
    places = {event.where.place for event in (one, other) if event.where}
    return len(types) < 2 and len(days - {None}) < 2 and len(places) < 2


def _is_same(one: Event, other: Event, actors: dict[str, Actor], starts: list[int]) -> bool:
    shared = set(one.target) & set(other.target)
    if any(actors[id].kind in ("person", "group") for id in shared):
        return True
    names = [
        [actors[id].name for id in event.target if actors[id].kind == "person"] for event in (one, other)
    ]
    if any(a.endswith(" " + b) or b.endswith(" " + a) for a in names[0] for b in names[1]):
        return True
    gap = abs(_count(starts, one.trigger.start) - _count(starts, other.trigger.start))
    return gap <= 1


def _count(starts: list[int], place: int) -> int:
    return sum(start <= place for start in starts)


def _get_type(event: Event) -> str:
    if event.mode == "abduct":
        return "HIJACKING" if VEHICLE.search(event.trigger.text) else "KIDNAPPING"
    if BURN.search(event.trigger.text):
        return "ARSON"
    if event.mode == "explosives" or BOMB.search(event.evidence.text):
        return "BOMBING"
    return "ATTACK"


def _has_substance(incident: Incident, actors: dict[str, Actor]) -> bool:
    """Return whether an incident says anything of its own: victims, or a day or town with a doer.

    A bombing, arson or kidnapping needs no doer. (On `dev`: F of the type .592, .580 without.)
    """
    events = incident.events
    if incident.tolls or any(_list_human(event, actors) for event in events):
        return True
    is_told = any(event.where or (event.when and event.when.precision == "day") for event in events)
    is_plain = all(_get_type(event) == "ATTACK" for event in events)
    has_doer = any(event.source for event in (*events, *incident.told))
    return is_told and (has_doer or not is_plain)


def _list_human(event: Event, actors: dict[str, Actor]) -> list[Actor]:
    found = [actors[id] for id in event.target if actors[id].kind in ("person", "group")]
    return [actor for actor in found if _is_named(actor, event) and actor.sector not in ("EDU", "BUS")]


def _fill(incident: Incident, record: Record, actors: dict[str, Actor]) -> Template:
    found = Template()
    events = incident.events
    types = [_get_type(event) for event in events]
    kind = next((kind for kind in types if kind != "ATTACK"), "ATTACK")
    found.slots["type"] = [_make(kind)]
    found.slots["date"] = _fill_date(events, record)
    found.slots["place"] = _fill_place(events, record)
    for event in (*incident.told, *events):
        for actor in _list_doers(event, actors):
            if not _is_organisation(actor):
                found.others.append(_make("", _list_names(actor)))
            elif actor.name not in {fill.options[0].strings[0] for fill in found.slots["org"]}:
                names = _list_names(actor)
                found.slots["org"].append(_make("", names))
                confidence = _find_confidence(event, actor, record, actors)
                found.slots["confidence"].append(_make(confidence, names))
        found.others.append(_make("", (event.evidence.text,)))
    _fill_targets(found, incident, actors)
    return found


def _list_doers(event: Event, actors: dict[str, Actor]) -> list[Actor]:
    """Return who did it; for a group, the organisation with its code that is named most often.

    "The guerrillas" of a report on one guerrilla organisation of that country are its own.
    """
    found = []
    for id in event.target if event.type == "ACCUSE" else event.source:
        actor = actors[id]
        if actor.kind in ("group", "unknown") and actor.sector in ("REB", "CRM"):
            named = [
                other
                for other in actors.values()
                if other.kind == "organisation"
                and other.sector == actor.sector
                and actor.code in (other.code, None)
            ]
            actor = max(named, key=lambda other: len(other.mentions), default=actor)
        found.append(actor)
    return found


def _is_organisation(actor: Actor) -> bool:
    return actor.kind in ("organisation", "government") and actor.sector in DOERS


def _make(value: str, strings: Iterable[str] = ()) -> Fill:
    return Fill((Option(value, tuple(strings)),))


def _list_names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *dict.fromkeys(span.text for span in actor.mentions))


def _fill_date(events: list[Event], record: Record) -> list[Fill]:
    for event in events:
        when = event.when
        if when and when.start and when.end and when.precision in ("day", "range", "week"):
            if when.start == when.end:
                return [_make(_say_day(when.start))]
            return [_make(f"{_say_day(when.start)} - {_say_day(when.end)}")]
    published = record.report.published
    return [_make(f"- {_say_day(published)}")] if published else []


def _say_day(iso: str) -> str:
    day = date.fromisoformat(iso[:10])
    return f"{day.day:02d} {NAMES[day.month]} {day.year % 100:02d}"


def _fill_place(events: list[Event], record: Record) -> list[Fill]:
    places = {place.id: place for place in record.places}
    main = Counter(actor.country for actor in record.actors if actor.country for _ in actor.mentions)
    main.update(place.country for place in record.places if place.country for _ in place.mentions)
    first = [
        place.country for place in record.places if any(span.start < HEAD_CHARS for span in place.mentions)
    ]
    home = next(filter(None, first), None) or (main.most_common(1)[0][0] if main else None)
    stated = [places[event.where.place] for event in events if event.where]
    beside = [
        place
        for event in events
        for place in record.places
        if place.lat is not None and any(event.evidence.overlaps(span) for span in place.mentions)
    ]
    towns = [place for place in (*stated, *beside) if place.precision != "country"]
    towns.sort(key=lambda place: place.lat is None)
    said = [place for place in stated if any(e.where and e.where.text for e in events)]
    for place in towns or (said if len({place.id for place in said}) == 1 else []):
        country = _say_country(place.country or home or "")
        return [_make(country if place.precision == "country" else f"{country}: {place.name.upper()}")]
    return [_make(_say_country(home))] if home else []


def _say_country(code: str) -> str:
    country = get_country(code)
    return COUNTRY_NAMES.get(code) or (country.name.upper() if country else code)


def _find_confidence(event: Event, actor: Actor, record: Record, actors: dict[str, Actor]) -> str:
    claims = [claim for claim in record.claims if claim.id in event.claims]
    if event.why.startswith("responsibility claimed"):
        return "CLAIMED OR ADMITTED"
    if event.type == "ACCUSE":
        is_official = any(actors[id].sector in OFFICIAL for id in event.source)
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if is_official else "SUSPECTED OR ACCUSED"
    if any(claim.speaker == actor.id and claim.stance in ("admits", "asserts") for claim in claims):
        return "CLAIMED OR ADMITTED"
    if event.status == "hypothetical" or any(claim.stance == "doubts" for claim in claims):
        return "POSSIBLE"
    if event.status == "alleged" and claims:
        speakers = [actors[claim.speaker] for claim in claims if claim.speaker]
        if not speakers:
            return "REPORTED AS FACT"
        is_official = any(speaker.sector in OFFICIAL for speaker in speakers)
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if is_official else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _fill_targets(found: Template, incident: Incident, actors: dict[str, Actor]) -> None:
    """Add the human targets with their number and effect: first those of casualties."""
    seen: set[str] = set()
    counted: set[tuple[str, int | None, int | None]] = set()
    told = [actors[id].name for toll in incident.tolls for id in toll.victims if actors[id].kind == "person"]
    for toll in incident.tolls:
        if toll.high == 0:
            if toll.kind in NONE:
                found.slots["effect"].append(_make(NONE[toll.kind], [toll.text.text]))
            continue
        if toll.victims and seen & set(toll.victims) and toll.best == 1:
            continue
        key = (toll.kind, toll.low, toll.high)
        if toll.best != 1 and key in counted:
            continue
        counted.add(key)
        seen |= set(toll.victims)
        persons = [actors[id] for id in toll.victims if actors[id].kind == "person"]
        if toll.best is not None and toll.best > 1 and len(persons) >= toll.best:
            for person in persons:
                _add_target(found, _list_names(person), "1", EFFECTS.get(toll.kind))
            continue
        names = [name for id in toll.victims for name in _list_names(actors[id])]
        strings = tuple(dict.fromkeys([toll.text.text, *names]))
        _add_target(found, strings, _say_number(toll), EFFECTS.get(toll.kind))
    for event in incident.events:
        for actor in _list_human(event, actors):
            if actor.id in seen:
                continue
            seen.add(actor.id)
            if actor.kind == "person" and any(
                actor.name.endswith(" " + other) or other.endswith(" " + actor.name) for other in told
            ):
                continue
            effect = "DEATH" if DEADLY.match(event.trigger.text) else None
            effect = "INJURY" if WOUNDING.match(event.trigger.text) else effect
            _add_target(found, _list_names(actor), "1" if actor.kind == "person" else "PLURAL", effect)


def _add_target(found: Template, strings: tuple[str, ...], number: str, effect: str | None) -> None:
    found.slots["target"].append(_make("", strings))
    if number:
        found.slots["number"].append(_make(number, strings))
    if effect:
        found.slots["effect"].append(_make(effect, strings))


def _say_number(toll: Casualty) -> str:
    if toll.best is not None and toll.low == toll.high:
        return str(toll.best)
    if toll.best is not None:
        return f"~{toll.best}"
    if toll.low is not None:
        return "PLURAL" if toll.high is None and not re.search(r"\d", toll.text.text) else f"{toll.low} -"
    return ""
