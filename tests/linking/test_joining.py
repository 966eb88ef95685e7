"""Rows are gathered to the group that they agree with best; a group's rows may be compared on average."""

from dragoman.linking.joining import Score, average, find_homes, fold, gather

NEAR = average(lambda one, other: Score(3.0 - abs(one - other), {"apart": -float(abs(one - other))}))
SIGNED = average(lambda one, other: Score(1.0, {}) if one * other > 0 else None)


def test_a_row_joins_the_group_it_agrees_with_best():
    assert gather([1, 10, 2, 11, 30], NEAR) == [(1, 2), (10, 11), (30,)]


def test_homes_are_those_for_which_more_speaks_the_best_first():
    homes = find_homes((2,), [(10,), (4,), (1,)], NEAR)
    assert [home.number for home in homes] == [2, 1]
    assert homes[0].score.total == 2.0


def test_rows_that_cannot_be_one_keep_their_groups_apart():
    assert gather([1, -1, 2], SIGNED) == [(1, 2), (-1,)]
    assert find_homes((1,), [(2, -2)], SIGNED) == []


def test_an_average_tells_the_parts_of_the_best_pair():
    score = NEAR.agree((1,), (1, 3))
    assert score is not None and (score.total, score.parts) == (2.0, {"apart": 0.0})


def test_a_group_is_made_of_its_rows_in_order():
    assert fold([3, 1, 2], NEAR) == (3, 1, 2)
