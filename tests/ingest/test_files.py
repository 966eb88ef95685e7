import io
import os

import pytest

from dragoman.errors import Empty, Malformed, TooLarge
from dragoman.ingest import files
from dragoman.ingest.files import Intake, read_paths
from dragoman.ingest.found import FoundReport, UnreadReport


def read_all(*paths, stdin=b""):
    return list(read_paths([str(path) for path in paths], Intake(io.BytesIO(stdin))))


def test_a_file_is_one_report_with_its_path_as_id(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Rain in Apia.")
    assert read_all(path) == [FoundReport(str(path), "Rain in Apia.", id=str(path))]


def test_a_name_that_is_no_text_gives_an_id_that_is(tmp_path):
    path = os.fsencode(tmp_path) + b"/odd\xff.txt"
    with open(path, "w") as file:
        file.write("Rain in Apia.")
    [report] = read_all(os.fsdecode(path))
    assert report.id is not None and report.id.endswith("odd\\udcff.txt") and report.id.encode()


def test_a_folder_is_read_in_order_with_what_is_below(tmp_path):
    for name in ("b.txt", "a/z.TXT", "a/.hidden.txt", ".git/x.txt", "c.png", "d.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "Rain."}')
    names = [os.path.relpath(report.name, tmp_path) for report in read_all(tmp_path)]
    assert names == ["a/z.TXT:1", "b.txt:1", "d.jsonl:1"]  # what they are their bytes say


def test_a_folder_without_reports_says_so(tmp_path):
    (report,) = read_all(tmp_path)
    assert isinstance(report.error, Empty)


def test_json_lines_keep_order_and_number_their_failures(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "One.", "id": "x"}\n\n{oops\n{"text": "Two."}')
    first, bad, last = read_all(path)
    assert (first.id, first.text) == ("x", "One.")
    assert isinstance(bad, UnreadReport)
    assert bad.name == f"{path}:3"
    assert (last.id, last.text) == (f"{path}:4", "Two.")


def test_an_empty_file_of_lines_says_so(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b"\n")
    assert isinstance(read_all(path)[0].error, Empty)


def test_a_line_that_is_too_long_is_passed_over_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 40)
    monkeypatch.setattr("dragoman.ingest.decode.MAX_BYTES", 40)
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 100 + b'"}\n{"text": "Two."}\n')
    long, last = read_all(path)
    assert isinstance(long.error, TooLarge)
    assert last.text == "Two."


def test_standard_input_is_text_or_lines():
    assert read_all("-", stdin=b"Rain.\nMore rain.")[0].text == "Rain.\nMore rain."
    assert [report.text for report in read_all("-", stdin=b'{"text": "One."}\n{"text": "Two."}\n')] == [
        "One.",
        "Two.",
    ]
    assert read_all("-", stdin=b"{Sic} rain.")[0].text == "{Sic} rain."


def test_no_input_at_all_is_empty():
    (report,) = read_all("-")
    assert isinstance(report.error, Empty)
    assert "standard input" in str(report.error)


@pytest.mark.parametrize("name", ["gone.txt", "a\0b.txt", "x" * 300])
def test_a_path_that_cannot_be_opened_is_one_failure(tmp_path, name):
    good = tmp_path / "good.txt"
    good.write_text("Rain.")
    bad, read = read_all(f"{tmp_path}/{name}", good)
    assert isinstance(bad.error, Malformed)
    assert read.text == "Rain."
