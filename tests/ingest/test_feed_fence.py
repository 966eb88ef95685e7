"""What feedparser is given: the parts of a feed that are used, in bounded number."""

import pytest
from lxml import etree

from dragoman.errors import TooLarge
from dragoman.ingest import feed_fence
from dragoman.ingest.feed_fence import fence_feed


def fence(inside):
    root = etree.fromstring(f"<rss><channel><item>{inside}</item></channel></rss>")
    assert fence_feed(root, "feed") == 1
    return root[0][0]


def list_parts(inside):
    return [part.tag for part in fence(inside)]


def test_only_parts_that_are_used_stay():
    assert list_parts(
        "<title>T</title><category>x</category><image><title>I</title></image><link>l</link>"
    ) == [
        "title",
        "link",
    ]


def test_parts_of_one_name_are_bounded():
    assert len(list_parts("<author>A</author>" * 50)) == feed_fence.MAX_ALIKE
    assert len(list_parts("<link>l</link>" * 100)) == feed_fence.MAX_LINKS


@pytest.mark.parametrize("value", ["a" * 81, "ab " * 200])
def test_a_name_or_date_that_is_too_long_is_none(value):
    assert list_parts(f"<author>{value}</author><pubDate>{value}</pubDate><title>{value}</title>") == [
        "title"
    ]


def test_long_words_in_pieces_are_seen():
    assert list_parts(f"<author>{'a' * 50}<x/>{'a' * 50}</author>") == []


def test_words_keep_their_markup_and_names_lose_theirs():
    item = fence(
        "<description>a<b>c</b></description><author>A<name>B<x/></name><x/></author><guid>g<x/></guid>"
    )
    assert etree.tostring(item) == (
        b"<item><description>a<b>c</b></description><author>A<name>B</name></author><guid>g</guid></item>"
    )


def test_words_that_are_stated_to_be_other_xml_are_left_out():
    assert list_parts("<content type='text/xml'><author>A</author></content>") == []
    assert list_parts("<content type='xhtml'><b>A</b></content><content type='text/xml'>A</content>") == [
        "content",
        "content",
    ]


def test_attributes_are_bounded():
    many = " ".join(f"a{number}='1'" for number in range(60))
    item = fence(f"<link {many}/><link href='x' title='{'a' * 5000}'/>")
    assert [dict(link.attrib) for link in item] == [{}, {"href": "x"}]


def test_too_many_elements_in_words_are_refused(monkeypatch):
    monkeypatch.setattr(feed_fence, "MAX_ELEMENTS", 10)
    assert list_parts("<x/>" * 50) == []
    with pytest.raises(TooLarge, match="elements"):
        fence("<description>" + "<b/>" * 50 + "</description>")


def test_entries_after_the_first_are_counted_and_left_out(monkeypatch):
    monkeypatch.setattr(feed_fence, "MAX_ENTRIES", 2)
    root = etree.fromstring("<feed>" + "<entry><title>x</title></entry>" * 5 + "</feed>")
    assert fence_feed(root, "feed") == 5
    assert len(root) == 2
