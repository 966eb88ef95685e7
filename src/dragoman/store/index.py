"""The index of words: what is searched, kept beside the rows, and how a search is worded.

Place in the flow: `writer` fills it, `views` asks it. SQLite's FTS5 with external content (`texts`); no
trigger keeps
both alike, since a store trusts no schema (`trusted_schema=OFF`) and a virtual table in a trigger
would need it.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, delete, func, insert, select

from dragoman.errors import UsageError
from dragoman.record.model import Record
from dragoman.store import schema
from dragoman.store.rows import Row, Rows, make_report_id

_PARTS = re.compile(r'"([^"]*)"|(\S+)')
MOST_WORDS = 32
"""Words of one search; more are no question."""


def add_words(connection: Connection, rows: Rows, record: Record) -> None:
    """Put the words of a record into the index: the report with its title, claims, names of actors."""
    texts = _list_texts(rows, record)
    last = connection.scalar(select(func.max(schema.TEXTS.c.id))) or 0
    for number, row in enumerate(texts, last + 1):
        row["id"] = number
    connection.execute(insert(schema.TEXTS), texts)
    connection.exec_driver_sql(
        "INSERT INTO search(rowid, words) VALUES (?, ?)", [(row["id"], row["words"]) for row in texts]
    )


def drop_words(connection: Connection, reading: int) -> None:
    """Take the words of a reading out of the index."""
    texts = schema.TEXTS
    for row in connection.execute(select(texts.c.id, texts.c.words).where(texts.c.reading == reading)):
        connection.exec_driver_sql(
            "INSERT INTO search(search, rowid, words) VALUES ('delete', ?, ?)", (row.id, row.words)
        )
    connection.execute(delete(texts).where(texts.c.reading == reading))


def rewrite_index(connection: Connection) -> None:
    """Write the index anew, so that nothing of what was dropped stays in its pages."""
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")


def check_index(connection: Connection) -> None:
    """Check that index and texts agree; SQLite says it by an error where they do not."""
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")


def _list_texts(rows: Rows, record: Record) -> list[Row]:
    report_words = "\n".join(filter(None, (record.report.title, record.report.text)))
    found = [{"kind": "report", "owner": make_report_id(record.report), "words": report_words}]
    found += [
        {"kind": "claim", "owner": rows.ids[claim.id], "words": claim.content.text} for claim in record.claims
    ]
    found += [{"kind": "actor", "owner": rows.ids[actor.id], "words": actor.name} for actor in record.actors]
    return [{"reading": rows.reading, **row} for row in found]


def word_search(query: str) -> str:
    """Return a search in FTS5's own words: every word must be there, "…" a phrase, a last * a beginning.

    Nothing of a query is taken for syntax, whatever it holds.

    Raises:
        UsageError: It has no word, or too many.

    Example:
        >>> word_search('ceasefire "peace talks" viol*')
        '"ceasefire" "peace talks" "viol"*'
    """
    parts = [(phrase or word, bool(word) and word.endswith("*")) for phrase, word in _PARTS.findall(query)]
    worded = [
        '"' + words.rstrip("*").replace('"', '""').replace("\0", "") + '"' + "*" * is_beginning
        for words, is_beginning in parts
        if any(letter.isalnum() for letter in words)
    ]
    if not worded:
        raise UsageError(
            f"Nothing searched: {query!r} holds no word. Give words, or a phrase in quotation marks."
        )
    if len(worded) > MOST_WORDS:
        raise UsageError(f"Nothing searched: {len(worded)} words are more than {MOST_WORDS}. Give fewer.")
    return " ".join(worded)
