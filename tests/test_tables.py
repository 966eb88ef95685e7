"""Every table of the lexicon loads through its loader, and what is shipped stays small."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dragoman.language import lemmas
from dragoman.lexicon import (
    casualties,
    claim_words,
    commitments,
    countries,
    cues,
    event_words,
    evidence,
    frames,
    judgements,
    known_places,
    languages,
    leaders,
    leanings,
    light_verbs,
    line_cues,
    load,
    organisations,
    page_lines,
    publishers,
    references,
    roles,
    state_bodies,
    time_words,
)
from dragoman.lexicon.gazetteer import find_spots

TABLES = Path(str(files("dragoman.lexicon") / "tables"))
MODEL = Path(str(files("dragoman.language") / "files"))
MAX_SHIPPED_BYTES = 45 * 2**20

LOADERS: list[Any] = [
    casualties.load_harms,
    casualties.load_victims,
    claim_words.load_claim_words,
    commitments.load_commitment_acts,
    commitments.load_commitment_deeds,
    commitments.load_commitment_events,
    commitments.load_commitment_nouns,
    commitments.load_commitment_operators,
    commitments.load_outcome_deeds,
    commitments.load_outcome_words,
    countries.load_countries,
    event_words.load_event_words,
    cues.load_speech_cues,
    cues.load_status_cues,
    evidence.load_frame_records,
    evidence.load_weights,
    frames.load_any_frames,
    frames.load_classes,
    frames.load_frames,
    known_places.load_country_spots,
    known_places.load_former_names,
    known_places.load_region_words,
    known_places.load_regions,
    known_places.load_short_names,
    known_places.load_sites,
    judgements.load_judgements,
    languages.load_languages,
    leanings.load_leanings,
    leaders.load_leaders,
    lemmas.load_exceptions,
    light_verbs.load_light_verbs,
    line_cues.load_line_cues,
    organisations.load_organisations,
    page_lines.load_page_lines,
    publishers.load_domains,
    publishers.load_names,
    publishers.load_publishers,
    references.load_reference_words,
    roles.load_roles,
    state_bodies.load_state_bodies,
    time_words.load_time_words,
]


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_a_table_loads_and_has_rows(loader: Any) -> None:
    loaded = loader.__wrapped__()
    assert loaded
    assert loader() is loader()


def test_every_table_is_read_by_some_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    real = load.read_table

    def note(name: str, columns: Any) -> Any:
        read.add(name)
        return real(name, columns)

    for name, module in list(sys.modules.items()):
        if name.startswith("dragoman.") and vars(module).get("read_table") is real:
            monkeypatch.setattr(module, "read_table", note)
    for loader in LOADERS:
        loader.__wrapped__()
    assert {path.name for path in TABLES.glob("*.csv")} == read


def test_tables_are_plain_utf8_with_unix_line_ends() -> None:
    for path in TABLES.glob("*.csv"):
        content = path.read_bytes()
        content.decode("utf-8")
        assert b"\r" not in content and content.endswith(b"\n"), path.name


def test_the_gazetteer_finds_a_town() -> None:
    assert find_spots("bamako")


def test_model_and_tables_are_small() -> None:
    size_bytes = sum(path.stat().st_size for folder in (TABLES, MODEL) for path in folder.iterdir())
    assert size_bytes <= MAX_SHIPPED_BYTES
