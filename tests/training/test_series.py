"""Linked series: what a file holds, and what the check says of one that does not fit."""

import re

import pytest

from training.series.check import find_code_fault, find_faults, main
from training.series.series import HERE, find_words, is_heldout, load_series

SERIES = """
name: ser-x
reports:
  - id: r1
    publisher: Lake Wire
    published: 1997-05-05
    origin: o1
    text: |
      KAYA, May 5 (Lake Wire) - Ugandan jets bombed Kaya on Sunday and killed
      four people, Sudan said. The bombs fell at noon.
  - id: r2
    publisher: The Courier
    published: 1997-05-07
    origin: o2
    text: |
      Uganda denied the raid on Kaya. Sudan now puts the dead at six.
      A truce was signed on Tuesday. Kaya buried its dead.
incidents:
  - id: i1
    type: [ASSAULT]
    mentions:
      - {report: r1, words: "jets bombed Kaya", trigger: bombed}
      - {report: r2, words: "the raid on Kaya", trigger: raid}
    sides:
      - {report: r1, source: UGAMIL, target: "?CVL", by: SDNGOV, status: alleged}
      - {report: r2, source: [UGAMIL], by: UGAGOV, status: denied}
    date: 1997-05-04
    place: Kaya
    contested: [source]
    standing: contested
tolls:
  - incident: i1
    kind: killed
    speaker: SDNGOV
    figures:
      - {report: r1, words: "four people", low: 4, high: 4}
      - {report: r2, words: "six", low: 6, high: 6, total: true}
    final: {low: 6, high: null}
commitments:
  - id: m1
    kind: aid_request
    parties: [SDNGOV, UGAGOV]
    acts:
      - {report: r2, words: "truce was signed", act: signed, by: [SDNGOV, UGAGOV], on: 1997-05-06}
      - {report: r2, words: "denied", act: refused, by: [UGAGOV], says: "-", on: 1997-05-06/1997-05-07}
    open: [{asked: 1997-05-05, by: SDNGOV, to: IGO:UN, what: monitors}]
totals: [{report: r2, words: "its dead", kind: killed}]
"""


@pytest.fixture
def write(tmp_path):
    def write_file(text):
        path = tmp_path / "ser-x.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def test_a_series_is_read_with_spans(write):
    path = write(SERIES)
    assert find_faults(path) == []
    (series,) = load_series(path.parent)
    first, second = series.reports
    (incident,) = series.incidents
    told, referred = incident.mentions
    assert first.text[slice(*told.trigger)] == "bombed"
    assert second.text[slice(*referred.span)] == "the raid on Kaya"
    assert (incident.days, incident.standing) == (("1997-05-04", "1997-05-04"), "contested")
    assert [side.source for side in incident.sides] == [("UGAMIL",), ("UGAMIL",)]
    (toll,) = series.tolls
    assert [(figure.low, figure.is_total) for figure in toll.figures] == [(4, False), (6, True)]
    assert (toll.low, toll.high) == (6, None)
    (ledger,) = series.commitments
    assert ledger.kind == "aid request"
    assert [act.days for act in ledger.acts] == [("1997-05-06", "1997-05-06"), ("1997-05-06", "1997-05-07")]
    assert ledger.acts[1].says == ()
    assert ledger.open[0].to == ("IGO:UN",)
    assert series.totals[0].words == "its dead"


def test_words_may_run_over_a_line_and_have_a_number():
    text = "They killed\nfour people. Four people fled; four people died."
    assert find_words(text, "killed four people") == (5, 23)
    assert text[slice(*find_words(text, "four people#2"))] == "four people"
    assert find_words(text, "four people#2")[0] > find_words(text, "four people#1")[0]
    for words in ("four people", "four people#3", "kill", "", "#2"):
        with pytest.raises(ValueError, match="words"):
            find_words(text, words)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: ser-x", "name: ser-y", "is not the file's name"),
        ("name: ser-x", "name: [ser-x", "no YAML"),
        ("published: 1997-05-07", "published: 1997-05-04", "before the report above"),
        ("published: 1997-05-07", "published: May 7", "no ISO date"),
        ("published: 1997-05-07", "published: 1997-02-30", "day is out of range"),
        ("id: r2", "id: r1", "stands twice"),
        ("jets bombed Kaya", "jets struck Kaya", "incidents[i1].mentions[1]: r1: words not found"),
        ("{report: r2, words: \"the raid on Kaya\"", "{report: r2, words: \"Kaya\"", "2 times"),
        ("trigger: bombed", "trigger: Sunday", "trigger in 'jets bombed Kaya'"),
        ("trigger: bombed", "trigger: bombed Kaya", "not one word"),
        ("{report: r1, words: \"jets", "{report: r9, words: \"jets", "no such report: 'r9'"),
        ("incident: i1", "incident: i2", "no such incident"),
        ("kind: killed\n", "kind: dead\n", "no such kind"),
        ("kind: aid_request", "kind: help", "no such kind"),
        ("act: signed", "act: made", "no such act"),
        ("standing: contested", "standing: doubtful", "no such standing"),
        ("[ASSAULT]", "[ATTACK]", "no such type"),
        ("status: denied", "status: refused", "no such status"),
        ("contested: [source]", "contested: [who]", "no such contested field"),
        ("date: 1997-05-04", "date: 1997-05-04/1997-05-01", "ends before it begins"),
        ("on: 1997-05-06}", "on: 1997-05-08}", "before the act above"),
        ("low: 4, high: 4", "low: 5, high: 4", "low 5 is above high 4"),
        ("low: 4, high: 4", "low: four, high: 4", "is no count"),
        ("source: UGAMIL", "source: XYZMIL", "no such country"),
        ("source: UGAMIL", "source: UGAARM", "no such sector"),
        ("to: IGO:UN", "to: UN", "no such country"),
        ("[UGAMIL]", "[?CVL]", "quotation marks"),
        ("trigger: bombed", "tigger: bombed", "mention without trigger"),
        ("total: true", "sum: true", "no such field"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(write, old, new, says):
    assert old in SERIES
    faults = find_faults(write(SERIES.replace(old, new, 1)))
    assert any(says in fault for fault in faults), faults


def test_figures_stand_in_the_order_of_reports(write):
    first, second = '{report: r1, words: "four people"', '{report: r2, words: "six"'
    text = SERIES.replace(first, "@").replace(second, first).replace("@", second)
    assert any("before that of the figure above" in fault for fault in find_faults(write(text)))


def test_a_faulty_file_is_not_loaded(write):
    path = write(SERIES.replace("jets bombed", "jets struck"))
    with pytest.raises(ValueError, match=r"training\.series\.check"):
        load_series(path.parent)


def test_the_command_says_whether_there_are_faults(write, capsys):
    assert main([str(write(SERIES))]) == 0
    assert main([str(write(SERIES.replace("[ASSAULT]", "[ATTACK]")))]) == 1
    assert "incidents[i1]: no such type: 'ATTACK'" in capsys.readouterr().out
    assert main(["nowhere.yaml"]) == 1
    assert main([]) == 2


@pytest.mark.parametrize("code", ["UAF", "?CVL", "PERGOV", "PER", "IGO:UN", "REB:ISIS", "ARMELI"])
def test_codes_of_the_labels_are_read(code):
    assert find_code_fault(code) is None


@pytest.mark.parametrize("code", ["", "PERREB:MRTA", "Peru", 12, {"CVL": None}])
def test_what_is_no_code_is_said(code):
    assert find_code_fault(code)


def test_a_third_is_held_out():
    names = [f"ser-{letter}{number:02}" for letter in "abcde" for number in range(1, 41)]
    assert 0.25 < sum(map(is_heldout, names)) / len(names) < 0.42


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_series_fits(path):
    assert find_faults(path) == []


def test_the_example_of_the_guide_fits(write):
    guide = (HERE / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert find_faults(write(example)) == []
