"""Neither the clock nor the time zone of the machine changes what is read; a store keeps order by itself."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import Filter, View, Writer, open_store
from tests.store.conftest import OLD
from tests.store.made import make_record

ZONES = ("UTC", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Marquesas", "America/St_Johns")
MOMENTS = ("1970-01-01T00:00:00", "2038-01-19T03:14:08", "2024-02-29T23:59:59")
EXAMPLES = sorted(Path(__file__).parents[1].joinpath("examples").glob("*.txt"))
READING = """
import datetime, os, sys, time
from pathlib import Path

moment = None
real = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime")}

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromisoformat(moment[:10])

class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromisoformat(moment).replace(tzinfo=tz)
    utcnow = today = now

def fake(given):
    global moment
    moment = given
    seconds = datetime.datetime.fromisoformat(given).replace(tzinfo=datetime.timezone.utc).timestamp()
    time.time, time.time_ns = lambda: seconds, lambda: int(seconds * 10**9)
    time.localtime = lambda at=None: real["localtime"](seconds if at is None else at)
    time.gmtime = lambda at=None: real["gmtime"](seconds if at is None else at)

zones, moments, paths = (words.split(",") for words in sys.argv[1:])
plain = datetime.date, datetime.datetime
datetime.date, datetime.datetime = Date, DateTime
fake(moments[0])
from dragoman import read_many
from dragoman.cli.read import to_line

sources = [{"text": Path(path).read_text(encoding="utf-8"), "id": path} for path in paths]
text = "Rebels shelled Goma on Tuesday and last week. A truce begins tomorrow."
days = ("", "2016-02-29", "1970-01-01", "2038-01-19")
sources += [{"text": text, "id": day, "published": day} for day in days]
for zone in zones:
    for given in moments:
        os.environ["TZ"] = zone
        time.tzset()
        fake(given)
        assert datetime.date.today().isoformat() == given[:10]
        print(*(line.hex() for line in map(to_line, read_many(sources))))
"""


def read(zones, moments):
    """Return for each zone and moment what was read of all examples, as bytes."""
    command = [
        sys.executable,
        "-c",
        READING,
        ",".join(zones),
        ",".join(moments),
        ",".join(map(str, EXAMPLES)),
    ]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    return [b"".join(map(bytes.fromhex, line.split())) for line in done.stdout.splitlines()]


@pytest.mark.crash
def test_every_zone_and_moment_gives_the_same_bytes():
    found = read(ZONES, MOMENTS)
    assert len(found) == len(ZONES) * len(MOMENTS)
    assert json.loads(found[0].splitlines()[0])["events"]
    assert len({hashlib.sha256(each).hexdigest() for each in found}) == 1


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "x.db", is_made=True)


def test_with_a_clock_that_stands_in_1970_changes_keep_their_order(store):
    writer = Writer(store, clock=lambda: "1970-01-01T00:00:00.000000Z")
    reports = [writer.add(make_record(number)).report for number in range(4)]
    added = View(store).list_changes(Filter(type="added"))
    assert [line.report for line in added] == reports
    assert len(View(store, as_of="1970-01-01").list_reports()) == 4
    assert View(store, as_of="1969-12-31").list_reports() == []
    wanted = Filter(since="1970-01-01", until="1970-01-01", type="added")
    assert len(View(store).list_changes(wanted)) == 4


@pytest.mark.parametrize("second", ["1970-01-01", "2024-02-29", "2038-01-20"])
def test_a_clock_that_was_set_back_or_forth_never_shows_two_readings(store, second):
    days = iter(["2026-05-01", second])
    record = make_record(0)
    poorer = Writer(store, versions=OLD, clock=lambda: f"{next(days)}T12:00:00.000000Z")
    poorer.add(record)
    Writer(store, clock=poorer._clock).add(record)
    assert len(View(store).list_reports()) == 1
    for day in ("1969-12-31", "1970-01-01", "2024-02-29", "2026-05-01", "2038-01-19", "2039-01-01"):
        shown = View(store, as_of=day).list_reports()
        assert len(shown) == (day >= min("2026-05-01", second)), day
