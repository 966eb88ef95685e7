"""Drafts: codes, merging, the country a report is about."""

from __future__ import annotations

from dragoman.lexicon.organisations import get_organisation
from dragoman.lexicon.roles import get_role
from dragoman.reading.drafts import ActorBook, Belonging, Draft, belong_to, join_role
from dragoman.text.spans import Span


def join(phrase: str, whose: Belonging) -> Belonging:
    role = get_role(phrase)
    assert role is not None
    return join_role(role, whose, False)


def test_codes() -> None:
    assert Belonging("PER", "GOV").get_code() == "PERGOV"
    assert Belonging("PER").get_code() == "PER"
    assert Belonging(None, "UAF").get_code() is None
    assert Belonging(None, "IGO", "IGO:AU").get_code() == "IGO:AU"


def test_roles_of_countries_and_organisations() -> None:
    hamas, nato = get_organisation("Hamas"), get_organisation("NATO")
    assert hamas is not None and nato is not None
    assert join("minister", Belonging("PER")) == Belonging("PER", "GOV")
    assert join("official", Belonging("PER")) == Belonging("PER", "GOV")
    assert join("spokesman", belong_to(hamas)).get_code() == "PSEREB"
    assert join("government", belong_to(hamas)).get_code() == "PSEGOV"
    assert join("general", belong_to(nato)).get_code() == "IGO:NATO"
    assert join("president", Belonging("PER", "CVL")).get_code() == "PERGOV"


def test_merging_fills_what_was_not_known() -> None:
    book = ActorBook()
    book.add(Draft(("person", "Rosa Quispe"), "Rosa Quispe", "person", Belonging()), Span(0, 6, "Quispe"))
    known = Draft(("person", "Rosa Quispe"), "Rosa Quispe", "person", Belonging("PER", "GOV"), "President")
    key = book.add(known, Span(20, 31, "Rosa Quispe"))
    actor = book.drafts[key].finish("a1")
    assert (actor.code, actor.role, len(actor.mentions)) == ("PERGOV", "President", 2)


def test_dominant_country_needs_a_clear_margin() -> None:
    book = ActorBook()
    assert book.get_dominant() is None
    book.seen.update(PER=1)
    assert book.get_dominant() == "PER"
    book.seen.update(CHL=1)
    assert book.get_dominant() is None
    book.seen.update(PER=3)
    assert book.get_dominant() == "PER"
