"""Frames and reading heads, weighed: what each alone and both together make of a word."""

import numpy as np
import pytest

from dragoman.language import analyse_many
from dragoman.language.heads import STATUSES
from dragoman.lexicon.frames import TYPES, get_any_frame, load_frames
from dragoman.reading.actors import find_actors
from dragoman.reading.evidence import FRAME_ALONE, score_statuses, score_types, weigh_event, weigh_status
from dragoman.reading.frame_match import find_match
from dragoman.reading.status import StatusReading

SURE, SPLIT = 0.95, 0.5


def chances(kind, share):
    """Return chances of which `share` is for a type (None: no event), the rest spread evenly."""
    found = np.full(len(TYPES) + 1, (1 - share) / len(TYPES))
    found[TYPES.index(kind) + 1 if kind else 0] = share
    return [float(chance) for chance in found]


@pytest.fixture(scope="module")
def doc():
    return analyse_many(["Rebels shelled the harbour and the bishop wept."], is_scored=True)[0]


def test_a_frame_and_a_sure_head_agree():
    frame = load_frames()["shell", "V"][0]
    both, alone = score_types(chances("ASSAULT", SURE), frame), score_types(chances("ASSAULT", SURE), None)
    place = TYPES.index("ASSAULT")
    assert both[place] > alone[place] == max(alone)


def test_a_head_that_sees_no_event_speaks_against_a_frame():
    frame = load_frames()["shell", "V"][0]
    place = TYPES.index("ASSAULT")
    doubted, backed = score_types(chances(None, SURE), frame), score_types(chances("ASSAULT", SPLIT), frame)
    assert doubted[place] < 0 < backed[place]


def test_a_word_is_weighed_by_both_and_why_names_both(doc):
    actors = find_actors(doc)
    [token] = [token for token in doc.tokens if token.lower == "shelled"]
    verdict = weigh_event(doc, token, find_match(doc, token, actors))
    assert verdict.match.frame.type == "ASSAULT"
    assert 0.5 < verdict.confidence <= 1
    assert "frame shell.V" in verdict.why and "model ASSAULT" in verdict.why


def test_without_heads_the_frame_speaks_alone():
    [plain] = analyse_many(["Rebels shelled the harbour."])
    actors = find_actors(plain)
    verdict = weigh_event(plain, plain.tokens[1], find_match(plain, plain.tokens[1], actors))
    assert (verdict.confidence, verdict.why) == (FRAME_ALONE, "frame shell.V")
    assert weigh_event(plain, plain.tokens[0], None) is None


def test_a_status_with_its_words_holds_against_an_unsure_head():
    found = StatusReading("planned", (3, 4), (), "governor: plan")
    even = [1 / len(STATUSES)] * len(STATUSES)
    odds = score_statuses(even, found)
    assert STATUSES[odds.index(max(odds))] == "planned"


def test_a_status_that_stays_keeps_its_words(doc):
    found = StatusReading("actual", None, ("c1",), "the reporter vouches")
    [token] = [token for token in doc.tokens if token.lower == "shelled"]
    weighed = weigh_status(doc, token.index, found, is_framed=True)
    assert (weighed.status, weighed.claims) == ("actual", ("c1",))
    assert "model actual" in weighed.why


def test_every_type_has_a_plain_build():
    for kind in TYPES:
        for upos in ("VERB", "NOUN", "ADJ"):
            frame = get_any_frame(kind, upos)
            assert frame.type == kind and frame.source


def test_a_negation_does_not_decide_alone_where_no_frame_knows_the_word(doc):
    found = StatusReading("withheld", (3, 4), (), "negation: not")
    [token] = [token for token in doc.tokens if token.lower == "shelled"]
    assert weigh_status(doc, token.index, found, is_framed=True) is found
    assert weigh_status(doc, token.index, found, is_framed=False) is not found
