"""Lists with their filters; searches take anything and never fail in SQL."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Filter, View
from dragoman.errors import UsageError


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    from dragoman import Writer, open_store, read_many
    from tests.store.conftest import REPORTS

    store = open_store(tmp_path_factory.mktemp("views") / "x.db", is_made=True)
    writer = Writer(store)
    for record in read_many(REPORTS):
        writer.add(record)
    return View(store)


def test_events_have_sides_speakers_and_words(filled):
    [attack] = filled.list_events(Filter(type="assault", actor="SOM"))
    assert (attack.status, attack.publisher) == ("alleged", "Rift Wire")
    assert {"Kenya asserts", "Somalia denies"} <= set(attack.speakers)
    assert "shelled Tula" in (attack.words or "")


@pytest.mark.parametrize("name", ["Kenya", "kenya", "KEN", "KENGOV", "Ken*"])
def test_an_actor_is_named_in_many_ways(filled, name):
    assert filled.list_events(Filter(speaker=name))
    assert filled.list_claims(Filter(speaker=name))


def test_filters_narrow(filled):
    everything = filled.list_events()
    assert filled.list_events(Filter(since="2019-03-15")) != everything
    assert not filled.list_events(Filter(until="1999-01-01"))
    assert {line.publisher for line in filled.list_events(Filter(publisher="andes wire"))} == {"Andes Wire"}
    assert len(filled.list_events(Filter(limit=1))) == 1
    assert filled.list_events(Filter(limit=1, offset=1)) == everything[1:2]
    assert filled.list_events(Filter(actor="nobody of that name")) == []


def test_tolls_commitments_lines_actors_reports(filled):
    assert ("killed", 12, None) in {(toll.kind, toll.low, toll.high) for toll in filled.list_tolls()}
    [truce] = filled.list_commitments(Filter(type="ceasefire"))
    assert set(truce.parties) == {"Kenya", "Somalia"} and any("signed" in act for act in truce.acts)
    assert all(line.line and line.steps for line in filled.list_lines())
    assert {"Kenya", "Rosa Quispe"} <= {line.name for line in filled.list_actors()}
    assert [line.published for line in filled.list_reports()] == ["2019-03-16", "2019-03-14"]
    assert [line.kind for line in filled.list_changes(Filter(type="added"))] == ["added", "added"]


def test_a_search_finds_words_phrases_and_beginnings(filled):
    for words in ("shelled", '"signed a ceasefire"', "cease* Monday", "SHELLED tula"):
        assert {hit.publisher for hit in filled.search(words)} == {"Rift Wire"}
    assert filled.search("shelled Zaruma") == []
    assert {hit.kind for hit in filled.search("Kenya", Filter(type="actor"))} == {"actor"}


@pytest.mark.parametrize("words", ["", "  ", '"', "***", "()", "--", " ".join("a" * 40)])
def test_a_search_without_words_or_with_too_many_is_refused(filled, words):
    with pytest.raises(UsageError, match="Nothing searched"):
        filled.search(words)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40), name=st.text(max_size=20))
def test_nothing_that_is_asked_is_taken_for_syntax(filled, words, name):
    try:
        filled.search(words)
    except UsageError:
        assert len(words.split()) > 32 or not any(letter.isalnum() for letter in words)
    assert isinstance(filled.list_events(Filter(actor=name.replace("\ud800", ""))), list)


def test_a_report_that_is_not_there_is_said(filled):
    with pytest.raises(UsageError, match="no 'r0'"):
        filled.load_record("r0")
