"""A side is called by the state or the body that it is, before anybody who belongs to it."""

import pytest

from dragoman.language.doc import Doc
from dragoman.reading.actors import ActorTable
from dragoman.reading.sides import Sides
from dragoman.record.model import Actor

WRITER = Actor("a1", "Ana Ruiz", "person", "PER", None, "PER", None, ())
REBELS = Actor("a2", "Peruvian rebels", "group", "PER", "REB", "PERREB", None, ())
SOLDIERS = Actor("a3", "soldiers", "group", "PER", "MIL", "PERMIL", None, ())
MINISTER = Actor("a4", "Rosa Quispe", "person", "PER", "GOV", "PERGOV", None, ())
GOVERNMENT = Actor("a5", "Lima", "government", "PER", "GOV", "PERGOV", None, ())
STATE = Actor("a6", "Peru", "country", "PER", None, "PER", None, ())
FRONT = Actor("a7", "Andes Front", "organisation", "PER", "REB", "PERREB", None, ())


@pytest.mark.parametrize(
    ("actors", "chief"),
    [
        ((WRITER, SOLDIERS, MINISTER, GOVERNMENT, STATE), "Peru"),
        ((WRITER, SOLDIERS, MINISTER, GOVERNMENT), "Lima"),
        ((WRITER, SOLDIERS, MINISTER), "Rosa Quispe"),
        ((WRITER, SOLDIERS), "soldiers"),
        ((REBELS, FRONT), "Andes Front"),
    ],
)
def test_a_side_is_called_by_the_state_or_body_that_it_is(actors, chief):
    table = ActorTable({actor.id: actor for actor in actors})
    [id] = Sides(Doc("", [], []), table).fold(table.actors)
    assert table.actors[id].name == chief
