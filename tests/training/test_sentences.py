"""Single labelled sentences: a line becomes labels with offsets."""

import pytest

from training.labelled.sentences import load_sentences, read_line

LINE = (
    "Tanks rolled into Ubari, and the mayor said tanks fired. || rolled into > ASSAULT actual; s=Tanks; "
    "t=Ubari || said > CLAIM asserts; s=the mayor; c=tanks fired "
    "|| fired > ASSAULT/heavy-weapons alleged; s=tanks"
)


def test_a_line_becomes_events_and_claims():
    labels = read_line("sn-x-1", LINE)
    first, second = labels["events"]
    text = labels["text"]
    assert [text[slice(*event["mentions"][0]["trigger"])] for event in (first, second)] == [
        "rolled into",
        "fired",
    ]
    assert text[slice(*second["mentions"][0]["source"][0])] == "tanks"
    assert (second["mode"], second["status"]) == ("heavy-weapons", "alleged")
    assert labels["claims"][0]["stance"] == "asserts"


@pytest.mark.parametrize(
    "row",
    [
        "shelled > ASSAULT actual",
        "rolled > ATTACK actual",
        "rolled ASSAULT actual",
        "rolled > ASSAULT actual; q=Ubari",
        "said > CLAIM maybe",
    ],
)
def test_what_does_not_fit_is_an_error(row):
    with pytest.raises(ValueError, match="sn-x-1"):
        read_line("sn-x-1", f"Tanks rolled into Ubari, he said. || {row}")


def test_files_are_read_in_order(tmp_path):
    (tmp_path / "b.txt").write_text("Rain fell.\n\nSnow fell.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(LINE + "\n", encoding="utf-8")
    assert [row["name"] for row in load_sentences(tmp_path)] == ["sn-a-0001", "sn-b-0001", "sn-b-0003"]


def test_the_shipped_sentences_fit():
    names = [row["name"] for row in load_sentences()]
    assert len(names) == len(set(names))


def test_tolls_are_read_in_the_files_that_label_them():
    line = "The hospital counted 31 dead. || 31 dead > TOLL killed"
    assert read_line("sn-h-0001", line)["casualties"] == [{"kind": "killed", "span": [21, 28]}]
    with pytest.raises(ValueError, match="toll"):
        read_line("sn-a-0001", line)


def test_a_second_occurrence_may_be_a_trigger():
    labels = read_line("x", "Chad struck; Niger struck back. || struck#2 > ASSAULT actual; s=Niger")
    assert labels["events"][0]["mentions"][0]["trigger"] == [19, 25]
