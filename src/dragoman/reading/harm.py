"""Which numbers go with which words of harm.

Place in the flow: beside `reading.counts`, which makes the rows. The surest shapes come
first; a number joined once is not joined again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.doc import Doc, Sentence, Token, matches
from dragoman.lexicon.casualties import Harm, load_harms
from dragoman.lexicon.roles import clean_noun
from dragoman.reading.groups import Group
from dragoman.values.counts import Count

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

_TOLLED = frozenset("dead wounded injured missing deaths killed casualties fatalities".split())


@dataclass(frozen=True, slots=True)
class Link:
    """A group joined to a word of harm."""

    group: Group
    harm: Harm
    trigger: int
    shape: str
    superseded: bool = False
    owner: int | None = None


def find_links(doc: Doc, sentence: Sentence, groups: list[Group]) -> Iterator[Link]:
    """Yield the groups with their words of harm: the surest shapes first."""
    open_groups = [group for group in groups if not group.is_part]
    by_token = {index: group for group in open_groups for index in range(group.first, group.last)}
    taken: set[int] = set()
    finders = (_link_tolls, _link_counted, _link_adjacent, _link_verbs, _link_lives, _link_named)
    for finder in finders:
        for link in finder(doc, sentence, by_token):
            if link.group.head not in taken and _is_real(doc, link.trigger):
                taken.add(link.group.head)
                yield link
                for other in _find_conjuncts(doc, link.group, open_groups):
                    if other.head not in taken and finder is not _link_tolls:
                        taken.add(other.head)
                        yield Link(other, link.harm, link.trigger, "joined")


def _find_conjuncts(doc: Doc, group: Group, groups: list[Group]) -> Iterator[Group]:
    """Yield groups of the same list: "five soldiers and three civilians were killed".

    A group with a word of harm of its own ("12 killed and 30 wounded") is none of them.
    """
    end = group.last
    for other in groups:
        if other.first < end or not other.is_person:
            continue
        between = [token.lower for token in doc.tokens[end : other.first]]
        if (
            len(between) > 3
            or not between
            or any(
                word not in (",", "and", "or", "as", "well", "plus", "her", "his", "their", "its")
                for word in between
            )
        ):
            return
        following = doc.tokens[other.last].lower if other.last < len(doc.tokens) else ""
        if ("A" in _get_parts(following)) or following in ("were", "was", "are", "is", "have", "had"):
            if following not in ("were", "was", "are", "is", "have", "had") or not _is_listed(
                doc, group, other
            ):
                return
        yield other
        end = other.last


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


def _has_object(doc: Doc, token: Token, has_auxiliary: bool) -> bool:
    """Return whether the word is an active past: "three gunmen killed two guards"."""
    if has_auxiliary:
        return False
    if token.feats.get("VerbForm") == "Fin" and token.upos == "VERB":
        return True
    return any(child.index > token.index for child in doc.get_children(token.index, "obj"))


def _link_counted(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield nouns that count or govern victims: "27 deaths", "the bodies of nine men", "killing of two"."""
    harms = load_harms()
    for group in dict.fromkeys(by_token.values()):
        if group.noun is None:
            continue
        lemma = clean_noun(doc.tokens[group.noun].lower)
        harm = next((harm for harm in harms.get((lemma, "N"), ()) if harm.victim == "count"), None)
        if harm:
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
            if listed and listed.is_person:
                yield Link(listed, harm, index, "listed")


def _link_tolls(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield tolls: "a death toll of 27", "the toll rose from 12 to 17", "an earlier toll of 27 dead"."""
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        is_counted = token.lower in _TOLLED and _counts(doc, index)
        if token.lower not in ("toll", "tolls") and not is_counted:
            continue
        harm = _get_toll_harm(doc, index)
        numbers: list[tuple[int, Group]] = []
        here = index + 1
        while here < min(sentence.last, index + 18):
            group = by_token.get(here)
            if group:
                if not (group.is_person or group.noun is None or _is_toll_noun(doc, group)):
                    break
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
            is_old = (
                (is_earlier and place == numbers[0][0] and "to" not in before)
                or ("from" in before and "to" not in before)
                or bool(EARLIER & before)
            )
            if "from" in before and "range" in {doc.tokens[i].lemma for i in range(index, place)}:
                is_old = False
            yield Link(group, harm, index, "toll", is_old)


def _counts(doc: Doc, index: int) -> bool:
    """Return whether a word is "the number of dead" or "the number killed"."""
    before = [doc.tokens[i].lower for i in range(max(0, index - 4), index)]
    return "number" in before or ("count" in before)


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


def _link_verbs(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield victims of verbs: "killed three civilians", "killing at least five", "ten died"."""
    harms = load_harms()
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        for harm in harms.get((token.lemma, "V"), ()) or harms.get((token.lower, "V"), ()):
            if token.upos not in ("VERB", "NOUN", "ADJ", "AUX"):
                continue
            if token.upos == "NOUN" and not token.lower.endswith("ing"):
                continue
            if harm.word == "gun" and "down" not in [doc.tokens[child].lower for child in token.children]:
                continue
            if harm.word == "round" and "up" not in [doc.tokens[child].lower for child in token.children]:
                continue
            for victim in _find_victims(doc, token, harm, by_token):
                if victim.is_person or not harm.needs_person:
                    yield Link(victim, harm, index, "verb")
        named = harms.get((token.lower, "A"), ())
        if (
            named
            and token.lower != "dead"
            and index + 1 in by_token
            and by_token[index + 1].first == index + 1
        ):
            yield Link(by_token[index + 1], named[0], index, "verb")
        if token.lower == "dead" and token.head >= 0 and doc.tokens[token.head].lemma == "shoot":
            for victim in _find_victims(doc, doc.tokens[token.head], harms["kill", "V"][0], by_token):
                yield Link(victim, harms["kill", "V"][0], index, "verb")
        if token.lemma == "take" and index + 1 < sentence.last:
            yield from _link_taken(doc, token, by_token)


def _link_taken(doc: Doc, token: Token, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield "took 12 soldiers prisoner", "were taken hostage", "taken into custody"."""
    sentence = doc.get_sentence(token.index)
    words = {doc.tokens[i].lower for i in range(token.index + 1, min(sentence.last, token.index + 9))}
    harms = load_harms()
    harm = None
    if words & {"prisoner", "prisoners", "captive"}:
        harm = harms["capture", "V"][0]
    elif words & {"hostage", "hostages"}:
        harm = harms["abduct", "V"][0]
    elif "custody" in words:
        harm = harms["detain", "V"][0]
    if harm:
        for victim in _find_victims(doc, token, harm, by_token):
            if victim.is_person:
                yield Link(victim, harm, token.index, "verb")


def _find_victims(doc: Doc, token: Token, harm: Harm, by_token: dict[int, Group]) -> Iterator[Group]:
    """Yield the groups that stand where the victims of a verb stand."""
    is_passive = token.feats.get("Voice") == "Pass" or bool(doc.get_children(token.index, "aux:pass"))
    is_passive = is_passive and token.feats.get("VerbForm") != "Ger"
    wanted: tuple[str, ...] = ("nsubj",) if harm.victim == "subj" or is_passive else ("obj", "nsubj:pass")
    if harm.word == "drown" and not is_passive and doc.get_children(token.index, "obj"):
        wanted = ("obj",)
    subject = token
    for _ in range(2):  # "12 people were killed and wounded", "are believed to have been killed"
        if (
            subject.relation in ("conj", "xcomp")
            and subject.head >= 0
            and not doc.get_children(subject.index, "nsubj")
        ):
            subject = (
                doc.tokens[subject.head] if doc.tokens[subject.head].upos in ("VERB", "AUX") else subject
            )
    heads = [child.index for child in doc.get_children(token.index, *wanted)]
    if not heads and wanted == ("nsubj",) and subject is not token:
        heads = [child.index for child in doc.get_children(subject.index, "nsubj")]
    if token.relation in ("acl", "acl:relcl") and token.head >= 0 and (is_passive or harm.victim == "subj"):
        group = by_token.get(token.head)
        if group and (group.head == token.head or group.number_head == token.head):
            yield group
    if token.relation == "amod" and token.head in by_token:
        yield by_token[token.head]
    for head in heads:
        group = by_token.get(head)
        if group and (group.first == token.index + 1 or not _follows_harm(doc, group)):
            yield group
    following = by_token.get(token.index + 1)
    if following and "obj" in wanted and (following.noun is None or following.is_person):
        yield following


def _follows_harm(doc: Doc, group: Group) -> bool:
    """Return whether a verb of harm stands right before a group: "killed 12, wounded 30"."""
    before = doc.tokens[group.first - 1] if group.first else None
    return (before is not None and (before.lemma, "V") in load_harms()) or (
        before is not None and (before.lower, "A") in load_harms() and before.lower != "dead"
    )


def _link_lives(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield "lost 40 men", "claimed 12 lives", "not a single life was lost", "the lives of 14 people"."""
    kill = load_harms()["kill", "V"][0]
    lemmas = {token.lemma: token.index for token in doc.tokens[sentence.first : sentence.last]}
    for group in dict.fromkeys(by_token.values()):
        if group.noun is None:
            before = [doc.tokens[i].lower for i in range(max(sentence.first, group.first - 2), group.first)]
            if before == ["lives", "of"]:
                yield Link(group, kill, group.first - 2, "lives")
            continue
        noun = doc.tokens[group.noun]
        if noun.lower in ("lives", "life"):
            verb = next((lemmas[word] for word in ("lose", "claim", "take", "cost") if word in lemmas), None)
            if verb is not None:
                yield Link(group, kill, verb, "lives")
            continue
        before = [doc.tokens[i].lower for i in range(max(sentence.first, group.first - 2), group.first)]
        if before == ["lives", "of"]:
            yield Link(group, kill, group.first - 2, "lives")
        head = doc.tokens[noun.head] if noun.head >= 0 else None
        if head and head.lemma == "lose" and group.is_person:
            is_lives = any(child.lower == "lives" for child in doc.get_children(head.index, "obj"))
            if (matches(noun.relation, ("obj",)) and not group.is_family) or (
                is_lives and noun.relation == "nsubj"
            ):
                yield Link(group, kill, head.index, "lost")


def _link_named(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield one named person: "Sadat was killed", "the killing of Rabin"."""
    harms = load_harms()
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        found: list[tuple[Harm, int]] = []
        if token.upos in ("VERB", "AUX"):
            for harm in harms.get((token.lemma, "V"), ()):
                is_passive = token.feats.get("Voice") == "Pass" or bool(
                    doc.get_children(token.index, "aux:pass")
                )
                places = ("nsubj",) if is_passive or harm.victim == "subj" else ("obj",)
                found += [(harm, child.index) for child in doc.get_children(index, *places)]
        elif token.upos == "NOUN":
            for harm in harms.get((token.lower, "N"), ()):
                if harm.victim == "of":
                    children = [c for c in doc.get_children(index, "nmod") if doc.get_marker(c.index) == "of"]
                    found += [(harm, child.index) for child in children]
        for harm, head in found:
            person = _find_single(doc, head)
            if person and person.head not in by_token:
                yield Link(person, harm, index, "one")


def _find_single(doc: Doc, head: int) -> Group | None:
    """Return one named person as a group of one; None for anything else."""
    token = doc.tokens[head]
    name = doc.names[token.name] if token.name >= 0 else None
    if name is None:
        inner = [c for c in doc.get_children(head, "appos", "flat") if c.name >= 0]
        name = doc.names[inner[0].name] if inner else None
    if name is None or name.kind != "PER" or token.feats.get("Number") == "Plur":
        return None
    if any(child.relation == "conj" for child in doc.get_children(head)):
        return None
    first, last = min(name.first, head), max(name.last, head + 1)
    if last - first > 8:
        first, last = name.first, name.last
    return Group(
        first,
        last,
        first,
        last,
        head if first <= head < last else name.head,
        None,
        head,
        Count(1, 1, 1),
        True,
    )


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
