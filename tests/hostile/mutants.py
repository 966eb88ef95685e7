"""Spoiled documents for the readers of formats: each must give text or an error of ours, in time.

`python -m tests.hostile.mutants READER --count N [--start K]` spoils small documents in N ways and prints
what came of them. A mutant is made of the reader's name and its number alone, so that `--start K --count 1`
makes one again. The files of `hostile/READER` in the folder that DATA names are spoiled too.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import FrameType

import zstandard

from dragoman.errors import DragomanError
from dragoman.ingest.archives import read_archive
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.pdf import read_pdf, take_text
from dragoman.ingest.warc import find_pages
from tests.hostile import mutants_door, mutants_feeds, mutants_formats
from tests.ingest.making_pdfs import build, draw, make_pdf, set_lines
from tests.ingest.making_warcs import make_page, make_wacz, make_warc

DATA = Path(os.environ.get("DATA", "../shared")) / "hostile"
MAX_SEED_BYTES = 300_000
LIMIT_S = 5
MEMORY_MB = 1_500
WRONG_NUMBERS = (b"-1", b"0", b"1", b"65536", b"4294967295", b"99999999999999999999", b"1e9", b"%00")
"""What stands in place of a number."""
ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"<",
    b">>",
    b"<<",
    b"(",
    b"[",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is spoiled, and what reads it.

    `is_limited` tells that in use it runs in a child process, which ends what takes too long or too much.
    """

    seeds: Sequence[bytes]
    read: Callable[[bytes], object]
    folder: str | None = None
    is_limited: bool = False


class _TooLong(BaseException):
    """The computing time is used up; no handler of a parser may take it for an error of its own."""


def _read_pages(content: bytes) -> int:
    return sum(1 for _ in find_pages(BytesIO(content), "a.warc"))


def _read_archive(content: bytes) -> int:
    return sum(1 for _ in read_archive(BytesIO(content), "a.warc"))


def _make_pdfs() -> list[bytes]:
    text = (
        "The envoy said on Friday that talks had ended.\nShells fell near the bridge (again).\n\n  None hurt."
    )
    told = {"Title": "Talks end", "Author": "R. Vale", "CreationDate": "D:20140302101500Z"}
    plain = build([draw(set_lines(text)), draw(set_lines("Second page."))], told, "")
    return [make_pdf([text, text, text], told), plain, plain]


def _make_warcs() -> list[bytes]:
    pages = {f"http://news.example/{number}": make_page(number, 500) for number in range(4)}
    plain = make_warc(pages, is_packed=False)
    return [plain, plain, make_warc(pages), gzip.compress(plain), zstandard.ZstdCompressor().compress(plain)]


PDFS, WARCS = _make_pdfs(), _make_warcs()
READERS: dict[str, Reader] = {
    "pdf": Reader(PDFS, lambda content: take_text(content, "a.pdf"), "pdf", is_limited=True),
    "pdf-child": Reader(PDFS, lambda content: read_pdf(FoundDocument("a.pdf", content)), "pdf"),
    "warc": Reader(WARCS, _read_pages, "warc", is_limited=True),
    "warc-child": Reader(WARCS, _read_archive, "warc"),
    "wacz": Reader(
        [make_wacz({"a.warc.gz": WARCS[2], "b.warc": WARCS[0]}, {"http://x.example": "T"})], _read_archive
    ),
}
READERS |= {
    name: Reader(seeds, read)
    for module in (mutants_door, mutants_feeds, mutants_formats)
    for name, (seeds, read) in module.READERS.items()
}


def load_seeds(reader: Reader) -> list[bytes]:
    """Return the documents that are spoiled: our own, and those of the data folder."""
    folder = DATA / reader.folder if reader.folder else None
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder and folder.is_dir() else []
    return [*reader.seeds, *(path.read_bytes()[:MAX_SEED_BYTES] for path in found)]


def make_mutant(name: str, number: int, seeds: Sequence[bytes]) -> bytes:
    """Return the mutant of a number: a document that is spoiled in one to six places."""
    chosen = random.Random(f"{name} {number}")
    mutant = bytearray(chosen.choice(seeds))
    for _ in range(chosen.randint(1, 6)):
        chosen.choice(SPOILINGS)(mutant, chosen, seeds)
    return bytes(mutant)


def _flip(mutant: bytearray, chosen: random.Random, seeds: Sequence[bytes]) -> None:
    for _ in range(chosen.choice((1, 1, 3, 20))):
        if mutant:
            mutant[chosen.randrange(len(mutant))] = chosen.randrange(256)


def _cut(mutant: bytearray, chosen: random.Random, seeds: Sequence[bytes]) -> None:
    start = chosen.randrange(len(mutant) + 1)
    del mutant[start : start + chosen.choice((1, 10, 1_000, 10**9))]


def _repeat(mutant: bytearray, chosen: random.Random, seeds: Sequence[bytes]) -> None:
    start = chosen.randrange(len(mutant) + 1)
    part = mutant[start : start + chosen.choice((1, 20, 500))]
    mutant[start:start] = part * chosen.choice((1, 2, 50))


def _insert(mutant: bytearray, chosen: random.Random, seeds: Sequence[bytes]) -> None:
    start = chosen.randrange(len(mutant) + 1)
    mutant[start:start] = chosen.choice(ODD_BYTES)


def _change_number(mutant: bytearray, chosen: random.Random, seeds: Sequence[bytes]) -> None:
    digits = [at for at, byte in enumerate(mutant) if 48 <= byte <= 57]
    if digits:
        start = end = chosen.choice(digits)
        while end < len(mutant) and 48 <= mutant[end] <= 57:
            end += 1
        mutant[start:end] = chosen.choice(WRONG_NUMBERS)


def _splice(mutant: bytearray, chosen: random.Random, seeds: Sequence[bytes]) -> None:
    other = chosen.choice(seeds)
    start = chosen.randrange(len(other) + 1)
    at = chosen.randrange(len(mutant) + 1)
    mutant[at : at + chosen.choice((0, 100))] = other[start : start + chosen.choice((10, 300, 5_000))]


SPOILINGS = (_flip, _cut, _repeat, _insert, _change_number, _change_number, _splice)


@dataclass(slots=True)
class Tally:
    """What came of mutants: how many by outcome, those at fault, and the slowest in seconds."""

    outcomes: Counter[str]
    faults: list[str]
    slowest_s: float = 0.0


def run(name: str, count: int, start: int = 0) -> Tally:
    """Return what came of mutants `start` to `start + count`."""
    reader = READERS[name]
    seeds = load_seeds(reader)
    tally = Tally(Counter(), [])
    signal.signal(signal.SIGVTALRM, _end)
    for number in range(start, start + count):
        mutant = make_mutant(name, number, seeds)
        began = time.process_time()
        outcome, is_fault = _try(reader, mutant)
        tally.outcomes[outcome] += 1
        tally.slowest_s = max(tally.slowest_s, time.process_time() - began)
        if is_fault:
            tally.faults.append(f"{name} {number}: {outcome}")
    return tally


def _end(signal_number: int, frame: FrameType | None) -> None:
    raise _TooLong


def _try(reader: Reader, mutant: bytes) -> tuple[str, bool]:
    """Return what came of a mutant, and whether that must not be."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT_S)
    try:
        reader.read(mutant)
        return "read", False
    except DragomanError as error:
        return type(error).__name__, False
    except (_TooLong, MemoryError) as error:
        return f"over the limit ({type(error).__name__})", not reader.is_limited
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:200], True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main() -> int:
    """Print what came of the mutants that are asked for; return 1 where one is at fault."""
    parser = argparse.ArgumentParser(description="Spoiled documents for the readers of formats.")
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--start", type=int, default=0)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    tally = run(asked.reader, asked.count, asked.start)
    for outcome, count in tally.outcomes.most_common():
        print(f"{count:>8}  {outcome}")
    print(f"slowest {tally.slowest_s:.2f} s of computing; {len(tally.faults)} at fault")
    for fault in tally.faults[:50]:
        print(fault)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
