# ruff: noqa: E501  # pages have long lines
import codecs

import pytest

from dragoman.errors import Malformed
from dragoman.ingest.page_bytes import clean_charset, decode_page

RUSSIAN = "<html><head>{}</head><body><p>Переговоры о перемирии прошли в Минске без результата, сообщили обе стороны.</p></body></html>"
ARABIC = "<html><head>{}</head><body><p>انتهت المفاوضات في جنيف دون اتفاق بين الطرفين على وقف إطلاق النار</p></body></html>"
WESTERN = "<html><head>{}</head><body><p>Der Präsident fährt nach Genf, sagte der Sprecher für Außenpolitik.</p></body></html>"


def meta(charset):
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_and_utf8_need_no_word(encoding):
    text = RUSSIAN.format("")
    assert decode_page(text.encode(encoding), None, "a") == (text, [])


def test_utf16_without_a_mark_is_told_by_its_zeros():
    text = RUSSIAN.format("")
    assert decode_page(text.encode("utf-16-le"), None, "a")[0] == text
    assert decode_page(text.encode("utf-16-be"), None, "a")[0] == text


@pytest.mark.parametrize(
    ("page", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC, "cp1256"), (WESTERN, "iso-8859-1")],
)
def test_what_server_or_page_declare_is_taken_where_it_fits(page, encoding):
    assert decode_page(page.format("").encode(encoding), encoding, "a") == (page.format(""), [])
    text = page.format(meta(encoding))
    assert decode_page(text.encode(encoding), None, "a") == (text, [])


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "no-such-thing", ""])
def test_a_wrong_declaration_over_cyrillic_is_seen_and_said(declared):
    text = RUSSIAN.format(meta(declared) if declared else "")
    decoded, remarks = decode_page(text.encode("cp1251"), declared or None, "a")
    assert decoded == text
    assert [remark.kind for remark in remarks] == ["encoding"] and "read as CP1251" in remarks[0].message


def test_declared_western_but_utf8_is_utf8():
    text = RUSSIAN.format(meta("iso-8859-1"))
    assert decode_page(text.encode(), "iso-8859-1", "a") == (text, [])


def test_bytes_of_another_encoding_in_utf8_are_counted():
    raw = RUSSIAN.format("").encode() + "naïve café".encode("cp1252")
    text, remarks = decode_page(raw, "utf-8", "a")
    assert text.startswith(RUSSIAN.format("")) and text.count("\ufffd") == 2
    assert remarks[0].message.startswith("2 places")


def test_a_replacement_that_the_page_has_itself_is_not_counted():
    assert decode_page("<p>What was lost: \ufffd</p>".encode(), None, "a")[1] == []


def test_nul_is_dropped_and_counted():
    text, remarks = decode_page(b"<p>Talks\x00 went\x00 on</p>", None, "a")
    assert text == "<p>Talks went on</p>"
    assert remarks[0].kind == "characters" and remarks[0].message.startswith("2 NUL")


def test_bidi_and_zero_width_stay():
    text = "<p>\u202bHod\u200beida\u202c</p>"
    assert decode_page(text.encode(), None, "a") == (text, [])


@pytest.mark.parametrize(
    "label", ["utf-7", "rot13", "hex", "unicode_escape", "no\x00name", "", None, "é" * 50]
)
def test_what_is_no_encoding_of_pages_is_not_believed(label):
    assert clean_charset(label) is None


def test_what_is_no_page_is_named():
    with pytest.raises(Malformed, match="PDF"):
        decode_page(b"%PDF-1.7", "utf-8", "a")


def test_a_broken_mark_does_not_end_the_reading():
    text, remarks = decode_page(
        codecs.BOM_UTF16_LE + "<p>Talks".encode("utf-16-le") + b"\x00\xd8<", None, "a"
    )
    assert text.startswith("<p>Talks") and remarks


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Перемовини про перемир'я пройшли у Мінську без результату, повідомили обидві сторони.", "koi8-u"),
        (
            "انتهت المفاوضات في جنيف دون اتفاق بين الطرفين على وقف إطلاق النار، وقال المتحدث إن الجسر مغلق.",
            "cp1256",
        ),
        ("Obie armie otworzyły most na cztery godziny, a dwa konwoje ze zbożem dotarły do miasta.", "cp1250"),
        ("İki ordu köprüyü salı günü dört saat açtı ve tahıl taşıyan iki konvoy şehre ulaştı.", "cp1254"),
        (
            "Les deux armées ont ouvert le pont pendant quatre heures. « C’est fini », dit-il à Genève.",
            "cp1252",
        ),
        ("“We counted forty lorries,” said Amna Idris — who leads the office. It’s the first.", "cp1252"),
        ("両軍は火曜日に四時間橋を開放し、六週間ぶりに穀物を積んだ車列が町に到着したと述べた。", "euc_jp"),
        (
            "両軍は火曜日に四時間橋を開放し、六週間ぶりに穀物を積んだ車列が町に到着したと述べた。",
            "iso2022_jp",
        ),
        ("两支军队星期二开放大桥四小时，两支运粮车队六周来首次抵达该镇，救济办公室说。", "gb18030"),
    ],
)
def test_an_encoding_that_nobody_declares_is_found(text, encoding):
    raw = b"<html><body><p>" + text.encode(encoding) + b"</p></body></html>"
    assert text in decode_page(raw, None, "a")[0]
