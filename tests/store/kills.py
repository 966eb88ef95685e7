"""Kills programs that write a store, at named points, and checks what is left: `python -m tests.store.kills`.

A round is one kill. The harness forks a child that does one piece of work (makes a store, adds, reads again,
forgets, notes a failure, brings a store up to date) and ends itself with SIGKILL on reaching the round's
point. A point is a function by the name under which it is called ("module:function", before or after it), or
a statement of SQL ("COMMIT", before it; "UPDATE …", in the midst of it). Nothing in the product knows of
it: functions are replaced and connections watched in the child alone. Where the work ends before the point
is reached, the round fails, so that no point can fall silent. `anywhere` is killed from outside instead,
after a drawn time.

After each kill: opening the store took 2 s at most; `integrity_check`, `foreign_key_check` and the check of
the index are clean; every acknowledged report is there and every report that is there is whole (its record
is the one that was added); what was acknowledged as forgotten has left no byte in any file, and what was
half forgotten leaves none once a writer opened the store. A store that was being made or brought up to date
is so after the next opening, and the copy made before an update is whole.

`--control` turns the journal off, and syncing: then the checks must find damage.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import importlib
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

from dragoman import View, Writer, open_store
from dragoman.store import engine, migrating, writer
from dragoman.store.index import check_index
from dragoman.store.rows import make_report_id
from dragoman.store.versions import Versions, get_versions
from tests.store.made import COPY, make_record
from tests.store.steps import make_steps

OPENING_S = 2.0
"""How long opening may take after a kill."""
ADDED = COPY
"""Reports that a child adds; the last prints the text of the one before."""
CACHE_PAGES = 10
"""SQLite's cache in children: so small that a transaction goes to the disk before it is over."""
OLD = Versions("0.0.1", "old", "old")

HALF_DOSSIERS = """
    SELECT dossier FROM members WHERE until IS NULL
        AND dossier NOT IN (SELECT id FROM dossiers WHERE until IS NULL)
    UNION SELECT id FROM dossiers WHERE until IS NULL
        AND id NOT IN (SELECT dossier FROM members WHERE until IS NULL)
"""
STORE = "dragoman.store."
POINTS = {
    "add": (
        f"after {STORE}engine:begin_writing",
        f"after {STORE}writer:_insert_report",
        f"after {STORE}writer:_insert_address",
        f"before {STORE}writer:place_report",
        f"after {STORE}origins:_find_copies",
        f"before {STORE}origins:_join_edition",
        f"after {STORE}origins:_join_edition",
        f"after {STORE}writer:Writer._insert_reading",
        f"before {STORE}writer:add_words",
        f"after {STORE}writer:add_words",
        f"before {STORE}dossiers:Dossiers.refresh",
        f"after {STORE}dossiers:Dossiers.refresh",
        "within INSERT INTO members",
        f"after {STORE}writer:_insert_changes",
        "before COMMIT",
        "within INSERT INTO search",
        f"after {STORE}writer:Writer.add",
        "anywhere",
    ),
    "read again": (
        f"after {STORE}writer:find_changes",
        f"after {STORE}writer:_supersede",
        "before COMMIT",
        "anywhere",
    ),
    "forget": (
        f"after {STORE}writer:drop_words",
        f"before {STORE}writer:regroup",
        f"after {STORE}writer:rewrite",
        f"before {STORE}writer:rewrite_index",
        f"after {STORE}writer:rewrite_index",
        "before COMMIT",
        "before VACUUM",
        "within VACUUM",
        "before PRAGMA wal_checkpoint",
        "before PRAGMA user_version=0",
        "anywhere",
    ),
    "fail": ("before COMMIT",),
    "make": (
        "before PRAGMA journal_mode",
        "before PRAGMA synchronous",
        "before PRAGMA application_id",
        "before CREATE VIRTUAL TABLE",
        "before COMMIT",
        "anywhere",
    ),
    "update": (
        f"before {STORE}migrating:_back_up",
        "before pathlib:Path.replace",
        f"before {STORE}migrating:_upgrade",
        "before CREATE TABLE moods",
        "within UPDATE reports",
        "before COMMIT",
        f"after {STORE}migrating:_upgrade",
        "anywhere",
    ),
}
"""What is killed while doing what."""


def die() -> None:
    """End this program as a kill from outside would."""
    os.kill(os.getpid(), signal.SIGKILL)


# --- in the child: reaching a point ------------------------------------------------------------------------


def lay_point(point: str, nth: int) -> None:
    """Have this program end at the `nth` passing of a point."""
    when, _, name = point.partition(" ")
    if ":" in name:
        _lay_at_function(name, nth, is_before=when == "before")
    elif when != "anywhere":
        _lay_at_statement(name, nth, is_within=when == "within")


def _lay_at_function(name: str, nth: int, *, is_before: bool) -> None:
    module, _, path = name.partition(":")
    owner: Any = importlib.import_module(module)
    *outer, last = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    function, left = getattr(owner, last), [nth]

    def wrapped(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if is_before and not left[0]:
            die()
        result = function(*arguments, **named)
        if not is_before and not left[0]:
            die()
        return result

    setattr(owner, last, wrapped)


def _lay_at_statement(words: str, nth: int, *, is_within: bool) -> None:
    left = [nth]

    def watch(connection: sqlite3.Connection) -> None:
        def see(statement: str) -> None:
            if statement.strip().startswith(words):
                left[0] -= 1
                if not left[0] and is_within:
                    connection.set_progress_handler(lambda: die() or 0, 50)
                elif not left[0]:
                    die()

        connection.set_trace_callback(see)

    watch_connections(watch)


def watch_connections(watch: Callable[[sqlite3.Connection], None], *, is_first: bool = True) -> None:
    """Have each connection that will write be shown, before the product sets it up or after it."""
    open_writing = writer.open_writing

    def watched(path: Path, **options: Any) -> Any:
        made = open_writing(path, **options)
        event.listen(made, "connect", lambda connection, _: watch(connection), insert=is_first)
        return made

    writer.open_writing = migrating.open_writing = watched


def _shrink_cache(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA cache_size={CACHE_PAGES}").close()


def _drop_safety(connection: sqlite3.Connection) -> None:
    """The control: no journal, no syncing."""
    for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF"):
        connection.execute(f"PRAGMA {pragma}").close()


# --- a round -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Round:
    """One kill: what is being done, where it dies, at which passing; `first` is the number of its reports."""

    work: str
    point: str
    nth: int
    first: int
    is_control: bool = False

    @property
    def numbers(self) -> range:
        """The numbers of the reports that the child adds, or adds again."""
        return range(self.first, self.first + ADDED)


@dataclass(slots=True)
class Trial:
    """Stores under kills, and what was acknowledged so far; an older store waits to be brought up to date."""

    folder: Path
    steps: Path
    reports: dict[str, int]
    """Numbers of acknowledged reports by id."""
    forgotten: dict[str, int]

    @property
    def path(self) -> Path:
        """The store."""
        return self.folder / "dragoman.db"


def run_child(trial: Trial, one: Round, path: Path, draw: random.Random) -> list[str]:
    """Run one round's work to its death; return what it acknowledged, a line each.

    Raises:
        AssertionError: The child ended otherwise than by the kill.
    """
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        with contextlib.suppress(BaseException):
            _work(trial, one, path, writing_end)
            status = 0
        os._exit(status)
    os.close(writing_end)
    if one.point == "anywhere":
        time.sleep(draw.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading_end) as pipe:
        lines = pipe.read().split("\n")[:-1]
    _, status = os.waitpid(child, 0)
    was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert was_killed or one.point == "anywhere", f"the point was not reached ({status=}, {lines=})"
    return lines


def _work(trial: Trial, one: Round, path: Path, pipe: int) -> None:
    def acknowledge(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    lay_point(one.point, one.nth)
    watch_connections(_shrink_cache, is_first=False)
    if one.is_control:
        watch_connections(_drop_safety, is_first=False)
    if one.work == "make":
        open_store(path, is_made=True)
        return
    if one.work == "update":
        migrating.STEPS = trial.steps
        open_store(path)
        return
    adding = Writer(open_store(path), versions=OLD if one.work == "add" else None)
    if one.work == "fail":
        adding.note_failure("broken.txt", "Report not read: it is empty.")
    elif one.work == "forget":
        for number in one.numbers:
            report = make_report_id(make_record(number).report)
            adding.forget(report)
            acknowledge(report)
    else:
        for number in one.numbers:
            acknowledge(adding.add(make_record(number, url=f"https://paper.example/{number}")).report)


def check(path: Path) -> Iterator[str]:
    """Yield what is wrong with a store as a file: opening, integrity, references, index."""
    started = time.monotonic()
    open_store(path, is_made=True)
    seconds = time.monotonic() - started
    if seconds > OPENING_S:
        yield f"opening took {seconds:.1f} s"
    with closing(sqlite3.connect(path)) as connection:
        for (dossier,) in connection.execute(HALF_DOSSIERS):
            yield f"dossier {dossier} has members and no description, or the other way about"
        if (found := connection.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            yield f"integrity_check says {found[:1]}"
        if found := connection.execute("PRAGMA foreign_key_check").fetchall():
            yield f"foreign_key_check says {found[:1]}"
    with engine.open_writing(path).begin() as connection:
        check_index(connection)


def check_reports(trial: Trial, numbers: range, is_all: bool) -> Iterator[str]:
    """Yield which reports are lost or half there: those of some numbers, and all if asked."""
    with closing(sqlite3.connect(trial.path)) as connection:
        kept = {row[0] for row in connection.execute("SELECT id FROM reports")}
    if lost := trial.reports.keys() - kept:
        yield f"lost {sorted(lost)}"
    known = {make_report_id(make_record(number).report): number for number in numbers}
    known |= trial.reports if is_all else {}
    yield from find_halves(trial.path, {report: known[report] for report in known.keys() & kept})
    if back := trial.forgotten.keys() & kept:
        yield f"forgotten, and there again: {sorted(back)}"


def find_halves(path: Path, numbers: dict[str, int]) -> Iterator[str]:
    """Yield which stored reports, given with their numbers, are not what was added."""
    view = View(open_store(path))
    for report, number in numbers.items():
        stored = view.load_record(report)
        if stored != make_record(number, url=stored.report.url):
            yield f"{report} is half there"


def check_traces(trial: Trial, numbers: list[int]) -> Iterator[str]:
    """Yield which files still hold words of forgotten reports."""
    files = {
        path: path.read_bytes() for path in trial.folder.iterdir() if path.name.startswith("dragoman.db")
    }
    for number in numbers:
        words = make_record(number).report.text.split(". ")[3].encode()
        yield from (f"{path.name} has words of {number}" for path, found in files.items() if words in found)


def run_round(trial: Trial, one: Round, draw: random.Random) -> list[str]:
    """Kill once; return what is wrong afterwards, nothing where all is well."""
    try:
        return list(_run_round(trial, one, draw))
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def _run_round(trial: Trial, one: Round, draw: random.Random) -> Iterator[str]:
    if one.work == "make":
        path = trial.folder / f"made {one.first}.db"
        run_child(trial, one, path, draw)
        yield from check(path)
    elif one.work == "update":
        yield from _run_update(trial, one, draw)
    else:
        if one.work in ("forget", "read again"):
            before = Writer(open_store(trial.path), versions=OLD)
            for number in one.numbers:
                trial.reports[before.add(make_record(number)).report] = number
        lines = run_child(trial, one, trial.path, draw)
        if one.work == "forget":
            yield from _settle_forgetting(trial, one, lines)
        elif one.work in ("add", "read again"):
            trial.reports |= dict(zip(lines, one.numbers, strict=False))
        yield from check(trial.path)
        yield from check_reports(trial, one.numbers, is_all=False)


def _settle_forgetting(trial: Trial, one: Round, lines: list[str]) -> Iterator[str]:
    """Take what was forgotten out of what must be there; the one at work when killed is there or gone."""
    for report in lines:
        trial.forgotten[report] = trial.reports.pop(report)
    Writer(open_store(trial.path))  # finishes what was begun
    with closing(sqlite3.connect(trial.path)) as connection:
        kept = {row[0] for row in connection.execute("SELECT id FROM reports")}
    for number in one.numbers:
        report = make_report_id(make_record(number).report)
        if report in trial.reports and report not in kept and len(lines) + one.first == number:
            trial.forgotten[report] = trial.reports.pop(report)
    gone = [number for number in trial.forgotten.values() if number in one.numbers]
    # a report and its copy have one text: gone are the words when both are
    yield from check_traces(trial, [number for number in gone if number % COPY < COPY - 2])


def _run_update(trial: Trial, one: Round, draw: random.Random) -> Iterator[str]:
    path = trial.folder / f"older {one.first}.db"
    adding = Writer(open_store(path, is_made=True))
    before = {adding.add(make_record(number)).report: number for number in one.numbers}
    run_child(trial, one, path, draw)
    steps, migrating.STEPS = migrating.STEPS, trial.steps
    try:
        yield from check(path)
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("SELECT count(*) FROM moods").fetchone() != (0,):
                yield "the step was made by halves"
        yield from find_halves(path, before)
    finally:
        migrating.STEPS = steps
    copy = path.with_name(f"{path.name}.0001.backup")
    with closing(sqlite3.connect(copy)) as connection:
        if {row[0] for row in connection.execute("SELECT id FROM reports")} != set(before):
            yield "the copy made before is not whole"
    if left := [found.name for found in trial.folder.glob("*.part*")]:
        yield f"left lying: {left}"


def draw_rounds(count: int, draw: random.Random, is_control: bool) -> Iterator[Round]:
    """Yield rounds: every point in turn, at a drawn passing of it."""
    pairs = [(work, point) for work, points in POINTS.items() for point in points]
    if is_control:
        pairs = [pair for pair in pairs if pair[0] in ("add", "read again")]
    for number in range(count):
        work, point = pairs[number % len(pairs)]
        many = work in ("add", "read again") and "anywhere" not in point
        yield Round(work, point, draw.randint(1, COPY) if many else 1, number * 1000, is_control)


def run(count: int, seed: int = 5, *, is_control: bool = False) -> dict[str, Any]:
    """Return how many kills there were by point, and each failure with its round."""
    draw = random.Random(seed)
    get_versions()
    failures: list[dict[str, str]] = []
    points: collections.Counter[str] = collections.Counter()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as steps:
        trial = Trial(Path(folder), make_steps(Path(steps)), {}, {})
        open_store(trial.path, is_made=True)
        for one in draw_rounds(count, draw, is_control):
            points[f"{one.work}: {one.point}"] += 1
            wrong = run_round(trial, one, draw)
            failures += [{"round": str(one), "wrong": words} for words in wrong]
            if wrong and is_control:  # the store is broken: the next kill gets a new one
                for path in trial.folder.iterdir():
                    path.unlink()
                trial.reports.clear()
                open_store(trial.path, is_made=True)
        if not is_control:
            wrong = list(check_reports(trial, range(0), is_all=True))
            failures += [{"round": "all that was acknowledged", "wrong": words} for words in wrong]
    return {
        "kills": count,
        "points": dict(points),
        "reports": len(trial.reports),
        "forgotten": len(trial.forgotten),
        "seconds": round(time.monotonic() - started),
        "failures": failures,
    }


def main() -> int:
    """Run the kills and print what came of them as JSON; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Kill programs that write a store, and check what is left.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--control", action="store_true", help="no journal, no syncing: must fail")
    options = parser.parse_args()
    figures = run(options.count, options.seed, is_control=options.control)
    print(json.dumps(figures, indent=1))
    return int(bool(figures["failures"]))


if __name__ == "__main__":
    sys.exit(main())
