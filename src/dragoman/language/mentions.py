"""Finds the phrases that speak of somebody or something, for coreference.

Place in the flow: `coreference` walks over these from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.references import Gender, NounClass, load_reference_words

MentionKind = Literal["name", "nominal", "pronoun"]

# A noun under one of these is a part of another phrase, not a phrase of its own.
PART_RELATIONS = frozenset(
    {"flat", "compound", "fixed", "goeswith", "nmod:desc", "case", "cc", "mark", "det", "punct"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
MODIFIERS = frozenset(
    {"amod", "compound", "nmod:desc", "nmod", "nmod:poss", "acl", "acl:relcl", "nummod", "flat"}
)


@dataclass(slots=True, eq=False)
class Mention:
    """One phrase, known by its head token."""

    head: int
    kind: MentionKind
    noun_class: NounClass
    lemma: str
    is_plural: bool
    gender: Gender = ""
    is_definite: bool = False
    code: str | None = None
    """Alpha-3 code of the state that a name names or an adjective points at."""
    modifiers: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """Of a name: its tokens, folded."""
    entity: Entity | None = None
    """None until it is resolved or begins an entity of its own."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something and the phrases that speak of it.

    `members` is filled for several together ("Chad and Niger"); such an entity has no
    phrase that is its own.
    """

    noun_class: NounClass
    is_plural: bool
    gender: Gender = ""
    mentions: list[Mention] = field(default_factory=list)
    members: list[Entity] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    is_named: bool = False


def find_mention(doc: Doc, token: Token) -> Mention | None:
    """Return the mention that a noun or name heads; None for a part of a longer phrase.

    Pronouns are left to `coreference`.
    """
    if token.name >= 0 and doc.names[token.name].head == token.index:
        return _read_name(doc, token)
    if token.upos not in ("NOUN", "PROPN") or token.name >= 0:
        return None
    if token.relation in PART_RELATIONS or token.relation.partition(":")[0] in ("flat", "compound"):
        return None
    return _read_nominal(doc, token)


def _read_name(doc: Doc, token: Token) -> Mention:
    name = doc.names[token.name]
    words = tuple(
        word.lower for word in doc.tokens[name.first : name.last] if word.lower not in ("'s", ".", "the", "-")
    )
    noun_class: NounClass
    code = None
    if name.kind == "PER":
        noun_class = "person"
    else:
        country = get_country_word(doc.text[doc.tokens[name.first].start : doc.tokens[name.last - 1].end])
        code = country.code if country else None
        if country and country.kind == "people":
            return Mention(token.index, "name", "people", token.lower, True, code=code, words=words)
        if country and country.kind == "name" and country.country.kind != "region":
            noun_class = "state"
        else:
            noun_class = "group" if name.kind == "ORG" or (country and country.kind == "seat") else "place"
    mention = Mention(token.index, "name", noun_class, token.lower, False, code=code, words=words)
    if name.kind == "PER":
        _read_person(doc, name.first, name.last, mention)
    return mention


def _read_person(doc: Doc, first: int, last: int, mention: Mention) -> None:
    """Add the sex that a title or common given name tells: "Mrs. Aquino", "Corazon" tells none."""
    words = load_reference_words()
    mention.gender = words.given_names.get(doc.tokens[first].lower, "")
    for index in range(max(0, first - 3), last):
        gender = words.genders.get(doc.tokens[index].lower.rstrip("."))
        if gender and (index >= first - 1 or doc.tokens[index].head in range(first, last)):
            mention.gender = gender


def find_roles(doc: Doc, token: Token) -> tuple[set[str], set[str]]:
    """Return the role nouns set before a name and the states they belong to.

    "Russian President Vladimir Putin" gives {"president"}, {"RUS"}.
    """
    words = load_reference_words()
    roles: set[str] = set()
    codes: set[str] = set()
    stack = [child for child in token.children if child < token.index]
    while stack:
        child = doc.tokens[stack.pop()]
        lemma = child.lower if child.upos == "PROPN" else child.lemma.lower()
        if words.classes.get(lemma) == "person" or lemma in words.leaders:
            roles.add(lemma)
        elif child.text[:1].isupper():
            country = get_country_word(child.text)
            if country and country.code:
                codes.add(country.code)
        if child.relation in ("nmod:desc", "compound", "amod", "nmod:poss", "flat"):
            stack.extend(child.children)
    return roles, codes


def _read_nominal(doc: Doc, token: Token) -> Mention:
    words = load_reference_words()
    lemma = token.lemma.lower()
    is_plural = token.feats.get("Number") == "Plur" or lemma == "police"
    noun_class: NounClass
    country = get_country_word(token.text) if token.text[:1].isupper() else None
    if is_plural and (token.lower in words.classes or words.classes.get(lemma) == "person"):
        noun_class = words.classes.get(token.lower, "people")
    else:
        noun_class = words.classes.get(token.lower) or words.classes.get(lemma, "thing")
    if country and country.kind == "people":
        noun_class, is_plural = "people", True
    elif noun_class == "thing" and country and country.kind == "name":
        noun_class = "state"
    elif noun_class == "thing" and lemma.endswith(("ist", "woman", "man", "women", "men")) and len(lemma) > 4:
        noun_class = "people" if is_plural else "person"
    mention = Mention(
        token.index, "nominal", noun_class, lemma, is_plural, code=country.code if country else None
    )
    mention.gender = "" if is_plural else words.genders.get(lemma, "")
    _read_modifiers(doc, token, mention)
    return mention


def _read_modifiers(doc: Doc, token: Token, mention: Mention) -> None:
    modifiers: set[str] = set()
    for index in token.children:
        child = doc.tokens[index]
        if child.relation == "det" and child.lower in DEFINITE:
            mention.is_definite = True
        elif child.relation == "nmod:poss":
            mention.is_definite = True
            modifiers.add(child.lower)
        elif child.relation in MODIFIERS:
            modifiers.add(child.lower)
            if mention.code is None and child.relation in ("amod", "compound") and child.text[:1].isupper():
                country = get_country_word(child.text)
                mention.code = country.code if country else None
    mention.modifiers = frozenset(modifiers)
