"""The same set again, in another order, broken off or under other addresses, gives the same rows."""

import random
import sqlite3
from contextlib import closing

import pytest

from dragoman import View, Writer, open_store
from tests.store.made import make_record

TIMES = {"added_at", "read_at", "superseded_at", "changed_at", "failed_at", "since", "until"}
NUMBERS = {
    "id": ("readings", "texts", "changes"),
    "reading": None,
    "number": ("members", "signatures"),
    "version": None,
}
"""Columns that count rows in the order in which they came; None: in all tables."""
AS_IT_CAME = {
    "readings": {"local", "url"}, "bands": None, "likenesses": None, "changes": None, "dossiers": None,
    "dossier_keys": None, "members": {"dossier", "score", "why"},
    "origins": {"edition"},
}  # fmt: skip
"""What tells which of two reports came first: not equal in another order. None: the whole table."""
COUNT = 10


def dump(path, *, is_same_order=False):
    """Return the rows of all tables, sorted, without times and numbers."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            passed = set() if is_same_order else AS_IT_CAME.get(table, set())
            if passed is None or table.startswith(("search", "sqlite")):
                continue
            passed = passed | TIMES | {n for n, only in NUMBERS.items() if only is None or table in only}
            rows = [
                repr([(name, row[name]) for name in row.keys() if name not in passed])
                for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608
            ]
            found[table] = sorted(rows)
    return found


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A store to which the set was added once, in order."""
    path = tmp_path_factory.mktemp("again") / "once.db"
    add(path, range(COUNT))
    return path


def add(path, numbers):
    writer = Writer(open_store(path, is_made=True))
    for number in numbers:
        writer.add(make_record(number, url=f"https://paper.example/{number}"))


def shuffle(seed):
    numbers = list(range(COUNT))
    random.Random(seed).shuffle(numbers)
    return numbers


def test_the_dump_sees_a_row_more(once, tmp_path):
    path = tmp_path / "x.db"
    add(path, range(COUNT - 1))
    assert dump(path) != dump(once)


def test_three_times_shuffled_changes_nothing(once):
    before = dump(once, is_same_order=True)
    for seed in (1, 2):
        add(once, shuffle(seed))
    assert dump(once, is_same_order=True) == before


@pytest.mark.parametrize("seed", [3, 4])
def test_another_order_gives_the_same_rows(once, tmp_path, seed):
    path = tmp_path / "x.db"
    add(path, shuffle(seed))
    assert dump(path) == dump(once)
    assert {line.reports for line in View(open_store(path)).list_origins()} == {2}


def test_one_that_was_broken_off_is_made_whole_by_doing_it_again(once, tmp_path):
    path = tmp_path / "x.db"
    add(path, range(COUNT // 2))
    add(path, range(COUNT))
    assert dump(path, is_same_order=True) == dump(once, is_same_order=True)


def test_one_article_under_five_addresses_is_one_report(tmp_path):
    paths = [tmp_path / "x.db", tmp_path / "y.db"]
    places = [f"https://mirror.example/{place}" for place in range(5)]
    for path, order in zip(paths, (places, places[::-1] + places), strict=True):
        writer = Writer(open_store(path, is_made=True))
        for url in order:
            writer.add(make_record(1, url=url))
    [first, second] = [dump(path) for path in paths]
    assert first == second
    assert (len(first["reports"]), len(first["addresses"]), len(first["readings"])) == (1, 5, 1)
