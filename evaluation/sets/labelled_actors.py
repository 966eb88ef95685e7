"""Actors of the project's own labelled reports: found, of the right country, with the right sector.

Protocol. Each labelled mention of an actor is paired with the program's mention that shares most characters
with it (of two alike, the one nearer in length). It is `found` where there is one. `country` is the share of
the found ones whose country is the labelled one; for an organisation of no one country ("IGO:NATO"), whose
name in the code is. `sector` is the share, of those with the right country and a sector in the label, whose
sector is the labelled one. Labels without a country (`UAF`, `?CVL`) ask for nothing. A mention of several
members ("the two sides", labelled for each) agrees with any of them. Pronouns are a part of their own.

Read are the held-out texts alone (`training/labelled/heldout.txt`); with `only`, all texts whose name holds
it. No other figure is known: the labels are the project's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dragoman
from dragoman.record.model import Actor, Record
from evaluation.score import divide
from evaluation.sets import Figures
from evaluation.who import parse_code
from training.labelled.labels import load_heldout, load_labels
from training.labelled.texts import load_text

PINNED = ("nouns found", "nouns country", "nouns sector")
TODAY = {"SUN": "RUS", "VDR": "VNM", "RVN": "VNM", "YMD": "YEM", "DDR": "DEU"}
"""States that are no more, which some labels code by what stands there today."""
PRONOUNS = frozenset("he she it we i his they who them its our their her us my him you your".split())


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled mention: its words and code, and the actors that the program gives there."""

    report: str
    words: str
    code: str
    given: tuple[Actor, ...]

    @property
    def part(self) -> str:
        """Return whether the words are a noun phrase or a pronoun."""
        return "pronouns" if self.words.lower() in PRONOUNS else "nouns"

    @property
    def fitting(self) -> tuple[Actor, ...]:
        """Return the given actors that are of the labelled country or organisation."""
        return tuple(actor for actor in self.given if _is_home(actor, self.code))

    @property
    def sector(self) -> str:
        """Return the sector of the label; empty for a country and an organisation with a code of its own."""
        return "" if ":" in self.code else self.code[3:]

    @property
    def is_sector_right(self) -> bool:
        """Return whether a given actor of the right country has the labelled sector."""
        return any((actor.sector or "") == self.sector for actor in self.fitting)


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return []


def measure(corpora: Path, only: str | None = None) -> Figures:
    """Return the figures of noun phrases and of pronouns."""
    return count(find_answers(_load(only), corpora))


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each mention without actor, of a wrong country or with a wrong sector."""
    answers = find_answers(_load(only), corpora)
    return [line for answer in answers if (line := describe(answer))]


def count(answers: Iterator[Answer]) -> Figures:
    """Return the figures by part of some answers."""
    counts: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        counts[answer.part, "mentions"] += 1
        counts[answer.part, "found"] += bool(answer.given)
        counts[answer.part, "country"] += bool(answer.fitting)
        if answer.fitting and answer.sector:
            counts[answer.part, "sectors"] += 1
            counts[answer.part, "sector"] += answer.is_sector_right
    return {part: _share(counts, part) for part in ("nouns", "pronouns")}


def describe(answer: Answer) -> str:
    """Return what is wrong about an answer, the kind of error before a tab; empty for a right one."""
    given = "; ".join(f"{actor.code or '-'} {actor.name!r}" for actor in answer.given)
    told = f"{answer.report}: {answer.words!r} is {answer.code}, given {given or 'none'}"
    if not answer.given:
        return f"{answer.part} missed\t{told}"
    if not answer.fitting:
        has_country = any(actor.code for actor in answer.given)
        return f"{answer.part} {'of another country' if has_country else 'without country'}\t{told}"
    if answer.sector and not answer.is_sector_right:
        return f"{answer.part} {answer.sector} as {answer.fitting[0].sector}\t{told}"
    return ""


def find_answers(labels: list[dict[str, Any]], corpora: Path) -> Iterator[Answer]:
    """Yield each labelled mention that asks for something, with what the program gives there."""
    texts = [load_text(row["name"], corpora) for row in labels]
    records = dragoman.read_many(
        [
            {"text": text, "published": row["published"], "publisher": row["publisher"]}
            for text, row in zip(texts, labels, strict=True)
        ]
    )
    for row, text, record in zip(labels, texts, records, strict=True):
        for actor in row["actors"]:
            if actor["code"] == "UAF" or actor["code"].startswith("?"):
                continue
            for start, end in actor["mentions"]:
                yield Answer(row["name"], text[start:end], actor["code"], find_actors(record, start, end))


def find_actors(record: Record, start: int, end: int) -> tuple[Actor, ...]:
    """Return the actors whose mention shares most characters with a stretch of the text, empty for none."""
    best: dict[str, Actor] = {}
    highest: tuple[int, int] = (0, 0)
    for actor in record.actors:
        for mention in actor.mentions:
            shared = min(end, mention.end) - max(start, mention.start)
            rank = (shared, -abs((mention.end - mention.start) - (end - start)))
            if shared <= 0 or (best and rank < highest):
                continue
            best = best if best and rank == highest else {}
            best[actor.id], highest = actor, rank
    return tuple(best.values())


def _load(only: str | None) -> list[dict[str, Any]]:
    return [row for row in load_labels() if (only in row["name"] if only else row["name"] in load_heldout())]


def _is_home(actor: Actor, code: str) -> bool:
    key = parse_code(code).key
    country = TODAY.get(actor.country or "", actor.country)
    if ":" in code:
        return key in (parse_code(actor.code or "").key, country)
    return country == TODAY.get(key, key)


def _share(counts: Counter[tuple[str, str]], part: str) -> dict[str, Any]:
    found = counts[part, "found"]
    return {
        "mentions": counts[part, "mentions"],
        "found": divide(found, counts[part, "mentions"]),
        "country": divide(counts[part, "country"], found),
        "sector": divide(counts[part, "sector"], counts[part, "sectors"]),
    }
