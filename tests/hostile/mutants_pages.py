"""Spoiled web pages: each must give a report or an error of ours, in time.

`python -m tests.hostile.mutants_pages --count N [--start K] [--data DIR]` spoils the tests' pages, and
the HTML of `hostile/html` under DIR, in N ways and prints what came of them. A mutant is made of its number
alone, so that `--start K --count 1` makes one again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.errors import ReadError
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.pages import read_page
from tests.ingest import page_examples

LIMIT_S = 5
MAX_SEED_BYTES = 100_000
ENCODINGS = ("utf-8", "cp1251", "utf-16", "cp1256", "gb18030", "utf-7")
CHARSETS = (None, "utf-8", "utf-16", "windows-1251", "shift_jis", "utf-7", "hz", "none", "iso-2022-jp")
PIECES = (
    b"<div>",
    b"</div>",
    b"<p",
    b">",
    b"<",
    b"<!--",
    b"-->",
    b"<script>",
    b"</script>",
    b"<![CDATA[",
    b"<table>",
    b"<td>",
    b"<svg>",
    b"<title>",
    b"<textarea>",
    b"<plaintext>",
    b"<base href=//x>",
    b"<meta charset=utf-16>",
    b"&#0;",
    b"&#xD800;",
    b"&#x110000;",
    b"&amp",
    b"&",
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x1b$B",
    b'"',
    b"'",
    b"=",
    b"<figure>",
    b"<figcaption>",
    b"<time datetime=9999-99-99>",
    b'{"@graph":',
    b"]}",
    b"\\ud800",
    b"<a href='http://[::1'>",
    b"<html>",
    b"<body>",
    b"<frameset>",
    b"<link rel=canonical href='http://a:b/'>",
    b" hidden",
    b" class=caption",
    b" itemprop=datePublished",
    b"<br>" * 50,
)


def load_seeds(data: Path | None) -> list[bytes]:
    """Return the pages that are spoiled."""
    pages = [
        value
        for name, value in vars(page_examples).items()
        if name.isupper() and "<html" in str(value).lower()
    ]
    seeds = [page.encode(encoding, "replace") for page in pages for encoding in ("utf-8", *ENCODINGS[:3])]
    folder = data / "hostile" / "html" if data else None
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder and folder.is_dir() else []
    return [*seeds, *(path.read_bytes()[:MAX_SEED_BYTES] for path in found)]


def make_mutant(number: int, seeds: Sequence[bytes]) -> FoundDocument:
    """Return the mutant of a number: a page that is spoiled in one to eight places."""
    chosen = random.Random(f"pages {number}")
    mutant = bytearray(chosen.choice(seeds))
    for _ in range(chosen.randint(1, 8)):
        here = chosen.randrange(len(mutant) + 1)
        there = min(len(mutant), here + chosen.choice((1, 5, 50, 500)))
        match chosen.randrange(6):
            case 0:
                del mutant[here:there]
            case 1:
                mutant[here:here] = chosen.choice(PIECES) * chosen.choice((1, 1, 1, 2, 300))
            case 2:
                mutant[here:there] = mutant[here:there] * chosen.choice((2, 3, 100))
            case 3:
                mutant[here : here + 1] = bytes([chosen.randrange(256)])
            case 4:
                mutant[here:there] = mutant[here:there][::-1]
            case _:
                del mutant[max(here, len(mutant) // 2) :]
    return FoundDocument(
        f"mutant {number}", bytes(mutant), charset=chosen.choice(CHARSETS), url="https://example.org/a"
    )


def try_mutant(number: int, seeds: Sequence[bytes]) -> str:
    """Return what came of a mutant: "read", the kind of our error, or what must not be."""
    document = make_mutant(number, seeds)
    begun = time.process_time()
    try:
        report = read_page(document)
        report.text.encode("utf-8")
        came = "read" if report.text.strip() and "\x00" not in report.text else "FAULT no text"
    except ReadError as error:
        came = type(error).__name__
    except Exception as error:  # what is looked for
        came = f"FAULT {type(error).__name__}: {error}"[:200]
    return f"FAULT over {LIMIT_S} s" if time.process_time() - begun > LIMIT_S else came


def main(arguments: list[str] | None = None) -> int:
    """Return 0 where no mutant did what must not be, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args(arguments)
    seeds = load_seeds(options.data)
    came: Counter[str] = Counter()
    for number in range(options.start, options.start + options.count):
        result = try_mutant(number, seeds)
        came[result.partition(":")[0]] += 1
        if result.startswith("FAULT"):
            print(number, result, flush=True)
    print(dict(came.most_common()))
    return int(any(result.startswith("FAULT") for result in came))


if __name__ == "__main__":
    sys.exit(main())
