"""Counts how often frames are right, into `frame_counts.csv`.

`python -m training.reading.frame_counts --data DIR` writes it.

Each frame of the tables is matched against the labelled reports that are not held out: `seen` is how often
its word may report an event there, `right` how often a reader labelled that very word with the frame's type.
`reading.evidence` believes a frame the more, the more often it was right.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.language import analyse_many
from dragoman.lexicon.frames import TYPES
from dragoman.reading.actors import find_actors
from dragoman.reading.events import can_report
from dragoman.reading.frame_match import find_match
from dragoman.reading.places import find_places
from training.labelled.labels import load_heldout, load_labels
from training.labelled.texts import load_text
from training.reading.examples import read_doc

TABLE = Path(__file__).parents[2] / "src/dragoman/lexicon/tables/frame_counts.csv"
HEAD = """# How often each frame was right on the labelled reports that are not held out: seen, and labelled
# with its type.
# Written by training/reading/frame_counts.py; frames seen less than three times are left out.
"""
LEAST = 3
PART = 40
"""Texts that are analysed at a time."""


def count_frames(corpora: Path, names: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield the name of each frame that stands in some labelled texts, and whether it is right there."""
    labels = [row for row in load_labels() if row["name"] in names]
    for begin in range(0, len(labels), PART):
        part = labels[begin : begin + PART]
        docs = analyse_many([load_text(row["name"], corpora) for row in part])
        for row, doc in zip(part, docs, strict=True):
            truth = read_doc(row, doc)
            actors = find_actors(doc, find_places(doc))
            for token in doc.tokens:
                match = find_match(doc, token, actors) if can_report(doc, token) else None
                if match:
                    place = token.index - doc.get_sentence(token.index).first
                    label = truth[token.sentence].trigger[place]
                    yield match.frame.name, label == TYPES.index(match.frame.type) + 1


def main() -> None:
    """Read the command line, count, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    options = parser.parse_args()
    names = {row["name"] for row in load_labels()} - load_heldout()
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, is_right in count_frames(options.data / "corpora", names):
        seen[name] += 1
        right[name] += is_right
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("frame", "seen", "right"))
        rows.writerows((name, seen[name], right[name]) for name in sorted(seen) if seen[name] >= LEAST)


if __name__ == "__main__":
    main()
