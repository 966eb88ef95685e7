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
        covered = {index for first, last in words for index in range(first, last)}
        fight = self._find_fight(covered, about)
        matter = self._find_matter(covered)
        if matter is not None and self._is_nearer(matter, fight, covered):
            return self._describe(matter)
        if fight is not None:
            return self._describe_fight(fight)
        noun = self._find_noun(words)
        if noun is not None:
            return self._add_article(noun)
        names = [actor.name for actor in self._reading.actors.actors.values() if get_side(actor) in about]
        return f"relations with {names[0]}" if names else "the matter reported"

    def _is_nearer(self, matter: Mention, fight: EventDraft | None, covered: set[int]) -> bool:
        """Return whether the words are about a commitment rather than about a fight.

        What is named first counts; a bare "truce" stands for the fighting that it ends.
        """
        if fight is None:
            return True
        if matter.kind == "ceasefire" and not matter.parties:
            return False
        told = [mention for mention in fight.mentions if mention in covered]
        return matter.index in covered and (not told or matter.index < min(told))

    def _find_noun(self, words: list[tuple[int, int]]) -> int | None:
        """Return the noun that the words are about: an object, else a subject, that names no actor."""
        doc, heads = self._reading.doc, self._reading.actors.heads
        tokens = [token for first, last in words for token in doc.tokens[first:last]]
        for relations in (("obj", "nsubj:pass"), ("nsubj", "obl", "root")):
            for token in tokens:
                if token.upos == "NOUN" and token.relation in relations and token.index not in heads:
                    return token.index
        return None

    def _add_article(self, index: int) -> str:
        words = self._describe_noun(index)
        owned = self._reading.doc.get_children(index, "nmod:poss")
        return words if any(owner.upos != "PRON" for owner in owned) else f"the {words}"

    def _describe_noun(self, index: int) -> str:
        doc = self._reading.doc
        first, last = find_name(doc, index)
        while first < index and doc.tokens[first].upos in ("DET", "PRON", "PUNCT"):
            first += 1
        return doc.get_span(first, last).text

    def _is_inside(self, index: int, words: list[tuple[int, int]]) -> bool:
        return any(first <= index < last for first, last in words)

    def _find_matter(self, covered: set[int]) -> Mention | None:
        """Return the commitment in the words, else one in their sentences, or None."""
        doc = self._reading.doc
        sentences = {doc.tokens[index].sentence for index in covered}
        told = next((mention for mention in self._mentions if mention.index in covered), None)
        if told is not None:
            return told
        return next((m for m in self._mentions if doc.tokens[m.index].sentence in sentences), None)

    def _find_fight(self, covered: set[int], about: set[str]) -> EventDraft | None:
        """Return the fight that the words speak of: one told in them, else the nearest of the same.

        What is only alleged names nobody's issue while a fight is told as fact.
        """
        told = [fight for fight in self._fights if not covered.isdisjoint(fight.mentions)]
        actors = self._reading.actors.actors
        shared = [
            fight
            for fight in self._fights
            if about & {get_side(actors[actor]) for actor in (*fight.source, *fight.target)}
        ]
        choice = told or shared or ([] if about else self._fights)
        place = min(covered)
        if not choice:
            return None
        return min(choice, key=lambda fight: (fight.status.status != "actual", abs(fight.trigger - place)))

    def _describe(self, matter: Mention) -> str:
        """Return a commitment in the report's words: "the withdrawal of troops from Congo"."""
        if matter.deed is None:
            return self._add_article(matter.index)
        first, last = max(matter.span[0], matter.index + 1), matter.span[1]
        kind = "end" if matter.kind == "end of operation" else matter.kind
        if first >= last or matter.kind in ("prisoner exchange", "alliance obligation"):
            return f"the {kind}"
        verb, rest = self._reading.doc.tokens[matter.index], self._reading.doc.tokens[first]
        joint = "" if rest.upos == "ADP" else "from " if verb.lemma == "leave" else "of "
        return f"the {kind} {joint}{self._reading.doc.get_span(first, last).text}"

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
