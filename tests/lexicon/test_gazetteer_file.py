from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.gazetteer_file import PackedTable, fold_name, load_packed, pack_table, strip_type

ENTRIES = {f"town {number:05d}": f"tTown|US|TX||1|2|{number}|{number}" for number in range(3_000)}


def test_all_that_is_packed_is_found() -> None:
    table = PackedTable(pack_table(ENTRIES))
    assert all(table.find_entries(key) == entries for key, entries in ENTRIES.items())


@pytest.mark.parametrize("key", ["", "town", "town 00001 ", "zzz", "\n", "\t", "town 00000\t", "\ud800", "a"])
def test_other_keys_are_not(key: str) -> None:
    assert PackedTable(pack_table(ENTRIES)).find_entries(key) == ""


def test_an_empty_table_has_nothing() -> None:
    assert PackedTable(pack_table({})).find_entries("goma") == ""


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(LexiconError, match="no packed table"):
        PackedTable(b"goma")


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(pack_table(ENTRIES))
    with pytest.raises(LexiconError, match="SHA-256"):
        load_packed(path, "0" * 64)


def test_loading_is_fast() -> None:
    folder = Path(str(files("dragoman.lexicon") / "tables"))
    start = time.perf_counter()
    load_packed(folder / "gazetteer.bin", (folder / "gazetteer.sha256").read_text(encoding="ascii").strip())
    assert time.perf_counter() - start < 0.5


def test_fold() -> None:
    assert fold_name("Sána’a") == "sanaa"


def test_type_words_are_stripped_at_either_end() -> None:
    assert strip_type("state of texas") == "texas"
    assert strip_type("county") == "county"
