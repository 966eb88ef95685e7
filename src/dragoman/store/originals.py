"""The documents that the texts of reports were taken from: known again by their bytes, kept if so wished.

Place in the flow: `writer` calls it in the transaction of a report.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import zstandard
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from dragoman.store import schema

_ORIGINALS = schema.ORIGINALS


@dataclass(frozen=True, slots=True)
class Original:
    """One document: its bytes, what they are said to be, and in `told` all else that its report came from."""

    content: bytes
    media_type: str | None = None
    told: str = ""

    @property
    def sha256(self) -> str:
        """Return the hash of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> str:
        """Return by what the document is known again, in hex."""
        return hashlib.sha256(f"{self.sha256}\x1f{self.told}".encode("utf-8", "surrogatepass")).hexdigest()


def keep_original(
    connection: Connection, report_id: str, original: Original, at: str, *, is_whole: bool
) -> None:
    """Keep what a report was taken from; its bytes too where `is_whole`."""
    content = zstandard.ZstdCompressor().compress(original.content) if is_whole else None
    adding = insert_or(_ORIGINALS).values(
        report=report_id, key=original.key, sha256=original.sha256, media_type=original.media_type,
        size_bytes=len(original.content), content=content, added_at=at,
    )  # fmt: skip
    if is_whole:
        adding = adding.on_conflict_do_update(
            index_elements=["report", "key"], set_={"content": content}, where=_ORIGINALS.c.content.is_(None)
        )
    else:
        adding = adding.on_conflict_do_nothing()
    connection.execute(adding)


def find_report_of(connection: Connection, key: str) -> str | None:
    """Return the report that was taken from a document, None for one that is not known."""
    found: str | None = connection.scalar(select(_ORIGINALS.c.report).where(_ORIGINALS.c.key == key))
    return found


def load_original(connection: Connection, report_id: str) -> bytes | None:
    """Return the bytes that a report was last taken from, None where they were not kept."""
    query = select(_ORIGINALS.c.content).where(
        _ORIGINALS.c.report == report_id, _ORIGINALS.c.content.isnot(None)
    )
    content: bytes | None = connection.scalar(query.order_by(_ORIGINALS.c.added_at.desc()))
    return zstandard.ZstdDecompressor().decompress(content) if content is not None else None
