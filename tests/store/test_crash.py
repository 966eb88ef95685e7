"""Kills at any moment lose nothing that was acknowledged; many programs may write. Long: `pytest -m crash`.

`python -m tests.store.kills --count 1000` and `python -m tests.store.crowd --reports 1000` run them longer.
"""

import json
import os
import subprocess
import sys

import pytest

KILLS = 60
"""More than there are points, so that each is reached."""


def run(*arguments):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, env=env)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.mark.crash
def test_nothing_acknowledged_is_lost_in_a_kill_and_nothing_is_half():
    figures = run("tests.store.kills", "--count", str(KILLS))
    assert figures["failures"] == []
    assert (figures["kills"], len(figures["points"])) == (KILLS, 48)
    assert figures["reports"] and figures["forgotten"]


@pytest.mark.crash
def test_without_a_journal_the_same_checks_find_damage():
    figures = run("tests.store.kills", "--count", "19", "--control")
    assert any("integrity_check" in failure["wrong"] for failure in figures["failures"])


@pytest.mark.crash
def test_many_programs_write_and_none_is_refused_or_waits_long():
    figures = run("tests.store.crowd", "--reports", "60")
    assert figures["refused"] == []
    assert (figures["programs"], figures["lost"], figures["twice"]) == (8, 0, 0)
    assert figures["p99_s"] <= max(1.0, 6 * figures["median_s"])
