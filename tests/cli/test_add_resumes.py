"""An archive whose adding is killed goes on where it was: nothing is lost, nothing comes twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.ingest.making_warcs import make_page, make_warc

COUNT = 200


def count_reports(path):
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM reports").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


@pytest.mark.crash
def test_an_archive_is_added_whole_after_a_kill_with_nothing_twice(tmp_path):
    archive, store = tmp_path / "crawl.warc.gz", tmp_path / "store.db"
    archive.write_bytes(
        make_warc({f"http://news.example/{number}": make_page(number, 1_500) for number in range(COUNT)})
    )
    command = [sys.executable, "-m", "dragoman", "add", str(archive), "--store", str(store)]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while count_reports(store) < 20 and first.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGKILL)
    first.wait(timeout=60)
    before = count_reports(store)
    assert 20 <= before < COUNT
    second = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert second.returncode == 0, second.stderr
    known = second.stdout.count("  known  ")
    assert known >= before and known + second.stdout.count("  added  ") == COUNT
    assert count_reports(store) == COUNT
