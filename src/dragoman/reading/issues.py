"""What a line is about, in the report's own nouns: "the fighting between Chad and Sudan".

Place in the flow: `positions` names its issues here.
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.lexicon.commitments import load_commitment_deeds, load_commitment_nouns
from dragoman.reading.commitment_mentions import Mention, find_name
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.sides import Sides, get_side

_MUTUAL = frozenset(
    {"fighting", "war", "clash", "battle", "conflict", "hostility", "skirmish", "crossfire", "standoff"}
)


def find_matter(doc: Doc, words: tuple[int, int]) -> str:
    """Return what kind of matter some words name: strife, a kind of commitment, or empty for none.

    A truce and the fighting that it ends are one matter.
    """
    nouns, deeds = load_commitment_nouns(), load_commitment_deeds()
    for token in doc.tokens[words[0] : words[1]]:
        lemma = token.lemma.lower()
        if token.upos == "NOUN" and lemma in _STRIFE:
            return "strife"
        if token.upos == "NOUN" and lemma in nouns and any(not row.modifiers for row in nouns[lemma]):
            kind = nouns[lemma][0].kind
            return "strife" if kind == "ceasefire" else kind
        if token.upos == "VERB" and lemma in deeds and deeds[lemma][0].kind == "withdrawal":
            return "withdrawal"
    return ""


_STRIFE = frozenset({
    "attack", "fighting", "war", "clash", "battle", "conflict", "hostility", "aggression", "strike",
    "raid", "violence", "bombing", "escalation", "offensive", "invasion", "airstrike", "killing", "blast",
    "shelling", "assault",
})  # fmt: skip


class Issues:
    """The matters of one document by which lines are named."""

    def __init__(
        self, reading: Reading, sides: Sides, events: list[EventDraft], mentions: list[Mention]
    ) -> None:
        """Find the fights and the nouns of matters once for all lines."""
        self._reading = reading
        self._sides = sides
        self._fights = [event for event in events if event.type == "ASSAULT"]
        self._mentions = mentions

    def name(self, words: list[tuple[int, int]], about: set[str]) -> str:
        """Return the issue of some words: the matter that they name, else the fight or the others."""
        fight = self._find_fight(words, about)
        matter = self._find_matter(words)
        if matter is not None and (fight is None or self._is_inside(matter.index, words)):
            return self._describe(matter)
        if fight is not None:
            return self._describe_fight(fight)
        noun = self._find_noun(words)
        if noun is not None:
            return f"the {self._describe_noun(noun)}"
        names = [actor.name for actor in self._reading.actors.actors.values() if get_side(actor) in about]
        return f"relations with {names[0]}" if names else "the matter reported"

    def _find_noun(self, words: list[tuple[int, int]]) -> int | None:
        """Return the noun that the words are about: an object, else a subject, that names no actor."""
        doc, heads = self._reading.doc, self._reading.actors.heads
        tokens = [token for first, last in words for token in doc.tokens[first:last]]
        for relations in (("obj", "nsubj:pass"), ("nsubj", "obl", "root")):
            for token in tokens:
                if token.upos == "NOUN" and token.relation in relations and token.index not in heads:
                    return token.index
        return None

    def _describe_noun(self, index: int) -> str:
        doc = self._reading.doc
        first, last = find_name(doc, index)
        while first < index and doc.tokens[first].upos in ("DET", "PRON", "PUNCT"):
            first += 1
        return doc.get_span(first, last).text

    def _is_inside(self, index: int, words: list[tuple[int, int]]) -> bool:
        return any(first <= index < last for first, last in words)

    def _find_matter(self, words: list[tuple[int, int]]) -> Mention | None:
        """Return the commitment in the words, else one in their sentences, or None."""
        doc = self._reading.doc
        sentences = [doc.get_sentence(first) for first, _ in words]
        for first, last in [*words, *((sentence.first, sentence.last) for sentence in sentences)]:
            for mention in self._mentions:
                if first <= mention.index < last:
                    return mention
        return None

    def _find_fight(self, words: list[tuple[int, int]], about: set[str]) -> EventDraft | None:
        """Return the fight that the words speak of: one told in them, else the nearest of the same."""
        told = [fight for fight in self._fights if any(self._is_inside(m, words) for m in fight.mentions)]
        actors = self._reading.actors.actors
        shared = [
            fight
            for fight in self._fights
            if about & {get_side(actors[actor]) for actor in (*fight.source, *fight.target)}
        ]
        choice = told or shared or ([] if about else self._fights)
        place = words[0][0]
        return min(choice, key=lambda fight: abs(fight.trigger - place)) if choice else None

    def _describe(self, matter: Mention) -> str:
        """Return a commitment in the report's words: "the withdrawal of troops from Congo"."""
        if matter.deed is None:
            return f"the {self._describe_noun(matter.index)}"
        first, last = max(matter.span[0], matter.index + 1), matter.span[1]
        kind = "end" if matter.kind == "end of operation" else matter.kind
        if first >= last or matter.kind in ("prisoner exchange", "alliance obligation"):
            return f"the {kind}"
        return f"the {kind} of {self._reading.doc.get_span(first, last).text}"

    def _describe_fight(self, fight: EventDraft) -> str:
        """Return a fight with its parties: "the clashes between A and B", "the attack by A on B"."""
        token = self._reading.doc.tokens[fight.trigger]
        noun = token.lower if token.upos == "NOUN" else "fighting" if fight.is_symmetric else "attack"
        source, target = self._list(fight.source), self._list(fight.target)
        if source and target:
            is_mutual = fight.is_symmetric or token.lemma in _MUTUAL
            return (
                f"the {noun} between {source} and {target}"
                if is_mutual
                else f"the {noun} by {source} on {target}"
            )
        if target:
            return f"the {noun} on {target}"
        return f"the {noun} by {source}" if source else f"the {noun}"

    def _list(self, ids: tuple[str, ...]) -> str:
        return " and ".join(self._reading.actors.actors[id].name for id in self._sides.fold(ids))
