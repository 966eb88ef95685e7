"""Words around an event: sentences, names in whatever spelling, and how telling a word is."""

import pytest

from dragoman.linking.wording import compare_weights, read_wording, share_name, stem_words

TEXT = "Rebels shelled Gbansu on Friday. The raid on Gbansu killed Peter Doe. A second raid hit Palala."


def test_sentences_are_found_by_any_of_their_characters():
    wording = read_wording(TEXT)
    assert [wording.get_sentence(TEXT.index(word)) for word in ("shelled", "killed", "Palala")] == [0, 1, 2]
    assert TEXT[slice(*wording.get_bounds(1))].startswith("The raid")


def test_names_are_capitalised_words_that_are_no_dates_and_never_small():
    wording = read_wording(TEXT + " The rebels fled.")
    assert wording.names[0] == {"gbansu"}
    assert wording.get_near_names(2) == {"gbansu", "peter", "doe", "palala"}


def test_a_text_in_capitals_tells_no_names():
    assert read_wording("REBELS SHELLED GBANSU ON FRIDAY.").names == (frozenset(),)


def test_a_word_that_fewer_sentences_have_is_more_telling():
    weights = dict(read_wording(TEXT).weigh_stems(1))
    assert weights["peter"] > weights["gbans"] > 0


def test_places_are_what_stands_behind_their_prepositions():
    wording = read_wording("Two men died at Umm Tarfa on Sunday. Peter Doe fled.")
    assert wording.find_place_names(0) == {"umm tarfa"}
    assert wording.find_place_names(1) == frozenset()


def test_the_and_a_second_are_seen_before_an_event():
    wording = read_wording(TEXT)
    first, second = TEXT.index("raid"), TEXT.rindex("raid")
    assert wording.is_definite(first) and not wording.is_another(first, first + 4)
    assert wording.is_another(second, second + 4) and not wording.is_definite(second)


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("khirbet nuwar", "khirbat nuwwar", True),
        ("tarfa hospital", "tarfa", True),
        ("osh", "osh", True),
        ("osh", "ost", False),
        ("jalal abad", "kara suu", False),
    ],
)
def test_names_are_shared_in_whatever_spelling(one, other, is_shared):
    assert share_name({one}, {other}) is is_shared
    assert share_name({other}, {one}) is is_shared
    assert not share_name({one}, ())


def test_weights_are_compared_by_their_cosine():
    assert compare_weights({"raid": 2.0}, {"raid": 1.0}) == pytest.approx(1.0)
    assert compare_weights({"raid": 2.0}, {"fire": 1.0}) == compare_weights({}, {"raid": 1.0}) == 0.0


def test_an_empty_text_has_no_words():
    assert read_wording("").weigh_stems(0) == ()
    assert stem_words("He was with the shelling") == {"shell"}


def test_words_without_end_are_no_spellings_of_one_name():
    assert not share_name({"a" * 100_000}, {"a" * 99_999})
