"""A record as rows of tables, and back: nothing of it is lost on the way.

Place in the flow: `writer` stores what `to_rows` gives, `views` shows what `from_rows` makes of it again.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping, Table

from dragoman.record import model
from dragoman.store import schema
from dragoman.text.spans import Span

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """How the fields of one kind of row are stored: as columns, as references to other rows, as words.

    `letter` begins its ids, as in the record; `make_key` says by what a row is known again in another
    reading of the same report.
    """

    name: str
    letter: str
    table: Table
    kind: type[Any]
    make_key: Callable[[Any], str]
    plain: tuple[str, ...]
    references: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    has_when: bool = False


def _at(*spans: Span) -> str:
    return "|".join(f"{span.start}:{span.end}" for span in spans)


def _known_by_mention(row: model.Actor | model.Place) -> str:
    return _at(*row.mentions[:1]) or row.name


LAYERS = (
    Layer(
        "actors", "a", schema.ACTORS, model.Actor, _known_by_mention,
        ("name", "kind", "country", "sector", "code", "role"), spans=("mentions",),
    ),
    Layer(
        "places", "p", schema.PLACES, model.Place, _known_by_mention,
        ("name", "country", "admin1", "lat", "lon", "geonames_id", "precision"), spans=("mentions",),
    ),
    Layer(
        "events", "e", schema.EVENTS, model.Event, lambda event: f"{event.type}|{_at(event.trigger)}",
        ("type", "mode", "cameo", "symmetric", "status", "confidence", "why"),
        links=("source", "target", "claims"), spans=("trigger", "evidence", "status_cue", "mentions"),
        has_when=True,
    ),
    Layer(
        "claims", "c", schema.CLAIMS, model.Claim,
        lambda claim: f"{claim.kind}|{_at(claim.cue, claim.content)}",
        ("stance", "quote", "kind", "confidence", "why"), references=("speaker",), links=("about",),
        spans=("speaker_text", "cue", "content"),
    ),
    Layer(
        "casualties", "k", schema.CASUALTIES, model.Casualty, lambda toll: f"{toll.kind}|{_at(toll.text)}",
        ("kind", "low", "high", "best", "role", "combined", "cumulative", "as_of", "superseded", "confidence",
         "why"),
        references=("speaker", "event", "part_of"), links=("victims",), spans=("text",),
    ),
    Layer(
        "commitments", "m", schema.COMMITMENTS, model.Commitment,
        lambda commitment: f"{commitment.kind}|{_at(commitment.evidence)}",
        ("kind", "name", "status"), links=("parties",), spans=("evidence",),
    ),
    Layer(
        "positions", "s", schema.POSITIONS, model.Position,
        lambda position: f"{position.issue}|{_at(*position.evidence[:1])}",
        ("issue", "line", "stance", "continuing"), references=("holder",), spans=("evidence",),
    ),
)  # fmt: skip
"""The layers of a record, in the order of its fields; acts and notes have no ids in it and come apart."""
ACTS = Layer(
    "acts", "t", schema.ACTS, model.Act, lambda act: f"{act.act}|{_at(act.evidence)}", ("act",),
    references=("claim",), links=("by", "to"), spans=("evidence",), has_when=True,
)  # fmt: skip


@dataclass(slots=True)
class Rows:
    """All rows of one reading, by table; `ids` gives the id in the store for each id in the record."""

    reading: int
    published: str
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    ids: dict[str, str] = field(default_factory=dict)


REPORT_COLUMNS = (
    "title", "publisher", "published", "published_basis", "language", "sha256", "text", "modified", "author",
)  # fmt: skip
"""Columns of `reports` that are fields of a record's report by the same names."""


def make_report_id(report: model.Report) -> str:
    """Return the id of a report: the same text of the same publisher and day is the same report."""
    return "r" + _digest("\x1f".join((report.sha256, report.publisher or "", report.published or "")))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def to_rows(record: model.Record, report_id: str, reading: int) -> Rows:
    """Return the rows of a record under the number of a reading."""
    rows = Rows(reading, record.report.published or "")
    seen: Counter[str] = Counter()
    for layer in LAYERS:
        for one in getattr(record, layer.name):
            rows.ids[one.id] = _make_id(report_id, layer, one, seen)
    for layer in LAYERS:
        for number, one in enumerate(getattr(record, layer.name)):
            _add(rows, layer, one, rows.ids[one.id], one.id, number)
    for commitment in record.commitments:
        for number, act in enumerate(commitment.acts):
            owner = rows.ids[commitment.id]
            row = _add(
                rows, ACTS, act, _make_id(owner, ACTS, act, seen), f"{commitment.id}.{number + 1}", number
            )
            row["commitment"] = owner
    for number, note in enumerate(record.notes):
        row_id = "n" + _digest(f"{report_id}|{number}")
        rows.tables["notes"].append(
            {"reading": reading, "id": row_id, "local": str(number), "number": number, "day": rows.published,
             "stage": note.stage, "kind": note.kind, "message": note.message}
        )  # fmt: skip
    return rows


def _make_id(owner: str, layer: Layer, one: Any, seen: Counter[str]) -> str:
    """Return the id of a row; the second of the same key gets a number.

    It begins as that of its owner, the report or the row above: so the ids of one report stand together in
    every index, and adding it changes a quarter fewer pages of the file (253 for 335).
    """
    key = f"{owner}|{layer.name}|{layer.make_key(one)}"
    seen[key] += 1
    return layer.letter + owner[1:7] + _digest(key if seen[key] == 1 else f"{key}#{seen[key]}")[:12]


def _add(rows: Rows, layer: Layer, one: Any, row_id: str, local: str, number: int) -> Row:
    row: Row = {
        "reading": rows.reading,
        "id": row_id,
        "local": local,
        "number": number,
        "day": rows.published,
    }
    row |= {name: getattr(one, name) for name in layer.plain}
    row |= {name: rows.ids.get(getattr(one, name) or "") for name in layer.references}
    if layer.name == "actors":
        row["name_key"] = fold_name(one.name)
    spans = {name: getattr(one, name) for name in layer.spans}
    if layer.has_when:
        when = one.when
        row |= {f"when_{name}": getattr(when, name, None) for name in ("start", "end", "precision", "basis")}
        spans["when"] = when.text if when else None
        row["day"] = (when.start or when.end if when else None) or rows.published
    if layer.name == "events":
        row["place"] = rows.ids[one.where.place] if one.where else None
        spans["where"] = one.where.text if one.where else None
    rows.tables[layer.name].append(row)
    for name, value in spans.items():
        for place, span in enumerate([value] if isinstance(value, Span) else value or ()):
            rows.tables["spans"].append(
                {"reading": rows.reading, "owner": row_id, "name": name, "number": place,
                 "start_char": span.start, "end_char": span.end}
            )  # fmt: skip
    for name in layer.links:
        for place, target in enumerate(getattr(one, name)):
            rows.tables["links"].append(
                {"reading": rows.reading, "owner": row_id, "name": name, "number": place,
                 "target": rows.ids[target]}
            )  # fmt: skip
    return row


def fold_name(name: str) -> str:
    """Return a name as it is compared: case folded, blanks and the article taken out.

    Example:
        >>> fold_name("The  Red Cross")
        'red cross'
    """
    return " ".join(name.casefold().split()).removeprefix("the ")


@dataclass(slots=True)
class Loaded:
    """The rows of one reading as they come from the store."""

    tables: Mapping[str, Iterable[RowMapping]]
    text: str
    spans: dict[tuple[str, str], list[Span]] = field(default_factory=lambda: defaultdict(list))
    links: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    locals: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for layer in (*LAYERS, ACTS):
            self.locals |= {row["id"]: row["local"] for row in self.tables[layer.name]}
        for row in self.tables["spans"]:
            start, end = row["start_char"], row["end_char"]
            self.spans[row["owner"], row["name"]].append(Span(start, end, self.text[start:end]))
        for row in self.tables["links"]:
            self.links[row["owner"], row["name"]].append(self.locals[row["target"]])


def from_rows(report: model.Report, tables: Mapping[str, Iterable[RowMapping]]) -> model.Record:
    """Return the record that rows were made of; the rows of each table in order of their numbers."""
    loaded = Loaded({name: list(rows) for name, rows in tables.items()}, report.text)
    acts: dict[str, list[model.Act]] = defaultdict(list)
    for row in loaded.tables["acts"]:
        acts[row["commitment"]].append(model.Act(**_read_fields(loaded, ACTS, row)))
    layers: dict[str, Any] = {}
    for layer in LAYERS:
        made = []
        for row in loaded.tables[layer.name]:
            fields = _read_fields(loaded, layer, row) | {"id": row["local"]}
            if layer.name == "commitments":
                fields["acts"] = tuple(acts[row["id"]])
            made.append(layer.kind(**fields))
        layers[layer.name] = tuple(made)
    notes = tuple(model.Note(row["stage"], row["kind"], row["message"]) for row in loaded.tables["notes"])
    return model.Record(report=report, notes=notes, **layers)


def _read_fields(loaded: Loaded, layer: Layer, row: RowMapping) -> dict[str, Any]:
    owner = row["id"]
    fields: dict[str, Any] = {name: row[name] for name in layer.plain}
    fields |= {name: loaded.locals.get(row[name] or "") for name in layer.references}
    fields |= {name: tuple(loaded.links[owner, name]) for name in layer.links}
    for name in layer.spans:
        found = loaded.spans[owner, name]
        is_many = name == "mentions" or (layer.name, name) == ("positions", "evidence")
        fields[name] = tuple(found) if is_many else found[0] if found else None
    if layer.has_when:
        words = loaded.spans[owner, "when"]
        values = {name: row[f"when_{name}"] for name in ("start", "end", "precision", "basis")}
        when = model.When(**values, text=words[0] if words else None) if row["when_precision"] else None
        fields["when"] = when
    if layer.name == "events":
        words = loaded.spans[owner, "where"]
        where = (
            model.Where(loaded.locals[row["place"]], words[0] if words else None) if row["place"] else None
        )
        fields["where"] = where
    return fields
