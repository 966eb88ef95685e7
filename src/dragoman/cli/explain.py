"""`dragoman explain`: why an event stands in the record, from the sentence to the row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from dragoman.cli.read import check_date
from dragoman.errors import ReadError, UsageError
from dragoman.ingest.documents import read_document
from dragoman.ingest.found import Found, FoundDocument, FoundReport, UnreadReport

if TYPE_CHECKING:
    from dragoman.cli.wording import Wording
    from dragoman.language.doc import Doc, Sentence
    from dragoman.record.model import Actor, Event, Record

LABEL_WIDTH = 12


@click.command(short_help="Show why an event stands in the record.")
@click.argument("path", metavar="PATH|-")
@click.option(
    "--event", "event_ids", multiple=True, metavar="ID", help="Event to explain; without it, the list."
)
@click.option("--report", "report_id", metavar="ID", help="Which report, where PATH holds several.")
@click.option("--published", callback=check_date, metavar="DATE", help="Day of publication.")
def explain(path: str, event_ids: tuple[str, ...], report_id: str | None, published: str | None) -> None:
    """Show why an event stands in the record: sentence, tree, frame, parties, status, claims.

    \b
    Examples:
      dragoman explain report.txt
      dragoman explain report.txt --event e3 --event e4
    """
    from dragoman.cli.door import make_intake
    from dragoman.cli.outcomes import Defaults, read_found
    from dragoman.cli.printable import make_printable
    from dragoman.cli.wording import make_wording
    from dragoman.ingest.files import read_paths

    report = choose_report(read_paths([path], make_intake(())), report_id)
    (outcome,) = read_found([report], Defaults(published))
    if outcome.record is None:
        raise ReadError(outcome.failure.message if outcome.failure else report.name)
    wording = make_wording(outcome.record)
    if not event_ids:
        click.echo(make_printable("\n".join(list_events(wording))))
        return
    events = [get_event(outcome.record, id) for id in event_ids]
    from dragoman.language import analyse

    doc = analyse(outcome.record.report.text)
    for event in events:
        click.echo(make_printable("\n".join(explain_event(event, wording, doc))) + "\n")


def choose_report(reports: Iterable[Found], report_id: str | None) -> FoundReport:
    """Return the report of an id, or the only one.

    Raises:
        UsageError: There are several and none was named, or none has the id.
        ReadError: The one asked for cannot be read.
    """
    found = list(reports)
    names = [report.id or report.name if isinstance(report, FoundReport) else report.name for report in found]
    if report_id is not None:
        if report_id not in names:
            raise UsageError(
                f"Not explained: no report has the id {report_id!r}. There are {_list_few(names)}."
            )
        chosen = found[names.index(report_id)]
    elif len(found) > 1:
        raise UsageError(
            f"Not explained: there are {len(found)} reports. Choose one with --report: {_list_few(names)}."
        )
    else:
        chosen = found[0]
    if isinstance(chosen, UnreadReport):
        raise chosen.error
    return read_document(chosen) if isinstance(chosen, FoundDocument) else chosen


def get_event(record: Record, id: str) -> Event:
    """Return the event of an id.

    Raises:
        UsageError: There is none; the message names those there are.
    """
    for event in record.events:
        if event.id == id:
            return event
    ids = [event.id for event in record.events]
    there = f"There are {_list_few(ids)}" if ids else "The record has no events"
    raise UsageError(f"Not explained: no event has the id {id!r}. {there}.")


def list_events(wording: Wording) -> list[str]:
    """Return a line for each event, and what to type next."""
    if not wording.record.events:
        return ["No events in this report.", *(note.message for note in wording.record.notes)]
    lines = [
        f"{event.id:<5}{event.status:<14}{_say_parties(event, wording)}" for event in wording.record.events
    ]
    return [*lines, "", f"Add --event {wording.record.events[0].id} to see why it is there."]


def explain_event(event: Event, wording: Wording, doc: Doc) -> list[str]:
    """Return the explanation of an event, line by line."""
    lines = [f"{event.id}  {_say_parties(event, wording)}", ""]
    sentence = _find_sentence(event, doc)
    if sentence is not None:
        lines += [_mark_trigger(event, doc, sentence), "", *draw_tree(doc, sentence, event), ""]
    cue = f' from "{event.status_cue.text}"' if event.status_cue else ""
    lines += _write_fact(
        "type", f"{event.type}{f', {event.mode}' if event.mode else ''}, CAMEO {event.cameo or '—'}"
    )
    for role, ids in (("source", event.source), ("target", event.target)):
        for id in ids:
            lines += _write_fact(role, _say_actor(wording.actors.get(id), id, event))
    lines += _write_fact("when", _say_time(event))
    lines += _write_fact("where", _say_place(event, wording))
    lines += _write_fact("status", f"{event.status}{cue}")
    for claim in wording.find_claims(event):
        said = (
            f'{claim.id}: {wording.name_speaker(claim)} {claim.stance}, from "{claim.cue.text}" ({claim.why})'
        )
        lines += _write_fact("claim", said)
    lines += _write_fact("confidence", f"{event.confidence:.2f}")
    for reason in event.why.split("; "):
        lines += _write_fact("why", reason)
    return lines


def draw_tree(doc: Doc, sentence: Sentence, event: Event | None = None) -> list[str]:
    """Return the tree of a sentence, a word a line in the order of the text, indented by depth.

    The trigger of the event is marked with `>`.
    """
    lines = []
    for token in doc.tokens[sentence.first : sentence.last]:
        depth = sum(1 for _ in doc.get_ancestors(token.index))
        is_trigger = event is not None and event.trigger.start <= token.start < event.trigger.end
        word = f"{'>' if is_trigger else ' '} {'  ' * min(depth, 12)}{token.text}"
        lines.append(f"{word:<44} {token.upos:<6} {token.relation}")
    return lines


def _list_few(names: list[str]) -> str:
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def _say_parties(event: Event, wording: Wording) -> str:
    from dragoman.cli.wording import say_mode

    arrow = "↔" if event.symmetric else "→"
    source, target = wording.name_actors(event.source), wording.name_actors(event.target)
    return f'{source} {arrow} {say_mode(event)} {arrow} {target}  "{event.trigger.text}"'


def _find_sentence(event: Event, doc: Doc) -> Sentence | None:
    return next((each for each in doc.sentences if each.start <= event.trigger.start < each.end), None)


def _mark_trigger(event: Event, doc: Doc, sentence: Sentence) -> str:
    """Return the sentence with the trigger between `>` and `<`."""
    start, end = event.trigger.start, event.trigger.end
    text = doc.given or doc.text
    before, after = text[sentence.start : start], text[end : max(end, sentence.end)]
    return " ".join(f"{before}>{event.trigger.text}<{after}".split())


def _say_actor(actor: Actor | None, id: str, event: Event) -> str:
    if actor is None:
        return id
    near = [span for span in actor.mentions if event.evidence.overlaps(span)]
    words = f', here "{near[0].text}"' if near else ", from other sentences"
    return f"{actor.name} ({actor.code or 'no code'}){words}"


def _say_time(event: Event) -> str:
    from dragoman.cli.wording import say_when

    if event.when is None:
        return "—"
    words = f' from "{event.when.text.text}"' if event.when.text else ""
    return f"{say_when(event.when) or '—'}{words} ({event.when.basis}, {event.when.precision})"


def _say_place(event: Event, wording: Wording) -> str:
    if event.where is None:
        return "—"
    words = f' from "{event.where.text.text}"' if event.where.text else " (inferred)"
    return f"{wording.name_place(event)}{words}"


def _write_fact(label: str, words: str) -> list[str]:
    return [f"{label:<{LABEL_WIDTH}}{' '.join(words.split())}"]
