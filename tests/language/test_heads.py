"""The reading heads: shapes, probabilities, what is not reached."""

import numpy as np
import pytest

from dragoman.language import analyse_many
from dragoman.language.heads import STATUSES
from dragoman.language.model import load_model
from dragoman.lexicon.frames import TYPES

TEXT = "Gunmen shot two farmers near Gao on Friday, the governor said."


@pytest.fixture(scope="module")
def doc():
    return analyse_many([TEXT], is_scored=True)[0]


def test_every_token_has_its_scores(doc):
    scores = doc.scores
    count = len(doc.tokens)
    assert scores.trigger.shape == (count, len(TYPES) + 1)
    assert scores.status.shape == (count, len(STATUSES))
    assert scores.happened.shape == (count,)
    assert {kind: found.shape for kind, found in scores.spans.items()} == {
        kind: (count, 3) for kind in ("cue", "speaker", "content")
    }


def test_scores_are_probabilities(doc):
    for table in (doc.scores.trigger, doc.scores.status, *doc.scores.spans.values()):
        assert np.allclose(table.sum(-1), 1, atol=1e-4) and (table >= 0).all()
    roles = doc.scores.score_roles(1, 0, len(doc.tokens))
    assert roles.shape == (len(doc.tokens), len(doc.scores.scorer.roles))
    assert np.allclose(roles.sum(-1), 1, atol=1e-4)


def test_a_plain_shooting_is_seen_with_its_parties(doc):
    words = [token.text for token in doc.tokens]
    shot = words.index("shot")
    assert TYPES[int(doc.scores.trigger[shot, 1:].argmax())] == "ASSAULT"
    roles = doc.scores.score_roles(shot, 0, len(words))
    best = {role: words[int(roles[:, place].argmax())] for place, role in enumerate(doc.scores.scorer.roles)}
    assert (best["source"], best["target"]) == ("Gunmen", "farmers")


def test_the_attribution_is_seen(doc):
    words = [token.text for token in doc.tokens]
    assert doc.scores.spans["cue"][words.index("said"), 0] < 0.5
    assert doc.scores.spans["content"][words.index("shot"), 0] < 0.5


def test_alone_and_in_a_batch_a_sentence_scores_the_same(doc):
    together = analyse_many(["Rain fell on the coast.", TEXT], is_scored=True)[1]
    assert np.allclose(together.scores.trigger, doc.scores.trigger, atol=2e-3)


def test_without_asking_there_are_none():
    assert analyse_many([TEXT])[0].scores is None


def test_words_past_the_encoders_reach_are_no_events():
    words = ["bombed"] * 1500
    (parsed,) = load_model().analyse_words([words], is_scored=True)
    scores = load_model().heads.join([parsed.scores], [len(words)])
    assert scores.trigger.shape[0] == len(words)
    assert scores.trigger[-1, 0] > 0.99
