"""Drafts of labels: what fits becomes offsets, what does not is said."""

import pytest

from training.labelled import draft, texts
from training.labelled.draft import Draft

TEXT = "Raid on Kaya\n\nUgandan jets bombed Kaya on Friday, Sudan said. Uganda denied the raid.\n"
LINES = [
    "D reports own-x 1997-05-05 The Courier",
    "A a1 UGAMIL | 2:Ugandan jets",
    "A a2 UGAGOV | 3:Uganda",
    "A a3 SDNGOV | 2:Sudan",
    "E e1 ASSAULT/aerial alleged | 2:bombed | source 2:Ugandan jets | place 2:Kaya | by a3",
    "M e1 | 3:raid",
    "E e2 REJECT actual | 3:denied | source 3:Uganda | target =a3 | opt",
    "C c1 asserts | cue 2:said | speaker 2:Sudan | content 2:Ugandan ... Friday | about e1",
    "K k1 killed 3 - | 2:Kaya | victims a3 | by a3 | event e1 | total",
    "T t1 ceasefire ended | 3:raid | parties a2 a3",
    "X t1 ended | 3:denied | by a2",
]


@pytest.fixture
def compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(draft, "load_text", lambda name, corpora: TEXT)

    def compile_lines(lines):
        path = tmp_path / "own-x.lab"
        path.write_text("\n".join(lines), encoding="utf-8")
        return Draft(path, tmp_path)

    return compile_lines


def test_words_become_offsets_and_phrases_actors(compiled):
    found = compiled(LINES)
    assert found.errors == []
    labels = found.labels
    event, denial = labels["events"]
    start, end = event["mentions"][0]["trigger"]
    assert TEXT[start:end] == "bombed"
    assert (event["source"], event["by"], denial["target"], denial["optional"]) == (
        ["a1"], ["a3"], ["a3"], True,
    )  # fmt: skip
    assert len(event["mentions"]) == 2
    start, end = labels["claims"][0]["content"][0]
    assert TEXT[start:end] == "Ugandan jets bombed Kaya on Friday"
    assert labels["claims"][0]["who"] == ["a3"]
    assert (labels["casualties"][0]["low"], labels["casualties"][0]["high"]) == (3, None)
    assert labels["commitments"][0]["acts"][0]["act"] == "ended"
    assert labels["sha256"] == texts.hash_text(TEXT)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("E e9 ASSAULT actual | 2:shelled", "words not in sentence"),
        ("E e9 ATTACK actual | 2:bombed", "no such type"),
        ("E e9 ASSAULT maybe | 2:bombed", "is none of"),
        ("E e9 ASSAULT actual | 7:bombed", "no sentence"),
        ("A a9 XYZGOV | 2:Sudan", "no such country"),
        ("C c9 asserts | speaker 2:Sudan", "needs its cue"),
        ("E e9 ASSAULT actual | 2:bombed | source =a7", "no row 'a7'"),
        ("E e1 ASSAULT actual | 2:bombed", "stands twice"),
        ("Q q1", "no such row"),
    ],
)
def test_what_does_not_fit_is_said(compiled, line, says):
    errors = compiled([*LINES, line]).errors
    assert any(says in error for error in errors), errors
