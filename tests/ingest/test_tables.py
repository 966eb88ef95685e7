import io
import sys

import pytest

from dragoman.errors import Empty, Encoding, Malformed
from dragoman.ingest.found import FoundDocument, FoundReport, UnreadReport
from dragoman.ingest.tables import read_table


def read(content, **columns):
    raw = content if isinstance(content, bytes) else content.encode()
    return list(read_table(io.BytesIO(raw), "a.csv", columns))


def get_kinds(report):
    return [remark.kind for remark in report.remarks]


def test_a_row_is_a_report_with_what_its_columns_tell():
    content = "ID,Date,Headline,Source,Link,Byline,Text\n"
    content += '7,2020-01-02,Rain,Courier,http://a.example/,Ana,"It rained,\nall day."\n'
    assert read(content) == [
        FoundReport(
            "a.csv:2",
            "It rained,\nall day.",
            id="7",
            title="Rain",
            published="2020-01-02",
            publisher="Courier",
            url="http://a.example/",
            author="Ana",
        )
    ]


def test_rows_of_acled_are_read_without_mapping():
    content = (
        "event_id_cnty,event_date,year,source,notes,fatalities\n"
        'FJI1,20 September 2022,2022,Courier; Radio,"On 20 September 2022, it rained.",0\n'
    )
    (report,) = read(content)
    assert (report.id, report.published, report.publisher) == ("FJI1", "2022-09-20", "Courier; Radio")
    assert report.remarks[0].message == (
        "The day is that of the event ('event_date'); when it was reported is not told."
    )


def test_rows_of_ucdp_are_read_without_mapping():
    content = (
        "id,source_article,source_office,source_date,source_headline,date_start\n"
        '12,"Courier,2020-01-03,Rain in Suva",Courier,2020-01-03,Rain in Suva,2020-01-02 00:00:00.000\n'
    )
    (report,) = read(content)
    assert (report.id, report.text, report.published) == (
        "12",
        "Courier,2020-01-03,Rain in Suva",
        "2020-01-03",
    )
    assert (report.publisher, report.title, report.remarks) == ("Courier", "Rain in Suva", ())


def test_columns_are_taken_as_asked():
    (report,) = read("Was;Wann\nRegen.;2020-01-02\n", text="was", published="Wann")
    assert (report.text, report.published, report.id) == ("Regen.", "2020-01-02", "a.csv:2")


def test_a_day_that_cannot_be_told_is_said():
    (report,) = read("date,text\n3/4/2021,It rained.\n")
    assert report.published is None
    assert report.remarks[0].message == "'3/4/2021' in 'date' is no date that can be told; it is left out."


def test_a_table_without_a_text_column_is_refused_whole():
    (failure,) = read("day,place\n1,Suva\n2,Nadi\n")
    assert isinstance(failure.error, Malformed)
    assert "Its columns are 'day', 'place'. Say which it is: --column text=NAME." in str(failure.error)


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "has no row"), (b"\n ,\n", "has no row"), (b"id,text\n", "but no row")]
)
def test_a_table_without_rows_says_so(content, why):
    (failure,) = read(content)
    assert why in str(failure.error)


def test_bad_rows_are_failures_in_their_place():
    content = 'id,text\n1,Rain.\n2,\n3,It rained, all day.\n4,"It rained.\n5,Sun.\n'
    found = read(content)
    assert [row.name for row in found] == ["a.csv:2", "a.csv:3", "a.csv:4", "a.csv:5", "a.csv:6"]
    assert [isinstance(row, FoundReport) for row in found] == [True, False, False, False, True]
    assert isinstance(found[1].error, Empty)
    assert str(found[2].error) == (
        "Report not read: a.csv:4 has 3 cells, but there are 2 columns. "
        "Put what has the delimiter in it in quotation marks."
    )
    assert "a quotation mark that is not closed" in str(found[3].error)


def test_empty_cells_at_the_end_are_no_fault():
    (report,) = read("id,text,mood\n1,Rain.,,,\n")
    assert report.text == "Rain."
    (report,) = read("id,text,mood\n1,Rain.\n")
    assert report.text == "Rain."


def test_each_cell_is_in_its_own_encoding():
    first, second, third = read(
        "text\nMalmö\n".encode() + "Malmö\n".encode("cp1252") + "Дождь шёл\n".encode("cp1251")
    )
    assert (first.text, first.remarks) == ("Malmö", ())
    assert (second.text, get_kinds(second)) == ("Malmö", ["encoding"])
    assert isinstance(third, UnreadReport) and isinstance(third.error, Encoding)


def test_nul_and_half_characters_are_dropped_and_counted():
    (report,) = read(b"text\nIt\x00 rained.\n")
    assert (report.text, get_kinds(report)) == ("It rained.", ["characters"])
    (report,) = read(b"text\nIt rained \xed\xa0\x80 in Malm\xc3\xb6 \xc3\xb6\xc3\xb6\xc3\xb6.\n")
    assert report.text.isprintable() and report.text.encode()


@pytest.mark.parametrize("formula", ["=1+1", "+SUM(A1)", "-2", "@x", "=cmd|'/C calc'!A0", "\t=1", "＝1"])
def test_formulas_are_text(formula):
    (report,) = read(f'id,title,text\n1,{formula},"{formula}"\n')
    assert report.text == formula


def test_a_page_in_a_cell_is_a_document():
    (found,) = read('title,url,content\nRain,http://a.example/,"<p>It rained.</p><p>Sun.</p>"\n')
    assert found == FoundDocument(
        "a.csv:2",
        b"<p>It rained.</p><p>Sun.</p>",
        media_type="text/html",
        charset="utf-8",
        url="http://a.example/",
        title="Rain",
    )


def test_a_long_table_is_streamed():
    class Endless(io.RawIOBase):
        begun = False

        def read(self, size=-1):
            head, self.begun = (b"" if self.begun else b"id,text\n"), True
            return head + b"1,It rained.\n" * 100

    rows = read_table(Endless(), "a.csv", {})
    assert sys.getsizeof(rows) < 1000
    assert [next(rows).text for _ in range(5000)] == ["It rained."] * 5000
