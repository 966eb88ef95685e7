import io
import zipfile

import pytest

from dragoman.errors import Empty, Encrypted, Malformed
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.odt import read_odt

SPACES = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:dc="d" xmlns:meta="m"'
META = (
    f"<office:document-meta {SPACES}><office:meta><dc:title>Rain</dc:title><meta:initial-creator>A. Reporter"
    "</meta:initial-creator><meta:creation-date>2022-09-20T08:00:00</meta:creation-date></office:meta>"
    "</office:document-meta>"
)


def read(body, **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
        for name, content in parts.items():
            package.writestr(name, content)
    return read_odt(FoundDocument("a.odt", file.getvalue()))


def test_headings_and_paragraphs_are_paragraphs():
    report = read(
        "<text:h>Rain</text:h>\n  <text:p>It\n<text:s text:c='2'/>rained<text:tab/>all "
        "<text:span>day</text:span>.<text:line-break/>So.</text:p><text:list><text:list-item><text:p>"
        "Sun.</text:p></text:list-item></text:list>",
        **{"meta.xml": META},
    )
    assert report.text == "Rain\n\nIt   rained\tall day.\nSo.\n\nSun."
    assert (report.title, report.author, report.published) == ("Rain", "A. Reporter", None)
    assert report.remarks[0].message.startswith("The document was made on 2022-09-20")


def test_rows_of_tables_are_lines_and_notes_stand_behind():
    report = read(
        "<text:p>It rained<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
        "By the office.</text:p></text:note-body></text:note>.</text:p><table:table>"
        "<table:table-row><table:table-cell>"
        "<text:p>a</text:p><text:p>b</text:p></table:table-cell><table:table-cell><text:p>c</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    assert report.text == "It rained.\n\na b\tc\n\nBy the office."
    assert [remark.kind for remark in report.remarks] == ["notes"]


def test_tracked_deletions_and_comments_are_left_out():
    report = read(
        "<text:tracked-changes><text:deletion><text:p>Snow.</text:p></text:deletion></text:tracked-changes>"
        "<text:p>It rained.<office:annotation><text:p>Sure?</text:p></office:annotation></text:p>"
    )
    assert report.text == "It rained."
    assert [remark.kind for remark in report.remarks] == ["changes"]


def test_many_spaces_are_no_bomb():
    assert len(read("<text:p>a" + "<text:s text:c='999999999'/>" * 3 + "b</text:p>").text) < 400


def test_locked_empty_and_broken_documents_say_so():
    manifest = "<manifest><encryption-data/></manifest>"
    with pytest.raises(Encrypted, match="locked with a password"):
        read("<text:p>Rain.</text:p>", **{"META-INF/manifest.xml": manifest})
    with pytest.raises(Empty, match="document without text"):
        read("<text:p/>")
    with pytest.raises(Malformed, match=r"content\.xml is not XML"):
        read("<text:p>")
