"""A search is words, never syntax."""

import pytest

from dragoman.store.index import word_search


@pytest.mark.parametrize(
    ("query", "worded"),
    [
        ("peace talks", '"peace" "talks"'),
        ('"peace talks" viol*', '"peace talks" "viol"*'),
        ('a"b', '"a""b"'),
        ("NOT x OR (y)", '"NOT" "x" "OR" "(y)"'),
        ("words:x -y", '"words:x" "-y"'),
    ],
)
def test_every_word_is_quoted(query, worded):
    assert word_search(query) == worded
