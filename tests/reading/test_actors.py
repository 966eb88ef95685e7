"""The table of actors: ids, mentions, coordination, hand-made trees, any text at all."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from tests.trees import make_doc

SOLDIERS = """
    Peruvian    ADJ   4 amod  _ _ _
    and         CCONJ 3 cc    _ _ _
    Ecuadorian  ADJ   1 conj  _ _ _
    soldiers    NOUN  5 nsubj soldier Number=Plur _
    clashed     VERB  0 root  clash _ _
    near        ADP   7 case  _ _ _
    Lima        PROPN 5 obl   _ _ B-LOC
    .           PUNCT 5 punct _ _ _
"""


def test_ids_follow_first_mention_and_mentions_are_exact() -> None:
    doc = make_doc(SOLDIERS)
    table = find_actors(doc)
    assert list(table.actors) == [f"a{number}" for number in range(1, len(table.actors) + 1)]
    starts = [actor.mentions[0].start for actor in table.actors.values()]
    assert starts == sorted(starts)
    for actor in table.actors.values():
        for span in actor.mentions:
            assert doc.text[span.start : span.end] == span.text


def test_shared_modifier_gives_one_actor_a_country() -> None:
    table = find_actors(make_doc(SOLDIERS))
    assert {table.actors[id].code for id in table.resolve(3)} == {"PERMIL", "ECUMIL"}
    assert {table.actors[id].name for id in table.resolve(3)} == {"Peruvian soldiers", "Ecuadorian soldiers"}
    assert [table.actors[id].code for id in table.resolve(2)] == ["ECU"]


def test_place_and_verb_resolve_to_nothing() -> None:
    table = find_actors(make_doc(SOLDIERS))
    assert table.resolve(4) == table.resolve(6) == table.resolve(999) == ()


def test_country_of_a_phrase() -> None:
    table = find_actors(make_doc(SOLDIERS))
    assert table.find_country(2) == "ECU"
    assert table.find_country(3) is None
    assert table.find_country(4) is None


def test_pronouns_follow_the_antecedents() -> None:
    doc = make_doc("""
        Kenya  PROPN 2 nsubj _ _ B-LOC
        spoke  VERB  0 root  speak _ _
        .      PUNCT 2 punct _ _ _

        It     PRON  2 nsubj _ _ _
        left   VERB  0 root  leave _ _
        .      PUNCT 2 punct _ _ _
    """)
    doc.antecedents[3] = (0,)
    table = find_actors(doc)
    assert table.resolve(3) == table.resolve(0) != ()


def test_antecedents_in_a_circle_do_no_harm() -> None:
    doc = make_doc(SOLDIERS)
    doc.antecedents[4] = (7,)
    doc.antecedents[7] = (4,)
    assert find_actors(doc).resolve(4) == ()


def test_people_of_no_state_have_no_code() -> None:
    doc = make_doc("""
        Kurdish ADJ  2 amod  _ _ _
        forces  NOUN 3 nsubj force Number=Plur _
        fled    VERB 0 root  flee _ _
    """)
    table = find_actors(doc)
    (id,) = table.resolve(1)
    assert (table.actors[id].code, table.actors[id].sector) == (None, "MIL")


def test_empty_text() -> None:
    table = find_actors(analyse(""))
    assert table.actors == {} and table.heads == {}


WORDS = st.sampled_from(
    "Peru Peruvian President of the , and ' ’s - ( ) Rosa Quispe army Kremlin UN Al Qaeda member states "
    "former his rebels US us said Kyiv 12 \u202e \U0001f600 government \n\n .".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    doc = analyse(text)
    table = find_actors(doc)
    for ids in table.heads.values():
        assert ids and set(ids) <= set(table.actors)
    for actor in table.actors.values():
        assert actor.mentions
        assert all(doc.text[span.start : span.end] == span.text for span in actor.mentions)


def test_time_grows_with_the_text_only() -> None:
    doc = analyse("The Peruvian army said rebels of the northern front attacked US and British troops. " * 60)
    find_actors(doc)
    start = time.perf_counter()
    find_actors(doc)
    assert (time.perf_counter() - start) / len(doc.tokens) < 150e-6


def test_deep_nesting_ends() -> None:
    rows = ["leader NOUN 0 root leader _ _"]
    for number in range(1, 400):
        rows += [f"of ADP {2 * number + 1} case _ _ _", f"leaders NOUN {2 * number - 1} nmod leader _ _"]
    assert find_actors(make_doc("\n".join(rows))).resolve(999999) == ()


def test_who_wrote_a_report_is_no_party_in_it() -> None:
    text = (
        "By Ana Ruiz\n\nLIMA, June 3 (Andes Wire) - Peruvian troops left Cusco.\n\n(Reporting by Luis Vega)"
    )
    names = {actor.name for actor in dragoman.read(text).actors}
    assert names.isdisjoint({"Ana Ruiz", "Luis Vega"})


def test_a_town_that_the_model_takes_for_a_man_is_none() -> None:
    record = dragoman.read("Sri Lankan troops shelled boats off Point Pedro, Sri Lanka.")
    assert {actor.kind for actor in record.actors}.isdisjoint({"person"})


def test_the_men_of_a_rebel_are_rebels() -> None:
    actors = dragoman.read("Rebel spokesman Bashir Goth said his men took Hargeisa.").actors
    assert [actor.code for actor in actors if actor.name == "men"] == ["SOMREB"]
