"""Measures web pages to reports on the 40 pages of the article extraction benchmark (Scrapinghub, 2019).

Body: as the benchmark's own program does. Words are runs of word characters, case kept; a text is the bag of
its runs of four words (one shorter run where it has fewer). For each page precision and recall of the bag;
both are averaged over the pages, and F1 is that of the averages. Captions count as spurious: the benchmark
leaves them out, we keep them. `trafilatura` is
`trafilatura.extract` with its defaults on the same bytes in the same run.

Title and day: the benchmark states none, so `pages_stated.csv` has what a person sees on the page or in its
address: the day of publication where one is shown, and the headline as the SHA-256 of its letters and digits
in lower case (the pages are not ours to copy). Right: equal. A page that gives no report is wrong in all. For
trafilatura they are those of `trafilatura.extract_metadata`, with the address, as for ours.

`pages_s`: pages a second of one thread's CPU time, after one page to warm up.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import ReadError

FOLDER = "bench/html"
STATED = Path(__file__).with_name("pages_stated.csv")
PINNED = ("ours f1", "ours title", "ours day")
WORD = re.compile(r"\w+")
SIZE = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the benchmark; `day` and `title_digest` are None where the page shows none."""

    name: str
    content: bytes
    url: str
    body: str
    day: str | None
    title_digest: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out of a page."""

    body: str
    title: str | None
    day: str | None


def list_files() -> list[str]:
    """Return the folder of the pages."""
    return [FOLDER]


def measure(corpora: Path, only: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the figures of our reader and of trafilatura alone."""
    pages = load_pages(corpora, only)
    return {"ours": _measure(pages, take_ours), "trafilatura": _measure(pages, take_trafilatura)}


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each page whose title or day is wrong, or whose body has an F1 below 0.9."""
    lines = []
    for page in load_pages(corpora, only):
        taken = take_ours(page)
        precision, recall = compare_bodies(page.body, taken.body)
        if min(precision, recall) < 0.9:
            lines.append(f"body\t{page.name}\t{page.url}\tP {precision:.3f}\tR {recall:.3f}")
        if page.title_digest and digest_title(taken.title) != page.title_digest:
            lines.append(f"title\t{page.name}\t{page.url}\t{taken.title}")
        if page.day and taken.day != page.day:
            lines.append(f"day\t{page.name}\t{page.url}\t{taken.day}\tstated {page.day}")
    return lines


def load_pages(corpora: Path, only: str | None = None) -> list[Page]:
    """Return the pages with what is stated of them."""
    folder = corpora / FOLDER
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    with STATED.open(encoding="utf-8", newline="") as file:
        stated = {row["page"]: row for row in csv.DictReader(file)}
    return [
        Page(
            name[:8],
            gzip.decompress((folder / f"{name}.html.gz").read_bytes()),
            page["url"],
            page["articleBody"],
            stated[name[:8]]["day"] or None,
            stated[name[:8]]["title"] or None,
        )
        for name, page in truth.items()
        if only is None or only in page["url"]
    ]


def take_ours(page: Page) -> Taken:
    """Return what our reader takes out of a page."""
    from dragoman.ingest.found import FoundDocument
    from dragoman.ingest.pages import read_page

    try:
        report = read_page(FoundDocument(page.name, page.content, url=page.url))
    except ReadError:
        return Taken("", None, None)
    return Taken(report.text, report.title, (report.published or report.address_day or "")[:10] or None)


def take_trafilatura(page: Page) -> Taken:
    """Return what trafilatura takes out of a page with its defaults."""
    import trafilatura

    about = trafilatura.extract_metadata(page.content, default_url=page.url)
    body = trafilatura.extract(page.content) or ""
    return Taken(body, about.title if about else None, about.date if about else None)


def compare_bodies(stated: str, taken: str) -> tuple[float, float]:
    """Return precision and recall of the runs of four words.

    Example:
        >>> compare_bodies("one two three four five", "one two three four")
        (1.0, 0.5)
    """
    true, found = count_runs(stated), count_runs(taken)
    right = sum((true & found).values())
    return right / max(1, sum(found.values())), right / max(1, sum(true.values()))


def count_runs(text: str) -> Counter[tuple[str, ...]]:
    """Return how often each run of four words occurs."""
    words = WORD.findall(text)
    return Counter(
        tuple(words[first : first + SIZE]) for first in range(max(1, len(words) - SIZE + 1)) if words
    )


def digest_title(title: str | None) -> str | None:
    """Return what a title is compared by; None for none."""
    if title is None:
        return None
    return hashlib.sha256("".join(WORD.findall(title.lower())).encode()).hexdigest()[:16]


def _measure(pages: list[Page], take: Callable[[Page], Taken]) -> dict[str, Any]:
    for page in pages[:1]:
        take(page)
    begun = time.process_time()
    taken = [take(page) for page in pages]
    spent_s = time.process_time() - begun
    compared = [compare_bodies(page.body, each.body) for page, each in zip(pages, taken, strict=True)]
    precision = sum(one for one, _ in compared) / max(1, len(pages))
    recall = sum(other for _, other in compared) / max(1, len(pages))
    titles = [
        digest_title(each.title) == page.title_digest
        for page, each in zip(pages, taken, strict=True)
        if page.title_digest
    ]
    days = [each.day == page.day for page, each in zip(pages, taken, strict=True) if page.day]
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "title": round(sum(titles) / max(1, len(titles)), 4),
        "of_titles": len(titles),
        "day": round(sum(days) / max(1, len(days)), 4),
        "of_days": len(days),
        "pages_s": round(len(pages) / max(1e-9, spent_s), 1),
    }
