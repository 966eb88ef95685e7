"""Single sentences with their events and claims, a line each: words that whole reports seldom hold.

    python -m training.labelled.sentences FILE…

checks files and prints what does not fit. A line is the sentence, then `||` before each event or claim:

    Tanks rolled into Ubari at dawn, the mayor said. || rolled into > ASSAULT alleged; s=Tanks; t=Ubari;
    w=at dawn || said > CLAIM asserts; s=the mayor; c=Tanks rolled into Ubari at dawn

After the trigger's words and `>`: type with mode, and status; for a claim the word CLAIM and the stance; in
the files of `TOLLS_TOO` also TOLL and the kind, for each number or noun of those who came to harm.
Then roles: `s` source or speaker, `t` target, `p` place, `w` time, `i` instrument, `n` count, `c` content.
Words are exactly those of the sentence; `#2` behind them means their second occurrence. The guide in
README.md holds; all events and claims of a sentence are labelled. The sentences are fiction, written by the
project.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from dragoman.lexicon.frames import MODES, TYPES
from training.labelled.draft import STANCES, STATUSES, TOLLS
from training.labelled.labels import HERE

EVENTS_ONLY = ("sn-a-", "sn-b-", "sn-c-", "sn-d-")
"""Names of the sentences whose requests, plans and refusals were labelled as events without a claim."""
TOLLS_TOO = ("sn-h-", "sn-i-")
"""Names of the sentences whose tolls are labelled."""
ROLES = {"s": "source", "t": "target", "p": "place", "w": "time", "i": "instrument", "n": "count"}


def load_sentences(folder: Path = HERE / "sentences") -> list[dict[str, Any]]:
    """Return the labels of all sentences, as those of reports, with the `text` itself.

    Raises:
        ValueError: A line does not fit.
    """
    found = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                found.append(read_line(f"sn-{path.stem}-{number:04d}", line))
    return found


def read_line(name: str, line: str) -> dict[str, Any]:
    """Return the labels of one line.

    Raises:
        ValueError: Words are not in the sentence, or a type, status, role is none.
    """
    text, *rows = [part.strip() for part in line.split("||")]
    labels: dict[str, Any] = {"name": name, "text": text, "events": [], "claims": []}
    if name.startswith(TOLLS_TOO):
        labels["casualties"] = []
    for row in rows:
        head, *fields = [part.strip() for part in row.split(";")]
        words, sign, kinds = head.rpartition(">")
        kind, _, state = kinds.strip().partition(" ")
        if not sign:
            raise ValueError(f"{name}: no '>' in {row!r}")
        trigger = find_words(name, text, words)
        roles: dict[str, list[list[int]]] = {}
        for field in fields:
            letter, equals, filler = field.partition("=")
            if not equals or letter not in (*ROLES, "c"):
                raise ValueError(f"{name}: no such role: {field!r}")
            roles.setdefault(letter, []).append(find_words(name, text, filler))
        if kind == "TOLL":
            if state not in TOLLS or "casualties" not in labels:
                raise ValueError(f"{name}: no such kind of toll, or not in this file: {state!r}")
            labels["casualties"].append({"kind": state, "span": trigger})
            continue
        if kind == "CLAIM":
            if state not in STANCES:
                raise ValueError(f"{name}: no such stance: {state!r}")
            speaker = roles.get("s", [None])[0]
            labels["claims"].append(
                {"cue": trigger, "speaker": speaker, "content": roles.get("c", []), "stance": state}
            )
            continue
        kind, _, mode = kind.partition("/")
        if kind not in TYPES or mode not in MODES[kind] or state not in STATUSES:
            raise ValueError(f"{name}: no such type, mode or status: {kinds.strip()!r}")
        mention = {"trigger": trigger, **{ROLES[letter]: spans for letter, spans in roles.items()}}
        labels["events"].append({"type": kind, "mode": mode or None, "status": state, "mentions": [mention]})
    return labels


def find_words(name: str, text: str, words: str) -> list[int]:
    """Return where words stand in a sentence, as [start, end]."""
    wanted, _, nth = (
        words.strip().partition("#") if re.search(r"#\d\s*$", words) else (words.strip(), "", "1")
    )
    spots = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(wanted) + r"(?!\w)", text)]
    if not wanted or len(spots) < int(nth):
        raise ValueError(f"{name}: not in the sentence: {words!r}")
    start = spots[int(nth) - 1]
    return [start, start + len(wanted)]


def main() -> int:
    """Return 0 where all lines fit, 1 where one does not; prints what does not and counts of types."""
    failed = 0
    count = 0
    for path in map(Path, sys.argv[1:]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                read_line(f"sn-{path.stem}-{number}", line)
                count += 1
            except ValueError as error:
                failed += 1
                print(error)
    print(f"{count} sentences fit, {failed} do not")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
