"""The shapes of verbs and names: who a verb harms, one named victim, lists of names.

Place in the flow: half of `reading.harm`, which goes through the shapes in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.language.doc import Doc, Name, Sentence, Token, matches
from dragoman.lexicon.casualties import Harm, load_harms
from dragoman.reading.groups import Group
from dragoman.values.counts import Count

_TOTALS = frozenset("total number group majority rest dozens scores hundreds".split())
_COMPANY = frozenset(("along", "together"))
_MORE = frozenset(("more", "others"))
"""Words behind a number that the tree takes for its noun: "Two more died"."""
_NAMED = frozenset(("identified", "named", "listed"))
_PARTICLES = {
    "gun": ("down",),
    "round": ("up",),
    "cut": ("down",),
    "mow": ("down",),
    "pick": ("up",),
    "carry": ("off", "away"),
}
"""Verbs that do harm with one of these words alone."""
_FALLEN = frozenset(". , ; in at on there as when with".split())
"""What stands behind those who fell in a fight; "fell from a roof" and "fell ill" are no such words."""
_UNDER = frozenset(("under", "beneath", "alive", "rubble", "debris"))
"""Behind "buried" these leave it open whether anybody is dead."""
_DEADLY = frozenset("beat stone burn hack stab club trample choke crush batter kick starve".split())
_LISTED = frozenset("PUNCT CCONJ NUM DET ADJ NOUN PROPN".split())
_AGES = frozenset("aged age years year old of from his her their".split())


@dataclass(frozen=True, slots=True)
class Link:
    """A group joined to a word of harm."""

    group: Group
    harm: Harm
    trigger: int
    shape: str
    superseded: bool = False
    owner: int | None = None
    named: tuple[int, ...] = ()
    """The heads of the names of those who are listed by name."""


def find_end(doc: Doc, group: Group) -> int:
    """Return where a group ends with where its people are from: "seventeen from the Navy"."""
    here = group.last
    if group.noun is not None or here + 1 >= len(doc.tokens):
        return here
    here += doc.tokens[here].lower == "each"
    if doc.tokens[here].lower != "from":
        return group.last
    here += 1
    while here < len(doc.tokens) and doc.tokens[here].upos in ("DET", "PROPN"):
        here += 1
    return here


def link_echoes(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield the second half of "forty farmers were injured, as were nine from the fire brigade"."""
    harms = load_harms()
    for index in range(sentence.first + 2, sentence.last - 2):
        if doc.tokens[index].lower != "as" or doc.tokens[index + 1].lower not in ("was", "were"):
            continue
        group = by_token.get(index + 2)
        for before in range(index - 1, max(sentence.first, index - 12), -1):
            harm = harms.get((doc.tokens[before].lower, "A"))
            if group and harm:
                yield Link(group, harm[0], before, "echo", owner=_find_owner(doc, group))
                break


def _find_owner(doc: Doc, group: Group) -> int | None:
    """Return whose the people of a number without a noun are: "seventeen from the Navy"."""
    end = find_end(doc, group)
    return end - 1 if end > group.last else None


def link_identified(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield as many as are named: "The dead were identified as Ana Ruiz, Li Wen and Omar Sy".

    "Among the wounded were Ana Ruiz, 31, and her husband Li Wen"; "Ana Ruiz was among the dead".
    """
    tokens = doc.tokens
    for index in range(sentence.first + 1, sentence.last):
        harm = _find_told_of(doc, index, by_token)
        if harm is None:
            continue
        after = tokens[index + 1 : min(index + 6, sentence.last)]
        says = next((token for token in after if token.lower in _NAMED), None)
        if says is None and after and (after[0].lemma == "be" or after[0].text == ":"):
            says = after[0]
        names = _list_persons(doc, says.index + 1, sentence.last) if says else []
        if not names and tokens[max(sentence.first, index - 2)].lower == "among":
            names = _list_persons(doc, sentence.first, index - 3)
            names = names if tokens[index - 3].lemma == "be" else []
        if names:
            first, last = names[0].first, names[-1].last
            count = Count(len(names), len(names), len(names))
            head = names[0].head
            group = Group(first, last, first, last, head, None, head, count, True)
            yield Link(group, harm, index, "named", named=tuple(name.head for name in names))


def _find_told_of(doc: Doc, index: int, by_token: dict[int, Group]) -> Harm | None:
    """Return what befell the people whom a word stands for: "the dead", "those kidnapped", "the victims"."""
    word = doc.tokens[index].lower
    if index in by_token or doc.tokens[index - 1].lower not in ("the", "those"):
        return None
    if word in ("victims", "victim", "deceased"):
        return load_harms()["dead", "A"][0]
    found = load_harms().get((word, "A")) or load_harms().get((doc.tokens[index].lemma, "V"))
    is_told = (
        word == "dead"
        or doc.tokens[index].feats.get("VerbForm") == "Part"
        or doc.tokens[index].upos in ("ADJ", "NOUN")
    )
    return found[0] if found and is_told else None


def _list_persons(doc: Doc, first: int, end: int) -> list[Name]:
    """Return the persons whom a list names one after the other, with their ages and titles between.

    It ends before anybody of whom something else is said: "identified as Ana Ruiz, 41, and the missing boy as
    Li Wen" names Ana Ruiz alone.
    """
    harms = load_harms()
    names: list[Name] = []
    here = first + (first < end and doc.tokens[first].lower == "as")
    while here < end:
        token = doc.tokens[here]
        name = doc.names[token.name] if token.name >= 0 else None
        if (token.lower, "A") in harms or token.lower == "as":
            break
        if name and name.kind == "PER":
            names.append(name)
            here = name.last
        elif token.upos in _LISTED or token.lower in _AGES:
            here += 1
        else:
            break
    return names if any(name.last - name.first > 1 for name in names) else []


def link_verbs(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield victims of verbs: "killed three civilians", "killing at least five", "ten died"."""
    harms = load_harms()
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        rows = harms.get((token.lemma, "V"), ()) or harms.get((token.lower, "V"), ())
        for harm in harms["kill", "V"] if _is_deadly(doc, token) else rows:
            if token.upos not in ("VERB", "NOUN", "ADJ", "AUX"):
                continue
            if token.upos == "NOUN" and not token.lower.endswith("ing"):
                continue
            if not _is_meant(doc, token, harm):
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


def _is_meant(doc: Doc, token: Token, harm: Harm) -> bool:
    """Return whether a verb of more than one sense does harm here: "gunned down", "fell in the raid"."""
    if harm.word in _PARTICLES:
        return any(doc.tokens[child].lower in _PARTICLES[harm.word] for child in token.children)
    near = [other.lower for other in doc.tokens[token.index + 1 : token.index + 8]]
    if harm.word == "fall":
        return near[0] in _FALLEN if near else True
    return harm.word != "bury" or not _UNDER & set(near)


def _is_deadly(doc: Doc, token: Token) -> bool:
    """Return whether a verb tells a death by its end: "was beaten to death", "stoned them to death"."""
    if token.lemma not in _DEADLY:
        return False
    words = [doc.tokens[i].lower for i in range(token.index + 1, min(token.index + 7, len(doc.tokens)))]
    return ("to", "death") in pairwise(words)


def _link_taken(doc: Doc, token: Token, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield "took 12 soldiers prisoner", "were taken hostage", "taken into custody"."""
    sentence = doc.get_sentence(token.index)
    words = {doc.tokens[i].lower for i in range(token.index + 1, min(sentence.last, token.index + 9))}
    harms = load_harms()
    harm = None
    if words & {"prisoner", "prisoners", "captive", "alive"}:
        harm = harms["capture", "V"][0]
    elif words & {"hostage", "hostages", "gunpoint"}:
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
        is_told = group is not None and (group.is_person or group.noun is None)
        if group and is_told and token.head in (group.head, group.number_head):
            yield group
    if token.relation == "amod" and token.head in by_token:
        yield by_token[token.head]
    before = [head for head in heads if head < token.index]
    heads = before[-1:] + [head for head in heads if head > token.index]  # one subject: the nearest
    heads = [_open_total(doc, head) for head in heads]
    for head in heads:
        group = by_token.get(head - (doc.tokens[head].lower in _MORE))
        if group and (group.first == token.index + 1 or not _follows_harm(doc, group)):
            yield group
    following = by_token.get(token.index + 1)
    if following and "obj" in wanted and (following.noun is None or following.is_person):
        yield following

    yield from _find_company(doc, token, by_token)


def _open_total(doc: Doc, head: int) -> int:
    """Return what a total is of: "A total of 128 people have been killed"."""
    if doc.tokens[head].lower in _TOTALS:
        for child in doc.get_children(head, "nmod"):
            if doc.get_marker(child.index) == "of":
                return child.index
    return head


def _find_company(doc: Doc, token: Token, by_token: dict[int, Group]) -> Iterator[Group]:
    """Yield who is harmed beside somebody: "The consul was killed along with four bodyguards"."""
    sentence = doc.get_sentence(token.index)
    for here in range(token.index + 1, min(token.index + 8, sentence.last - 2)):
        if doc.tokens[here].lower in _COMPANY and doc.tokens[here + 1].lower == "with":
            group = by_token.get(here + 2)
            if group and group.is_person:
                yield group
            return


def _follows_harm(doc: Doc, group: Group) -> bool:
    """Return whether a verb of harm stands right before a group: "killed 12, wounded 30"."""
    before = doc.tokens[group.first - 1] if group.first else None
    return (before is not None and (before.lemma, "V") in load_harms()) or (
        before is not None and (before.lower, "A") in load_harms() and before.lower != "dead"
    )


def link_lives(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield "lost 40 men", "claimed 12 lives", "not a single life was lost", "the lives of 14 people"."""
    kill = load_harms()["kill", "V"][0]
    lemmas = {token.lemma: token.index for token in doc.tokens[sentence.first : sentence.last]}
    for group in dict.fromkeys(by_token.values()):
        if group.noun is None:
            before = [doc.tokens[i].lower for i in range(max(sentence.first, group.first - 2), group.first)]
            if before == ["lives", "of"]:
                yield Link(group, kill, group.first - 2, "lives")
            elif group.count.high == 0 and doc.tokens[group.first - 1].lemma == "lose":
                yield Link(group, kill, group.first - 1, "lost")  # "The army lost nobody"
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
        if head and head.lemma in ("lose", "give") and (group.is_person or group.count.high == 0):
            is_lives = any(child.lower in ("life", "lives") for child in doc.get_children(head.index, "obj"))
            is_lost = head.lemma == "lose" and matches(noun.relation, ("obj",)) and not group.is_family
            if is_lost or (is_lives and noun.relation == "nsubj"):
                yield Link(group, kill, head.index, "lost")


def link_named(doc: Doc, sentence: Sentence, by_token: dict[int, Group]) -> Iterator[Link]:
    """Yield one named person: "Sadat was killed", "the killing of Rabin"."""
    harms = load_harms()
    for index in range(sentence.first, sentence.last):
        token = doc.tokens[index]
        found: list[tuple[Harm, int]] = []
        if token.upos in ("VERB", "AUX"):
            for harm in harms.get((token.lemma, "V"), ()):
                if not _is_meant(doc, token, harm):
                    continue
                is_passive = token.feats.get("Voice") == "Pass" or bool(
                    doc.get_children(token.index, "aux:pass")
                )
                places = ("nsubj",) if is_passive or harm.victim == "subj" else ("obj",)
                found += [(harm, child.index) for child in doc.get_children(index, *places)]
                if token.relation == "conj" and not doc.get_children(index, "nsubj") and "nsubj" in places:
                    found += [(harm, child.index) for child in doc.get_children(token.head, "nsubj")]
                if matches(token.relation, ("acl",)) and token.head >= 0 and "nsubj" in places:
                    if any(child.lower == "who" for child in doc.get_children(index, "nsubj")):
                        found.append((harm, token.head))  # "Ana Ruiz, who died in a blast"
        elif token.upos == "NOUN":
            for harm in harms.get((token.lower, "N"), ()):
                if harm.victim == "of":
                    children = [c for c in doc.get_children(index, "nmod") if doc.get_marker(c.index) == "of"]
                    found += [(harm, child.index) for child in children]
        for harm, head in found:
            for conjunct in doc.get_conjuncts(head):
                person = find_single(doc, conjunct)
                if person and person.head not in by_token:
                    yield Link(person, harm, index, "one")


def find_single(doc: Doc, head: int) -> Group | None:
    """Return one named person as a group of one; None for anything else."""
    token = doc.tokens[head]
    name = doc.names[token.name] if token.name >= 0 else None
    if name is None:
        inner = [c for c in doc.get_children(head, "appos", "flat") if c.name >= 0]
        name = doc.names[inner[0].name] if inner else None
    if name is None or name.kind != "PER" or token.feats.get("Number") == "Plur":
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
