import io
import time
import zipfile
from datetime import datetime

import docx
import pytest

from dragoman.errors import Empty, Encrypted, Malformed, ReadError, TooDeep, TooLarge
from dragoman.ingest import packages
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.office import read_docx, refuse_office

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Rain</dc:title>'
    "<dc:creator>A. Reporter</dc:creator><dcterms:created>2022-09-20T08:00:00Z</dcterms:created>"
    "<dcterms:modified>2023-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>"
)


def make_package(parts, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def make_docx(body, method=zipfile.ZIP_DEFLATED, **others):
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return make_package({"word/document.xml": document, **{name: others[name] for name in others}}, method)


def read(content, **fields):
    return read_docx(FoundDocument("a.docx", content, **fields))


def get_messages(report):
    return [remark.message for remark in report.remarks]


def say(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_document_as_word_writes_it_is_read():
    document = docx.Document()
    document.add_heading("Rain in Suva", 1)
    document.add_paragraph("It rained\tall day,").add_run(" the office said.\nAnd more.")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    document.add_paragraph("The sun shone.", style="List Bullet")
    document.core_properties.title = "Rain"
    document.core_properties.author = "A. Reporter"
    document.core_properties.created = datetime(2022, 9, 20, 8)
    document.sections[0].header.paragraphs[0].text = "Page head"
    file = io.BytesIO()
    document.save(file)
    report = read(file.getvalue(), published="2022-09-21", publisher="P", url="https://a.example/")
    assert report.text.split("\n\n") == [
        "Rain in Suva",
        "It rained\tall day, the office said.\nAnd more.",
        "cell 0\tcell 1",
        "cell 2\tcell 3",
        "The sun shone.",
    ]
    assert (report.title, report.author, report.published) == ("Rain", "A. Reporter", "2022-09-21")
    assert (report.publisher, report.url, report.basis, report.id) == (
        "P",
        "https://a.example/",
        "feed",
        "a.docx",
    )
    assert get_messages(report) == [
        "Not read of the document: headers.",
        "The document was made on 2022-09-20; that is not taken for the day of publication.",
    ]


def test_the_day_it_was_made_is_no_day_of_publication():
    content = make_docx(say("Rain."), **{"docProps/core.xml": CORE})
    report = read(content)
    assert (report.title, report.author, report.published) == ("Rain", "A. Reporter", None)


def test_tracked_deletions_go_and_insertions_stay():
    body = (
        "<w:p><w:pPr><w:rPr><w:del w:id='9'/></w:rPr></w:pPr><w:r><w:t>It </w:t></w:r>"
        "<w:del w:id='1'><w:r><w:delText>snowed</w:delText><w:t>x</w:t></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>rained</w:t></w:r></w:ins>"
        "<w:moveFrom w:id='3'><w:r><w:t>never</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>"
    )
    report = read(make_docx(body))
    assert report.text == "It rained."
    assert get_messages(report) == ["1 tracked deletions are left out, insertions are read."]


def test_notes_stand_behind_the_text():
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator"><w:p/></w:footnote>'
    notes += f"<w:footnote>{say('By the office.')}</w:footnote></w:footnotes>"
    report = read(make_docx(say("It rained."), **{"word/footnotes.xml": notes}))
    assert report.text == "It rained.\n\nBy the office."
    assert get_messages(report) == ["1 paragraphs of notes stand behind the text."]


def test_fields_and_second_forms_of_drawings_are_not_text():
    body = (
        "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText><w:t>Rain</w:t></w:r>"
        "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>"
        + say("box")
        + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>" + say("box") + "</w:txbxContent></mc:Fallback></mc:AlternateContent>"
        "<w:r><w:t> fell.</w:t></w:r></w:p>"
    )
    assert read(make_docx(body)).text == "box\n\nRain fell."


def test_a_table_within_a_table_is_one_row_of_the_outer():
    inner = f"<w:tbl><w:tr><w:tc>{say('b')}</w:tc><w:tc>{say('c')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{say('a')}</w:tc><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>{say('d')}"
    assert read(make_docx(body)).text == "a\tb c\n\nd"


def test_other_namespaces_and_names_of_the_main_part_are_read():
    document = "<d:document xmlns:d='http://purl.oclc.org/ooxml/wordprocessingml/main'><d:p><d:t>Rain.</d:t></d:p></d:document>"
    assert read(make_package({"word/document2.xml": document})).text == "Rain."


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"PK\x03\x04" + bytes(100), Malformed, "its zip is broken"),
        (b"", Malformed, "its zip is broken"),
        (make_package({"a": "b"}), Malformed, "it has no word/document.xml"),
        (make_docx("<w:p>"), Malformed, "is not XML"),
        (make_docx(""), Empty, "document without text"),
        (make_docx("<w:p><w:r><w:t> </w:t></w:r></w:p>"), Empty, "document without text"),
        (make_package({"word/document.xml": b"\xff\xfe\x00"}), Malformed, "is not XML"),
        (
            make_package({"word/document.xml": "<?xml version='1.0' encoding='x-none'?><a/>"}),
            Malformed,
            "is not XML",
        ),
        (make_package({"word/document.xml": "<a/>"}, zipfile.ZIP_BZIP2), Malformed, "unusual way"),
    ],
)
def test_what_cannot_be_read_says_why(content, kind, why):
    with pytest.raises(kind, match=why) as caught:
        read(content)
    assert str(caught.value).startswith("Report not read: 'a.docx'")


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE a SYSTEM 'file:///etc/hostname'>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_resolved(doctype, encoding):
    document = f"<?xml version='1.0' encoding='{encoding}'?>{doctype}<w:document xmlns:w='w'>&b;</w:document>"
    with pytest.raises(Malformed, match="declares a document type"):
        read(make_package({"word/document.xml": document.encode(encoding)}))


def test_a_bomb_is_refused_while_it_is_small():
    body = "<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>"
    content = make_docx(body)
    assert len(content) < 100_000
    begun = time.process_time()
    with pytest.raises(TooLarge, match="unpacks to more than 6 MiB of XML"):
        read(content)
    assert time.process_time() - begun < 1


def test_parts_share_one_limit(monkeypatch):
    monkeypatch.setattr(packages, "MAX_BYTES", 3_000)
    notes = f'<w:footnotes xmlns:w="{W}">{say("b" * 2_000)}</w:footnotes>'
    with pytest.raises(TooLarge):
        read(make_docx(say("a" * 2_000), **{"word/footnotes.xml": notes}))


def test_deep_elements_are_refused():
    with pytest.raises(TooDeep, match="more than 5000 elements within each other"):
        read(make_docx("<w:x>" * 100_000 + "</w:x>" * 100_000, zipfile.ZIP_STORED))
    assert (
        read(make_docx("<w:x>" * 2_000 + say("Rain.") + "</w:x>" * 2_000, zipfile.ZIP_STORED)).text == "Rain."
    )


def test_a_tag_of_a_million_attributes_is_refused():
    attributes = " ".join(f"a{number}=''" for number in range(1_000_000))
    with pytest.raises(TooLarge, match="has a tag of more than 1 MiB"):
        read(make_docx(f"<w:x {attributes}/>"))
    assert read(make_docx("<!--" + "x" * 900_000 + "-->" + say("a" * 3_000_000), zipfile.ZIP_STORED)).text


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(packages, "MAX_PARTS", 3)
    with pytest.raises(TooLarge, match="has 4 parts"):
        read(make_package({"a": "", "b": "", "c": "", "word/document.xml": ""}))


def test_a_locked_part_is_told():
    content = bytearray(make_docx(say("Rain.")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    with pytest.raises(Encrypted, match="locked with a password"):
        read(bytes(content))


def test_paths_in_the_zip_are_never_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = make_docx(say("Rain."), **{"../../evil.txt": "x", "/evil.txt": "x", "word/../evil.xml": "x"})
    assert read(content).text == "Rain."
    assert list(tmp_path.rglob("*")) == []


def test_relations_to_the_outside_are_not_opened():
    relations = (
        '<Relationships><Relationship TargetMode="External" Target="http://127.0.0.1:9/x"/></Relationships>'
    )
    assert read(make_docx(say("Rain."), **{"word/_rels/document.xml.rels": relations})).text == "Rain."


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"\xd0\xcf\x11\xe0 doc", Malformed, "an old office document .* Save it as DOCX, ODT or text"),
        (b"{\\rtf1 Rain.}", Malformed, "an RTF document"),
        (make_package({"xl/workbook.xml": ""}), Malformed, "Save a table as CSV, slides as text"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), Encrypted, "locked with a password"),
    ],
)
def test_other_office_documents_say_what_to_do(content, kind, why):
    with pytest.raises(kind, match=why):
        raise refuse_office(FoundDocument("a", content))


def test_every_cut_of_a_document_is_a_report_or_our_own_error():
    whole = make_docx(say("Rain."), **{"docProps/core.xml": CORE})
    for end in range(0, len(whole), 3):
        with pytest.raises(ReadError):
            read(whole[:end])
