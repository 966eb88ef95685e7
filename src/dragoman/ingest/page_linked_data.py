"""JSON-LD of a page: the article that it describes.

Place in the flow: below `page_metadata`. The scripts are from anywhere: broken,
nested without end, of any types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

MAX_SCRIPT = 1_000_000
MAX_NODES = 2_000
"""Nodes looked at in all scripts of a page; news pages have under 200."""
MAX_VALUES = 20
"""Values taken of one property: authors of one report."""
ARTICLE_TYPES = re.compile(r"(?:article|posting|report|newsstory|advisory)$", re.IGNORECASE)
PAGE_TYPES = frozenset({"webpage", "itempage", "videoobject"})
INNER = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
    "item",
    "liveBlogUpdate",
    "hasPart",
    "publisher",
)
"""Properties in which the article may be; of a live blog the whole comes before its parts."""
CONTROL = re.compile(r"[\x00-\x1f]+")


@dataclass(slots=True)
class Article:
    """What JSON-LD says of the article of a page; lists are empty where it says nothing."""

    titles: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    body: str | None = None
    is_found: bool = False
    is_cut: bool = False


def read_linked_data(scripts: Iterable[str]) -> Article:
    """Return what the JSON-LD scripts of a page say of its article.

    Of several articles the first counts: others are related ones. Where none is called one, the page
    itself is asked for its days.
    """
    nodes = _list_nodes(scripts)
    by_id = {each["@id"]: each for each in nodes if isinstance(each.get("@id"), str) and len(each) > 2}
    found = Article()
    articles = [each for each in nodes if _has_type(each, ARTICLE_TYPES)]
    pages = [each for each in nodes if any(kind in PAGE_TYPES for kind in _get_types(each))]
    for node in articles[:1] or pages[:1]:
        found.is_found = bool(articles)
        found.titles = _list_texts(node, "headline" if articles else "name", by_id)
        found.publishers = _list_texts(node, "publisher", by_id)
        found.authors = [
            *_list_texts(node, "author", by_id),
            *_list_texts(node, "creator", by_id),
            *_list_texts(node, "sourceOrganization", by_id),
        ]
        found.published = _list_texts(node, "datePublished", by_id) or _list_texts(node, "dateCreated", by_id)
        found.modified = _list_texts(node, "dateModified", by_id)
        found.addresses = _list_texts(node, "url", by_id)
        found.body = next(iter(_list_texts(node, "articleBody", by_id)), None) if articles else None
        found.is_cut = str(node.get("isAccessibleForFree", "true")).lower().rpartition("/")[2] == "false"
    for page in pages[:1]:
        found.published = found.published or _list_texts(page, "datePublished", by_id)
    for node in nodes:
        if _get_types(node) & {"website", "newsmediaorganization"}:
            found.sites += _list_texts(node, "name", by_id)
    return found


def _list_nodes(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the nodes of all scripts, what is inside after what is around it."""
    waiting: list[Any] = [parsed for script in scripts if (parsed := _parse(script)) is not None]
    nodes: list[dict[str, Any]] = []
    for value in waiting:  # grows
        if len(waiting) > MAX_NODES:
            break
        if isinstance(value, list):
            waiting += value[:MAX_NODES]
        elif isinstance(value, dict):
            nodes.append(value)
            waiting += [value[name] for name in INNER if isinstance(value.get(name), dict | list)]
    return nodes


def _parse(script: str) -> Any:
    """Return what a script holds; None for what is no JSON."""
    if len(script) > MAX_SCRIPT:
        return None
    script = CONTROL.sub(" ", script).strip().removeprefix("<![CDATA[").removesuffix("]]>").rstrip("; ")
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _get_types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)}


def _has_type(node: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(kind) for kind in _get_types(node))


def _list_texts(node: dict[str, Any], name: str, by_id: dict[str, dict[str, Any]]) -> list[str]:
    return list(_read_texts(node.get(name), by_id))


def _read_texts(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the texts of a value: itself, the names of its nodes, also where it only refers to them."""
    for each in (value if isinstance(value, list) else [value])[:MAX_VALUES]:
        if isinstance(each, dict):
            each = each.get("name") or each.get("@value") or by_id.get(str(each.get("@id")), {}).get("name")
        if isinstance(each, list):
            each = each[0] if each else None
        if isinstance(each, str) and each.strip():
            yield unescape(re.sub("[\x00\ud800-\udfff]", "", each)).strip()
