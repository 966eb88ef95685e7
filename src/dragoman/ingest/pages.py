"""A web page to the report on it: its article, and what the page says of title, publisher, authors, day.

Place in the flow: `documents` calls it for HTML. What a page shows beside its article stays out; where it
has no article, that is said.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import Any

from dragoman.errors import Empty, ReadError
from dragoman.ingest.addresses import choose_address, find_address_day
from dragoman.ingest.decode import check_size
from dragoman.ingest.found import FoundDocument, FoundReport, Remark
from dragoman.ingest.page_bytes import decode_page, drop_unprintable
from dragoman.ingest.page_dates import choose_day, clean_moment, get_latest
from dragoman.ingest.page_markup import parse_page
from dragoman.ingest.page_metadata import PageMetadata, find_metadata
from dragoman.ingest.page_text import CAPTION_MARK, find_blocks, get_text
from dragoman.ingest.publishers import choose_publisher, find_credit

MIN_WORDS = 25
"""Words of a page that does not call itself an article; its own word makes 6 enough, as for a flash."""
MIN_ARTICLE_WORDS = 6
MAX_NOTICE_WORDS = 150
COOKIE_WORDS = re.compile(r"\b(?:cookies?|consent|partners|privacy|preferences|gdpr)\b", re.IGNORECASE)
LOGIN_WORDS = re.compile(
    r"\b(?:log ?in|sign ?in|password|register|create an account|forgot)\b", re.IGNORECASE
)
CUT_WORDS = re.compile(
    r"(?:subscribe|sign in|log in|register|become a (?:member|subscriber))\b.{0,40}"
    r"\b(?:to (?:continue|read|keep reading|access)|for full access)"
    r"|(?:this (?:article|content|story) is "
    r"(?:only |exclusively )?(?:for|available to) (?:subscribers|members))"
    r"|(?:already a subscriber|continue reading (?:this|your) article with)",
    re.IGNORECASE,
)
MIN_MENU = 3
LINK_SHARE = 0.5
"""Share of the characters in blocks that are links from end to end: pages of links have over 0.6, articles
under 0.2."""


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
        raise _fail(document.name, "no text at all")
    metadata = find_metadata(tree, scripts, get_latest())
    linked = _find_linked(tree)
    shown = _Shown(tree)
    blocks = find_blocks(tree) or _read_stated_body(metadata)
    _check_article(blocks, linked, metadata, shown, document.name)
    blocks = _drop_title(_drop_menus(blocks, linked), metadata.title)
    body, dropped = drop_unprintable("\n\n".join(blocks))
    remarks += more
    if dropped:
        remarks.append(Remark("characters", f"{dropped} lone surrogates were dropped."))
    if metadata.is_cut or shown.is_cut:
        remarks.append(
            Remark("cut", "The page gives its whole text to subscribers only; this may be a part.")
        )
    return _make_report(document, metadata, body, remarks)


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


class _Shown:
    """What a page shows beside text; looked at before the tree is changed."""

    def __init__(self, tree: Any) -> None:
        self.has_video = next(tree.iter("video", "audio"), None) is not None
        self.has_password = tree.find(".//input[@type='password']") is not None
        self.has_frames = next(tree.iter("frameset", "frame"), None) is not None
        self.needs_scripts = any("javascript" in get_text(each).lower() for each in tree.iter("noscript"))
        self.is_cut = any(
            CUT_WORDS.search(get_text(each))
            for each in tree.iterfind(".//*[@class]")
            if "paywall" in each.get("class").lower()
        )


def _find_linked(tree: Any) -> set[str]:
    """Return the texts of links, folded; a block that is one is no paragraph."""
    return {_fold(get_text(each)) for each in tree.iter("a")} - {""}


def _fold(text: str) -> str:
    return "".join(text.split()).lower()


def _drop_title(blocks: list[str], title: str | None) -> list[str]:
    """Return blocks without the headline at their beginning: it is told apart."""
    if title and blocks and _fold(blocks[0]) == _fold(title):
        return blocks[1:]
    return blocks


def _drop_menus(blocks: list[str], linked: set[str]) -> list[str]:
    """Return blocks without runs of those that are links from end to end: menus, lists of other reports."""
    kept: list[str] = []
    for is_linked, run in groupby(blocks, lambda block: _fold(block) in linked):
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


def _check_article(
    blocks: list[str], linked: set[str], metadata: PageMetadata, shown: _Shown, name: str
) -> None:
    """Return nothing where blocks are an article.

    Raises:
        Empty: They are not; it says what they are.
    """
    text = " ".join(blocks)
    words = len(text.split())
    told = [block for block in blocks if not block.startswith(CAPTION_MARK)]
    links = sum(len(block) for block in told if _fold(block) in linked)
    if words <= MAX_NOTICE_WORDS and len(COOKIE_WORDS.findall(text)) >= 3:
        raise _fail(name, "a notice on cookies")
    if words <= MAX_NOTICE_WORDS and shown.has_password and LOGIN_WORDS.search(text):
        raise _fail(name, "a form to log in")
    if links > LINK_SHARE * max(1, sum(map(len, told))):
        raise _fail(name, "a page of links")
    if words >= (MIN_ARTICLE_WORDS if metadata.is_article else MIN_WORDS):
        return
    kinds = (
        (shown.has_frames, "frames, whose pages have addresses of their own"),
        (shown.has_password, "a form to log in"),
        (shown.has_video, "a video or sound"),
        (shown.needs_scripts, "a page that scripts fill in"),
        (len(linked) >= 10, "a page of links"),
    )
    raise _fail(name, next((kind for is_so, kind in kinds if is_so), f"{words} words"))


def _fail(name: str, what: str) -> ReadError:
    return Empty(f"Report not read: {name!r} has no article text ({what}). Give the address of an article.")
