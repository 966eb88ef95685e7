"""What an actor is compared by: how it can be known again, its names, its keys."""

import pytest

from dragoman.linking.actor_facts import ActorFacts, find_names, fold_name, list_actor_facts, list_keys
from dragoman.linking.written import make_loader, to_json
from dragoman.record.model import Actor
from dragoman.text.spans import Span
from tests.linking.made import make_actor, make_facts, make_record


@pytest.mark.parametrize(
    ("actor", "names"),
    [
        (make_actor("Kenya", "country", "KEN"), ("state",)),
        (make_actor("Nairobi", "government", "KENGOV"), ("state",)),
        (make_actor("Kenyan government", "government", "KENGOV"), ("state",)),
        (make_actor("Kenyan army", "organisation", "KENMIL"), ("army",)),
        (make_actor("armed forces", "organisation", "KENMIL"), ("army",)),
        (make_actor("Ministry of the Interior", "government", "KENGOV"), ("ministry of interior",)),
        (make_actor("soldiers", "group", "KENMIL", called="the army"), ("army",)),
    ],
)
def test_a_state_and_its_one_army_are_known_by_what_they_are(actor: Actor, names: tuple[str, ...]) -> None:
    assert find_names(actor) == ("body", names)


@pytest.mark.parametrize(
    "actor",
    [
        make_actor("gunmen", "group", "KENUAF"),
        make_actor("Residents", "group", "KENCVL"),
        make_actor("Kenyan president", "person", "KENGOV", role="president"),
        make_actor("Army spokesman", "person", "KENMIL", role="Army spokesman"),
        make_actor("army", "organisation", None),
        make_actor("local police", "organisation", "KENCOP"),
        make_actor("Commission", "organisation", "KEN"),
        make_actor("soldiers", "group", "KENMIL"),
    ],
)
def test_who_has_no_name_cannot_be_known_again(actor: Actor) -> None:
    assert find_names(actor) == ("unnamed", ())
    assert list_keys(make_facts(actor)) == ()


def test_an_army_of_rebels_is_not_the_army_of_the_state() -> None:
    assert find_names(make_actor("National Army", "organisation", "KENREB"))[0] != "body"


def test_pronouns_and_ranks_are_no_part_of_a_name() -> None:
    actor = make_actor("Lance Corporal Dina Kaur", code="INDMIL", role="Lance Corporal", called="She|Kaur")
    assert find_names(actor) == ("person", ("dina kaur", "kaur"))


def test_an_abbreviation_is_a_name_of_an_organisation_and_a_common_noun_is_not() -> None:
    actor = make_actor("Free Lake Movement", "organisation", "KENREB", called="FLM|Movement|the group")
    assert find_names(actor) == ("organisation", ("free lake movement", "flm"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("the U.N. Office", "un office"),
        ("Côme al-Attar", "come attar"),
        ("S. Otieno", "s otieno"),
        ("The", "the"),
    ],
)
def test_names_are_folded(text: str, folded: str) -> None:
    assert fold_name(text) == folded


def test_spellings_and_abbreviations_share_a_key() -> None:
    one, other = make_facts(make_actor("Mohammed Sadeq")), make_facts(make_actor("Muhamad Sadiq"))
    assert set(list_keys(one)) == set(list_keys(other))
    agency = make_facts(make_actor("Lake News Agency", "organisation"))
    assert set(list_keys(agency)) & set(list_keys(make_facts(make_actor("LNA", "organisation"))))


def test_organisations_do_not_meet_by_one_common_word() -> None:
    one = make_facts(make_actor("National Lake Party", "organisation"))
    other = make_facts(make_actor("National Hill Front", "organisation"))
    assert not set(list_keys(one)) & set(list_keys(other))


def test_bodies_of_two_states_share_no_key() -> None:
    one, other = (make_facts(make_actor("army", "organisation", code)) for code in ("KENMIL", "UGAMIL"))
    assert not set(list_keys(one)) & set(list_keys(other))


def test_pronouns_and_titles_tell_the_sex() -> None:
    text = "Mrs. Otieno spoke. Then Kamau spoke."
    woman = Actor("a1", "Otieno", "person", None, None, None, None, (Span(5, 11, "Otieno"),))
    man = Actor("a2", "Kamau", "person", None, None, None, None, (Span(24, 29, "Kamau"), Span(30, 32, "he")))
    facts = list_actor_facts(make_record(woman, man, text=text), "1")
    assert [each.sex for each in facts] == ["f", "m"]


def test_a_day_that_is_none_is_not_known() -> None:
    assert list_actor_facts(make_record(make_actor("Ada Obi"), published="1998"), "1")[0].published is None


def test_facts_go_through_json() -> None:
    facts = make_facts(make_actor("Grace Obi", code="NGAGOV", role="minister", called="Obi|she"))
    assert facts.called == (("Grace Obi", 1), ("Obi", 1))
    assert make_loader(ActorFacts)(to_json(facts)) == facts
