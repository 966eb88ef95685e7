"""Facts as JSON, as the store keeps them.

Place in the flow: ground of `linking`; the facts of every kind are written by it.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any


def to_json(facts: Any) -> str:
    """Return a dataclass as JSON, sets in order and nothing escaped that need not be."""
    return json.dumps(facts, default=_to_plain, ensure_ascii=False, separators=(",", ":"))


def _to_plain(value: Any) -> Any:
    """Return a dataclass as a mapping and a set as a list, one level deep; JSON asks for the next."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return sorted(value)
