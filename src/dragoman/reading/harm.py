"""Which numbers go with which words of harm.

Place in the flow: beside `reading.counts`, which makes the rows. The surest shapes come
first; a number joined once is not joined again. `harm_victims` has the shapes of verbs and names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.language.doc import Doc, Sentence, Token, matches
from dragoman.language.heads import HARMS
from dragoman.lexicon.casualties import Harm, load_harms
from dragoman.lexicon.event_words import load_event_words
from dragoman.lexicon.evidence import load_weights
from dragoman.lexicon.roles import clean_noun
from dragoman.reading.groups import Group
from dragoman.reading.harm_victims import (
    Link,
    find_end,
    find_single,
    link_echoes,
    link_identified,
    link_lives,
    link_named,
    link_verbs,
)

_UNREAL = frozenset(("would could might may will shall must should can 'll 'd").split())


_RISE = frozenset(
    (
        "rise climb grow increase jump go revise raise soar fall drop lower mount reach stand be hit pass "
        "exceed top update swell put surpass total include"
    ).split()
)


_BETWEEN = frozenset(
    (
        "were was are is been have has had being still also confirmed reported reportedly left lie lay "
        "went go remain remained shot feared presumed got found seriously badly critically be more others "
        "on both sides either side listed as allegedly severely slightly lightly"
    ).split()
)


EARLIER = frozenset(
    ("earlier", "previous", "initial", "initially", "previously", "originally", "preliminary")
)

_HOSPITALS = frozenset(("hospital", "hospitals", "clinic", "clinics"))
_TO_HOSPITAL = frozenset(
    (
        "are is were was have has had been being still now more others taken rushed brought admitted sent "
        "flown treated remain remained lie lay in at to the a local nearby"
    ).split()
)
_NOMINAL = frozenset("DET NUM PRON PROPN NOUN ADJ".split())
_SETS = frozenset("put bring raise push take lower reduce cut revise".split())
"""Verbs that set a toll: "put its dead at 19", "lowered to 20 the number of dead"."""
_TOLLED = frozenset("dead wounded injured missing deaths killed lost casualties fatalities".split())


def find_links(doc: Doc, sentence: Sentence, groups: list[Group]) -> Iterator[Link]:
    """Yield the groups with their words of harm: the surest shapes first."""
    open_groups = [group for group in groups if not group.is_part]
    by_token = {index: group for group in open_groups for index in range(group.first, group.last)}
    taken: set[int] = set()
    finders = (
        _link_tolls,
        _link_counted,
        _link_adjacent,
        link_verbs,
        _link_hospital,
        link_lives,
        link_echoes,
        link_identified,
        link_named,
    )
    for finder in finders:
        for link in finder(doc, sentence, by_token):
            is_one = link.group.count.high == 1
            if is_one and _is_natural(doc, link.trigger):
                continue
            if link.group.head not in taken and _is_real(doc, link.trigger):
                taken.add(link.group.head)
                yield link
                for other in _find_conjuncts(doc, link.group, open_groups):
                    if other.head not in taken and finder is not _link_tolls:
                        taken.add(other.head)
                        yield Link(other, link.harm, link.trigger, "joined")


def find_seen(doc: Doc, sentence: Sentence, groups: list[Group], taken: Collection[int]) -> Iterator[Link]:
    """Yield the groups, and persons named alone, of whom the heads say that they came to harm.

    "Cholera carried off 3,000": words of harm that no table holds.
    """
    if doc.scores is None:
        return
    sure = load_weights()["harm"]["sure"]
    inside = {index for group in groups for index in range(group.first, group.last)}
    open_groups = [group for group in groups if not group.is_part and group.head not in taken]
    for index in range(sentence.first, sentence.last):
        if index not in inside and doc.scores.harm[index, 0] < 1 - sure:
            person = find_single(doc, index)
            if person and person.head == index:
                open_groups.append(person)
    for group in open_groups:
        chances = doc.scores.harm[group.head, 1:]
        best = int(chances.argmax())
        if chances[best] >= sure:
            yield Link(group, Harm(f"model {chances[best]:.2f}", HARMS[best], "", False), group.head, "seen")


def find_parts(doc: Doc, groups: list[Group], links: list[Link]) -> Iterator[tuple[Link, Link]]:
    """Yield the parts of numbers, each with the number that it breaks down.

    "12 dead, among them four children"; "Three nuns were among the 15 killed".
    """
    for group in groups:
        if not group.is_part or (group.first and doc.tokens[group.first - 1].lower == "of"):
            continue  # "members of one family": the family is none of them
        before = [link for link in links if link.group.last <= group.first and _can_hold(link.group, group)]
        after = [link for link in links if link.group.first >= group.last and _can_hold(link.group, group)]
        is_among = [t.lower for t in doc.tokens[group.last + 1 : group.last + 3]] == ["among", "the"]
        whole = after[0] if is_among and after else before[-1] if before else None
        if whole:
            yield Link(group, whole.harm, whole.trigger, "part", whole.superseded), whole


def _can_hold(whole: Group, part: Group) -> bool:
    """Return whether a number can have a part of another."""
    most = whole.count.high or whole.count.best or whole.count.low
    least = part.count.low or part.count.best or 1
    return most is None or least < most or whole.count.high is None


def _find_conjuncts(doc: Doc, group: Group, groups: list[Group]) -> Iterator[Group]:
    """Yield groups of the same list: "five soldiers and three civilians were killed".

    A group with a word of harm of its own ("12 killed and 30 wounded") is none of them.
    """
    end = find_end(doc, group)
    for other in groups:
        if other.first < end or not other.is_person:
            continue
        between = [token.lower for token in doc.tokens[end : other.first] if not token.lower.isdigit()]
        if (
            len(between) > 4
            or not between
            or any(
                word not in (",", "and", "or", "as", "well", "plus", "her", "his", "their", "its")
                for word in between
            )
        ):
            return
        following = _get_next(doc, other)
        if between == [","] and _is_teller(doc, other):
            return
        if ("A" in _get_parts(following)) or following in ("were", "was", "are", "is", "have", "had"):
            if following not in ("were", "was", "are", "is", "have", "had") or not _is_listed(
                doc, group, other
            ):
                return
        yield other
        end = find_end(doc, other)


def _is_teller(doc: Doc, group: Group) -> bool:
    """Return whether a person behind a comma is who says so: "killing a dentist, the mayor's office said"."""
    for token in doc.tokens[group.last : group.last + 4]:
        if token.upos == "VERB":
            return "A" not in _get_parts(token.lower)
        if token.upos not in ("NOUN", "PROPN", "PART"):
            return False
    return False


def _is_listed(doc: Doc, group: Group, other: Group) -> bool:
    return any(
        token.index == other.head or token.head == other.head
        for token in doc.get_children(group.head, "conj")
    )


def _get_parts(word: str) -> set[str]:
    return {pos for pos in "VNA" if (word, pos) in load_harms()}


def _link_adjacent(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield "12 dead", "three soldiers wounded", "40 still missing", "12 wounded men", "12 were killed"."""
    harms = load_harms()
    for group in dict.fromkeys(by_token.values()):
        for index in range(group.first, group.last):
            harm = harms.get((doc.tokens[index].lower, "A"))
            if harm and (doc.tokens[index].upos != "NOUN" or index == group.head):
                yield Link(group, harm[0], index, "within")
        here = group.last
        while here < sentence.last and here - group.last < 6 and doc.tokens[here].lower in _BETWEEN:
            here += 1
        if here < sentence.last and ("A" in _get_parts(doc.tokens[here].lower)):
            token = doc.tokens[here]
            harm = harms[token.lower, "A"]
            has_auxiliary = any(doc.tokens[index].upos == "AUX" for index in range(group.last, here))
            if (group.is_person or not harm[0].needs_person) and not _has_object(doc, token, has_auxiliary):
                yield Link(group, harm[0], here, "behind")


def _link_hospital(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield those who are brought to a hospital: "30 others are in hospital", "were rushed to a clinic"."""
    harm = load_harms()["hospitalized", "A"][0]
    for group in dict.fromkeys(by_token.values()):
        here = group.last
        while here < sentence.last and here - group.last < 7 and doc.tokens[here].lower in _TO_HOSPITAL:
            here += 1
        is_there = here > group.last + 1 and here < sentence.last and doc.tokens[here].lower in _HOSPITALS
        if is_there and (group.is_person or group.noun is None):
            yield Link(group, harm, here, "behind")


def _has_object(doc: Doc, token: Token, has_auxiliary: bool) -> bool:
    """Return whether the word is an active past: "three gunmen killed two guards", not "and 41 hurt"."""
    if has_auxiliary:
        return False
    if any(child.index > token.index for child in doc.get_children(token.index, "obj")):
        return True
    is_finite = token.feats.get("VerbForm") == "Fin" and token.upos == "VERB"
    following = doc.tokens[token.index + 1 : token.index + 2]
    return is_finite and bool(following) and following[0].upos in _NOMINAL and following[0].lower != "last"


def _link_counted(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield nouns that count or govern victims: "27 deaths", "the bodies of nine men", "killing of two"."""
    harms = load_harms()
    for group in dict.fromkeys(by_token.values()):
        if group.noun is None:
            continue
        lemma = clean_noun(doc.tokens[group.noun].lower)
        harm = next((harm for harm in harms.get((lemma, "N"), ()) if harm.victim == "count"), None)
        if harm is None and group.count.high == 0 and lemma in ("loss", "victim"):
            harm = harms["casualty", "N"][0]  # "The patrol had no losses"
        if harm and doc.tokens[group.noun - 1].lower != "mass":  # "three mass graves"
            yield Link(group, harm, group.noun, "counted")
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        if token.upos not in ("NOUN", "ADJ") or index in by_token:
            continue
        rows = harms.get((clean_noun(token.lower), "N"), ())
        harm = next((harm for harm in rows if harm.victim in ("count", "of")), None)
        if harm is None:
            continue
        for follower in (index + 1, index + 2):
            if follower < sentence.last and doc.tokens[index + 1].lower == "of" and follower + 1 in by_token:
                yield Link(by_token[follower + 1], harm, index, "of")
                break
        copula = doc.tokens[index + 1 : index + 3]
        if copula and copula[0].lower in ("are", "were", "include", "included", "is", ":"):
            listed = by_token.get(index + 2)
            if listed and listed.is_person and "A" not in _get_parts(_get_next(doc, listed)):
                yield Link(listed, harm, index, "listed")


def _find_raised(doc: Doc, index: int, by_token: dict[int, Group]) -> Group | None:
    """Return the number before what it counts: "It brought to 90 the number of people killed"."""
    words = _list_lower(doc, max(0, index - 6), index)
    if "number" in words:
        before = index - len(words) + words.index("number") - 2
    else:
        before = index - 2 - (doc.tokens[index - 1].lower == "death")
    group = by_token.get(before)
    is_raised = group is not None and group.first > 0 and doc.tokens[group.first - 1].lower == "to"
    verbs = {token.lemma for token in doc.tokens[max(0, before - 5) : before]}
    return group if is_raised and verbs & _SETS else None


def _get_next(doc: Doc, group: Group) -> str:
    return doc.tokens[group.last].lower if group.last < len(doc.tokens) else ""


def _link_tolls(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield tolls: "a death toll of 41", "the toll rose from 12 to 17", "a first count of 41 dead"."""
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        is_counted = token.lower in _TOLLED and _counts(doc, index)
        if token.lower not in ("toll", "tolls") and not is_counted:
            continue
        harm = _get_toll_harm(doc, index)
        raised = _find_raised(doc, index, by_token)
        if raised:
            yield Link(raised, harm, index, "toll")
            continue
        numbers: list[tuple[int, Group]] = []
        here = index + 1
        while here < min(sentence.last, index + 18):
            group = by_token.get(here)
            if group:
                if not (group.is_person or group.noun is None or _is_toll_noun(doc, group)):
                    break
                if (numbers or is_counted) and "A" in _get_parts(_get_next(doc, group)):
                    break  # "raised the toll to 17, with 38 injured", "a count of 22 dead and 31 hurt"
                numbers.append((here, group))
                here = group.last
                if (
                    doc.tokens[here - 1].index + 1 < sentence.last
                    and doc.tokens[here].lower in (",", "and")
                    and len(numbers) > 1
                ):
                    break
                continue
            word = doc.tokens[here]
            if (word.upos == "VERB" and word.lemma not in _RISE) or word.lower in (
                ";",
                "who",
                "when",
                "after",
                "killing",
            ):
                break
            here += 1
        is_earlier = any(doc.tokens[i].lower in EARLIER for i in range(max(sentence.first, index - 4), index))
        for place, group in numbers[:2]:
            before = {doc.tokens[i].lower for i in range(max(index, place - 3), place)}
            turns = [
                word for word in _list_lower(doc, max(index, place - 3), place) if word in ("from", "to")
            ]
            is_old = (
                (is_earlier and place == numbers[0][0] and "to" not in before)
                or turns[-1:] == ["from"]
                or bool(EARLIER & before)
            )
            if "from" in before and "range" in {doc.tokens[i].lemma for i in range(index, place)}:
                is_old = False
            yield Link(group, harm, index, "toll", is_old)


def _list_lower(doc: Doc, first: int, last: int) -> list[str]:
    return [token.lower for token in doc.tokens[first:last]]


def _counts(doc: Doc, index: int) -> bool:
    """Return whether a word is "the number of dead", "the number killed", or what is "put … at 26"."""
    before = [doc.tokens[i].lower for i in range(max(0, index - 4), index)]
    if "number" in before or "count" in before:
        return True
    near = doc.tokens[max(0, index - 4) : index]
    return any(token.upos == "VERB" and token.lemma in _SETS for token in near) and any(
        token.upos in ("DET", "PRON") for token in near
    )


def _is_toll_noun(doc: Doc, group: Group) -> bool:
    return group.noun is not None and bool(_get_parts(clean_noun(doc.tokens[group.noun].lower)) & {"N", "A"})


def _get_toll_harm(doc: Doc, index: int) -> Harm:
    """Return what a toll counts: the dead, unless it is an injury or casualty toll."""
    harms = load_harms()
    lower = doc.tokens[index].lower
    before = doc.tokens[index - 1].lower if index else ""
    if lower in ("wounded", "injured", "missing"):
        return harms[lower, "A"][0]
    if before in ("injury", "casualty"):
        return harms[before, "N"][0]
    if lower == "casualties":
        return harms["casualty", "N"][0]
    return harms["toll", "N"][0]


def _is_natural(doc: Doc, trigger: int) -> bool:
    """Return whether a death has a cause that nobody inflicted: "The bishop died of cancer at 81".

    Asked of one person only: twelve who die of cholera in a camp are a toll that is told.
    """
    if doc.tokens[trigger].lemma not in ("die", "death"):
        return False
    words = load_event_words()["natural"]
    sentence = doc.get_sentence(trigger)
    before = ""
    for token in doc.tokens[trigger + 1 : min(trigger + 9, sentence.last)]:
        if token.lower in words and (token.lower != "age" or before == "the"):
            return True
        if token.lower in (",", ";") or token.upos == "VERB":
            return False
        before = token.lower
    return False


def _is_real(doc: Doc, trigger: int) -> bool:
    """Return whether the harm is told as done: not "could kill thousands", "to kill", "were not killed"."""
    token = doc.tokens[trigger]
    here: Token | None = token
    for step in range(2):
        if here is None:
            break
        for child in doc.get_children(here.index):
            if matches(child.relation, ("aux",)) and child.lower in _UNREAL:
                return False
            if (
                step == 0
                and child.relation == "advmod"
                and child.lower in ("not", "n't", "never")
                and token.upos == "VERB"
            ):
                return False
            if step == 0 and child.lower in ("if", "unless") and child.relation == "mark":
                return False
        if (
            step == 0
            and here.lemma == here.lower
            and here.upos == "VERB"
            and doc.get_marker(here.index) == "to"
        ):
            return False
        is_linked = here.relation in ("xcomp", "conj") and here.upos in ("VERB", "ADJ")
        here = doc.tokens[here.head] if is_linked and here.head >= 0 else None
    return True
