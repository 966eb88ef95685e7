"""Whose an actor is where the words do not say."""

from dragoman.language.analyse import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.homes import infer_countries
from dragoman.reading.places import find_places


def read_actors(text):
    doc = analyse(text)
    actors = find_actors(doc)
    infer_countries(doc, actors, find_places(doc))
    return actors


def find(actors, words):
    return next(actor for actor in actors.actors.values() if words in actor.name)


def test_the_scene_gives_a_country_and_says_so():
    actors = read_actors("Adela Quispe, 31, was shot in Kumasi. Doctors in Accra said that she would live.")
    actor = find(actors, "Quispe")
    assert actor.country == "GHA"
    assert "GHA" in actors.inferred[actor.id]


def test_a_stated_country_stays():
    actors = read_actors("A Peruvian minister spoke in Accra, and then in Kumasi, of Ghana.")
    assert find(actors, "minister").country == "PER"


def test_many_countries_alike_give_none():
    actors = read_actors("Adela Quispe saw Accra, Lima, Oslo, Cairo, Dhaka, Quito, Tunis and Seoul.")
    assert find(actors, "Quispe").country is None


def test_a_text_without_countries_gives_none():
    assert find(read_actors("Adela Quispe smiled."), "Quispe").country is None


def test_a_post_is_of_the_country_that_the_report_is_about():
    text = "Peru closed the border. Peru sent troops. Peru called an election. Governor Rosa Quispe resigned."
    assert find(read_actors(text), "Quispe").code == "PERGOV"


def test_a_post_is_of_a_country_that_has_it():
    actors = read_actors("Shells fell on Homs, Hama and Idlib in Syria, said Senator Ada Kern in America.")
    assert find(actors, "Kern").country == "USA"
