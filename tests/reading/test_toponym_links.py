from __future__ import annotations

import pytest

from dragoman.lexicon.gazetteer import Spot, find_places_of_words
from dragoman.reading.toponym_links import lies_in, link_toponyms
from dragoman.reading.toponyms import find_toponyms
from tests.trees import make_doc


def get_spot(words: str, kind: str) -> Spot:
    return next(spot for spot in find_places_of_words(words) if spot.kind == kind)


@pytest.mark.parametrize(
    ("inner", "outer", "is_inside"),
    [
        (("Goma", "town"), ("North Kivu", "adm1"), True),
        (("Goma", "town"), ("South Kivu", "adm1"), False),
        (("Huntsville", "town"), ("Texas", "adm1"), False),
        (("Beirut", "town"), ("Lebanon", "country"), True),
        (("Syria", "country"), ("Lebanon", "country"), False),
    ],
)
def test_what_lies_where(inner: tuple[str, str], outer: tuple[str, str], is_inside: bool) -> None:
    assert lies_in(get_spot(*inner), get_spot(*outer)) == is_inside


def test_an_owner_says_where_its_own_lies() -> None:
    doc = make_doc("""
        Turkey   PROPN 4 nmod:poss _ _ B-LOC
        's       PART 1 case
        Van      PROPN 4 compound _ _ B-LOC
        province NOUN 5 nsubj
        burned   VERB 0 root burn
    """)
    turkey, van = find_toponyms(doc)
    assert van.outer is turkey and not turkey.is_part


def test_no_names_no_links() -> None:
    assert link_toponyms(make_doc("Rain NOUN 0 root"), []) == []
