"""What a Markdown file says of itself above its text.

Place in the flow: `documents` calls it on a text whose first line is `---`. The lines up to the next `---`
are no part of the report: read as sentences, "author: A. Reporter" would become an actor. So they are left
out, as the head of a web page is; every offset is into the text behind them, and a remark says how many
characters of the file that are, for whoever wants offsets into the file.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.ingest.days import clean_day
from dragoman.ingest.found import FoundReport, Remark

MAX_LINES = 60
MAX_CHARS = 8_192
LINE = re.compile(r"([A-Za-z][\w .-]{0,40}):(?:[ \t]+(.*))?")
OTHER = re.compile(r"\s*(?:#.*|- .*)?|[ \t]+\S.*")
"""A blank line, a comment, an entry of a list, what goes on."""
KEYS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "author": "author",
    "byline": "author",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
    "link": "url",
}


def read_front_matter(report: FoundReport) -> FoundReport:
    """Return a report without the front matter of its text, with what that tells; as it is where it has none.

    What was told before stays. Only simple lines `key: value` are understood.

    Example:
        >>> report = read_front_matter(FoundReport("a.md", "---\\ntitle: Rain\\n---\\nIt rained."))
        >>> report.title, report.text
        ('Rain', 'It rained.')
    """
    found = _split(report.text)
    if found is None:
        return report
    told, start_char = found
    rest = report.text[start_char:]
    if not rest.strip():
        return report
    remarks = [
        Remark("front matter", f"The first {start_char} characters of the file are front matter, not text.")
    ]
    written = told.pop("published", None)
    published = clean_day(written) if written else None
    if written and not published:
        remarks.append(Remark("date", f"{written[:40]!r} is no date that can be told; it is left out."))
    return replace(
        report,
        text=rest,
        title=report.title or told.get("title"),
        published=report.published or published,
        basis="metadata" if published and not report.published else report.basis,
        publisher=report.publisher or told.get("publisher"),
        url=report.url or told.get("url"),
        author=report.author or told.get("author"),
        remarks=(*report.remarks, *remarks),
    )


def _split(text: str) -> tuple[dict[str, str], int] | None:
    """Return the fields of the front matter and where the text behind it begins; None where there is none."""
    head = text[:MAX_CHARS]
    lines = head.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return None
    told: dict[str, str] = {}
    start_char = len(lines[0])
    for line in lines[1:MAX_LINES]:
        start_char += len(line)
        bare = line.rstrip()
        if bare in ("---", "..."):
            begin = re.compile(r"\s*").match(text, start_char)
            return (told, begin.end() if begin else start_char) if told else None
        if match := LINE.fullmatch(bare):
            field, value = KEYS.get(match[1].strip().lower()), (match[2] or "").strip().strip("\"'").strip()
            if field and value:
                told.setdefault(field, value)
        elif not OTHER.fullmatch(bare):
            return None
    return None
