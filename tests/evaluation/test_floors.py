import json

import pytest

from evaluation import floors
from evaluation.__main__ import main

DATA = {"gold/x.txt": "00"}


@pytest.fixture
def pinned(tmp_path):
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"floors": {"F1": 0.5, "LAS": 0.8}, "data": DATA}))
    return path


def read_floors(path):
    return json.loads(path.read_text())["floors"]


def test_figures_on_the_floors_hold(pinned):
    assert floors.check({"F1": 0.5, "LAS": 0.9}, DATA, pinned, is_raising=False) == 0
    assert read_floors(pinned) == {"F1": 0.5, "LAS": 0.8}


@pytest.mark.parametrize("figures", [{"F1": 0.4, "LAS": 0.9}, {"LAS": 0.9}])
def test_a_fallen_or_missing_figure_fails(pinned, figures, capsys):
    assert floors.check(figures, DATA, pinned, is_raising=False) == 1
    assert "Below the floor: F1." in capsys.readouterr().out


def test_a_figure_within_the_slack_holds(pinned):
    assert floors.check({"F1": 0.5 - floors.SLACK / 2, "LAS": 0.8}, DATA, pinned, is_raising=False) == 0


def test_raising_only_goes_up(pinned):
    assert floors.check({"F1": 0.6, "LAS": 0.7, "new": 0.1}, DATA, pinned, is_raising=True) == 1
    assert read_floors(pinned) == {"F1": 0.6, "LAS": 0.8, "new": 0.1}


def test_the_first_floors_are_pinned(tmp_path):
    path = tmp_path / "floors.json"
    assert floors.check({"F1": 0.6}, DATA, path, is_raising=True) == 0
    assert json.loads(path.read_text()) == {"floors": {"F1": 0.6}, "data": DATA}


def test_other_data_is_not_compared(pinned, capsys):
    assert floors.check({"F1": 0.9}, {"gold/x.txt": "01"}, pinned, is_raising=True) == 1
    assert "other data (gold/x.txt)" in capsys.readouterr().out
    assert read_floors(pinned)["F1"] == 0.5


def test_without_data_the_run_is_skipped_with_the_reason(tmp_path, capsys):
    for folder in (str(tmp_path / "nowhere"), str(tmp_path), ""):
        assert main(["floors", "--data", folder]) == 0
        assert "Evaluation skipped" in capsys.readouterr().out


def test_another_list_of_held_out_texts_is_other_data(tmp_path, monkeypatch):
    (tmp_path / "gold").mkdir()
    monkeypatch.setattr(floors.language, "list_files", list)
    monkeypatch.setattr(floors, "load_sets", dict)
    texts = tmp_path / "heldout.txt"
    monkeypatch.setattr(floors, "HELDOUT_FILE", texts)
    digests = []
    for names in ("own-a01", "own-a01 own-a02"):
        texts.write_text(names)
        digests.append(floors.hash_files(tmp_path)["training/labelled/heldout.txt"])
    assert len(set(digests)) == 2
