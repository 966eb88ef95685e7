"""A table that is not the one that was installed is refused before it is read."""

import random
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon import load
from dragoman.lexicon.load import load_digests, read_table, read_text

TABLE = b"word,kind\ntruce,ceasefire\narmistice,ceasefire\n"
COLUMNS = {"word": None, "kind": None}


@pytest.fixture
def table(tmp_path, monkeypatch):
    """A package with one table, and what an installer noted of it."""
    path = tmp_path / "tables" / "made.csv"
    path.parent.mkdir()
    path.write_bytes(TABLE)
    digest = urlsafe_b64encode(sha256(TABLE).digest()).decode().rstrip("=")
    record = tmp_path / "RECORD"
    record.write_text(
        f"dragoman/lexicon/tables/made.csv,sha256={digest},{len(TABLE)}\ndragoman/errors.py,,\n"
    )
    monkeypatch.setattr(load, "files", lambda name: tmp_path)
    monkeypatch.setattr(load, "RECORD", record)
    return path


def test_the_table_that_was_installed_is_read(table):
    assert [row["word"] for row in read_table("made.csv", COLUMNS)] == ["truce", "armistice"]


def test_any_harm_to_it_is_refused(table):
    draw = random.Random(5)
    for _ in range(200):
        place = draw.randrange(len(TABLE))
        flipped = TABLE[:place] + bytes([TABLE[place] ^ 1 << draw.randrange(8)]) + TABLE[place + 1 :]
        table.write_bytes(draw.choice([flipped, TABLE[:place], TABLE + b"\n", b"", b"word,kind\n"]))
        with pytest.raises(LexiconError, match="Install the package again"):
            list(read_table("made.csv", COLUMNS))


def test_in_a_checkout_tables_may_be_changed(table, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "RECORD", tmp_path / "none")
    table.write_bytes(b"word,kind\npact,treaty\n")
    assert [row["word"] for row in read_table("made.csv", COLUMNS)] == ["pact"]
    assert load_digests(tmp_path / "none") == {}


def test_bytes_that_are_no_text_are_said(table, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "RECORD", tmp_path / "none")
    table.write_bytes(b"word,kind\n\xff,treaty\n")
    with pytest.raises(LexiconError, match="no text in UTF-8 at byte 10"):
        read_text("made.csv")
