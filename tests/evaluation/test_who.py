import pytest

from dragoman.record.model import Actor
from evaluation.who import Who, agree, agree_fully, count_sectors, parse_code, read_actor


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("CHNMIL", Who("CHN", "MIL")),
        ("CHN*", Who("CHN", "")),
        ("CHN", Who("CHN", "")),
        ("IGO:ECOWAS", Who("ECOWAS", "IGO")),
        ("REB:AL-SHABAAB", Who("ALSHABAAB", "REB")),
        ("MED:Radio.Fm", Who("RADIOFM", "MED")),
    ],
)
def test_a_code_has_a_key_and_a_sector(code, who):
    assert parse_code(code) == who


def test_actors_without_code_go_by_their_country():
    actor = Actor("a1", "the cabinet", "group", "TGO", None, None, None, ())
    assert read_actor(actor) == Who("TGO", "")
    assert read_actor(Actor("a2", "a gunman", "unknown", None, None, None, None, ())) is None
    assert read_actor(None) is None


def test_an_organisation_answers_to_its_name_and_its_country():
    rebels = read_actor(Actor("a1", "the Front", "organisation", "TGO", "REB", "REB:FRONT", None, ()))
    assert rebels.answers(parse_code("TGOREB")) and rebels.answers(parse_code("REB:FRONT"))
    assert not rebels.answers(parse_code("GHA"))
    assert agree_fully([parse_code("TGOREB")], [rebels])
    assert count_sectors([parse_code("TGOREB")], [rebels]) == (1, 1)


def test_sides_agree_by_one_country():
    both = [parse_code("TGO*"), parse_code("GHAGOV")]
    assert agree(both, [parse_code("GHAMIL")])
    assert not agree_fully(both, [parse_code("GHAMIL")])
    assert not agree(both, [])
    assert agree([parse_code("IGO:ECOWAS")], [parse_code("ORG:ECOWAS")])


def test_what_asks_for_nothing_agrees_with_all():
    unknown = [parse_code("UAF:UNKNOWN")]
    assert agree(unknown, []) and agree_fully(unknown, [parse_code("TGO")])
    assert agree([], [parse_code("TGO")])


def test_sectors_are_asked_where_the_country_is_right():
    gold = [parse_code("TGOGOV"), parse_code("GHAMIL"), parse_code("BEN*")]
    assert count_sectors(gold, [parse_code("TGOGOV"), parse_code("BENMIL")]) == (1, 1)
    assert count_sectors(gold, [parse_code("TGOMIL"), parse_code("GHAMIL")]) == (1, 2)
