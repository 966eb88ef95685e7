"""What attribution finds: drafts of claims, and the claims of a document with their look-ups.

Place in the flow: made by `attribution`, asked by every later layer of `reading`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.model import ClaimKind, Stance


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The full words of a claim in token numbers, ends exclusive: "has said in a statement", "“We stay”"."""

    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    content: tuple[int, int]


@dataclass(slots=True)
class ClaimDraft:
    """One attribution, in token numbers (ends exclusive).

    `speaker` is the head token of the phrase that names the speaker (None where the
    text names none: "reportedly"), `speaker_span` that phrase, `speakers` the actors it
    resolves to. `content` covers what is said; `content_head` is its top token where it
    has one. `cue` is the word that says that somebody says so. `refers_to` is the
    id of an earlier claim that this one answers ("denies this"), or None. `words` are the
    full stretches that the record shows; the layers that ask what is covered take the bare ones.
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
    kind: ClaimKind = "statement"
    words: ClaimWords | None = None
    answers: str | None = None
    """The noun of an answer to an earlier claim ("allegation"; "" for "this"), or None."""


class Claims(list[ClaimDraft]):
    """The claims of a document in order, with look-ups by token and id; grows by `append` only.

    `leanings` are the attributions that tell nothing of what happened: what somebody asks for,
    intends, likes, or what only seems so. The record shows them; no event is `alleged` for them.
    """

    def __init__(self, claims: Iterable[ClaimDraft] = (), leanings: Iterable[ClaimDraft] = ()) -> None:
        super().__init__(claims)
        self.leanings = list(leanings)
        self._seen = 0
        self._by_content: dict[int, list[ClaimDraft]] = {}
        self._by_cue: dict[int, ClaimDraft] = {}
        self._by_id: dict[str, ClaimDraft] = {}
        self._answers: dict[str, list[ClaimDraft]] = {}

    def _update(self) -> None:
        for claim in self[self._seen :]:
            for index in range(*claim.content):
                self._by_content.setdefault(index, []).append(claim)
            for index in range(*claim.cue):
                self._by_cue.setdefault(index, claim)
            self._by_id[claim.id] = claim
            if claim.refers_to:
                self._answers.setdefault(claim.refers_to, []).append(claim)
        self._seen = len(self)

    def make_id(self) -> str:
        """Return an id that no claim has yet."""
        return f"c{len(self) + len(self.leanings) + 1}"

    def get_over(self, index: int) -> list[ClaimDraft]:
        """Return the claims whose content has a token, in order."""
        self._update()
        return self._by_content.get(index, [])

    def get_at(self, index: int) -> ClaimDraft | None:
        """Return the first claim whose cue has a token, or None."""
        self._update()
        return self._by_cue.get(index)

    def get_all(self, ids: Iterable[str]) -> list[ClaimDraft]:
        """Return the claims of some ids, in the order of the ids; unknown ones are left out."""
        self._update()
        return [self._by_id[number] for number in ids if number in self._by_id]

    def get_answers(self, number: str) -> list[ClaimDraft]:
        """Return the claims that answer one ("denies this")."""
        self._update()
        return self._answers.get(number, [])
