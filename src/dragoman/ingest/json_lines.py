"""One line of a JSON Lines file to the fields of a report.

Place in the flow: `ingest.files` hands over each line. Keys: `text`, and optionally `id`,
`title`, `published`, `publisher`, `url`; others are passed over.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypedDict

from dragoman.errors import Empty, Encoding, Malformed


class ReportFields(TypedDict, total=False):
    """What a line may hold; `text` is always there once read."""

    text: str
    id: str | None
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None


OPTIONAL = ("id", "title", "published", "publisher", "url")


def read_fields(line: bytes) -> dict[str, Any] | None:
    """Return the JSON object of a line that has a `text`, or None where it is none.

    Example:
        >>> read_fields(b'{"text": "Rain."}')
        {'text': 'Rain.'}
        >>> read_fields(b"Rain.") is None
        True
    """
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return None
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) and "text" in fields else None


def decode_line(line: bytes, where: str) -> ReportFields:
    """Return the fields of a line.

    Args:
        line: The bytes, UTF-8.
        where: File and number of the line, for the message.

    Raises:
        Encoding: The line is not UTF-8.
        Malformed: No JSON object, a key is missing or of the wrong kind, or the date is none.
        Empty: The text is empty.
    """
    fields = _parse(line, where)
    text = fields.get("text")
    if not isinstance(text, str):
        raise Malformed(f"Report not read: {where} has no 'text' that is a text. Give each line a 'text'.")
    if not text.strip():
        raise Empty(f"Report not read: {where} has an empty 'text'. Leave the line out or fill it.")
    for key in OPTIONAL:
        if key == "id" and type(fields.get(key)) is int:
            fields[key] = str(fields[key])
        if not isinstance(fields.get(key), str | None):
            raise Malformed(f"Report not read: {where} has a {key!r} that is no text. Write it in quotes.")
    published = fields.get("published")
    if published and not is_date(published):
        raise Malformed(
            f"Report not read: {where} has {published!r} as 'published', which is no date. "
            "Write it as 2022-09-20."
        )
    known: ReportFields = {"text": text}
    for key in OPTIONAL:
        known[key] = fields.get(key) or None  # type: ignore[literal-required]  # the keys of the type
    return known


def is_date(value: str) -> bool:
    """Return whether a value is an ISO date, or begins with one as a time does.

    Example:
        >>> is_date("2022-09-20T08:00:00Z"), is_date("yesterday")
        (True, False)
    """
    try:
        date.fromisoformat(value.strip()[:10])
    except ValueError:
        return False
    return True


def _parse(line: bytes, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Encoding(
            f"Report not read: {where} is not UTF-8 at byte {error.start}. Save the file as UTF-8."
        ) from error
    except RecursionError as error:
        raise Malformed(f"Report not read: {where} is nested too deeply. Write one flat object.") from error
    except ValueError as error:
        why = getattr(error, "msg", "a number is too long")
        raise Malformed(
            f"Report not read: {where} is not JSON ({why}). Write one JSON object a line, with a 'text'."
        ) from error
    if not isinstance(fields, dict):
        raise Malformed(
            f"Report not read: {where} is no JSON object. Write one object a line, with a 'text'."
        )
    return fields
