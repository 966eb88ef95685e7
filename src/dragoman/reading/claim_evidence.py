"""Which candidate cues are claims: the one place where the rules and a tagger of words meet.

Place in the flow: `attribution` gives every candidate that the rules see, each with the
confidence that its rule earns alone; where a model tags words as cue, source and content, its
probabilities come in here and nowhere else. Without a tagger a candidate stands by its rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from dragoman.language.doc import Doc
from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_drafts import ClaimDraft, ClaimWords

LEAST = 0.45
"""Confidence below which a candidate is no claim; weak rows of the tables lie under it alone."""
TAG_WEIGHT = 0.5
"""Weight of a tagger's log-odds beside the rule's."""
TAGGED = 0.5
"""Probability from which a tagged word is in a stretch."""
SURE = 0.8
"""Probability of a cue that no rule has seen from which it makes a claim of its own."""
REACH = 60
"""Words between a tagged cue and its content or source."""


@dataclass(frozen=True, slots=True)
class WordTags:
    """What a tagger says of every token of a document: the probability that it is in a stretch."""

    cue: Sequence[float]
    source: Sequence[float]
    content: Sequence[float]


def read_tags(doc: Doc) -> WordTags | None:
    """Return what the reading heads say of claims in a document, None where they were not run."""
    if doc.scores is None:
        return None
    cue, speaker, content = (
        (1.0 - doc.scores.spans[kind][:, 0]).tolist() for kind in ("cue", "speaker", "content")
    )
    return WordTags(cue, speaker, content)


def weigh_claims(candidates: list[ClaimDraft], tags: WordTags | None = None) -> list[ClaimDraft]:
    """Return the candidates that are claims, each with its combined confidence.

    Args:
        candidates: What the rules see; `confidence` is what the rule earns alone.
        tags: What a tagger says of the words; None leaves the rules alone.

    Example:
        >>> weigh_claims([])
        []
    """
    if tags is not None:
        candidates = [_combine(candidate, tags) for candidate in candidates]
    return [candidate for candidate in candidates if candidate.confidence >= LEAST]


def propose_claims(
    doc: Doc, actors: ActorTable, candidates: list[ClaimDraft], tags: WordTags | None
) -> list[ClaimDraft]:
    """Return the claims that a tagger is sure of and no rule has seen.

    The content and the source are the tagged stretches nearest to the cue; a cue without
    content makes none. They are of kind "mention": what they tell is not known, so no event
    is `alleged` for them.
    """
    if tags is None:
        return []
    cues = [candidate.words.cue if candidate.words else candidate.cue for candidate in candidates]
    taken = {index for cue in cues for index in range(*cue)}
    contents, sources = _find_stretches(tags.content), _find_stretches(tags.source)
    found = []
    for first, last in _find_stretches(tags.cue):
        if max(tags.cue[first:last]) < SURE or any(index in taken for index in range(first, last)):
            continue
        content, source = _find_nearest(contents, first, last), _find_nearest(sources, first, last)
        if content is None:
            continue
        head = _find_head(doc, source) if source else None
        found.append(
            ClaimDraft(
                id="",
                speaker=head,
                speaker_span=source,
                speakers=actors.resolve(head) if head is not None else (),
                stance="asserts",
                cue=(first, last),
                content=content,
                content_head=None,
                quote=doc.tokens[content[0]].quote >= 0,
                refers_to=None,
                confidence=round(max(tags.cue[first:last]), 2),
                why="a cue by its tag alone",
                kind="mention",
                words=ClaimWords((first, last), source, content),
            )
        )
    return found


def _combine(candidate: ClaimDraft, tags: WordTags) -> ClaimDraft:
    """Return a candidate with the tagger's odds on top of the rule's; the tagger's doubts count nothing.

    Taken off too, they would cost more than they save: cue F1 .506 against .643 on a tenth of PolNeAR.
    """
    tag = max(tags.cue[slice(*candidate.cue)])
    odds = _to_log_odds(candidate.confidence) + TAG_WEIGHT * max(0.0, _to_log_odds(tag))
    confidence = round(1 / (1 + exp(-odds)), 2)
    return replace(candidate, confidence=confidence, why=f"{candidate.why}; tagged {tag:.2f}")


def _to_log_odds(share: float) -> float:
    bounded = min(max(share, 0.02), 0.98)
    return log(bounded / (1 - bounded))


def _find_stretches(shares: Sequence[float]) -> list[tuple[int, int]]:
    """Return the runs of tagged words, ends exclusive."""
    found: list[tuple[int, int]] = []
    for index, share in enumerate(shares):
        if share < TAGGED:
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _find_nearest(stretches: list[tuple[int, int]], first: int, last: int) -> tuple[int, int] | None:
    """Return the stretch with the fewest words between it and the cue, or None within reach."""
    place = bisect_left(stretches, (first, first))
    near = stretches[max(0, place - 2) : place + 2]
    gaps = [(max(start - last, first - end), (start, end)) for start, end in near]
    gap, nearest = min(gaps, default=(REACH, None))
    return nearest if gap < REACH else None


def _find_head(doc: Doc, stretch: tuple[int, int]) -> int:
    inside = [index for index in range(*stretch) if not stretch[0] <= doc.tokens[index].head < stretch[1]]
    return next((index for index in inside if doc.tokens[index].upos != "PUNCT"), stretch[0])
