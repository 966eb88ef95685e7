import pytest

from evaluation.score import Score


def test_shares_follow_from_the_counts():
    score = Score(right=3, missed=1, spurious=3)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.75, pytest.approx(0.6))


def test_nothing_at_all_gives_zeros():
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)


def test_scores_add_up_with_their_parts():
    one, other = Score(1, 1, 0), Score(1, 0, 2)
    one.add_part("date", 1)
    other.add_part("date", 1, 3)
    other.add_part("place", 0, 0)
    one.add(other)
    assert (one.right, one.missed, one.spurious) == (2, 1, 2)
    assert one.to_figures()["date"] == 0.5
    assert "place" not in one.to_figures()
