import codecs

import pytest

from dragoman.errors import Empty, Encoding, Malformed, TooLarge
from dragoman.ingest.decode import MAX_BYTES, decode

TEXT = "Fiji’s envoy met the Côte d'Ivoire delegation in Suva."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_and_plain_utf8_need_no_note(encoding):
    assert decode(TEXT.encode(encoding), "a.txt") == (TEXT, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(encoding):
    text, note = decode(TEXT.encode(encoding), "a.txt")
    assert text == TEXT
    assert encoding.upper() in note


def test_windows_1252_is_the_last_guess_and_said():
    text, note = decode(TEXT.encode("cp1252"), "a.txt")
    assert text == TEXT
    assert "Windows-1252" in note


def test_damaged_utf8_keeps_its_good_characters():
    raw = ("Zoë and Noël " * 4).encode() + b"\xff fell."
    text, note = decode(raw, "a.txt")
    assert text == "Zoë and Noël " * 4 + "\ufffd fell."
    assert note.startswith("1 places")


def test_a_cyrillic_code_page_is_refused_not_invented():
    with pytest.raises(Encoding, match="Save it as UTF-8"):
        decode("Переговоры прошли в Минске без результата.".encode("cp1251"), "a.txt")


def test_a_broken_mark_is_refused():
    with pytest.raises(Encoding, match="breaks at byte"):
        decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "a.txt")


@pytest.mark.parametrize(
    ("raw", "what"),
    [(b"%PDF-1.7\n", "a PDF"), (b"\x89PNG\r\n\x1a\n", "a picture"), (b"PK\x03\x04....", "zip archive")],
)
def test_known_formats_are_named(raw, what):
    with pytest.raises(Malformed, match=what):
        decode(raw + bytes(100), "a.txt")


def test_binary_is_refused():
    with pytest.raises(Malformed, match="control"):
        decode(bytes(range(256)) * 8, "a.bin")


def test_a_few_control_characters_are_text():
    text = "The talks\x07 went on\x00 in Muscat for a fourth day without a word from either side. " * 2
    assert decode(text.encode(), "a.txt")[0] == text


def test_a_web_page_is_refused():
    with pytest.raises(Malformed, match="web page"):
        decode(b"\n<!DOCTYPE html><p>News</p>", "a.txt")


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", codecs.BOM_UTF8])
def test_nothing_to_read_is_empty(raw):
    with pytest.raises(Empty, match=r"'a\.txt' has no text"):
        decode(raw, "a.txt")


def test_twenty_megabytes_are_too_large():
    with pytest.raises(TooLarge, match=r"'a\.txt' has 20\.0 MB of text, a report must have less than 20 MB"):
        decode(bytes(MAX_BYTES), "a.txt")


def test_line_ends_stay():
    assert decode(b"one\r\ntwo\r", "a.txt")[0] == "one\r\ntwo\r"
