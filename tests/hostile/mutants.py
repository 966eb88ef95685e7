"""Mutants: documents with a few bytes changed must be read, or refused in our own words, in time.

`python -m tests.hostile.mutants READER --count N --seed S` changes the seeds of a reader N times and prints
what came of them. A reader is a function of bytes; whatever it raises that is no `DragomanError`, and
whatever takes longer than `LIMIT_S` seconds of processor time, is a fault, and is written out so that it can
become a test.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from dragoman.errors import DragomanError

LIMIT_S = 5.0
ODD = (
    b"\0", b"\xff", b"\xfe\xff", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b'"', b"'", b"{", b"/",
    b"\xed\xa0\x80", b"&#0;", b"&#x110000;", b"%00", b"\r\n", b"-1", b"9" * 40, b"<!DOCTYPE a [",
    b"xmlns:a=''", b"=",
)  # fmt: skip
Reader = tuple[Sequence[bytes], Callable[[bytes], object]]


def mutate(seeds: Sequence[bytes], draw: random.Random) -> bytes:
    """Return a seed with one to eight changes: bytes flipped, cut, doubled, moved, or odd ones put in."""
    raw = bytearray(draw.choice(seeds))
    for _ in range(draw.randint(1, 8)):
        place = draw.randrange(len(raw) + 1)
        end = min(len(raw), place + draw.choice((1, 2, 8, 64, 512)))
        change = draw.randrange(6)
        if change == 0 and place < len(raw):
            raw[place] ^= 1 << draw.randrange(8)
        elif change == 1:
            del raw[place:end]
        elif change == 2:
            raw[place:place] = raw[place:end] * draw.choice((1, 2, 50))
        elif change == 3:
            raw[place:end] = draw.choice(ODD) * draw.choice((1, 1, 1, 40))
        elif change == 4:
            other = draw.choice(seeds)
            start = draw.randrange(len(other) + 1)
            raw[place:end] = other[start : start + draw.choice((8, 64, 512))]
        else:
            del raw[place if draw.random() < 0.2 else len(raw) :]
    return bytes(raw)


def run(reader: Reader, count: int, seed: int = 0) -> tuple[Counter[str], list[tuple[str, bytes]], float]:
    """Return what came of so many mutants by kind, the faults with their bytes, and the longest time (s)."""
    seeds, read = reader
    draw = random.Random(seed)
    kinds: Counter[str] = Counter()
    faults: list[tuple[str, bytes]] = []
    longest = 0.0
    for mutant in (mutate(seeds, draw) for _ in range(count)):
        begun = time.process_time()
        try:
            read(mutant)
            kinds["read"] += 1
        except DragomanError as error:
            kinds[type(error).__name__] += 1
        except Exception as error:
            kinds["fault"] += 1
            faults.append((f"{type(error).__name__}: {error}", mutant))
        took = time.process_time() - begun
        longest = max(longest, took)
        if took > LIMIT_S:
            faults.append((f"took {took:.1f} s", mutant))
    return kinds, faults, longest


def list_readers() -> Iterator[tuple[str, Reader]]:
    """Yield the readers by name."""
    from tests.hostile import mutants_feeds

    yield from mutants_feeds.READERS.items()


def main() -> int:
    """Return the exit code: 0 without faults."""
    readers = dict(list_readers())
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.mutants", description=__doc__)
    parser.add_argument("reader", choices=sorted(readers))
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    kinds, faults, longest = run(readers[options.reader], options.count, options.seed)
    print(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()), f"longest {longest:.2f} s")
    for told, mutant in faults[:10]:
        print(told, repr(mutant[:2_000]), sep="\n", end="\n\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
