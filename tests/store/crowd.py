"""Many programs add to one store at once: `python -m tests.store.crowd`.

Each program adds its own reports, and the same ones as all others now and then; all begin before the store
is made. Counted are reports that are not there afterwards, that are there twice (more than one current
reading), refusals, and how long each call of `Writer.add` took, waiting and writing together.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from dragoman import Writer, open_store
from dragoman.store.rows import make_report_id
from dragoman.store.versions import get_versions
from tests.store.made import make_record

SHARED = 20
"""Every so many reports, one that all programs add."""


def number_reports(program: int, reports: int) -> list[int]:
    """Return the numbers of the reports that a program adds."""
    return [10**6 + place if place % SHARED == 0 else program * 10**4 + place for place in range(reports)]


def run(programs: int, reports: int) -> dict[str, Any]:
    """Return what came of it; times in seconds."""
    get_versions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.monotonic()
        children = []
        for program in range(programs):
            child = os.fork()
            if not child:
                with contextlib.suppress(BaseException):
                    _add(folder, program, reports)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        seconds = time.monotonic() - started
        told = [json.loads(path.read_text()) for path in folder.glob("*.json")]
        times = sorted(one for each in told for one in each["times"])
        wanted = {
            make_report_id(make_record(number).report)
            for program in range(programs)
            for number in number_reports(program, reports)
        }
        with closing(sqlite3.connect(folder / "x.db")) as connection:
            query = "SELECT report FROM readings WHERE superseded_at IS NULL"
            kept = [row[0] for row in connection.execute(query)]
    return {
        "programs": len(told),
        "added": len(times),
        "reports": len(kept),
        "lost": len(wanted - set(kept)),
        "twice": len(kept) - len(set(kept)),
        "refused": [words for each in told for words in each["refused"]],
        "median_s": round(times[len(times) // 2], 3),
        "p99_s": round(times[int(len(times) * 0.99)], 3),
        "max_s": round(times[-1], 3),
        "seconds": round(seconds),
    }


def _add(folder: Path, program: int, reports: int) -> None:
    times: list[float] = []
    refused: list[str] = []
    try:
        writer = Writer(open_store(folder / "x.db", is_made=True))
        for number in number_reports(program, reports):
            record = make_record(number)
            started = time.perf_counter()
            try:
                writer.add(record)
            except Exception as error:
                refused.append(str(error))
            times.append(time.perf_counter() - started)
    except Exception as error:
        refused.append(f"not opened: {error}")
    (folder / f"{program}.json").write_text(json.dumps({"times": times, "refused": refused}))


def main() -> int:
    """Run it and print what came of it as JSON; 1 where a report is lost, twice or refused."""
    parser = argparse.ArgumentParser(description="Add to one store from many programs at once.")
    parser.add_argument("--programs", type=int, default=8)
    parser.add_argument("--reports", type=int, default=1000)
    options = parser.parse_args()
    figures = run(options.programs, options.reports)
    print(json.dumps(figures, indent=1))
    return int(bool(figures["lost"] or figures["twice"] or figures["refused"]))


if __name__ == "__main__":
    sys.exit(main())
