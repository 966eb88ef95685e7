"""A kill at any moment loses nothing that was acknowledged, and leaves nothing half."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from dragoman import View, open_store
from dragoman.store.engine import open_writing
from dragoman.store.index import check_index

ADDING = """
import dataclasses, sys
from dragoman import Writer, open_store, read_many
from tests.store.conftest import REPORTS

store = open_store(sys.argv[1], is_made=True)
writer = Writer(store)
records = list(read_many(REPORTS))
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**6):
    record = records[number % len(records)]
    report = dataclasses.replace(record.report, sha256=f"{number:064x}")
    print(writer.add(dataclasses.replace(record, report=report)).report, flush=True)
"""
KILLS = 12


@pytest.mark.crash
def test_nothing_acknowledged_is_lost_in_a_kill(tmp_path):
    path = tmp_path / "x.db"
    draw = random.Random(5)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        command = [sys.executable, "-c", ADDING, str(path), str(kill * 10_000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=".") as process:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
            time.sleep(draw.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
            acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        started = time.monotonic()
        store = open_store(path)
        assert time.monotonic() - started < 2
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            kept = {row[0] for row in connection.execute("SELECT id FROM reports")}
            halves = connection.execute(
                "SELECT count(*) FROM reports LEFT JOIN readings ON readings.report = reports.id"
                " WHERE readings.id IS NULL OR NOT EXISTS"
                " (SELECT 1 FROM texts WHERE texts.reading = readings.id AND texts.kind = 'report')"
            ).fetchone()
        assert acknowledged <= kept and halves == (0,)
        with open_writing(path).begin() as connection:
            check_index(connection)
    assert acknowledged
    assert View(store).load_record(max(acknowledged)).events


@pytest.mark.crash
def test_the_check_sees_what_is_lost(tmp_path):
    """The control: with a row gone and the index left as it was, the same check fails."""
    path = tmp_path / "x.db"
    command = [sys.executable, "-c", ADDING.replace("10**6", "3"), str(path), "0"]
    subprocess.run(command, check=True, capture_output=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM texts WHERE id = 1")
    with open_writing(path).connect() as connection, pytest.raises(Exception, match="malformed"):
        check_index(connection)
