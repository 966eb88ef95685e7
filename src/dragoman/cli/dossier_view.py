"""One incident, commitment, actor or line for people: what is told of it, who says so, and in which words.

Place in the flow: `dragoman show` prints it; `store.across` gives what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import fill
from typing import Any

from dragoman.cli.printable import make_printable
from dragoman.cli.tables import WORDS_LIMIT
from dragoman.cli.wording import say_bounds, say_days, shorten
from dragoman.store.across import Dossier, Teller

WIDTH = 100
_INDENT = "  "
_RANGE = re.compile(r"(?<![\w.])(\d*)\.\.(\d*)(?![\w.])")


def write_dossier(dossier: Dossier) -> str:
    """Return one dossier as text for a terminal."""
    line = dossier.line
    days = say_days(line["day"], line["last_day"])
    where = " in ".join(filter(None, (line["place"], line["country"])))
    parts = [f"{line['id']}  {line['name']}", " · ".join(filter(None, (days, where, line["standing"])))]
    if line["reports"]:
        parts.append(f"{_count(line['reports'], 'report')}, {_count(line['origins'], 'origin')}")
    parts += _TELL[line["kind"]](dossier)
    parts += ["", "told by", *_list_tellers(dossier.tellers)]
    return "".join(make_printable(part) + "\n" for part in parts)


def _tell_incident(dossier: Dossier) -> Iterator[str]:
    told = dossier.told
    outlets = {one.report: one.publisher or one.report for one in dossier.tellers}
    yield _wrap(_say_ranges(told["why"]), "")
    for field in told["fields"]:
        yield ""
        yield field["name"] + (f"  contested: {_say_ranges(field['why'])}" if field["why"] else "")
        for value in field["values"]:
            said = dict.fromkeys(_say_saying(saying, outlets) for saying in value["sayings"])
            yield _wrap(f"{_say_ranges(value['text'])}: {_join(said)}", _INDENT)
    for toll in told["tolls"]:
        yield ""
        yield f"{toll['kind']} according to {toll['speaker'] or 'the reports themselves'}"
        for step in toll["steps"]:
            use = step["use"] + (f", so {_say_bounds(step['stands'])}" if step["stands"] else "")
            yield f"{_INDENT}{_to_day(step['published'])} {_say_bounds(step['given'])} ({use})"


def _tell_commitment(dossier: Dossier) -> Iterator[str]:
    told = dossier.told
    yield f"between {_join(party['name'] for party in told['parties']) or 'parties that nobody names'}"
    for one in told["observance"]:
        by = _join(one["by"])
        yield _say_observance(one["kind"]) + (f" by {by}" if by else "")
    yield ""
    yield "acts"
    for act in told["acts"]:
        voices = _join(
            dict.fromkeys(voice["name"] for telling in act["tellings"] for voice in telling["voices"])
        )
        words = (
            say_days(act["start"] or "", act["end"]) or f"reported {act['reported'] or 'on no known day'}",
            act["act"].replace("_", " "),
            f"by {_join(act['by'])}" if act["by"] else "",
            f"to {_join(act['to'])}" if act["to"] else "",
            f"according to {voices}" if voices else "",
            f"({_count(act['origins'], 'origin')})",
        )
        yield _wrap(" ".join(filter(None, words)), _INDENT)
    for one in told["open"]:
        yield ""
        since = f" since {one['since']}" if one["since"] else ""
        of = f" of {_join(one['to'])}" if one["to"] else ""
        by = f" by {_join(one['by'])}" if one["by"] else ""
        yield _wrap(f"open: {one['kind']}{of}{by}{since}; no answer reported by {told['last_report']}", "")


def _tell_actor(dossier: Dossier) -> Iterator[str]:
    told = dossier.told
    yield "names: " + _join(f"{name} ({count})" for name, count in told["names"])
    for name in ("codes", "countries", "kinds"):
        if told[name]:
            said = (f"{value['value']} ({_count(len(value['reports']), 'report')})" for value in told[name])
            yield f"{name}: {_join(said)}"
    for role in told["roles"]:
        yield f"{_INDENT}{say_days(role['first'] or '', role['last'])} {role['role']}"


def _tell_line(dossier: Dossier) -> Iterator[str]:
    for step in dossier.told["steps"]:
        move = f", {step['move']} ({step['why']})" if step["move"] and step["why"] else ""
        yield _wrap(f"{step['published'] or '?'} {step['stance']}{move}: “{step['line']}”", _INDENT)


_TELL = {"incident": _tell_incident, "commitment": _tell_commitment, "actor": _tell_actor, "line": _tell_line}


def _list_tellers(tellers: Iterable[Teller]) -> Iterator[str]:
    for one in tellers:
        said = " · ".join(filter(None, (one.published, one.publisher, one.row, one.report)))
        yield f"{_INDENT}{said}" + ("" if one.review == "machine" else f" · {one.review}")
        if one.words:
            yield _wrap(f"“{shorten(one.words, WORDS_LIMIT)}”", _INDENT * 2)
        if one.why:
            yield _wrap(f"why: {one.why}", _INDENT * 2)


def _say_saying(saying: dict[str, Any], outlets: dict[str, str]) -> str:
    """Return who says it: "Kenya denies", or the outlet whose own words it is."""
    return f"{saying['name']} {saying['stance']}" if saying["name"] else outlets[saying["report"]]


def _say_observance(kind: str) -> str:
    words = {
        "observed": "said to be kept",
        "alleged_violation": "said to be broken",
        "admitted_violation": "breach admitted",
        "no_report": "no report whether it is kept",
    }
    return words[kind]


def _say_bounds(bounds: dict[str, int | None]) -> str:
    return say_bounds(bounds["low"], bounds["high"], bounds["best"])


def _say_ranges(text: str) -> str:
    """Return a text with numbers as `linking.fields` prints them ("12..") in words ("12 or more")."""
    return _RANGE.sub(
        lambda match: say_bounds(*(int(part) if part else None for part in match.groups())), text
    )


def _to_day(ordinal: int | None) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else "on no known day"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _join(words: Iterable[str]) -> str:
    return ", ".join(words)


def _wrap(text: str, indent: str) -> str:
    return fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent + _INDENT)
