"""Drafts of labels: lines that a reader writes, compiled to labels with offsets.

    python -m training.labelled.draft show NAME… --data DIR
    python -m training.labelled.draft compile FILE… --data DIR [--out FOLDER]

README.md beside this file is the annotation guide and says what the lines are. `compile` writes NAME.json
into the folder of its kind and prints what does not fit; a file with errors is not written.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from dragoman.language.sentences import find_sentences
from dragoman.lexicon.countries import get_country
from dragoman.lexicon.frames import MODES, TYPES
from training.labelled.labels import HERE
from training.labelled.texts import hash_text, load_text

STATUSES = "actual alleged denied requested planned threatened withheld hypothetical".split()
STANCES = "asserts denies doubts admits corrects retracts relays".split()
TOLLS = "killed injured missing captured detained abducted displaced".split()
KINDS = (
    "ceasefire treaty alliance statement resolution aid_request aid_pledge withdrawal prisoner_exchange "
    "demarcation negotiation mandate corridor sanctions_relief"
).split()
STANDINGS = (
    "demanded offered announced agreed in_force invoked suspended ended superseded refused unknown".split()
)
ACTS = (
    "proposed demanded signed invoked urged observed alleged_violation admitted_violation requested pledged "
    "delivered answered_otherwise refused no_answer extended ended"
).split()
SECTORS = (
    "GOV MIL COP SPY JUD LEG PTY OPP REB PRM CVL REF MED EDU REL BUS NGO LAB CRM ELI IGO ORG UAF JEW MUS CHR"
).split()
CODE = re.compile(r"(?P<country>[A-Z]{3}|\?)?(?P<sector>[A-Z]{3})?(:(?P<name>[A-Z0-9-]+))?")
ROLES = ("source", "target", "place", "time", "instrument", "count", "cue")
NAMING = ("source", "target", "by", "denied_by", "who", "victims", "parties", "about")
"""Fields that hold ids of other rows."""
Span = list[int]


class Draft:
    """One draft being compiled; `errors` fills up with what does not fit."""

    def __init__(self, path: Path, corpora: Path) -> None:
        """Read the file and the text that it is about."""
        lines = path.read_text(encoding="utf-8").splitlines()
        head = lines[0].split(maxsplit=4)
        if head[0] != "D" or len(head) < 4:
            raise SystemExit(f"{path}: the first line must be 'D KIND NAME PUBLISHED PUBLISHER'.")
        self.kind, self.name = head[1], head[2]
        self.text = load_text(self.name, corpora)
        self.sentences = [(row.start, row.end) for row in find_sentences(self.text)]
        self.errors: list[str] = []
        self.rows: dict[str, dict[str, Any]] = {}
        self.labels: dict[str, Any] = {
            "name": self.name,
            "sha256": hash_text(self.text),
            "published": None if head[3] == "-" else head[3],
            "publisher": head[4] if len(head) > 4 else None,
            "actors": [],
            "events": [],
            "claims": [],
            "casualties": [],
            "commitments": [],
        }
        for number, line in enumerate(lines[1:], 2):
            if line.strip():
                self._read_line(number, line)
        self._join_parties()
        self._check_ids()

    def fail(self, number: int, message: str) -> None:
        """Note an error in a line."""
        self.errors.append(f"{self.name} line {number}: {message}")

    def _read_line(self, number: int, line: str) -> None:
        head, *fields = [part.strip() for part in line.split("|")]
        words = head.split()
        readers = {
            "A": self._read_actor, "E": self._read_event, "M": self._read_mention, "C": self._read_claim,
            "K": self._read_toll, "T": self._read_commitment, "X": self._read_act,
        }  # fmt: skip
        if words[0] not in readers:
            return self.fail(number, f"no such row: {words[0]!r}")
        try:
            readers[words[0]](number, words[1:], fields)
        except (ValueError, IndexError, KeyError) as error:
            self.fail(number, f"{error} in: {line[:100]}")

    def find_span(self, number: int, words: str) -> Span:
        """Return the characters of `N:words`, `N:first ... last`, `N:*` or `N:words#2`."""
        place, colon, wanted = words.partition(":")
        if not colon or not place.strip().isdigit() or not 1 <= int(place) <= len(self.sentences):
            raise ValueError(f"no sentence in {words!r}")
        start, end = self.sentences[int(place) - 1]
        if wanted.strip() == "*":
            return [start, end]
        wanted, nth = wanted.strip(), "1"
        if re.search(r"#\d$", wanted):
            wanted, _, nth = wanted.rpartition("#")
        first, dots, last = wanted.partition(" ... ")
        at = self._find(first.strip(), start, end, int(nth))
        if at < 0:
            raise ValueError(f"words not in sentence {place}: {first!r}")
        if not dots:
            return [at, at + len(first.strip())]
        tail = self.text.rfind(last.strip(), at + len(first.strip()), end)
        if tail < 0:
            raise ValueError(f"words not in sentence {place}: {last!r}")
        return [at, tail + len(last.strip())]

    def _find(self, words: str, start: int, end: int, nth: int) -> int:
        """Return where words stand, whole words before parts of words."""
        pattern = r"(?<!\w)" + re.escape(words) + r"(?!\w)"
        spots = [m.start() + start for m in re.finditer(pattern, self.text[start:end])]
        return spots[nth - 1] if len(spots) >= nth else -1

    def _read_actor(self, number: int, words: list[str], fields: list[str]) -> None:
        found = CODE.fullmatch(words[1])
        sector = found and found["sector"]
        if not found or (sector and sector not in SECTORS):
            # three letters alone are a country or UAF
            raise ValueError(f"no such code: {words[1]!r}")
        if found["country"] and found["country"] not in ("?", *SECTORS) and not get_country(found["country"]):
            raise ValueError(f"no such country: {words[1]!r}")
        row = {"id": words[0], "code": words[1], "mentions": [self.find_span(number, f) for f in fields]}
        self._add("actors", row)

    def _add(self, table: str, row: dict[str, Any]) -> None:
        if row["id"] in self.rows:
            raise ValueError(f"id {row['id']!r} stands twice")
        self.rows[row["id"]] = row
        self.labels[table].append(row)

    def _read_event(self, number: int, words: list[str], fields: list[str]) -> None:
        kind, _, mode = words[1].partition("/")
        if kind not in TYPES or mode not in MODES[kind]:
            raise ValueError(f"no such type: {words[1]!r}")
        row = {
            "id": words[0], "type": kind, "mode": mode or None, "status": _one_of(words[2], STATUSES),
            "symmetric": "sym" in fields, "optional": "opt" in fields, "source": [], "target": [],
            "by": [], "denied_by": [], "date": None, "mentions": [],
        }  # fmt: skip
        self._add("events", row)
        self._add_mention(number, row, [f for f in fields if f not in ("sym", "opt")])

    def _read_mention(self, number: int, words: list[str], fields: list[str]) -> None:
        self._add_mention(number, self.rows[words[0]], [f for f in fields if f not in ("sym", "opt")])

    def _add_mention(self, number: int, event: dict[str, Any], fields: list[str]) -> None:
        mention: dict[str, Any] = {"trigger": self.find_span(number, fields[0])}
        for field in fields[1:]:
            name, _, rest = field.partition(" ")
            if name in ROLES and rest.startswith("="):
                event[name] += [part for part in rest.replace("=", " ").split() if part not in event[name]]
            elif name in ROLES:
                mention.setdefault(name, []).append(self.find_span(number, rest))
            elif name == "by":
                event["by"] += rest.replace("=", " ").split()
            elif name == "denied":
                event["denied_by"] += rest.replace("=", " ").split()
            elif name == "date":
                event["date"] = rest.strip()
            else:
                raise ValueError(f"no such field: {field!r}")
        event["mentions"].append(mention)

    def _read_claim(self, number: int, words: list[str], fields: list[str]) -> None:
        row: dict[str, Any] = {
            "id": words[0], "stance": _one_of(words[1], STANCES), "cue": None, "speaker": None,
            "who": [], "content": [], "about": [],
        }  # fmt: skip
        for field in fields:
            name, _, rest = field.partition(" ")
            if name in ("cue", "speaker"):
                row[name] = self.find_span(number, rest)
            elif name == "content":
                row["content"].append(self.find_span(number, rest))
            elif name in ("who", "about"):
                row[name] += rest.replace("=", " ").replace(",", " ").split()
            else:
                raise ValueError(f"no such field: {field!r}")
        if row["cue"] is None or not row["content"]:
            raise ValueError("a claim needs its cue and its content")
        self._add("claims", row)

    def _read_toll(self, number: int, words: list[str], fields: list[str]) -> None:
        low, high = (None if word == "-" else int(word) for word in words[2:4])
        row: dict[str, Any] = {
            "id": words[0], "kind": _one_of(words[1], TOLLS), "low": low, "high": high,
            "span": self.find_span(number, fields[0]), "victims": [], "by": [], "event": None,
            "part_of": None, "cumulative": None, "superseded": False,
        }  # fmt: skip
        for field in fields[1:]:
            name, _, rest = field.partition(" ")
            if name in ("victims", "by"):
                row[name] += rest.replace("=", " ").split()
            elif name == "event":
                row["event"] = rest.strip()
            elif name == "part":
                row["part_of"] = rest.strip()
            elif name in ("new", "total"):
                row["cumulative"] = name == "total"
            elif name == "superseded":
                row["superseded"] = True
            else:
                raise ValueError(f"no such field: {field!r}")
        self._add("casualties", row)

    def _read_commitment(self, number: int, words: list[str], fields: list[str]) -> None:
        row: dict[str, Any] = {
            "id": words[0], "kind": _one_of(words[1], KINDS), "status": _one_of(words[2], STANDINGS),
            "spans": [], "parties": [], "acts": [],
        }  # fmt: skip
        for field in fields:
            name, _, rest = field.partition(" ")
            if name == "parties":
                row["parties"] += rest.replace("=", " ").split()
            else:
                row["spans"].append(self.find_span(number, field))
        self._add("commitments", row)

    def _read_act(self, number: int, words: list[str], fields: list[str]) -> None:
        act: dict[str, Any] = {
            "act": _one_of(words[1], ACTS), "span": self.find_span(number, fields[0]), "by": [], "to": [],
            "date": None,
        }  # fmt: skip
        for field in fields[1:]:
            name, _, rest = field.partition(" ")
            if name in ("by", "to"):
                act[name] += rest.replace("=", " ").split()
            elif name == "date":
                act["date"] = rest.strip()
            else:
                raise ValueError(f"no such field: {field!r}")
        self.rows[words[0]]["acts"].append(act)

    def _join_parties(self) -> None:
        """Put the actors that the role phrases name to their events, and the speakers to their claims."""
        for event in self.labels["events"]:
            for role in ("source", "target"):
                for mention in event["mentions"]:
                    for span in mention.get(role, ()):
                        event[role] += [a for a in self.find_actors(span) if a not in event[role]]
        for claim in self.labels["claims"]:
            if claim["speaker"] and not claim["who"]:
                claim["who"] = self.find_actors(claim["speaker"])

    def find_actors(self, span: Span) -> list[str]:
        """Return the actors whose mention a phrase is: the widest ones inside it, else around it."""
        inside, around = [], []
        for actor in self.labels["actors"]:
            for start, end in actor["mentions"]:
                if span[0] <= start and end <= span[1]:
                    inside.append((end - start, -start, actor["id"]))
                elif start <= span[0] and span[1] <= end:
                    around.append((start - end, -start, actor["id"]))
        best = max(inside or around, default=None)
        if best is None:
            return []
        return [name for size, at, name in inside or around if (size, at) == best[:2]]

    def _check_ids(self) -> None:
        for table in ("events", "claims", "casualties", "commitments"):
            for row in self.labels[table]:
                named = [name for field in NAMING for name in row.get(field, ())]
                named += [name for act in row.get("acts", ()) for name in (*act["by"], *act["to"])]
                if row.get("event"):
                    named.append(row["event"])
                for name in named:
                    if name not in self.rows:
                        self.errors.append(f"{self.name} {row['id']}: no row {name!r}")


def _one_of(word: str, words: list[str]) -> str:
    if word not in words:
        raise ValueError(f"{word!r} is none of {' '.join(words)}")
    return word


def show(name: str, corpora: Path) -> str:
    """Return a text with its sentences numbered from 1."""
    text = load_text(name, corpora)
    rows = [f"{n}: {' '.join(text[r.start : r.end].split())}" for n, r in enumerate(find_sentences(text), 1)]
    return "\n".join([f"== {name}", *rows])


def main() -> int:
    """Return 0 where all drafts fit, 1 where one does not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["show", "compile"])
    parser.add_argument("names", nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    parser.add_argument("--out", type=Path, help="folder of the labels, in place of that of their kind")
    options = parser.parse_args()
    corpora = options.data / "corpora"
    if options.what == "show":
        print("\n\n".join(show(name, corpora) for name in options.names))
        return 0
    failed = False
    for path in map(Path, options.names):
        draft = Draft(path, corpora)
        if draft.errors:
            failed = True
            print("\n".join(draft.errors))
            continue
        out = options.out or HERE / draft.kind
        out.mkdir(parents=True, exist_ok=True)
        labels = json.dumps(draft.labels, ensure_ascii=False, separators=(",", ":"))
        (out / f"{draft.name}.json").write_text(labels + "\n", encoding="utf-8")
        counts = {name: len(rows) for name, rows in draft.labels.items() if isinstance(rows, list)}
        print(f"{draft.name}: {' '.join(f'{n} {name}' for name, n in counts.items())}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
