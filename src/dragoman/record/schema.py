"""The JSON Schema of the record, made from its dataclasses.

Place in the flow: beside `record.json`; written out for other programs and for the codebook.
"""

from __future__ import annotations

import types
import typing
from dataclasses import is_dataclass
from inspect import cleandoc
from typing import Any, cast

from dragoman.record.json import get_fields
from dragoman.record.model import SCHEMA, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def to_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every record from `to_json` fulfils.

    Each dataclass is a definition with all keys required and no others allowed; its
    docstring is the description. That a span's text is what stands at its offsets cannot
    be said in JSON Schema.

    Example:
        >>> to_schema()["properties"]["schema"]
        {'const': 'dragoman/record/1'}
    """
    definitions: dict[str, Any] = {}
    root = _describe_object(Record, definitions)
    root["properties"]["schema"] = {"const": SCHEMA}
    ordered = {name: definitions[name] for name in sorted(definitions)}
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", **root, "$defs": ordered}


def _describe_object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {name: _describe_type(hint, definitions) for name, hint in get_fields(kind)}
    return {
        "title": kind.__name__,
        "description": cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _describe_type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if is_dataclass(hint):
        return _refer_to(cast("type", hint), definitions)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return {"type": "array", "items": _describe_type(parts[0], definitions)}
    if origin is typing.Literal:
        return {"enum": list(parts)}
    if origin in (types.UnionType, typing.Union):
        return _describe_union(parts, definitions)
    return {"type": PLAIN_TYPES[hint]}


def _describe_union(parts: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    (kind,) = (part for part in parts if part is not type(None))
    described = _describe_type(kind, definitions)
    if "enum" in described:
        return {"enum": [*described["enum"], None]}
    if isinstance(described.get("type"), str) and described["type"] != "array":
        return {"type": [described["type"], "null"]}
    return {"anyOf": [described, {"type": "null"}]}


def _refer_to(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # holds the place while its own parts are described
        definitions[kind.__name__] = _describe_object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}
