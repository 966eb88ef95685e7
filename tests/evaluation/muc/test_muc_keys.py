"""Cells of MUC-4 keys are read into fills with their options and strings."""

from __future__ import annotations

from datetime import date

from evaluation.muc.keys import Option, list_strings, read_days, read_path, read_template

ROW = {
    "MESSAGE: TEMPLATE": ["1 (OPTIONAL)"],
    "INCIDENT: TYPE": ["BOMBING / ATTACK"],
    "INCIDENT: DATE": ["- 07 JUL 87"],
    "INCIDENT: LOCATION": ["(MOZAMBIQUE: BEIRA (CITY)) / (MOZAMBIQUE)"],
    "PERP: ORGANIZATION ID": ['"DAWN ARMY" / "DA"'],
    "PERP: ORGANIZATION CONFIDENCE": ['? POSSIBLE: "DAWN ARMY" / "DA"'],
    "PERP: INDIVIDUAL ID": ["-"],
    "PHYS TGT: ID": ['"BRIDGE"'],
    "HUM TGT: NAME": ['"ANA RUIZ"'],
    "HUM TGT: DESCRIPTION": ['"MAYOR" / "MAYOR OF BEIRA": "ANA RUIZ"', '? "FARMERS"'],
    "HUM TGT: NUMBER": ['1: "ANA RUIZ"', '~20: "FARMERS"'],
    "HUM TGT: EFFECT OF INCIDENT": ['DEATH: "ANA RUIZ"', "*"],
}


def test_a_row_is_read_into_slots() -> None:
    found = read_template(ROW)
    assert found.is_optional
    assert [option.value for option in found.slots["type"][0].options] == ["BOMBING", "ATTACK"]
    assert found.slots["place"][0].options[0].value == "MOZAMBIQUE: BEIRA (CITY)"
    assert found.slots["org"][0].options == (Option("", ("DAWN ARMY", "DA")),)
    assert found.slots["confidence"][0].is_optional
    assert [fill.options[0].value for fill in found.slots["number"]] == ["1", "~20"]
    assert len(found.slots["effect"]) == 1
    assert list_strings(found.others) == ["BRIDGE"]


def test_a_name_and_its_descriptions_are_one_target() -> None:
    targets = read_template(ROW).slots["target"]
    assert [fill.options[0].strings for fill in targets] == [
        ("FARMERS",),
        ("ANA RUIZ", "MAYOR", "MAYOR OF BEIRA"),
    ]
    assert targets[0].is_optional


def test_days_and_places() -> None:
    day = date(1987, 7, 7)
    assert read_days("07 JUL 87") == (day, day)
    assert read_days("- 07 JUL 87") == (None, day)
    assert read_days("06 JUL 87 - 07 JUL 87") == (date(1987, 7, 6), day)
    assert read_days("31 JUN 87") == (None, None)
    assert read_path("PERU: LIMA (CITY): RIMAC (DISTRICT)") == ("PERU", "LIMA", "RIMAC")
