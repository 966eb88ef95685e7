"""The scorer of which date an event belongs to, on an article of the project's own."""

from __future__ import annotations

import json

from evaluation.sets import tdg

ARTICLE = {
    "header": '<doc id="1"><paragraph:1_3>:SNT_LIST',
    "title": "Shells fall on a port",
    "sentences": [
        "March 17 , 2004",
        "Shells hit the port on Monday .",
        "Two ships burned .",
        "The harbour `` opened '' in 1931 .",
    ],
    "edges": [
        ["0_0_3", "Timex", "-1_-1_-1", "Depend-on"],
        ["1_5_5", "Timex", "0_0_3", "Depend-on"],
        ["3_6_6", "Timex", "-1_-1_-1", "Depend-on"],
        ["1_1_1", "Event", "1_5_5", "included"],
        ["2_2_2", "Event", "1_5_5", "included"],
        ["3_3_3", "Event", "3_6_6", "included"],
        ["2_2_2", "Event", "1_1_1", "after"],
    ],
}


def write_set(folder):
    path = folder / tdg.FILE
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    return folder


def test_the_text_is_put_together_with_its_paragraphs_and_quotes():
    graph = tdg.load_graph(ARTICLE)
    assert graph.text == (
        "March 17 , 2004\n\nShells hit the port on Monday . Two ships burned .\n\n"
        'The harbour " opened " in 1931 .'
    )
    words = [(graph.text[slice(*event)], graph.text[slice(*time)]) for event, time, _ in graph.edges]
    assert words == [("hit", "Monday"), ("burned", "Monday"), ("opened", "1931")]
    assert graph.text[slice(*graph.created)] == "March 17 , 2004"


def test_shares_of_what_is_dated(tmp_path):
    figures = tdg.measure(write_set(tmp_path))
    assert (figures["own sentence"]["events"], figures["own sentence"]["exact"]) == (2, 1.0)
    assert (figures["other sentence"]["events"], figures["other sentence"]["exact"]) == (1, 1.0)
    assert figures["publication"]["events"] == 0
    assert tdg.list_errors(tmp_path) == []


def test_the_file_is_listed(tmp_path):
    assert all((write_set(tmp_path) / name).exists() for name in tdg.list_files())
