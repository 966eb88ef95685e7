import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.main import cli
from dragoman.cli.read import write_whole
from dragoman.ingest.decode import MAX_BYTES
from dragoman.record.json import from_json

REPORT = (
    "Chad says Sudan shelled border town\n\n"
    "NDJAMENA, April 11, 2006 - Chad accused Sudan on Tuesday of shelling the town of Adre. "
    "At least 12 civilians were killed, Chad's army said. Sudan denied the attack.\n"
)


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli, ["read", *[str(argument) for argument in arguments]], input=stdin)


@pytest.fixture
def report_path(tmp_path):
    path = tmp_path / "chad.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_default_is_the_terminal_view(report_path):
    result = run(report_path)
    assert result.exit_code == 0, result.output
    assert "Chad says Sudan shelled border town" in result.stdout
    assert "Events" in result.stdout
    assert result.stderr == ""


def test_json_is_one_record_a_line_and_reads_back(report_path):
    result = run(report_path, "--json", "--publisher", "A Paper")
    record = from_json(json.loads(result.stdout))
    assert result.stdout.count("\n") == 1
    assert record.report.text == REPORT
    assert record.report.publisher == "A Paper"
    assert record.report.published == "2006-04-11"
    assert record.report.id == str(report_path)


def test_published_is_what_relative_days_are_counted_from(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Chad accused Sudan on Tuesday of shelling the town of Adre.")
    result = run(path, "--json", "--published", "2006-04-13")
    record = json.loads(result.stdout)
    assert (record["report"]["published"], record["report"]["published_basis"]) == ("2006-04-13", "given")
    days = {event["when"]["start"] for event in record["events"] if event["when"]}
    assert days == {"2006-04-11"}


def test_without_a_date_relative_days_stay_unresolved(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Chad accused Sudan on Tuesday of shelling the town of Adre.")
    record = json.loads(run(path, "--json").stdout)
    assert record["report"]["published"] is None
    assert all(event["when"] is None or event["when"]["start"] is None for event in record["events"])


@pytest.mark.parametrize("value", ["yesterday", "2006-13-01", "11.4.2006", ""])
def test_a_wrong_date_is_wrong_use(report_path, value):
    result = run(report_path, "--published", value)
    assert result.exit_code == 2
    assert "is no date. Write it as 2019-03-14." in result.stderr
    assert result.stdout == ""


def test_lines_give_lines_in_order_and_a_bad_one_is_named(tmp_path):
    path = tmp_path / "feed.jsonl"
    lines = [
        {"text": REPORT, "id": "x"},
        {"title": "no text"},
        {"text": "Rain fell on Bangui.", "publisher": "B"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    result = run(path, "--json", "--publisher", "A")
    assert result.exit_code == 3
    reports = [json.loads(line)["report"] for line in result.stdout.splitlines()]
    assert [(report["id"], report["publisher"]) for report in reports] == [("x", "A"), (f"{path}:3", "B")]
    assert f"Report not read: {path}:2 has no 'text'" in result.stderr
    assert "2 of 3 reports read." in result.stderr


def test_standard_input():
    result = run("-", "--json", stdin=REPORT)
    assert json.loads(result.stdout)["report"]["text"] == REPORT


def test_a_folder_with_a_bad_file_goes_on(tmp_path, report_path):
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)))
    result = run(tmp_path, "--json")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert "bad.txt" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "has no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture"),
        (bytes(range(256)) * 4, "is not text"),
        ("Взрыв прогремел в центре города.".encode("cp1251"), "neither UTF-8 nor UTF-16"),
        (b"a" * MAX_BYTES, "20.0 MB of text, a report must have less than 20 MB"),
    ],
    ids=["empty", "picture", "binary", "code page", "20 MB"],
)
def test_what_is_no_report_gets_one_sentence(tmp_path, raw, why):
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    result = run(path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"Report not read: '{path}'")
    assert why in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (REPORT.replace("Adre", "Ad\x07re\x1b[2J"), "control"),
        (REPORT.replace("Adre", "\u202eAdre\u202c"), "bidi"),
        ("1914 20 3,085\n1915 31 4,770\n" * 20, ""),
        (
            "Die Regierung hat am Dienstag mit den Rebellen über eine Waffenruhe verhandelt, sagte er.",
            "'de'",
        ),
        (
            "Правительство во вторник обвинило соседнюю страну в обстреле города на границе. Как сообщил "
            "министр, это не первый случай, и он не будет последним, но войска пока не ответили на огонь.",
            "'ru'",
        ),
    ],
    ids=["controls", "right-to-left marks", "numbers", "German", "Russian"],
)
def test_odd_texts_are_read_with_a_note(tmp_path, text, note):
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8", newline="")
    result = run(path, "--json")
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["report"]["text"] == text
    assert any(note in each["message"] for each in record["notes"])
    assert all(each["message"] in result.stderr for each in record["notes"])
    if note not in ("control", "bidi"):
        assert record["events"] == []
    assert "\x1b" not in run(path).output


def test_emoji_change_no_offsets(tmp_path):
    text = "🔥🔥 " + REPORT.partition("\n\n")[2] + "👩\u200d👩\u200d👧"
    path = tmp_path / "emoji.txt"
    path.write_text(text, encoding="utf-8")
    record = json.loads(run(path, "--json").stdout)
    assert record["events"]
    for event in record["events"]:
        span = event["trigger"]
        assert text[span["start"] : span["end"]] == span["text"]


def test_windows_1252_is_read_and_said(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("Côte d’Ivoire’s army shelled the town of Man on Monday, rebels said.".encode("cp1252"))
    result = run(path, "--json")
    assert "Windows-1252" in result.stderr
    assert "Côte d’Ivoire" in json.loads(result.stdout)["report"]["text"]


def test_quiet_says_errors_only(tmp_path):
    path = tmp_path / "de.txt"
    path.write_text("Die Regierung hat am Dienstag mit den Rebellen über eine Waffenruhe verhandelt.")
    assert run(path, "-q").stderr == ""
    assert "does not exist" in run(tmp_path / "gone.txt", "-q").stderr


def test_halves_of_characters_are_left_out_and_that_is_said():
    stdin = json.dumps({"text": "Chad accused Sudan \ud800 of lying."})
    result = run("-", "--json", stdin=stdin)
    assert result.exit_code == 0
    record = json.loads(result.stdout_bytes.decode("utf-8"))
    assert record["report"]["text"] == "Chad accused Sudan  of lying."
    assert "1 characters are left out" in record["notes"][0]["message"]


def test_output_goes_to_a_file_that_is_whole(tmp_path, report_path):
    out_path = tmp_path / "out.jsonl"
    result = run(report_path, "--json", "-o", out_path)
    assert result.stdout == ""
    assert json.loads(out_path.read_text(encoding="utf-8"))["report"]["text"] == REPORT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chad.txt", "out.jsonl"]


def test_where_nothing_was_read_the_old_output_stays(tmp_path):
    out_path = tmp_path / "out.jsonl"
    out_path.write_text("old")
    assert run(tmp_path / "gone.txt", "--json", "-o", out_path).exit_code == 1
    assert out_path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_an_interrupted_output_leaves_the_old_one(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), write_whole(str(path), lambda: True) as write:
        write(b"new")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("option", ["-o", "--html"])
def test_a_folder_that_is_not_there_is_wrong_use(tmp_path, report_path, option):
    result = run(report_path, option, tmp_path / "gone" / "out")
    assert result.exit_code == 2
    assert "Not written" in result.stderr


def test_a_page_is_written(tmp_path, report_path):
    page_path = tmp_path / "page.html"
    result = run(report_path, "--html", page_path)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert page_path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert f"Page written: {page_path}" in result.stderr


def test_a_page_is_of_one_report(tmp_path, report_path):
    result = run(report_path, report_path, "--html", tmp_path / "page.html")
    assert result.exit_code == 2
    assert "--html makes a page of one report" in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_no_path_is_wrong_use():
    assert run().exit_code == 2


def run_process(*arguments, **options):
    command = [sys.executable, "-m", "dragoman", *arguments]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PATH": "", "LC_ALL": "POSIX"}
    return subprocess.run(command, capture_output=True, timeout=60, env=environment, check=False, **options)


def test_a_process_of_its_own_writes_utf8_under_any_locale(report_path):
    result = run_process("read", str(report_path), "--json")
    assert result.returncode == 0
    assert json.loads(result.stdout.decode("utf-8"))["report"]["text"] == REPORT


def test_a_reader_that_goes_away_causes_no_traceback(report_path):
    code = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-m', 'dragoman', 'read', {str(report_path)!r}],"
        " stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
        "child.stdout.close()\n"
        "sys.stdout.write(child.stderr.read().decode())\n"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert b"Traceback" not in result.stdout
