"""JSON Lines: a report a line.

Place in the flow: beside `tables`; `files` hands over what `kinds` calls lines. Keys: `text`, and optionally
`id`, `title`, `published`, `publisher`, `url`; others are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, TypedDict

from dragoman.errors import Empty, Encoding, Malformed, ReadError
from dragoman.ingest.decode import MAX_BYTES, check_size
from dragoman.ingest.found import Found, FoundReport, UnreadReport
from dragoman.ingest.gate import drop_broken


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


def read_json_lines(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the reports of a stream of lines; one that cannot be read is an `UnreadReport` in its place.

    Args:
        stream: The bytes of the file.
        name: Where it was found; a report is named by it and the number of its line.
    """
    number = 0
    has_any = False
    while line := stream.readline(MAX_BYTES):
        number += 1
        is_cut = len(line) >= MAX_BYTES and not line.endswith(b"\n")
        while is_cut and (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
            pass
        if line.strip():
            has_any = True
            yield _read_line(line, f"{name}:{number}")
    if not has_any:
        why = f"Reports not read: {name!r} has no line. Write one JSON object a line."
        yield UnreadReport(name, Empty(why))


def _read_line(line: bytes, where: str) -> Found:
    try:
        check_size(len(line), where)
        fields = decode_line(line, where)
        text, remarks = drop_broken(fields["text"])
        if not text.strip():
            raise Empty(f"Report not read: {where} has an empty 'text'. Leave the line out or fill it.")
    except ReadError as error:
        return UnreadReport(where, error)
    return FoundReport(
        name=where,
        text=text,
        id=fields.get("id") or where,
        title=fields.get("title"),
        published=fields.get("published"),
        publisher=fields.get("publisher"),
        url=fields.get("url"),
        remarks=remarks,
    )


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
