from itertools import permutations

from hypothesis import given
from hypothesis import strategies as some

from evaluation.assign import find_pairs

TABLES = some.integers(1, 4).flatmap(
    lambda columns: some.lists(
        some.lists(some.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


def find_best(weights):
    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)
    return max(
        sum(weights[row][order[row]] for row in range(rows) if order[row] < columns)
        for order in permutations(range(size))
    )


@given(TABLES)
def test_no_pairing_weighs_more(weights):
    pairs = find_pairs(weights)
    assert sum(weights[row][column] for row, column in pairs) == find_best(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


def test_a_weight_of_nothing_is_no_pair():
    assert find_pairs([[0, 0]]) == []


def test_nothing_has_no_pairs():
    assert find_pairs([]) == find_pairs([[], []]) == []
