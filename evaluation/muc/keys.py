"""Templates as MUC-4 wrote them, read into fills that can be compared.

A slot holds fills; a fill has options, any of which is right ("A / B"), and may be optional
("? A": no fault to leave it out). Values that refer to a string ('DEATH: "SOLDIERS"') keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SLOTS = ("type", "date", "place", "org", "confidence", "target", "number", "effect")
NAMES = {
    "type": "INCIDENT: TYPE",
    "date": "INCIDENT: DATE",
    "place": "INCIDENT: LOCATION",
    "org": "PERP: ORGANIZATION ID",
    "confidence": "PERP: ORGANIZATION CONFIDENCE",
    "number": "HUM TGT: NUMBER",
    "effect": "HUM TGT: EFFECT OF INCIDENT",
}
MONTHS = {
    name: number for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)
}
QUOTED = re.compile(r'"([^"]*)"')
DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3})[A-Za-z]* (\d\d)")


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill: a value, and the strings any of which it may refer to."""

    value: str
    strings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """What a slot holds once: options, any of which is right."""

    options: tuple[Option, ...]
    is_optional: bool = False


@dataclass(slots=True)
class Template:
    """One incident."""

    slots: dict[str, list[Fill]] = field(default_factory=lambda: {slot: [] for slot in SLOTS})
    others: list[Fill] = field(default_factory=list)
    """Other perpetrators and things attacked: help to align, are not scored."""
    is_optional: bool = False


def read_template(row: Mapping[str, Any]) -> Template:
    """Return the template of one row of the key."""
    found = Template(is_optional=any("OPTIONAL" in cell for cell in row["MESSAGE: TEMPLATE"]))
    for slot, name in NAMES.items():
        found.slots[slot] = [fill for cell in row.get(name, []) for fill in _read_fill(cell)]
    found.slots["target"] = list(_read_targets(row))
    for name in ("PERP: INDIVIDUAL ID", "PHYS TGT: ID"):
        found.others += [fill for cell in row.get(name, []) for fill in _read_fill(cell)]
    return found


def _read_fill(cell: str) -> Iterator[Fill]:
    """Yield the fill of a cell; nothing for "-" and "*", which say that there is none."""
    text = cell.strip()
    is_optional = text.startswith("?")
    text = text.lstrip("? ").strip()
    strings = tuple(string for string in QUOTED.findall(text) if string != "-")
    head = text[: text.index('"')].rstrip(": ") if '"' in text else text
    if head in ("-", "*") or (not head and not strings):
        return
    values = [_open(part.strip(" ?")) for part in re.split(r" / |(?<=\d)/(?=\d)", head)] if head else [""]
    yield Fill(tuple(Option(value, strings) for value in values), is_optional)


def _open(text: str) -> str:
    """Return a text without brackets around the whole of it."""
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def _read_targets(row: Mapping[str, Any]) -> Iterator[Fill]:
    """Yield each human target once: its name with its descriptions, or a description alone."""
    described: dict[str, list[str]] = {}
    for cell in row.get("HUM TGT: DESCRIPTION", []):
        text, strings = cell.strip(), QUOTED.findall(cell)
        before, _, behind = text.partition('": "')
        names = QUOTED.findall('"' + behind) if behind else []
        if names:
            for name in names:
                described.setdefault(name, []).extend(QUOTED.findall(before + '"'))
        elif strings:
            yield Fill((Option("", tuple(strings)),), text.startswith("?"))
    for cell in row.get("HUM TGT: NAME", []):
        names = QUOTED.findall(cell)
        if names:
            strings = [*names, *(text for name in names for text in described.get(name, []))]
            yield Fill((Option("", tuple(strings)),), cell.strip().startswith("?"))


def read_days(text: str) -> tuple[date | None, date | None]:
    """Return the ends of a date of the key: "03 JAN 90" both, "- 03 JAN 90" (by then) the last alone."""
    days = [_read_day(match) for match in DAY.finditer(text)]
    found = [day for day in days if day]
    if not found:
        return None, None
    if len(found) == 1:
        return (None if text.strip().startswith("-") else found[0]), found[0]
    return found[0], found[1]


def _read_day(match: re.Match[str]) -> date | None:
    month = MONTHS.get(match[2].upper())
    try:
        return date(1900 + int(match[3]), month, int(match[1])) if month else None
    except ValueError:
        return None


def read_path(text: str) -> tuple[str, ...]:
    """Return the names of a place from the country down: "PERU: LIMA (CITY)" to PERU, LIMA."""
    parts = (re.sub(r"\([^()]*\)", "", part).strip(" ()") for part in text.split(":"))
    return tuple(part for part in parts if part)


def list_strings(fills: Sequence[Fill]) -> list[str]:
    """Return all strings of fills."""
    return [string for fill in fills for option in fill.options for string in option.strings]
