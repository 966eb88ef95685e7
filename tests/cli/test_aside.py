"""Work aside: it outlives a process that dies, and ends with the one that asked for it."""

import os
import subprocess
import sys
import textwrap
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from dragoman.cli.aside import working_aside


def test_a_process_that_dies_is_replaced_and_its_work_is_said_to_be_lost():
    with working_aside() as aside:
        with pytest.raises(BrokenProcessPool):
            aside.call(os._exit, 9).result(timeout=60)
        for _ in range(aside.count):  # they are asked in turn
            assert aside.call(pow, 2, 10).result(timeout=60) == 1024


def test_a_fault_in_the_work_is_raised_where_it_was_asked_for():
    with working_aside() as aside, pytest.raises(ZeroDivisionError):
        aside.call(divmod, 1, 0).result(timeout=60)


def test_processes_end_when_the_one_that_asked_is_killed(tmp_path):
    script = tmp_path / "asks.py"
    script.write_text(
        textwrap.dedent(
            """
            import os, signal
            from dragoman.cli.aside import working_aside
            if __name__ == "__main__":
                with working_aside() as aside:
                    print(aside.call(os.getpid).result(), flush=True)
                    os.kill(os.getpid(), signal.SIGKILL)
            """
        )
    )
    asked = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60)
    worker = int(asked.stdout)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if has_ended(worker):
            return
        time.sleep(0.1)
    pytest.fail(f"Process {worker} still runs.")


def has_ended(process):
    """Return whether a process is gone, or waits as a zombie for somebody to ask how it ended."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except (ProcessLookupError, FileNotFoundError):
        return True
