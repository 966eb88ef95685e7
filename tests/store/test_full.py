"""Full disks, limits on files, folders and files that may not be written: said in words, nothing lost."""

import ctypes
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

COUNT = 60
"""Reports to add; some 20 kB each."""
DROP_CAPABILITY = 24
"""Linux's prctl for what a program may never have again."""
OVERRIDING = (1, 2)
"""The capabilities by which root reads and writes whatever the permissions say."""


def as_anybody():
    """Have permissions hold for root too; tests may run as root."""
    if os.geteuid() == 0:
        for capability in OVERRIDING:
            ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)


def run(path, *commands, limit_bytes=0, reports=(0, COUNT)):
    """Return exit code, output and errors of each command on a store."""
    words = "; ".join(f"{command} --store {path}" for command in commands)
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.commands", str(limit_bytes), *map(str, reports), words],
        capture_output=True, text=True, preexec_fn=as_anybody,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(path, output):
    """Assert that a store is whole and has all that was acknowledged."""
    acknowledged = {line.split()[0] for line in output.splitlines()}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {row[0] for row in connection.execute("SELECT id FROM reports")} == acknowledged


def check_filled_up(path, told):
    """Assert that adding stopped in words and lost nothing, and reading goes on; return how many came in."""
    [(code, output, errors), (listed, lines, _)] = told
    assert code == 1 and "MiB is enough" in errors and "Error(" not in errors
    check(path, output)
    assert listed == 0 and len(lines.splitlines()) == len(output.splitlines())
    return len(output.splitlines())


@pytest.mark.crash
def test_a_limit_on_files_stops_adding_and_it_resumes_after(tmp_path):
    path = tmp_path / "x.db"
    told = run(path, "add -", "reports --json --limit 999", limit_bytes=900_000)
    added = check_filled_up(path, told)
    assert 0 < added < COUNT
    [(code, output, errors)] = run(path, "add -")
    assert code == 0 and f"{COUNT - added} added, {added} known" in errors
    check(path, output)


@pytest.mark.crash
def test_no_room_to_make_a_store_is_said_and_it_is_made_after(tmp_path):
    path = tmp_path / "x.db"
    [made, listed] = run(path, "add -", "events", limit_bytes=50_000)
    assert made[0] == 1 and "MiB is enough" in made[2]
    assert listed[0] == 1 and "dragoman init" in listed[2]
    [(code, _, _)] = run(path, "add -", reports=(0, 1))
    assert code == 0


@pytest.mark.crash
@pytest.mark.parametrize("size_mib", [1, 4])
def test_a_full_disk_stops_adding_and_it_resumes_after(tmp_path, size_mib):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size_mib}m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no small disk may be mounted here: the limit on files stands in for it")
    try:
        path, many = disk / "x.db", (0, size_mib * 60)
        told = run(path, "add -", "reports --json --limit 9999", reports=many)
        added = check_filled_up(path, told)
        report = told[0][1].split()[0]
        (disk / "rest").write_bytes(b"")
        with (disk / "rest").open("wb", buffering=0) as rest, pytest.raises(OSError, match="No space"):
            while True:
                rest.write(b"x" * 1024)
        [(code, _, errors), (listed, _, _)] = run(path, f"forget {report}", "events")
        assert (code, listed) == (1, 0) and "MiB is enough" in errors
        (disk / "rest").unlink()
        subprocess.run(["mount", "-o", "remount,size=80m", str(disk)], check=True)
        [(code, output, errors)] = run(path, "add -", reports=many)
        again = many[1] - added  # and the report that was forgotten, where only its last traces had no room
        assert code == 0 and any(f"{number} added" in errors for number in (again, again + 1))
        check(path, output)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("folder_mode", "file_mode"),
    [
        (0o555, 0o644),
        pytest.param(0o755, 0o444, marks=pytest.mark.crash),
        pytest.param(0o555, 0o444, marks=pytest.mark.crash),
    ],
)
def test_what_may_not_be_written_is_still_read(tmp_path, folder_mode, file_mode):
    folder = tmp_path / "store"
    folder.mkdir()
    path = folder / "x.db"
    [(_, output, _)] = run(path, "add -", reports=(0, 3))
    report = output.split()[0]
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        reading = ("events --json", "search Kenya", "stats", f"show {report} --json", "init")
        writing = ("add -", f"forget {report}")
        told = run(path, *reading, *writing, reports=(3, 4))
    finally:
        folder.chmod(0o755)
    assert [code for code, _, _ in told] == [0] * len(reading) + [1] * len(writing)
    assert all(words for _, words, _ in told[: len(reading)])
    assert all("cannot be written here" in errors for _, _, errors in told[len(reading) :])


@pytest.mark.crash
def test_what_may_not_be_read_is_said(tmp_path):
    path = tmp_path / "x.db"
    run(path, "init")
    path.chmod(0)
    told = run(path, "events", "add -", "init")
    assert all(code == 1 and "cannot be opened here" in errors for code, _, errors in told)
