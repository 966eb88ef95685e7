"""Measures the ledgers of commitments across reports on the project's own linked series.

The reading of `training/series/README.md`. The program is asked thrice:

* `rules` gets the labelled acts of each report, and which are of one commitment; what it gets wrong is due to
  the rules of order and of open questions.
* `read` gets the commitments that the program read; which of them are one is told by the labels.
* `end to end` gets what the program read and linked itself.

And of each:

* `B3`: how the program links the `commitments` that meet a labelled one. A commitment of the program meets
  the labelled one of its report with whose acts its own share most characters, or its name where it has no
  act. `each its own` and `all that may be` (every comparison passed) stand beside it, since series are small.
* `acts`: an act of the program meets a labelled act of the same report where their words overlap and the act
  is the same, one to one. It counts where it stands in the ledger that holds most acts of the labelled
  commitment. Precision is asked of all acts that the program read, though not all of a report are labelled.
* `order`: of all pairs of acts of one labelled commitment that were met, how many stand in the labels' order
  (`adjacent`: of those between which no other labelled act stands). Pairs that may be two tellings of one act
  (the same act by the same side on the same day) are not asked; other pairs that the program takes for one
  act are wrong.
* `open`: a labelled open question is found where that ledger has one on the day of the last report whose
  asked side is the same, or is not told in one of them; one to one. Questions of ledgers that meet no
  labelled commitment are not asked. `open day` is, of those found of which both tell the day, how often it is
  the same.

Counts are summed over all series.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from dragoman.linking.commitment_facts import (
    ActFacts,
    CommitmentFacts,
    Party,
    list_commitment_facts,
    list_places,
)
from dragoman.linking.commitments import are_alike, gather_commitments, may_be_one
from dragoman.linking.facts import Voice, stem_words, to_ordinal
from dragoman.linking.ledgers import Ledger, list_open_questions, make_ledger
from dragoman.record.model import Commitment
from dragoman.text.spans import find_span
from evaluation.assign import find_pairs
from evaluation.coreference import Agreement, score_clusters
from evaluation.score import Score
from evaluation.series import Aligned, Figures, read_chosen
from training.series import series as labels
from training.series.series import Series

Spot = tuple[int, str]
"""Number of the report in its series, and id of the commitment."""
ActSpot = tuple[int, str, int]
"""The same, and the number of the act in it."""
Clusters = list[list[CommitmentFacts]]
Home = tuple[int, int]
"""Number of a ledger, and place of an act in it."""
STATE = ("", "GOV", "MIL", "COP", "SPY", "JUD", "LEG")
"""Sectors that stand on the side of their state."""


@dataclass(slots=True)
class Outcome:
    """What one way of asking scored on all series."""

    linked: Agreement = field(default_factory=Agreement)
    acts: Score = field(default_factory=Score)
    open: Score = field(default_factory=Score)


def measure(only: str | None = None) -> Figures:
    """Return the figures on held-out series; with `only`, on series whose name holds it."""
    return measure_series(read_chosen(only))


def measure_series(read: list[Aligned]) -> Figures:
    """Return the figures of each way of asking on series that were read."""
    outcomes = {name: Outcome() for name in ("rules", "read", "end to end")}
    bounds = {name: Agreement() for name in BOUNDS}
    for aligned in read:
        _ask_rules(outcomes["rules"], aligned)
        facts = [
            each
            for number, record in enumerate(aligned.records)
            for each in list_commitment_facts(record, str(number))
        ]
        homes = find_homes(aligned)
        by_label: dict[str, list[CommitmentFacts]] = defaultdict(list)
        for each in facts:
            spot = (int(each.report), each.commitment)
            by_label[homes.get(spot, f"{spot}")].append(each)
        _ask_read(outcomes["read"], aligned, homes, list(by_label.values()))
        _ask_read(outcomes["end to end"], aligned, homes, gather_commitments(facts))
        for name, gather in BOUNDS.items():
            bounds[name].add(_score_linking(homes, gather(facts)))
    figures: Figures = {name: _to_linking(linked) for name, linked in bounds.items()}
    for name, outcome in outcomes.items():
        figures[name] = (_to_linking(outcome.linked) if name == "end to end" else {}) | _to_figures(outcome)
    return figures


def gather_nothing(facts: list[CommitmentFacts]) -> Clusters:
    """Return every telling as a commitment of its own."""
    return [[each] for each in facts]


def gather_kin(facts: list[CommitmentFacts]) -> Clusters:
    """Return together all that may be one with the first of theirs, whatever else is compared."""
    clusters: Clusters = []
    for each in facts:
        home = next((cluster for cluster in clusters if may_be_one(cluster[0], each)), None)
        if home is None:
            clusters.append([each])
        else:
            home.append(each)
    return clusters


BOUNDS = {"each its own": gather_nothing, "all that may be": gather_kin}


def _score_linking(homes: Mapping[Spot, str], clusters: Clusters) -> Agreement:
    found = {(int(each.report), each.commitment): n for n, cluster in enumerate(clusters) for each in cluster}
    return score_clusters(homes, {spot: found[spot] for spot in homes})


def find_homes(aligned: Aligned) -> dict[Spot, str]:
    """Return the labelled commitment that each commitment of the program meets, if any."""
    names = [report.id for report in aligned.series.reports]
    found: dict[Spot, str] = {}
    for number, record in enumerate(aligned.records):
        for commitment in record.commitments:
            shared: Counter[str] = Counter()
            for labelled in aligned.series.commitments:
                for act in labelled.acts:
                    if act.report == names[number]:
                        shared[labelled.id] += _count_shared(commitment, act.span)
            if any(shared.values()):
                found[number, commitment.id] = shared.most_common(1)[0][0]
    return found


def _count_shared(commitment: Commitment, span: labels.Span) -> int:
    """Return how many characters of some words the acts of a commitment share, its name where it has none."""
    words = [act.evidence for act in commitment.acts] or [commitment.evidence]
    return sum(max(0, min(each.end, span[1]) - max(each.start, span[0])) for each in words)


def tell_labels(aligned: Aligned, labelled: labels.Ledger) -> list[CommitmentFacts]:
    """Return a labelled commitment as its reports tell it; the number of an act is its place in the labels.

    It has no name; the places are those that the program read in the words of the acts.
    """
    found = []
    for report, record in zip(aligned.series.reports, aligned.records, strict=True):
        acts = tuple(
            _make_act(number, act) for number, act in enumerate(labelled.acts) if act.report == report.id
        )
        if acts:
            spans = [find_span(report.text, *labelled.acts[act.number].span) for act in acts]
            found.append(
                CommitmentFacts(
                    report=report.id,
                    commitment=labelled.id,
                    order=0,
                    kind=labelled.kind,
                    name=labelled.kind,
                    words=frozenset(),
                    parties=_make_parties(labelled.parties),
                    acts=acts,
                    published=to_ordinal(report.published),
                    places=list_places(record, spans),
                )
            )
    return found


def _make_act(number: int, act: labels.Act) -> ActFacts:
    first, last = (to_ordinal(day) for day in act.days) if act.days else (None, None)
    return ActFacts(
        number=number,
        act=act.act,
        by=_make_parties(act.by),
        to=_make_parties(act.to),
        days=(first, last) if first is not None and last is not None else None,
        is_day_stated=act.days is not None,
        voices=tuple(Voice(code, code, "asserts") for code in act.says),
        start=act.span[0],
        words=stem_words(act.words),
    )


def _make_parties(codes: Iterable[str]) -> tuple[Party, ...]:
    return tuple(_make_party(code) for code in codes)


def _make_party(code: str) -> Party:
    if ":" in code or code.startswith("?"):
        return Party(code, code, code, None)
    return Party(code, code, code[:3] if code[3:] in STATE else code, code[:3])


def _ask_rules(outcome: Outcome, aligned: Aligned) -> None:
    series = aligned.series
    origins = {report.id: (report.origin,) for report in series.reports}
    for labelled in series.commitments:
        ledger = make_ledger(tell_labels(aligned, labelled), origins)
        places = {
            telling.number: (0, place) for place, act in enumerate(ledger.acts) for telling in act.tellings
        }
        outcome.acts.add(Score(right=len(places), missed=len(labelled.acts) - len(places)))
        _add_order(outcome.acts, labelled, places)
        _add_open(outcome.open, series, labelled, ledger)


def _ask_read(outcome: Outcome, aligned: Aligned, homes: Mapping[Spot, str], clusters: Clusters) -> None:
    """Count what the program's commitments score as they are linked in `clusters`."""
    series = aligned.series
    outcome.linked.add(_score_linking(homes, clusters))
    origins = {str(number): (report.origin,) for number, report in enumerate(series.reports)}
    ledgers = [make_ledger(cluster, origins) for cluster in clusters]
    places = {
        (int(telling.report), telling.commitment, telling.number): (number, place)
        for number, ledger in enumerate(ledgers)
        for place, act in enumerate(ledger.acts)
        for telling in act.tellings
    }
    met = {spot: places[act] for act, spot in _pair_acts(aligned).items()}
    right = 0
    for labelled in series.commitments:
        own = {number: home for (id, number), home in met.items() if id == labelled.id}
        best = _find_best(own.values())
        own = {number: home for number, home in own.items() if home[0] == best}
        right += len(own)
        _add_order(outcome.acts, labelled, own)
        _add_open(outcome.open, series, labelled, ledgers[best] if best is not None else None)
    asked = sum(len(labelled.acts) for labelled in series.commitments)
    outcome.acts.add(Score(right, asked - right, len(places) - right))


def _find_best(homes: Iterable[Home]) -> int | None:
    """Return the ledger that holds most acts, None for no acts."""
    counts = Counter(number for number, _ in homes)
    return counts.most_common(1)[0][0] if counts else None


def _pair_acts(aligned: Aligned) -> dict[ActSpot, tuple[str, int]]:
    """Return which labelled act each act of the program meets."""
    names = [report.id for report in aligned.series.reports]
    asked = [
        ((labelled.id, number), act)
        for labelled in aligned.series.commitments
        for number, act in enumerate(labelled.acts)
    ]
    read = [
        ((number, commitment.id, place), act)
        for number, record in enumerate(aligned.records)
        for commitment in record.commitments
        for place, act in enumerate(commitment.acts)
    ]
    weights = [
        [
            max(0, min(act.evidence.end, label.span[1]) - max(act.evidence.start, label.span[0]))
            * (act.act == label.act and names[spot[0]] == label.report)
            for _, label in asked
        ]
        for spot, act in read
    ]
    return {read[row][0]: asked[column][0] for row, column in find_pairs(weights)}


def _add_order(score: Score, labelled: labels.Ledger, places: Mapping[int, Home]) -> None:
    """Count the pairs of acts that stand in the labels' order; `places` by the number of the act."""
    for one, other in combinations(sorted(places), 2):
        if not _is_one_act(labelled.acts[one], labelled.acts[other]):
            is_right = int(places[one] < places[other])
            score.add_part("order", is_right)
            if other == one + 1:
                score.add_part("adjacent", is_right)


def _is_one_act(one: labels.Act, other: labels.Act) -> bool:
    """Return whether two labelled acts may be tellings of one."""
    return (one.act, one.days) == (other.act, other.days) and are_alike(
        _make_parties(one.by), _make_parties(other.by)
    )


def _add_open(score: Score, series: Series, labelled: labels.Ledger, ledger: Ledger | None) -> None:
    """Count the open questions of a ledger on the day of the last report; None is one that was not found."""
    last = max(to_ordinal(report.published) or 0 for report in series.reports)
    found = list_open_questions(ledger, last) if ledger else []
    weights = [
        [int(are_alike(each.to, _make_parties(asked.to))) for asked in labelled.open] for each in found
    ]
    pairs = find_pairs(weights)
    score.add(Score(len(pairs), len(labelled.open) - len(pairs), len(found) - len(pairs)))
    for row, column in pairs:
        days = labels.read_days(labelled.open[column].asked)
        since = found[row].since
        if days and since is not None:
            first, until = (to_ordinal(day) or 0 for day in days)
            score.add_part("day", int(first <= since <= until))


def _to_figures(outcome: Outcome) -> dict[str, Any]:
    """Return the columns of what a ledger holds."""
    acts, questions = outcome.acts.to_figures(), outcome.open.to_figures()
    return {
        "acts P": acts["precision"],
        "acts R": acts["recall"],
        "pairs": outcome.acts.parts_asked["order"],
        "order": acts.get("order"),
        "adjacent": acts.get("adjacent"),
        "open P": questions["precision"],
        "open R": questions["recall"],
        "open F1": questions["f1"],
        "open day": questions.get("day"),
    }


def _to_linking(linked: Agreement) -> dict[str, Any]:
    ratio = linked.b_cubed
    return {
        "commitments": int(ratio.recall_whole),
        "B3 P": round(ratio.precision, 4),
        "B3 R": round(ratio.recall, 4),
        "B3 F1": round(ratio.f1, 4),
    }
