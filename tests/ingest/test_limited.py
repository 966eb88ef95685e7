"""Work in a child process: it answers, or ends by its limits, and never outlives its use."""

import io
import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from dragoman.cli.aside import working_aside
from dragoman.errors import Encrypted, Stopped
from dragoman.ingest import limited
from dragoman.ingest.limited import call_limited, stream_limited
from tests.cli.test_aside import has_ended
from tests.ingest import limited_work as work

MEMORY_MB = 200


def call(function, *args, cpu_s=5, memory_mb=MEMORY_MB):
    return call_limited(function, *args, name="a.pdf", cpu_s=cpu_s, memory_mb=memory_mb)


def stream(function, content, *args, cpu_s=5):
    return stream_limited(
        function, io.BytesIO(content), *args, name="a.warc", cpu_s=cpu_s, memory_mb=MEMORY_MB
    )


def call_from_aside():
    return call(work.answer, "From a worker", b"")


def test_a_dataclass_comes_back_whole_whatever_the_work_prints():
    assert call(work.answer, "Talks in Doha", b"\0\xff") == work.Answer(("Talks", "in", "Doha"), b"\0\xff")


def test_our_own_errors_come_through_as_they_are():
    with pytest.raises(Encrypted, match=r"'a\.pdf' is locked"):
        call(work.refuse)


def test_a_fault_is_told_and_is_no_error_of_the_report():
    with pytest.raises(RuntimeError, match=r"KeyError.*oops"):
        call(work.have_fault)


@pytest.mark.slow
def test_computing_is_ended_by_its_limit():
    began = time.monotonic()
    with pytest.raises(Stopped, match="needs more computing; it gets 1 s"):
        call(work.compute_for_ever, cpu_s=1)
    assert time.monotonic() - began < 15


@pytest.mark.slow
def test_a_child_that_sleeps_is_ended_by_the_clock(monkeypatch):
    monkeypatch.setattr(limited, "START_S", 1)
    with pytest.raises(Stopped, match="ended the process"):
        call(work.sleep_long, cpu_s=0)


def test_memory_is_ended_by_its_limit():
    assert call(work.take_memory, 20) == 20 << 20
    with pytest.raises(Stopped, match=r"needs more memory; .* 200 MiB"):
        call(work.take_memory, 300)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_is_said(number):
    with pytest.raises(Stopped, match=r"'a\.pdf' ended the process"):
        call(work.die, int(number))


@pytest.mark.parametrize("function", [work.give_too_much, work.say_other_type])
def test_an_answer_too_large_or_of_another_kind_is_refused(function):
    with pytest.raises(Stopped):
        call(function)


def test_no_file_is_written_and_few_are_open(tmp_path):
    assert call(work.write_file, str(tmp_path / "x")) == "OSError"
    assert call(work.count_open, 100) < 32


def test_the_child_loads_no_model_and_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("TOKEN", "secret")
    assert not {"numpy", "onnxruntime", "sqlalchemy", "click"} & set(call(work.list_modules))
    assert "TOKEN" not in call(work.list_environment)


def test_a_stream_is_read_while_its_answers_come():
    lines = [b"x" * (number % 7) + b"\n" for number in range(50_000)]
    assert list(stream(work.count_lines, b"".join(lines), 4)) == [
        len(line) for line in lines if len(line) > 3
    ]


def test_what_came_before_a_death_stands():
    answers = stream(work.stop_at_third, b"one\ntwo\nthree\n")
    assert [next(answers), next(answers)] == ["one\n", "two\n"]
    with pytest.raises(Stopped):
        next(answers)


@pytest.mark.slow
def test_each_piece_of_a_stream_has_its_own_computing_time():
    assert len(list(stream(work.use_computing, bytes(65_536 * 5), 0.5, cpu_s=2))) == 5


def test_a_stream_that_is_left_leaves_no_child():
    answers = stream(work.spin_at_end, b"x" * 200_000)
    child = next(answers)
    assert not has_ended(child)
    answers.close()
    assert has_ended(child)


@pytest.mark.slow
def test_a_stream_that_computes_at_its_end_is_ended():
    answers = stream(work.spin_at_end, b"x", cpu_s=1)
    child = next(answers)
    with pytest.raises(Stopped, match="computing"):
        next(answers)
    assert has_ended(child)


def test_a_worker_may_have_a_child():
    with working_aside() as aside:
        assert aside.call(call_from_aside).result(timeout=60).words == ("From", "a", "worker")


@pytest.mark.slow
def test_the_child_ends_when_the_one_that_asked_is_killed(tmp_path):
    script = tmp_path / "asks.py"
    script.write_text(
        textwrap.dedent(
            """
            import io, os, signal
            from dragoman.ingest.limited import stream_limited
            from tests.ingest.limited_work import spin_at_end
            answers = stream_limited(spin_at_end, io.BytesIO(b"x"), name="a", cpu_s=2, memory_mb=200)
            print(next(answers), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
            """
        )
    )
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    asked = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, env=paths)
    child = int(asked.stdout)
    until = time.monotonic() + 20
    while not has_ended(child):
        assert time.monotonic() < until, f"Process {child} still runs."
        time.sleep(0.1)
