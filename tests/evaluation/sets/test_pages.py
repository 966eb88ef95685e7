"""The measure of web pages, on pages of the tests."""

from __future__ import annotations

import gzip
import json

import pytest

from evaluation.sets import load_sets, pages
from evaluation.sets.pages import compare_bodies, count_runs, digest_title, list_errors, load_pages, measure
from tests.ingest import page_examples as examples

NAME = "0a1b2c3d" + "0" * 8


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    folder = tmp_path / pages.FOLDER
    folder.mkdir(parents=True)
    truth = {NAME: {"articleBody": examples.TEXT, "url": "https://example.org/grain"}}
    (folder / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (folder / f"{NAME}.html.gz").write_bytes(gzip.compress(examples.AMP.encode()))
    stated = tmp_path / "stated.csv"
    title = digest_title("Grain reaches Kassala")
    stated.write_text(f"page,day,title\n{NAME[:8]},2022-09-21,{title}\n", encoding="utf-8")
    monkeypatch.setattr(pages, "STATED", stated)
    return tmp_path


def test_runs_are_of_four_words_and_of_fewer_where_there_are_no_four():
    assert count_runs("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert count_runs("a b") == {("a", "b"): 1}
    assert not count_runs("")


def test_what_is_spurious_costs_precision_and_what_is_missed_recall():
    assert compare_bodies("a b c d e", "a b c d e f") == (pytest.approx(2 / 3), 1.0)
    assert compare_bodies("a b c d e", "a b c d") == (1.0, 0.5)
    assert compare_bodies("a b c d", "") == (0.0, 0.0)


def test_a_title_is_compared_by_its_letters_and_digits():
    assert digest_title("Grain: 40 lorries!") == digest_title("grain 40 Lorries")
    assert digest_title("Grain") != digest_title("Grains")
    assert digest_title(None) is None


def test_our_reader_is_measured_beside_trafilatura(corpora):
    figures = measure(corpora)
    ours = figures["ours"]
    assert (ours["f1"], ours["title"], ours["day"], ours["of_days"]) == (1.0, 1.0, 0.0, 1)
    assert set(figures) == {"ours", "trafilatura"}
    assert {name.partition(" ")[2] for name in pages.PINNED} <= set(ours)


def test_errors_name_what_is_wrong(corpora):
    [line] = list_errors(corpora)
    assert line.startswith(f"day\t{NAME[:8]}") and "stated 2022-09-21" in line


def test_a_page_without_report_is_wrong_in_all(corpora):
    (corpora / pages.FOLDER / f"{NAME}.html.gz").write_bytes(gzip.compress(b"<html></html>"))
    ours = measure(corpora)["ours"]
    assert (ours["f1"], ours["title"], ours["day"]) == (0.0, 0.0, 0.0)


def test_pages_can_be_chosen_by_address(corpora):
    assert len(load_pages(corpora, "grain")) == 1
    assert load_pages(corpora, "other") == []


def test_the_set_is_one_of_those_that_the_command_knows():
    assert load_sets()["pages"] is pages
