"""Which country a report speaks of at some word: by its towns, countries and nationalities.

Place in the flow: `phrases` asks it whose "the police" are, `homes` whose anybody is who has no country yet.
Each country that the report names is compared by a list of weighted comparisons; the weights are those of
the question "home" in `lexicon/tables/evidence.csv`, fitted on the project's labelled reports by
`training/reading/calibrate.py`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.language.doc import Doc
from dragoman.lexicon.evidence import load_weights

KINDS = ("town", "country", "party")
"""Signs of a country: a place in it, its name, an actor that is known to be of it."""
_REACH = 6
"""Sentences on either side in which a sign is near."""
_FADING = 0.5
"""What is left of a sign's nearness with each sentence between."""
FACTS = (
    *(f"{reach}_{kind}" for reach in ("near", "all") for kind in KINDS),
    *("share", "headline", "lead", "last", "before", "after", "first", "nobody"),
)
"""The names of all comparisons: each has its weight in the table."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One mention of a country: the token, its sentence, the country, which kind of sign."""

    index: int
    sentence: int
    country: str
    kind: str
    share: float = 1.0
    """Less than one for a word that stands for actors of several countries."""


class Signs:
    """All signs of a document, by sentence, with what they say of each country as a whole."""

    def __init__(self, doc: Doc, signs: Iterable[Sign]) -> None:
        """Count the signs of each country; the document's signs are complete now."""
        self.doc = doc
        self._signs = sorted(signs, key=lambda sign: sign.index)
        self._places = [sign.index for sign in self._signs]
        self._by_sentence: dict[int, list[Sign]] = defaultdict(list)
        for sign in self._signs:
            self._by_sentence[sign.sentence].append(sign)
        self._whole = self._count()

    def choose(self, mentions: list[int], states: tuple[str, ...] = ()) -> str | None:
        """Return the country likeliest to be that of what some words name, None where none is likely.

        Args:
            mentions: The tokens of the words.
            states: The only countries that it can be, as of a senator; empty for any.
        """
        weights = load_weights()["home"]
        powers = {
            country: math.exp(sum(weights[name] * value for name, value in facts.items()))
            for country, facts in self.describe(mentions).items()
            if not states or country in states
        }
        best = max(powers, key=powers.__getitem__, default=None)
        total = math.exp(weights["nobody"]) + sum(powers.values())
        return best if best and powers[best] >= weights["sure"] * total else None

    def describe(self, mentions: list[int]) -> dict[str, dict[str, float]]:
        """Return each country that signs tell of with what is compared of it, as numbers."""
        found = {country: dict(facts) for country, facts in self._whole.items()}
        sentences = {self.doc.tokens[index].sentence for index in mentions}
        around = {at for sentence in sentences for at in range(sentence - _REACH, sentence + _REACH + 1)}
        for at in sorted(around & self._by_sentence.keys()):
            distance = min(abs(at - sentence) for sentence in sentences)
            for sign in self._by_sentence[at]:
                found[sign.country][f"near_{sign.kind}"] += sign.share * _FADING**distance
        for facts in found.values():
            for kind in KINDS:
                facts[f"near_{kind}"] = math.log1p(facts[f"near_{kind}"])
        place = bisect_left(self._places, min(mentions, default=0))
        if place:
            earlier = self._signs[place - 1]
            found[earlier.country]["last"] = 1.0
            found[earlier.country]["before"] = float(earlier.sentence in sentences)
        if place < len(self._signs) and self._signs[place].sentence in sentences:
            found[self._signs[place].country]["after"] = 1.0
        return found

    def _count(self) -> dict[str, dict[str, float]]:
        """Return what the whole document says of each country."""
        whole: dict[str, dict[str, float]] = {}
        for sign in self._signs:
            facts = whole.setdefault(sign.country, dict.fromkeys(FACTS[:-1], 0.0))
            facts[f"all_{sign.kind}"] += sign.share
            facts["share"] += sign.share
            facts["headline"] += sign.share * self._is_headline(sign)
        total = sum(facts["share"] for facts in whole.values())
        for facts in whole.values():
            facts["share"] /= total
            for name in (*(f"all_{kind}" for kind in KINDS), "headline"):
                facts[name] = math.log1p(facts[name])
        body = [sign for sign in self._signs if not self._is_headline(sign)]
        for sign in body:
            if sign.sentence == body[0].sentence:
                whole[sign.country]["lead"] = 1.0
        if body:
            whole[body[0].country]["first"] = 1.0
        return whole

    def _is_headline(self, sign: Sign) -> bool:
        return self.doc.sentences[sign.sentence].kind == "headline"
