"""Where a text speaks of a commitment: nouns that name one and clauses that make one.

Place in the flow: `commitments` joins the mentions. "the truce between Chad and Sudan" is
named by a noun; "France will send troops to Mali" makes a deployment without one.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.commitments import (
    CommitmentDeed,
    load_commitment_acts,
    load_commitment_deeds,
    load_commitment_nouns,
)
from dragoman.reading.event_drafts import Reading
from dragoman.reading.roles import find_objects, find_prepositional, find_subjects, find_surface_subjects
from dragoman.reading.sides import Sides

_CONTENT = frozenset({"resolution", "assurance", "aid pledge", "corridor", "safe zone", "mandate"})
"""Kinds whose clause names a party: "a resolution to expel the Syrian troops"."""
_LOOSE = frozenset({
    "acl:relcl", "punct", "conj", "cc", "appos", "acl", "case", "det", "cop", "nsubj", "advmod", "aux",
    "advcl", "parataxis",
})  # fmt: skip
OUTSIDE = frozenset({
    "after", "before", "during", "since", "following", "despite", "until", "at", "as", "by", "under",
})  # fmt: skip
"""Before a phrase that stands beside a commitment and is no part of it: "after the truce"."""
_PLAIN = frozenset({"region", "zone", "measure", "plan", "presence", "end"})
"""Nouns that name a lasting thing where they are written as a name: "the Kurdistan Autonomous Region"."""
REGIMES = frozenset({"region", "autonomy", "referendum"})
"""Nouns of the treaty kind that name a state of things, to which nobody but the named is a party."""
VAGUE = frozenset({"understanding", "arrangement", "protocol", "convention"})
"""Nouns that name a commitment only where something was done to it."""
_COMMON = frozenset({
    "new", "bilateral", "tripartite", "trilateral", "separate", "joint", "recent", "long", "such",
    "possible", "own", "first", "second", "last", "formal", "full", "lasting", "immediate", "fragile",
    "shaky", "day", "month", "hour", "troop", "force", "soldier", "military", "international", "side",
    "complete", "announced", "border",
})  # fmt: skip
"""Words that do not tell one treaty from another."""


@dataclass(slots=True)
class Mention:
    """One place where a commitment is named or made; tokens, ends exclusive."""

    kind: str
    index: int
    span: tuple[int, int]
    words: frozenset[str]
    parties: list[str]
    own: str = ""
    deed: CommitmentDeed | None = None
    is_breach: bool = False
    """A noun for the breaking of what was named before: "Hanoi alleged a breach"."""


def find_mentions(reading: Reading, sides: Sides) -> list[Mention]:
    """Return the mentions of commitments in a document, in order."""
    found: list[Mention] = []
    nouns, deeds = load_commitment_nouns(), load_commitment_deeds()
    known: dict[str, str] = {}
    for token in reading.doc.tokens:
        lemma = token.lemma.lower()
        if token.upos in ("NOUN", "PROPN") and lemma in nouns:
            mention = _read_noun(reading, sides, token, known.get(lemma, ""))
            if mention:
                known[lemma] = mention.kind
        elif token.upos == "VERB" and lemma in deeds:
            mention = _read_deed(reading, sides, token, deeds[lemma])
        elif token.upos == "NOUN" and lemma in _BREACHES and found:
            mention = _read_breach(reading.doc, token, found)
        elif token.upos == "PRON" and token.lower == "it" and found:
            mention = _read_pronoun(reading.doc, token, found[-1])
        else:
            continue
        if mention:
            found.append(mention)
    return found


def _read_noun(reading: Reading, sides: Sides, token: Token, known: str) -> Mention | None:
    """Return the mention of a noun, None where its words name no commitment.

    "peace talks" is one, "talks" alone is one only after it: `known` is the kind that the
    noun named before.
    """
    doc = reading.doc
    is_name = token.upos == "PROPN" and (token.lemma.lower() in _PLAIN or _is_body(doc, token))
    if is_name or _is_part(doc, token):
        return None
    if token.lemma.lower() == "talk" and token.lower == "talk":
        return None  # "talk of war" is a rumour
    words = _find_words(doc, token.index)
    if token.lemma.lower() == "accord" and "own" in words:
        return None  # "of their own accord"
    for row in load_commitment_nouns()[token.lemma.lower()]:
        if (
            row.modifiers
            and not row.modifiers & words
            and not (known == row.kind and _is_definite(doc, token.index))
        ):
            continue
        span = find_name(doc, token.index)
        parties = sides.find_named(*span)
        if token.head >= 0 and len(parties) < 2:
            others = sides.fold(sides.find_parties(find_prepositional(doc, token.head, "with")))
            parties.extend(side for side in others if side not in parties)
        if row.kind in _CONTENT:
            for child in doc.get_children(token.index, "acl", "advcl"):
                more = sides.find_named(*doc.get_subtree(child.index))
                parties.extend(side for side in more if side not in parties)
        if row.own and not parties:
            return None
        return Mention(row.kind, token.index, span, words - _COMMON, parties, row.own)
    return None


def _read_pronoun(doc: Doc, token: Token, last: Mention) -> Mention | None:
    """Return the mention of an "it" that stands for the commitment named last: "Both armies have kept it".

    What can be said of much else ("it held", "they reached it") counts for a truce only, and only where
    it is named in the sentence before or in the same one.
    """
    if last.deed or last.kind not in _KEPT or token.sentence - doc.tokens[last.index].sentence > 1:
        return None
    verb = doc.tokens[token.head] if token.head >= 0 else token
    is_done = token.relation in ("obj", "nsubj:pass") and verb.lemma.lower() in _KEEPING
    is_lasting = token.relation == "nsubj" and verb.lemma.lower() in _LASTING and last.kind == "ceasefire"
    if not is_done and not is_lasting:
        return None
    return Mention(last.kind, token.index, (token.index, token.index + 1), last.words, [])


def _read_breach(doc: Doc, token: Token, found: list[Mention]) -> Mention | None:
    """Return the mention of a breach that does not say of what: of what was named last and can be broken.

    "The truce began on Monday. … Quito called the shelling a violation."
    """
    last = next((mention for mention in reversed(found) if mention.kind in _BREAKABLE), None)
    of = find_prepositional(doc, token.index, "of")
    if last is None or last.deed or of or doc.get_children(token.index, "compound"):
        return None
    if last.index > token.index or token.sentence - doc.tokens[last.index].sentence > _BREACH_REACH:
        return None
    return Mention(last.kind, token.index, (token.index, token.index + 1), last.words, [], is_breach=True)


_BREACHES = frozenset({"breach", "violation", "infringement"})
_BREAKABLE = frozenset({"ceasefire", "treaty", "withdrawal", "corridor"})
_BREACH_REACH = 6
"""Sentences from what is named to a breach of it."""
_KEPT = frozenset({"ceasefire", "treaty", "joint statement", "corridor", "resolution", "assurance"})
"""Kinds that one keeps or breaks."""
_KEEPING = frozenset(
    "keep observe respect honour honor uphold violate breach break sign extend renew accept "
    "denounce ratify implement repudiate".split()
)
_LASTING = frozenset({"hold", "last", "collapse", "expire", "crumble", "lapse", "survive"})


def _is_body(doc: Doc, token: Token) -> bool:
    """Return whether a noun is the name of an organisation: "Amnesty counted the dead"."""
    is_body_word = token.lemma.lower() in ("amnesty", "mission", "force", "pact", "accord", "convention")
    return is_body_word and token.name >= 0 and doc.names[token.name].kind == "ORG"


def _is_part(doc: Doc, token: Token) -> bool:
    """Return whether a noun is part of another's name: "ceasefire line", "the Government of Unity Accord".

    "Ceasefire violations" are things done to the ceasefire itself.
    """
    if token.relation not in ("compound", "nmod:desc", "flat", "nmod") or token.head < 0:
        return False
    head = doc.tokens[token.head]
    if token.relation == "nmod":
        return head.lemma.lower() in ("government", "party", "ministry") and token.upos == "PROPN"
    return head.upos != "VERB" and head.lemma not in load_commitment_acts()


def _is_definite(doc: Doc, index: int) -> bool:
    return any(
        child.lower in ("the", "this", "that", "these", "those", "its", "their")
        for child in doc.get_children(index)
    )


def _find_words(doc: Doc, index: int) -> frozenset[str]:
    """Return the lemmas that tell one treaty from another: modifiers and "on", "of", "for" phrases."""
    words: set[str] = set()
    for child in doc.get_children(
        index, "amod", "compound", "nmod", "nmod:desc", "nummod", "flat", "acl", "nmod:unmarked"
    ):
        if child.relation == "acl" and not child.index < index:
            continue
        if child.upos in ("NOUN", "ADJ", "PROPN", "VERB", "NUM"):
            words.add(child.lemma.lower())
            words.update(c.lemma.lower() for c in doc.get_children(child.index, "amod", "compound", "conj"))
    return frozenset(words)


def find_name(doc: Doc, index: int) -> tuple[int, int]:
    """Return the noun phrase that names a commitment, without relative clauses: "a truce in Aden"."""
    first, last = index, index + 1
    for child in doc.get_children(index):
        if child.relation in _LOOSE or (child.relation == "nmod" and doc.get_marker(child.index) in OUTSIDE):
            continue
        low, high = doc.get_subtree(child.index)
        first, last = min(first, low), max(last, high)
    while last - 1 > index and doc.tokens[last - 1].upos == "PUNCT":
        last -= 1
    while first < index and doc.tokens[first].upos in ("PUNCT", "DET"):
        first += 1
    return first, last


def _read_deed(
    reading: Reading, sides: Sides, token: Token, rows: tuple[CommitmentDeed, ...]
) -> Mention | None:
    """Return the commitment that a clause makes: "Fiji will send soldiers to Sinai"."""
    doc = reading.doc
    for row in rows:
        fillers = _find_fillers(doc, token.index, row)
        if not fillers:
            continue
        first, last = token.index, token.index + 1
        parties: list[str] = []
        doers = find_subjects(doc, token.index)
        for index in (*doers, *fillers, *_find_lands(doc, token.index, fillers)):
            low, high = find_name(doc, index) if index not in doers else (index, index + 1)
            parties.extend(side for side in sides.find_named(low, high) if side not in parties)
            if index not in doers and doc.tokens[index].sentence == token.sentence:
                first, last = min(first, low), max(last, high)
        if row.slot == "with":
            doers = find_surface_subjects(doc, token.index)
        parties.extend(side for side in sides.fold(sides.find_parties(doers)) if side not in parties)
        if token.lemma in STAYING and sides.count_countries(parties) < 2:
            return None
        return Mention(row.kind, token.index, (first, last), frozenset(), parties, "", row)
    return None


STAYING = frozenset({"remain", "stay", "keep", "station", "ally"})
"""What is no commitment within one country: troops that stay at home, gangs that ally with police."""


def _find_fillers(doc: Doc, index: int, row: CommitmentDeed) -> list[int]:
    """Return the phrases that make a verb a commitment: "troops" of "withdraw its troops"."""
    if row.slot in ("from", "with"):
        return [
            phrase
            for phrase in find_prepositional(doc, index, row.slot)
            if doc.tokens[phrase].lemma.lower() not in load_commitment_nouns()
            and (not row.words or doc.tokens[phrase].upos == "PROPN" or doc.tokens[phrase].lemma in row.words)
        ]
    slots: list[int] = []
    if row.slot != "subj":
        slots += find_objects(doc, index)
    if row.slot != "obj":
        slots += find_surface_subjects(doc, index)
    return [
        slot
        for slot in dict.fromkeys(slots)
        if any(doc.tokens[i].lemma in row.words for i in _look_in(doc, slot))
    ]


def _look_in(doc: Doc, index: int) -> list[int]:
    """Return a noun and what it is a number or part of: "thousands of troops", "3,000 of its soldiers"."""
    return [index, *find_prepositional(doc, index, "of")]


def _find_lands(doc: Doc, verb: int, fillers: list[int]) -> list[int]:
    """Return where troops go to, stay in or leave: "from Sinai", "to Mali", "leaving Chad"."""
    lands: list[int] = []
    for index in (verb, *fillers):
        for preposition in ("from", "to", "in", "out", "out of", "into"):
            lands.extend(find_prepositional(doc, index, preposition))
    lands.extend(child.index for child in doc.get_children(verb, "obj") if child.index not in fillers)
    return [land for land in lands if doc.tokens[land].upos in ("NOUN", "PROPN", "PRON")]
