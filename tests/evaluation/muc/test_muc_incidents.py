"""Our record is mapped to incidents; what MUC-4 called irrelevant is left out."""

from __future__ import annotations

from dragoman.flow import read
from evaluation.muc.incidents import find_templates
from evaluation.muc.keys import Template


def map_text(text: str) -> list[Template]:
    return find_templates(read(text, published="1987-07-08"))


def list_values(template: Template, slot: str) -> list[str]:
    return [fill.options[0].value for fill in template.slots[slot]]


def test_a_bombing_with_its_dead() -> None:
    found = map_text("A car bomb exploded in Beira on Tuesday. Twelve farmers were killed by the bomb.")
    assert len(found) == 1
    assert list_values(found[0], "type") == ["BOMBING"]
    assert list_values(found[0], "date") == ["07 JUL 87"]
    assert list_values(found[0], "place") == ["MOZAMBIQUE: BEIRA"]
    assert list_values(found[0], "number") == ["12"]
    assert list_values(found[0], "effect") == ["DEATH"]


def test_an_organisation_that_owns_up() -> None:
    found = map_text("Renamo kidnapped two nuns near Beira on Monday.")
    assert list_values(found[0], "type") == ["KIDNAPPING"]
    assert "RENAMO" in found[0].slots["org"][0].options[0].strings
    assert list_values(found[0], "confidence") == ["REPORTED AS FACT"]


def test_fighting_between_armed_sides_is_no_incident() -> None:
    assert map_text("Soldiers killed four rebels near Beira on Monday.") == []


def test_what_is_long_ago_is_no_incident() -> None:
    assert map_text("Gunmen murdered the mayor of Beira in May 1981.") == []


def test_a_text_without_events_has_no_templates() -> None:
    assert map_text("The two ministers met in Maputo to speak of trade.") == []


def test_a_war_is_no_incident() -> None:
    assert map_text("The army launched an offensive against villagers in Sofala province on Monday.") == []


def test_those_named_are_a_target_each() -> None:
    [found] = map_text(
        "Gunmen murdered two nuns in Beira on Monday. The dead were named as Ana Ruiz and Li Wen."
    )
    assert [fill.options[0].strings[0] for fill in found.slots["target"]] == ["Ana Ruiz", "Li Wen"]
    assert list_values(found, "number") == ["1", "1"]
    assert list_values(found, "effect") == ["DEATH", "DEATH"]
