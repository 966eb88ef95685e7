"""Which program, model and tables read a report: kept with each reading, to tell what changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.version import __version__


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that a reading depends on."""

    program: str
    model: str
    lexicon: str


@cache
def get_versions() -> Versions:
    """Return the versions of what is installed; model and tables by hashes of their files."""
    manifest = (files("dragoman.language") / "files" / "MANIFEST.json").read_bytes()
    tables = files("dragoman.lexicon") / "tables"
    digest = hashlib.sha256()
    for table in sorted(tables.iterdir(), key=lambda path: path.name):
        if not table.name.endswith(".bin"):  # its own hash stands in a file beside it
            digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return Versions(__version__, hashlib.sha256(manifest).hexdigest()[:12], digest.hexdigest()[:12])
