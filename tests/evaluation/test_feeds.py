"""How expectations that feeds state in their heads are read and compared."""

import pytest

from evaluation import feeds
from evaluation.feeds import find_expectations


def write(folder, name, expected, body):
    path = folder / feeds.FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<!--\nDescription: made\nExpect:      not bozo and {expected}\n-->\n{body}", encoding="utf-8"
    )


def write_item(folder, name, expected, item):
    write(folder, name, expected, f"<rss version='2.0'><channel><item>{item}</item></channel></rss>")


def find(expected, body=""):
    document = f"<!--\nExpect: not bozo and {expected}\n-->{body}"
    return [(one.field, one.entry, one.value) for one in find_expectations(document, "x")]


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("feed['title'] == 'A'", [("title", None, "A")]),
        ("entries[1]['title_detail']['value'] == 'A'", [("title", 1, "A")]),
        ("feed.link == 'http://x.example/'", [("link", None, "http://x.example/")]),
        ("entries[0]['links'][0]['href'] == 'http://x.example/'", [("link", 0, "http://x.example/")]),
        ("entries[0]['date_parsed'] == (2004, 1, 1, 0, 0, 0, 3, 1, 0)",
         [("updated", 0, (2004, 1, 1, 0, 0, 0, 3, 1, 0))]),
        ("feed['title'] == 'A' and entries[0]['link'] == 'b'", [("title", None, "A"), ("link", 0, "b")]),
        ("entries[0]['links'][1]['href'] == 'b'", []),
        ("entries[0]['title_detail']['base'] == 'b'", []),
        ("entries[0]['source']['title'] == 'b'", []),
        ("not entries[0].has_key('link')", []),
        ("feed['title'] == 'A' or feed['title'] == 'B'", []),
        ("feed['title'] == __import__('os').name", []),
        ("feed['title'] ==", []),
    ],
)  # fmt: skip
def test_what_a_file_states_of_title_link_and_date_is_found(expected, found):
    assert find(expected) == found


def test_first_links_count_only_where_all_stand_for_the_page():
    assert find("entries[0]['links'][0]['href'] == 'b'", '<link rel="license" href="b"/>') == []


def test_right_and_wrong_are_told_apart(tmp_path):
    write_item(
        tmp_path, "a.xml", "entries[0]['title'] == 'A <b>B</b>'", "<title>A &lt;b&gt;B&lt;/b&gt;</title>"
    )
    write_item(tmp_path, "b.xml", "entries[0]['title'] == 'C'", "<title>A</title>")
    write_item(
        tmp_path, "c.xml", "entries[0]['link'] == 'http://x.example/'", "<link>http://x.example/</link>"
    )
    write_item(tmp_path, "d.xml", "entries[0]['link'] == 'mailto:x'", "<link>mailto:x</link>")
    write_item(
        tmp_path, "e.xml", "entries[0]['published_parsed'] == (2004, 1, 1, 19, 48, 21, 3, 1, 0)",
        "<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>",
    )  # fmt: skip
    write_item(tmp_path, "f.xml", "entries[0]['updated'] == '2004-01-02'", "<pubDate>01 Jan 2004</pubDate>")
    write(tmp_path, "g.xml", "version == 'x'", "Rain.")
    figures = feeds.measure(tmp_path)
    assert figures["title"] == {"right": 0.5, "count": 2}
    assert figures["link"] == {"right": 1.0, "count": 2}
    assert figures["date"] == {"right": 0.5, "count": 2}
    assert figures["all"] == {"right": round(4 / 6, 4), "count": 6}
    assert figures["files"] == {"right": round(6 / 7, 4), "count": 7}
    assert [line.split("\t")[0] for line in feeds.list_errors(tmp_path)] == ["title", "updated", "not read"]


def test_a_title_that_is_stated_to_be_plain_is_compared_as_it_is(tmp_path):
    body = "<feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>A &lt;b&gt;</title></feed>"
    write(tmp_path, "a.xml", "feed['title'] == 'A <b>'", body)
    assert feeds.measure(tmp_path)["title"]["right"] == 1.0
