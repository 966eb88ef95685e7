"""The record on a terminal: quiet columns, names first, the words of the report behind them.

Colours only on a terminal and never with NO_COLOR; status is always said in a word too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dragoman.cli.printable import make_printable
from dragoman.cli.wording import (
    Wording,
    group_events,
    make_wording,
    quote,
    say_kind,
    say_mentions,
    say_mode,
    say_stance,
    say_toll,
    say_when,
    shorten,
    tell_publication,
)
from dragoman.record.model import Event, Record
from dragoman.text.spans import Span

STATUS_STYLES = {
    "actual": "green",
    "alleged": "yellow",
    "denied": "red",
    "requested": "cyan",
    "planned": "blue",
    "threatened": "magenta",
    "withheld": "bright_black",
    "hypothetical": "bright_black",
}
STANCE_STYLES = {
    "denies": "red",
    "doubts": "yellow",
    "admits": "green",
    "retracts": "red",
    "corrects": "cyan",
}
ID_WIDTH = 5
STATUS_WIDTH = 14
MAX_WIDTH = 120
WORDS_LIMIT = 220
QUIET = "dim"


class TerminalView:
    """Prints records, one below the other."""

    def __init__(self, out: TextIO, width: int | None = None) -> None:
        self.console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
        self.width = min(self.console.width, MAX_WIDTH)

    def show(self, record: Record) -> None:
        """Print one record."""
        wording = make_wording(record)
        self._show_head(record)
        self._show_events(wording)
        self._show_claims(wording)
        self._show_tolls(wording)
        self._show_commitments(wording)
        self._show_positions(wording)
        self._show_actors(wording)
        if record.notes:
            self._show_section("Notes")
            for note in record.notes:
                self._show_row("", "", [Text(f"{note.stage}: {note.message}")])
        self.console.print()

    def _show_head(self, record: Record) -> None:
        report = record.report
        title = report.title or shorten(report.text, 80) or "(no text)"
        self._write(Text(make_printable(title), style="bold"), 0)
        day = tell_publication(report)
        facts = [day, report.publisher, report.url, report.id, f"{len(report.text.split()):,} words"]
        self._write(Text(make_printable(" · ".join(filter(None, facts))), style=QUIET), 0)

    def _show_events(self, wording: Wording) -> None:
        if not wording.record.events:
            self._show_section("Events")
            self._show_row("", "", [Text("none found", style=QUIET)])
            return
        self._show_section("Events", len(wording.record.events))
        for number, (span, events) in enumerate(group_events(wording.record)):
            if number:
                self.console.print()
            self._show_words(span, ID_WIDTH)
            for event in events:
                self._show_event(event, wording)

    def _show_event(self, event: Event, wording: Wording) -> None:
        status = Text(event.status, style=STATUS_STYLES[event.status])
        self._show_row(event.id, status, [write_event(event, wording), self._write_details(event, wording)])

    def _write_details(self, event: Event, wording: Wording) -> Text:
        details = Text(f"“{make_printable(event.trigger.text)}”", style="italic")
        when = say_when(event.when) if event.when else ""
        cue = f"cue “{event.status_cue.text}”" if event.status_cue else ""
        again = say_mentions(event)
        for part in (wording.say_claims(event), when, wording.name_place(event), cue, again):
            if part:
                details.append(f" · {make_printable(shorten(part))}", style="not italic")
        return details

    def _show_claims(self, wording: Wording) -> None:
        claims = wording.record.claims
        if not claims:
            return
        self._show_section("Claims", len(claims))
        for claim in claims:
            head = Text(make_printable(wording.name_speaker(claim)))
            head.append(" in quotation" if claim.quote else "", style=QUIET)
            head.append(f"  {' '.join(claim.about)}" if claim.about else "", style=QUIET)
            label = Text(say_stance(claim), style=STANCE_STYLES.get(claim.stance, ""))
            self._show_row(claim.id, label, [head, _quote(claim.content)])

    def _show_tolls(self, wording: Wording) -> None:
        tolls = wording.record.casualties
        if not tolls:
            return
        self._show_section("Tolls", len(tolls))
        for toll in tolls:
            head = Text(make_printable(say_toll(toll, wording)))
            if toll.event:
                head.append(f"  {toll.event}", style=QUIET)
            self._show_row(toll.id, say_kind(toll), [head, _quote(toll.text)])

    def _show_commitments(self, wording: Wording) -> None:
        commitments = wording.record.commitments
        if not commitments:
            return
        self._show_section("Commitments", len(commitments))
        for commitment in commitments:
            head = Text(make_printable(shorten(commitment.name)))
            kind = "" if commitment.name.casefold() == commitment.kind else f" · {commitment.kind}"
            head.append(make_printable(f"{kind} · {wording.name_actors(commitment.parties)}"))
            self._show_row(commitment.id, commitment.status.replace("_", " "), [head])
            for act in commitment.acts:
                line = Text("• ", style=QUIET).append(make_printable(wording.say_acts(act)), style="not dim")
                line.append(f"  “{make_printable(shorten(act.evidence.text, 90))}”", style=QUIET)
                self._show_row("", "", [line], hang=2)

    def _show_positions(self, wording: Wording) -> None:
        positions = wording.record.positions
        if not positions:
            return
        self._show_section("Positions", len(positions))
        for position in positions:
            head = Text(
                make_printable(f"{wording.name_actors([position.holder])} on {shorten(position.issue)}")
            )
            lines = [head, Text(make_printable(shorten(position.line, WORDS_LIMIT)), style=QUIET)]
            self._show_row(position.id, position.stance, lines)

    def _show_actors(self, wording: Wording) -> None:
        actors = wording.record.actors
        if not actors:
            return
        self._show_section("Actors", len(actors))
        line = Text()
        for actor in actors:
            line.append(", " if line else "").append(make_printable(actor.name))
            line.append(f" {actor.code}" if actor.code else "", style=QUIET)
        self._write(line, ID_WIDTH)

    def _show_section(self, name: str, count: int | None = None) -> None:
        self.console.print()
        line = Text(name, style="bold")
        line.append(f"  {count}" if count else "", style="not bold dim")
        self._write(line, 0)

    def _show_words(self, span: Span, indent: int) -> None:
        self._write(Text(make_printable(shorten(span.text, WORDS_LIMIT)), style=QUIET), indent)

    def _show_row(self, id: str, label: str | Text, lines: Iterable[Text], hang: int = 0) -> None:
        """Print a row: id and label in their columns, the lines wrapped in theirs."""
        label = label if isinstance(label, Text) else Text(label)
        head = Text().append(id.ljust(ID_WIDTH), style=QUIET)
        head.append_text(label).append(" " * max(1, STATUS_WIDTH - cell_len(label.plain)))
        indent = ID_WIDTH + STATUS_WIDTH
        for line in lines:
            for number, part in enumerate(line.wrap(self.console, max(20, self.width - indent - hang))):
                part.rstrip()
                lead = head if head else Text(" " * (indent + (hang if number else 0)))
                self.console.print(lead + part, soft_wrap=True)
                head = Text()

    def _write(self, text: Text, indent: int) -> None:
        for part in text.wrap(self.console, max(20, self.width - indent)):
            part.rstrip()
            self.console.print(Text(" " * indent) + part, soft_wrap=True)


def write_event(event: Event, wording: Wording) -> Text:
    """Return who–what–whom on one line, as "Peru → ASSAULT aerial → Ecuador"."""
    arrow = " ↔ " if event.symmetric else " → "
    line = Text(make_printable(wording.name_actors(event.source)))
    line.append(arrow, style=QUIET).append(say_mode(event), style="bold").append(arrow, style=QUIET)
    line.append(make_printable(wording.name_actors(event.target)), style="not bold")
    line.append(f"  {event.cameo}" if event.cameo else "", style=QUIET)
    return line


def _quote(span: Span) -> Text:
    return Text(make_printable(quote(span.text, WORDS_LIMIT)), style=QUIET)
