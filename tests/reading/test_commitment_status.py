"""The status of a commitment is what its acts leave, one after the other."""

import pytest

from dragoman.reading.commitment_status import find_status


@pytest.mark.parametrize(
    ("kind", "acts", "status"),
    [
        ("ceasefire", [], "unknown"),
        ("ceasefire", ["demanded", "proposed"], "offered"),
        ("ceasefire", ["proposed", "signed"], "agreed"),
        ("ceasefire", ["signed", "alleged_violation"], "in_force"),
        ("ceasefire", ["signed", "refused"], "agreed"),
        ("ceasefire", ["proposed", "refused"], "refused"),
        ("ceasefire", ["signed", "demanded"], "agreed"),
        ("treaty", ["invoked", "no_answer"], "invoked"),
        ("aid request", ["requested", "no_answer"], "demanded"),
        ("aid pledge", ["pledged"], "announced"),
    ],
)
def test_the_last_act_that_changes_it_counts(kind, acts, status):
    assert find_status(kind, acts) == status


def test_what_was_to_end_for_a_time_is_suspended():
    assert find_status("treaty", ["signed", "ended"], is_suspended=True) == "suspended"
    assert find_status("treaty", ["signed"], is_suspended=True) == "agreed"
