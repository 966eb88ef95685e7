"""Numbers with the nouns that they count: "at least 40 Malian and Nigerien recruits".

Place in the flow: beside `reading.counts`. Groups are read along the words, not the
parse, which is least sure around numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.language.doc import Doc, Sentence
from dragoman.lexicon.casualties import get_victim_role, is_victim
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.roles import get_role
from dragoman.values.counts import Count, CountMention, read_counts

_UNITS = frozenset(
    (
        "year years year-old month months week weeks day days hour hours minute minutes second seconds am "
        "pm a.m. p.m. o'clock km kilometre kilometres kilometer kilometers mile miles metre metres meters "
        "m feet foot yards inches tonnes tons kg mm percent per % dollars dollar euros pounds votes vote "
        "seats times degrees january february march april may june july august september october november "
        "december decades centuries st nd rd th"
    ).split()
)
_MONTHS = frozenset(
    (
        "january february march april june july august september october november december may jan feb "
        "aug sept oct nov dec"
    ).split()
)
_BEASTS = frozenset("cow cows cattle goats sheep camels horses mules donkeys oxen pigs livestock".split())
"""What raiders kill and take besides people."""
_INSIDE = frozenset(
    ("of the its their his her our other more another additional these those - further new all my").split()
)
_MARKS = frozenset(('"', "“", "'", "‘", "«", "``"))
"""Marks that may stand between a number and its noun: 'two "scouts"'."""
_PARTS = frozenset(("including", "among", "includes", "included", "whom"))
_FAMILY = frozenset(
    (
        "son sons daughter daughters father mother brother brothers sister sisters wife husband relatives "
        "relative"
    ).split()
)
_ADJECTIVES = frozenset(
    (
        "dead wounded injured missing displaced detained killed captured kidnapped abducted arrested hurt"
    ).split()
)


_DEFINITE = frozenset("the his her their its".split())
_MANY = frozenset("people police troops family crew staff life other victim personnel body household".split())
"""Nouns in the singular that are no one person."""
_TAKEN = frozenset(("prisoner", "captive", "hostage"))


@dataclass(frozen=True, slots=True)
class Group:
    """A number with its noun: tokens `first` to `last`, the number `first` to `number_last`, ends exclusive.

    `noun` is None where the noun is left out ("30 were wounded"); `head` is the noun or
    else the number. `is_part` marks a part of a number before it ("including four children").
    """

    first: int
    last: int
    number_first: int
    number_last: int
    head: int
    noun: int | None
    number_head: int
    count: Count
    is_person: bool
    is_part: bool = False
    is_family: bool = False


def find_groups(doc: Doc, sentence: Sentence) -> list[Group]:
    """Return the numbers of a sentence with the nouns they count; units, dates and ages left out.

    Example:
        >>> find_groups(Doc("", [], []), Sentence(0, 0, 0, 0, 0, 0))
        []
    """
    words = [token.lower for token in doc.tokens[sentence.first : sentence.last]]
    found: list[Group] = []
    mentions = [part for mention in read_counts(words) for part in _split_rise(words, mention)]
    covered = {place for mention in mentions for place in range(mention.first, mention.last)}
    mentions += _read_articles(doc, sentence, words, covered)
    mentions += _read_definites(doc, sentence, words, covered)
    mentions.sort(key=lambda mention: mention.first)
    for number, mention in enumerate(mentions):
        behind = (
            other.first for other in mentions[number + 1 :] if words[other.last : other.last + 1] != ["-"]
        )
        limit = next(behind, len(words))
        group = _read_group(doc, sentence, words, mention, limit)
        if group:
            found.append(group)
    return _mark_parts(words, sentence.first, found)


def _mark_parts(words: list[str], offset: int, groups: list[Group]) -> list[Group]:
    """Return the groups, those of "Three nuns were among the 15 killed" marked as parts."""
    firsts = {group.first - offset for group in groups}
    found = []
    for group in groups:
        after = group.last - offset
        is_among = words[after : after + 3] in (["were", "among", "the"], ["was", "among", "the"])
        found.append(replace(group, is_part=True) if is_among and after + 3 in firsts else group)
    return found


def _split_rise(words: list[str], mention: CountMention) -> list[CountMention]:
    """Return both ends of what reads like a range but is a change: "the toll rose from 12 to 17"."""
    count = mention.count
    place = mention.first
    if (
        words[place] != "from"
        or "to" not in words[place : mention.last]
        or count.low is None
        or count.high is None
    ):
        return [mention]
    if any(
        word.startswith("rang") or word in ("between", "estimates", "vary", "varied")
        for word in words[:place]
    ):
        return [mention]
    middle = words.index("to", place)
    old, new = Count(count.low, count.low, count.low), Count(count.high, count.high, count.high)
    return [CountMention(place + 1, middle, old), CountMention(middle + 1, mention.last, new)]


def _read_articles(doc: Doc, sentence: Sentence, words: list[str], covered: set[int]) -> list[CountMention]:
    """Return one for each article before one person: "a soldier", "the body of a man"."""
    found: list[CountMention] = []
    for place, word in enumerate(words):
        if word not in ("a", "an", "another") or place in covered:
            continue
        for after in range(place + 1, min(place + 9, len(words))):
            token = doc.tokens[sentence.first + after]
            if word == "another" and after == place + 1 and token.lower in _ADJECTIVES | {"was"}:
                found.append(CountMention(place, place + 1, Count(1, 1, 1)))
                break
            if token.lower in ("year", "years"):
                continue
            if token.upos == "NOUN":
                behind = doc.tokens[sentence.first + after + 1] if after + 1 < len(words) else None
                if behind is not None and behind.upos == "NOUN":
                    continue
                is_single = token.feats.get("Number") != "Plur" and token.lower not in (
                    "people",
                    "troops",
                    "police",
                )
                is_many = token.lower in ("family", "crew", "staff", "life")
                if is_single and not is_many and (is_victim(token.lower) or _is_civilian(token.lower)):
                    found.append(CountMention(place, place + 1, Count(1, 1, 1)))
                break
            if token.upos not in ("ADJ", "PROPN", "NUM", "PUNCT"):
                break
    return found


def _read_definites(doc: Doc, sentence: Sentence, words: list[str], covered: set[int]) -> list[CountMention]:
    """Return one for each person who is told by office or kin: "the consul", "his wife", "her driver"."""
    found: list[CountMention] = []
    for place, word in enumerate(words):
        if word not in _DEFINITE or place in covered:
            continue
        for after in range(place + 1, min(place + 5, len(words))):
            token = doc.tokens[sentence.first + after]
            if after in covered or token.upos not in ("ADJ", "PROPN", "NOUN"):
                break
            behind = doc.tokens[sentence.first + after + 1] if after + 1 < len(words) else None
            if token.upos == "ADJ" or (behind is not None and behind.upos == "NOUN"):
                continue
            if token.feats.get("Number") != "Plur" and _is_one_person(token.lower):
                found.append(CountMention(place, place + 1, Count(1, 1, 1)))
                break
    return found


def _is_one_person(noun: str) -> bool:
    if noun in _MANY:
        return False
    role = get_role(noun)
    return is_victim(noun) or (role is not None and role.kind == "office")


def _is_civilian(noun: str) -> bool:
    """Return whether a noun is what one civilian is: "a deckhand", "a road mender"."""
    role = get_role(noun)
    return role is not None and role.kind == "people" and role.sector == "CVL"


def _read_group(
    doc: Doc, sentence: Sentence, words: list[str], mention: CountMention, limit: int
) -> Group | None:
    """Return a number with the noun behind it, None for a unit, a date, a sum of money."""
    before = words[mention.first - 1] if mention.first else ""
    after = words[mention.last] if mention.last < len(words) else ""
    if (
        after in _UNITS
        or before in _MONTHS
        or before in ("$", "€", "£", "#", "no.", "article", "page", "aged", "age")
    ):
        return None
    if after == "-" and mention.last + 1 < len(words) and words[mention.last + 1] not in ("strong",):
        return None
    if _is_year(words, mention, before, after) or _is_age(doc, sentence, words, mention):
        return None
    noun = _find_noun(doc, sentence, words, mention.last, limit)
    if noun is not None and words[noun] in _UNITS | _BEASTS:
        return None
    offset = sentence.first
    number_head = offset + mention.last - 1
    is_part = _is_part(words, mention.first, mention.last)
    first, number_last = offset + mention.first, offset + mention.last
    if noun is None:
        if words[mention.first : mention.last] in (["no"], ["several"], ["few"], ["a", "few"], ["both"]):
            return None
        return Group(
            first, number_last, first, number_last, number_head, None, number_head, mention.count,
            after != "of" or _is_of_people(words, mention.last), is_part,
        )  # fmt: skip
    last = offset + _extend(doc, offset, words, noun)
    head = offset + noun
    return Group(
        first, last, first, number_last, head, head, number_head, mention.count,
        _is_person(words, noun), is_part, words[noun] in _FAMILY,
    )  # fmt: skip


def _is_age(doc: Doc, sentence: Sentence, words: list[str], mention: CountMention) -> bool:
    """Return whether a number between commas is somebody's age: "Ana Ruiz, 45, was killed"."""
    first, last = mention.first, mention.last
    if last - first != 1 or first < 2 or words[first - 1] not in (",", "(") or not words[first].isdigit():
        return False
    owner = doc.tokens[sentence.first + first - 2]
    is_single = owner.upos == "PROPN" or (
        owner.upos == "NOUN" and owner.feats.get("Number") != "Plur" and is_victim(owner.lower)
    )
    behind = words[last] if last < len(words) else "."
    return is_single and int(words[first]) < 120 and behind in (",", ")", ".", ";")


def _is_year(words: list[str], mention: CountMention, before: str, after: str) -> bool:
    if (
        mention.last - mention.first != 1
        or not words[mention.first].isdigit()
        or len(words[mention.first]) != 4
    ):
        return False
    value = int(words[mention.first])
    return 1800 <= value <= 2100 and (
        before in ("in", "since", "of", "from", ",", "until", "by") or before in _MONTHS
    )


def _find_noun(doc: Doc, sentence: Sentence, words: list[str], start: int, limit: int) -> int | None:
    """Return the place of the noun that a number counts: the last of its run of nouns; None for none near."""
    place = start
    while place < min(limit, start + 9, len(words)):
        token = doc.tokens[sentence.first + place]
        word = words[place]
        if word in _ADJECTIVES:
            behind = doc.tokens[sentence.first + place + 1] if place + 1 < len(words) else None
            if place > start or behind is None or behind.upos not in ("NOUN", "ADJ", "PROPN"):
                return None
        elif token.upos == "NOUN" or (token.upos == "ADJ" and is_victim(word) and word.endswith("s")):
            behind = doc.tokens[sentence.first + place + 1] if place + 1 < min(limit, len(words)) else None
            if behind is None or behind.upos != "NOUN" or behind.lower in _ADJECTIVES | _TAKEN:
                return place
        elif words[place + 1 : place + 4] in (["-", "year", "-"], ["-", "month", "-"]):
            place += 4  # "an 8-year-old girl"
            continue
        elif token.upos in ("ADJ", "PROPN") or word in _INSIDE or (place == start and word in _MARKS):
            pass
        elif (
            token.upos in ("ADV", "CCONJ", "PUNCT", "VERB") and place > start and word not in (".", ";", ":")
        ):
            here = sentence.first + place
            before, inner = doc.tokens[here - 1], doc.tokens[here + 1 : here + 2]
            is_inner = bool(inner) and inner[0].upos in ("ADJ", "PROPN", "NOUN")
            if (
                before.upos not in ("ADJ", "PROPN")
                or not is_inner
                or (word == "," and before.upos == "PROPN")
            ):
                return _find_people(doc, sentence, start, place)
            if token.upos == "VERB" and not word.endswith("ed"):
                return _find_people(doc, sentence, start, place)
        else:
            break
        place += 1
    return _find_people(doc, sentence, start, place)


def _find_people(doc: Doc, sentence: Sentence, start: int, end: int) -> int | None:
    """Return a people or order as the noun, where capitals hide one: "six Jesuits", "12 Kurds died"."""
    if end == start:
        return None
    last = doc.tokens[sentence.first + end - 1]
    word = get_country_word(last.text)
    is_people = is_victim(last.lower) or (
        word is not None and word.kind in ("people", "adjective") and last.text.endswith("s")
    )
    return end - 1 if last.upos in ("PROPN", "ADJ") and is_people else None


def _extend(doc: Doc, offset: int, words: list[str], noun: int) -> int:
    """Return the end of a group: "five members of the Coast Guard" takes in what they are members of."""
    if noun + 1 >= len(words) or words[noun + 1] not in ("of", "from"):
        return noun + 1
    if words[noun] not in (
        "members",
        "member",
        "bodies",
        "body",
        "men",
        "soldiers",
        "personnel",
        "employees",
        "fighters",
    ):
        return noun + 1
    place = noun + 2
    while place < min(noun + 9, len(words)) and doc.tokens[offset + place].upos in (
        "DET",
        "PROPN",
        "ADJ",
        "NOUN",
        "PRON",
    ):
        place += 1
        if (
            doc.tokens[offset + place - 1].upos == "NOUN"
            and place < len(words)
            and doc.tokens[offset + place].upos != "NOUN"
        ):
            break
    return place


def _is_of_people(words: list[str], place: int) -> bool:
    """Return whether a number is one of people told before: "two of the five wounded died"."""
    near = words[place + 1 : place + 6]
    if near[:1] in (["them"], ["those"]):
        return True
    return near[:1] == ["the"] and any(word in _ADJECTIVES or is_victim(word) for word in near)


def _is_person(words: list[str], noun: int) -> bool:
    if is_victim(words[noun]) or get_victim_role(words[noun]):
        return True
    if words[noun].endswith("s") and get_country_word(words[noun].capitalize()):
        return True
    role = get_role(words[noun])
    return role is not None and role.kind in ("people", "office", "member")


def _is_part(words: list[str], first: int, last: int) -> bool:
    """Return whether a number is part of one before it: "12 dead, among them four children".

    "46 of whom were police" and ", two of them badly" are too; "among the 20 killed" is the whole of another.
    """
    before = words[max(0, first - 4) : first]
    if first < 3:
        return False
    if words[last : last + 2] == ["of", "whom"] or (
        words[last : last + 2] == ["of", "them"] and before[-1] == ","
    ):
        return True
    if before[-2:] == ["among", "the"] and last < len(words) and words[last] in _ADJECTIVES:
        return False
    if (
        before[-2:] == ["among", "the"]
        or before[-1:] == ["including"]
        or before[-2:]
        in (
            ["among", "them"],
            ["among", "whom"],
            ["including", "the"],
        )
    ):
        return True
    if "including" in words[max(0, first - 8) : first] and before[-1:] in (["and"], [","]):
        between = words[max(0, first - 8) : first]
        return not any(
            word in ("killed", "wounded", "injured", "dead", "were")
            for word in between[between.index("including") :]
        )
    return bool(before) and before[-1] in ("them", "whom") and any(word in _PARTS for word in before)
