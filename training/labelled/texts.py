"""The texts that labels point into: the project's own reports, and texts of `corpora/train`.

A name tells where a text lies: `own-…` beside the labels, `wn-0017` the line of that number of the Wikinews
files (both files in order, from 0), `pb-12` the press briefing of that number.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from html import unescape
from pathlib import Path

from training.labelled.labels import HERE

BRIEFING_CHARS = 3_000
"""How much of a press briefing is labelled: whole paragraphs up to so many characters."""


def load_text(name: str, corpora: Path) -> str:
    """Return the text of a name; a Wikinews text begins with its title.

    Raises:
        FileNotFoundError: The text is not there.
    """
    kind, _, number = name.partition("-")
    if kind == "wn":
        row = load_wikinews(corpora)[int(number)]
        return f"{row['title']}\n\n{row['text'].strip()}\n"
    if kind == "pb":
        return _clip(_read_briefing(corpora / "train/whitehouse_html" / f"{int(number)}.html"))
    return (HERE / "reports" / f"{name}.txt").read_text(encoding="utf-8")


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def load_wikinews(corpora: Path) -> list[dict[str, str]]:
    """Return all rows of the Wikinews files, in order."""
    rows = []
    for path in sorted((corpora / "train/wikinews").glob("*.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return rows


def _read_briefing(path: Path) -> str:
    page = path.read_text(encoding="utf-8", errors="replace")
    page = re.sub(r"(?s)<(script|style)[^<]*<.*?</\1>", " ", page)
    page = re.sub(r"\s+", " ", page)
    page = re.sub(r"</?(p|div|br|h\d|li|ul)\b[^>]*>", "\n", page)
    text = unescape(re.sub(r"<[^>]+>", "", page)).replace("\xa0", " ")
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _clip(text: str) -> str:
    kept, size = [], 0
    for paragraph in text.split("\n\n"):
        size += len(paragraph)
        if kept and size > BRIEFING_CHARS:
            break
        kept.append(paragraph)
    return "\n\n".join(kept) + "\n"
