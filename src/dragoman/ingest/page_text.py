"""The article text of a page's tree, as blocks: paragraphs, headings, items, rows, captions.

Place in the flow: below `pages`. trafilatura chooses what is article; before it, what is hidden goes and
captions become paragraphs that it keeps; after it, lines that ask for something (share, subscribe) go.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import html

from dragoman.ingest.boilerplate import is_boilerplate
from dragoman.ingest.found import Remark

MAX_ELEMENTS = 12_000
"""trafilatura takes 0.5 s for 24,000 elements and then four times as long for twice as many; news pages have
500 to 5,000."""
CAPTION_MARK = "Photo: "
"""Our own mark of a caption: `language.sentences` knows it, and a reader too."""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What the parser lets through and its tree takes from nobody else: broken pages have a few."""
HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption(?:-?text)?|cutline|image-?caption|photo-?caption)(?:$|\s)",
    re.IGNORECASE,
)
CAPTION_START = re.compile(r"(?:FILE|File|Photo|PHOTO|Image|Pictured|Archive|Illustration)\b")
ELSEWHERE_CLASS = re.compile(
    r"gallery|slideshow|carousel|slider|swiper|video|player|embed(?!ded-?(?:image|photo))", re.IGNORECASE
)
MIN_CAPTION, MAX_CAPTION = 20, 600
"""Characters; shorter ones are credits, longer ones wrap something else."""
BLOCKS = frozenset("p head item quote row cell code lb table list body main div doc comments post".split())
"""Elements of trafilatura's trees that begin a block; the rest run on in the line."""
HTML_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section table tbody td tfoot th "
    "thead tr ul br".split()
)
SILENT = frozenset("head script style noscript nav footer button select textarea title aside".split())
START = 12
MAX_CHAINS = 20
"""Places at which blocks that ran together are looked for, by their first characters."""
SPACES = re.compile(r"[ \t\n\r\f\v]+")


def find_blocks(tree: Any) -> tuple[list[str], list[Remark]]:
    """Return the blocks of a page's article in order, and what must be said of them. Changes the tree."""
    drop_hidden(tree)
    mark_captions(tree)
    plain = find_plain_blocks(tree)
    count = sum(1 for _ in tree.iter())
    if count <= MAX_ELEMENTS:
        blocks, remarks = _restore(_extract(tree), plain), []
    else:
        blocks = _find_main_blocks(tree, plain)
        told = (
            f"The page has {count:,} elements; what is article in it was not told apart from what is beside."
        )
        remarks = [Remark("whole page", told)]
    return [block for block in blocks if not is_boilerplate(block)], remarks


def _find_main_blocks(tree: Any, plain: list[str]) -> list[str]:
    """Return the blocks of the element that is marked as the main one, where it has half of the text."""
    marked = next(tree.iter("main", "article"), None)
    blocks = find_plain_blocks(marked) if marked is not None else []
    return blocks if 2 * sum(map(len, blocks)) >= sum(map(len, plain)) else plain


def find_plain_blocks(tree: Any) -> list[str]:
    """Return all text of a page but menus and forms, in blocks: for trees too large to choose from."""
    parts: list[str] = []
    blocks: list[str] = []
    for is_start, element in _walk(tree, SILENT):
        if element.tag in HTML_BLOCKS:
            _end_block(parts, blocks)
        parts.append((element.text if is_start else element.tail) or "")
    _end_block(parts, blocks)
    return blocks


def get_text(element: Any, most: int = 1000) -> str:
    """Return about the first `most` characters that an element shows, so that asking each of many ends."""
    parts: list[str] = []
    size = 0
    for part in islice(element.itertext(), most):
        parts.append(part)
        size += len(part)
        if size > most:
            break
    return " ".join("".join(parts).split())[:most]


def get_names(element: Any) -> str:
    """Return what an element is called: its class, id and type, of each the first 200 characters."""
    return " ".join((element.get(name) or "")[:200] for name in ("class", "id", "itemtype"))


def drop_hidden(tree: Any) -> None:
    """Take out of a tree what its attributes hide from readers."""
    hidden = [each for each in tree.iterfind(".//*[@style]") if HIDDEN_STYLE.search(each.get("style"))]
    hidden += tree.iterfind(".//*[@hidden]")
    hidden += tree.iterfind(".//*[@aria-hidden='true']")
    for element in hidden:
        if element.tag not in ("body", "html", "head") and element.getparent() is not None:
            element.drop_tree()


def mark_captions(tree: Any) -> None:
    """Make paragraphs of captions, with our mark, in the place of their pictures.

    A caption in a link, or all of which is one, is a teaser of something else; those of a video or
    gallery tell of other days than the report. They go.
    """
    captions = [*tree.iter("figcaption"), *_find_classes(tree, CAPTION_CLASS)]
    seen: set[str] = set()
    for caption in captions:
        figure = next(caption.iterancestors("figure"), caption)
        parent = figure.getparent()
        if parent is None or caption.getroottree().getroot() is not tree:
            continue
        if len(get_text(caption)) > MAX_CAPTION:
            continue
        text = NOT_XML.sub("", " ".join(find_plain_blocks(caption)))
        is_told = len(text) >= MIN_CAPTION and text not in seen and not _is_teaser(caption, text)
        if is_told and not _is_elsewhere(figure):
            seen.add(text)
            paragraph = html.Element("p")
            paragraph.text = text if CAPTION_START.match(text) else CAPTION_MARK + text
            figure.addprevious(paragraph)
        figure.drop_tree()


def _find_classes(tree: Any, pattern: re.Pattern[str]) -> list[Any]:
    return [each for each in tree.iterfind(".//*[@class]") if pattern.search(each.get("class"))]


def _is_teaser(caption: Any, text: str) -> bool:
    """Return whether a caption is a link from end to end."""
    if next(caption.iterancestors("a"), None) is not None:
        return True
    return any(len(get_text(link)) > 0.8 * len(text) for link in caption.iter("a"))


def _is_elsewhere(figure: Any) -> bool:
    """Return whether a picture is of a video or a gallery: a piece of its own with a title of its own."""
    if next(figure.iter("video", "audio"), None) is not None:
        return True
    around = [figure, *islice(figure.iterancestors(), 4)]
    return any(ELSEWHERE_CLASS.search(get_names(each)) for each in around)


def _extract(tree: Any) -> list[str]:
    """Return what trafilatura takes for the article."""
    from trafilatura import bare_extraction  # takes 0.2 s to import
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what fails is said by our errors
    document = bare_extraction(tree, include_comments=False, with_metadata=False)
    if not isinstance(document, Document):
        return []
    return _read_body(document.body)


def _restore(blocks: list[str], plain: list[str]) -> list[str]:
    """Return blocks as they stand in the page: with its white space, and parted where it parts them.

    Where trafilatura falls back on the text of a whole element, as in layouts of tables, paragraphs have
    run together.
    """
    keys = [_fold_spaces(each) for each in plain]
    whole = dict(zip(keys, plain, strict=True))
    starts: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        starts.setdefault(key[:START], []).append(place)
    restored: list[str] = []
    for block in blocks:
        key = _fold_spaces(block)
        if key in whole:
            restored.append(whole[key])
            continue
        chains = (_follow(key, keys, place) for place in starts.get(key[:START], ())[:MAX_CHAINS])
        first, last = next((chain for chain in chains if chain), (0, 0))
        restored += plain[first:last] or [block]
    return restored


def _follow(key: str, keys: list[str], first: int) -> tuple[int, int] | None:
    """Return the places, to the one after the last, of the keys from `first` on that make up a key."""
    here, place = 0, first
    while place < len(keys) and keys[place] and key.startswith(keys[place], here):
        here += len(keys[place])
        place += 1
        if here == len(key):
            return first, place
    return None


def _fold_spaces(text: str) -> str:
    return "".join(text.split())


def _read_body(body: Any) -> list[str]:
    """Return the blocks of trafilatura's body; cells of a row are parted by a bar."""
    parts: list[str] = []
    blocks: list[str] = []
    for is_start, element in _walk(body, frozenset()):
        tag = element.tag
        if tag == "cell" and not is_start and element.getnext() is not None:
            parts.append(" | ")
        elif tag in BLOCKS and tag != "cell":
            _end_block(parts, blocks)
        parts.append((element.text if is_start else element.tail) or "")
    _end_block(parts, blocks)
    return [block.strip(" |") for block in blocks if block.strip(" |")]


def _walk(tree: Any, silent: Iterable[str]) -> Iterator[tuple[bool, Any]]:
    """Yield each element with True where it starts, with False where it ends; not what is in silent ones."""
    from lxml.etree import iterwalk

    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag in silent:
            walker.skip_subtree()
            continue
        yield event == "start", element


def _end_block(parts: list[str], blocks: list[str]) -> None:
    """Make a block of the parts gathered; runs of white space are one space, as a browser shows them."""
    text = SPACES.sub(" ", "".join(parts)).strip(" ")
    parts.clear()
    if text:
        blocks.append(text)
