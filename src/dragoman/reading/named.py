"""Makes a draft of every actor that a document calls by a known or an unknown name.

Place in the flow: the first half of the worker behind `reading.actors.find_actors`;
`phrases` adds persons and the nouns that say what somebody is.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.doc import Doc, Name
from dragoman.lexicon.countries import CountryWord, fold, get_country
from dragoman.reading.belonging import find_left
from dragoman.reading.drafts import INSTITUTIONS, ActorBook, Belonging, Draft, Key, belong_to
from dragoman.reading.home_signs import Sign, Signs
from dragoman.reading.metonymy import find_standing, is_own_word, is_speaking_nation
from dragoman.reading.naming import (
    Mention,
    RolePhrase,
    find_abbreviated,
    find_mentions,
    find_role,
    spell_initials,
)
from dragoman.reading.short_names import ShortNames
from dragoman.record.model import ActorKind
from dragoman.text.spans import Span


class NamedActors:
    """The countries and organisations of one document, while its actors are being found."""

    def __init__(self, doc: Doc, signs: list[Sign]) -> None:
        """Begin with the names that the tables know and with what the places say of the scene."""
        self.doc = doc
        self.book = ActorBook()
        self.keys: dict[int, tuple[Key, ...]] = {}
        self._mentions = find_mentions(doc)
        self._by_token = {index: m for m in self._mentions for index in range(m.first, m.last)}
        self._persons: dict[int, int] = {}
        self._unknown: set[int] = set()
        self._used: set[int] = set()
        self._surnames: dict[str, Key] = {}
        self._dominant: str | None = None
        self._short = ShortNames()
        self._scenes = Signs(doc, [*signs, *self._list_party_signs()])

    def _list_party_signs(self) -> Iterator[Sign]:
        """Yield what nationalities say of the scene; towns and names of countries are places."""
        for mention in self._mentions:
            country = mention.country
            if country is not None and country.code and country.kind not in ("capital", "name"):
                yield Sign(mention.head, self.doc.tokens[mention.head].sentence, country.code, "party")

    def _add_mention(self, mention: Mention) -> None:
        if mention.organisation is not None:
            self._add_organisation(mention)
        elif mention.country is not None and not self._is_within_organisation(mention):
            key = self._add_country(mention, mention.country)
            if key:
                self.keys[mention.head] = (key,)
        self._used.update(range(mention.first, mention.last))

    def _is_within_organisation(self, mention: Mention) -> bool:
        """Return whether a country's name is a part of a longer organisation's name ("Bank of Chile")."""
        return mention.head in self._unknown

    def _add_country(self, mention: Mention, word: CountryWord) -> Key | None:
        span = self.doc.get_span(mention.first, mention.last)
        country = word.country
        if word.kind in ("capital", "seat"):
            standing = find_standing(self.doc, mention.head, word.kind == "seat")
            if standing == "place":
                return None
            if standing == "government":
                return self._add_institution(country.code, "GOV", span, "government")
            state = get_country(country.code) if country.code else None
            country = state or country
        if country.kind == "people":
            return self.book.add(
                Draft(("people", country.name), country.name, "group", Belonging(country.code)), span
            )
        is_own = country.kind == "region"
        if country.code and not is_own and self._is_party(mention.head, word):
            return self._add_institution(country.code, "GOV", span, "government")
        key: Key = ("country", country.name) if is_own else ("country", country.code or country.name)
        return self.book.add(Draft(key, country.name, "country", Belonging(country.code)), span)

    def _is_party(self, head: int, word: CountryWord) -> bool:
        """Return whether a country stands for its government: "Peru agreed", "a Peruvian request".

        So do its people where "the Peruvians" as a whole say something.
        """
        if word.kind in ("adjective", "people"):
            return is_own_word(self.doc, head) or is_speaking_nation(self.doc, head)
        relation = self.doc.tokens[head].relation
        is_named = word.kind == "name"
        return is_named and (relation == "nsubj" or find_standing(self.doc, head, False) != "place")

    def _add_institution(self, country: str | None, sector: str, span: Span, kind: ActorKind) -> Key:
        key: Key = ("institution", country or "", sector)
        return self.book.add(Draft(key, span.text, kind, Belonging(country, sector)), span)

    def _add_organisation(self, mention: Mention) -> None:
        organisation = mention.organisation
        if organisation is None:
            return
        belonging, name, why = belong_to(organisation), organisation.name, ""
        if organisation.is_generic:
            stated = self._find_country(find_left(self.doc, mention.first, self._by_token, self._persons))
            country, why = stated or belonging.country, ""
            if stated is None and not self.book.seen[belonging.country or ""]:
                scene, why = self._find_scene(mention.head)
                country = scene or country
            belonging = Belonging(country, organisation.sector)
        key: Key = ("organisation", belonging.get_code() or "", name)
        if belonging.code:
            key = ("organisation", belonging.code)
        kind: ActorKind = "government" if organisation.sector == "GOV" else "organisation"
        draft = Draft(key, name, kind, belonging, why_inferred=why)
        self.keys[mention.head] = (self.book.add(draft, self.doc.get_span(mention.first, mention.last)),)
        self._short.learn(mention.first, key, (organisation.name, *organisation.aliases))

    def _find_scene(self, index: int, states: tuple[str, ...] = ()) -> tuple[str | None, str]:
        """Return the country that the text around a token, or else the whole of it, speaks of, and why."""
        scene = self._scenes.choose([index], states)
        if scene:
            return scene, f"the text around speaks of {scene}"
        if self._dominant and (not states or self._dominant in states):
            return self._dominant, f"the report is mostly about {self._dominant}"
        return None, ""

    def _find_country(self, heads: list[int]) -> str | None:
        for head in heads:
            mention = self._by_token.get(head)
            if mention is not None and mention.country is not None and mention.country.code:
                return mention.country.code
        return None

    def _find_unknown_organisations(self) -> list[Name]:
        """Return the names of organisations that the tables do not hold; claims their tokens."""
        found = [name for name in find_abbreviated(self.doc) if not self._is_known(name)]
        surnames = {
            self.doc.tokens[name.last - 1].text
            for name in self.doc.names
            if name.kind == "PER" and name.last - name.first > 1
        }
        spelled = {index for name in found for index in range(name.first, name.last)}
        for name in self.doc.names:
            if name.head in spelled or name.first in spelled:
                continue
            if name.kind != "ORG" or name.last - name.first > 12:
                continue
            inside = [self._by_token[i] for i in range(name.first, name.last) if i in self._by_token]
            if any(mention.organisation for mention in inside) or self._is_only_modified(name, inside):
                continue
            is_surname = name.last - name.first == 1 and self.doc.tokens[name.first].text in surnames
            if is_surname or self._is_plain_role(name):
                continue
            found.append(name)
        return _merge_touching(sorted(found, key=lambda name: name.first))

    def _is_known(self, name: Name) -> bool:
        """Return whether a known organisation's name lies within a name."""
        inside = [self._by_token[index] for index in range(name.first, name.last) if index in self._by_token]
        return any(mention.organisation for mention in inside)

    def _is_only_modified(self, name: Name, inside: list[Mention]) -> bool:
        """Return whether a "name" is a country alone or a country before a plain noun."""
        if not any(self.doc.tokens[index].text[:1].isupper() for index in range(name.first, name.last)):
            return True
        return any(mention.first <= name.head < mention.last for mention in inside)

    def _is_plain_role(self, name: Name) -> bool:
        """Return whether a "name" is a role with a country at most ("Peruvian Army", "Coast Guard")."""
        phrase = find_role(self.doc, name.last - 1)
        if phrase is None or phrase.role.sector not in INSTITUTIONS or phrase.role.kind == "thing":
            return False
        before = range(name.first, min(phrase.first, name.last))
        articles = ("the", "'s", "’s")
        return all(index in self._by_token or self.doc.tokens[index].lower in articles for index in before)

    def _add_unknown_organisation(self, name: Name) -> None:
        doc = self.doc
        first, last = name.first, name.last
        if doc.tokens[first].lower == "the" and last - first > 1:
            first += 1
        phrase = find_role(doc, name.head) or find_role(doc, last - 1) or self._find_kind(first)
        inside = [i for i in range(first, last) if i in self._by_token]
        country = self._find_country(inside) or self._find_country(
            find_left(doc, first, self._by_token, self._persons)
        )
        sector = phrase.role.sector if phrase else None
        why = ""
        if country is None:
            country = self._find_country(self._find_behind(name))
        if country is None and sector in INSTITUTIONS:
            country, why = self._find_scene(name.head)
        span = doc.get_span(first, last)
        known = self._surnames.get(fold(span.text)) or (
            self._short.find(doc, first) if last - first == 1 else None
        )
        key = known or ("organisation", country or "", fold(span.text))
        kind: ActorKind = "government" if sector == "GOV" else "organisation"
        self.book.add(Draft(key, span.text, kind, Belonging(country, sector), why_inferred=why), span)
        self.keys[name.head] = (key,)
        self._short.learn(first, key, () if known else (span.text,))
        if last - first > 2:
            self._surnames.setdefault(fold(spell_initials(doc, first, last)), key)
        self._used.update(range(name.first, name.last))
        if last + 2 < len(doc.tokens) and doc.tokens[last].text == "(" and doc.tokens[last + 2].text == ")":
            self._surnames[fold(doc.tokens[last + 1].text)] = key
            self.keys.setdefault(last + 1, (key,))

    def _find_kind(self, first: int) -> RolePhrase | None:
        """Return the noun for a body right before its name: "the oil company Norvent", "the militia Kasa"."""
        phrase = find_role(self.doc, first - 1) if first else None
        return phrase if phrase and phrase.role.kind == "body" and phrase.role.sector else None

    def _find_behind(self, name: Name) -> list[int]:
        """Return the tokens of an "of" phrase behind a name ("the Foreign Ministry of Peru")."""
        tokens = self.doc.tokens
        if name.last + 1 < len(tokens) and tokens[name.last].lower == "of":
            return list(range(name.last + 1, min(name.last + 4, len(tokens))))
        return []


def _merge_touching(names: list[Name]) -> list[Name]:
    """Return the names with those joined that touch, as one that the model has cut in two."""
    merged: list[Name] = []
    for name in names:
        if merged and merged[-1].last == name.first:
            name = Name(name.index, name.kind, merged.pop().first, name.last, name.head)
        merged.append(name)
    return merged
