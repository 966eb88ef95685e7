"""How sure it is that a word reports an event, of which type and status: frames and model heads, weighed.

Place in the flow: `reading.events` asks here for every word that may report an event. Two witnesses speak:
the frame table (`reading.frame_match`) and the heads of the model (`doc.scores`). A log-linear model with a
handful of weights (`lexicon/evidence.py`) makes one probability of them; both stand in `why`. A document
without scores is read by frames alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.language.heads import STATUSES
from dragoman.lexicon.evidence import load_frame_records, load_weights
from dragoman.lexicon.frames import TYPES, Frame, get_any_frame
from dragoman.lexicon.leanings import load_leanings
from dragoman.reading.frame_match import Match
from dragoman.reading.status import StatusReading
from dragoman.record.model import Status

_FLOOR = 1e-4
"""A probability below this counts as this: the heads are never that sure."""
_WORDED = ("requested", "threatened", "planned", "withheld")
"""Statuses that words of the clause or its governor give ("will leave", "asked for aid"): they decide."""
FRAME_ALONE = 0.6
"""The confidence of an event that only a frame speaks for, where the heads were not run."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a word reports, how sure that is, and who said so."""

    match: Match
    confidence: float
    why: str


def weigh_event(doc: Doc, token: Token, match: Match | None) -> Verdict | None:
    """Return the event that a word reports by the evidence, None where it is too thin.

    The frame is kept where it agrees on the type; else the word is built like any word of
    the type that the heads name.
    """
    if doc.scores is None:
        return Verdict(match, FRAME_ALONE, f"frame {match.frame.name}") if match else None
    chances = doc.scores.trigger[token.index]
    odds = score_types([float(chance) for chance in chances], match.frame if match else None)
    best = max(range(len(odds)), key=odds.__getitem__)
    total = 1.0 + sum(math.exp(value) for value in odds)
    confidence = math.exp(odds[best]) / total
    kind = TYPES[best]
    is_framed = match is not None and match.frame.type == kind
    if confidence < load_weights()["event"]["framed_threshold" if is_framed else "threshold"]:
        return None
    if not is_framed and _only_mentions(token):
        return None
    seen = f"model {kind} {chances[best + 1]:.2f}"
    if match and is_framed:
        return Verdict(match, confidence, f"frame {match.frame.name}, {seen}")
    frame = get_any_frame(kind, token.upos)
    light = match.light_verb if match else None
    doubt = f", not frame {match.frame.name}" if match else ""
    return Verdict(Match(token.index, frame, (), light), confidence, f"{seen}{doubt}")


def _only_mentions(token: Token) -> bool:
    """Return whether a word only tells what somebody speaks of: "alluded to the loan for the dam"."""
    rows = load_leanings().get((token.lemma, token.upos[:1]), ())
    return any(row.kind == "mention" for row in rows)


def score_types(chances: list[float], frame: Frame | None) -> list[float]:
    """Return the log-odds of each type against no event.

    Args:
        chances: The heads' probabilities: of no event, then of each type of `TYPES`.
        frame: The frame in which the word stands, if any.
    """
    weights = load_weights()["event"]
    none = math.log(max(chances[0], _FLOOR))
    odds = [
        weights["bias"] + weights["head"] * (math.log(max(chance, _FLOOR)) - none) for chance in chances[1:]
    ]
    if frame:
        record = load_frame_records().get(frame.name, 0.0)
        odds[TYPES.index(frame.type)] += (
            weights["frame"]
            + weights["frame_conditions"] * bool(frame.requires)
            + weights["frame_record"] * record
        )
    return odds


def weigh_status(doc: Doc, trigger: int, found: StatusReading, *, is_framed: bool) -> StatusReading:
    """Return the status of a trigger by the rules' reading and the heads together.

    The words and claims that the rules found stay with it where it stays. In an event that no frame
    knows a negation may be a part of it ("was not amused"), so that its words do not decide alone.
    """
    if doc.scores is None or (found.status in _WORDED and found.cue and is_framed):
        return found
    chances = doc.scores.status[trigger]
    odds = score_statuses([float(chance) for chance in chances], found)
    best: Status = STATUSES[max(range(len(odds)), key=odds.__getitem__)]
    seen = f"model {best} {chances[STATUSES.index(best)]:.2f}"
    if best == found.status:
        return StatusReading(found.status, found.cue, found.claims, f"{found.why}, {seen}")
    return StatusReading(best, None, found.claims, f"{seen}, not {found.status}: {found.why}")


def score_statuses(chances: list[float], found: StatusReading) -> list[float]:
    """Return the log-odds (up to a constant) of each status of `STATUSES`."""
    weights = load_weights()["status"]
    odds = [weights["head"] * math.log(max(chance, _FLOOR)) for chance in chances]
    odds[STATUSES.index(found.status)] += weights[f"rule_{found.status}"] + weights["rule_cue"] * bool(
        found.cue
    )
    return odds
