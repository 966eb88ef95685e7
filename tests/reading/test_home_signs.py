"""The country that sentences speak of: the nearest signs count most, a draw gives none."""

import dragoman
from dragoman.reading.home_signs import Sign, choose_country


def test_near_signs_count_more_than_far_ones():
    signs = [Sign(0, "KEN", 1.0), Sign(0, "KEN", 1.0), Sign(9, "UGA", 1.0), Sign(9, "UGA", 1.0)]
    assert choose_country(signs, [0]) == "KEN"
    assert choose_country(signs, [9]) == "UGA"


def test_a_draw_gives_no_country():
    assert choose_country([Sign(0, "KEN", 1.0), Sign(0, "UGA", 1.0)], [0]) is None
    assert choose_country([], [0]) is None


def test_the_police_are_those_of_the_town_that_is_spoken_of():
    text = (
        "Kenya and Uganda held talks in Nairobi. Kenya was content. Kenya will ask again.\n\n"
        "In Kampala police arrested two students on Monday."
    )
    record = dragoman.read(text)
    police = next(actor for actor in record.actors if any("police" in span.text for span in actor.mentions))
    assert police.code == "UGACOP"
