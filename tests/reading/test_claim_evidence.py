"""Rules and tags of words meet: what is kept, dropped, proposed."""

from __future__ import annotations

from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_drafts import ClaimDraft
from dragoman.reading.claim_evidence import LEAST, WordTags, propose_claims, weigh_claims
from tests.trees import make_doc

SENTENCE = """
    Rebels  NOUN  2 nsubj
    hailed  VERB  0 root  hail
    the     DET   4 det
    truce   NOUN  2 obj
    .       PUNCT 2 punct
"""


def make_draft(confidence: float) -> ClaimDraft:
    return ClaimDraft("", 0, (0, 1), (), "asserts", (1, 2), (2, 4), None, False, None, confidence, "a rule")


def make_tags(cue: float) -> WordTags:
    return WordTags([0, cue, 0, 0, 0], [0.9, 0, 0, 0, 0], [0, 0, 0.9, 0.9, 0])


def test_without_a_tagger_the_rule_decides() -> None:
    assert weigh_claims([make_draft(0.6)]) == [make_draft(0.6)]
    assert weigh_claims([make_draft(LEAST - 0.1)]) == []


def test_a_tag_lifts_a_weak_candidate_and_says_so() -> None:
    (kept,) = weigh_claims([make_draft(0.35)], make_tags(0.9))
    assert kept.confidence > 0.6 and "tagged 0.90" in kept.why


def test_the_doubt_of_a_tagger_takes_nothing_from_a_rule() -> None:
    (kept,) = weigh_claims([make_draft(0.6)], make_tags(0.1))
    assert kept.confidence == 0.6


def test_a_sure_tag_that_no_rule_has_seen_makes_a_claim_with_the_nearest_stretches() -> None:
    (claim,) = propose_claims(make_doc(SENTENCE), ActorTable(), [], make_tags(0.9))
    assert (claim.speaker_span, claim.cue, claim.content, claim.kind) == ((0, 1), (1, 2), (2, 4), "mention")


def test_nothing_is_proposed_on_a_known_cue_an_unsure_tag_or_without_tags() -> None:
    doc = make_doc(SENTENCE)
    assert propose_claims(doc, ActorTable(), [make_draft(0.6)], make_tags(0.9)) == []
    assert propose_claims(doc, ActorTable(), [], make_tags(0.6)) == []
    assert propose_claims(doc, ActorTable(), [], None) == []


def test_a_cue_without_content_makes_no_claim() -> None:
    tags = WordTags([0, 0.9, 0, 0, 0], [0] * 5, [0] * 5)
    assert propose_claims(make_doc(SENTENCE), ActorTable(), [], tags) == []
