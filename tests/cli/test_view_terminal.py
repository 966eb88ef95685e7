import io

import pytest

from dragoman.cli.view_terminal import TerminalView
from dragoman.record.model import Record
from tests.cli.sample import TEXT, make_record


def show(record: Record, width: int = 80) -> str:
    out = io.StringIO()
    TerminalView(out, width).show(record)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_lines_fit_the_width(width):
    lines = show(make_record(), width).splitlines()
    assert max(len(line) for line in lines) <= width


def test_who_what_whom_stands_on_one_line_with_status_and_code():
    assert "e1   alleged       Nigerien soldiers → ASSAULT arson → Mali  203\n" in show(make_record())
    assert "“burned” · says Mali, denied by Niger · 1994-05-31 · Tamesna" in show(make_record())


def test_every_section_is_there():
    shown = show(make_record())
    for words in (
        "Mali blames Niger for raid",
        "1994-06-03 (from the dateline) · A Paper",
        "c2   denies        Niger  c1",
        "in quotation",
        "k1   killed        14 or more · herders · Mali · says Mali  e1",
        "m1   in force      the Tamanrasset accord · treaty · Mali and Algeria",
        "• invoked by Mali → Algeria, 1994-05-31",
        "s1   opposes       Mali on the raid",
        "Nigerien soldiers NERMIL",
        "times: One date could not be resolved.",
    ):
        assert words in shown


def test_no_colours_off_a_terminal():
    assert "\x1b" not in show(make_record())


def test_colours_on_a_terminal_but_not_with_no_color(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    TerminalView(out, 80).show(make_record())
    assert "\x1b[33malleged" in out.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    TerminalView(out, 80).show(make_record())
    assert "\x1b[33m" not in out.getvalue()


def test_what_a_report_holds_cannot_act_on_the_terminal():
    shown = show(make_record(TEXT, title="\x1b]0;owned\x07 [red]markup[/red] :smile:"))
    assert "\x1b" not in shown
    assert "[U+001B]]0;owned[U+0007] [red]markup[/red] :smile:" in shown


def test_a_record_without_rows_says_so():
    record = Record(make_record().report)
    assert "none found" in show(record)
