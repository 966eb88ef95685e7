"""Whose somebody is: the countries, organisations and persons that a phrase belongs to.

Place in the flow: beside `reading.actors`. Looks left of the phrase ("Peruvian", "Peru's",
"Peruvian and Chilean"), then at "of", "for", "from" and "in" behind it, first by the tree,
then by the words, so that a wrong attachment does little harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.language.doc import Doc, Token
from dragoman.reading.naming import Mention

FORMER = frozenset(("former", "ex", "ex-", "erstwhile", "onetime", "one-time", "retired"))
"""Words that say that a post is no longer held: a former minister speaks for no government."""
_HYPHEN_MEMBER = frozenset(("led", "based", "born", "controlled", "held", "run", "owned"))
"""After a hyphen these still say whose ("Yemen-based movement"); "backed" or "trained" do not."""
_OF = ("of", "for", "from", "in", "within", "at")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_LOYAL = frozenset(("loyal", "belonging", "allied", "answering", "faithful"))
"""Words before "to" that say whose armed men are ("troops loyal to the president")."""
_MAX_LEFT = 10

Resolver = Callable[[int], tuple[tuple[str, ...], ...]]


def find_left(doc: Doc, first: int, by_token: dict[int, Mention], persons: dict[int, int]) -> list[int]:
    """Return the head tokens of what stands left of a phrase and says whose it is, nearest first.

    "Peruvian and Chilean soldiers" (at "soldiers") gives Chilean and Peruvian; "Peru's army"
    gives Peru; "Iran-backed militia" and "pro-Russian rebels" give nothing.

    Args:
        doc: The document.
        first: First token of the phrase, its other modifiers not counted.
        by_token: Mentions by each of their tokens.
        persons: Each token of a person's name → its head token.
    """
    found: list[int] = []
    index, start = first - 1, doc.sentences[doc.tokens[first].sentence].first
    stop = max(start, first - _MAX_LEFT)
    while index >= stop:
        token = doc.tokens[index]
        mention = by_token.get(index)
        if mention is not None:
            if not _is_hyphenated_away(doc, mention):
                found.append(mention.head)
            index = mention.first - 1
        elif index in persons:
            if not _is_possessive(doc, index):
                break
            found.append(persons[index])
            break
        elif _is_passed(doc, index, token, by_token):
            index -= 1
        else:
            break
    return found


def find_left_edge(doc: Doc, first: int) -> int:
    """Return where the words before a phrase that belong to it begin, article apart."""
    index, start = first, doc.sentences[doc.tokens[first].sentence].first
    while index > start and first - index < _MAX_LEFT:
        token = doc.tokens[index - 1]
        is_compound = index - 2 >= start and doc.tokens[index - 2].text == "-"
        if token.upos not in ("ADJ", "NOUN", "PROPN") and not is_compound and not _is_glue(doc, index - 1):
            break
        index -= 1
    is_number_cut = index > start and doc.tokens[index - 1].upos == "NUM"  # "Thirty-one miners"
    while index < first and (
        not doc.tokens[index].text[0].isalnum() or (is_number_cut and doc.tokens[index].upos == "NUM")
    ):
        index += 1
    return index


def find_owners(doc: Doc, head: int, last: int, resolve: Resolver) -> list[tuple[str, ...]]:
    """Return the keys of what stands behind a phrase, or owns it by a pronoun, and says whose it is.

    "leaders of Peru and Chile", "spokesman for the rebels", "his government".
    """
    found: list[tuple[str, ...]] = []
    for child in doc.get_children(head, "nmod"):
        is_owner = child.relation == "nmod:poss" or (
            child.index > head and doc.get_marker(child.index) in _OF
        )
        if is_owner and _may_own(doc, head, child):
            for conjunct in doc.get_conjuncts(child.index):
                found.extend(resolve(conjunct))
    if not found:
        for index in _scan_behind(doc, last):
            keys = resolve(index)
            found.extend(keys)
            if keys:
                break
    return found


def find_allegiance(doc: Doc, last: int) -> int | None:
    """Return the first noun or name that a phrase is loyal to, None where it says none.

    "Troops loyal to the governor of Jalisco": the token "governor".
    """
    tokens = doc.tokens
    end = min(last + 7, doc.sentences[tokens[last - 1].sentence].last)
    if last + 2 >= end or tokens[last].lower not in _LOYAL or tokens[last + 1].lower not in ("to", "with"):
        return None
    for index in range(last + 2, end):
        if tokens[index].upos in ("NOUN", "PROPN"):
            return index
        if tokens[index].upos not in ("DET", "ADJ", "NUM", "PRON"):
            return None
    return None


def has_unknown_owner(doc: Doc, last: int) -> bool:
    """Return whether the words right behind a phrase name an owner: "the government of Rosa Quispe".

    Such a phrase does not belong to the country that the report is mostly about. A town or a
    district is no such owner ("the head of Achinsk district").
    """
    tokens = doc.tokens
    index = last
    if index < len(tokens) and tokens[index].lower in _LOYAL:
        index += 1
    is_owner = index < len(tokens) and tokens[index].lower in ("of", "for", "to" if index > last else "of")
    if not is_owner:
        return False
    for token in tokens[index + 1 : index + 5]:
        if token.upos == "PROPN":
            return token.name >= 0 and doc.names[token.name].kind in ("PER", "ORG")
        if token.upos not in ("DET", "ADJ", "NOUN"):
            return False
    return False


def _may_own(doc: Doc, head: int, child: Token) -> bool:
    marker = doc.get_marker(child.index)
    if marker in ("in", "at", "from", "within"):
        return child.upos == "PROPN"
    return True


def _scan_behind(doc: Doc, last: int) -> Iterator[int]:
    """Yield the tokens of an "of" phrase right behind, up to its first noun, where the tree has lost it."""
    tokens = doc.tokens
    end = min(last + 7, doc.sentences[tokens[last - 1].sentence].last)
    if last >= end or tokens[last].lower != "of":
        return
    for index in range(last + 1, end):
        if tokens[index].upos not in ("DET", "ADJ", "NUM", "NOUN", "PROPN"):
            return
        if tokens[index].upos in ("NOUN", "PROPN"):
            yield index


def _is_hyphenated_away(doc: Doc, mention: Mention) -> bool:
    """Return whether a hyphen makes a country somebody else's ("Iran-backed", "pro-Russian")."""
    tokens = doc.tokens
    if mention.last + 1 < len(tokens) and tokens[mention.last].text == "-":
        behind = tokens[mention.last + 1]
        if behind.lower.endswith("ed") or behind.lower in ("made", "built"):
            return behind.lower not in _HYPHEN_MEMBER
    if mention.first > 1 and tokens[mention.first - 1].text == "-":
        return tokens[mention.first - 2].lower in ("pro", "anti", "non")
    return mention.first > 0 and tokens[mention.first - 1].lower in ("pro-", "anti-", "non-")


def _is_possessive(doc: Doc, index: int) -> bool:
    return index + 1 < len(doc.tokens) and doc.tokens[index + 1].text in _POSSESSIVES


def _is_passed(doc: Doc, index: int, token: Token, by_token: dict[int, Mention]) -> bool:
    """Return whether the way left goes over this word."""
    if token.upos in ("ADJ", "NOUN", "PROPN", "NUM") or _is_glue(doc, index):
        return True
    if token.lower in ("and", "or", ",", "&"):
        return _joins_nationalities(doc, index, by_token)
    return token.upos in ("VERB", "ADV") and token.relation in ("amod", "advmod", "compound")


def _is_glue(doc: Doc, index: int) -> bool:
    token = doc.tokens[index]
    return token.text == "-" or token.text in _POSSESSIVES or token.lower in FORMER


def _joins_nationalities(doc: Doc, index: int, by_token: dict[int, Mention]) -> bool:
    """Return whether "and" joins two nationalities: "Peruvian and Chilean", "US and British"."""
    left = by_token.get(index - 1)
    if left is None and doc.tokens[index - 1].text == ",":
        left = by_token.get(index - 2)
    if left is None or left.country is None:
        return False
    right = by_token.get(index + 1)
    is_nationality = left.country.kind == "adjective" or doc.tokens[left.first].text.isupper()
    return is_nationality and right is not None and right.country is not None
