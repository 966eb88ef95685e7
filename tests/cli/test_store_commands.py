"""The commands of the store: reports in, lists out, as tables for people and JSON and CSV for machines."""

import csv
import json
from io import StringIO

import pytest
from click.testing import CliRunner

from dragoman.cli.main import LISTS, cli

TEXT = (
    "TULA, March 14, 2019 - Kenya said on Thursday that Somalia's army had shelled Tula, killing at least 12"
    " farmers. Somalia denied the attack. The two countries had signed a ceasefire on Monday."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("store")
    (made / "tula.txt").write_text(TEXT)
    (made / "empty.txt").write_text("")
    assert run(made, "add", str(made / "tula.txt"), "--publisher", "=Rift Wire").exit_code == 0
    return made


def run(folder, *arguments):
    return CliRunner(env={"DRAGOMAN_STORE": str(folder / "dragoman.db")}).invoke(cli, list(arguments))


def list_json(folder, *arguments):
    return [json.loads(line) for line in run(folder, *arguments, "--json").stdout.splitlines()]


def test_init_makes_a_store_once(tmp_path):
    assert "Store made" in run(tmp_path, "init").stdout
    assert "was there" in run(tmp_path, "init").stdout


def test_adding_says_what_came_of_each_report(folder):
    again = run(folder, "add", str(folder / "tula.txt"), "--publisher", "=Rift Wire")
    assert (again.exit_code, "known" in again.stdout) == (0, True)
    some = run(folder, "add", str(folder / "tula.txt"), str(folder / "empty.txt"))
    assert some.exit_code == 3 and "empty.txt" in some.stderr
    assert run(folder, "add", str(folder / "empty.txt")).exit_code == 1


def test_a_report_that_is_known_is_not_read(folder, monkeypatch):
    def refuse(sources):
        if sources:
            raise AssertionError(f"{len(sources)} read")
        return []

    monkeypatch.setattr("dragoman.cli.outcomes.read_many", refuse)
    again = run(folder, "add", str(folder / "tula.txt"), "--publisher", "=Rift Wire")
    assert (again.exit_code, "  known  " in again.stdout) == (0, True)
    other = run(folder, "add", str(folder / "tula.txt"), "--publisher", "Lake Post")
    assert other.exit_code == 1 and "AssertionError: 1 read" in other.stderr


def test_a_wrong_day_is_said_of_a_report_that_is_known(folder, tmp_path):
    line = {"text": TEXT, "publisher": "=Rift Wire", "published": "the fourteenth"}
    (tmp_path / "feed.jsonl").write_text(json.dumps(line))
    said = run(folder, "add", str(tmp_path / "feed.jsonl"))
    assert said.exit_code == 1 and "is no date" in said.stderr


@pytest.mark.parametrize("name", [name for name in LISTS if name not in ("search", "origins", "decisions")])
def test_every_list_shows_a_table_json_and_csv(folder, name):
    shown = run(folder, name)
    assert shown.exit_code == 0 and len(shown.stdout.splitlines()) > 1
    lines = list_json(folder, name)
    rows = list(csv.DictReader(StringIO(run(folder, name, "--raw").stdout)))
    assert [list(row) for row in rows] == [list(line) for line in lines]


def test_filters_reach_the_store(folder):
    assert {line["type"] for line in list_json(folder, "events", "--type", "assault")} == {"ASSAULT"}
    assert list_json(folder, "events", "--actor", "SOM", "--status", "alleged", "--since", "2019-03-01")
    assert list_json(folder, "events", "--as-of", "1970-01-01") == []
    nothing = run(folder, "events", "--actor", "nobody")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "Nothing found.\n")
    assert run(folder, "events", "--since", "monday").exit_code == 2


def test_search_takes_anything(folder):
    assert list_json(folder, "search", "shelled", "Tula")[0]["kind"] in ("report", "claim")
    assert run(folder, "search", "NEAR(").exit_code == 0
    assert run(folder, "search", "--", "*").exit_code == 2


def test_no_cell_opens_as_a_formula(folder):
    assert "'=Rift Wire" in run(folder, "claims", "--csv").stdout
    assert ",=Rift Wire" in run(folder, "claims", "--raw").stdout


def test_forgetting_names_the_copies_that_are_left(tmp_path):
    (tmp_path / "tula.txt").write_text(TEXT)
    report = run(tmp_path, "add", str(tmp_path / "tula.txt")).stdout.split()[0]
    for name in ("dragoman.db.0001.backup", "other.db.0001.backup"):
        (tmp_path / name).touch()
    told = run(tmp_path, "forget", report)
    assert told.exit_code == 0 and "dragoman.db.0001.backup" in told.stderr and "other" not in told.stderr


def test_show_stats_and_forget(tmp_path):
    (tmp_path / "tula.txt").write_text(TEXT)
    report = run(tmp_path, "add", str(tmp_path / "tula.txt")).stdout.split()[0]
    assert "shelled" in run(tmp_path, "show", report).stdout
    assert json.loads(run(tmp_path, "show", report, "--json").stdout)["report"]["text"] == TEXT
    assert json.loads(run(tmp_path, "stats", "--json").stdout)["reports"] == 1
    assert "reports" in run(tmp_path, "stats").stdout
    assert run(tmp_path, "forget", report).exit_code == 0
    assert list_json(tmp_path, "reports") == []
    assert run(tmp_path, "forget", report).exit_code == 2


def test_a_store_that_is_not_there_is_said(tmp_path):
    lost = run(tmp_path, "events")
    assert (lost.exit_code, "dragoman init" in lost.stderr) == (1, True)


def test_an_incident_is_shown_with_who_says_what_and_its_words(folder):
    [raid, *_] = [line["id"] for line in list_json(folder, "incidents", "--type", "assault")]
    shown = run(folder, "show", raid).stdout
    assert "Kenya asserts" in shown and "Somalia denies" in shown
    assert "shelled Tula" in shown and "told by" in shown
    [whole] = list_json(folder, "show", raid)
    assert whole["line"]["id"] == raid and whole["tellers"] and whole["told"]["fields"]


@pytest.mark.parametrize("name", ["commitments", "actors", "lines"])
def test_whatever_goes_across_reports_is_shown_whole(folder, name):
    for line in list_json(folder, name):
        shown = run(folder, "show", line["id"])
        assert shown.exit_code == 0 and shown.stdout.startswith(line["id"]) and "told by" in shown.stdout


def test_what_the_store_does_not_have_is_said(folder):
    missing = run(folder, "show", "i0")
    assert missing.exit_code == 2 and "has no incident, commitment, actor or line 'i0'" in missing.stderr


def test_decisions_are_made_listed_and_undone(folder):
    event = list_json(folder, "events", "--type", "assault")[0]["id"]
    made = run(folder, "decide", "edit", event, "status", "actual", "--user", "ana", "--note", "seen")
    assert made.stdout == "Decided: 1\n"
    assert [line["id"] for line in list_json(folder, "events", "--status", "actual", "--type", "assault")]
    run(folder, "decide", "reject", event, "--user", "ana")
    assert event not in {line["id"] for line in list_json(folder, "events")}
    assert [line["id"] for line in list_json(folder, "events", "--review", "rejected")] == [event]
    for number in ("1", "2"):
        assert run(folder, "decide", "undo", number, "--user", "ana").exit_code == 0
    kinds = [(line["kind"], line["user"], line["holds"]) for line in list_json(folder, "decisions")]
    assert kinds == [("edit", "ana", False), ("reject", "ana", False), *[("undo", "ana", True)] * 2]
    assert "undoes 2" in run(folder, "decisions").stdout


def test_a_decision_that_cannot_be_made_says_why(folder):
    event = list_json(folder, "events")[0]["id"]
    wrong = run(folder, "decide", "edit", event, "status", "certain", "--user", "ana")
    assert wrong.exit_code == 2 and "It is one of" in wrong.stderr
    assert run(folder, "decide", "merge", "i1", "l1", "--user", "ana").exit_code == 2
