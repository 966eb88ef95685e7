"""Pages built to crash or hang whoever reads them; each has one sentence to be found or told as cut off."""

from __future__ import annotations

from collections.abc import Callable

SENTENCE = (
    "The two armies opened the bridge at Kassala for four hours on Tuesday, and two convoys of grain reached "
    "the town, the first in six weeks, said the relief office."
)
MARK = f"<p>{SENTENCE}</p>"
HEAD = "<html><head><title>Bridge</title></head><body>"


def repeat(unit: str, size_bytes: int) -> str:
    """Return a unit as often as it fits into a size."""
    return unit * (size_bytes // len(unit.encode()))


WIDE = 19_000_000
CASES: dict[str, Callable[[], str]] = {
    **{
        f"depth of {tag} {depth}": lambda tag=tag, depth=depth: (
            HEAD + f"<{tag}>" * depth + MARK + f"</{tag}>" * depth
        )
        for tag in (
            "div",
            "span",
            "b",
            "table><tr><td",
            "ul><li",
            "blockquote",
            "x-own",
            "figure",
            "a href=x",
            "form",
            "select",
        )
        for depth in (10, 100, 300, 2_000, 10_000, 100_000)
        if depth * len(tag) < 1_500_000
    },
    "depth misnested": lambda: HEAD + "<b><div></b>" * 50_000 + MARK,
    "depth misnested lists": lambda: HEAD + "<ul><li><i></ul>" * 50_000 + MARK,
    "unclosed comments": lambda: HEAD + MARK + repeat("<!--", WIDE),
    "unclosed scripts": lambda: HEAD + MARK + repeat("<script>", WIDE),
    "scripts without end": lambda: HEAD + MARK + repeat("<script ", WIDE),
    "closed scripts": lambda: HEAD + MARK + repeat("<script></script>", WIDE),
    "angle brackets": lambda: HEAD + MARK + repeat("<", WIDE),
    "tags without end": lambda: HEAD + MARK + repeat("<a ", WIDE),
    "attributes": lambda: HEAD + MARK + "<p " + repeat("a=1 ", WIDE) + ">",
    "one attribute": lambda: HEAD + MARK + '<p a="' + "x" * WIDE + '">',
    "many small": lambda: HEAD + MARK + repeat("<b>a</b>", WIDE),
    "many paragraphs": lambda: HEAD + MARK + repeat("<p>Soldiers crossed the river on Monday.</p>", WIDE),
    "many long paragraphs": lambda: (
        HEAD + MARK + repeat("<p>" + "The soldiers crossed the river. " * 40 + "</p>", WIDE)
    ),
    "many breaks": lambda: HEAD + MARK + repeat("text<br>", WIDE),
    "many links": lambda: HEAD + MARK + repeat('<a href="/x">Bridge closed</a> ', WIDE),
    "many times": lambda: HEAD + MARK + repeat("<time class=published>x</time>", WIDE),
    "many bylines": lambda: HEAD + MARK + repeat("<div class=byline><i>", WIDE),
    "many captions": lambda: (
        HEAD + MARK + repeat("<figcaption>Lorries wait at the bridge here</figcaption>", WIDE)
    ),
    "many figures": lambda: HEAD + MARK + repeat("<figure><figcaption>Lorries wait at the bridge", WIDE),
    "many hidden": lambda: HEAD + MARK + repeat("<p hidden>x</p>", WIDE),
    "many itemprops": lambda: HEAD + MARK + repeat("<i itemprop=datePublished>", WIDE),
    "many metas": lambda: HEAD + MARK + repeat('<meta name="date" content="x">', WIDE),
    "many rows": lambda: HEAD + MARK + "<table>" + repeat("<tr><td>a<td>b", WIDE),
    "many lists": lambda: HEAD + MARK + repeat("<ul><li>a bridge</ul>", WIDE),
    "many headings": lambda: HEAD + MARK + repeat("<h1>Bridge at Kassala opens</h1>", WIDE),
    "one word": lambda: HEAD + MARK + "<p>" + "x" * WIDE,
    "one space": lambda: HEAD + MARK + "<p>" + " " * WIDE + "x",
    "line ends": lambda: HEAD + MARK + "<p>" + "\n" * WIDE + "x",
    "references": lambda: HEAD + MARK + "<p>" + repeat("&amp;", WIDE),
    "wide characters": lambda: HEAD + MARK + "<p>" + repeat("\U0001f600", WIDE),
    "combining marks": lambda: HEAD + MARK + "<p>e" + repeat("\u0301", WIDE),
    "linked data nested": lambda: (
        HEAD + '<script type="application/ld+json">' + "[" * 900_000 + "</script>" + MARK
    ),
    "linked data wide": lambda: (
        HEAD
        + '<script type="application/ld+json">['
        + ",".join(['{"@type": "NewsArticle", "author": [[["x"]]]}'] * 20_000)
        + "]</script>"
        + MARK
    ),
    "linked data scripts": lambda: (
        HEAD + repeat('<script type="application/ld+json">{"@graph": []}</script>', WIDE) + MARK
    ),
    "noscripts": lambda: HEAD + MARK + repeat("<noscript>x</noscript>", WIDE),
    "templates": lambda: HEAD + MARK + repeat("<template>", WIDE),
    "plaintext": lambda: HEAD + MARK + "<plaintext>" + repeat("<b>", WIDE),
    "title": lambda: "<title>" + "x" * WIDE + "</title>" + MARK,
    "entities": lambda: (
        '<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "&a;">]>' + HEAD + MARK + "&a;" * 1000
    ),
    "frames": lambda: repeat("<frameset>", WIDE) + MARK,
}
