import time

import pytest

from dragoman.errors import TooDeep, TooLarge
from dragoman.ingest.mime import MAX_DEPTH, MAX_PARTS, read_parts, read_words


def nest(depth):
    content = b"Content-Type: text/plain\n\nRain.\n"
    for number in range(depth):
        edge = b"b%d" % number
        content = b"Content-Type: multipart/mixed; boundary=%s\n\n--%s\n%s\n--%s--\n" % (
            edge,
            edge,
            content,
            edge,
        )
    return content


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Rain in Suva", "Rain in Suva"),
        ("=?utf-8?B?UmFpbg==?=", "Rain"),
        ("=?utf-8?q?Rain_in?= =?utf-8?q?_Suva?= today", "Rain in Suva today"),
        ("=?utf-8?B?Ww==?= =?utf-8?q?x?=", "[x"),
        ("=?utf-8?B?xYE=?= and =?iso-8859-2?q?=A3=F3d=BC?=", "Ł and Łódź"),
        ("=?utf-8?q?=C5?= =?utf-8?q?=81=C3=B3d=C5=BA?=", "Łódź"),
        ("=?utf-8*en?q?Rain?=", "Rain"),
        ("=?UTF-8?B?UmFpbg?=", "Rain"),
        ("=?utf-8?B?!!!?= rain", "rain"),
        ("=?x-none?q?Rain?=", "Rain"),
        ("=?utf-8?q?Rain", "=?utf-8?q?Rain"),
        ("Rain\n in\tSuva", "Rain in Suva"),
        ("=?utf-8?q?a=00b=0Ac?=", "ab c"),
        ("=?punycode?q?Rain?=", "Rain"),
        (" ", None),
    ],
)
def test_headers_are_read_however_they_are_written(value, text):
    assert read_words(value) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_headers_with_bare_letters_are_read(encoding):
    raw = 'Subject: =?utf-8?q?Rain?= in Malmö\nContent-Disposition: attachment; filename="å.pdf"\n\nRain.'
    mail = read_parts(raw.encode(encoding), "a")
    assert mail.get_text("subject") == "Rain in Malmö"
    assert mail.get_parameter("filename", "content-disposition") == "å.pdf"


def test_parts_are_a_tree():
    mail = read_parts(nest(3), "a")
    assert [part.media_type for part in mail.walk()] == ["multipart/mixed"] * 3 + ["text/plain"]
    assert [part.body.strip() for part in mail.walk()][-1] == b"Rain."


def test_a_boundary_that_begins_like_another_is_its_own():
    content = (
        b"Content-Type: multipart/mixed; boundary=ab\n\n--ab\nContent-Type: multipart/mixed; boundary=abc\n\n"
        b"--abc\n\nOne.\n--abc--\n--ab\n\nTwo.\n--ab--\nepilogue"
    )
    bodies = [part.body.strip() for part in read_parts(content, "a").walk() if not part.parts]
    assert bodies == [b"One.", b"Two."]


def test_the_parts_of_a_digest_are_mails():
    content = b"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: Rain\n\nIt rained.\n--x--\n"
    (part,) = read_parts(content, "a").parts
    assert (part.media_type, part.parts[0].get_text("subject")) == ("message/rfc822", "Rain")


def test_a_mail_without_its_end_keeps_what_there_is():
    content = b'Content-Type: multipart/mixed; boundary="x y"\n\n--x y\n\nOne.\n--x y\n\nTw'
    assert [part.body for part in read_parts(content, "a").parts] == [b"One.\n", b"Tw"]


@pytest.mark.parametrize("boundary", [b"", b"; boundary=", b"; boundary=none", b"; boundary*=utf-8''%ff"])
def test_parts_that_cannot_be_told_apart_are_text(boundary):
    mail = read_parts(b"Content-Type: multipart/mixed" + boundary + b"\n\n--x\n\nRain.", "a")
    assert (mail.media_type, mail.body) == ("text/plain", b"--x\n\nRain.")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"attachment; filename=rain.pdf", "rain.pdf"),
        (b'attachment; filename="=?utf-8?q?regn_=C3=A5.pdf?="', "regn å.pdf"),
        (b"attachment; filename*=utf-8''regn%20%C3%A5.pdf", "regn å.pdf"),
        (b"attachment; filename*0*=utf-8''regn%20; filename*1*=%C3%A5.pdf", "regn å.pdf"),
        (b"attachment; filename*=x-none''rain.pdf", "rain.pdf"),
        (b"attachment; filename*0=a; filename*x=b", "a"),
        (b"attachment", None),
    ],
)
def test_names_of_files_are_read_however_they_are_written(header, name):
    mail = read_parts(b"Content-Disposition: " + header + b"\n\nRain.", "a")
    assert mail.get_parameter("filename", "content-disposition") == name


@pytest.mark.parametrize(
    ("encoding", "body", "raw"),
    [
        (b"base64", b"UmFp\nbi4=", b"Rain."),
        (b"BASE64", b"UmFpbi4", b"Rain."),
        (b"base64", b"UmFpb", b"Rai"),
        (b"base64", b"!", b""),
        (b"quoted-printable", b"Ra=\nin=2E=ZZ=", b"Rain.=ZZ"),
        (b"8bit", b"R\xc3\xa5in", b"R\xc3\xa5in"),
        (b"x-odd", b"Rain.", b"Rain."),
    ],
)
def test_bodies_are_decoded_as_far_as_they_go(encoding, body, raw):
    mail = read_parts(b"Content-Transfer-Encoding: " + encoding + b"\n\n" + body, "a")
    assert mail.decode_body() == raw


def test_too_deep_and_too_many_are_refused():
    assert read_parts(nest(MAX_DEPTH), "a")
    with pytest.raises(TooDeep, match="'a' has more than 20 parts within each other"):
        read_parts(nest(MAX_DEPTH + 1), "a")
    many = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nRain.\n" * (MAX_PARTS + 1)
    with pytest.raises(TooLarge, match="more than 500 parts"):
        read_parts(many, "a")


def test_much_within_many_parts_is_refused():
    with pytest.raises(TooLarge, match="100 MB of them"):
        read_parts(b"Content-Type: message/rfc822\n\n" * 12 + b"Rain." * 2_000_000, "a")


@pytest.mark.parametrize(
    "content",
    [
        b"Content-Type: text/plain" + b";" * 5_000_000,
        b"Content-Type: text/plain" + b'; a="' * 1_000_000,
        b"Subject: " + b"=?utf-8?q?" * 500_000,
        b"From: " + b"(" * 1_000_000 + b"\n" * 3,
        b"X: y\n" * 1_000_000,
        b"\n \n" * 1_000_000,
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x" * 1_000_000,
        b"Content-Type: multipart/mixed; boundary=-\n\n" + b"-" * 5_000_000,
        b"Content-Type: message/rfc822\n\n" * 15 + b"Rain." * 1_000_000,
    ],
)
def test_hostile_headers_and_boundaries_take_no_time(content):
    begun = time.process_time()
    mail = read_parts(content, "a")
    mail.get_text("subject")
    mail.get_text("from")
    assert time.process_time() - begun < 2
