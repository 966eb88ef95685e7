from datetime import date

import pytest

from dragoman.ingest.page_markup import parse_page
from dragoman.ingest.page_metadata import find_metadata

LATEST = date(2024, 6, 1)


def find(head="", body=""):
    tree, scripts, _ = parse_page(f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>")
    return find_metadata(tree, scripts, LATEST)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-09-20">',
        '<meta name="DC.date.issued" content="2022-09-20">',
        '<meta name="dcterms.created" content="2022-09-20">',
        '<meta name="parsely-pub-date" content="2022-09-20">',
        '<meta name="sailthru.date" content="2022-09-20">',
        '<meta name="pubdate" content="20220920">',
        '<meta itemprop="datePublished" content="2022-09-20">',
        '<meta name="date" content="2022-09-20">',
    ],
)
def test_every_vocabulary_tells_the_day(head):
    assert find(head).published == ("2022-09-20",)


@pytest.mark.parametrize(
    "body",
    [
        '<time pubdate datetime="2022-09-20">today</time>',
        '<time class="entry-date">20 September 2022</time>',
        '<span itemprop="datePublished">September 20, 2022</span>',
        '<abbr class="published" title="2022-09-20">Tuesday</abbr>',
        '<span class="article-date">20.09.2022</span>',
        '<div class="posted">Posted on 20 September 2022 by the desk</div>',
    ],
)
def test_a_day_that_is_marked_where_it_is_shown_counts(body):
    assert find(body=body).published == ("2022-09-20",)


def test_a_marked_day_comes_before_one_that_is_only_shown():
    metadata = find(
        '<meta name="pubdate" content="2022-09-20">', '<span class="date">21 September 2022</span>'
    )
    assert metadata.published == ("2022-09-20",)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2022-09-22">', ""),
        ('<meta property="og:updated_time" content="2022-09-22">', ""),
        ("", '<time itemprop="dateModified" datetime="2022-09-22">x</time>'),
    ],
)
def test_a_day_of_change_is_never_one_of_publication(head, body):
    metadata = find(head, body)
    assert (metadata.published, metadata.modified) == ((), "2022-09-22")


@pytest.mark.parametrize(
    "body",
    [
        '<time class="updated" datetime="2022-09-22">x</time>',
        '<p>Last modified on <time datetime="2022-09-22">x</time></p>',
        '<span class="date">Updated: 22 September 2022</span>',
        '<div class="comment"><time datetime="2022-09-22">x</time></div>',
        '<aside><span class="date">22 September 2022</span></aside>',
        '<div class="related-posts"><time class="published" datetime="2022-09-22">x</time></div>',
        "<p>The truce of 22 September 2022 was broken.</p>",
        '<div class="date">03/04/2022</div>',
        '<time pubdate datetime="2031-01-01">x</time>',
    ],
)
def test_days_of_change_of_others_and_of_the_text_do_not_count(body):
    assert find(body=body).published == ()


def test_the_heading_that_is_shown_is_the_title_where_metadata_have_half_of_its_words():
    head = '<meta property="og:title" content="Grain reaches Kassala after weeks, latest news | Andes Wire">'
    assert find(head, "<h1>Grain reaches Kassala at last</h1>").title == "Grain reaches Kassala at last"
    assert (
        find(head, "<h1>The Andes Wire of today</h1>").title
        == "Grain reaches Kassala after weeks, latest news"
    )


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Grain reaches Kassala - Andes Wire", "Grain reaches Kassala"),
        ("Grain reaches Kassala | World | The Andes Wire", "Grain reaches Kassala"),
        ("Andes Wire: Grain reaches Kassala", "Andes Wire: Grain reaches Kassala"),
        ("Andes Wire | Grain reaches Kassala", "Grain reaches Kassala"),
        ("War - and peace", "War - and peace"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title, cleaned):
    head = f'<title>{title}</title><meta property="og:site_name" content="Andes Wire">'
    assert find(head).title == cleaned


def test_a_heading_that_is_the_name_of_the_site_is_no_title():
    head = '<title>Grain here</title><meta property="og:site_name" content="The Great Andes Wire">'
    assert find(head, "<h1>The Great Andes Wire</h1>").title == "Grain here"


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ('<meta name="author" content="By Lena Ortiz">', "", ("Lena Ortiz",)),
        ('<meta property="article:author" content="https://social.example/lena">', "", ()),
        (
            '<meta name="dc.creator" content="AFP"><meta name="dc.creator" content="Lena Ortiz">',
            "",
            ("AFP", "Lena Ortiz"),
        ),
        ("", '<span itemprop="author">Lena Ortiz</span>', ("Lena Ortiz",)),
        ("", '<p class="byline">by Lena Ortiz</p>', ("Lena Ortiz",)),
        ("", '<a rel="author">Lena Ortiz</a>', ("Lena Ortiz",)),
        ("", '<div class="comment"><span class="author">Troll</span></div>', ()),
        ("", "<p>By Lena Ortiz</p>", ()),
    ],
)
def test_authors_are_taken_where_they_are_marked(head, body, authors):
    assert find(head, body).authors == authors


def test_the_site_is_named_by_its_metadata():
    head = (
        '<meta name="application-name" content="Wire app"><meta property="og:site_name" content="Andes Wire">'
    )
    assert find(head).sites == ("Andes Wire", "Wire app")


def test_a_page_that_calls_its_text_locked_is_cut():
    assert find('<meta property="article:content_tier" content="locked">').is_cut
    assert not find('<meta property="article:content_tier" content="free">').is_cut


def test_canonical_and_graph_addresses_come_in_order():
    head = '<meta property="og:url" content="https://a.example/2"><link rel="canonical" href="https://a.example/1">'
    assert find(head).addresses == ("https://a.example/1", "https://a.example/2")
