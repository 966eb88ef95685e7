from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dragoman.cli.view_html import render_page
from dragoman.record.model import Record
from dragoman.text.spans import find_span
from tests.cli.sample import TEXT, make_record

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: ids, links, elements, the text of the article; fails where tags do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.article = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                self.links.append(value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "article" in self.open:
            self.article += data


def test_every_link_leads_somewhere_and_every_id_is_there_once():
    page = Page(render_page(make_record()))
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} - set(page.ids) == set()


def test_rows_and_words_link_both_ways():
    page = render_page(make_record())
    assert '<a class="id" href="#w-e1">e1</a>' in page
    assert '<span id="w-e1"><a href="#e1" class="m trigger' in page


def test_a_row_without_words_has_no_link():
    record = make_record()
    places = (replace(record.places[0], mentions=()),)
    assert "#w-p1" not in render_page(replace(record, places=places))


def test_the_text_is_whole():
    article = Page(render_page(make_record())).article
    assert article.split() == TEXT.split()


def test_overlapping_kinds_share_their_words():
    record = make_record()
    mention = find_span(TEXT, TEXT.index("14 herders"), TEXT.index("14 herders") + 10)
    actors = (replace(record.actors[0], mentions=(mention,)), *record.actors[1:])
    assert 'class="m toll actor" title="k1: killed; Mali MLI">14 herders</a>' in render_page(
        replace(record, actors=actors)
    )


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "</style></title></article>",
        "$title ${rows} $$ &lt;b&gt; javascript:alert(1)",
    ],
)
def test_nothing_from_a_report_becomes_markup(evil):
    record = make_record(TEXT + evil, title=evil)
    record = replace(
        record,
        report=replace(record.report, publisher=evil, url=evil, language=evil),
        actors=tuple(replace(actor, name=evil, code=evil) for actor in record.actors),
        events=tuple(replace(event, why=evil, cameo=evil, mode=evil) for event in record.events),
        notes=(replace(record.notes[0], message=evil),),
    )
    page = Page(render_page(record))
    assert page.tags.isdisjoint({"script", "img", "link", "iframe"})
    assert not any(name.startswith("on") or name == "src" for name in page.attributes)
    assert "".join(page.article.split()).endswith("".join(evil.split()))


def test_unseen_characters_are_shown_as_marks():
    page = render_page(make_record(TEXT + " a\u202eb\x00c\ud800 👩\u200d👧"))
    assert '<span class="mark" title="unseen character">U+202E</span>' in page
    assert "U+0000" in page
    assert "U+D800" in page
    assert "👩\u200d👧" in page
    assert page.encode()


def test_a_page_loads_and_runs_nothing():
    page = render_page(make_record())
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_a_record_without_rows_has_a_page():
    assert "Nothing was found" in render_page(Record(make_record().report))
    empty = replace(make_record().report, text="", title=None)
    assert "The report has no text." in render_page(Record(empty))
