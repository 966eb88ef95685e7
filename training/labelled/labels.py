"""The stored labels: one JSON file a text, offsets in code points of the text named."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HELDOUT_FILE = HERE / "heldout.txt"
FOLDERS = ("reports", "wikinews", "briefings")
SECOND = ("second",)


def load_labels(folders: tuple[str, ...] = FOLDERS) -> list[dict[str, Any]]:
    """Return the labels of all texts of some folders, by name (README.md says what the rows hold)."""
    paths = sorted(path for name in folders for path in (HERE / name).glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


@cache
def load_heldout() -> frozenset[str]:
    """Return the names of the texts that are never trained on."""
    return frozenset(HELDOUT_FILE.read_text(encoding="utf-8").split())
