"""What a person is by the words around the name: titles, appositions, the party in brackets."""

import pytest

import dragoman


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Peru's Attorney General Hugo Rios left.", "Hugo Rios", "PERGOV"),
        ("Major Owen Tully of the Kenyan army left.", "Owen Tully", "KENMIL"),
        ("Rosa Quispe, the Peruvian defence minister, left.", "Rosa Quispe", "PERGOV"),
        ("The former Peruvian minister Rosa Quispe left.", "Rosa Quispe", "PERELI"),
        ("Rosa Quispe, Peru's ambassador to Chile, left.", "Rosa Quispe", "PERGOV"),
        ("Sen. Ray Dolan of the United States left.", "Ray Dolan", "USALEG"),
        ("Democrat Ray Dolan of Ohio disagreed.", "Ray Dolan", "USAPTY"),
        ("Peruvian army spokesman Colonel Juan Mora left.", "Juan Mora", "PERMIL"),
        ("Peruvian police spokesman Col. Juan Mora left.", "Juan Mora", "PERCOP"),
    ],
)
def test_the_words_beside_a_name_say_what_the_person_is(text, name, code):
    codes = {actor.code for actor in dragoman.read(text).actors if actor.name == name}
    assert codes == {code}


def test_a_post_before_a_rank_is_no_second_person():
    actors = dragoman.read("Peruvian army spokesman Colonel Juan Mora left.").actors
    assert [actor.name for actor in actors if actor.kind == "person"] == ["Juan Mora"]
