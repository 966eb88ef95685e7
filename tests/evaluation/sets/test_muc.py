"""The MUC set is read from its file, measured by slot, and its errors are listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.sets import load_sets, muc

TEMPLATE = {
    "MESSAGE: TEMPLATE": ["1"],
    "INCIDENT: TYPE": ["KIDNAPPING"],
    "INCIDENT: DATE": ["06 JUL 87"],
    "INCIDENT: LOCATION": ["MOZAMBIQUE: BEIRA (CITY)"],
    "PERP: ORGANIZATION ID": ['"RENAMO"'],
    "PERP: ORGANIZATION CONFIDENCE": ['REPORTED AS FACT: "RENAMO"'],
    "HUM TGT: NAME": ["-"],
    "HUM TGT: DESCRIPTION": ['"NUNS"'],
    "HUM TGT: NUMBER": ['2: "NUNS"'],
    "HUM TGT: EFFECT OF INCIDENT": ["-"],
}
TEXT = (
    "   MAPUTO, 8 JUL 87 (AIM) -- [TEXT] RENAMO KIDNAPPED TWO NUNS NEAR BEIRA ON MONDAY,\n"
    "THE GOVERNOR OF THE PROVINCE SAID AFTER A MEETING."
)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    path = tmp_path / muc.FILE
    path.parent.mkdir(parents=True)
    rows = [
        {"id": "T1", "split": "tst3", "text": TEXT, "templates": [TEMPLATE]},
        {"id": "T2", "split": "tst2", "text": "NOTHING.", "templates": [TEMPLATE]},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_the_set_is_known_to_the_command() -> None:
    assert load_sets()["muc"] is muc
    assert muc.list_files() == [muc.FILE]


def test_slots_are_measured(corpora: Path) -> None:
    figures = muc.measure(corpora)
    assert figures["type"] == {"recall": 1.0, "precision": 1.0, "f1": 1.0, "possible": 1, "actual": 1}
    assert figures["place"]["f1"] == 1.0
    assert figures["number"]["f1"] == 1.0
    assert all(name.rpartition(" ")[0] in figures for name in muc.PINNED)


def test_errors_are_listed_by_kind(corpora: Path) -> None:
    (line,) = muc.list_errors(corpora, "tst2")
    assert line.startswith("template missing\tT2\ttype=KIDNAPPING")
    assert not [line for line in muc.list_errors(corpora, "tst3") if line.startswith("type")]
