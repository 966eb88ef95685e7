"""A web page to the report on it: its article, and what the page says of title, publisher, authors, day.

Place in the flow: `documents` calls it for HTML. What a page shows beside its article stays out; where it
has no article, that is said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set
from itertools import groupby

from dragoman.errors import Empty, ReadError, TooLarge
from dragoman.ingest.addresses import choose_address, find_address_day
from dragoman.ingest.decode import check_size
from dragoman.ingest.found import FoundDocument, FoundReport, Remark
from dragoman.ingest.page_bytes import decode_page
from dragoman.ingest.page_dates import choose_day, clean_moment, get_latest
from dragoman.ingest.page_kinds import find_lack, find_signs, fold
from dragoman.ingest.page_markup import parse_page
from dragoman.ingest.page_metadata import PageMetadata, find_metadata
from dragoman.ingest.page_text import find_blocks
from dragoman.ingest.publishers import choose_publisher, find_credit

MIN_MENU = 3
"""Links in a row that make a list of other reports."""


def read_page(document: FoundDocument) -> FoundReport:
    """Return the report of a web page.

    Raises:
        TooLarge: The page is over the limit.
        Malformed: The bytes are no page.
        Empty: The page has no article; the message says what it has instead.
    """
    check_size(len(document.content), document.name)
    text, remarks = decode_page(document.content, document.charset, document.name)
    tree, scripts, more = parse_page(text)
    if tree is None:
        raise _fail(document.name, "no text at all", more)
    metadata = find_metadata(tree, scripts, get_latest())
    signs = find_signs(tree)
    blocks = find_blocks(tree) or _read_stated_body(metadata)
    kept = _drop_title(_drop_menus(blocks, signs.linked), metadata.title)
    lack = find_lack(blocks, kept, signs, is_article=metadata.is_article)
    if lack:
        raise _fail(document.name, lack, more)
    if metadata.is_cut or signs.is_cut:
        more.append(Remark("cut", "The page gives its whole text to subscribers only; this may be a part."))
    return _make_report(document, metadata, "\n\n".join(kept), [*remarks, *more])


def _make_report(
    document: FoundDocument, metadata: PageMetadata, body: str, remarks: list[Remark]
) -> FoundReport:
    latest = get_latest()
    url = choose_address(document.url, metadata.addresses)
    address_day = find_address_day(url, latest) if url else None
    feed = clean_moment(document.published, latest) if document.published else None
    chosen = choose_day(metadata.published, feed, address_day)
    publisher = choose_publisher(url, metadata.sites, document.publisher)
    wrote = ", ".join([*metadata.authors, *([publisher.agency] if publisher.agency else [])])
    title = metadata.title or document.title
    return FoundReport(
        name=document.name,
        text=body,
        id=url or document.name.encode("utf-8", "backslashreplace").decode(),
        title=title,
        published=chosen.published,
        publisher=publisher.name,
        url=url,
        basis=chosen.basis,
        address_day=address_day.isoformat() if address_day else None,
        modified=metadata.modified,
        author=wrote or document.author or find_credit(body),
        remarks=(*remarks, *chosen.remarks, *publisher.remarks),
        digest=hashlib.sha256(document.content).hexdigest(),
    )


def _drop_title(blocks: list[str], title: str | None) -> list[str]:
    """Return blocks without the headline at their beginning: it is told apart."""
    if title and blocks and fold(blocks[0]) == fold(title):
        return blocks[1:]
    return blocks


def _drop_menus(blocks: list[str], linked: Set[str]) -> list[str]:
    """Return blocks without runs of those that are links from end to end: menus, lists of other reports."""
    kept: list[str] = []
    for is_linked, run in groupby(blocks, lambda block: fold(block) in linked):
        gathered = list(run)
        if not is_linked or len(gathered) < MIN_MENU:
            kept += gathered
    return kept


def _read_stated_body(metadata: PageMetadata) -> list[str]:
    """Return the paragraphs of the text that the page's metadata hold; [] for none."""
    from lxml import html

    body = metadata.body or ""
    if "<p" in body or "<br" in body:
        body = html.fragment_fromstring(
            re.sub(r"</p>|<br\s*/?>", "\n", body), create_parent="div"
        ).text_content()
    return [" ".join(line.split()) for line in body.splitlines() if line.strip()]


def _fail(name: str, what: str, remarks: list[Remark]) -> ReadError:
    """Return the error of a page without article; it may be in the part of a large page that is not read."""
    for remark in remarks:
        if remark.kind == "truncated":
            return TooLarge(
                f"Report not read: {name!r} has no article text in the part that is read. {remark.message} "
                "Save its text as a .txt file."
            )
    return Empty(f"Report not read: {name!r} has no article text ({what}). Give the address of an article.")
