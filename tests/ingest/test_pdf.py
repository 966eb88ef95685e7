"""PDF documents: text and what they tell of themselves, and an error of ours for what cannot be read."""

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from dragoman.errors import Empty, Encrypted, Malformed, ReadError, Stopped, TooLarge
from dragoman.ingest import pdf
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.pdf import read_pdf, take_text
from tests.ingest.making_pdfs import build, draw, make_pdf, set_lines, write

TEXT = "Talks on the river ended on Friday without a truce, both sides\nsaid. Shells fell on the north bank."
TOLD = {"Title": "Talks end", "Author": "R. Vale", "CreationDate": "D:20140302101500Z"}


def read(content, **told):
    return read_pdf(FoundDocument("a.pdf", content, **told))


def test_a_document_gives_its_text_title_and_author():
    report = read(make_pdf([TEXT], TOLD))
    assert report.text == TEXT.replace("\n", " ")
    assert (report.title, report.author, report.id) == ("Talks end", "R. Vale", "a.pdf")


def test_the_day_on_which_the_file_was_made_is_told_and_is_no_publication():
    report = read(make_pdf([TEXT], TOLD))
    assert report.published is None
    assert [remark.message for remark in report.remarks if "2014-03-02" in remark.message]


def test_what_leads_to_the_document_comes_first():
    report = read(
        make_pdf([TEXT], TOLD), title="From the feed", published="2014-03-05", publisher="Wire", url="u"
    )
    assert (report.title, report.author) == ("From the feed", "R. Vale")
    assert (report.published, report.basis, report.publisher, report.url) == (
        "2014-03-05",
        "feed",
        "Wire",
        "u",
    )


@pytest.mark.parametrize(
    "title", ["untitled", "Microsoft Word - draft 3.docx", "report_final.indd", " ", "Document1", "\0"]
)
def test_a_title_that_a_program_put_in_is_none(title):
    assert take_text(make_pdf([TEXT], {"Title": title}), "a").title is None


def test_title_and_author_come_from_xmp_where_nothing_else_tells_them():
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Talks end</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq>'
        "<rdf:li>R. Vale</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([TEXT]))))
    writer.xmp_metadata = packet.encode()
    taken = take_text(save(writer), "a")
    assert (taken.title, taken.author) == ("Talks end", "R. Vale")


def save(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def lock(content, user_password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password, owner_password=user_password, algorithm="RC4-128")
    return save(writer)


def test_a_document_that_opens_without_a_password_is_read():
    assert take_text(lock(make_pdf([TEXT]), ""), "a").text == TEXT.replace("\n", " ")


def test_a_document_that_needs_a_password_is_locked():
    with pytest.raises(Encrypted, match=r"'a\.pdf' opens only with a password"):
        read(lock(make_pdf([TEXT]), "secret"))


def test_pages_without_text_are_said_to_be_scanned():
    with pytest.raises(Empty, match=r"no text on its 2 pages; they may be scanned pictures"):
        read(make_pdf([b"0 0 100 100 re f", b""]))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"Rain.", b"%PDF-1.7\n" + b"\0" * 5000])
def test_what_is_no_document_is_malformed(content):
    with pytest.raises(Malformed, match=r"'a\.pdf'"):
        read(content)


def test_a_page_that_cannot_be_read_leaves_the_others_and_is_told():
    taken = take_text(
        build([draw(set_lines(TEXT)), bytes(30 << 20), draw(set_lines("Third page."))], {}), "a"
    )
    assert taken.text.endswith("bank.\n\nThird page.")
    assert [remark.message for remark in taken.remarks] == [
        "1 of 3 pages are broken or too large and were not read: 2."
    ]


def test_pages_over_the_most_are_said(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    taken = take_text(make_pdf(["One.", "Two.", "Three."]), "a")
    assert "Three" not in taken.text
    assert [remark.message for remark in taken.remarks] == ["Only the first 2 of 3 pages were read."]


def test_joined_letters_stand_as_they_were_written_and_zeros_are_left_out(monkeypatch):
    monkeypatch.setattr(pdf, "join_pages", lambda pages: ("The o\ufb03cer \ufb01red.\0\ud800", ()))
    taken = take_text(make_pdf(["x"]), "a")
    assert taken.text == "The officer fired."
    assert [remark.kind for remark in taken.remarks] == ["characters", "ligatures"]


@pytest.mark.hostile
def test_a_stream_that_is_a_bomb_is_too_large():
    with pytest.raises(TooLarge, match=r"'a\.pdf'"):
        read(build([bytes(200 << 20)], {}))


@pytest.mark.hostile
def test_streams_over_one_another_are_too_large():
    drawing = zlib.compress(zlib.compress(b" " * (100 << 20)))
    with pytest.raises(ReadError):
        read(build([drawing], {}, "/FlateDecode /FlateDecode /FlateDecode"))


@pytest.mark.hostile
def test_many_streams_that_are_large_are_stopped_in_time():
    drawings = [b"0 0 m 1 1 l S\n" * 1_000_000] * 12
    with pytest.raises((Stopped, TooLarge)):
        read(build(drawings, {}))


def test_a_tree_of_pages_that_goes_in_circles_is_an_error_of_ours():
    circle = write([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])
    with pytest.raises(ReadError):
        read(circle)


def test_a_file_over_the_limit_is_refused_and_one_below_is_read():
    with pytest.raises(TooLarge, match="51 MiB, the limit of a PDF document is 50 MiB"):
        read(b"%PDF-1.4" + bytes(51 << 20))
    assert read(make_pdf([TEXT]) + b"%" * (49 << 20)).text


def test_an_odd_name_is_told():
    with pytest.raises(Malformed, match=r"odd\\\\udcff"):
        read_pdf(FoundDocument("odd\udcff.pdf", b"x"))
