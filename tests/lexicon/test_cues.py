"""The cue tables keep their schema and find inflected words."""

from __future__ import annotations

import pytest

from dragoman.lexicon.cues import inflect, load_speech_cues, load_status_cues
from dragoman.lexicon.load import read_table


@pytest.mark.parametrize(
    ("verb", "irregular", "form"),
    [("deny", "", "denied"), ("say", "said", "said"), ("confess", "", "confesses"), ("claim", "", "claiming"),
     ("see", "saw seen", "seeing"), ("decree", "", "decreeing"), ("portray", "", "portrays")],
)  # fmt: skip
def test_inflect(verb: str, irregular: str, form: str) -> None:
    assert form in inflect(verb, irregular)


@pytest.mark.parametrize(
    ("word", "pos", "pattern", "stance"),
    [("denied", "V", "clause", "denies"), ("retracted", "V", "answer", "retracts"),
     ("says", "V", "clause", "asserts"),
     ("allegations", "N", "clause", "asserts"), ("reportedly", "R", "adverb", "relays"),
     ("conceding", "V", "clause", "admits"), ("reuters", "M", "media", "relays")],
)  # fmt: skip
def test_speech_cues(word: str, pos: str, pattern: str, stance: str) -> None:
    assert (pattern, stance) in {(cue.pattern, cue.value) for cue in load_speech_cues()[word, pos]}


@pytest.mark.parametrize(
    ("word", "pos", "pattern", "status"),
    [("refused", "V", "complement", "withheld"), ("plans", "V", "complement", "planned"),
     ("threats", "N", "of", "threatened"), ("if", "M", "clause", "hypothetical"),
     ("not", "G", "negation", "withheld"),
     ("called", "V", "for", "requested"), ("in the event of", "C", "case", "hypothetical")],
)  # fmt: skip
def test_status_cues(word: str, pos: str, pattern: str, status: str) -> None:
    assert (pattern, status) in {(cue.pattern, cue.value) for cue in load_status_cues()[word, pos]}


@pytest.mark.parametrize(
    ("table", "columns"),
    [("speech_cues.csv", ("word", "pos", "pattern", "stance", "kind", "forms")),
     ("status_cues.csv", ("word", "pos", "pattern", "status", "forms"))],
)  # fmt: skip
def test_no_row_twice(table: str, columns: tuple[str, ...]) -> None:
    rows = list(read_table(table, dict.fromkeys(columns)))
    keys = [(row["word"], row["pos"], row["pattern"]) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("word", "kind"), [("said", "statement"), ("believes", "belief"), ("feared", "belief")]
)
def test_what_is_thought_is_told_apart_from_what_is_stated(word: str, kind: str) -> None:
    assert kind in {cue.kind for cue in load_speech_cues()[word, "V"]}
