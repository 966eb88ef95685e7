"""Agencies that a report credits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.credits import find_credits


@pytest.mark.parametrize(
    ("text", "agency", "kind"),
    [
        ("GULU, Uganda (Reuters) - Rebels burned a convoy.", "REUTERS", "dateline"),
        ("GULU, March 3 (AFP) — Rebels burned a convoy.", "AFP", "dateline"),
        ("GULU (REUTERS) - REBELS BURNED A CONVOY.", "REUTERS", "dateline"),
        ("GULU, March 3, AP - Rebels burned a convoy.", "AP", "dateline"),
        ("Rebels burned a convoy.\n\nSource: Xinhua", "XINHUA", "byline"),
        ("Convoy burned\nBy Agence France-Presse\nRebels burned it.", "AFP", "byline"),
        ("A convoy was burned. With reporting by Reuters.", "REUTERS", "help"),
        ("A convoy was burned. Additional reporting by Ana Ruiz and AFP", "AFP", "help"),
        ("A convoy burned, according to the Interfax news agency.", "INTERFAX", "cited"),
        ("A convoy burned, the state news agency SUNA reported.", "SUNA", "cited"),
        ("The Xinhua news agency said a convoy burned.", "XINHUA", "cited"),
    ],
)
def test_a_credit_is_found_with_its_words(text: str, agency: str, kind: str) -> None:
    [credit] = find_credits(text)
    assert (credit.agency, credit.kind) == (agency, kind)
    assert text[credit.text.start : credit.text.end] == credit.text.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The rebels (FARC) - once thousands - laid down arms.",
        "According to the army, nobody was hurt.",
        "Reuters employs journalists in many states.",
    ],
)
def test_others_are_no_credits(text: str) -> None:
    assert find_credits(text) == ()


def test_an_agency_is_credited_once() -> None:
    assert len(find_credits("KAYA (AFP) - It rained, AFP reported. With reporting by AFP.")) == 1


@given(st.text(alphabet="AFP Reutrs()-–\n.,dbyand ", max_size=300))
def test_any_text_is_read(text: str) -> None:
    for credit in find_credits(text):
        assert text[credit.text.start : credit.text.end] == credit.text.text
