"""Who says so: speech, writing and belief reported in the text, and what each covers.

Place in the flow: after `actors`; `status`, `events`, `counts` and `positions` ask which
claims cover a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc
from dragoman.reading.actors import ActorTable
from dragoman.record.model import Stance


@dataclass(slots=True)
class ClaimDraft:
    """One attribution, in token numbers (ends exclusive).

    `speaker` is the head token of the phrase that names the speaker (None where the
    text names none: "reportedly"), `speaker_span` that phrase, `speakers` the actors it
    resolves to. `content` covers what is said; `content_head` is its top token where it
    has one. `cue` is the word that says that somebody says so. `refers_to` is the
    content head of an earlier claim that this one answers ("denies this"), or None.
    """

    id: str
    speaker: int | None
    speaker_span: tuple[int, int] | None
    speakers: tuple[str, ...]
    stance: Stance
    cue: tuple[int, int]
    content: tuple[int, int]
    content_head: int | None
    quote: bool
    refers_to: str | None
    confidence: float
    why: str


def find_claims(doc: Doc, actors: ActorTable) -> list[ClaimDraft]:
    """Return the attributions of a document, in order of their cues."""
    return []


def find_covering(claims: list[ClaimDraft], index: int) -> list[ClaimDraft]:
    """Return the claims whose content covers a token (their own cue and speaker apart), innermost first."""
    covering = [claim for claim in claims if claim.content[0] <= index < claim.content[1]]
    return sorted(covering, key=lambda claim: claim.content[1] - claim.content[0])
