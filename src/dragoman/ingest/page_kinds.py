"""What a page has in place of an article: links, a notice on cookies, a form to log in, a video.

Place in the flow: below `pages`, which says it where there is no report to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dragoman.ingest.page_text import CAPTION_MARK, get_text

MIN_WORDS = 25
"""Words of a page that does not call itself an article; its own word makes 6 enough, as for a flash."""
MIN_ARTICLE_WORDS = 6
MAX_NOTICE_WORDS = 150
LINK_SHARE = 0.5
"""Share of the characters in blocks that are links from end to end: pages of links have over 0.6, articles
under 0.2."""
COOKIE_WORDS = re.compile(r"\b(?:cookies?|consent|partners|privacy|preferences|gdpr)\b", re.IGNORECASE)
LOGIN_WORDS = re.compile(r"\b(?:log ?in|sign ?in|password|register|create an account)\b", re.IGNORECASE)
CUT_WORDS = re.compile(
    r"(?:subscribe|sign in|log in|register|become a (?:member|subscriber))\b.{0,40}"
    r"\b(?:to (?:continue|read|keep reading|access)|for full access)"
    r"|(?:this (?:article|content|story) is "
    r"(?:only |exclusively )?(?:for|available to) (?:subscribers|members))"
    r"|(?:already a subscriber|continue reading (?:this|your) article with)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What a page has beside text. `linked`: the texts of its links, folded by `fold`."""

    linked: frozenset[str]
    has_video: bool
    has_password: bool
    has_frames: bool
    needs_scripts: bool
    is_cut: bool


def find_signs(tree: Any) -> PageSigns:
    """Return what a page has beside text; asked before the tree is changed."""
    walls = (each for each in tree.iterfind(".//*[@class]") if "paywall" in each.get("class").lower())
    return PageSigns(
        linked=frozenset(fold(get_text(each)) for each in tree.iter("a")) - {""},
        has_video=next(tree.iter("video", "audio"), None) is not None,
        has_password=tree.find(".//input[@type='password']") is not None,
        has_frames=next(tree.iter("frameset", "frame"), None) is not None,
        needs_scripts=any("javascript" in get_text(each).lower() for each in tree.iter("noscript")),
        is_cut=any(CUT_WORDS.search(get_text(each)) for each in walls),
    )


def fold(text: str) -> str:
    """Return a text without white space and in lower case, to compare blocks by."""
    return "".join(text.split()).lower()


def find_lack(found: list[str], kept: list[str], signs: PageSigns, *, is_article: bool) -> str | None:
    """Return what a page has in place of an article; None where it has one.

    Args:
        found: The blocks taken out of it.
        kept: Those of them that are left without menus and headline.
        signs: What it has beside text.
        is_article: It calls itself one.
    """
    text = " ".join(kept)
    words = len(text.split())
    told = [block for block in found if not block.startswith(CAPTION_MARK)]
    links = sum(len(block) for block in told if fold(block) in signs.linked)
    is_short = words <= MAX_NOTICE_WORDS
    if is_short and len(COOKIE_WORDS.findall(text)) >= 3:
        return "a notice on cookies"
    if is_short and signs.has_password and LOGIN_WORDS.search(text):
        return "a form to log in"
    if links > LINK_SHARE * max(1, sum(map(len, told))):
        return "a page of links"
    if words >= (MIN_ARTICLE_WORDS if is_article else MIN_WORDS):
        return None
    kinds = (
        (signs.has_frames, "frames, whose pages have addresses of their own"),
        (signs.has_password, "a form to log in"),
        (signs.has_video, "a video or sound"),
        (signs.needs_scripts, "a page that scripts fill in"),
        (len(signs.linked) >= 10, "a page of links"),
    )
    return next((kind for is_so, kind in kinds if is_so), f"{words} words")
