import base64
import io
import quopri
import sys
from types import ModuleType

import pytest

from dragoman.errors import Empty, Encrypted, Malformed, ReadError, TooLarge
from dragoman.ingest import mail as module
from dragoman.ingest.found import FoundDocument, FoundReport, Remark, UnreadReport
from dragoman.ingest.mail import read_mail, read_mailbox

HEAD = "From: Ana Tuva <ana@courier.example>\nDate: Tue, 20 Sep 2022 08:00:00 +1200\nSubject: Rain in Suva\n"


def read(content, **fields):
    raw = content if isinstance(content, bytes) else content.encode()
    return read_mail(FoundDocument("a.eml", raw, **fields))


def write_parts(kind, *parts, more=""):
    body = "".join(f"--edge\n{part}\n" for part in parts)
    return (
        f'{HEAD}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="edge"{more}\n\n{body}--edge--\n'
    )


def get_kinds(report):
    return [remark.kind for remark in report.remarks]


@pytest.fixture
def pages(monkeypatch):
    """Stand in for the reader of pages; return what it was given."""
    given = []

    def read_page(document):
        given.append(document)
        if b"<p>" not in document.content:
            raise Empty("Report not read: no text. Leave it out.")
        text = document.content.decode().replace("<p>", "").replace("</p>", "")
        return FoundReport(document.name, text, title="Page", remarks=(Remark("page", "A page."),))

    stand_in = ModuleType("dragoman.ingest.pages")
    stand_in.read_page = read_page
    monkeypatch.setitem(sys.modules, "dragoman.ingest.pages", stand_in)
    return given


def test_headers_tell_title_time_and_author():
    more = "Organization: Suva Courier\nArchived-At: <https://courier.example/1>\n\nIt rained.\n"
    assert read(HEAD + more) == FoundReport(
        "a.eml",
        "It rained.",
        id="a.eml",
        title="Rain in Suva",
        published="2022-09-20T08:00:00+12:00",
        publisher="Suva Courier",
        url="https://courier.example/1",
        basis="metadata",
        author="Ana Tuva",
    )


def test_what_leads_to_it_counts_where_the_mail_does_not_tell():
    report = read(
        "MIME-Version: 1.0\n\nIt rained.", title="T", published="2020-01-02", publisher="P", author="A"
    )
    assert (report.title, report.published, report.basis) == ("T", "2020-01-02", "feed")
    assert (report.publisher, report.author) == ("P", "A")


@pytest.mark.parametrize(
    ("header", "publisher"),
    [
        ("List-Id: Suva Daily <daily.courier.example>", "Suva Daily"),
        ('List-Id: "Suva Daily" <daily.courier.example>', "Suva Daily"),
        ("List-Id: <daily.courier.example>", None),
        ("List-Id: daily.courier.example", None),
        ("Organization: =?utf-8?q?Regn_=C3=A5?=", "Regn å"),
        ("X-Publisher: Suva Daily", None),
    ],
)
def test_a_publisher_is_taken_only_where_it_is_stated(header, publisher):
    assert read(f"{HEAD}{header}\n\nThe Suva Daily, Suva. It rained.").publisher == publisher


@pytest.mark.parametrize(
    ("sender", "author"), [("ana@b.example", None), ("<ana@b.example>", None), ("Ana", None)]
)
def test_an_address_is_no_author(sender, author):
    assert read(f"From: {sender}\nSubject: Rain\n\nIt rained.").author == author


@pytest.mark.parametrize(
    "date", ["soon", "99 Foo 2022", "Tue, 99 Sep 2022 25:00:00", "Tue, 20 Sep 99999 08:00:00"]
)
def test_a_broken_date_is_said(date):
    report = read(f"Date: {date}\nSubject: Rain\n\nIt rained.")
    assert report.published is None
    assert get_kinds(report) == ["date"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "8bit"),
        ("windows-1251", "8bit"),
        ("koi8-r", "quoted-printable"),
        ("utf-16", "base64"),
        ("utf-7", "7bit"),
    ],
)
def test_charsets_and_encodings_are_undone(charset, encoding):
    raw = "В Суве шёл дождь.".encode(charset)
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(raw)
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    report = read(head.encode() + coded)
    assert (report.text, report.remarks) == ("В Суве шёл дождь.", ())


def test_a_wrong_charset_is_said():
    report = read(f"{HEAD}Content-Type: text/plain; charset=us-ascii\n\nIt rained in Malmö.")
    assert report.text == "It rained in Malmö."
    assert get_kinds(report) == ["encoding"]


def test_nul_and_half_characters_are_dropped_and_counted():
    report = read(f"{HEAD}Content-Transfer-Encoding: base64\n\nSXQAIHJhaW5lZC4=")
    assert report.text == "It rained."
    assert get_kinds(report) == ["characters"]


def test_plain_text_is_taken_before_html(pages):
    content = write_parts("alternative", "Content-Type: text/html\n\n<p>Page.</p>", "\nIt rained.")
    assert read(content).text == "It rained."
    assert pages == []


def test_html_is_read_where_there_is_no_plain_text(pages):
    content = write_parts("alternative", "\n ", "Content-Type: text/html; charset=utf-8\n\n<p>It rained.</p>")
    report = read(content)
    assert report.text.strip() == "It rained."
    assert (report.title, get_kinds(report)) == ("Rain in Suva", ["page"])
    assert (pages[0].media_type, pages[0].charset) == ("text/html", "utf-8")


def test_a_page_without_text_fails_only_the_mail_that_has_no_other(pages):
    footer = "Content-Type: text/html\n\n<hr>"
    assert read(write_parts("mixed", "\nIt rained.", footer)).text == "It rained."
    with pytest.raises(Empty, match="Report not read: no text"):
        read(write_parts("mixed", footer))


@pytest.mark.parametrize(
    "head",
    [
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/rain\n",
        'From: "Saved by Windows Internet Explorer 8"\nContent-Location: https://a.example/rain\n',
    ],
)
def test_a_page_that_a_browser_saved_is_read_as_a_page(pages, head):
    content = (
        f"{head}Subject: Rain\nDate: Tue, 20 Sep 2022 08:00:00 +1200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="edge"\n\n--edge\n'
        "Content-Type: text/html; charset=utf-8\n\n<p>It rained.</p>\n--edge\nContent-Type: image/png\n"
        "Content-Location: https://a.example/x.png\n\nx\n--edge--\n"
    )
    report = read(content, publisher="P")
    assert (report.title, report.published) == ("Page", None)
    (page,) = pages
    assert (page.url, page.charset, page.publisher) == ("https://a.example/rain", "utf-8", "P")
    assert page.content == b"<p>It rained.</p>\n"


def test_only_addresses_of_the_web_are_kept():
    assert read(f"{HEAD}Archived-At: <javascript:alert(1)>\n\nIt rained.").url is None


def test_quoted_lines_are_left_out_and_forwarded_texts_stay():
    body = (
        "It did.\n\nOn Monday Bo wrote:\n> Did it rain?\n\n---------- Forwarded message ---------\nRain fell."
    )
    report = read(f"{HEAD}\n{body}")
    assert report.text == "It did.\n\n---------- Forwarded message ---------\nRain fell."
    assert get_kinds(report) == ["quoted"]


def test_a_forwarded_mail_is_read_and_said():
    inner = "Content-Type: message/rfc822\n\nFrom: Bo <bo@b.example>\nSubject: Sun\n\nThe sun shone."
    report = read(write_parts("mixed", "\nSee below.", inner))
    assert report.text == "See below.\n\nThe sun shone."
    assert report.title == "Rain in Suva"
    (remark,) = report.remarks
    assert remark.message == "Holds a forwarded mail: 'Sun', from Bo <bo@b.example>, no date."


def test_attachments_are_named_not_read():
    report = read(
        write_parts(
            "mixed",
            "\nIt rained.",
            "Content-Type: application/pdf; name=rain.pdf\n\nx",
            "Content-Disposition: attachment; filename*=utf-8''regn%20%C3%A5.txt\n\nSecret.",
            "Content-Type: application/pgp-signature\n\nx",
        )
    )
    assert report.text == "It rained."
    assert [remark.message for remark in report.remarks] == [
        "Attached and not read: 'rain.pdf', 'regn å.txt'."
    ]


def test_a_mail_of_attachments_only_says_what_to_do():
    with pytest.raises(Malformed, match=r"only 'rain\.pdf'\. Save and give that file"):
        read(write_parts("mixed", "Content-Type: application/pdf; name=rain.pdf\n\nx"))


def test_many_attachments_are_counted():
    parts = [f"Content-Type: image/png; name={number}.png\n\nx" for number in range(13)]
    report = read(write_parts("mixed", "\nIt rained.", *parts))
    assert report.remarks[0].message.endswith("'9.png' and 3 more.")


@pytest.mark.parametrize(
    "content",
    [
        write_parts("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1", "\nx"),
        f"{HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx",
        f"{HEAD}Content-Type: application/x-pkcs7-mime\n\nx",
        f"{HEAD}\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n",
    ],
)
def test_encrypted_mails_are_told(content):
    with pytest.raises(Encrypted, match="encrypted for its receiver"):
        read(content)


def test_what_is_only_signed_is_read():
    signed = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt rained.\n- - In Suva.\n"
        "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    )
    assert read(f"{HEAD}\n{signed}").text == "It rained.\n- In Suva."
    parts = write_parts("signed", "\nIt rained.", "Content-Type: application/pkcs7-signature\n\nx")
    assert (read(parts).text, read(parts).remarks) == ("It rained.", ())


def test_flowed_text_is_joined():
    assert (
        read(f"{HEAD}Content-Type: text/plain; format=flowed\n\nIt rained \nin Suva.").text
        == "It rained in Suva."
    )


@pytest.mark.parametrize("content", ["", "Subject: Rain\n\n", HEAD, f"{HEAD}\n \n\t\n", "\n\n\n"])
def test_a_mail_without_text_is_empty(content):
    with pytest.raises(Empty, match="mail without text"):
        read(content)


def test_too_large_a_mail_is_refused():
    with pytest.raises(TooLarge):
        read(b"Subject: Rain\n\n" + bytes(20_000_000))


def test_a_mailbox_is_taken_apart():
    box = (
        "From a@b.example Tue Sep 20 08:00:00 2022\nSubject: One\n\nIt rained.\n>From Suva.\n>>From Nadi.\n"
        "From here on it did.\n\nFrom Nadi came word in 2022\n\n"
        "From a@b.example Tue Sep 20 09:00:00 2022\r\nSubject: Two\r\n\r\nSun.\r\n"
    )
    first, last = read_mailbox(io.BytesIO(box.encode()), "box")
    assert (first.name, last.name) == ("box:1", "box:2")
    assert first.content.endswith(
        b"It rained.\nFrom Suva.\n>From Nadi.\nFrom here on it did.\n\nFrom Nadi came word in 2022\n\n"
    )
    assert (read_mail(last).title, read_mail(last).text) == ("Two", "Sun.")


def test_one_mail_that_is_too_large_is_one_failure(monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 60)
    monkeypatch.setattr("dragoman.ingest.decode.MAX_BYTES", 60)
    start = "From a@b.example Tue Sep 20 08:00:00 2022\n"
    box = f"{start}Subject: One\n\n" + "It rained.\n" * 50 + f"\n{start}Subject: Two\n\nSun.\n"
    first, last = read_mailbox(io.BytesIO(box.encode()), "box")
    assert isinstance(first, UnreadReport) and isinstance(first.error, TooLarge)
    assert read_mail(last).text == "Sun."


def test_an_empty_mailbox_has_no_mails():
    assert list(read_mailbox(io.BytesIO(b""), "box")) == []


def test_every_cut_of_a_mail_is_a_report_or_our_own_error(pages):
    whole = write_parts(
        "mixed", "Content-Type: text/html\n\n<p>Rain.</p>", "Content-Type: message/rfc822\n\n" + HEAD
    )
    for end in range(len(whole)):
        try:
            read(whole[:end])
        except ReadError:
            pass
