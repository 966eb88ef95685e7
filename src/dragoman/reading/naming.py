"""Which words of a text name countries, organisations and persons, and which say what somebody is.

Place in the flow: beside `reading.actors`, which makes actors of what is found here.
Only words and names are looked at; the tree gives each phrase its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dragoman.language.doc import Doc, Name, Token
from dragoman.lexicon.countries import CountryWord, fold, load_country_words
from dragoman.lexicon.organisations import Organisation, load_organisation_names
from dragoman.lexicon.roles import Role, clean_noun, load_role_heads, load_roles

_GIVEN_NAMES = frozenset("Jordan Chad Georgia Karen Dane Finn Israel Pole Scot Paris".split())
"""Countries, peoples and capitals that are also given names or surnames ("Chad Smith")."""


@dataclass(slots=True)
class Mention:
    """A phrase that names something: tokens `first` to `last` (exclusive), its top token."""

    first: int
    last: int
    head: int
    country: CountryWord | None = None
    organisation: Organisation | None = None


@dataclass(slots=True)
class RolePhrase:
    """Words that say what somebody is: tokens `first` to `last` (exclusive), the head noun."""

    first: int
    last: int
    head: int
    role: Role


Words = Mapping[str, CountryWord | Organisation]


@cache
def _load_names() -> tuple[Words, dict[str, int]]:
    """Return all known names, and for the first word of each the most tokens it may take."""
    words: dict[str, CountryWord | Organisation] = dict(load_country_words())
    names = load_organisation_names()
    words.update(names)
    for name, organisation in names.items():  # wires were written in capitals: "THE SECURITY COUNCIL"
        if len(name) > 5 and not name.isupper():
            words.setdefault(name.upper(), organisation)
    longest: dict[str, int] = {}
    for key in words:
        parts = _count_parts(key)
        first = _get_first_part(key)
        if parts > longest.get(first, 0):
            longest[first] = parts
    return words, longest


def _get_first_part(key: str) -> str:
    """Return the letters in front: "Al" of "Al-Qaeda", "U" of "U.S."."""
    for place, char in enumerate(key):
        if not char.isalnum():
            return key[:place]
    return key


def _count_parts(key: str) -> int:
    count, was_word = 0, False
    for char in key:
        is_word = char.isalnum()
        if char != " " and not (is_word and was_word):
            count += 1
        was_word = is_word
    return count


def find_mentions(doc: Doc) -> list[Mention]:
    """Return the countries and organisations that the tables know, longest match first, in order.

    "Jordan" within a person's name is no country; "IS" is a name only where it is tagged one.
    """
    words, longest = _load_names()
    tokens = doc.tokens
    found: list[Mention] = []
    index, size = 0, len(tokens)
    while index < size:
        text = tokens[index].text
        reach = longest.get(text) or longest.get(_get_first_part(text if text.isascii() else fold(text)))
        mention = _match_at(doc, index, reach, words) if reach else None
        if mention is None:
            index += 1
        else:
            found.append(mention)
            index = mention.last
    return _correct_abbreviations(doc, found)


def _correct_abbreviations(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with each abbreviation standing for what the report itself names in full.

    "SLA" is the Sudan Liberation Army in a report that names it, whatever else the tables call so. Where
    what is named in full is not in the tables, the abbreviation is dropped, to be an unknown name.
    """
    spelled: dict[str, Organisation | None] = {}
    within = {index for mention in mentions for index in range(mention.first, mention.last)}
    for name in doc.names:
        if name.kind == "ORG" and within.isdisjoint(range(name.first, name.last)):
            spelled.setdefault(spell_initials(doc, name.first, name.last), None)
    whole = set()
    for mention in mentions:
        if mention.organisation is not None and mention.last - mention.first > 1:
            whole.add(mention.organisation)
            spelled[spell_initials(doc, mention.first, mention.last)] = mention.organisation
    found = []
    for mention in mentions:
        letters = doc.tokens[mention.first].text
        is_short = mention.last - mention.first == 1 and letters.isupper() and len(letters) > 2
        if mention.organisation is None or not is_short or letters not in spelled:
            found.append(mention)
        elif mention.organisation in whole or spelled[letters] is not None:
            own = mention.organisation if mention.organisation in whole else spelled[letters]
            found.append(replace(mention, organisation=own))
    return found


def spell_initials(doc: Doc, first: int, last: int) -> str:
    """Return the first letters of the capitalised words of a name: "SLA"."""
    return "".join(token.text[0] for token in doc.tokens[first:last] if token.text[0].isupper())


def _match_at(doc: Doc, index: int, reach: int, words: Words) -> Mention | None:
    tokens = doc.tokens
    start, end = tokens[index].start, doc.sentences[tokens[index].sentence].last
    for last in range(min(index + reach, end), index, -1):
        phrase = doc.text[start : tokens[last - 1].end]
        word = words.get(phrase if phrase.isascii() else fold(phrase))
        if word is not None and _is_name(doc, index, last, phrase):
            head = find_head(doc, index, last)
            if isinstance(word, CountryWord):
                return Mention(index, last, head, country=word)
            return Mention(index, last, head, organisation=word)
    return None


def _is_name(doc: Doc, first: int, last: int, phrase: str) -> bool:
    """Return whether a phrase that the tables know is a name here."""
    token = doc.tokens[first]
    if last - first > 1:
        return True
    if phrase.isupper() and len(phrase) <= 4 and phrase.isalpha():
        return token.upos in ("PROPN", "NOUN", "ADJ", "X")
    if token.upos in ("VERB", "AUX", "ADP", "PRON", "DET"):
        return False
    name = doc.names[token.name] if token.name >= 0 else None
    if name is None or name.kind != "PER":
        return True
    return name.last - name.first == 1 and phrase not in _GIVEN_NAMES


def find_head(doc: Doc, first: int, last: int) -> int:
    """Return the top token of a stretch: the first whose head lies outside it."""
    for index in range(first, last):
        head = doc.tokens[index].head
        if not first <= head < last:
            return index
    return last - 1


def is_credit(doc: Doc, name: Name) -> bool:
    """Return whether a name stands where a text says who wrote it: "By Ana Ruiz"."""
    return doc.get_sentence(name.first).kind == "dateline"


def find_abbreviated(doc: Doc) -> Iterator[Name]:
    """Yield the names that their abbreviation in brackets gives away: "People's Movement for Dawn (PMD)".

    The model need not have seen a name; the capitals must spell the abbreviation.
    """
    tokens = doc.tokens
    for index in range(1, len(tokens) - 2):
        if tokens[index].text != "(" or tokens[index + 2].text != ")":
            continue
        letters = tokens[index + 1].text
        if not (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 8):
            continue
        start, wanted = index, len(letters)
        for place in range(index - 1, max(index - 14, doc.sentences[tokens[index].sentence].first) - 1, -1):
            if wanted and tokens[place].text[:1] == letters[wanted - 1]:
                start, wanted = place, wanted - 1
            elif tokens[place].upos in ("VERB", "PUNCT", "AUX", "PRON") or not wanted:
                break
        if not wanted and tokens[start].text[0].isupper():
            yield Name(-1, "ORG", start, index, find_head(doc, start, index))


def find_persons(doc: Doc, taken: set[int]) -> Iterator[Name]:
    """Yield the persons' names, without titles and nationalities that stand within the name.

    Args:
        doc: The document.
        taken: Tokens of known countries and organisations.
    """
    for name in doc.names:
        if name.kind != "PER" or is_credit(doc, name):
            continue
        first = name.first
        while first < name.last - 1 and (first in taken or _is_title(doc.tokens[first])):
            first += 1
        if first in taken or _is_title(doc.tokens[first]):
            continue
        yield Name(name.index, "PER", first, name.last, find_head(doc, first, name.last))


def differ_by_one(one: str, other: str) -> bool:
    """Return whether two spellings differ by one letter, changed, left out or put in.

    Example:
        >>> differ_by_one("Sadeq", "Sadiq"), differ_by_one("Hussein", "Hassan")
        (True, False)
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    place = next((at for at, char in enumerate(short) if char != long[at]), len(short))
    return short[place + (len(short) == len(long)) :] == long[place + 1 :]


def _is_title(token: Token) -> bool:
    return token.lower in load_role_heads() and token.lower in load_roles()


def find_role(doc: Doc, index: int) -> RolePhrase | None:
    """Return the longest role phrase that a noun heads, or None.

    "foreign minister" at "minister"; "chief of staff" at "chief"; "minister of the interior".
    """
    token = doc.tokens[index]
    heads = load_role_heads()
    forms = dict.fromkeys((token.lower, clean_noun(token.lower), token.lemma))
    nouns = [noun for noun in forms if noun in heads]
    if not nouns:
        return None
    before = max(heads[noun][0] for noun in nouns)
    after = max(heads[noun][1] for noun in nouns)
    return _match_role(doc, index, nouns, before, after)


def _match_role(doc: Doc, index: int, nouns: list[str], before: int, after: int) -> RolePhrase | None:
    tokens, roles = doc.tokens, load_roles()
    sentence = doc.sentences[tokens[index].sentence]
    starts = [index]
    while before and starts[-1] > sentence.first and _joins(tokens[starts[-1] - 1]):
        starts.append(starts[-1] - 1)
        before -= 1
    ends = [index + 1]
    if after and index + 2 < sentence.last and tokens[index + 1].lower == "of":
        ends += range(index + 3, min(index + 2 + after, sentence.last) + 1)
    if after and index + 1 < sentence.last and tokens[index + 1].lower == "general":
        ends.append(index + 2)
    best: RolePhrase | None = None
    for last in reversed(ends):
        tail = _write(tokens[index + 1 : last])
        for start in reversed(starts):
            front = _write(tokens[start:index])
            for noun in nouns:
                role = roles.get((front + " " + noun + " " + tail).strip().replace(" - ", "-"))
                if role and (best is None or last - start > best.last - best.first):
                    best = RolePhrase(start, last, index, role)
    return best


def _joins(token: Token) -> bool:
    """Return whether a word may stand within a role phrase, before its head."""
    return token.upos in ("NOUN", "ADJ", "PROPN", "VERB", "ADV") or token.lower in ("-", "'s", "’s", "’", "'")


def _write(tokens: list[Token]) -> str:
    words = [token.lower for token in tokens if token.lower != "the"]
    return " ".join(words).replace("’", "'").replace(" 's", "'s").replace(" '", "'")
