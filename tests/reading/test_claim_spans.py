"""How far a claim's content goes, on parses made by hand."""

from __future__ import annotations

from dragoman.reading.claim_spans import cut_content, find_phrase, find_speaker, trim_content
from tests.trees import make_doc

SENTENCE = """
    Peru   PROPN 2 nsubj
    said   VERB  0 root  say
    that   SCONJ 5 mark
    rebels NOUN  5 nsubj
    fled   VERB  2 ccomp flee
    .      PUNCT 2 punct
"""


def test_content_has_no_conjunction() -> None:
    doc = make_doc(SENTENCE)
    content = trim_content(doc, cut_content(doc, 4, 1))
    assert content == (3, 5)


def test_speaker_is_the_subject() -> None:
    doc = make_doc(SENTENCE)
    assert find_speaker(doc, doc.tokens[1]) == 0
    assert find_phrase(doc, 0) == (0, 1)


def test_nothing_is_left_of_marks() -> None:
    assert trim_content(make_doc(SENTENCE), (5, 6)) is None
