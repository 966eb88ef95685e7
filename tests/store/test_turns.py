"""Writers stand in line: first come, first served, and nobody for ever."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest

from dragoman.store import turns
from dragoman.store.turns import begin_writing, standing_in_line


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.db"


def test_who_came_first_is_served_first(path):
    served = []

    def stand(number):
        with standing_in_line(path):
            served.append(number)

    threads = [threading.Thread(target=stand, args=(number,)) for number in range(5)]
    with standing_in_line(path):
        for thread in threads:
            thread.start()
            time.sleep(0.02)
        assert served == []
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_one_who_waits_begins_as_soon_as_the_other_is_done(path):
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.1, other.execute, ("COMMIT",))
        timer.start()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            started = time.monotonic()
            begin_writing(connection, path, 5.0)
            assert 0.05 < time.monotonic() - started < 1
            assert connection.in_transaction
        timer.join()


def test_one_who_waits_too_long_is_refused_and_keeps_nobody_waiting(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                begin_writing(connection, path, 0.05)
            assert connection.execute("PRAGMA busy_timeout").fetchone() == (50,)
    with standing_in_line(path):
        pass


def test_other_faults_are_not_waited_for(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            begin_writing(connection, path, 60)


@pytest.mark.parametrize("lacking", ["folder", "locks"])
def test_without_a_line_writers_still_begin(path, monkeypatch, lacking):
    if lacking == "locks":
        monkeypatch.setattr(turns, "fcntl", None)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        begin_writing(connection, path if lacking == "locks" else path / "none" / "x.db", 1)
        assert connection.in_transaction
