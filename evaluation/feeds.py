"""Well-formed feeds: are title, link and date of feeds and entries right?

Protocol. Each file of `hostile/feeds/wellformed` states in its head what a reader must find, as a Python
expression ("Expect: not bozo and entries[0]['title'] == …"). Of these expressions every comparison counts
whose left side is the title, link, publication or change of the feed or one of its entries, or the address
of its first link where all links stand for the page, and whose right side is a literal; the file must be
read by `read_feed`. Counted as right:

* title: the expected value, where it is markup the words of it (as the standard library's parser gives
  them), is our title, white space apart; one that is stated to be plain text is none;
* link: the expected address is ours; where an address of another scheme than http or https, or a relative
  one without any base, is expected, ours is empty, since such are never followed;
* date: the expected moment is ours, of publication for publication and of change for change. What stands
  as `dc:date` alone is told to be the change there, and is the day of publication with us: either counts.

Fields that are not kept (base, language, type, the source's own fields, dates of creation and expiry) do
not count. Figures: the share right, and how many.

Beside it stands `files`: the share of all files that are read as feeds.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.ingest.entries import Entry, Feed
from dragoman.ingest.feeds import read_feed

FOLDER = "hostile/feeds/wellformed"
BASE = "http://127.0.0.1:8097/feed/"
"""The address that the expectations take a feed to come from where it states none."""
PLAIN = re.compile(
    r"""<title(?![^>]*html)[^>]*(type=["'](text|text/plain|application/octet-stream)["']|base64)"""
)
"""A title whose markup is none."""
OTHER_LINK = re.compile(r"""<link[^>]*rel=["'](?!alternate)""")
HEAD = re.compile(r"Expect:\s*(?:not bozo and\s*)?(.*?)\s*-->", re.DOTALL)
LOCATION = re.compile(r"Content-Location:\s*(\S+)")
FIELDS = {
    "title": "title", "title_detail.value": "title",
    "link": "link", "links.href": "link",
    "published": "published", "published_parsed": "published", "issued": "published",
    "updated": "updated", "updated_parsed": "updated", "modified": "updated", "date": "updated",
    "date_parsed": "updated", "modified_parsed": "updated",
}  # fmt: skip
PARTS = {"title": "title", "link": "link", "published": "date", "updated": "date"}
PINNED = tuple(f"{part} right" for part in ("title", "link", "date", "all", "files"))
"""Figures that `floors.json` holds, as "part figure"."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that a file states: of the feed (None) or of an entry by number."""

    file: str
    field: str
    entry: int | None
    value: Any
    is_plain: bool


def list_files() -> list[str]:
    """Return the folder that is measured on, under the folder of the data."""
    return [FOLDER]


def measure(data: Path, only: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the share that is right of titles, links and dates, and of files that are read or refused."""
    right = dict.fromkeys(("title", "link", "date"), 0)
    count = dict(right)
    for expectation, is_right, _ in _compare(data, only):
        part = PARTS[expectation.field]
        count[part] += 1
        right[part] += is_right
    figures: dict[str, dict[str, Any]] = {
        part: {"right": _share(right[part], count[part]), "count": count[part]} for part in count
    }
    figures["all"] = {"right": _share(sum(right.values()), sum(count.values())), "count": sum(count.values())}
    files = [file for file in _list_paths(data) if only is None or only in str(file)]
    read = sum(not isinstance(_read(file), Exception) for file in files)
    figures["files"] = {"right": _share(read, len(files)), "count": len(files)}
    return figures


def list_errors(data: Path, only: str | None = None) -> list[str]:
    """Return a line for each expectation that does not hold, and for each file that is not read."""
    lines = [
        f"{expectation.field}\t{expectation.file}\t{expectation.value!r} is {ours!r}"
        for expectation, is_right, ours in _compare(data, only)
        if not is_right
    ]
    for file in _list_paths(data):
        feed = _read(file)
        if isinstance(feed, Exception) and (only is None or only in str(file)):
            lines.append(f"not read\t{file.name}\t{feed}")
    return lines


def _share(right: int, count: int) -> float:
    return round(right / count, 4) if count else 0.0


def _list_paths(data: Path) -> list[Path]:
    return sorted((data / FOLDER).rglob("*.xml"))


def _read(file: Path) -> Feed | DragomanError:
    raw = file.read_bytes()
    stated = LOCATION.search(raw[:500].decode("utf-8", "replace"))
    url = stated[1] if stated else BASE + file.name
    try:
        return read_feed(raw, url if url.startswith("http") else BASE + file.name, file.name)
    except DragomanError as error:
        return error


def _compare(data: Path, only: str | None) -> Iterator[tuple[Expectation, bool, Any]]:
    """Yield each expectation, whether it holds, and what we have."""
    for file in _list_paths(data):
        if only is not None and only not in str(file):
            continue
        expectations = list(find_expectations(file.read_bytes().decode("utf-8", "replace"), file.name))
        feed = _read(file) if expectations else None
        for expectation in expectations:
            ours = _pick(feed, expectation) if isinstance(feed, Feed) else None
            yield expectation, _is_right(expectation, ours), ours


def find_expectations(document: str, name: str) -> Iterator[Expectation]:
    """Yield what a file states of title, link and date."""
    head = HEAD.search(document)
    if head is None:
        return
    try:
        tree = ast.parse(head[1].replace("\n", " ").strip(), mode="eval")
    except SyntaxError:
        return
    if any(isinstance(node, ast.Or | ast.Not) for node in ast.walk(tree)):
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq)):
            continue
        place = _find_place(node.left, has_other_links=OTHER_LINK.search(document) is not None)
        try:
            value = ast.literal_eval(node.comparators[-1])
        except ValueError:
            continue
        if place is not None:
            yield Expectation(name, place[1], place[0], value, PLAIN.search(document) is not None)


def _find_place(node: ast.expr, *, has_other_links: bool) -> tuple[int | None, str] | None:
    """Return the number of the entry (None: the feed) and our field that a left side names."""
    path: list[str | int] = []
    while isinstance(node, ast.Subscript | ast.Attribute):
        if isinstance(node, ast.Attribute):
            path.insert(0, node.attr)
        elif isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str | int):
            path.insert(0, node.slice.value)
        else:
            return None
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in ("feed", "entries"):
        return None
    entry = None
    if node.id == "entries":
        if not path or not isinstance(path[0], int):
            return None
        entry = path.pop(0)
    if path[1:2] == [0] and path[:1] == ["links"]:
        if has_other_links:
            return None
        del path[1]
    ours = FIELDS.get(".".join(map(str, path)))
    return None if ours is None else (entry if isinstance(entry, int) else None, ours)


def _pick(feed: Feed, expectation: Expectation) -> Any:
    try:
        holder: Feed | Entry = feed if expectation.entry is None else feed.entries[expectation.entry]
    except IndexError:
        return None
    if expectation.field == "link":
        return holder.url
    if expectation.field == "updated":
        return (holder.updated, holder.published)
    return getattr(holder, expectation.field)


def _is_right(expectation: Expectation, ours: Any) -> bool:
    value = expectation.value
    if expectation.field == "title":
        words = str(value) if expectation.is_plain else _take_words(str(value))
        return " ".join(words.split()) == (ours or "")
    if expectation.field == "link":
        followed = str(value).startswith(("http://", "https://"))
        return bool(ours == value) if followed else ours is None
    moments = ours if isinstance(ours, tuple) else (ours,)
    return any(_is_moment(value, moment) for moment in moments if moment)


def _is_moment(value: Any, ours: str) -> bool:
    """Return whether a time of ours is the one that is stated: words, or what feedparser makes of them."""
    if isinstance(value, tuple):
        year, month, day, hour, minute, second = value[:6]
        said = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    else:
        try:
            said = parsedate_to_datetime(value)
        except ValueError:
            said = datetime.fromisoformat(value)
    said = said.replace(tzinfo=said.tzinfo or UTC).astimezone(UTC)
    return said.strftime("%Y-%m-%dT%H:%M:%SZ").startswith(ours)


class _Words(HTMLParser):
    """Gathers the words of markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep words between tags."""
        self.pieces.append(data)


def _take_words(markup: str) -> str:
    if not re.search(r"</?[a-zA-Z][^<]*>|&#?\w+;", markup):
        return markup
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.pieces)
