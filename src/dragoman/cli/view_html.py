"""The record as one page: the text with its words marked, the rows beside it, links both ways.

The page holds no script and loads nothing. Everything from a report is hostile: all of it
passes through `_escape`, which also turns characters that act or hide into visible marks.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from dragoman.cli.marking import Segment, cut_lines, find_marks
from dragoman.cli.printable import UNSAFE, name_mark
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
from dragoman.record.model import Actor, Claim, Commitment, Event, Place, Position, Record
from dragoman.text.spans import Span

LEGEND = ("actor", "trigger", "mention", "time", "place", "toll", "cue", "quotation")
WORDS_LIMIT = 240


def render_page(record: Record) -> str:
    """Return the page of a record, whole and standing alone.

    Example:
        >>> from dragoman.record.model import Report
        >>> report = Report("r1", None, None, None, None, None, "en", "0" * 64, "<script>")
        >>> "<script" in render_page(Record(report))
        False
    """
    return _load_template().substitute(
        language=_escape(record.report.language or "und"),
        title=_escape(_find_title(record)),
        heading=_render_heading(record),
        facts=_render_facts(record),
        legend=" ".join(f'<span class="m {kind}">{kind}</span>' for kind in LEGEND),
        text=_render_text(record),
        rows=_render_rows(make_wording(record)),
    )


@cache
def _load_template() -> Template:
    return Template(files("dragoman.cli").joinpath("page.html").read_text(encoding="utf-8"))


def _escape(text: str) -> str:
    """Return text for an element or an attribute in double quotes; unsafe characters as plain marks."""
    return escape(UNSAFE.sub(lambda match: name_mark(match[0]), text))


def _escape_shown(text: str) -> str:
    """Return text for an element; unsafe characters as marks that stand out."""
    parts = []
    last = 0
    for match in UNSAFE.finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(f'<span class="mark" title="unseen character">{name_mark(match[0])[1:-1]}</span>')
        last = match.end()
    return "".join([*parts, escape(text[last:])])


def _find_title(record: Record) -> str:
    return record.report.title or shorten(record.report.text, 80) or "Report without text"


def _render_heading(record: Record) -> str:
    """Return the heading; one that the text begins with is shown there with its marks."""
    begins = " ".join(record.report.text.split()).startswith(" ".join(_find_title(record).split()))
    return f'<h1 dir="auto"{" class=hidden" if begins else ""}>{_escape(_find_title(record))}</h1>'


def _render_facts(record: Record) -> str:
    report = record.report
    day = tell_publication(report)
    facts = [day, report.publisher, report.url, f"{len(report.text.split()):,} words"]
    return " · ".join(f'<span dir="auto">{_escape(fact)}</span>' for fact in facts if fact)


def _render_text(record: Record) -> str:
    seen: set[str] = set()
    lines = cut_lines(record.report.text, find_marks(record))
    title = " ".join(_find_title(record).split())
    shown: list[str] = []
    for line in lines:
        if not any(segment.text.strip() for segment in line):
            continue
        is_title = not shown and " ".join("".join(part.text for part in line).split()) == title
        body = "".join(_render_segment(segment, seen) for segment in line)
        shown.append(f'<p dir="auto"{" class=headline" if is_title else ""}>{body}</p>')
    return "\n".join(shown) or "<p>The report has no text.</p>"


def _render_segment(segment: Segment, seen: set[str]) -> str:
    """Return a segment with its marks; the first of each row carries the row's anchor."""
    words = _escape_shown(segment.text)
    if not segment.marks:
        return words
    anchors = [mark.row for mark in segment.opens if mark.is_main and mark.row not in seen]
    seen.update(anchors)
    classes = " ".join(dict.fromkeys(["m", *(mark.kind for mark in segment.marks)]))
    title = _escape("; ".join(dict.fromkeys(mark.title for mark in segment.marks)))
    open_tags = "".join(f'<span id="w-{_escape(row)}">' for row in dict.fromkeys(anchors))
    close_tags = "</span>" * len(dict.fromkeys(anchors))
    row = _escape(segment.marks[0].row)
    return f'{open_tags}<a href="#{row}" class="{classes}" title="{title}">{words}</a>{close_tags}'


def _render_rows(wording: Wording) -> str:
    record = wording.record
    sections = [
        ("Events", _render_events(wording)),
        ("Claims", [_render_claim(claim, wording) for claim in record.claims]),
        (
            "Tolls",
            [
                _row(toll.id, say_kind(toll), _escape(say_toll(toll, wording)), toll.text)
                for toll in record.casualties
            ],
        ),
        ("Commitments", [_render_commitment(each, wording) for each in record.commitments]),
        ("Positions", [_render_position(each, wording) for each in record.positions]),
        ("Actors", [_render_name(each, each.code) for each in record.actors]),
        ("Places", [_render_name(each, each.country) for each in record.places]),
        ("Notes", [f"<li>{_escape(note.stage)}: {_escape(note.message)}</li>" for note in record.notes]),
    ]
    shown = [_section(name, rows) for name, rows in sections if rows]
    return "\n".join(shown) or "<p>Nothing was found in this report.</p>"


def _section(name: str, rows: list[str]) -> str:
    kind = name.lower()
    count = f" <small>{len(rows)}</small>"
    return f'<section class="{kind}"><h2>{name}{count}</h2><ul>\n' + "\n".join(rows) + "\n</ul></section>"


def _render_events(wording: Wording) -> list[str]:
    return [_render_event(event, wording) for _, events in group_events(wording.record) for event in events]


def _render_event(event: Event, wording: Wording) -> str:
    arrow = "↔" if event.symmetric else "→"
    head = (
        f'<bdi>{_escape(wording.name_actors(event.source))}</bdi> <span class="arrow">{arrow}</span> '
        f'<b>{_escape(say_mode(event))}</b> <span class="arrow">{arrow}</span> '
        f"<bdi>{_escape(wording.name_actors(event.target))}</bdi>"
    )
    head += f' <small class="code">{_escape(event.cameo)}</small>' if event.cameo else ""
    when = say_when(event.when) if event.when else ""
    details = [
        quote(event.trigger.text, WORDS_LIMIT),
        wording.say_claims(event),
        when,
        wording.name_place(event),
    ]
    if event.status_cue:
        details.append(f"cue “{event.status_cue.text}”")
    details.append(say_mentions(event))
    line = " · ".join(f"<bdi>{_escape(shorten(part))}</bdi>" for part in details if part)
    return _row(event.id, event.status, f'{head}<div class="details">{line}</div>', None, _escape(event.why))


def _render_claim(claim: Claim, wording: Wording) -> str:
    about = " ".join(f'<a href="#{_escape(id)}">{_escape(id)}</a>' for id in claim.about)
    quoted = "in quotation " if claim.quote else ""
    head = f"<bdi>{_escape(wording.name_speaker(claim))}</bdi> <small>{quoted}{about}</small>"
    return _row(claim.id, say_stance(claim), head, claim.content, _escape(claim.why))


def _render_commitment(commitment: Commitment, wording: Wording) -> str:
    parties = wording.name_actors(commitment.parties)
    acts = "".join(
        f"<li><bdi>{_escape(wording.say_acts(act))}</bdi> "
        f'<q dir="auto">{_escape(quote(act.evidence.text, 110))}</q></li>'
        for act in commitment.acts
    )
    name, kind = _escape(shorten(commitment.name)), _escape(commitment.kind)
    head = f"<b>{name}</b> · {kind} · <bdi>{_escape(parties)}</bdi>"
    return _row(commitment.id, commitment.status, head + (f"<ul>{acts}</ul>" if acts else ""), None)


def _render_position(position: Position, wording: Wording) -> str:
    head = (
        f"<bdi>{_escape(wording.name_actors([position.holder]))}</bdi> on {_escape(shorten(position.issue))}"
    )
    return _row(position.id, position.stance, head, _Words(position.line), has_words=False)


class _Words:
    """Words that are shown but have no place of their own in the text."""

    def __init__(self, text: str) -> None:
        self.text = text


def _row(
    id: str, label: str, body: str, words: Span | _Words | None, why: str = "", *, has_words: bool = True
) -> str:
    """Return a row: id with its link to the words, label, body, the words in quotes."""
    safe = _escape(id)
    link = f'<a class="id" href="#w-{safe}">{safe}</a>' if has_words else f'<span class="id">{safe}</span>'
    tag = f'<span class="status {_escape(label)}">{_escape(label.replace("_", " "))}</span>' if label else ""
    quoted = (
        f'<div class="details" dir="auto">{_escape(quote(words.text, WORDS_LIMIT))}</div>' if words else ""
    )
    title = f' title="{why}"' if why else ""
    return f'<li id="{safe}"{title}>{link}<div>{tag} {body}{quoted}</div></li>'


def _render_name(row: Actor | Place, code: str | None) -> str:
    safe = _escape(row.id)
    link = f"<bdi>{_escape(row.name)}</bdi>"
    if any(span.start < span.end for span in row.mentions):
        link = f'<a href="#w-{safe}">{link}</a>'
    return f'<li id="{safe}">{link} <small>{_escape(code or "")}</small></li>'
