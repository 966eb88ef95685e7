"""A page's characters to a tree: what carries no text is dropped first, nesting without end is made flat.

Place in the flow: below `pages`. Every pass over the markup is linear: pages may be built to hang their
readers. libxml2 drops what is nested deeper than 2,048 elements, and whoever walks a tree pays for each; so
both are counted before.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

from lxml import html
from lxml.etree import ErrorTypes, ParserError

from dragoman.ingest.found import Remark

MAX_CHARACTERS = 4_000_000
"""Markup without scripts and styles; the longest of 40 news pages has 0.3 million."""
MAX_PARTS = 250_000
"""Tags and attributes that are parsed: each takes about 270 bytes in the tree."""
MAX_DEPTH = 100
"""Open elements; news pages have 20 to 50."""
SILENT = ("script", "style", "svg", "template", "iframe", "object", "math")
"""Elements whose content is no text; scripts with data of the page are taken out before."""
PART = re.compile(r"[<=]")
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>")
DATA_SCRIPT = re.compile(r"<script\b[^<>]*\bld\+json\b[^<>]*>", re.IGNORECASE)
SILENT_START = re.compile(rf"<!--|<({'|'.join(SILENT)})(?=[\s/>])", re.IGNORECASE)
UNNESTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option html "
    "head body thead tbody tfoot colgroup".split()
)
"""Elements without content, and those that the next of their kind ends: they do not nest."""
WINDOWS_REFERENCE = re.compile(r"&#(?:(1[2-5]\d)|[xX]([89][0-9a-fA-F]));?")


def parse_page(text: str) -> tuple[Any, list[str], list[Remark]]:
    """Return the tree of a page (None where there is none), its JSON-LD scripts, and remarks.

    Elements nested deeper than `MAX_DEPTH` come as paragraphs; of a page with too many only the first are
    read, and a remark says so.
    """
    text, scripts = take_scripts(text)
    text = WINDOWS_REFERENCE.sub(_read_reference, text)
    text, remarks = _cut(text)
    tree, is_whole = _parse(flatten(text, MAX_DEPTH))
    if not is_whole:
        tree, _ = _parse(flatten(text, 0))
    return tree, scripts, remarks


def take_scripts(text: str) -> tuple[str, list[str]]:
    """Return markup without comments, scripts, styles and their like, and the JSON-LD scripts that it had.

    What is opened and never closed is no longer than its start tag: so no text is lost.

    Example:
        >>> take_scripts('a<script type="application/ld+json">{}</script>b<!-- c -->d<style>e')
        ('a b d e', ['{}'])
    """
    kept: list[str] = []
    scripts: list[str] = []
    unclosed: set[str] = set()
    here = 0
    while found := SILENT_START.search(text, here):
        kept += text[here : found.start()], " "
        name = (found[1] or "").lower()
        begin = (text.find(">", found.end()) + 1 or len(text)) if name else found.end()
        ending = None if name in unclosed else _get_end(name).search(text, begin)
        if ending is None or text.endswith("/>", found.end(), begin):
            unclosed |= {name} if ending is None else set()
            here = begin
            continue
        if name == "script" and DATA_SCRIPT.match(text, found.start(), begin):
            scripts.append(text[begin : ending.start()])
        here = ending.end()
    kept.append(text[here:])
    return "".join(kept), scripts


@cache
def _get_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[^<>]*>?" if name else "-->", re.IGNORECASE)


def flatten(text: str, max_depth: int) -> str:
    """Return markup in which no element is nested deeper than `max_depth`; paragraphs stand for what was.

    Example:
        >>> flatten("<i><b><div>a</div>b</b></i>", 1)
        '<i><p>a</p>b</i>'
    """
    stack: list[str] = []
    open_counts: dict[str, int] = {}
    kept: list[str] = []
    here = 0
    for tag in TAG.finditer(text):
        name = tag[2].lower()
        if name in UNNESTED or tag[3].endswith("/"):
            continue
        if not tag[1]:
            stack.append(name)
            open_counts[name] = open_counts.get(name, 0) + 1
            is_deep = len(stack) > max_depth
        elif open_counts.get(name):
            is_deep = len(stack) > max_depth
            while (last := stack.pop()) != name:
                open_counts[last] -= 1
            open_counts[name] -= 1
        else:
            continue
        if is_deep:
            kept += text[here : tag.start()], _get_stand_in(tag[1], name)
            here = tag.end()
    kept.append(text[here:])
    return "".join(kept)


def _get_stand_in(slash: str, name: str) -> str:
    return f"<{slash}p>" if name in ("div", "section", "article", "blockquote", "main", "figure") else ""


def _cut(text: str) -> tuple[str, list[Remark]]:
    """Return the part of the markup that is parsed, and a remark where it is not all."""
    end = min(len(text), MAX_CHARACTERS)
    if text.count("<", 0, end) + text.count("=", 0, end) > MAX_PARTS:
        last = next(islice(PART.finditer(text), MAX_PARTS, None), None)
        end = last.start() if last else end
    if end == len(text):
        return text, []
    share = f"{end / 1e6:.1f} of {len(text) / 1e6:.1f} million characters"
    return text[:end], [Remark("truncated", f"The page is too large; {share} were read.")]


def _parse(text: str) -> tuple[Any, bool]:
    """Return the tree, None for nothing, and whether all of the markup is in it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (ParserError, ValueError):
        return None, True
    last = parser.error_log.last_error
    return tree, last is None or last.type != ErrorTypes.ERR_RESOURCE_LIMIT


def _read_reference(found: re.Match[str]) -> str:
    """Return the character of a reference to 128–159: pages mean that of Windows-1252 (HTML, 13.2.5.84)."""
    number = int(found[1] or int(found[2], 16))
    try:
        return bytes([number]).decode("cp1252") if 128 <= number <= 159 else found[0]
    except UnicodeDecodeError:
        return found[0]
