"""Facts as JSON, as the store keeps them.

Place in the flow: ground of `linking`; the facts of every kind are written and loaded by it. Loading them is
much of what adding a report costs, so a library does it that makes dataclasses straight from JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.json import Decoder, Encoder

F = TypeVar("F")
_ENCODER = Encoder(order="deterministic")


def to_json(facts: Any) -> str:
    """Return a dataclass as JSON, sets in order and nothing escaped that need not be."""
    return _ENCODER.encode(facts).decode()


def make_loader(kind: type[F]) -> Callable[[str], F]:
    """Return what makes facts of one kind from the JSON of `to_json`.

    It raises `msgspec.ValidationError` for JSON of anything else.
    """
    return Decoder(kind).decode
