import json

import pytest

from dragoman.ingest.page_linked_data import read_linked_data

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Grain &amp; bridge",
    "datePublished": "2022-09-20",
    "dateModified": "2022-09-22",
    "author": [{"@type": "Person", "name": "Lena Ortiz"}, {"@id": "#afp"}],
    "publisher": {"@type": "Organization", "name": "Andes Wire"},
}


def read(*values):
    return read_linked_data([json.dumps(value) for value in values])


def test_an_article_is_read_wherever_it_is_in_the_script():
    for value in (ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebPage"}, ARTICLE]}, {"mainEntity": ARTICLE}):
        found = read(value)
        assert found.is_found
        assert found.titles == ["Grain & bridge"]
        assert (found.published, found.modified, found.publishers) == (
            ["2022-09-20"],
            ["2022-09-22"],
            ["Andes Wire"],
        )


def test_what_is_referred_to_is_looked_up():
    agency = {"@type": "Organization", "@id": "#afp", "name": "AFP"}
    assert read(ARTICLE).authors == ["Lena Ortiz"]
    assert read({"@graph": [ARTICLE, agency]}).authors == ["Lena Ortiz", "AFP"]
    assert read(ARTICLE, agency).authors == ["Lena Ortiz", "AFP"]
    assert read({**ARTICLE, "publisher": agency}).authors == ["Lena Ortiz", "AFP"]


def test_the_first_article_counts_others_are_related():
    found = read(ARTICLE, {"@type": "Article", "headline": "Other", "datePublished": "2020-01-01"})
    assert (found.titles, found.published) == (["Grain & bridge"], ["2022-09-20"])


def test_a_page_tells_the_day_where_the_article_does_not():
    article = {"@type": "ReportageNewsArticle", "headline": "Grain"}
    found = read({"@graph": [{"@type": "WebPage", "datePublished": "2022-09-20"}, article]})
    assert found.published == ["2022-09-20"]


def test_what_is_not_free_is_cut():
    for value in (False, "False", "http://schema.org/False"):
        assert read({**ARTICLE, "isAccessibleForFree": value}).is_cut
    assert not read({**ARTICLE, "isAccessibleForFree": True}).is_cut
    assert not read(ARTICLE).is_cut


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        "7",
        '"x"',
        '{"@type": 7, "headline": {"a": []}}',
        '{"@graph": {"@graph": []}}',
        "{" * 50,
    ],
)
def test_broken_scripts_say_nothing(script):
    found = read_linked_data([script])
    assert not found.is_found and found.titles == []


def test_line_ends_in_values_and_marks_around_are_read_over():
    found = read_linked_data(['<![CDATA[{"@type": "Article", "headline": "Grain\nhere"};]]>'])
    assert found.titles == ["Grain here"]


def test_values_of_other_types_than_they_should_be_are_passed_over():
    found = read(
        {
            "@type": "Article",
            "headline": [7, None, "Grain"],
            "author": {"name": {"x": 1}},
            "datePublished": 2022,
        }
    )
    assert (found.titles, found.authors, found.published) == (["Grain"], [], [])


def test_lone_surrogates_do_not_come_through():
    assert read_linked_data([r'{"@type": "Article", "headline": "Gr\ud800ain"}']).titles == ["Grain"]
