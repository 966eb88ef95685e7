"""The measure of who says what, on an article written for the test."""

import json

import pytest

from dragoman.record.model import Claim
from dragoman.text.spans import find_span
from evaluation.sets import load_sets, polnear

TEXT = "Vela said Kenya had denied the raid. “We stay,” she added, “and wait.” Troops reportedly left."
SAID = [
    ("Vela", "said", "Kenya had denied the raid", None),
    ("she", "added", "“We stay,”", "“and wait.”"),
    (None, "reportedly", "Troops", "left"),
]


def find_bounds(words):
    start = TEXT.index(words)
    return start, start + len(words)


def make_row(name="courier_1"):
    spans, rels = [], []
    for number, (source, cue, content, more) in enumerate(SAID):
        arguments = []
        for role, words in (("Source", source), ("Cue", cue), ("Content", content)):
            if words is None:
                continue
            bounds = [find_bounds(words)] + ([find_bounds(more)] if role == "Content" and more else [])
            mark = f"T{number}{role[:3]}"
            stretches = ";".join(f"{start} {end}" for start, end in bounds)
            spans.append([mark, f"{role} {stretches}", words])
            arguments.append(f"{role}:{mark}")
        rels.append(f"E{number}\t{' '.join(arguments)}")
    return {"split": "train", "id": name, "text": TEXT, "spans": spans, "rels": [*rels, "#1\tnote"]}


def make_claim(number, source, cue, content):
    spans = [find_span(TEXT, *find_bounds(words)) if words else None for words in (source, cue, content)]
    return Claim(f"c{number}", None, spans[0], "asserts", spans[1], spans[2], False, (), 0.9, "")


@pytest.fixture
def corpora(tmp_path):
    path = tmp_path / polnear.FILE
    path.parent.mkdir(parents=True)
    path.write_text(
        "\n".join(json.dumps(make_row(name)) for name in ("courier_1", "gazette_2")), encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def article(corpora):
    return polnear.load_articles(corpora / polnear.FILE, "gazette")[0]


def test_the_set_is_entered():
    assert load_sets()["polnear"] is polnear
    assert polnear.list_files() == [polnear.FILE]


def test_gold_is_read_with_its_pieces(article):
    assert [len(said.source) for said in article.said] == [1, 1, 0]
    assert [len(said.content) for said in article.said] == [5, 10, 2]


def test_only_takes_articles_by_id_or_the_sample(corpora):
    path = corpora / polnear.FILE
    assert len(polnear.load_articles(path)) == 2
    assert [each.name for each in polnear.load_articles(path, "sample")] == ["courier_1"]


def test_own_cue_and_speaker_are_no_content(article):
    (said,) = polnear.find_said(article, [make_claim(1, "she", "added", "“We stay,” she added, “and wait.”")])
    assert said.content - article.said[1].content == {15}  # the comma between the two
    assert not said.content & (said.cue | said.source)


def test_claims_within_the_content_of_another_are_set_aside(article):
    claims = [
        make_claim(1, "Vela", "said", "Kenya had denied the raid"),
        make_claim(2, "Kenya", "denied", "the raid"),
    ]
    assert [said.is_nested for said in polnear.find_said(article, claims)] == [False, True]


def test_claims_with_one_cue_and_speaker_are_one(article):
    claims = [make_claim(1, "she", "added", "“We stay,”"), make_claim(2, "she", "added", "“and wait.”")]
    assert len(polnear.find_said(article, claims)) == 1


def test_figures_of_a_reading(corpora, monkeypatch):
    claims = [
        make_claim(1, "Vela", "said", "Kenya had denied the raid"),
        make_claim(2, "she", "added", "“We stay,”"),
    ]
    monkeypatch.setattr(polnear, "read_many", lambda texts: (Reading(claims) for _ in texts))
    figures = polnear.measure(corpora)
    assert figures["source"]["f1"] == 1.0
    assert figures["cue"]["recall"] == round(2 / 3, 4) and figures["cue"]["precision"] == 1.0
    assert figures["content"]["right"] == 2 * 10
    assert figures["attribution"]["missed"] == 2
    assert figures["linked"]["right"] == 4
    kinds = {line.partition("\t")[0] for line in polnear.list_errors(corpora)}
    assert kinds == {"missed"}


class Reading:
    """A record of which only the claims count."""

    def __init__(self, claims):
        self.claims = claims


def test_pinned_figures_exist(corpora):
    figures = polnear.measure(corpora)
    for name in polnear.PINNED:
        part, _, figure = name.rpartition(" ")
        assert figure in figures[part]
