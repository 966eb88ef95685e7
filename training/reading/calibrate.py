"""Fits how frames and reading heads are weighed: `python -m training.reading.calibrate --data DIR`.

Reads the labelled texts that the heads were not trained on (`train.is_calibration`, without the held-out
ones) with the shipped model, and fits the weights of `lexicon/tables/evidence.csv` for the questions
"event" and "status" by maximum likelihood; the weights of "party" and the threshold are chosen by the F1 of
events on the same texts. Prints the rows; a table of reliability says how far the confidence can be taken
at its word.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from torch import Tensor, nn

import dragoman
from dragoman.language import analyse, analyse_many, coreference
from dragoman.language.coreference import Resolver
from dragoman.language.doc import Token
from dragoman.language.entities import list_members
from dragoman.language.heads import STATUSES
from dragoman.language.mentions import Entity
from dragoman.lexicon.evidence import rate_frame
from dragoman.lexicon.frames import TYPES
from dragoman.reading import completion, counterparts, home_signs
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import find_claims
from dragoman.reading.claim_evidence import read_tags
from dragoman.reading.counterparts import Scene, describe_candidates, get_kind
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.events import can_report
from dragoman.reading.frame_match import find_match
from dragoman.reading.home_signs import Signs
from dragoman.reading.status import find_status
from evaluation.labelled import read_code
from evaluation.who import Who, agree, read_actor
from training.labelled.labels import load_heldout, load_labels
from training.labelled.texts import load_text
from training.reading.examples import TRIGGERS, read_doc
from training.reading.frame_counts import LEAST, count_frames
from training.reading.train import is_calibration

FLOOR = 1e-4
Asked = tuple[list[dict[str, float]], list[bool], str]
"""One question: the candidates' facts, which of them are right, and the kind of question."""
RAREST = 0.003
"""Words that no frame and no head (below this) speaks for are left out: they weigh nothing."""


def collect(corpora: Path) -> tuple[list[list[float]], list[list[float]]]:
    """Return rows for events (log chances, frame's type, has conditions, record, truth) and for status.

    The records of frames are those of the texts that the heads learned on, not of the ones read here.
    """
    labels = [
        row for row in load_labels() if is_calibration(row["name"]) and row["name"] not in load_heldout()
    ]
    others = {row["name"] for row in load_labels() if not is_calibration(row["name"])} - load_heldout()
    records = find_records(count_frames(corpora, others))
    texts = [load_text(row["name"], corpora) for row in labels]
    events: list[list[float]] = []
    statuses: list[list[float]] = []
    for row, doc in zip(labels, analyse_many(texts, is_scored=True), strict=True):
        truth = read_doc(row, doc)
        actors = find_actors(doc)
        claims = find_claims(doc, actors, read_tags(doc))
        if doc.scores is None:
            continue  # a text without words
        for token in doc.tokens:
            place = token.index - doc.sentences[token.sentence].first
            kind = truth[token.sentence].trigger[place]
            if kind:
                found = find_status(doc, token.index, claims, TRIGGERS[kind])
                chances = np.log(np.maximum(doc.scores.status[token.index], FLOOR))
                rule = STATUSES.index(found.status)
                statuses.append([*chances, rule, bool(found.cue), truth[token.sentence].status[place]])
            match = find_match(doc, token, actors) if can_report(doc, token) else None
            if match or 1 - doc.scores.trigger[token.index, 0] > RAREST:
                chances = np.log(np.maximum(doc.scores.trigger[token.index], FLOOR))
                frame = TYPES.index(match.frame.type) if match else -1
                record = records.get(match.frame.name, 0.0) if match else 0.0
                events.append([*chances, frame, bool(match and match.frame.requires), record, kind])
    return events, statuses


def find_records(sightings: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Return what `lexicon.evidence.rate_frame` makes of the sightings of each frame."""
    counts: dict[str, list[int]] = {}
    for name, is_right in sightings:
        seen = counts.setdefault(name, [0, 0])
        seen[0] += 1
        seen[1] += is_right
    return {name: rate_frame(seen, right) for name, (seen, right) in counts.items() if seen >= LEAST}


def collect_sides(corpora: Path, names: frozenset[str]) -> list[Asked]:
    """Return what the program asks for sides: the candidates' facts, which are right, the kind of question.

    Read on all labelled texts but `names`: the facts do not come from the heads.
    """
    asked: list[Asked] = []
    for row in load_labels():
        if row["name"] in names:
            continue
        text = load_text(row["name"], corpora)
        codes = {actor["id"]: read_code(actor["code"]) for actor in row["actors"]}

        def note(
            reading: Reading, scene: Scene, draft: EventDraft, role: str,
            row: dict[str, Any] = row, codes: dict[str, Who] = codes,
        ) -> tuple[str, ...]:  # fmt: skip
            event = find_event(row, reading.doc.tokens[draft.trigger])
            if event is None or event["type"] != draft.type:
                return ()
            gold = [codes[number] for number in event[role] if number in codes]
            gold = [who for who in gold if not who.asks_for_nothing]
            facts, right = [], []
            for number, described in describe_candidates(reading, scene, draft, role):
                who = read_actor(reading.actors.actors[number])
                facts.append(described)
                right.append(who is not None and agree(gold, [who]) and bool(gold))
            asked.append((facts, right, get_kind(draft, role)))
            return ()

        with patch.object(completion, "find_counterpart", note):
            dragoman.read(text, published=row["published"])
    return asked


def collect_homes(corpora: Path, names: frozenset[str]) -> list[Asked]:
    """Return what the program asks for the country of an actor that no words give, as `collect_sides`."""
    asked: list[Asked] = []
    choose = Signs.choose
    for row in load_labels():
        if row["name"] in names:
            continue

        def note(
            signs: Signs, mentions: list[int], states: tuple[str, ...] = (), row: dict[str, Any] = row
        ) -> str | None:
            codes = [code for index in mentions if (code := find_code(row, signs.doc.tokens[index]))]
            who = read_code(codes[0]) if codes else None
            if who and not who.asks_for_nothing:
                found = signs.describe(mentions)
                asked.append((list(found.values()), [country == who.key for country in found], ""))
            return choose(signs, mentions, states)

        with patch.object(Signs, "choose", note):
            dragoman.read(load_text(row["name"], corpora), published=row["published"])
    return asked


def find_code(labels: dict[str, Any], token: Token) -> str | None:
    """Return the code of the labelled actor in whose shortest mention a word stands."""
    spans = [
        (end - start, actor["code"])
        for actor in labels["actors"]
        for start, end in actor["mentions"]
        if start <= token.start and token.end <= end
    ]
    return min(spans)[1] if spans else None


def collect_references(corpora: Path, names: frozenset[str]) -> list[Asked]:
    """Return what coreference asks for each labelled pronoun, as `collect_sides`."""
    asked: list[Asked] = []
    find = Resolver.find_antecedent
    for row in load_labels():
        if row["name"] in names:
            continue

        def note(resolver: Resolver, token: Token, kind: str, row: dict[str, Any] = row) -> Entity | None:
            spans = [
                actor["mentions"] for actor in row["actors"] if [token.start, token.end] in actor["mentions"]
            ]
            if spans and not token.lower.endswith(("self", "selves")):
                tokens = resolver.doc.tokens
                facts, right = [], []
                for other, entity in resolver.list_candidates(token, kind, resolver.find_subject(token)):
                    facts.append(dict(resolver.compare(token, kind, other, entity)))
                    heads = [
                        tokens[m.head] for part in (entity, *list_members(entity)) for m in part.mentions
                    ]
                    right.append(all(any(is_inside(head, mine) for head in heads) for mine in spans))
                asked.append((facts, right, kind))
            return find(resolver, token, kind)

        with patch.object(Resolver, "find_antecedent", note):
            analyse(load_text(row["name"], corpora))
    return asked


def is_inside(token: Token, spans: list[list[int]]) -> bool:
    """Return whether a word stands within one of some spans."""
    return any(start <= token.start and token.end <= end for start, end in spans)


def find_event(labels: dict[str, Any], token: Token) -> dict[str, Any] | None:
    """Return the labelled event of which a word is a trigger."""
    for event in labels["events"]:
        for mention in event["mentions"]:
            if mention["trigger"][0] < token.end and token.start < mention["trigger"][1]:
                found: dict[str, Any] = event
                return found
    return None


def fit_choice(asked: list[Asked], names: tuple[str, ...]) -> dict[str, float]:
    """Return the weights by which the right candidates are chosen among all and "nobody"."""
    places = {name: place for place, name in enumerate(names)}
    rows, owners, right = [], [], []
    for number, (facts, is_right, kind) in enumerate(asked):
        nobody = {name: 1.0 for name in ("nobody", f"nobody_{kind}") if name in places}
        for described, truth in [*zip(facts, is_right, strict=True), (nobody, not any(is_right))]:
            row = [0.0] * len(names)
            for name, value in described.items():
                row[places[name]] = value
            rows.append(row)
            owners.append(number)
            right.append(truth)
    table, owner, truth = torch.tensor(rows), torch.tensor(owners), torch.tensor(right)

    def find_loss(weights: Tensor) -> Tensor:
        powers = (table @ weights).clamp(-30, 30).exp()
        total = torch.zeros(len(asked)).index_add(0, owner, powers)
        good = torch.zeros(len(asked)).index_add(0, owner, powers * truth)
        return (total.log() - good.log()).mean()

    weights = fit(find_loss, [0.0] * len(names))
    scores = table @ weights
    hits = given = 0
    for number in range(len(asked)):
        mine = owner == number
        best = scores[mine].argmax()
        if best != int(mine.sum()) - 1:
            given += 1
            hits += bool(truth[mine][best])
    print(f"# {len(asked)} asked, {given} given, {hits} right")
    return dict(zip(names, weights.tolist(), strict=True))


def fit_events(rows: list[list[float]]) -> dict[str, float]:
    """Return the weights of the question "event"."""
    table = torch.tensor(rows)
    count = len(TYPES)
    chances, frame, has_conditions = table[:, : count + 1], table[:, count + 1].long(), table[:, count + 2]
    record, truth = table[:, count + 3], table[:, -1].long()
    framed = nn.functional.one_hot(frame.clamp(min=0), count).float() * (frame >= 0).float()[:, None]

    def score(weights: Tensor) -> Tensor:
        odds = weights[0] + weights[1] * (chances[:, 1:] - chances[:, :1])
        odds = odds + framed * (weights[2] + weights[3] * has_conditions + weights[4] * record)[:, None]
        return torch.cat([torch.zeros(len(odds), 1), odds], 1)

    weights = fit(lambda values: nn.functional.cross_entropy(score(values), truth), [0.0, 1.0, 1.0, 0.0, 0.5])
    show_reliability(score(weights).softmax(-1), truth)
    names = ("bias", "head", "frame", "frame_conditions", "frame_record")
    return dict(zip(names, weights.tolist(), strict=True))


def fit_status(rows: list[list[float]]) -> dict[str, float]:
    """Return the weights of the question "status"."""
    table = torch.tensor(rows)
    count = len(STATUSES)
    chances, has_cue, truth = table[:, :count], table[:, count + 1], table[:, -1].long()
    ruled = nn.functional.one_hot(table[:, count].long(), count).float()

    def score(weights: Tensor) -> Tensor:
        return weights[0] * chances + ruled * (weights[2:] + weights[1] * has_cue[:, None])

    start = [1.0, 0.0, *[1.0] * count]
    weights = fit(lambda values: nn.functional.cross_entropy(score(values), truth), start)
    best = score(weights).argmax(-1)
    for name, said in (("rules", ruled.argmax(-1)), ("heads", chances.argmax(-1)), ("both", best)):
        print(f"# status right by {name}: {(said == truth).float().mean():.3f} of {len(truth)}")
    names = ("head", "rule_cue", *(f"rule_{status}" for status in STATUSES))
    return dict(zip(names, weights.tolist(), strict=True))


def fit(find_loss: object, start: list[float]) -> Tensor:
    """Return the weights that make a loss smallest."""
    weights = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200)

    def step() -> Tensor:
        optimizer.zero_grad()
        loss: Tensor = find_loss(weights) + 1e-3 * (weights**2).sum()  # type: ignore[operator]
        loss.backward()
        return loss

    optimizer.step(step)
    return weights.detach()


def show_reliability(chances: Tensor, truth: Tensor) -> None:
    """Print how often the best type is right by its probability, and F1 by threshold."""
    sure, best = chances[:, 1:].max(-1)
    best = best + 1
    for low in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            right = (best == truth)[inside].float().mean()
            print(f"# confidence {low:.1f}-{low + 0.1:.1f}: right {right:.2f} of {int(inside.sum())}")
    for threshold in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        given = sure >= threshold
        right = int(((best == truth) & given).sum())
        f1 = 2 * right / max(1, int(given.sum()) + int((truth > 0).sum()))
        print(f"# threshold {threshold:.2f}: F1 of triggers with type {f1:.3f}")


def main() -> None:
    """Read the command line, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    options = parser.parse_args()
    events, statuses = collect(options.data / "corpora")
    fitted = {"event": fit_events(events), "status": fit_status(statuses)}
    corpora, names = options.data / "corpora", load_heldout()
    fitted["side"] = fit_choice(collect_sides(corpora, names), counterparts.FACTS)
    fitted["home"] = fit_choice(collect_homes(corpora, names), home_signs.FACTS)
    fitted["coreference"] = fit_choice(collect_references(corpora, names), coreference.FACTS)
    for question, weights in fitted.items():
        for name, value in weights.items():
            print(f"{question},{name},{value:.3f}")


if __name__ == "__main__":
    main()
