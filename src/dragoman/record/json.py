"""The record as JSON and back, exactly.

Place in the flow: the command and the store write records with `to_json` and read them
with `from_json`. The form follows from the dataclasses of `record.model`; only the order
of the top keys is set here ("schema" first).
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from math import isfinite
from typing import Any, cast

from dragoman.errors import Malformed
from dragoman.record.model import SCHEMA, Record

Reader = Callable[[Any], Any]

NAMES_OF_KINDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


class _Fault(Exception):
    """A value that does not fit, with the keys and numbers that lead to it, innermost first."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.path: list[str | int] = []


def to_json(record: Record) -> dict[str, Any]:
    """Return the record as objects, lists and plain values, ready for `json.dumps`.

    Example:
        >>> from dragoman.record.model import Report
        >>> report = Report("r1", None, None, None, None, None, "en", "0" * 64, "Rain.")
        >>> to_json(Record(report))["report"]["text"]
        'Rain.'
    """
    return _make_record_writer()(record)


def from_json(mapping: Mapping[str, Any]) -> Record:
    """Return the record that `to_json` made the mapping of.

    Offsets are taken as they are; that spans fit the report's text is not checked here.

    Raises:
        Malformed: A key is missing or unknown, or a value is of the wrong kind; says where.
    """
    try:
        record = cast("Record", _find_reader(Record)(mapping))
    except _Fault as fault:
        where = _name_path(fault.path)
        raise Malformed(
            f"Record not read: {where} {fault.why}. Write it with this version's to_json."
        ) from None
    if record.schema != SCHEMA:
        raise Malformed(
            f"Record not read: schema is {record.schema!r}, this version reads {SCHEMA!r}. "
            "Read the report again with this version."
        )
    return record


def get_fields(kind: type) -> list[tuple[str, Any]]:
    """Return the names and types of a dataclass's fields in the order of the JSON."""
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return [(name, hints[name]) for name in sorted(names, key=lambda name: name != "schema")]


def _name_path(path: list[str | int]) -> str:
    """Return where a value stands, as "events[3].status"; the whole is "the record"."""
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in reversed(path))
    return name.lstrip(".") or "the record"


@cache
def _make_record_writer() -> Callable[[Any], dict[str, Any]]:
    return _make_object_writer(Record)


@cache
def _find_writer(kind: Any) -> Callable[[Any], Any] | None:
    """Return what turns a value of the type into JSON; None where it is JSON already."""
    if is_dataclass(kind):
        return _make_object_writer(cast("type", kind))
    parts = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        member = _find_writer(parts[0])
        return list if member is None else lambda values: [member(value) for value in values]
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        writer = next((found for found in map(_find_writer, parts) if found), None)
        return writer and (lambda value: None if value is None else writer(value))
    return None


def _make_object_writer(kind: type) -> Callable[[Any], dict[str, Any]]:
    names = [name for name, _ in get_fields(kind)]
    writers = [(name, writer) for name, hint in get_fields(kind) if (writer := _find_writer(hint))]

    def write(value: Any) -> dict[str, Any]:
        mapping = {name: getattr(value, name) for name in names}
        for name, writer in writers:
            mapping[name] = writer(mapping[name])
        return mapping

    return write


@cache
def _find_reader(kind: Any) -> Reader:
    """Return what turns JSON into a value of the type, or raises `_Fault`."""
    if is_dataclass(kind):
        return _make_object_reader(cast("type", kind))
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _make_list_reader(_find_reader(parts[0]))
    if origin is typing.Literal:
        return _make_choice_reader(parts)
    if origin in (types.UnionType, typing.Union):
        return _make_optional_reader(_join_choices(parts))
    return _make_plain_reader(kind)


def _join_choices(parts: tuple[Any, ...]) -> Reader:
    """Return the reader of what is left of a union without None; the model has one kind there."""
    (kind,) = (part for part in parts if part is not type(None))
    return _find_reader(kind)


def _make_object_reader(kind: type) -> Reader:
    readers = [(name, _find_reader(hint)) for name, hint in get_fields(kind)]
    names = {name for name, _ in readers}

    def read(mapping: Any) -> Any:
        if not isinstance(mapping, Mapping):
            raise _Fault(f"must be an object, not {_describe(mapping)}")
        if mapping.keys() != names:
            raise _Fault(_describe_keys(set(mapping), names))
        values = {}
        name = ""
        try:
            for name, reader in readers:
                values[name] = reader(mapping[name])
        except _Fault as fault:
            fault.path.append(name)
            raise
        return kind(**values)

    return read


def _make_list_reader(reader: Reader) -> Reader:
    def read(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list | tuple):
            raise _Fault(f"must be a list, not {_describe(values)}")
        found: list[Any] = []
        try:
            for value in values:
                found.append(reader(value))
        except _Fault as fault:
            fault.path.append(len(found))
            raise
        return tuple(found)

    return read


def _make_choice_reader(choices: tuple[Any, ...]) -> Reader:
    allowed = frozenset(choices)

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in allowed:
            raise _Fault(f"must be one of {', '.join(map(repr, choices))}, not {_describe(value)}")
        return value

    return read


def _make_optional_reader(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _make_plain_reader(kind: Any) -> Reader:
    name = NAMES_OF_KINDS[kind]
    if kind is float:
        return _read_float

    def read(value: Any) -> Any:
        if type(value) is not kind:  # True is no whole number
            raise _Fault(f"must be {name}, not {_describe(value)}")
        return value

    return read


def _read_float(value: Any) -> float:
    if type(value) not in (float, int) or not isfinite(value):
        raise _Fault(f"must be a number, not {_describe(value)}")
    return float(value)


def _describe_keys(given: set[Any], names: set[str]) -> str:
    lacks = ", ".join(repr(name) for name in sorted(names - given))
    extra = ", ".join(sorted(repr(name) for name in given - names))
    parts = (lacks and f"lacks {lacks}", extra and f"has unknown {extra}")
    return " and ".join(part for part in parts if part)


def _describe(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}…"
