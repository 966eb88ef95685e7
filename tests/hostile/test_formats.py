"""Hostile and broken things through the kinds and the readers of mails, office documents and tables."""

import csv
import io
import json
import os
import random
import time
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.ingest.found import FoundDocument, FoundReport
from dragoman.ingest.gate import decode_declared, drop_broken
from dragoman.ingest.kinds import find_kind
from dragoman.ingest.mail import read_mail
from dragoman.ingest.tables import read_table
from tests.hostile.mutants_formats import READERS

HOSTILE = Path(os.environ.get("DATA", "../shared")) / "hostile"
needs_hostile = pytest.mark.skipif(
    not HOSTILE.is_dir(), reason="DATA names no folder with hostile examples, or it is not there"
)
MUTANTS = 200
PIECES = [
    b"\0",
    b"\xff",
    b"\n",
    b"\r",
    b'"',
    b",",
    b"--",
    b"=",
    b";",
    b"<",
    b"&",
    b">",
    b"=?",
    b"\xed\xa0\x80",
    b"\\",
]
CHARSETS = [
    "utf-8",
    "utf-16",
    "utf-7",
    "utf-32",
    "us-ascii",
    "iso-8859-1",
    "windows-1251",
    "shift_jis",
    "x-none",
    None,
]
STORY = "It rained in Suva for a third day. " * 20
TEXT = "It rained in Malmö — Дождь, 雨, 🌧, שלום.\n"


def mutate(seed: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few places changed, cut, doubled or filled."""
    content = bytearray(seed)
    for _ in range(dice.randint(1, 6)):
        place, length = dice.randrange(len(content) + 1), dice.choice((1, 1, 2, 8, 64))
        kind = dice.randrange(5)
        if kind == 0:
            content[place : place + length] = dice.randbytes(length)
        elif kind == 1:
            del content[place : place + length]
        elif kind == 2:
            content[place:place] = content[place : place + length] * dice.choice((1, 2, 50))
        elif kind == 3:
            content[place:place] = dice.choice(PIECES) * length
        else:
            start = dice.randrange(len(content) + 1)
            content[place:place] = content[start : start + length * 4]
    return bytes(content)


@pytest.mark.parametrize("reader", READERS)
def test_mutants_end_in_a_report_or_our_own_error(reader):
    seeds, read = READERS[reader]
    dice = random.Random(f"2026-11-25 {reader}")
    for number in range(MUTANTS):
        mutant = mutate(seeds[number % len(seeds)], dice)
        begun = time.process_time()
        try:
            read(mutant)
        except ReadError as error:
            assert str(error).startswith(("Report not read", "Reports not read"))
        assert time.process_time() - begun < 5


@pytest.mark.parametrize("declared", CHARSETS)
@pytest.mark.parametrize("written", [charset for charset in CHARSETS[:8] if charset])
def test_wrong_and_mixed_encodings_never_crash_and_are_counted(declared, written):
    raw = TEXT.encode(written, "ignore") + TEXT.encode("utf-8") + b"\0\xff"
    try:
        text, remarks = decode_declared(raw, declared, "a")
    except ReadError:
        return
    text = drop_broken(text)[0]
    assert text.encode() and "\0" not in text
    if "\ufffd" in text:
        assert any(str(text.count("\ufffd")) in remark.message for remark in remarks)


def read_strings() -> list[str]:
    return json.loads((HOSTILE / "strings" / "blns.json").read_text(encoding="utf-8"))


@needs_hostile
def test_odd_strings_go_through_every_field_of_a_table():
    strings = read_strings()
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["id", "title", "source", "date", "text"])
    table.writerows([number, text, text, text, f"It rained. {text}"] for number, text in enumerate(strings))
    raw = file.getvalue().encode("utf-8", "surrogatepass")
    found = list(read_table(io.BytesIO(raw), "a.csv", {}))
    assert len(found) == len(strings)
    for number, report in enumerate(found):
        assert isinstance(report, FoundReport)
        assert report.id == str(number)
        assert report.text == drop_broken(f"It rained. {strings[number]}")[0]


@needs_hostile
def test_odd_strings_go_through_a_mail():
    for text in read_strings():
        subject = " ".join(text.split())
        raw = f"From: a@b.example\nMIME-Version: 1.0\nSubject: Rain {subject}\n\n{STORY} {text}"
        report = read_mail(FoundDocument("a", raw.encode("utf-8", "surrogatepass")))
        assert report.text.startswith(STORY)
        assert report.title is not None and report.title.startswith("Rain")
        report.text.encode()
        report.title.encode()


@needs_hostile
def test_odd_strings_have_a_kind():
    for text in read_strings():
        assert find_kind(f"It rained. {text}".encode("utf-8", "surrogatepass"), "a.txt") == "text"
        find_kind(text.encode("utf-8", "surrogatepass"), "a")


@needs_hostile
def test_formulas_stay_text():
    payloads = (HOSTILE / "csv" / "Intruder" / "csv-payload.txt").read_text(encoding="utf-8").splitlines()
    payloads = [payload for payload in payloads if payload.strip()]
    file = io.StringIO()
    csv.writer(file).writerows(
        [["text"], *([start + payload] for payload in payloads for start in "=+-@\t＝ ")]
    )
    found = list(read_table(io.BytesIO(file.getvalue().encode()), "a.csv", {}))
    expected = [start + payload for payload in payloads for start in "=+-@\t＝ "]
    assert [report.text for report in found] == expected


@needs_hostile
def test_pages_in_hostile_encodings_are_never_taken_for_programs_or_mails():
    for path in sorted((HOSTILE / "html" / "encoding").glob("**/*.dat")):
        for case in path.read_bytes().split(b"#data\n")[1:]:
            content = case.partition(b"\n#encoding\n")[0]
            assert find_kind(content, "a.html", "text/html") in ("page", "xml", "text")


@needs_hostile
def test_every_file_of_the_folder_has_a_kind():
    for path in sorted(HOSTILE.rglob("*")):
        if path.is_file():
            with open(path, "rb") as file:
                find_kind(file.read(65_536), path.name)


@needs_hostile
@pytest.mark.parametrize(
    ("folder", "ending", "kind"),
    [("feeds", "xml", "feed"), ("pdf", "pdf", "pdf"), ("warc", "warc.gz", "warc")],
)
def test_the_formats_of_the_folder_are_told(folder, ending, kind):
    kinds = {
        path: find_kind(path.read_bytes()[:65_536], "a") for path in (HOSTILE / folder).rglob(f"*.{ending}")
    }
    assert kinds and {path for path, found in kinds.items() if found != kind} == set()
