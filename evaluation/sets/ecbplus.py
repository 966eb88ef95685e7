"""ECB+ test topics: which mentions of events in many reports are one event?

Protocol. The file holds topics 36 to 45, the usual test split: 206 reports, 1,780 mentions of events,
805 clusters, those of one mention kept. It does not say whether only sentences of Cybulska & Vossen's
clean list are in; taken for so, as the counts are those that are published for it (from memory,
unchecked). Mentions are given, as are their sentences; who or what takes part is not. The clusters are
scored over the whole test set at once by MUC, B³ and CEAFe and their mean, the CoNLL F1.

Only reports of one topic are linked, and the rows differ in what a topic is:

* `subtopics`: the 20 gold subtopics ("36ecb", "36ecbplus"), given;
* `topics`: the 10 gold topics, given; two like happenings in each ("36": two arrests of sect leaders);
* `found topics`: nothing is given, reports are put together by their words (`evaluation.mentions`).

And in the linking: `same lemma` puts together mentions whose head word has one lemma (the project's
own); with topics found 76.5 is published for it (Barhom et al. 2019; unchecked). `linked` is
`evaluation.mentions.link_mentions`, with weights fitted on the project's own linked series. Nothing was
trained or chosen on ECB+.

Reached: `same lemma` .770, .722 and .758 (topics in the order above), `linked` .768, .726 and .758: no
better. It finds more of an event and joins more that is not one. A likely cause, not checked: the
series count a killing in an attack as the attack, which ECB+ keeps apart. With `ALIKE` at .4 and
weights fitted anew it is .784, .745 and .769; not taken, since only this test set speaks for it: by
cross-validation on the series .25 is better than .3, and .3 than .35.

The set is read from the zip, nothing is unpacked to disk.
"""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.coreference import score_clusters
from evaluation.mentions import (
    Report,
    Spot,
    find_topics,
    link_mentions,
    link_same_lemma,
    read_reports,
)
from evaluation.sets import Figures

FILE = "bench/ecbplus/ecb.zip"
MEMBER = "ecb/test/Event_gold_mentions.json"
MOST_BYTES = 64_000_000
"""The member has 17 million bytes; a larger one is not read."""
PINNED = ("linked, subtopics CoNLL_F1",)
STOPS = frozenset({".", "!", "?"})
CLOSING = frozenset({"''", '"', "”", ")", "’"})

Linker = Callable[[list[Report], list[Hashable]], dict[Spot, Hashable]]
LINKERS: dict[str, Linker] = {"same lemma": link_same_lemma, "linked": link_mentions}


@dataclass(frozen=True, slots=True)
class Set:
    """The set: its reports, the gold subtopic of each, and the gold cluster of each mention."""

    reports: list[Report]
    subtopics: list[str]
    gold: dict[Spot, str]


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return [FILE]


def measure(corpora: Path, only: str | None = None) -> Figures:
    """Return the scores of each linking by what a topic is."""
    chosen = [part for part in _list_parts() if only is None or only.lower() in part.lower()]
    found = load_set(corpora / FILE)
    return {part: _score(found, _link(found, part)) for part in chosen}


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each mention that is linked to none of its own event, or to another event.

    Where `only` names no part, the errors of the pinned one.
    """
    parts = [part for part in _list_parts() if only and only.lower() in part.lower()]
    found = load_set(corpora / FILE)
    linked = _link(found, (parts or ["linked, subtopics"])[0])
    members: defaultdict[Hashable, list[Spot]] = defaultdict(list)
    events: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot, cluster in linked.items():
        members[cluster].append(spot)
        events[found.gold[spot]].append(spot)
    lines = []
    for spot, cluster in linked.items():
        others = [other for other in members[cluster] if found.gold[other] != found.gold[spot]]
        own = [other for other in events[found.gold[spot]] if other != spot]
        if others:
            lines.append(f"of two events\t{_show(found, spot)}\t{_show(found, others[0])}")
        if own and not any(linked[other] == cluster for other in own):
            lines.append(f"apart from all of its event\t{_show(found, spot)}\t{_show(found, own[0])}")
    return sorted(lines)


def load_set(path: Path) -> Set:
    """Return the set as the zip holds it.

    Raises:
        ValueError: The zip holds no such set, or one that is too large.
    """
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in json.loads(_read_member(path)):
        rows[row["doc_id"]].append(row)
    texts, spans = [], []
    for mentions in rows.values():
        texts.append(split_sentences(mentions))
        spans.append([(min(row["tokens_number"]), max(row["tokens_number"]) + 1) for row in mentions])
    gold = {
        (number, place): row["coref_chain"]
        for number, mentions in enumerate(rows.values())
        for place, row in enumerate(mentions)
    }
    subtopics = [mentions[0]["topic_id"] for mentions in rows.values()]
    return Set(read_reports(texts, spans), subtopics, gold)


def split_sentences(mentions: list[dict[str, Any]]) -> list[list[str]]:
    """Return the words of a report by sentence.

    The id of a mention ends with its place in its sentence ("36_1ecb.xml_1_12" at word 20: a sentence
    begins at word 8); other sentences end with a full stop.
    """
    words: list[str] = mentions[0]["mention_context"]
    starts = {0, len(words)}
    for row in mentions:
        start = min(row["tokens_number"]) - int(row["mention_id"].rpartition("_")[2])
        starts.add(max(0, start))
    for place, word in enumerate(words[:-1]):
        if words[place + 1] not in CLOSING and (
            word in STOPS or (word in CLOSING and words[place - 1] in STOPS)
        ):
            starts.add(place + 1)
    ordered = sorted(starts)
    return [words[first:last] for first, last in pairwise(ordered)]


def _read_member(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        if MEMBER not in archive.namelist():
            raise ValueError(f"ECB+ not read: {path} holds no {MEMBER}. Take the zip of the corpora's notes.")
        with archive.open(MEMBER) as stream:
            content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"ECB+ not read: {MEMBER} in {path} is over {MOST_BYTES:,} bytes. Check the file.")
    return content


def _list_parts() -> list[str]:
    return [f"{name}, {kind}" for name in LINKERS for kind in ("subtopics", "topics", "found topics")]


def _link(found: Set, part: str) -> dict[Spot, Hashable]:
    name, _, kind = part.partition(", ")
    topics: list[Hashable]
    if kind == "subtopics":
        topics = list(found.subtopics)
    elif kind == "topics":
        topics = [subtopic.partition("ecb")[0] for subtopic in found.subtopics]
    else:
        topics = list(find_topics(found.reports))
    return LINKERS[name](found.reports, topics)


def _score(found: Set, linked: dict[Spot, Hashable]) -> dict[str, Any]:
    agreement = score_clusters(found.gold, linked)
    return {
        "mentions": len(found.gold),
        "MUC F1": round(agreement.muc.f1, 4),
        "B3 P": round(agreement.b_cubed.precision, 4),
        "B3 R": round(agreement.b_cubed.recall, 4),
        "B3 F1": round(agreement.b_cubed.f1, 4),
        "CEAFe F1": round(agreement.ceaf.f1, 4),
        "CoNLL_F1": round(agreement.conll, 4),
    }


def _show(found: Set, spot: Spot) -> str:
    return found.reports[spot[0]].show(spot[1])
