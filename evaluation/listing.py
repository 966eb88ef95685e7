"""Lists what is missed, spurious or answered wrongly, beside its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.record.model import Event
from evaluation.cases import GoldEvent
from evaluation.commitments import find_acts, is_complete, match_commitments
from evaluation.events import EventMatch, Reading, get_speakers
from evaluation.gold import Measured
from evaluation.positions import find_sentences_of, match_positions
from evaluation.tolls import ask_toll, match_tolls
from evaluation.who import Who, agree


def list_errors(measured: Measured) -> Iterator[str]:
    """Yield the lines about one report: its events sentence by sentence, then the rest."""
    yield f"══ {measured.report.name} " + "═" * 60
    yield from _list_events(measured)
    yield from _list_tolls(measured)
    yield from _list_commitments(measured)
    yield from _list_positions(measured)


def _list_events(measured: Measured) -> Iterator[str]:
    report, match = measured.report, measured.match
    found_of = {place: number for number, place in match.pairs.items()}
    for sentence in range(len(report.sentences)):
        lines: list[str] = []
        for place, gold in enumerate(report.events):
            home = _find_home(gold, match, found_of.get(place))
            if home != sentence:
                continue
            if place in found_of:
                lines += _list_pair(gold, measured, found_of[place])
            elif not gold.is_optional:
                lines.append(f"  MISSED    {show_gold(gold)}" + _name_nearest(gold, measured))
        lines += [
            f"  SPURIOUS  {show_event(match.events[number], measured.reading)}"
            + _name_repeat(measured, number)
            for number, here in enumerate(match.sentences)
            if here == sentence and number not in match.pairs
        ]
        if lines:
            yield f"\n[{sentence}] {report.get_sentence(sentence)}"
            yield from lines


def _find_home(gold: GoldEvent, match: EventMatch, number: int | None) -> int:
    """Return the sentence under which a gold event is listed: the match's, else its first."""
    return match.sentences[number] if number is not None else min(gold.sentences)


def _list_pair(gold: GoldEvent, measured: Measured, number: int) -> list[str]:
    event = measured.match.events[number]
    answers = measured.match.answers[number]
    wrong = [name for name, (right, asked) in answers.items() if right < asked and name != "date_exact"]
    mark = "optional" if gold.is_optional else "right"
    if not wrong:
        return [f"  {mark:<9} {show_gold(gold)}"]
    return [
        f"  {mark:<9} {show_gold(gold)}",
        f"     but    {show_event(event, measured.reading)}   WRONG: {', '.join(wrong)}",
    ]


def _name_nearest(gold: GoldEvent, measured: Measured) -> str:
    """Return which spurious event of its sentences is nearest to a missed one, and what keeps them apart."""
    match, reading = measured.match, measured.reading
    gaps = [
        (find_gaps(gold, event, reading), event.id)
        for number, event in enumerate(match.events)
        if number not in match.pairs and match.sentences[number] in gold.sentences
    ]
    near = [(len(gap), gap, event_id) for gap, event_id in gaps if len(gap) < 3]
    if not near:
        return "   (nothing near)"
    _, gap, event_id = min(near)
    return f"   (near {event_id}: another {', '.join(gap)})"


def find_gaps(gold: GoldEvent, event: Event, reading: Reading) -> list[str]:
    """Return what keeps an event from matching a gold event of its sentence: type, source, target."""
    source, target = reading.get_whos(event.source), reading.get_whos(event.target)
    sides = [(source, target), (target, source)] if gold.is_symmetric else [(source, target)]
    gaps = min(
        (
            [
                *([] if agree(gold.source, one) else ["source"]),
                *([] if agree(gold.target, other) else ["target"]),
            ]
            for one, other in sides
        ),
        key=len,
    )
    return gaps if event.type in gold.types else ["type", *gaps]


def _name_repeat(measured: Measured, number: int) -> str:
    place = measured.match.repeats.get(number)
    return "" if place is None else f"   (repeats {measured.report.events[place].id})"


def show_gold(gold: GoldEvent) -> str:
    """Return a gold event on one line."""
    arrow = "↔" if gold.is_symmetric else "→"
    parts = [
        f"{gold.id:<4}{'|'.join(gold.types)} {show_whos(gold.source)} {arrow} {show_whos(gold.target)}",
        "|".join(gold.statuses),
    ]
    parts += [f"by {show_whos(gold.by)}"] if gold.by else []
    parts += [f"denied by {show_whos(gold.denied_by)}"] if gold.denied_by else []
    parts += ["/".join(dict.fromkeys(gold.days))] if gold.days else []
    parts += [f"at {gold.place}"] if gold.place else []
    return " · ".join(parts) + "  «" + "» «".join(gold.anchors) + "»"


def show_event(event: Event, reading: Reading) -> str:
    """Return an event of the program on one line."""
    arrow = "↔" if event.symmetric else "→"
    asserting, denying = get_speakers(event, reading)
    source, target = (show_actors(ids, reading) for ids in (event.source, event.target))
    parts = [f"{event.id:<4}{event.type} {source} {arrow} {target}", event.status]
    parts += [f"by {show_whos(asserting)}"] if asserting else []
    parts += [f"denied by {show_whos(denying)}"] if denying else []
    if event.when:
        parts.append("/".join(dict.fromkeys(str(day) for day in (event.when.start, event.when.end))))
    if event.where:
        place = reading.places.get(event.where.place)
        parts.append(f"at {place.name if place else event.where.place}")
    return " · ".join(parts) + f"  «{event.trigger.text}» [{event.why}]"


def show_whos(whos: tuple[Who, ...] | list[Who]) -> str:
    """Return the codes of actors; "–" for none."""
    return ",".join(f"{who.key}{'.' + who.sector if who.sector else ''}" for who in whos) or "–"


def show_actors(ids: tuple[str, ...], reading: Reading) -> str:
    """Return the codes of the program's actors, or their names where they have none."""
    shown = []
    for actor_id in ids:
        whos = reading.get_whos((actor_id,))
        actor = reading.actors.get(actor_id)
        shown.append(show_whos(whos) if whos else f"({actor.name if actor else actor_id})")
    return ",".join(shown) or "–"


def _list_tolls(measured: Measured) -> Iterator[str]:
    report, reading = measured.report, measured.reading
    pairs = dict(match_tolls(report, reading))
    if report.tolls or reading.record.casualties:
        yield "\ncasualties"
    for place, gold in enumerate(report.tolls):
        if place not in pairs.values():
            bounds = f"{gold.low}–{'…' if gold.high is None else gold.high}"
            people = f"{show_whos(gold.victims)} by {show_whos(gold.by)}"
            yield f"  MISSED    {gold.kind} {bounds} {people}  «{gold.anchor}»"
    for number, toll in enumerate(reading.record.casualties):
        speaker = show_actors((toll.speaker,), reading) if toll.speaker else "–"
        bounds = f"{toll.low}–{'…' if toll.high is None else toll.high}"
        line = f"{toll.kind} {bounds} {show_actors(toll.victims, reading)} by {speaker}  «{toll.text.text}»"
        if number not in pairs:
            yield f"  SPURIOUS  {line}"
            continue
        gold = report.tolls[pairs[number]]
        wrong = [name for name, is_right in ask_toll(gold, toll, reading).items() if not is_right]
        wanted = f"   WRONG: {', '.join(wrong)}; gold {show_whos(gold.victims)} by {show_whos(gold.by)}"
        yield f"  right     {line}" + (wanted if wrong else "")


def _list_commitments(measured: Measured) -> Iterator[str]:
    report, reading = measured.report, measured.reading
    pairs = dict(match_commitments(report, reading))
    if report.commitments or reading.record.commitments:
        yield "\ncommitments"
    for place, gold in enumerate(report.commitments):
        if place not in pairs.values():
            yield f"  MISSED    {gold.id} {gold.kind} {show_whos(gold.parties)}: {gold.status}"
    for number, commitment in enumerate(reading.record.commitments):
        acts = ", ".join(dict.fromkeys(act.act for act in commitment.acts)) or "no acts"
        parties = show_actors(commitment.parties, reading)
        line = f"{commitment.kind} {parties}: {commitment.status}; {acts}  «{commitment.evidence.text[:90]}»"
        if number not in pairs:
            yield f"  SPURIOUS  {line}"
            continue
        gold = report.commitments[pairs[number]]
        wanted = " ".join("|".join(choice) for choice in find_acts(gold.status)) or "any"
        is_whole = is_complete(gold, commitment, reading)
        yield f"  right     {gold.id} {line}" + (
            "" if is_whole else f"   WANTED: {show_whos(gold.parties)}, acts {wanted}"
        )


def _list_positions(measured: Measured) -> Iterator[str]:
    report, reading = measured.report, measured.reading
    pairs = dict(match_positions(report, reading))
    if report.positions or reading.record.positions:
        yield "\npositions"
    for place, gold in enumerate(report.positions):
        if place not in pairs.values():
            where = ",".join(map(str, sorted(gold.sentences)))
            yield f"  MISSED    {show_whos([gold.holder])} on {gold.issue} (sentences {where})"
    for number, position in enumerate(reading.record.positions):
        where = ",".join(map(str, sorted(find_sentences_of(report, position))))
        mark = "right   " if number in pairs else "SPURIOUS"
        holder = show_actors((position.holder,), reading)
        yield f"  {mark}  {holder} {position.line[:100]} (sentences {where})"
