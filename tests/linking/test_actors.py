"""Actors of several reports are one where names, countries, roles and days say so."""

import pytest

from dragoman.lexicon.evidence import load_weights
from dragoman.linking.actor_facts import ActorFacts
from dragoman.linking.actors import (
    COMPARISONS,
    cluster_actors,
    compare_actors,
    describe_actor,
    describe_pair,
    link_actors,
    may_be_one,
    relate_names,
)
from tests.linking.made import make_actor, make_facts, make_record


def person(name: str, code: str | None = "KENGOV", published: str = "1998-03-04", **more: str) -> ActorFacts:
    report = more.pop("report", published)
    return make_facts(make_actor(name, code=code, **more), report, published)


def organisation(name: str, code: str | None = None, **more: str) -> ActorFacts:
    return make_facts(make_actor(name, "organisation", code, **more))


def link(*facts: ActorFacts) -> list[list[str]]:
    """Return the names of the clusters."""
    return [[each.name for each in cluster] for cluster in cluster_actors(facts)]


def test_each_comparison_has_a_weight_and_each_weight_a_comparison() -> None:
    assert set(load_weights()["actor"]) == set(COMPARISONS)
    assert set(describe_pair(person("Ada Obi"), organisation("Obi"))) == set(COMPARISONS)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Ada Obi", "Ada Obi", "one_name"),
        ("Mohammed Sadeq", "Muhamad Sadiq", "near_name"),
        ("Ada Obi", "Ada Grace Obi", "part_of_name"),
        ("A. Obi", "Ada Obi", "initials_fit"),
        ("B. Obi", "Ada Obi", "other_given_name"),
        ("Obi", "Ada Obi", "only_surname"),
        ("Ada", "Ada Obi", "only_given_name"),
        ("Obi", "Obi", "one_word"),
        ("Daniel Obi", "Ada Obi", "other_given_name"),
        ("Li Na", "Lu Nie", "other_name"),
        ("Ada Musa", "Ada Obi", "other_name"),
    ],
)
def test_names_of_persons_stand_to_each_other(one: str, other: str, relation: str) -> None:
    assert relate_names(person(one), person(other)) == relation
    assert relate_names(person(other), person(one)) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Lake News Agency", "LNA", "abbreviation"),
        ("Lake Rights Union", "National Lake Rights Union", "part_of_name"),
        ("Lake", "Lake Rights Union", "other_name"),
        ("Lake Party", "Lake Union", "other_name"),
    ],
)
def test_names_of_organisations_stand_to_each_other(one: str, other: str, relation: str) -> None:
    assert relate_names(organisation(one), organisation(other)) == relation
    assert relate_names(organisation(other), organisation(one)) == relation


def test_an_alias_makes_two_names_one_organisation() -> None:
    full = organisation("Free Lake Movement", "KENREB", called="FLM")
    assert link(full, organisation("FLM", "KENREB")) == [["Free Lake Movement", "FLM"]]


def test_a_surname_alone_is_its_one_bearer_over_the_years() -> None:
    later = person("Obi", published="2001-05-06")
    assert link(person("Ada Obi"), later) == [["Ada Obi", "Obi"]]


def test_two_bearers_of_one_surname_stay_two_and_the_surname_alone_is_neither() -> None:
    found = link(person("Ada Obi", report="1"), person("Daniel Obi", report="2"), person("Obi", report="3"))
    assert found == [["Ada Obi"], ["Daniel Obi"], ["Obi"]]


def test_a_surname_alone_joins_the_bearer_of_its_country() -> None:
    found = link(person("Ada Obi", "KENGOV"), person("Daniel Obi", "NGAGOV"), person("Obi", "NGAGOV"))
    assert found == [["Ada Obi"], ["Daniel Obi", "Obi"]]


def test_a_surname_of_another_country_and_scene_is_another_person() -> None:
    assert link(person("Ada Obi", "KENGOV"), person("Obi", "NGAGOV")) == [["Ada Obi"], ["Obi"]]


def test_a_man_and_a_woman_of_one_surname_are_two() -> None:
    assert len(link(person("Daniel Obi", called="he"), person("Obi", called="she"))) == 2


def test_nobody_joins_an_office_without_a_name() -> None:
    office = person("Kenyan president", role="president")
    assert len(link(person("Ada Obi", role="president"), office, office)) == 3


def test_groups_without_a_name_never_join() -> None:
    gunmen = make_facts(make_actor("gunmen", "group", "KENUAF"))
    assert len(link(gunmen, gunmen)) == 2
    assert not may_be_one(gunmen, gunmen)


def test_a_state_is_one_with_its_government_and_capital_but_not_with_its_ministry() -> None:
    kinds = [("Kenya", "country", "KEN"), ("Nairobi", "government", "KENGOV")]
    kinds += [("Foreign Ministry", "government", "KENGOV"), ("Uganda", "country", "UGA")]
    found = link(*(make_facts(make_actor(name, kind, code)) for name, kind, code in kinds))  # type: ignore[arg-type]
    assert sorted(found) == [["Foreign Ministry"], ["Kenya", "Nairobi"], ["Uganda"]]


def test_organisations_of_one_code_and_other_codes() -> None:
    one, other = organisation("African Union", "IGO:AU"), organisation("African Union", "IGO:AU")
    assert compare_actors(one, other).parts["one_code"] > 0
    assert (
        compare_actors(one, organisation("African Union", "IGO:UN")).total < compare_actors(one, other).total
    )


def test_a_score_says_why() -> None:
    assert str(compare_actors(person("Ada Obi"), person("Ada Obi"))).startswith("one_name +")


def test_links_name_the_report_and_the_actor() -> None:
    records = [make_record(make_actor("Ada Obi", code="KENGOV")) for _ in range(2)]
    assert link_actors(records) == [{(0, "a1"), (1, "a1")}]
    assert link_actors([]) == []


def test_an_identity_keeps_all_names_values_and_the_days_of_roles() -> None:
    told = [
        person("Ada Obi", "KENLEG", "1998-03-04", role="senator", called="Obi|Obi"),
        person("Ada Obi", "KENGOV", "2001-05-06", role="minister", report="2"),
        person("Obi", "KENGOV", "2003-07-08", role="minister", report="3"),
    ]
    identity = describe_actor(told)
    assert identity.name == "Ada Obi"
    assert identity.names == (("Obi", 3), ("Ada Obi", 2))
    assert [(code.value, code.reports) for code in identity.codes] == [
        ("KENGOV", ("2", "3")),
        ("KENLEG", ("1998-03-04",)),
    ]
    assert [(role.role, role.first, role.last) for role in identity.roles] == [
        ("senator", "1998-03-04", "1998-03-04"),
        ("minister", "2001-05-06", "2003-07-08"),
    ]
