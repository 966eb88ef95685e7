"""Signatures, candidates, and the likeness of texts and reports."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import Malformed
from dragoman.linking.origins import (
    CROWD,
    LIMIT,
    MARKS,
    MOST_MARKS,
    OriginIndex,
    Signature,
    compare_reports,
    compare_signatures,
    compare_texts,
    find_signature,
    list_bands,
    rank_candidates,
)
from dragoman.record.model import Report

WIRE = """Rebels burn convoy on Gulu road

Rebels burned nine lorries on the road to Gulu on Sunday and took 14 drivers with them, the governor said.

The lorries carried maize for the camps at Pader, where forty thousand people have waited since August.

"They came out of the high grass on both sides," said a driver who had hidden under his cab until dark.

The army said on Monday that its helicopters had found the camp of the group and destroyed it. A spokesman for
the rebels denied this and said that all of the drivers would go free once the bodies of three fighters had
been handed over.

The convoy had no escort. An officer in Gulu said the platoon that should have met it had been sent to Kitgum
the evening before, and that nobody had told the drivers."""

OTHER = """Governor wants escorts after raid

The governor of Gulu asked the army on Tuesday for an escort for each lorry that goes north, after what was
the third raid in a month.

Traders in the town have closed their shops. They say that the price of maize has doubled since Sunday, and
that the rebels, whom the army had called beaten in May, now stop buses by day.

A bishop who has talked with both sides offered to go to the rebels himself. He was told to wait."""

PARAGRAPHS = WIRE.split("\n\n")
EXPECTED = "01000000060000000200022412d043a250eb2c7677f4a68fef7e33fe191856"
VOCABULARY = [f"word{number}" for number in range(400)]
REPORTS = st.lists(st.sampled_from(VOCABULARY), max_size=300).map(" ".join)


def make_report(text: str, **others: str) -> Report:
    known = {"id": "r", "title": None, "publisher": None, "url": None, "published": None, **others}
    return Report(**known, published_basis=None, language="en", sha256="0" * 64, text=text)


def make_text(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))


# Signatures


@given(REPORTS)
def test_a_signature_comes_back_from_its_bytes(text: str) -> None:
    signature = find_signature(text)
    assert signature == find_signature(text)
    assert Signature.from_bytes(signature.to_bytes()) == signature


def test_credits_come_back_too() -> None:
    signature = find_signature("GULU (AFP) - Nine lorries burned. With reporting by Reuters.")
    assert signature.credits == ("AFP", "REUTERS")
    assert Signature.from_bytes(signature.to_bytes()) == signature


def test_a_signature_never_changes() -> None:
    """Stored ones must match those of later versions."""
    stored = find_signature("The guns fell silent at nine.").to_bytes()
    assert stored.hex() == EXPECTED


@pytest.mark.parametrize("stored", [b"", b"\x01", b"\x02" + bytes(18), b"\x01" + b"\xff" * 18])
def test_other_bytes_are_refused(stored: bytes) -> None:
    with pytest.raises(Malformed, match="Signature not read"):
        Signature.from_bytes(stored)


def test_a_signature_is_small() -> None:
    assert len(find_signature(make_text(1, 300)).to_bytes()) < 650
    assert len(find_signature(make_text(1, 50_000)).to_bytes()) < 3_200


def test_case_blanks_marks_and_unseen_characters_do_not_count() -> None:
    varied = WIRE.upper().replace('"', "”").replace(" ", " \u200b").replace("\n\n", "\n")
    assert find_signature(varied) == find_signature(WIRE)


def test_bands_are_few_and_fit_a_column() -> None:
    bands = list_bands(find_signature(make_text(2, 300)))
    assert len(bands) == MARKS == len(set(bands))
    assert all(0 <= band < 2**48 for band in bands)
    assert len(list_bands(find_signature(make_text(2, 50_000)))) == MOST_MARKS
    assert list_bands(find_signature(" … ")) == []


# Likeness by signature


@given(REPORTS, REPORTS)
def test_signatures_are_compared_both_ways_alike(first: str, second: str) -> None:
    ours, theirs = find_signature(first), find_signature(second)
    one, other = compare_signatures(ours, theirs), compare_signatures(theirs, ours)
    assert (one.relation, one.share, one.first_in_second) == (
        other.relation,
        other.share,
        other.second_in_first,
    )
    assert all(0 <= share <= 1 for share in (one.share, one.first_in_second, one.second_in_first))


def test_a_cut_is_told_by_signature() -> None:
    text = make_text(3, 900)
    cut = " ".join(text.split()[100:400])
    likeness = compare_signatures(find_signature(cut), find_signature(text))
    assert likeness.relation == "cut"
    assert likeness.first_in_second > 0.9
    assert likeness.second_in_first == pytest.approx(1 / 3, abs=0.15)
    assert likeness.differences is None and not likeness.is_altered
    assert "of the first one's runs of words stand in the second" in likeness.why


def test_texts_without_words_are_like_nothing() -> None:
    empty = find_signature("")
    assert compare_signatures(empty, empty).relation == "none"
    assert compare_texts("", "").relation == "none"
    assert compare_texts("", WIRE).relation == "none"


# Likeness by text


@pytest.mark.parametrize(
    ("varied", "relation"),
    [
        (WIRE, "copy"),
        ("\n\n".join(["Drivers taken", *PARAGRAPHS[1:]]), "copy"),
        ("\n\n".join(PARAGRAPHS[:2] + PARAGRAPHS[4:]), "copy"),
        ("\n\n".join(PARAGRAPHS[1:3]), "cut"),
        ("\n\n".join([PARAGRAPHS[5], *PARAGRAPHS[1:5]]), "copy"),
        (WIRE + "\n\n" + "\n\n".join(OTHER.split("\n\n")[1:] * 2), "cut"),
        (OTHER, "none"),
        (OTHER + "\n\n" + PARAGRAPHS[3] + "\n\n" + PARAGRAPHS[2], "passage"),
    ],
)
def test_the_relation_of_two_texts(varied: str, relation: str) -> None:
    likeness = compare_texts(varied, WIRE)
    assert likeness.relation == relation
    assert likeness.is_same_origin == (relation in ("copy", "cut"))
    assert not likeness.is_altered


@given(REPORTS, REPORTS)
def test_texts_are_compared_both_ways_alike(first: str, second: str) -> None:
    one, other = compare_texts(first, second), compare_texts(second, first)
    assert (one.relation, one.share, one.first_in_second) == (
        other.relation,
        other.share,
        other.second_in_first,
    )


@given(st.lists(st.sampled_from(VOCABULARY), min_size=40, max_size=200), st.data())
def test_any_half_of_a_text_has_its_origin(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) // 2))
    half = " ".join(words[start : start + len(words) // 2])
    assert compare_texts(half, " ".join(words)).first_in_second == 1.0


def test_a_poisoned_copy_is_one_origin_and_marked() -> None:
    poisoned = WIRE.replace("14 drivers", "41 drivers").replace("The army", "The Red Cross")
    likeness = compare_texts(WIRE, poisoned)
    assert likeness.relation == "copy" and likeness.is_altered
    assert ("14", "41") in [(found.first.text, found.second.text) for found in likeness.differences]
    assert "“14” / “41”" in likeness.why


def test_differences_are_of_the_first_and_the_second() -> None:
    longer = WIRE.replace("14", "41") + "\n\n" + OTHER
    for first, second in ((WIRE, longer), (longer, WIRE)):
        [found] = [each for each in compare_texts(first, second).differences if each.kind == "figure"]
        assert first[found.first.start : found.first.end] == found.first.text
        assert second[found.second.start : found.second.end] == found.second.text


def test_a_denial_put_in_is_marked() -> None:
    assert compare_texts(WIRE, WIRE.replace("had found", "had not found")).is_altered


@pytest.mark.parametrize(
    ("flash", "relation"), [("Rebels burn convoy on Gulu road", "copy"), ("Yes.", "none")]
)
def test_a_flash_is_a_copy_only_when_it_is_the_same(flash: str, relation: str) -> None:
    assert compare_texts(flash, flash.upper()).relation == relation
    assert compare_texts(flash, WIRE).relation == "none"


@pytest.mark.parametrize("unit", ["A", "A ", "1,", "(A", "war ", "a’", "By A\n", "\u200b", "A -", "told A "])
def test_hostile_texts_take_no_long_time(unit: str) -> None:
    text = unit * 20_000
    assert find_signature(text) == find_signature(text)
    assert compare_texts(text, WIRE + text).relation in ("cut", "copy", "none")


# Credits, publishers, versions


def make_half_copy() -> tuple[str, str]:
    """Return a wire and a report of which some six tenths are taken from it."""
    wire = make_text(5, 200)
    taken, own = wire.split()[:120], make_text(6, 80)
    return wire, " ".join(taken) + " " + own


def test_a_credit_strengthens_a_likeness() -> None:
    wire, half = make_half_copy()
    assert compare_texts(wire, half).relation == "passage"
    likeness = compare_texts(f"GULU (AFP) - {wire}", f"{half}. With reporting by AFP.")
    assert likeness.is_same_origin and likeness.credits == ("AFP",)
    assert "credit shared: AFP" in likeness.why


def test_a_credit_alone_is_nothing() -> None:
    likeness = compare_texts(f"GULU (AFP) - {WIRE}", f"KAMPALA (AFP) - {OTHER}")
    assert likeness.relation == "none" and likeness.credits == ("AFP",)


def test_a_credit_to_the_other_publisher_counts() -> None:
    wire, half = make_half_copy()
    first, second = make_report(wire, publisher="Reuters"), make_report(f"{half}. Source: Reuters said.")
    assert not compare_texts(first.text, second.text).is_same_origin
    second = make_report(f"{half}. The Reuters agency said so, according to Reuters.")
    assert compare_reports(first, second).credits == ("REUTERS",)
    assert compare_reports(first, second).is_same_origin and compare_reports(second, first).is_same_origin


def test_a_publisher_updates_its_report() -> None:
    old = make_report(WIRE, publisher="The Gulu Post", published="2003-08-04")
    new = make_report(
        WIRE.replace("14 drivers", "16 drivers") + "\n\n" + OTHER.split("\n\n")[2],
        publisher="Gulu Post",
        published="2003-08-05",
    )
    likeness = compare_reports(old, new)
    assert (likeness.relation, likeness.newer) == ("update", "second")
    assert likeness.is_same_origin and likeness.is_altered
    assert compare_reports(new, old).newer == "first"


def test_the_same_words_by_one_publisher_are_a_copy() -> None:
    report = make_report(WIRE, publisher="Gulu Post", published="2003-08-04")
    assert compare_reports(report, report).relation == "copy"


def test_one_publishers_other_report_is_no_update() -> None:
    first, second = (make_report(text, publisher="Gulu Post") for text in (WIRE, OTHER))
    assert compare_reports(first, second).relation == "none"


def test_one_address_is_one_report_even_when_much_was_rewritten() -> None:
    text = make_text(7, 200)
    rewritten = " ".join(text.split()[:90]) + " " + make_text(8, 140)
    url = "https://gulu.example/convoy"
    first, second = make_report(text, url=url), make_report(rewritten, url=url)
    assert compare_reports(first, second).relation == "update"
    assert not compare_texts(text, rewritten).is_same_origin


# The index


def test_the_index_finds_copies_and_cuts_only() -> None:
    index = OriginIndex()
    assert index.add("wire", find_signature(WIRE)) == []
    assert index.add("other", find_signature(OTHER)) == []
    assert index.add("cut", find_signature("\n\n".join(PARAGRAPHS[1:3]))) == ["wire"]
    assert index.find_candidates(find_signature(WIRE))[0] == "wire"


def test_a_brief_out_of_a_long_report_is_found() -> None:
    index = OriginIndex()
    long_text = make_text(9, 4_000)
    index.add("long", find_signature(long_text))
    words = long_text.split()
    briefs = [" ".join(words[start : start + 100]) for start in range(0, 4_000, 100)]
    assert all(index.find_candidates(find_signature(brief)) == ["long"] for brief in briefs)


def test_the_state_of_the_index_is_rows() -> None:
    index = OriginIndex()
    for name, text in (("wire", WIRE), ("other", OTHER)):
        index.add(name, find_signature(text))
    again = OriginIndex(index.list_rows())
    assert again.list_rows() == index.list_rows()
    assert again.find_candidates(find_signature(WIRE)) == ["wire"]


def test_a_table_of_bands_finds_what_the_index_finds() -> None:
    index, table = OriginIndex(), sqlite3.connect(":memory:")
    table.execute("CREATE TABLE bands (band INTEGER, report TEXT, PRIMARY KEY (band, report)) WITHOUT ROWID")
    for number in range(8):
        text = make_text(number // 2, 150 + 40 * number)
        signature = find_signature(text)
        marks = ",".join(str(band) for band in list_bands(signature))
        hits = table.execute(f"SELECT report FROM bands WHERE band IN ({marks}) ORDER BY report")  # noqa: S608
        assert rank_candidates(row[0] for row in hits) == index.add(f"r{number}", signature)
        rows = [(band, f"r{number}") for band in list_bands(signature)]
        table.executemany("INSERT INTO bands VALUES (?, ?)", rows)
    table.close()


def test_a_report_added_twice_is_there_once_and_no_candidate_of_its_own() -> None:
    index = OriginIndex()
    signature = find_signature(WIRE)
    assert index.add("wire", signature) == index.add("wire", signature) == []
    assert len(index.list_rows()) == len(list_bands(signature))


def test_many_copies_do_not_crowd_the_index() -> None:
    index = OriginIndex()
    signature = find_signature(WIRE)
    for number in range(CROWD * 3):
        found = index.add(f"r{number}", signature)
    assert len(found) == LIMIT
    assert len(index.list_rows()) == CROWD * len(list_bands(signature))


def test_candidates_come_by_how_often_they_were_found() -> None:
    assert rank_candidates(["a", "b", "b", "c", "c", "c"], but="b") == ["c", "a"]
