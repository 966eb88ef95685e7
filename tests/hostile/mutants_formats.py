"""What is changed at random to try the readers of mails, mailboxes, office documents and tables.

`READERS` has the seeds of each and the function that reads one of their mutants; it may raise nothing but the
errors of reading.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from dragoman.errors import ReadError
from dragoman.ingest.found import FoundDocument, FoundReport, UnreadReport
from dragoman.ingest.kinds import find_kind
from dragoman.ingest.mail import read_mail, read_mailbox
from dragoman.ingest.odt import read_odt
from dragoman.ingest.office import read_docx
from dragoman.ingest.tables import read_table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIL = (
    "Received: from a by b; Tue, 20 Sep 2022 08:00:00 +1200\n"
    "From: =?utf-8?q?Ana_T=C3=BAva?= <ana@b.example>\nDate: Tue, 20 Sep 2022 08:00:00 +1200\n"
    "Subject: =?utf-8?B?UmFpbiBpbiBTdXZh?=\n =?utf-8?q?_today?=\n"
    "List-Id: Suva Daily <daily.b.example>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="out"\n\n--out\n'
    "Content-Type: multipart/alternative; boundary=in\n\n"
    "--in\nContent-Type: text/plain; charset=windows-1252; format=flowed; delsp=yes\n"
    "Content-Transfer-Encoding: quoted-printable\n\nIt rained =\nin Suva=2E \nAll day.\n\n"
    "On Monday Bo wrote:\n> Did it rain?\n--in--\n--out\n"
    "Content-Type: message/rfc822\n\nFrom: Bo\nSubject: Sun\n"
    "Content-Transfer-Encoding: base64\n\nVGhlIHN1biBzaG9uZS4=\n--out\n"
    "Content-Disposition: attachment; filename*0*=utf-8''a%20; filename*1=b.pdf\n\nx\n--out--\n"
)
SIGNED = (
    "From: a@b.example\nMIME-Version: 1.0\nSubject: Rain\n\n-----BEGIN PGP SIGNED MESSAGE-----\n"
    "Hash: SHA256\n\nIt rained.\n- - In Suva.\n"
    "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
)
MAILBOX = "".join(
    f"From a@b.example Tue Sep 20 08:0{number}:00 2022\n{SIGNED}\n>From Suva.\n\n" for number in range(3)
)
STORY = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body><w:p>'
    "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>It rained</w:t><w:br/><w:t>in Suva.</w:t></w:r>"
    "<w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    "</w:body></w:document>"
)
NOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:t>Note.</w:t></w:p></w:footnote></w:footnotes>'
CORE = '<c:p xmlns:c="c" xmlns:d="d"><d:title>Rain</d:title><d:creator>A</d:creator></c:p>'
OPEN_TEXT = (
    '<o:d xmlns:o="o" xmlns:text="t" xmlns:table="b">'
    "<text:tracked-changes><text:p>no</text:p></text:tracked-changes><text:h>Rain</text:h>"
    '<text:p>It<text:s text:c="3"/>rained<text:note><text:p>Note.</text:p></text:note>.</text:p>'
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    "</table:table></o:d>"
)
TABLE = (
    'event_id_cnty,event_date,source,notes\nA1,20 September 2022,Courier,"It rained, ""all day"".\nSo."\n'
    "A2,2022-09-21,Radio,The sun shone in Malmö.\nA3,3/4/2021,,=1+1\nA4,2022-09-22,Courier,<p>Rain.</p>\n"
)


def pack(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


WORD: dict[str, str | bytes] = {
    "[Content_Types].xml": "wordprocessingml",
    "word/document.xml": STORY,
    "word/footnotes.xml": NOTES,
    "docProps/core.xml": CORE,
}
OPEN: dict[str, str | bytes] = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": OPEN_TEXT,
    "meta.xml": CORE,
}


def try_mail(content: bytes) -> None:
    """Read a mutant of a mail."""
    check(read_mail(FoundDocument("mutant", content)))


def try_mailbox(content: bytes) -> None:
    """Read a mutant of a mailbox, and its mails."""
    for found in read_mailbox(io.BytesIO(content), "mutant"):
        try:
            if isinstance(found, FoundDocument):
                check(read_mail(found))
        except ReadError:
            continue


def try_docx(content: bytes) -> None:
    """Read a mutant of a DOCX document."""
    check(read_docx(FoundDocument("mutant", content)))


def try_odt(content: bytes) -> None:
    """Read a mutant of an ODT document."""
    check(read_odt(FoundDocument("mutant", content)))


def try_story(content: bytes) -> None:
    """Read a mutant of the XML of a DOCX document in a zip that is whole."""
    try_docx(pack({**WORD, "word/document.xml": content}))


def try_open_story(content: bytes) -> None:
    """Read a mutant of the XML of an ODT document in a zip that is whole."""
    try_odt(pack({**OPEN, "content.xml": content}))


def try_table(content: bytes) -> None:
    """Read a mutant of a table."""
    for found in read_table(io.BytesIO(content), "mutant", {}):
        if isinstance(found, FoundReport):
            check(found)
        assert not isinstance(found, UnreadReport) or isinstance(found.error, ReadError)


def try_kinds(content: bytes) -> None:
    """Tell the kind of a mutant."""
    find_kind(content, "mutant.csv", "text/csv")
    find_kind(content, "mutant")


def check(report: FoundReport) -> None:
    """Hold that a report has text that can be stored, and its title too."""
    assert report.text.strip()
    for value in (report.text, report.title or "", report.author or "", report.publisher or ""):
        assert "\0" not in value
        value.encode()
    for remark in report.remarks:
        remark.message.encode()


SEEDS: dict[str, list[bytes]] = {
    "mail": [MAIL.encode(), MAIL.replace("\n", "\r\n").encode(), SIGNED.encode()],
    "mailbox": [MAILBOX.encode()],
    "docx": [pack(WORD), pack(WORD, zipfile.ZIP_STORED)],
    "odt": [pack(OPEN), pack(OPEN, zipfile.ZIP_STORED)],
    "table": [TABLE.encode(), TABLE.replace(",", ";").encode("utf-16"), TABLE.encode("cp1252")],
}
READERS: dict[str, tuple[list[bytes], Callable[[bytes], None]]] = {
    "mail": (SEEDS["mail"], try_mail),
    "mailbox": (SEEDS["mailbox"], try_mailbox),
    "docx": (SEEDS["docx"], try_docx),
    "docx story": ([STORY.encode()], try_story),
    "odt": (SEEDS["odt"], try_odt),
    "odt story": ([OPEN_TEXT.encode()], try_open_story),
    "table": (SEEDS["table"], try_table),
    "kinds": ([seed for seeds in SEEDS.values() for seed in seeds], try_kinds),
}
