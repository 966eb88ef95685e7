"""Finds what pronouns, definite nominals and short names refer to.

Place in the flow: last step of `language.analyse`. Rules over the parse, after the
"entity-centric" sieves of Lee et al. (2013): names first, then definite nominals, then
pronouns, for which all mentions that agree are compared by a list of fitted weights; that they stand for
none of them is one of the answers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import get_args

from dragoman.language.doc import Doc, Token, matches
from dragoman.language.entities import AGENTS, RELATIVE, find_fullest, list_members, list_parts
from dragoman.language.mentions import Entity, Mention, find_mention
from dragoman.language.nominals import NUMBERS, WINDOW, NominalResolver
from dragoman.lexicon.evidence import load_weights
from dragoman.lexicon.references import NounClass

THIRD = {
    "he": "Masc", "him": "Masc", "his": "Masc", "himself": "Masc",
    "she": "Fem", "her": "Fem", "hers": "Fem", "herself": "Fem",
    "it": "Neut", "its": "Neut", "itself": "Neut",
    "they": "Plur", "them": "Plur", "their": "Plur", "theirs": "Plur", "themselves": "Plur",
}  # fmt: skip
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})

REACH = {"Masc": 5, "Fem": 5, "Neut": 2, "Plur": 3}
"""Sentences looked back over; tuned on the news of GUM train."""
_PLACES = {
    "nsubj": "subject", "csubj": "subject", "obj": "object", "iobj": "object", "root": "root",
    "parataxis": "root", "obl": "oblique", "nmod": "modifier",
}  # fmt: skip
_CLASSES = get_args(NounClass)
FACTS = (
    *(f"at_{place}" for place in (*dict.fromkeys(_PLACES.values()), "owner", "else")),
    *(f"as_{kind}" for kind in ("name", "nominal", "pronoun", "same", "relative")),
    *(f"{name}_{kind}" for kind in REACH for name in ("distance", "nobody", *_CLASSES)),
    *("here", "paragraph", "away", "often", "parallel", "named", "gender", "headline", "first", "indefinite"),
    *("quoted", "unquoted", "speakers", "single", "members", "subject", "own"),
)
"""The names of all comparisons of a pronoun with what it may stand for: each has its weight in
`lexicon/tables/evidence.csv`, fitted on the project's labelled reports by `training/reading/calibrate.py`."""


def find_references(doc: Doc) -> dict[int, tuple[int, ...]]:
    """Return the head tokens that each referring word stands for, by its own head token.

    Keys are pronouns, definite nominals and short forms of names; values name the fullest
    mention of each antecedent and are never keys themselves. What stays unclear is left
    out.

    Example:
        "General Aoun left Beirut. He went to Paris." maps "He" to "Aoun".
    """
    return Resolver(doc).resolve()


class Resolver(NominalResolver):
    """Walks one document from left to right and gathers its entities."""

    def resolve(self) -> dict[int, tuple[int, ...]]:
        """Return the antecedents by head token."""
        tokens = self.doc.tokens
        later: list[Token] = []
        for token in tokens:
            if token.upos in ("PRON", "DET") and token.lower in THIRD:
                self._take_pronoun(token)
            elif token.upos in ("PRON", "DET", "SCONJ") and token.lower in RELATIVE:
                self._take_relative(token)
            elif token.upos == "PRON" and token.lower in FIRST and token.quote >= 0:
                later.append(token)
            elif token.upos in ("NUM", "DET", "PRON") and token.lower in NUMBERS:
                self._take_number(token)
            else:
                mention = find_mention(self.doc, token)
                if mention:
                    self.take_nominal(token, mention)
        for token in later:
            self._take_first_person(token)
        return self._collect()

    def _take_number(self, token: Token) -> None:
        """Resolve "both" and "the two" that stand alone."""
        is_alone = matches(token.relation, ("nsubj", "obj", "obl", "nmod", "iobj"))
        if not is_alone or (token.lower != "both" and not self.doc.get_children(token.index, "det")):
            return
        if self.doc.get_children(token.index, "nmod"):
            return
        group = self.find_group(token, {"state", "group", "people", "person"}, NUMBERS[token.lower])
        if group:
            self.add(Mention(token.index, "pronoun", group.noun_class, token.lower, True), group)

    def _take_relative(self, token: Token) -> None:
        """Resolve "who", "which", "that" to the noun that their clause describes."""
        if token.feats.get("PronType") not in (None, "Rel") or token.relation in ("mark", "det"):
            return
        here = token
        for _ in range(6):
            if here.relation.startswith("acl"):
                noun = self.by_head.get(here.head)
                if noun and noun.entity and noun.head < token.index:
                    entity = self.groups.get(here.head, noun.entity)
                    self.add(
                        Mention(token.index, "pronoun", noun.noun_class, token.lower, noun.is_plural), entity
                    )
                return
            if here.head < 0:
                return
            here = self.doc.tokens[here.head]

    def _take_pronoun(self, token: Token) -> None:
        kind = THIRD[token.lower]
        if kind == "Neut" and self._is_empty(token):
            return
        entity = self.find_antecedent(token, kind)
        if entity is None:
            entity = self._find_following(token, kind)
        if entity is None:
            return
        mention = Mention(token.index, "pronoun", entity.noun_class, token.lower, kind == "Plur")
        if kind == "Masc":
            mention.gender = "Masc"
        elif kind == "Fem":
            mention.gender = "Fem"
        self.add(mention, entity)

    def _is_empty(self, token: Token) -> bool:
        """Return whether "it" stands for nothing: "it is clear that …", "it seems"."""
        if token.relation.startswith("expl"):
            return True
        if token.head < 0 or token.lower != "it" or not token.relation.startswith("nsubj"):
            return False
        head = self.doc.tokens[token.head]
        lemma = head.lemma.lower()
        has_clause = bool(self.doc.get_children(head.index, "csubj", "ccomp", "xcomp", "advcl", "acl"))
        if lemma in self.words.empty or head.upos == "ADV" or self.words.classes.get(lemma) == "time":
            return has_clause or head.upos in ("VERB", "ADV", "NOUN")
        return has_clause and head.upos == "ADJ"

    def find_antecedent(self, token: Token, kind: str) -> Entity | None:
        """Return what a pronoun stands for of all that was spoken of before; None for nothing likely."""
        subject = self.find_subject(token)
        if token.lower.endswith(("self", "selves")):
            return subject.entity if subject and self._agrees(token, kind, subject, False) else None
        weights = load_weights()["coreference"]
        best, found = weights[f"nobody_{kind}"], None
        for other, entity in self.list_candidates(token, kind, subject):
            score = sum(weights[name] * value for name, value in self.compare(token, kind, other, entity))
            if score > best:
                best, found = score, entity
        return found

    def list_candidates(
        self, token: Token, kind: str, subject: Mention | None
    ) -> Iterator[tuple[Mention, Entity]]:
        """Yield the mentions before a pronoun that agree with it, the nearest first."""
        needs_agent = kind == "Neut" and self._is_agent(token)
        barred = self._list_barred(token, subject)
        for other in reversed(self.recent[-WINDOW:]):
            if self.distance(token, other) > REACH[kind]:
                break
            entity = other.entity
            if entity is None or id(entity) in barred or other.head == token.index:
                continue
            if self._agrees(token, kind, other, needs_agent) and not self.contains(other.head, token.index):
                yield other, entity

    def _list_barred(self, token: Token, subject: Mention | None) -> set[int]:
        """Return the entities that this pronoun cannot be: its verb's subject, its quote's speaker."""
        barred: set[int] = set()
        if subject and subject.head != token.index and matches(token.relation, ("obj", "iobj", "obl")):
            barred.update(list_parts(self.groups.get(subject.head, subject.entity)))
        if token.quote >= 0:
            speaker = self._find_speaker(token.quote)
            if speaker:
                barred.update(list_parts(speaker.entity))
        return barred

    def compare(self, token: Token, kind: str, other: Mention, entity: Entity) -> Iterator[tuple[str, float]]:
        """Yield what speaks for and against a mention as what a pronoun stands for: facts of `FACTS`."""
        here = self.doc.tokens[other.head]
        distance = token.sentence - here.sentence
        place, mine = self._find_place(here), self._find_place(token)
        yield f"at_{place}", 1.0
        yield f"as_{self._find_form(other, kind)}", 1.0
        yield f"{other.noun_class}_{kind}", 1.0
        yield f"distance_{kind}", distance
        yield "away", min(token.index - other.head, 60) / 20
        yield "often", math.log1p(len(entity.mentions))
        sentences = self.doc.sentences
        shares_clause = not distance and self.share_clause(token, other)
        for name, holds in (
            ("here", not distance),
            ("paragraph", sentences[here.sentence].paragraph == sentences[token.sentence].paragraph),
            ("parallel", place == mine),
            ("named", entity.is_named),
            ("gender", entity.gender),
            ("headline", sentences[here.sentence].kind == "headline"),
            ("first", len(entity.mentions) == 1),
            ("indefinite", other.kind == "nominal" and not other.is_definite),
            ("quoted", here.quote >= 0 and here.quote != token.quote),
            ("unquoted", token.quote >= 0 and here.quote != token.quote),
            ("speakers", self._is_speaker(token) and self._is_speaker(here)),
            ("single", kind == "Plur" and not (entity.is_plural or entity.members)),
            ("members", kind == "Plur" and entity.members),
            ("subject", shares_clause),
            ("own", shares_clause and mine == "owner"),
        ):
            if holds:
                yield name, 1.0

    def _find_place(self, token: Token) -> str:
        """Return where in its clause a word stands, that of a list where its first word does."""
        relation = token.relation
        if relation == "conj" and token.head >= 0:
            relation = self.doc.tokens[token.head].relation
        if relation == "nmod:poss":
            return "owner"
        return _PLACES.get(relation.partition(":")[0], "else")

    def _find_form(self, other: Mention, kind: str) -> str:
        if other.lemma in RELATIVE:
            return "relative"
        if other.kind == "pronoun" and THIRD.get(other.lemma) == kind:
            return "same"
        return other.kind

    def _is_speaker(self, token: Token) -> bool:
        """Return whether a token is the subject of a verb of speech."""
        is_subject = token.relation == "nsubj" and token.head >= 0
        return is_subject and self.doc.tokens[token.head].lemma.lower() in self.words.speech

    def _agrees(self, token: Token, kind: str, other: Mention, needs_agent: bool) -> bool:
        entity = other.entity
        if entity is None:
            return False
        noun_class = entity.noun_class
        if kind in ("Masc", "Fem"):
            is_one = noun_class == "person" and not entity.is_plural and not entity.members
            return is_one and entity.gender in ("", kind)
        if kind == "Neut":
            if entity.is_plural or entity.members or noun_class in ("person", "people"):
                return False
            return (
                not needs_agent
                or noun_class in ("state", "group")
                or (noun_class == "place" and entity.is_named)
            )
        if entity.members or entity.is_plural:
            return True
        return noun_class == "group" or (noun_class == "person" and not entity.is_named and not entity.gender)

    def _is_agent(self, token: Token) -> bool:
        """Return whether the pronoun does what only persons, states and bodies do: "it denied"."""
        if token.head < 0 or token.relation != "nsubj":
            return False
        return self.doc.tokens[token.head].lemma.lower() in self.words.agentive

    def _find_following(self, token: Token, kind: str) -> Entity | None:
        """Return the subject that follows a pronoun of a clause before it: "In his speech, Obasanjo …"."""
        if kind not in ("Masc", "Fem") or token.head < 0:
            return None
        for ancestor in self.doc.get_ancestors(token.index):
            for child in self.doc.get_children(ancestor.index, "nsubj"):
                name = child.name
                if child.index > token.index and name >= 0 and self.doc.names[name].kind == "PER":
                    mention = find_mention(self.doc, self.doc.tokens[self.doc.names[name].head])
                    return self.find_name(child, mention) if mention else None
        return None

    def _take_first_person(self, token: Token) -> None:
        """Resolve "I" and "we" in a quotation to its speaker."""
        speaker = self._find_speaker(token.quote)
        if speaker and speaker.entity:
            is_plural = token.lower in ("we", "us", "our", "ours", "ourselves")
            mention = Mention(
                token.index, "pronoun", speaker.noun_class, token.lower, is_plural, entity=speaker.entity
            )
            self.by_head[token.index] = mention

    def _find_speaker(self, quote: int) -> Mention | None:
        """Return the subject of the verb of speech beside a quotation, as far as it is known yet.

        "“We shall return,” MacArthur said." - the verb that governs the quotation, or one in
        the same sentence outside it.
        """
        stretch = self.doc.quotes[quote]
        tokens = self.doc.tokens
        before = self.doc.sentences[tokens[stretch.first].sentence].first
        after = self.doc.sentences[tokens[stretch.last - 1].sentence].last
        outside = [
            *range(stretch.last, min(after, stretch.last + 25)),
            *range(stretch.first - 1, max(before, stretch.first - 25) - 1, -1),
        ]
        for index in outside:
            token = tokens[index]
            if token.lemma.lower() in self.words.speech and token.upos == "VERB" and token.quote != quote:
                for child in self.doc.get_children(index, "nsubj"):
                    mention = self.by_head.get(child.index)
                    if mention and mention.entity and mention.entity.noun_class in AGENTS:
                        return mention
        return None

    def _collect(self) -> dict[int, tuple[int, ...]]:
        """Return each resolved head with the heads of its entity's fullest mentions."""
        fullest: dict[int, int] = {}
        found: dict[int, tuple[int, ...]] = {}
        for mention in self.by_head.values():
            if mention.entity is None:
                continue
            parts = [part for part in list_members(mention.entity) if part.mentions]
            heads = tuple(dict.fromkeys(find_fullest(part, fullest) for part in parts))
            is_repeated = mention.kind == "name" and self._is_same_name(mention, heads)
            if heads and mention.head not in heads and not is_repeated:
                found[mention.head] = heads
        return found

    def _is_same_name(self, mention: Mention, heads: tuple[int, ...]) -> bool:
        """Return whether a name only says the fullest name again."""
        full = self.by_head.get(heads[0]) if heads else None
        return full is not None and full.words == mention.words
