import pytest

from dragoman.errors import Malformed
from dragoman.ingest.columns import find_columns, find_delimiter, find_known

ACLED = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "actor1",
    "actor2",    "country", "location", "source", "source_scale", "notes", "fatalities", "timestamp",
]  # fmt: skip
UCDP = [
    "id", "relid", "year", "code_status", "source_article", "source_office", "source_date", "source_headline",
    "where_coordinates", "date_start", "date_end",
]  # fmt: skip


def name_columns(header, columns=None):
    return {field: header[place] for field, place in find_columns(header, columns or {}, "a.csv").items()}


def test_the_exports_of_acled_and_ucdp_need_no_mapping():
    assert name_columns(ACLED) == {
        "text": "notes", "published": "event_date", "publisher": "source", "id": "event_id_cnty",
    }  # fmt: skip
    assert name_columns(UCDP) == {
        "text": "source_article", "title": "source_headline", "published": "source_date",
        "publisher": "source_office", "id": "id",
    }  # fmt: skip


def test_case_spaces_and_hyphens_do_not_matter():
    assert name_columns(["\ufeffFull Text", "PUBLICATION-DATE", " Headline "]) == {
        "text": "\ufeffFull Text", "published": "PUBLICATION-DATE", "title": " Headline ",
    }  # fmt: skip


def test_the_first_usual_name_counts():
    assert name_columns(["summary", "notes", "body"])["text"] == "body"


def test_what_is_asked_for_counts_first():
    assert name_columns(["body", "Was"], {"text": "was", "title": "Body"}) == {"text": "Was", "title": "body"}


def test_a_table_without_text_is_refused_with_its_columns():
    with pytest.raises(Malformed) as caught:
        find_columns(["day", "Was geschah"], {}, "a.csv")
    assert str(caught.value) == (
        "Reports not read: 'a.csv' has no column that is known to hold the text of reports. "
        "Its columns are 'day', 'Was geschah'. Say which it is: --column text=NAME."
    )


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(Malformed, match=r"has no column 'Body' for 'text'. Its columns are 'day'"):
        find_columns(["day"], {"text": "Body"}, "a.csv")


def test_a_thousand_columns_do_not_make_a_book():
    with pytest.raises(Malformed) as caught:
        find_columns(["x" * 1000] * 1000, {}, "a.csv")
    assert len(str(caught.value)) < 3000


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [("date,text", ","), ("date;text", ";"), ("date\ttext", "\t"), ("date|text", "|"), ("a;b;c,d", ";"), 
     ("text", ","),     ('"a,b";text;date', ";"), ("title (a, b, c);text", ";")],
)  # fmt: skip
def test_the_delimiter_is_that_of_most_known_names_then_of_most_cells(line, delimiter):
    assert find_delimiter(line)[0] == delimiter


def test_no_known_names_no_columns():
    assert find_known(["a", "b"]) == {}
