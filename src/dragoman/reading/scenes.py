"""Where events happened whose own words do not say: from the scene that the report has set.

Place in the flow: after `events` (merged and completed). Only deeds that happen on the
ground are placed so, never talk. What is inferred has no words (`Where.text` is None), and
`why` says from what; the steps go from near to far and stop at the first that gives a place:

1. the words around in the same sentence ("In Gao, where soldiers were wounded …");
2. for "the attack", "the raid": the attack told before;
3. the sentence before, where it tells of a deed with a place;
4. the place that the whole report keeps to, where it names one country or region clearly
   more often than any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc
from dragoman.lexicon.event_words import load_event_words
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.record.model import Where

ON_THE_GROUND = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST"))
TALK = frozenset(("ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE", "SANCTION"))
"""What is done by words or by decree: a place that is not their own is that of what they speak of."""
_MAX_SENTENCES = 2
"""How far back the sentence may stand whose place still holds."""
_MAX_CLAIMS, _MAX_HEADS = 20, 40
"""How many claims and places of a sentence are looked at: a sentence of 2,000 words stays cheap."""
_MIN_NAMED = 2
_LEAD = 1.5
"""How many times as often as the next the report's own place must be named."""


@dataclass(frozen=True, slots=True)
class _Scene:
    place: str
    why: str


def find_scenes(reading: Reading, drafts: list[EventDraft]) -> None:
    """Give a place to the events on the ground that have none, where the text around has set one."""
    if not reading.places.heads:
        return
    _drop_foreign(reading, drafts)
    ordered = sorted(drafts, key=lambda draft: draft.trigger)
    whole = _find_report_scene(reading)
    by_sentence, claims = _sort_heads(reading), _sort_claims(reading)
    last: EventDraft | None = None
    last_attack: EventDraft | None = None
    for draft in ordered:
        if draft.type in ON_THE_GROUND and draft.where is None:
            scene = (
                _find_in_sentence(reading, draft, by_sentence, claims)
                or _find_attack_before(reading.doc, draft, last_attack)
                or _find_before(reading.doc, draft, last)
                or whole
            )
            if scene:
                draft.where = Where(scene.place, None)
                draft.why += f"; place {scene.why}"
        if draft.where and draft.where.text and draft.type in ON_THE_GROUND:
            last = draft
        if draft.where and draft.type == "ASSAULT":
            last_attack = draft


def _drop_foreign(reading: Reading, drafts: list[EventDraft]) -> None:
    """Take from talk the places that do not say where it was: "asked them to leave Goma", "thanked Rome"."""
    heads = {span.start: head for head, span in reading.places.spans.items()}
    for draft in drafts:
        if draft.type in TALK and draft.where and draft.where.text:
            head = heads.get(draft.where.text.start)
            if head is not None and not _is_own(reading, head, draft.trigger):
                draft.where = None


def _is_own(reading: Reading, head: int, trigger: int) -> bool:
    """Return whether a place phrase hangs on a word of talk, or on the verb that it leads, and says where."""
    doc = reading.doc
    token = doc.tokens[head]
    while token.relation in ("conj", "compound", "flat", "nmod", "appos") and token.head >= 0 and (
        token.head not in (trigger, doc.tokens[trigger].head)
    ):  # fmt: skip
        token = doc.tokens[token.head]  # "in the town of Davos"
    marker = doc.get_marker(token.index).split(" ")[0]
    above = (trigger, doc.tokens[trigger].head) if doc.tokens[trigger].upos != "VERB" else (trigger,)
    return token.head in above and token.relation in ("obl", "nmod") and marker in ("in", "at", "on", "near")


def _sort_heads(reading: Reading) -> dict[int, list[int]]:
    """Return the head tokens of place phrases by sentence."""
    found: dict[int, list[int]] = {}
    for head in reading.places.heads:
        found.setdefault(reading.doc.tokens[head].sentence, []).append(head)
    return found


def _sort_claims(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Return the tokens of what is claimed, by each sentence that they reach into."""
    found: dict[int, list[tuple[int, int]]] = {}
    for claim in reading.claims:
        first, last = claim.content
        if first < last:
            tokens = reading.doc.tokens
            for sentence in range(tokens[first].sentence, tokens[last - 1].sentence + 1):
                found.setdefault(sentence, []).append(claim.content)
    return found


def _find_in_sentence(
    reading: Reading,
    draft: EventDraft,
    by_sentence: dict[int, list[int]],
    claims: dict[int, list[tuple[int, int]]],
) -> _Scene | None:
    """Return the place nearest to an event in its sentence that stands there as a scene.

    "In the port of Beira, police used tear gas, and two protesters were beaten."
    """
    doc, places = reading.doc, reading.places
    sentence = doc.tokens[draft.trigger].sentence
    contents = claims.get(sentence, [])[:_MAX_CLAIMS]
    heads = [
        head
        for head in by_sentence.get(sentence, [])[:_MAX_HEADS]
        if places.is_scene(doc, head) and not _is_apart(contents, head, draft.trigger)
    ]
    if not heads:
        return None
    nearest = min(heads, key=lambda head: abs(head - draft.trigger))
    return _Scene(places.heads[nearest], f"of the same sentence (“{places.spans[nearest].text}”)")


def _is_apart(contents: list[tuple[int, int]], head: int, trigger: int) -> bool:
    """Return whether a place stands with the speaker of a claim and the event in what is said.

    "A spokesman in Geneva said that shells had hit the camp": not in Geneva.
    """
    return any((first <= trigger < last) != (first <= head < last) for first, last in contents)


def _find_attack_before(doc: Doc, draft: EventDraft, before: EventDraft | None) -> _Scene | None:
    """Return the place of the attack told before, for one that is spoken of as known: "the attack"."""
    token = doc.tokens[draft.trigger]
    if before is None or before.where is None or token.upos not in ("NOUN", "PROPN", "VERB"):
        return None
    words = load_event_words()
    is_known = token.lemma in words["any_attack"] and any(
        child.lower in ("the", "this", "that", "these", "those")
        for child in doc.get_children(draft.trigger, "det")
    )
    is_owned = (
        any(child.lemma in words["owning"] for child in doc.get_children(draft.trigger, "obj"))
        or token.lemma in words["culprit"]
    )
    if not is_known and not is_owned:
        return None
    return _Scene(before.where.place, f"of “{doc.tokens[before.trigger].text}” before it")


def _find_before(doc: Doc, draft: EventDraft, before: EventDraft | None) -> _Scene | None:
    """Return the place of the deed told just before, in the same paragraph and at most two sentences back."""
    if before is None or before.where is None:
        return None
    here, there = doc.get_sentence(draft.trigger), doc.get_sentence(before.trigger)
    if here.index - there.index > _MAX_SENTENCES or here.paragraph != there.paragraph:
        return None
    return _Scene(before.where.place, f"of “{doc.tokens[before.trigger].text}” before it")


def _find_report_scene(reading: Reading) -> _Scene | None:
    """Return the country or region that a report names clearly more often than any other."""
    counts = sorted(
        (
            (len(place.mentions), -number, id)
            for number, (id, place) in enumerate(reading.places.places.items())
            if place.precision in ("country", "region", "adm1") and place.country
        ),
        reverse=True,
    )
    if not counts or counts[0][0] < _MIN_NAMED:
        return None
    if len(counts) > 1 and counts[0][0] < _LEAD * counts[1][0]:
        return None
    return _Scene(counts[0][2], "that the report keeps to")


__all__ = ["ON_THE_GROUND", "find_scenes"]
