"""Stores in a folder of their own, and records of reports that are read once."""

import itertools

import pytest

from dragoman import Store, Writer, open_store, read_many
from dragoman.store.versions import Versions

REPORTS = [
    {
        "text": "TULA, March 14 - Kenya said on Thursday that Somalia's army had shelled Tula, killing at"
        " least 12 farmers. Somalia denied the attack. The two countries had signed a ceasefire on Monday.",
        "published": "2019-03-14",
        "publisher": "Rift Wire",
        "url": "https://rift.example/1",
    },
    {
        "text": "Peru's president Rosa Quispe met Ecuador's envoy in Lima on Friday. Quispe condemned the"
        " raid on Zaruma, in which two nurses died, and called on Ecuador to withdraw its troops.",
        "published": "2019-03-16",
        "publisher": "Andes Wire",
    },
]
OLD = Versions("0.0.1", "old", "old")


@pytest.fixture(scope="session")
def records():
    return list(read_many(REPORTS))


@pytest.fixture
def store(tmp_path) -> Store:
    return open_store(tmp_path / "dragoman.db", is_made=True)


@pytest.fixture
def clock():
    """A clock that goes on by a day each time it is asked."""
    days = itertools.count(1)
    return lambda: f"2020-01-{next(days):02d}T12:00:00.000000Z"


@pytest.fixture
def writer(store, clock) -> Writer:
    return Writer(store, clock=clock)
