"""Kinds are told by content: each example stands with and without marks, wide, packed, under a wrong name."""

import codecs
import gzip
import io
import zipfile

import pytest
import zstandard

from dragoman.ingest.kinds import HEAD_BYTES, find_kind

PAGES = [
    "<!DOCTYPE html><html><head><title>Rain</title></head><body><p>It rained.</p></body></html>",
    '<!doctype HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">\n<HTML><BODY BGCOLOR="#fff">Rain</BODY></HTML>',
    '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">\n<html xmlns="x"/>',
    "<!-- saved from a cache -->\n<html lang=en><head></head><body>Rain</body></html>",
    "<head><title>Rain in Suva</title></head><body>Rain",
    '<div class="story"><h1>Rain</h1><p>It rained.</p><p>All day.</p></div>',
    "<p>It rained.</p>\n<p>All <b>day</b>.</p>",
    "<script>var a = 1 < 2;</script><title>Rain</title><p>It rained.",
    "Warning: include(): failed in head.php on line 3\n<!DOCTYPE html>\n<html><head><title>Rain</title>",
    '<html ⚡ amp><head><meta charset="utf-8"></head><body>Rain</body></html>',
    "<FRAMESET COLS='20%,80%'><FRAME SRC='a.htm'></FRAMESET>",
    "<meta http-equiv=refresh content='0'><title>Rain</title><table><tr><td>Rain</td></tr></table>",
]
FEEDS = [
    '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>',
    '<rss version="0.91"><channel></channel></rss>',
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>',
    '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>T</atom:title></atom:feed>',
    '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    'syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/></rdf:RDF>',
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b]>">]><rss version="2.0"><channel/></rss>',
    '<rdf:RDF xmlns:rdf="x" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/></rdf:RDF>',
    "<rss xml:base='http://a.example/'><channel><item><guid>x</guid></item></channel></rss>",
    "<CHANNEL LASTMOD='2020-01-02T00:00'></CHANNEL>",
    '<!DOCTYPE Channel SYSTEM "cdf.dtd"><CHANNEL HREF="http://a.example/"><ITEM/></CHANNEL>',
]
SITEMAPS = [
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>',
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></sitemapindex>',
]
XML = [
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;">]><lolz>&b;</lolz>',
    '<?xml version="1.0"?><nitf><body><p>It rained.</p></body></nitf>',
    '<!DOCTYPE roottag [<!ENTITY a SYSTEM "file:///etc/hostname">]><roottag>&a;</roottag>',
    "<?xml version='1.0'?><opml version='2.0'><body/></opml>",
]
MAILS = [
    "Return-Path: <a@b.example>\r\nReceived: from x by y; Tue, 20 Sep 2022 08:00:00 +0000\r\n"
    "From: A <a@b.example>\r\nSubject: Rain\r\n\r\nIt rained.\r\n",
    "From: A <a@b.example>\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\nIt rained.\n",
    "From: A <a@b.example>\nDate: Tue, 20 Sep 2022 08:00:00 +0200\nSubject: Rain\n\nIt rained.\n",
    "Message-ID: <1@b.example>\nSubject: =?utf-8?q?Rain?=\n\n<html><body>It rained.</body></html>",
    "X-Mailer: M\nFrom: a@b.example\nSubject: a long\n one, folded\n\nFrom: B\n\nIt rained.",
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/rain\nSubject: Rain\n"
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n',
    "Path: news!x\nFrom: a@b.example (A)\nNewsgroups: misc.news\nSubject: R\nMessage-ID: <2@b>\n\nIt rained.",
    "Received: by y\nThis line is damage\nFrom: a@b.example\n\nIt rained.",
]
MAILBOXES = [
    "From a@b.example Tue Sep 20 08:00:00 2022\nFrom: A <a@b.example>\nSubject: Rain\n\nIt rained.\n",
    "From MAILER-DAEMON Fri Jul  8 12:08:34 2011\nFrom: A <a@b.example>\n\nIt rained.\n",
    "From - Tue Sep 20 08:00:00 2022\nX-Mozilla-Status: 0001\nFrom: A <a@b.example>\n\nIt rained.\n",
]
TABLES = [
    "id,date,title,text\n1,2020-01-02,Rain,It rained.\n2,2020-01-03,Sun,The sun shone.\n",
    'event_id_cnty,event_date,source,notes\nA1,20 September 2022,S,"It rained, and how."\nA2,x,S,n\n',
    'Date;Source;Body\n2020-01-02;S;"It rained;\nall day"\n2020-01-03;S;Sun\n',
    "date\tsource\tarticle\n2020-01-02\tS\tIt rained, all day.\n",
    "sep=;\nDate;Body\n2020-01-02;Rain\n",
]
LINES = [
    '{"text": "It rained.", "published": "2020-01-02"}\n{"text": "Sun."}\n',
    ' {"id": 1, "text": "It rained."}',
    '{"text": "' + "It rained. " * 8000 + '"}\n',
]
JSON_FEEDS = [
    '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}',
    '{\n  "title": "T",\n  "items": [],\n  "version": "https:\\/\\/jsonfeed.org\\/version\\/1"\n}',
]
JSON = ['{"articles": [{"title": "Rain"}]}', '{\n  "text": "It rained."\n}', "{}"]
PROSE = [
    "From: our correspondent in Suva\n\nIt rained for a third day, the harbour office said.",
    "From: Mission in Suva\nTo: all staff\nSubject: Daily bulletin\nDate: 3 May 2011\n\nIt rained.",
    "Subject: Daily bulletin no. 12\n\nIt rained, the ministry said.",
    "Subject: Rain\nSubject: More rain\nBoth bulletins were read out in Suva.",
    "From Suva came word on Friday that talks had begun.\nFrom: nobody knew whom.",
    "From suva@radio Tue Sep 20 the rain went on until 2022, he joked.\nIt was heavy.",
    "Date: Friday\nPlace: Suva\nKilled: 3\n\nThe police said so.",
    "SUVA: It rained.\nNADI: The sun shone.\n\nSo said the office.",
    "Rain, wind and hail, the office said, hit Suva, Nadi, Lautoka.\nHail, wind, rain, sun, all in a day.\n",
    "text, lies and a video, said the minister\nIt rained, he added, and rained.\n",
    "Rain\tSun\nThe office\tsaid so, in Suva\ttoday\n",
    "{Sic} rain.",
    '{"Rain!" said the minister.} It fell.',
    "{ rain }",
    '{"so": he said',
    "{" * 5000,
    '["Rain"] fell, said the office.',
    "<Reuters> It rained in Suva.",
    "<AP> SUVA - It rained < 3 mm.",
    "<b>SUVA</b> - It rained, the office said.",
    "<feed> the fish version was what he said.",
    "<rss> means nothing here, said the minister.",
    "<channel> 5 said it rained.",
    "<DOC>\n<DOCNO> 12 </DOCNO>\nIt rained.\n</DOC>",
    "<3 from Suva",
    "<",
    "<>",
    "< html is not a tag",
    "<p",
    "--- \n\nIt rained.",
    "---\ntitle: Rain\ndate: 2020-01-02\n---\n\nIt rained.",
    "# Rain\n\nIt rained in **Suva**, the [office](https://a.example/) said.\n\n| a | b |\n|---|---|\n",
    "Rain\n====\n\n<details>It rained.</details>",
    "PK is what they call it.",
    "WARC/1.0 is a format, he said.",
    "BZh is a word.",
    "ID3 tags were found in Suva.",
    "MZ said it rained.",
    "GIF is short.",
    "%PDF is a mark, he said.",
    "On the mark %PDF-1.7 he said: nothing.\nIt rained.",
    "RIFF raff.",
    "%!PS-like words.",
    "ftyp",
    "Rar! he cried.",
    "\tIt rained.\n\n\tIt rained more.",
    "Вчера в Суве шёл дождь.",
    "أمطرت في سوفا أمس.",
    "昨日、スバで雨が降った。",
    "",
    "Q: Did it rain?\nA: It did.\n\nQ: Where?",
    "http://a.example/: rain\n\nIt rained.",
    "Re: rain\n\nIt rained.",
    "Content-Type: he laughed at the words.",
    "X-ray: the machine broke down.\n\nIt rained.",
    "+ACI-Rain+ACI- he said.",
    "BREAKING: rain\nUPDATE: more rain\n\n",
    "From:\nSuva\n\nIt rained.",
    "id;text\n",
    "source: the office\n\nRain.",
]
EXAMPLES = (
    [("page", text) for text in PAGES]
    + [("feed", text) for text in FEEDS]
    + [("sitemap", text) for text in SITEMAPS]
    + [("xml", text) for text in XML]
    + [("mail", text) for text in MAILS]
    + [("mailbox", text) for text in MAILBOXES]
    + [("table", text) for text in TABLES]
    + [("lines", text) for text in LINES]
    + [("json feed", text) for text in JSON_FEEDS]
    + [("json", text) for text in JSON]
    + [("text", text) for text in PROSE]
)
NAMES = [
    "a",
    "a.txt",
    "a.md",
    "a.pdf",
    "a.docx",
    "a.jpg",
    "standard input",
    "https://a.example/x.php?b=c.csv",
]


def make_zip(*parts, stored=()):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_text_is_told_by_content_whatever_its_name(kind, text):
    assert {find_kind(text.encode(), name) for name in NAMES} == {kind}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_text_is_told_in_wide_and_marked_encodings(kind, text, encoding):
    if text and not (encoding in ("utf-16-be", "utf-16-le") and (not text.isascii() or len(text) < 4)):
        assert find_kind(text.encode(encoding), "a") == kind


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_white_space_before_it_changes_nothing(kind, text):
    for before in ("\n", "\r\n\r\n  ", " \t"):
        assert find_kind((before + text).encode(), "a") == kind


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_packed_text_is_told_as_packed(kind, text):
    assert find_kind(gzip.compress(text.encode()), "a.txt") == "gzip"
    assert find_kind(zstandard.compress(text.encode()), "a.txt") == "zstd"


@pytest.mark.parametrize("text", PAGES + FEEDS + SITEMAPS)
def test_a_comment_before_markup_changes_nothing(text):
    if not text.startswith(("<?xml", "Warning")):
        assert find_kind(f"<!-- a > b <html> --> {text}".encode(), "a") == find_kind(text.encode(), "a")


@pytest.mark.parametrize("text", [text for text in PROSE if text])
@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.jsonl", None),
        ("a.xml", "application/rss+xml"),
        ("a.pdf", None),
    ],
)
def test_prose_is_text_under_a_name_that_says_otherwise(text, name, media_type):
    is_markup = text.startswith(("<b>", "<DOC>", "Rain\n====")) or (text.startswith("<") and name == "a.xml")
    is_json = name == "a.jsonl" and text.startswith('{"')
    if not is_markup and not is_json:
        assert find_kind(text.encode(), name, media_type) == "text"


@pytest.mark.parametrize(
    "text", [text for text in PROSE if not text.startswith(("Rain\tSun", "id;text", "text, lies"))]
)
def test_prose_with_commas_is_no_table_though_it_is_called_one(text):
    assert find_kind(text.encode(), "a.csv", "text/csv") == "text" or not text[0].isalpha()


@pytest.mark.parametrize(
    "text",
    [
        "August 27, 2007\nIt rained in Suva, Nadi.\n\nThe sun shone in Lautoka, the office said.",
        "Rain in Suva, sun in Nadi\n\nIt rained all day, the office said.\n\nIn Nadi, it did not.",
        "Rain, then sun",
    ],
)
def test_titles_and_days_with_commas_make_no_table(text):
    assert find_kind(text.encode(), "a.csv", "text/csv") == "text"


@pytest.mark.parametrize("text", PROSE)
def test_prose_without_headers_is_no_mail_though_it_is_called_one(text):
    kind = find_kind(text.encode(), "a.eml", "message/rfc822")
    assert kind == "text" or text.startswith(("From:", "Subject:", "Date:", "Content-Type:", "X-ray:"))


def test_the_name_decides_where_the_content_fits_several_kinds():
    assert find_kind(b"Place,What\nSuva,Rain\nNadi,Sun\n", "a.txt") == "text"
    assert find_kind(b"Place,What\nSuva,Rain\nNadi,Sun\n", "a.csv") == "table"
    assert find_kind(b"Place,What\nSuva,Rain\nNadi,Sun\n", "a", "text/csv; header=present") == "table"
    assert find_kind(b"text\nIt rained.\n", "a.csv") == "table"
    assert find_kind(b"<b>Rain</b> in Suva.", "a.html") == "page"
    assert find_kind(b"From: A\nSubject: Rain\n\nIt rained.", "a.eml") == "mail"
    assert find_kind(b'{"title": "Rain"}\n', "a.jsonl") == "lines"
    assert find_kind(b'{"title": "Rain"}\n', "a.json") == "json"
    assert find_kind(b"Place,What\nSuva,Rain\n", "a.csv.gz") == "table"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\n"),
        ("pdf", b"\x00junk before\x00%PDF-1.4\n1 0 obj\n"),
        ("warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"),
        ("warc", b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 75\n"),
        ("warc", gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" + bytes(500))),
        ("warc", zstandard.compress(b"WARC/1.1\r\nWARC-Type: response\r\n")),
        ("other office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("other office", b"{\\rtf1\\ansi It rained.}"),
        ("picture", b"\x89PNG\r\n\x1a\n" + bytes(20)),
        ("picture", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("picture", b"GIF89a" + bytes(20)),
        ("picture", b"RIFF\x24\x00\x00\x00WEBPVP8 "),
        ("sound or film", b"RIFF\x24\x00\x00\x00WAVEfmt "),
        ("sound or film", b"\x00\x00\x00\x18ftypmp42"),
        ("sound or film", b"ID3\x03\x00\x00\x00"),
        ("program", b"\x7fELF\x02\x01\x01"),
        ("program", b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00"),
        ("other archive", b"BZh91AY&SY" + bytes(20)),
        ("other archive", bytes(257) + b"ustar\x00"),
        ("gzip", b"\x1f\x8b\x08" + b"\xff" * 40),
        ("zstd", b"\x28\xb5\x2f\xfd" + b"\xff" * 40),
    ],
)
def test_binary_formats_are_told_by_their_marks(kind, content):
    assert {find_kind(content, name) for name in NAMES} == {kind}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", make_zip(("[Content_Types].xml", "wordprocessingml.document.main+xml"), ("x", "y"))),
        ("docx", make_zip(("docProps/app.xml", "x"), ("word/document.xml", "<w/>"))),
        ("other office", make_zip(("[Content_Types].xml", "spreadsheetml.sheet.main+xml"))),
        ("other office", make_zip(("ppt/slides/slide1.xml", "x"))),
        ("odt", make_zip(("mimetype", "application/vnd.oasis.opendocument.text"), stored=("mimetype",))),
        (
            "other office",
            make_zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), stored=("mimetype",)),
        ),
        (
            "wacz",
            make_zip(
                ("archive/data.warc.gz", b"x"), ("pages/pages.jsonl", "{}"), stored=("archive/data.warc.gz",)
            ),
        ),
        ("wacz", make_zip(("datapackage.json", "{}"), ("pages/pages.jsonl", "{}"))),
        ("zip", make_zip(("a.txt", "Rain"), ("../word/x", "Rain"))),
        ("zip", make_zip()),
        ("zip", make_zip(("mimetype", "application/epub+zip"), stored=("mimetype",))),
    ],
)
def test_zips_are_told_by_their_parts(kind, content):
    assert {find_kind(content, name) for name in NAMES} == {kind}


def test_only_the_head_is_looked_at():
    assert find_kind(b"Rain. " * HEAD_BYTES + b"<html><head>", "a") == "text"


def test_a_bomb_of_a_head_takes_no_memory():
    bomb = gzip.compress(bytes(50_000_000))
    assert find_kind(bomb, "a.gz") == "gzip"
    assert find_kind(codecs.BOM_UTF8 + b"<!DOCTYPE x [" + b"'" * 60_000, "a") == "xml"
