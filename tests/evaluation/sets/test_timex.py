"""The scorer of time expressions, on texts of the project's own."""

from __future__ import annotations

from evaluation.sets import load_sets, timex
from evaluation.sets.timex import Timex, find_overlaps, list_errors, load_text, measure, read_marks

NEWS = """<?xml version="1.0" ?><TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2003-05-08">8 May 2003</TIMEX3></DCT>
<TEXT>Shells <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2003-05-06">Tuesday</TIMEX3>
and talks &amp; fighting go on <TIMEX3 tid="t2" type="SET" value="XXXX-XX-XX">each day</TIMEX3>. The camp
held out for <TIMEX3 tid="t3" type="DURATION" value="P3W">three weeks</TIMEX3>, a lifetime
<TIMEX3 tid="t4" type="DATE" value="PAST_REF">back then</TIMEX3>.</TEXT></TimeML>"""
WAR = """<DOC><DATETIME> <TIMEX2 val="2009-12-19T17:00:00">2009-12-19T17:00:00</TIMEX2> </DATETIME>
<TEXT>Riders came in <TIMEX2 val="1897-04">April 1897</TIMEX2> and left <TIMEX2 val="1897-06"
>the month <TIMEX2 val="1897-05">after May</TIMEX2></TIMEX2>.</TEXT></DOC>"""


def write_sets(folder):
    for part, name, text in (("TempEval-3", "a.tml", NEWS), ("WikiWars", "b.key.xml", WAR)):
        place = folder / timex.FOLDERS[part]
        place.mkdir(parents=True)
        (place / name).write_text(text, encoding="utf-8")
    return folder


def test_marks_keep_their_characters_without_tags():
    text, marks = read_marks('On <EVENT>x</EVENT> <TIMEX3 type="DATE" value="2001">2001</TIMEX3> &lt;')
    assert text == "On x 2001 <"
    assert [(text[mark.start : mark.end], mark.value) for mark in marks] == [("2001", "2001")]


def test_the_day_of_creation_is_given_and_not_asked_for(tmp_path):
    marked = load_text(write_sets(tmp_path) / timex.FOLDERS["TempEval-3"] / "a.tml")
    assert marked.created.isoformat() == "2003-05-08"
    assert [mark.value for mark in marked.marks] == ["2003-05-06", "XXXX-XX-XX", "P3W", "PAST_REF"]


def test_nested_marks_are_two(tmp_path):
    marked = load_text(write_sets(tmp_path) / timex.FOLDERS["WikiWars"] / "b.key.xml")
    assert [marked.text[mark.start : mark.end] for mark in marked.marks] == [
        "April 1897", "the month after May", "after May",
    ]  # fmt: skip


def test_each_side_of_a_pair_is_matched_once_and_same_stretches_first():
    marks = (Timex(0, 10, "DATE", "a"), Timex(4, 10, "DATE", "b"))
    found = [Timex(4, 10, "DATE", "b")]
    assert find_overlaps(marks, found) == [(marks[1], found[0])]


def test_figures_and_errors(tmp_path):
    folder = write_sets(tmp_path)
    figures = measure(folder)["TempEval-3"]
    assert (figures["expressions"], figures["relaxed_P"], figures["relaxed_R"]) == (4, 1.0, 0.75)
    assert figures["value_accuracy"] == figures["type_accuracy"] == 1.0
    assert figures["value_F1"] == figures["relaxed_F1"] == figures["strict_F1"] == 0.8571
    assert [line.split("\t")[0] for line in list_errors(folder, "TempEval")] == ["missed"]
    assert set(measure(folder, "wiki")) == {"WikiWars"}


def test_the_set_is_entered_with_its_pinned_figures(tmp_path):
    module = load_sets()["timex"]
    figures = module.measure(write_sets(tmp_path))
    for name in module.PINNED:
        part, _, figure = name.rpartition(" ")
        assert figure in figures[part]
    assert all((tmp_path / name).exists() for name in module.list_files())
