"""Where: places of the text, with how precisely each is known.

Place in the flow: after `actors`; `reading.events` asks `PlaceTable.find_where`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.record.model import Place, Where


@dataclass(slots=True)
class PlaceTable:
    """The places of one document and which token names which of them."""

    places: dict[str, Place] = field(default_factory=dict)
    """Places by id (`p1` …), in order of first mention."""
    heads: dict[int, str] = field(default_factory=dict)
    """Head token of a place phrase → id of the place."""

    def find_where(self, doc: Doc, trigger: int) -> Where | None:
        """Return where the text says that the event at token `trigger` happened, or None."""
        return None


def find_places(doc: Doc) -> PlaceTable:
    """Return the places of a document."""
    return PlaceTable()
