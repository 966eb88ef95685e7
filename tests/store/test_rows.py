"""A record comes out of the store as it went in."""

from dragoman import View
from dragoman.store.rows import fold_name, make_report_id, to_rows


def test_a_record_is_the_same_again(records, store, writer):
    for record in records:
        assert View(store).load_record(writer.add(record).report) == record


def test_ids_are_the_same_in_every_store_and_differ_within_one(records):
    for record in records:
        one, other = (to_rows(record, make_report_id(record.report), reading) for reading in (1, 7))
        assert one.ids == other.ids
        assert len(set(one.ids.values())) == len(one.ids)


def test_a_report_is_known_by_text_publisher_and_day(records):
    ids = {make_report_id(record.report) for record in records}
    assert len(ids) == len(records)


def test_names_are_compared_without_case_blanks_and_article():
    assert fold_name("The  Red\nCross") == fold_name("red cross")
