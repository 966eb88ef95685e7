"""Lists with their filters; searches take anything and never fail in SQL."""

import json
import os
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Filter, View
from dragoman.errors import StoreError, UsageError


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


NAUGHTY = Path(os.environ.get("DATA", "../shared")) / "hostile" / "strings" / "blns.json"
LISTS = (
    "events", "claims", "incidents", "tolls", "commitments", "lines", "actors", "reports", "origins",
    "changes", "queue", "decisions",
)  # fmt: skip
NAMES = (
    "actor", "speaker", "type", "status", "country", "report", "publisher", "since", "until", "review",
)  # fmt: skip
ONE_S = 1.0
"""How long an answer may take, whatever is asked."""


def ask(view, words, lists=LISTS, names=NAMES):
    """Ask for words in lists and searches; only the sentence that they are no question is let through."""
    questions = [partial(view.search, words), partial(view.search, "Kenya", Filter(since=words, until=words))]
    questions += [partial(View(view.store, as_of=words).list_events), partial(view.load_record, words)]
    for name in lists:
        filters = (Filter(**{field: words}) for field in names)
        questions += [partial(getattr(view, f"list_{name}"), wanted) for wanted in filters]
    for question in questions:
        started = time.monotonic()
        with suppress(UsageError):
            question()
        assert time.monotonic() - started < ONE_S, question


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40))
def test_nothing_that_is_searched_is_taken_for_syntax(filled, words):
    try:
        filled.search(words)
    except UsageError:
        is_half = any("\ud800" <= letter <= "\udfff" for letter in words)
        assert is_half or len(words.split()) > 32 or not any(letter.isalnum() for letter in words)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=40), name=st.sampled_from(LISTS), field=st.sampled_from(NAMES))
def test_nothing_that_is_asked_is_taken_for_syntax(filled, words, name, field):
    ask(filled, words, [name], [field])


@pytest.mark.parametrize(
    "words",
    ["' OR 1=1 --", "%", "a*b*", "\0", "half \udc80", "NEAR(a b)", '"', "x" * 100_000, "é" * 60_000 + "*"],
)
def test_what_means_something_to_a_database_means_nothing_here(filled, words):
    ask(filled, words)


def test_strings_that_broke_others_break_nothing(filled):
    if not NAUGHTY.is_file():
        pytest.skip(f"{NAUGHTY} is not there: DATA names the folder with hostile/")
    for number, words in enumerate(json.loads(NAUGHTY.read_text(encoding="utf-8"))[::25]):
        ask(filled, words, [LISTS[number % len(LISTS)]], [NAMES[number % len(NAMES)]])


def test_numbers_too_large_for_a_database_are_said(filled):
    with pytest.raises(UsageError, match="too large"):
        filled.list_events(Filter(limit=10**30))


def test_a_store_that_went_away_is_said(tmp_path):
    from dragoman import open_store

    view = View(open_store(tmp_path / "x.db", is_made=True))
    view.store.path.unlink()
    with pytest.raises(StoreError, match="cannot be opened"):
        view.list_events()


def test_a_report_that_is_not_there_is_said(filled):
    with pytest.raises(UsageError, match="no 'r0'"):
        filled.load_record("r0")
