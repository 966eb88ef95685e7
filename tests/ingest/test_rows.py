import codecs
import io
import time

import pytest

from dragoman.ingest import rows as module
from dragoman.ingest.rows import MAX_ROW_CHARS, read_rows


def read(content):
    raw = content if isinstance(content, bytes) else content.encode()
    return list(read_rows(io.BytesIO(raw)))


def get_cells(content):
    return [row.cells if not row.fault else row.line for row in read(content)]


def test_rows_have_the_number_of_their_first_line():
    content = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n'
    assert [(row.line, row.cells) for row in read(content)] == [
        (1, ("a", "b")),
        (2, ("1", "x\r\ny")),
        (5, ("2", "z")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_told(encoding, delimiter, end):
    content = f"id{delimiter}text{end}1{delimiter}It rained in Suva.{end}"
    assert get_cells(content.encode(encoding)) == [("id", "text"), ("1", "It rained in Suva.")]


def test_excels_first_line_is_passed_over():
    assert [(row.line, row.cells) for row in read("sep=;\na;b,c\n")] == [(2, ("a", "b,c"))]


def test_bytes_of_other_encodings_are_kept_for_later():
    assert get_cells(b"a,b\n1,Malm\xf6\n") == [("a", "b"), ("1", "Malm\udcf6")]


def test_characters_across_chunks_are_whole(monkeypatch):
    monkeypatch.setattr(module, "CHUNK_BYTES", 3)
    assert get_cells("a,b\n1,Łódź\r\n2,雨\n") == [("a", "b"), ("1", "Łódź"), ("2", "雨")]


def test_a_quotation_that_nothing_closes_is_one_failure():
    assert get_cells('a,b\n1,"x\n2,y\n3,z\n') == [("a", "b"), 2, ("2", "y"), ("3", "z")]


def test_a_quotation_that_the_next_row_closes_is_one_failure():
    assert get_cells('a,b,c\n1,2020-01-02,"x\n2,2020-01-03,"y"\n3,2020-01-04,z\n') == [
        ("a", "b", "c"),
        2,
        ("2", "2020-01-03", "y"),
        ("3", "2020-01-04", "z"),
    ]


def test_marks_within_a_quotation_are_one_failure():
    _, broken, last = read('a,b\n1,"the "big" rain\nand, so, on"\n2,y\n')
    assert broken.fault.endswith("; 1 lines behind it are passed over")
    assert (last.line, last.cells) == (4, ("2", "y"))


def test_a_row_that_is_too_long_is_one_failure():
    long = "x" * (MAX_ROW_CHARS + 10)
    assert get_cells(f'a,b\n1,{long}{long}\n2,y\n3,"{long}\n4,z\n') == [
        ("a", "b"),
        2,
        ("2", "y"),
        4,
        ("4", "z"),
    ]


def test_broken_column_names_end_the_table():
    (row,) = read('a,"b" c\n1,x\n')
    assert (row.line, row.cells) == (1, ()) and row.fault


def test_many_broken_rows_end_the_table():
    found = read("a,b\n" + 'x"y,"z\n' * 2000)
    assert len(found) == module.MAX_BROKEN + 2
    assert found[-1].fault.startswith("and what comes after it")


@pytest.mark.parametrize("content", [b"", b"\n\n", codecs.BOM_UTF8, b",,,\n ,\n"])
def test_a_table_without_a_filled_cell_has_no_rows(content):
    assert read(content) == []


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n" + b'x"y,"z\n' * 1_000_000,
        b"a,b\n" + b'"' * 8_000_000,
        b"a,b\n" + b"," * 8_000_000,
        b'a,b\n"' + b"x\n" * 400_000,
        b"a,b\n" + b"\r" * 4_000_000,
        b"," * 8_000_000,
        b"\x00" * 8_000_000,
        b"\xff" * 4_000_000,
    ],
)
def test_hostile_tables_take_no_time(content):
    begun = time.process_time()
    for _ in read_rows(io.BytesIO(content)):
        pass
    assert time.process_time() - begun < 5
