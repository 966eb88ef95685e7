"""Measures words a second, memory, cold start and the size of what is shipped.

Every measure runs in a process of its own, bound to one core where the system allows it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

from evaluation.table import format_table

TEXTS = ("train/wikinews/wikinews_2004_2013.jsonl", "train/wikinews/wikinews_2019_2020.jsonl")
MEASURES = ("language", "record", "cold", "data")
COLD_RUNS = 7
COLD_TEXT = (
    "KHARTOUM, May 3 (Courier) - Sudan said on Saturday that Ugandan troops had shelled the border town of "
    "Kaya, killing at least 12 people. Kampala denied this and called on both armies to keep the truce of "
    "1995. The United Nations asked the two governments for talks, but Khartoum refused.\n\n"
) * 4
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def measure(corpora: Path, only: str | None = None) -> dict[str, Any]:
    """Return the figures by measure: `language` and `record` (throughput), `cold`, `data`."""
    figures: dict[str, Any] = {}
    for name in MEASURES:
        if only is not None and only not in name:
            continue
        if name == "cold":
            figures[name] = measure_cold()
        elif name == "data":
            figures[name] = {"data_mb": round(count_data_bytes() / 1e6, 2)}
        else:
            figures[name] = _run_clock(name, corpora)
    return figures


def load_texts(corpora: Path) -> list[str]:
    """Return the Wikinews texts, in order."""
    lines = [line for name in TEXTS for line in (corpora / name).read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def _run_clock(name: str, corpora: Path) -> dict[str, Any]:
    done = _run([sys.executable, "-m", "evaluation.clock", name, str(corpora)])
    figures: dict[str, Any] = json.loads(done)
    return figures


def measure_cold() -> dict[str, Any]:
    """Return the median and the best time of the whole command on one report, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(COLD_TEXT, encoding="utf-8")
        script = "import sys; from dragoman.cli.main import main; sys.exit(main())"
        spent = []
        for _ in range(COLD_RUNS):
            begun = time.perf_counter()
            _run([sys.executable, "-c", script, "read", str(path)])
            spent.append(time.perf_counter() - begun)
    return {"median_s": round(median(spent), 3), "best_s": round(min(spent), 3), "runs": COLD_RUNS}


def count_data_bytes() -> int:
    """Return the size of what is no code in the package: model and tables."""
    package = Path(str(files("dragoman")))
    return sum(
        path.stat().st_size
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    )


def bind_to_one_core() -> None:
    """Keep this process, and those it starts, on one core, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _run(command: list[str]) -> str:
    done = subprocess.run(
        command,
        env={**os.environ, **ONE_THREAD},
        preexec_fn=bind_to_one_core if os.name == "posix" else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        name = " ".join(command[1:4])
        raise RuntimeError(f"Not measured: {name} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def format_figures(figures: dict[str, Any]) -> str:
    """Return the tables for a terminal."""
    parts = []
    clocked = [name for name in ("language", "record") if name in figures]
    if clocked:
        columns = ("words", "words_s", "words_cpu_s", "blank_words_s", "seconds", "load_s", "peak_mb")
        rows = [[name, *(figures[name][column] for column in columns)] for name in clocked]
        parts.append(format_table(["one core", *columns], rows))
    for name in ("cold", "data"):
        if name in figures:
            parts.append(format_table([name, *figures[name]], [["", *figures[name].values()]]))
    return "\n\n".join(parts)
