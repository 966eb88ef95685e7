"""Which words beside a person's name say what the person is: titles before it, appositions around it.

Place in the flow: between `named` and `phrases`, the halves of the worker behind
`reading.actors.find_actors`.
"""

from __future__ import annotations

from dragoman.language.doc import Name
from dragoman.lexicon.countries import get_country
from dragoman.lexicon.roles import clean_noun
from dragoman.reading.belonging import find_left
from dragoman.reading.named import NamedActors
from dragoman.reading.naming import RolePhrase, find_role

_TITLES_BEFORE = 6
_WORDS_AFTER = 12
_PARTS = frozenset(("region", "disputed", "people"))
_OF_PERSONS = ("office", "people", "member")


class TitledPersons(NamedActors):
    """The actors of one document, with what is needed to read the titles of persons."""

    _placed: frozenset[int]
    """Tokens that name places."""

    def _is_town(self, name: Name, surnames: set[str]) -> bool:
        """Return whether a word that the model takes for a man names a place, and no man has it elsewhere."""
        before = self.doc.tokens[name.first - 1] if name.first else None
        if before is not None and before.upos == "PROPN" and before.index not in self._placed:
            return False  # "Justice Valencia"
        is_placed = name.last - name.first == 1 and name.first in self._placed
        is_surname = self.doc.tokens[name.first].text in surnames
        return is_placed and not is_surname and self._find_title(name) is None

    def _find_title(self, name: Name) -> RolePhrase | None:
        """Return the role in front of a name: "Peruvian Foreign Minister Rosa Quispe"."""
        tokens = self.doc.tokens
        start = self.doc.sentences[tokens[name.first].sentence].first
        end = name.first - 1
        if end > start and tokens[end].text == "," == self._get_lower(name.last):
            end -= 1
        for index in range(end, max(start, name.first - _TITLES_BEFORE) - 1, -1):
            token = tokens[index]
            if token.lower in ("elect", "designate"):
                continue
            is_noun = token.upos in ("NOUN", "PROPN") or token.lower in ("general", "major")
            is_noun = is_noun or (index == end and token.upos == "ADJ" and token.text[:1].isupper())
            if is_noun and index not in self._by_token:
                phrase = find_role(self.doc, index)
                if phrase is not None and phrase.role.kind in _OF_PERSONS:
                    return phrase if self._reaches(phrase, name) else None
            elif token.lower not in ("of", "for", "the", "-") and index not in self._by_token:
                return None
        return None

    def _find_post(self, rank: RolePhrase | None) -> RolePhrase | None:
        """Return the role right before a rank: "Army spokesman" in "Army spokesman Col. Juan Mora"."""
        before = rank.first - 1 if rank else -1
        if before < 0 or self.doc.tokens[before].upos not in ("NOUN", "PROPN") or self._is_plural(before):
            return None
        phrase = find_role(self.doc, before)
        is_post = phrase is not None and phrase.last == before + 1 and phrase.role.kind in _OF_PERSONS
        return phrase if is_post else None

    def _find_part(self, phrase: RolePhrase) -> tuple[str, ...]:
        """Return the region or people of a state whose institution a phrase names, () for the state's own.

        "Chechen officials" are not those of Russia, whose region Chechnya is. Its rebels are.
        """
        if phrase.role.sector == "REB":
            return ()
        heads = find_left(self.doc, phrase.first, self._by_token, self._persons)
        if self._get_lower(phrase.last) in ("of", "in"):
            heads += range(phrase.last + 1, phrase.last + 3)
        words = [mention.country for head in heads if (mention := self._by_token.get(head)) is not None]
        places = [word.country for word in words if word is not None and word.country.kind in _PARTS]
        states = [get_country(place.code) if place.code else None for place in places]
        return tuple(place.name for place, state in zip(places, states, strict=True) if place is not state)

    def _reaches(self, phrase: RolePhrase, name: Name) -> bool:
        """Return whether only "of Peru" stands between a title and the name."""
        between = range(phrase.last, name.first)
        if any(self.doc.tokens[index].lower == "of" for index in between):
            return any(self.doc.tokens[index].upos == "PROPN" for index in between)
        return not any(self.doc.tokens[index].text in (",", ";", ":", ".", "(") for index in between)

    def _find_apposition(self, name: Name) -> RolePhrase | None:
        """Return the role beside a name: "Rosa Quispe, the minister,", "the minister, Rosa Quispe"."""
        tokens = self.doc.tokens
        head = tokens[name.head]
        if head.relation == "appos" and head.head >= 0 and tokens[head.head].upos in ("NOUN", "PROPN"):
            phrase = find_role(self.doc, head.head)
            if phrase is not None and phrase.role.kind in _OF_PERSONS:
                return phrase
        end = min(name.last + _WORDS_AFTER, self.doc.sentences[head.sentence].last)
        if name.last >= end or tokens[name.last].text != ",":
            return None
        first = name.last + 1
        if self._get_lower(first) == "who" and self._get_lower(first + 1) in ("is", "was"):
            first += 2  # "Adela Ruiz, who was Quispe's special envoy, left"
        for index in range(first, end):
            token = tokens[index]
            if index in self._persons or token.text in ("'s", "’s"):
                if self._is_owner(index, end):
                    continue
                return None
            if token.upos == "VERB" and token.relation == "amod":
                continue  # "a leading politician"
            if token.upos in ("VERB", "PUNCT", "CCONJ", "SCONJ", "PRON", "ADP"):
                return None
            if token.upos in ("NOUN", "PROPN") and index not in self._by_token:
                phrase = find_role(self.doc, index)
                if phrase is not None and self._is_apposed(phrase, name):
                    return phrase
        return None

    def _is_owner(self, index: int, end: int) -> bool:
        """Return whether a name's token goes on to a possessive: "Quispe's" in "Quispe's envoy"."""
        while index < end and index in self._persons:
            index += 1
        return index < end and self.doc.tokens[index].text in ("'s", "’s", "'", "’")

    def _is_apposed(self, phrase: RolePhrase, name: Name) -> bool:
        tokens = self.doc.tokens
        if phrase.role.kind not in _OF_PERSONS or self._is_plural(phrase.head):
            return False
        if tokens[phrase.head].relation == "appos" or self._get_lower(name.last + 1) == "who":
            return True
        end = self.doc.sentences[tokens[name.head].sentence].last
        return phrase.last < end and tokens[phrase.last].text in (
            ",",
            ".",
            "of",
            "for",
            "and",
            "in",
            "to",
            "at",
        )

    def _get_lower(self, index: int) -> str:
        return self.doc.tokens[index].lower if index < len(self.doc.tokens) else ""

    def _is_plural(self, index: int) -> bool:
        token = self.doc.tokens[index]
        return token.feats.get("Number") == "Plur" or clean_noun(token.lower) != token.lower
