"""The scorer of events across reports, on a set of the project's own."""

from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest

from evaluation.mentions import find_topics, join_nearest
from evaluation.sets import ecbplus, load_sets

TEXTS = {
    "1_1ecb.xml": (
        "Gunmen raid a depot Gunmen raided the fuel depot of Marsa on Monday . They burned two trucks ."
    ),
    "1_2ecb.xml": "Rebels raided the fuel depot of Marsa , he said . The raid of Monday burned two trucks .",
    "1_1ecbplus.xml": "Sailors raided a ferry off Tolo in June . The ferry of Tolo sank .",
}
MENTIONS = (
    ("1_1ecb.xml", "1ecb", 0, 1, [1], "A"),
    ("1_1ecb.xml", "1ecb", 1, 1, [5], "A"),
    ("1_1ecb.xml", "1ecb", 2, 1, [15], "B"),
    ("1_2ecb.xml", "1ecb", 0, 1, [1], "A"),
    ("1_2ecb.xml", "1ecb", 1, 4, [15], "B"),
    ("1_1ecbplus.xml", "1ecbplus", 0, 1, [1], "C"),
    ("1_1ecbplus.xml", "1ecbplus", 1, 4, [13], "D"),
)


def list_rows():
    return [
        {
            "doc_id": report,
            "topic_id": topic,
            "mention_id": f"{report}_{sentence}_{place}",
            "tokens_number": numbers,
            "coref_chain": chain,
            "mention_context": TEXTS[report].split(),
        }
        for report, topic, sentence, place, numbers, chain in MENTIONS
    ]


def write_set(folder, member=ecbplus.MEMBER):
    path = folder / ecbplus.FILE
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, json.dumps(list_rows()))
    return folder


def test_sentences_begin_where_mentions_say_and_after_full_stops():
    rows = [row for row in list_rows() if row["doc_id"] == "1_1ecb.xml"]
    assert [" ".join(words) for words in ecbplus.split_sentences(rows)] == [
        "Gunmen raid a depot",
        "Gunmen raided the fuel depot of Marsa on Monday .",
        "They burned two trucks .",
    ]


def test_one_lemma_is_one_event_of_a_topic(tmp_path):
    figures = ecbplus.measure(write_set(tmp_path), "same lemma")
    assert figures["same lemma, subtopics"]["CoNLL_F1"] == 1.0
    assert figures["same lemma, topics"]["B3 R"] == 1.0
    assert figures["same lemma, topics"]["B3 P"] < 1.0
    assert figures["same lemma, topics"]["mentions"] == len(MENTIONS)


def test_reports_of_like_words_are_one_topic(tmp_path):
    one, other, third = find_topics(ecbplus.load_set(write_set(tmp_path) / ecbplus.FILE).reports)
    assert one == other != third


def test_two_happenings_of_one_topic_stay_apart(tmp_path):
    figures = ecbplus.measure(write_set(tmp_path), "linked")
    assert figures["linked, subtopics"]["CoNLL_F1"] >= 0.8
    assert figures["linked, topics"]["B3 R"] > 0.5


def test_likest_groups_join_first():
    weights = np.array([[0.0, 3.0, 1.0], [3.0, 0.0, -2.0], [1.0, -2.0, 0.0]])
    assert join_nearest(weights, 0.0) == [0, 0, 2]
    assert join_nearest(weights, -1.0) == [0, 0, 0]


def test_errors_show_both_mentions(tmp_path):
    kinds = {line.split("\t")[0] for line in ecbplus.list_errors(write_set(tmp_path), "same lemma, topics")}
    assert kinds == {"of two events"}


def test_a_zip_without_the_set_says_so(tmp_path):
    with pytest.raises(ValueError, match="holds no ecb/test"):
        ecbplus.measure(write_set(tmp_path, "other.json"))


def test_a_member_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(ecbplus, "MOST_BYTES", 10)
    with pytest.raises(ValueError, match="over 10 bytes"):
        ecbplus.measure(write_set(tmp_path))


def test_the_file_is_listed(tmp_path):
    assert all((write_set(tmp_path) / name).exists() for name in ecbplus.list_files())
    assert load_sets()["ecbplus"].PINNED == ("linked, subtopics CoNLL_F1",)
