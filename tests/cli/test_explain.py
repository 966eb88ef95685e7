import json

import pytest
from click.testing import CliRunner

from dragoman.cli.main import cli

TEXT = "Eritrea accused Ethiopia on Monday of shelling Zalambessa."


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli, ["explain", *[str(argument) for argument in arguments]], input=stdin)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


def test_an_event_is_explained_from_its_sentence_to_its_row(path):
    result = run(path, "--event", "e1")
    assert result.exit_code == 0, result.output
    for words in (">accused<", "root", "source", "Eritrea (ERIGOV)", "status", "confidence", "why"):
        assert words in result.stdout


def test_without_an_event_they_are_listed(path):
    result = run(path)
    assert result.stdout.startswith("e1   actual")
    assert "--event e1" in result.stdout


def test_an_unknown_event_is_wrong_use_and_says_which_there_are(path):
    result = run(path, "--event", "e77")
    assert result.exit_code == 2
    assert "no event has the id 'e77'. There are e1" in result.stderr


def test_a_report_without_events_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("1 2 3\n4 5 6")
    assert run(path).stdout.startswith("No events")
    assert "The record has no events" in run(path, "--event", "e1").stderr


def test_one_of_several_reports_is_chosen_by_its_id():
    lines = "\n".join(json.dumps({"text": TEXT, "id": id}) for id in ("x", "y"))
    assert "Choose one with --report: x, y." in run("-", stdin=lines).stderr
    assert run("-", "--report", "y", stdin=lines).exit_code == 0
    assert "no report has the id 'z'" in run("-", "--report", "z", stdin=lines).stderr


def test_a_report_that_cannot_be_read_is_one_sentence(tmp_path):
    result = run(tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("Report not read:")
    assert result.stderr.count("\n") == 1
