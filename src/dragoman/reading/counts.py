"""How many came to harm: numbers with their victims and the words that say what befell them.

Place in the flow: after `actors` and `attribution`; `record` links each count to an event.
`groups` reads the numbers with their nouns, `harm` joins them to the words of harm.
A number without a word of harm is none (troop strengths, ages, sums, distances).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.language.doc import Doc, Sentence
from dragoman.lexicon.casualties import get_victim_role, load_harm_words
from dragoman.reading.actors import ActorTable
from dragoman.reading.attribution import Claims
from dragoman.reading.count_tellers import find_teller
from dragoman.reading.count_times import is_cumulative, is_of_period
from dragoman.reading.groups import find_groups
from dragoman.reading.harm import EARLIER, find_links, find_parts, find_seen
from dragoman.reading.harm_victims import Link
from dragoman.record.model import CasualtyKind

_LIVES = frozenset(
    "lives life lost losses prisoner captive hostage custody victims victim deceased hospital clinic".split()
)

_FIGURES = frozenset("report reports toll figure figures count estimate estimates said put of".split())


@dataclass(frozen=True, slots=True)
class CasualtyDraft:
    """One count in token numbers (ends exclusive), near to `record.model.Casualty`.

    `head` is the victims' noun, or the number where there is none; `trigger` the word of
    harm; `claim` the id of the claim that tells it, `speaker` the actor who does (`count_tellers`).
    """

    kind: CasualtyKind
    low: int | None
    high: int | None
    best: int | None
    span: tuple[int, int]
    head: int
    trigger: int
    victims: tuple[str, ...]
    role: str | None
    combined: bool
    cumulative: bool | None
    superseded: bool
    whole: int | None
    """The `head` of the count that this one is a part of."""
    claim: str | None
    speaker: str | None
    is_of_period: bool
    """It counts those of a year or a war, and belongs to no one event."""
    confidence: float
    why: str


def find_casualties(doc: Doc, actors: ActorTable, claims: Claims) -> list[CasualtyDraft]:
    """Return the counts of victims in a document, in order of their words.

    A part of a number ("12 dead, among them four children") says whose part it is.

    Example:
        >>> find_casualties(Doc("", [], []), ActorTable(), [])
        []
    """
    found: list[CasualtyDraft] = []
    told: set[tuple[str, str]] = set()
    for sentence in doc.sentences:
        if not _may_tell(doc, sentence):
            continue
        groups = find_groups(doc, sentence)
        links: dict[int, Link] = {}
        for link in find_links(doc, sentence, groups):
            links.setdefault(link.group.head, link)
        for link in find_seen(doc, sentence, groups, links):
            links.setdefault(link.group.head, link)
        heads = frozenset(links)
        wholes: dict[int, int] = {}
        for part, whole in find_parts(doc, groups, list(links.values())):
            links.setdefault(part.group.head, part)
            wholes[part.group.head] = whole.group.head
        for link in sorted(links.values(), key=lambda link: link.group.first):
            if _is_teller(doc, claims, link):
                continue
            for shared in _share(doc, link):
                draft = _make(doc, actors, claims, shared, heads, wholes.get(link.group.head))
                counted = _find_counted(found, draft) if shared.named else None
                if counted is not None:
                    victims = tuple(dict.fromkeys([*found[counted].victims, *draft.victims]))
                    found[counted] = replace(found[counted], victims=victims)
                elif not _is_told_again(doc, draft, told):
                    found.append(draft)
    return found


def _is_teller(doc: Doc, claims: Claims, link: Link) -> bool:
    """Return whether one who is named as known tells of the harm: "wounding five, the police chief said".

    A number or "a dentist" in the words of a speaker is the tree's mistake.
    """
    group = link.group
    if (group.count.low, group.count.high) != (1, 1) or doc.tokens[group.first].lower != "the":
        return False
    return any(
        claim.speaker_span is not None
        and claim.speaker_span[0] <= group.head < claim.speaker_span[1]
        and claim.content[0] <= link.trigger < claim.content[1]
        for claim in claims
    )


def _find_counted(found: list[CasualtyDraft], draft: CasualtyDraft) -> int | None:
    """Return the place of the last count before of those whom a text now names: "two died … They were"."""
    key = (draft.kind, draft.low, draft.high)
    same = [place for place, other in enumerate(found) if (other.kind, other.low, other.high) == key]
    return same[-1] if same else None


def _may_tell(doc: Doc, sentence: Sentence) -> bool:
    """Return whether a sentence has a word of harm, or one that the heads take for a victim."""
    words = load_harm_words()
    tokens = doc.tokens[sentence.first : sentence.last]
    if any(token.lemma in words or token.lower in words or token.lower in _LIVES for token in tokens):
        return True
    return doc.scores is not None and bool((doc.scores.harm[sentence.first : sentence.last, 0] < 0.5).any())


def _is_told_again(doc: Doc, draft: CasualtyDraft, told: set[tuple[str, str]]) -> bool:
    """Return whether one person's harm was told before: "A nun was shot … The nun died at once".

    Notes it where it was not. A number tells anew each time; who says so may differ.
    """
    first = doc.tokens[draft.span[0]].lower
    is_one = (draft.low, draft.high) == (1, 1) and (
        draft.why.startswith("one") or first in ("the", "his", "her")
    )
    if len(draft.victims) != 1 or (draft.low, draft.high) != (1, 1):
        return False
    key = (draft.kind, draft.victims[0])
    is_again = is_one and key in told
    told.add(key)
    return is_again


def _share(doc: Doc, link: Link) -> list[Link]:
    """Return a count once for each it is said of: "two soldiers each from Peru and Ecuador"."""
    end = link.group.last
    words = [token.lower for token in doc.tokens[end : end + 2]]
    if words != ["each", "from"]:
        return [link]
    names: list[int] = []
    here = end + 2
    while here < len(doc.tokens) and (
        doc.tokens[here].upos == "PROPN" or doc.tokens[here].lower in ("and", ",", "the")
    ):
        if doc.tokens[here].upos == "PROPN" and not (names and names[-1] == here - 1):
            names.append(here)
        here += 1
    return [replace(link, owner=name) for name in names] or [link]


def _find_victim_ids(doc: Doc, actors: ActorTable, link: Link, heads: frozenset[int]) -> tuple[str, ...]:
    """Return the actors of a group, those of other groups in its list left out."""
    if link.owner is not None:
        owned = tuple(id for id in actors.resolve(link.owner))
        return owned[:1]
    if link.named:
        return tuple(dict.fromkeys(id for name in link.named for id in actors.resolve(name)[:1]))
    group = link.group
    for index in (group.head, *range(group.last - 1, group.number_last - 1, -1)):
        others = {
            id
            for conjunct in doc.get_conjuncts(index)
            if conjunct != index and conjunct in heads
            for id in actors.resolve(conjunct)
        }
        found = tuple(id for id in actors.resolve(index) if id not in others)
        if found:
            return found[:1] if group.count.high == 1 else found
    return ()


def _make(
    doc: Doc, actors: ActorTable, claims: Claims, link: Link, heads: frozenset[int], whole: int | None
) -> CasualtyDraft:
    group, count = link.group, link.group.count
    victims = _find_victim_ids(doc, actors, link, heads)
    teller = find_teller(doc, actors, claims, link.trigger, group.head)
    noun = doc.tokens[group.noun].lower if group.noun is not None else ""
    is_sure = link.shape in ("verb", "within", "behind", "counted", "toll")
    return CasualtyDraft(
        kind=link.harm.kind,
        low=count.low,
        high=count.high,
        best=count.best,
        span=_measure(doc, link),
        head=group.head,
        trigger=link.trigger,
        victims=victims,
        role=get_victim_role(noun) if noun else None,
        combined=len(victims) > 1 and not link.named,
        cumulative=is_cumulative(doc, link),
        superseded=link.superseded or (link.shape != "toll" and _is_superseded(doc, link)),
        whole=whole,
        claim=teller.claim,
        speaker=teller.speaker,
        is_of_period=is_of_period(doc, link),
        confidence=0.85 if is_sure else 0.7,
        why=f"{link.shape}: {link.harm.word}",
    )


def _measure(doc: Doc, link: Link) -> tuple[int, int]:
    """Return the words to quote: number, victims and word of harm where they stand together."""
    first, last = link.group.first, link.group.last
    if link.shape in ("joined", "part"):
        return first, last
    low, high = min(first, link.trigger), max(last, link.trigger + 1)
    if high - low <= (last - first) + 8 and doc.tokens[low].sentence == doc.tokens[high - 1].sentence:
        return low, high
    return first, last


def _is_superseded(doc: Doc, link: Link) -> bool:
    """Return whether the report itself replaces the count: "initial reports spoke of ten dead"."""
    sentence = doc.get_sentence(link.group.first)
    words = [
        token.lower for token in doc.tokens[max(sentence.first, link.group.first - 7) : link.group.first]
    ]
    if words[-1:] == ["to"]:
        return False
    for place, word in enumerate(words):
        if word in EARLIER and any(
            noun in _FIGURES for noun in words[place:]
        ):  # fmt: skip
            return True
    return (
        words[-2:] == ["instead", "of"]
        or words[-2:] == ["rather", "than"]
        or words[-3:] == ["up", "from", "the"]
    )
