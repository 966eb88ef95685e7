from __future__ import annotations

from dragoman.lexicon.languages import load_languages
from dragoman.lexicon.references import load_reference_words


def test_nouns_have_the_class_they_stand_for() -> None:
    words = load_reference_words()
    assert words.classes["minister"] == "person"
    assert words.classes["rebels"] == "people"
    assert words.classes["country"] == "state"
    assert words.classes["militia"] == "group"
    assert words.genders["spokeswoman"] == "Fem"


def test_given_names_tell_a_sex() -> None:
    given_names = load_reference_words().given_names
    assert given_names["julius"] == "Masc"
    assert given_names["indira"] == "Fem"


def test_languages_have_words_where_the_script_does_not_decide() -> None:
    for languages in load_languages().values():
        if len(languages) > 1:
            assert all(len(language.words) >= 10 for language in languages)
