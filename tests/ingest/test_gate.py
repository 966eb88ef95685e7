import pytest

from dragoman.errors import Encoding
from dragoman.ingest.found import Remark
from dragoman.ingest.gate import decode_declared, drop_broken, find_codec


def test_nul_and_half_characters_are_dropped_and_counted():
    assert drop_broken("Ra\0in \ud83dfell\udc80.") == (
        "Rain fell.",
        (Remark("characters", "3 characters are left out: NUL or half a character."),),
    )


def test_whole_text_is_left_as_it_stands():
    text = "🇫🇯 Su\u200bva\r\n\tשלום\u202e"
    assert drop_broken(text) == (text, ())


@pytest.mark.parametrize(
    "charset", ["utf-8", "UTF8", '"utf-8"'.strip('"'), "koi8-r", "windows-1251", "utf-16", "utf-7"]
)
def test_what_is_declared_counts_where_it_fits(charset):
    assert decode_declared("Дождь в Суве".encode(charset), charset, "a") == ("Дождь в Суве", ())


def test_a_wrong_declaration_is_said():
    text, remarks = decode_declared("Zoë fell".encode(), "us-ascii", "a")
    assert text == "Zoë fell"
    assert [remark.message for remark in remarks] == [
        "The text is declared as 'us-ascii', which its bytes are not."
    ]


def test_utf8_that_is_declared_as_latin_1_is_read_as_utf8():
    assert decode_declared("Zoë and Łódź".encode(), "iso-8859-1", "a")[0] == "Zoë and Łódź"
    assert decode_declared("Zoë “fell”".encode("cp1252"), "iso-8859-1", "a") == ("Zoë “fell”", ())


def test_without_a_declaration_the_bytes_tell():
    text, remarks = decode_declared("Malmö".encode("cp1252"), None, "a")
    assert (text, remarks[0].kind) == ("Malmö", "encoding")


@pytest.mark.parametrize(
    "charset", ["zlib", "rot13", "base64", "punycode", "idna", "unicode_escape", "no\0ne", "", None]
)
def test_what_is_no_encoding_of_text_is_never_used(charset):
    assert find_codec(charset) is None


def test_a_few_broken_places_are_replaced_and_counted():
    raw = b"It rained in Suva for a third day. " * 5
    text, remarks = decode_declared(raw + b"\x81" + raw, "utf-8", "a")
    assert text.count("\ufffd") == 1
    assert remarks[-1].message == "1 places of the text are not valid UTF-8; they stand as U+FFFD."


def test_what_fits_nothing_is_refused():
    with pytest.raises(Encoding):
        decode_declared("Переговоры прошли".encode("cp1251"), "utf-8", "a")
