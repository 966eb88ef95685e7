"""JSON Feed 1 and 1.1 to a feed and its entries.

Place in the flow: `feeds.read_feed` hands over what begins as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any

from dragoman.errors import Malformed, TooLarge
from dragoman.ingest.entries import MAX_BYTES, MAX_ENTRIES, Entry, Feed, list_cut
from dragoman.ingest.feed_values import clean_link, clean_name, clean_words, read_iso, write_paragraphs
from dragoman.ingest.found import Remark

ILLEGAL = re.compile("[\x00\ud800-\udfff]")
MAX_PARTS = 200_000
"""Objects and lists: each takes some 250 bytes of memory, however short it is written."""
VERSION = "https://jsonfeed.org/version/"


def is_json(content: bytes) -> bool:
    """Return whether a document begins as a JSON object."""
    return content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_json_feed(content: bytes, url: str | None, name: str) -> Feed:
    """Return a JSON Feed; `feeds.read_feed` says what of.

    Raises:
        ReadError: It is no JSON Feed, or is over a limit.
    """
    told, dropped = _parse(content, name)
    items = told.get("items")
    version = told.get("version")
    if not isinstance(version, str) or not version.startswith(VERSION) or not isinstance(items, list):
        raise Malformed(
            f"Report not read: {name!r} is JSON, but no JSON Feed: its 'version' or 'items' is missing. Give"
            " the address of a feed."
        )
    whole = [item for item in items if isinstance(item, dict)]
    return Feed(
        name=name,
        kind=f"json{version.removeprefix(VERSION)}"[:12],
        title=clean_words(told.get("title"), is_markup=False),
        url=clean_link(told.get("home_page_url"), url),
        entries=tuple(_to_entry(item, url) for item in whole[:MAX_ENTRIES]),
        remarks=list_cut(len(whole)) + dropped,
    )


def _parse(content: bytes, name: str) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """Return the outermost object, its words without NUL and half characters, and how many were dropped."""
    if len(content) > MAX_BYTES:
        raise TooLarge(
            f"Report not read: {name!r} has {len(content) / 2**20:.1f} MiB, a feed must have at most"
            f" {MAX_BYTES / 2**20:.0f} MiB. Skip it."
        )
    if content.count(b"{") + content.count(b"[") > MAX_PARTS:
        raise TooLarge(f"Report not read: {name!r} has more than {MAX_PARTS:,} parts of JSON. Skip it.")
    count = 0

    def clean(pairs: dict[str, Any]) -> dict[str, Any]:
        nonlocal count
        for key, value in pairs.items():
            if isinstance(value, str) and ILLEGAL.search(value):
                pairs[key], dropped = ILLEGAL.subn("", value)
                count += dropped
        return pairs

    try:
        told = json.loads(content.decode("utf-8-sig", "replace"), object_hook=clean, strict=False)
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", "it is nested too deeply, or a number is too long")
        raise Malformed(f"Report not read: {name!r} is not whole JSON ({why}). Ask for it again.") from error
    note = (Remark("characters", f"{count} NUL or half characters were dropped."),) if count else ()
    return (told if isinstance(told, dict) else {}), note


def _to_entry(item: dict[str, Any], base: str | None) -> Entry:
    given = item.get("content_html")
    plain = item.get("content_text")
    content = given if isinstance(given, str) and given.strip() else None
    if content is None and isinstance(plain, str) and plain.strip():
        content = write_paragraphs(plain)
    guid = item.get("id")
    return Entry(
        url=clean_link(item.get("url"), base) or clean_link(item.get("external_url"), base),
        title=clean_words(item.get("title"), is_markup=False),
        published=read_iso(item.get("date_published")),
        updated=read_iso(item.get("date_modified")),
        author=_find_author(item),
        summary_text=clean_words(item.get("summary"), is_markup=False),
        content_html=content.encode() if content else None,
        guid=clean_words(str(guid) if isinstance(guid, int | float) else guid, is_markup=False),
    )


def _find_author(item: dict[str, Any]) -> str | None:
    """Return the names of the authors: a list in version 1.1, one in version 1."""
    told = item.get("authors")
    authors = told if isinstance(told, list) else [item.get("author")]
    names = [clean_name(author.get("name")) for author in authors if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(filter(None, names))) or None
