"""Did it happen: what the text says of an event's reality, with the words that say so.

Place in the flow: after `attribution`; `reading.events` asks for each trigger.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc
from dragoman.reading.attribution import ClaimDraft
from dragoman.record.model import Status


@dataclass(slots=True)
class StatusReading:
    """The status of one trigger: the value, its cue in tokens (end exclusive), the claims, the reason."""

    status: Status
    cue: tuple[int, int] | None
    claims: tuple[str, ...]
    why: str


def find_status(doc: Doc, trigger: int, claims: list[ClaimDraft]) -> StatusReading:
    """Return the status of the event that the token `trigger` reports."""
    return StatusReading("actual", None, (), "no cue")
