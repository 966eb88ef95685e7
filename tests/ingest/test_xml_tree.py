"""XML is read to a tree without entities; what is broken is mended and said, what is hostile refused."""

import pytest

from dragoman.errors import Encoding, Malformed, TooDeep, TooLarge
from dragoman.ingest import xml_tree
from dragoman.ingest.xml_tree import get_local_name, parse_xml


def parse(content, limit=10**6):
    return parse_xml(content, "feed.xml", limit)


def get_text(content):
    return parse(content)[0].text


def list_kinds(content):
    return [remark.kind for remark in parse(content)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be", "cp1251"])
def test_a_document_is_read_in_its_encoding(encoding):
    stated = {"utf-16-le": "utf-16", "utf-8-sig": "utf-8", "utf-32-be": "utf-32"}.get(encoding, encoding)
    content = f'<?xml version="1.0" encoding="{stated}"?><a>Обстрел</a>'.encode(encoding)
    assert get_text(content) == "Обстрел"
    assert list_kinds(content) == []


def test_bytes_that_do_not_fit_the_stated_encoding_are_said():
    assert list_kinds('<?xml version="1.0" encoding="ascii"?><a>Malmö</a>'.encode()) == []
    assert list_kinds(b"<a>Malm\xf6</a>") == ["encoding"]
    assert get_text(b"<a>Malm\xf6</a>") == "Malmö"
    assert get_text('<?xml version="1.0" encoding="iso-2022-jp"?><a>Malmö</a>'.encode()) == "Malmö"


def test_a_codec_that_no_document_is_written_in_is_not_asked():
    for name in ("punycode", "zip", "rot13", "unicode_escape", "no-such"):
        assert get_text(f'<?xml version="1.0" encoding="{name}"?><a>\\x41-ö</a>'.encode()) == "\\x41-ö"


def test_utf_16_that_breaks_is_read_as_far_as_it_goes():
    broken = "<a>Обстрел</a>".encode("utf-16")[:-5]
    assert get_text(broken).startswith("Обстрел")
    assert list_kinds(broken)[0] == "encoding"
    with pytest.raises(Encoding, match="are none there"):
        parse(b"\xff\xfe" + b"\x00\xd8" * 50)


def test_a_namespace_with_spaces_is_known():
    root, remarks = parse(b"<r xmlns:dc='http://purl.org/dc/elements/1.1/ '><dc:date>x</dc:date></r>")
    assert root[0].tag == "{http://purl.org/dc/elements/1.1/}date"
    assert remarks == ()


def test_a_document_type_is_taken_out_and_names_that_it_defines_stand_as_written():
    content = (
        b'<!DOCTYPE a [<!ENTITY who "]>Kenya"><!-- ]> --><!ENTITY f SYSTEM "file:///x">]><a>&who; &f;</a>'
    )
    assert get_text(content) == "&who; &f;"
    assert list_kinds(content) == ["document type"]
    plain = b'<!DOCTYPE rss PUBLIC "-//N//DTD 0.91//EN" "http://n.example/0.91.dtd"><rss>x</rss>'
    assert get_text(plain) == "x"
    assert list_kinds(plain) == []


def test_a_document_type_that_does_not_end_is_refused():
    with pytest.raises(Malformed, match="does not end"):
        parse(b'<!DOCTYPE a [<!ENTITY b "')


def test_names_of_html_are_characters_and_single_ampersands_stay():
    content = b"<a>Malm&ouml; &amp; Lund & &lt;b&gt; &#246; &nope; http://x.example/?a=1&b=2</a>"
    assert get_text(content) == "Malmö & Lund & <b> ö &nope; http://x.example/?a=1&b=2"
    assert list_kinds(content) == []


def test_what_is_marked_as_plain_is_left_as_it_is():
    assert get_text(b"<a>&eacute;<![CDATA[&eacute; & <b>]]></a>") == "é&eacute; & <b>"


def test_characters_that_xml_does_not_know_are_dropped_and_counted():
    content = b"<a>R\0a&#0;i&#xD800;n\x08&#99999999;</a>"
    root, remarks = parse(content)
    assert root.text == "Rain&#99999999;"
    assert remarks[0].message.startswith("4 characters")


def test_broken_xml_is_mended_and_said():
    root, remarks = parse(b"<rss><item><title>One</title></item><item><title>Tw")
    assert [title.text for title in root.iter("title")] == ["One", "Tw"]
    assert [remark.kind for remark in remarks] == ["broken XML"]
    assert "line 1" in remarks[0].message


def test_a_prefix_that_is_not_declared_means_what_it_usually_does():
    root, remarks = parse(b"<rss><dc:date>2024-03-01</dc:date><x:y/></rss>")
    assert root[0].tag == "{http://purl.org/dc/elements/1.1/}date"
    assert remarks == ()


@pytest.mark.parametrize("page", [b"<!doctype html><p>x", b"<!DOCTYPE HTML PUBLIC ''>", b"<html><p/></html>"])
def test_a_web_page_is_refused_as_one(page):
    with pytest.raises(Malformed, match="is a web page"):
        parse(page)


@pytest.mark.parametrize("content", [b"", b"Rain fell.", b"<", b"\0\0\0"])
def test_what_is_no_xml_is_refused(content):
    with pytest.raises(Malformed, match="feed\\.xml"):
        parse(content)


def test_what_is_too_large_or_deep_is_refused(monkeypatch):
    with pytest.raises(TooLarge, match="MiB"):
        parse(b"<a>" + b"x" * 100 + b"</a>", 100)
    with pytest.raises(TooDeep):
        parse(b"<a>" * 300 + b"</a>" * 300)
    with pytest.raises(TooLarge, match="namespaces"):
        parse(b"".join(b"<a xmlns:n%d='u%d'/>" % (n, n) for n in range(101)).join((b"<r>", b"</r>")))
    monkeypatch.setattr(xml_tree, "MAX_PIECES", 20)
    with pytest.raises(TooLarge, match="references and lines"):
        parse(b"<r>" + b"&\n" * 10 + b"</r>")
    monkeypatch.setattr(xml_tree, "MAX_MARKS", 10)
    with pytest.raises(TooLarge, match="tags"):
        parse(b"<r>" + b"<a/>" * 10 + b"</r>")
    with pytest.raises(TooLarge, match="attributes"):
        parse(b"<r " + b" ".join(b"a%d=''" % n for n in range(11)) + b"/>")


def test_a_name_is_told_without_its_namespace():
    root, _ = parse(b"<r xmlns='urn:x'><A:pubDate xmlns:A='urn:y'/></r>")
    assert [get_local_name(element) for element in root.iter()] == ["r", "pubdate"]
