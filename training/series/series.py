"""The linked series: reports by several outlets, and what is told of the same in them.

README.md beside this file is the format. PyYAML is needed here and nowhere in the package.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped,unused-ignore]  # stubs are not always there

HERE = Path(__file__).parent
HELDOUT_SHARE = 3
"""Every so many-th series, by the hash of its name, is held out for measuring."""
LONG_KINDS = {"alliance": "alliance obligation", "statement": "joint statement"}
"""Kinds of commitment as the labels of single reports call them, and as the record does."""
NUMBER = re.compile(r"#(\d+)$")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """One report; reports of the same `origin` copy one text."""

    id: str
    publisher: str
    published: str
    origin: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an incident is told; the spans are in the text of the report."""

    report: str
    words: str
    span: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Side:
    """Who is said in a report to have done it to whom; `by` is empty for the reporter's own voice."""

    report: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    by: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening with all its mentions; `days` are the first and the last."""

    id: str
    types: tuple[str, ...]
    mentions: tuple[Mention, ...]
    sides: tuple[Side, ...]
    days: tuple[str, str] | None
    place: str | None
    contested: tuple[str, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One count in a report; `is_total` so far, `is_new` added to the last; neither where not plain."""

    report: str
    words: str
    span: Span
    low: int | None
    high: int | None
    is_total: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Toll:
    """What one speaker gives as the toll of an incident over time, and stands by at the end."""

    incident: str
    kind: str
    speaker: str
    figures: tuple[Figure, ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened to a commitment; `says` asserts it where the reporter does not."""

    report: str
    words: str
    span: Span
    act: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    says: tuple[str, ...]
    days: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What was asked of somebody and not answered by the last report."""

    asked: str | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One commitment with its acts, in the order in which they happened."""

    id: str
    kind: str
    parties: tuple[str, ...]
    acts: tuple[Act, ...]
    open: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A count that belongs to no one incident: of a month, of a war."""

    report: str
    words: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Series:
    """One series, reports in the order of publication."""

    name: str
    reports: tuple[SeriesReport, ...]
    incidents: tuple[Incident, ...]
    tolls: tuple[Toll, ...]
    commitments: tuple[Ledger, ...]
    totals: tuple[Total, ...]


def load_series(folder: Path = HERE) -> list[Series]:
    """Return the series of a folder, by name.

    Raises:
        ValueError: A file has a fault; `training.series.check` lists them all.
    """
    return [_load_file(path) for path in sorted(folder.glob("*.yaml"))]


def is_heldout(name: str) -> bool:
    """Return whether a series is kept for measuring and never trained or tuned on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELDOUT_SHARE == 0


def read_rows(path: Path) -> Any:
    """Return what a file holds, dates as ISO words.

    Raises:
        ValueError: It is no YAML, or holds a day that no calendar has.
    """
    try:
        return _clean_values(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise ValueError(f"no YAML: {' '.join(str(error).split())}") from error


def find_words(text: str, words: str) -> Span:
    """Return where whole words stand in a text; "words#2" is their second occurrence.

    A blank in the words also stands for a line's end in the text.

    Raises:
        ValueError: They do not stand there, or more than once and no number says which.
    """
    number = NUMBER.search(words)
    plain = NUMBER.sub("", words).split()
    if not plain:
        raise ValueError("there are no words")
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, plain)) + r"(?!\w)"
    spans = [match.span() for match in re.finditer(pattern, text)]
    if not spans or (number and not 1 <= int(number[1]) <= len(spans)):
        raise ValueError(f"words not found: {words!r}")
    if len(spans) > 1 and not number:
        raise ValueError(f"words stand there {len(spans)} times, add #n: {words!r}")
    return spans[int(number[1]) - 1 if number else 0]


def find_trigger(text: str, span: Span, trigger: str) -> Span:
    """Return where the trigger of a mention stands, inside the words of the mention.

    Raises:
        ValueError: It does not stand there once, or is more than one word.
    """
    if len(trigger.split()) != 1:
        raise ValueError(f"trigger is not one word: {trigger!r}")
    try:
        start, end = find_words(text[span[0] : span[1]], trigger)
    except ValueError as error:
        raise ValueError(f"trigger in {text[slice(*span)]!r}: {error}") from error
    return span[0] + start, span[0] + end


def read_days(value: str | None) -> tuple[str, str] | None:
    """Return the first and last day of "2016-03-01" or "2016-03-01/2016-03-04"."""
    if not value:
        return None
    days = value.split("/")
    return days[0], days[-1]


def read_names(value: Any) -> tuple[str, ...]:
    """Return one code or a list of them; "-", the reporter's own voice, is none."""
    names = value if isinstance(value, list) else [value]
    return tuple(name for name in names if name not in (None, "-"))


def clean_kind(kind: str) -> str:
    """Return the kind of a commitment as the record names it."""
    return LONG_KINDS.get(kind, kind.replace("_", " "))


def _clean_values(value: Any) -> Any:
    """Return values with dates as words; YAML 1.1 takes the key "on" for a truth value."""
    if isinstance(value, dict):
        return {"on" if key is True else key: _clean_values(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_clean_values(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _load_file(path: Path) -> Series:
    try:
        return _to_series(read_rows(path))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"Series not read: {path} has a fault ({error!r}). "
            f"`python -m training.series.check {path}` lists all of them."
        ) from error


def _to_series(rows: dict[str, Any]) -> Series:
    reports = tuple(
        SeriesReport(row["id"], row["publisher"], row["published"], row["origin"], row["text"])
        for row in rows["reports"]
    )
    texts = {report.id: report.text for report in reports}
    return Series(
        name=rows["name"],
        reports=reports,
        incidents=tuple(_to_incident(row, texts) for row in rows["incidents"]),
        tolls=tuple(_to_toll(row, texts) for row in rows.get("tolls") or ()),
        commitments=tuple(_to_ledger(row, texts) for row in rows.get("commitments") or ()),
        totals=tuple(
            Total(row["report"], row["words"], find_words(texts[row["report"]], row["words"]), row["kind"])
            for row in rows.get("totals") or ()
        ),
    )


def _to_incident(row: dict[str, Any], texts: dict[str, str]) -> Incident:
    return Incident(
        id=row["id"],
        types=read_names(row["type"]),
        mentions=tuple(_to_mention(mention, texts[mention["report"]]) for mention in row["mentions"]),
        sides=tuple(
            Side(
                side["report"],
                read_names(side.get("source")),
                read_names(side.get("target")),
                read_names(side.get("by")),
                side["status"],
            )
            for side in row.get("sides") or ()
        ),
        days=read_days(row.get("date")),
        place=row.get("place"),
        contested=tuple(row.get("contested") or ()),
        standing=row["standing"],
    )


def _to_mention(row: dict[str, Any], text: str) -> Mention:
    span = find_words(text, row["words"])
    return Mention(row["report"], row["words"], span, find_trigger(text, span, row["trigger"]))


def _to_toll(row: dict[str, Any], texts: dict[str, str]) -> Toll:
    figures = tuple(
        Figure(
            figure["report"],
            figure["words"],
            find_words(texts[figure["report"]], figure["words"]),
            figure["low"],
            figure["high"],
            bool(figure.get("total")),
            bool(figure.get("new")),
        )
        for figure in row["figures"]
    )
    final = row["final"]
    return Toll(row["incident"], row["kind"], row["speaker"], figures, final["low"], final["high"])


def _to_ledger(row: dict[str, Any], texts: dict[str, str]) -> Ledger:
    return Ledger(
        id=row["id"],
        kind=clean_kind(row["kind"]),
        parties=read_names(row["parties"]),
        acts=tuple(_to_act(act, texts[act["report"]]) for act in row["acts"]),
        open=tuple(
            OpenQuestion(
                question.get("asked"),
                read_names(question.get("by")),
                read_names(question.get("to")),
                question["what"],
            )
            for question in row.get("open") or ()
        ),
    )


def _to_act(row: dict[str, Any], text: str) -> Act:
    return Act(
        report=row["report"],
        words=row["words"],
        span=find_words(text, row["words"]),
        act=row["act"],
        by=read_names(row.get("by")),
        to=read_names(row.get("to")),
        says=read_names(row.get("says")),
        days=read_days(row.get("on")),
    )
