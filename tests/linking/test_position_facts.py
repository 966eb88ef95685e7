"""What a position is compared by: who holds it, its words, the sides and kinds that it names."""

import pytest

from dragoman.linking.position_facts import PositionFacts, list_position_facts
from dragoman.linking.written import make_loader, to_json
from dragoman.record.model import ActorKind, Event, Record
from dragoman.text.spans import Span
from tests.linking.made import make_stated


def get_facts(record: Record) -> PositionFacts:
    return list_position_facts(record, "1")[0]


@pytest.mark.parametrize(
    ("actor", "role", "holder"),
    [
        (("Kenya", "country", "KEN"), None, "KENGOV"),
        (("Nairobi", "government", "KENGOV"), None, "KENGOV"),
        (("Ada Obi", "person", "KENGOV"), "foreign minister", "KENGOV"),
        (("Kenyan army", "organisation", "KENMIL"), None, "KENMIL"),
        (("African Union", "organisation", "IGO:AU"), None, "IGO:AU"),
    ],
)
def test_who_speaks_for_a_state_or_an_organisation_holds_its_line(
    actor: tuple[str, ActorKind, str], role: str | None, holder: str
) -> None:
    assert get_facts(make_stated("asked for talks", (actor,), role=role)).holder == holder


@pytest.mark.parametrize(
    ("actor", "role"),
    [(("Ada Obi", "person", "KENGOV"), "mayor"), (("Lake Front", "organisation", "KENREB"), None)],
)
def test_a_mayor_and_rebels_hold_lines_of_their_own(
    actor: tuple[str, ActorKind, str], role: str | None
) -> None:
    facts = get_facts(make_stated("asked for talks", (actor,), role=role))
    assert (facts.holder, facts.holder_name) == ("", actor[0])


def test_facts_come_back_from_json_whole() -> None:
    facts = get_facts(make_stated("Kenya asked for a ceasefire at the border"))
    assert make_loader(PositionFacts)(to_json(facts)) == facts


def test_names_of_actors_and_general_words_are_no_words_of_an_issue() -> None:
    actors = (("Kenya", "government", "KENGOV"), ("Uganda", "country", "UGA"))
    facts = get_facts(make_stated("Kenya said that Uganda closed the railway", actors, issue="the railway"))  # type: ignore[arg-type]
    assert facts.words == {"close", "railw"}
    assert facts.matter == {"railw"}


def test_sides_are_those_named_in_the_line_other_than_the_holder() -> None:
    actors = (
        ("Kenya", "government", "KENGOV"),
        ("Ugandan army", "organisation", "UGAMIL"),
        ("Lake Front", "organisation", "KENREB"),
        ("herders", "group", "KENCVL"),
    )
    line = "Kenya blamed the Ugandan army and the Lake Front for the death of herders"
    assert get_facts(make_stated(line, actors)).about == {"UGA", "KENREB"}  # type: ignore[arg-type]


def test_the_kind_of_commitment_is_read_from_issue_and_line() -> None:
    assert get_facts(make_stated("asked for a longer truce", issue="the quiet")).kinds == {"ceasefire"}


def test_strife_is_told_by_the_issue_or_by_an_assault_in_the_line() -> None:
    assert get_facts(make_stated("said so", issue="the shelling of the port")).is_strife
    record = make_stated("Kenya said jets bombed the port")
    assert not get_facts(record).is_strife
    bombed = Span(16, 22, "bombed")
    event = Event(
        "e1", "ASSAULT", None, None, bombed, bombed, (), (), False, None, None, "alleged", None, (), 1.0, ""
    )
    told = Record(record.report, record.actors, events=(event,), positions=record.positions)
    assert get_facts(told).is_strife
