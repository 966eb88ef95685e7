"""What a page says of itself beside its text: title, site, authors, days, address.

Place in the flow: below `pages`. JSON-LD comes first, then Open Graph, schema.org attributes, Dublin Core,
the vocabularies of news systems, and at last what is marked as byline or day where it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from dragoman.ingest.page_dates import clean_moment
from dragoman.ingest.page_linked_data import Article, read_linked_data
from dragoman.ingest.page_text import get_text
from dragoman.ingest.publishers import MAX_NAME, clean_name

TITLE_NAMES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "headline",
)
SITE_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "apple-mobile-web-app-title",
)
AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
    "og:article:author",
)
PUBLISHED_NAMES = (
    "article:published_time", "og:published_time", "og:article:published_time", "rnews:datepublished",
    "datepublished", "dc.date.issued", "dcterms.issued", "dc.date.published", "dcterms.date",
    "dc.date.created", "dcterms.created", "citation_publication_date", "citation_date", "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime", "bt:pubdate", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "article:published", "article.published", "dateposted", "date_published",
    "originalpublicationdate", "article_date_original", "dc.date", "date",
)  # fmt: skip
"""The last two may be any day of the page; they count where nothing else tells one."""
MODIFIED_NAMES = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "article:modified", "modified_date",
)  # fmt: skip
BESIDE = re.compile(
    r"comment|related|recommend|sidebar|widget|teaser|promo|footer|most-?read|trending", re.IGNORECASE
)
"""Classes of what stands beside the article: days and authors in there are those of others."""
DAY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?|entry-?date|post(?:ed|-?date)|article-?date|dateline|date(?:-?time)?|timestamp|datum|fecha)(?:$|[\s_-])",
    re.IGNORECASE,
)
CHANGE_CLASS = re.compile(r"modif|updat|edit", re.IGNORECASE)
BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author(?:-?name)?|article-?author|post-?author|fn)(?:$|[\s_-])", re.IGNORECASE
)
BY = re.compile(r"^(?:by|von|par|por|di|автор:?|بقلم:?)\s+", re.IGNORECASE)
MAX_SHOWN = 120
"""Characters of an element that shows a day or a name; longer ones are text."""
SHOWING = frozenset("a span p div li em small strong b td h5 h6 address".split())
MAX_LOOKED_AT = 2000
"""Elements of one kind that are asked for a day or name; news pages have under 500."""
WORD = re.compile(r"\w+")
MIN_TITLE_WORDS = 3
"""A shorter heading may be the name of the site."""
SEPARATED = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself. `published` and `sites` in the order in which they count.

    `is_article`: it calls itself one; `is_cut`: its text is not free to all.
    """

    title: str | None
    sites: tuple[str, ...]
    authors: tuple[str, ...]
    published: tuple[str, ...]
    modified: str | None
    addresses: tuple[str, ...]
    is_article: bool
    is_cut: bool
    body: str | None


def find_metadata(tree: Any, scripts: Iterable[str], latest: date) -> PageMetadata:
    """Return what a page says of itself.

    Args:
        tree: The parsed page.
        scripts: Its JSON-LD scripts.
        latest: The last day that can be one of publication.
    """
    named = _read_named(tree)
    article = read_linked_data(scripts)
    canonical = [
        link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    marked = _find_marked(tree)
    stated = [*article.published, *_get(named, PUBLISHED_NAMES[:-2]), *marked["datepublished"]]
    published = (
        _clean_moments(stated, latest)
        or _clean_moments(
            [*_find_times(tree), *_get(named, PUBLISHED_NAMES[-2:]), *_find_shown_days(tree)], latest
        )[:1]
    )
    modified = _clean_moments(
        [*article.modified, *_get(named, MODIFIED_NAMES), *marked["datemodified"]], latest
    )
    sites = [*article.publishers, *_get(named, SITE_NAMES), *article.sites]
    return PageMetadata(
        title=_choose_title(tree, article, named, sites),
        sites=tuple(sites),
        authors=_choose_authors(tree, article, named, marked),
        published=tuple(published),
        modified=modified[0] if modified else None,
        addresses=tuple(filter(None, [*canonical, *_get(named, ("og:url",)), *article.addresses])),
        is_article=article.is_found or "article" in _get(named, ("og:type",)),
        is_cut=article.is_cut,
        body=article.body,
    )


def _read_named(tree: Any) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by name, property or http-equiv in lower case."""
    named: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in {meta.get("name"), meta.get("property"), meta.get("itemprop"), meta.get("http-equiv")} - {
            None
        }:
            if content and not (meta.get("itemprop") and _is_beside(meta)):
                named.setdefault(key.strip().lower(), []).append(content)
    return named


def _get(named: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in named.get(name, ())]


def _find_marked(tree: Any) -> dict[str, list[str]]:
    """Return the values of schema.org attributes that stand in the text: days, headline, author."""
    marked: dict[str, list[str]] = {"datepublished": [], "datemodified": [], "headline": [], "author": []}
    for element in islice(tree.iterfind(".//*[@itemprop]"), MAX_LOOKED_AT):
        for name in (element.get("itemprop") or "").lower().split():
            if name in marked and element.tag != "meta" and _is_own(element):
                value = element.get("datetime") or element.get("content") or get_text(element, MAX_SHOWN)
                marked[name].append(value.strip())
    return marked


def _find_times(tree: Any) -> Iterator[str]:
    """Yield the days of time elements: those marked as of publication, then the first of the others."""
    times = [
        each for each in islice(tree.iter("time"), MAX_LOOKED_AT) if _is_own(each) and not _is_change(each)
    ]
    marked = [each for each in times if each.get("pubdate") is not None or _has_class(each, DAY_CLASS)]
    for each in [*marked, *times[:1]]:
        yield each.get("datetime") or get_text(each, MAX_SHOWN)
    for abbr in _find_classes(tree, DAY_CLASS, {"abbr"}):
        yield abbr.get("title") or ""


def _find_shown_days(tree: Any) -> Iterator[str]:
    """Yield what stands in elements whose class says that they show a day."""
    for element in _find_classes(tree, DAY_CLASS, SHOWING):
        shown = get_text(element)
        if len(shown) <= MAX_SHOWN and not _is_change(element):
            yield shown


def _find_classes(tree: Any, pattern: re.Pattern[str], tags: Set[str]) -> Iterator[Any]:
    """Yield elements of some tags and classes that are not beside the article."""
    found = (each for each in tree.iterfind(".//*[@class]") if each.tag in tags and _has_class(each, pattern))
    return (each for each in islice(found, MAX_LOOKED_AT) if _is_own(each))


def _has_class(element: Any, pattern: re.Pattern[str]) -> bool:
    return pattern.search(element.get("class") or "") is not None


def _is_own(element: Any) -> bool:
    return not _is_beside(element)


def _is_beside(element: Any) -> bool:
    """Return whether an element stands in something beside the article."""
    while element is not None and element.tag not in ("body", "html", "article", "main"):
        if element.tag in ("aside", "footer", "nav") or BESIDE.search(
            f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemtype') or ''}"
        ):
            return True
        element = element.getparent()
    return False


def _is_change(element: Any) -> bool:
    """Return whether a day is one of change: its class or the words before it say so."""
    parent = element.getparent()
    around = f"{element.get('class') or ''} {element.get('itemprop') or ''} {get_text(element)[:40]}"
    before = element.getprevious()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return CHANGE_CLASS.search(f"{around} {lead[-40:]}") is not None


def _clean_moments(values: Iterable[str], latest: date) -> list[str]:
    moments = (clean_moment(value, latest) for value in values)
    return [moment for moment in dict.fromkeys(moments) if moment]


def _choose_title(tree: Any, article: Article, named: dict[str, list[str]], sites: list[str]) -> str | None:
    """Return the headline: as the page shows it, where what its metadata call it has half of the words.

    Metadata often hold another title for search engines, or one with the name of the site.
    """
    shown = [heading for each in tree.iter("h1") if _is_own(each) and (heading := get_text(each))]
    whole = [text for each in tree.iter("title") if (text := get_text(each))][:1]
    stated = [
        cleaned
        for title in [*article.titles, *_get(named, TITLE_NAMES), *whole]
        if (cleaned := " ".join(title.split()))
    ]
    names = {_fold(site) for site in sites}
    stated_words = set(WORD.findall(" ".join(stated).lower()))
    for heading in shown:
        words = WORD.findall(heading.lower())
        if (
            len(words) >= MIN_TITLE_WORDS
            and _fold(heading) not in names
            and sum(word in stated_words for word in words) >= len(words) / 2
        ):
            return heading
    titles = stated or shown
    return _strip_site(titles[0], sites) if titles else None


def _strip_site(title: str, sites: list[str]) -> str:
    """Return a title without the name of the site at its end or beginning.

    Without a name to compare, the last short part after a bar goes: "Truce holds | Andes Wire".
    """
    names = {_fold(site) for site in sites}
    parts = list(SEPARATED.finditer(title))
    if parts and _fold(title[: parts[0].start()]) in names:
        return title[parts[0].end() :].strip()
    for mark in reversed(parts):
        rest, last = title[: mark.start()], title[mark.end() :]
        is_bar = "|" in mark[0] and len(last) < len(rest)
        if not rest or not (_fold(last) in names or is_bar):
            break
        title = rest
    return title.strip()


def _fold(name: str) -> str:
    return re.sub(r"\W|^the\b|\.com$|\.org$", "", name.lower())


def _choose_authors(
    tree: Any, article: Article, named: dict[str, list[str]], marked: dict[str, list[str]]
) -> tuple[str, ...]:
    """Return the names of persons and agencies who wrote: of the first kind of metadata that names any."""
    for names in (article.authors, _get(named, AUTHOR_NAMES), marked["author"], _find_bylines(tree)):
        cleaned = [BY.sub("", clean_name(name)) for name in names]
        if any(cleaned):
            return tuple(
                name
                for number, name in enumerate(cleaned)
                if name and not any(name in earlier for earlier in cleaned[:number])
            )
    return ()


def _find_bylines(tree: Any) -> list[str]:
    """Return the name in the first element that is marked as the author's."""
    marked = (get_text(each) for each in _find_classes(tree, BYLINE_CLASS, SHOWING))
    linked = (get_text(each) for each in tree.iterfind(".//a[@rel='author']"))
    return [shown for shown in chain(marked, linked) if 2 < len(shown) <= MAX_NAME][:1]
