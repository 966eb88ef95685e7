"""Says what does not fit in files of linked series, one fault a line.

python -m training.series.check FILE…
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

from dragoman.lexicon.countries import get_country
from dragoman.record.model import ActKind, CasualtyKind, CommitmentKind, EventType, Status
from evaluation.who import parse_code
from training.labelled.draft import SECTORS
from training.series.series import clean_kind, find_trigger, find_words, read_rows

STANDINGS = ("single_origin", "corroborated", "contested", "denied", "corrected", "withdrawn")
FIELDS = {
    "series": ("name reports incidents", "tolls commitments totals"),
    "report": ("id publisher published origin text", "title"),
    "incident": ("id type mentions standing", "sides date place contested"),
    "mention": ("report words trigger", ""),
    "side": ("report status", "source target by"),
    "toll": ("incident kind speaker figures final", ""),
    "figure": ("report words low high", "total new"),
    "final": ("low high", ""),
    "commitment": ("id kind parties acts", "open"),
    "act": ("report words act", "by to says on"),
    "question": ("what", "asked by to"),
    "total": ("report words kind", ""),
}
"""Fields that a row must have, and those that it may have."""
CONTESTABLE = ("source", "target", "place", "date", "type", "status", *get_args(CasualtyKind))
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NAME = re.compile(r"[A-Z0-9-]+")
Row = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 where nothing is wrong, 1 where there is a fault, 2 without files."""
    if not arguments:
        print(__doc__)
        return 2
    faults = [fault for name in arguments for fault in find_faults(Path(name))]
    print("\n".join(faults) if faults else f"{len(arguments)} files, no fault.")
    return 1 if faults else 0


def find_faults(path: Path) -> list[str]:
    """Return every fault of a file, as "FILE: place: what is wrong"."""
    try:
        rows = read_rows(path)
    except (OSError, ValueError) as error:
        return [f"{path}: {error}"]
    checker = Checker()
    checker.check_series(rows, path.stem)
    return [f"{path}: {place}: {fault}" for place, fault in checker.faults]


class Checker:
    """Goes through one series; `faults` fills up with places and what is wrong there."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}
        self.order: list[str] = []
        """Ids of the reports, in the order of the file."""
        self.ids: set[str] = set()

    def check_series(self, rows: Any, stem: str) -> None:
        """Check all of a series."""
        if not self._check_fields(rows, "series", "file"):
            return
        if rows["name"] != stem:
            self._add("name", f"{rows['name']!r} is not the file's name {stem!r}")
        self._check_reports(rows)
        for row, place in self._list_rows(rows, "incidents", "incident", ""):
            self._check_incident(row, place)
        incidents = self._find_ids(rows, "incidents")
        for row, place in self._list_rows(rows, "tolls", "toll", ""):
            self._check_toll(row, place, incidents)
        for row, place in self._list_rows(rows, "commitments", "commitment", ""):
            self._check_commitment(row, place)
        for row, place in self._list_rows(rows, "totals", "total", ""):
            self._check_words(row, place)
            self._check_one_of(row["kind"], get_args(CasualtyKind), "kind", place)

    def _check_reports(self, rows: Row) -> None:
        last = ""
        for row, place in self._list_rows(rows, "reports", "report", ""):
            self._check_id(row, place)
            if isinstance(row["text"], str):
                self.texts[str(row["id"])] = row["text"]
                self.order.append(str(row["id"]))
            else:
                self._add(place, "text is no text")
            if self._check_day(row["published"], place):
                if row["published"] < last:
                    self._add(place, f"published {row['published']}, before the report above it")
                last = row["published"]

    def _check_incident(self, row: Row, place: str) -> None:
        self._check_id(row, place)
        types = row["type"] if isinstance(row["type"], list) else [row["type"]]
        for name in types or [None]:
            self._check_one_of(name, get_args(EventType), "type", place)
        if not row["mentions"]:
            self._add(place, "has no mention")
        for mention, spot in self._list_rows(row, "mentions", "mention", place):
            self._check_mention(mention, spot)
        for side, spot in self._list_rows(row, "sides", "side", place):
            self._check_report(side["report"], spot)
            self._check_codes(side, ("source", "target"), spot)
            self._check_codes(side, ("by",), spot, may_be_reporter=True)
            self._check_one_of(side["status"], get_args(Status), "status", spot)
        self._check_days(row.get("date"), place)
        for name in row.get("contested") or ():
            self._check_one_of(name, CONTESTABLE, "contested field", place)
        self._check_one_of(row["standing"], STANDINGS, "standing", place)

    def _check_mention(self, row: Row, place: str) -> None:
        span = self._check_words(row, place)
        if span:
            try:
                find_trigger(self.texts[row["report"]], span, str(row["trigger"]))
            except ValueError as error:
                self._add(place, str(error))

    def _check_toll(self, row: Row, place: str, incidents: list[str]) -> None:
        self._check_one_of(row["incident"], incidents, "incident", place)
        self._check_one_of(row["kind"], get_args(CasualtyKind), "kind", place)
        self._check_codes(row, ("speaker",), place, may_be_reporter=True)
        last = -1
        for figure, spot in self._list_rows(row, "figures", "figure", place):
            self._check_words(figure, spot)
            self._check_bounds(figure, spot)
            if figure["report"] in self.order:
                number = self.order.index(figure["report"])
                if number < last:
                    self._add(spot, f"report {figure['report']!r} comes before that of the figure above")
                last = number
        if self._check_fields(row["final"], "final", f"{place}.final"):
            self._check_bounds(row["final"], f"{place}.final")

    def _check_commitment(self, row: Row, place: str) -> None:
        self._check_id(row, place)
        kind = clean_kind(row["kind"]) if isinstance(row["kind"], str) else row["kind"]
        self._check_one_of(kind, get_args(CommitmentKind), "kind", place)
        self._check_codes(row, ("parties",), place)
        last = ""
        for act, spot in self._list_rows(row, "acts", "act", place):
            self._check_words(act, spot)
            self._check_one_of(act["act"], get_args(ActKind), "act", spot)
            self._check_codes(act, ("by", "to"), spot)
            self._check_codes(act, ("says",), spot, may_be_reporter=True)
            day = self._check_days(act.get("on"), spot)
            if day and day < last:
                self._add(spot, f"happened on {day}, before the act above it")
            last = day or last
        for question, spot in self._list_rows(row, "open", "question", place):
            self._check_codes(question, ("by", "to"), spot)
            self._check_days(question.get("asked"), spot)

    def _check_words(self, row: Row, place: str) -> tuple[int, int] | None:
        """Return where the words of a row stand in its report."""
        if not self._check_report(row["report"], place):
            return None
        if not isinstance(row["words"], str):
            self._add(place, f"words are no text, write them in quotation marks: {row['words']!r}")
            return None
        try:
            return find_words(self.texts[row["report"]], row["words"])
        except ValueError as error:
            self._add(place, f"{row['report']}: {error}")
            return None

    def _check_report(self, name: Any, place: str) -> bool:
        if name in self.order:
            return True
        self._add(place, f"no such report: {name!r}")
        return False

    def _check_bounds(self, row: Row, place: str) -> None:
        low, high = row["low"], row["high"]
        for bound in (low, high):
            if bound is not None and (type(bound) is not int or bound < 0):
                self._add(place, f"is no count: {bound!r}")
                return
        if low is None and high is None:
            self._add(place, "has neither low nor high")
        if low is not None and high is not None and low > high:
            self._add(place, f"low {low} is above high {high}")

    def _check_codes(
        self, row: Row, names: tuple[str, ...], place: str, may_be_reporter: bool = False
    ) -> None:
        for name in names:
            value = row.get(name)
            for code in value if isinstance(value, list) else [value]:
                if code is None or (may_be_reporter and code == "-"):
                    continue
                fault = find_code_fault(code)
                if fault:
                    self._add(place, f"{name}: {fault}")

    def _check_days(self, value: Any, place: str) -> str | None:
        """Return the first day of a date or interval."""
        if value is None:
            return None
        days = value.split("/") if isinstance(value, str) else [value]
        if len(days) > 2 or not all([self._check_day(day, place) for day in days]):
            return None
        if days[0] > days[-1]:
            self._add(place, f"the interval ends before it begins: {value!r}")
        return str(days[0])

    def _check_day(self, value: Any, place: str) -> bool:
        try:
            is_day = bool(DAY.fullmatch(value) and date.fromisoformat(value))
        except (TypeError, ValueError):
            is_day = False
        if not is_day:
            self._add(place, f"no ISO date: {value!r}")
        return is_day

    def _check_id(self, row: Row, place: str) -> None:
        if not isinstance(row["id"], str):
            self._add(place, f"id is no word: {row['id']!r}")
        elif row["id"] in self.ids:
            self._add(place, f"id {row['id']!r} stands twice")
        self.ids.add(str(row["id"]))

    def _check_one_of(self, value: Any, allowed: Any, what: str, place: str) -> None:
        if value not in allowed:
            self._add(place, f"no such {what}: {value!r}")

    def _list_rows(self, rows: Row, field: str, kind: str, home: str) -> Iterator[tuple[Row, str]]:
        """Yield the rows of a field that have all their fields, each with its place."""
        found = rows.get(field) or []
        place = f"{home}.{field}" if home else field
        if not isinstance(found, list):
            self._add(place, "is no list")
            return
        for number, row in enumerate(found, start=1):
            name = row.get("id", number) if isinstance(row, dict) else number
            if self._check_fields(row, kind, f"{place}[{name}]"):
                yield row, f"{place}[{name}]"

    def _check_fields(self, row: Any, kind: str, place: str) -> bool:
        """Return whether a row has all that it must have; what it may not have is said too."""
        if not isinstance(row, dict):
            self._add(place, f"is no {kind} with fields: {row!r}")
            return False
        needed, others = (names.split() for names in FIELDS[kind])
        missing = [name for name in needed if name not in row]
        unknown = [name for name in row if name not in (*needed, *others)]
        if missing:
            self._add(place, f"{kind} without {', '.join(missing)}")
        if unknown:
            self._add(place, f"no such field of a {kind}: {', '.join(map(str, unknown))}")
        return not missing

    def _find_ids(self, rows: Row, field: str) -> list[str]:
        found = rows.get(field)
        if not isinstance(found, list):
            return []
        return [str(row.get("id")) for row in found if isinstance(row, dict)]

    def _add(self, place: str, fault: str) -> None:
        self.faults.append((place, fault))


def find_code_fault(code: Any) -> str | None:
    """Return what is wrong with an actor code; None where nothing is."""
    if not isinstance(code, str):
        return f"no code, write it in quotation marks: {code!r}"
    if code in ("UAF", "UAF:UNKNOWN") or (code[:1] == "?" and code[1:] in ("", *SECTORS)):
        return None
    who = parse_code(code)
    if ":" in code:
        is_named = who.sector in SECTORS and NAME.fullmatch(code.partition(":")[2])
        return None if is_named else f"no such code (SECTOR:NAME): {code!r}"
    if not get_country(who.key):
        return f"no such country: {code!r}"
    return None if who.sector in ("", *SECTORS) else f"no such sector: {code!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
