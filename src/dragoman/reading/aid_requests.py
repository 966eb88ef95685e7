"""Help that was asked for, and what came of it: delivered, refused, something else, nothing.

Place in the flow: `commitments` adds these. The request is an event; the answers are the
deeds of those who were asked, in the next sentences, and the words that say none came.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.commitments import AID_VERBS, AID_WORDS, SENDING_VERBS, TROOP_WORDS
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.roles import find_objects, find_prepositional, find_subjects
from dragoman.reading.sides import Sides
from dragoman.record.model import Act
from dragoman.text.spans import Span

ANSWER_REACH = 4
"""Sentences after a request in which its answer is looked for."""
_MOST = 50
"""Contingents of foreign troops looked at in one document."""
_ANSWERING = frozenset({"respond", "reply", "answer", "react"})
_FOREIGN = frozenset({"donor", "donors", "partners", "allies"})
"""Who is asked from abroad, in the names of actors."""
_BODIES = frozenset({"NGO", "REL", "IGO"})
_STATE = frozenset({"GOV", "MIL", None})


@dataclass(slots=True)
class AidRequest:
    """A request for help with its answers."""

    anchor: int
    span: tuple[int, int]
    parties: list[str]
    acts: list[Act] = field(default_factory=list)
    done: set[tuple[str, Span]] = field(default_factory=set)

    def add(self, acts: list[Act]) -> None:
        """Put acts to the request, each once."""
        for act in acts:
            if (act.act, act.evidence) not in self.done:
                self.done.add((act.act, act.evidence))
                self.acts.append(act)


class _Told:
    """What answers are looked for in: the events by sentence, and troops that are from somewhere."""

    def __init__(self, reading: Reading, sides: Sides, events: list[EventDraft]) -> None:
        """Go through the document once for all requests."""
        doc = reading.doc
        self.events: dict[int, list[EventDraft]] = {}
        for event in events:
            self.events.setdefault(doc.tokens[event.trigger].sentence, []).append(event)
        self.contingents: list[tuple[int, tuple[str, ...]]] = []
        for token in doc.tokens:
            if token.lemma in TROOP_WORDS and token.upos == "NOUN" and len(self.contingents) < _MOST:
                senders = sides.find_parties(find_prepositional(doc, token.index, "from"))
                if senders:
                    self.contingents.append((token.index, senders))


def find_aid_requests(reading: Reading, sides: Sides, events: list[EventDraft]) -> list[AidRequest]:
    """Return the requests for help of a document, one for each asker and asked, in order."""
    found: list[AidRequest] = []
    told = _Told(reading, sides, events)
    for event in events:
        if event.type != "REQUEST" or not event.source or not _is_made(reading.doc, event):
            continue
        if not asks_help(reading.doc, event) or is_at_home(reading, event):
            continue
        request = _read_request(reading, sides, told, event)
        known = next((earlier for earlier in found if _is_same(earlier, request)), None)
        if known is None:
            found.append(request)
            continue
        known.parties.extend(party for party in request.parties if party not in known.parties)
        known.add(request.acts)
    return found


def _is_same(earlier: AidRequest, request: AidRequest) -> bool:
    """Return whether two requests are one: the same asker, and the same or no helper."""
    if earlier.parties[:1] != request.parties[:1]:
        return False
    mine, theirs = set(earlier.parties[1:]), set(request.parties[1:])
    return not mine or not theirs or bool(mine & theirs)


def _is_made(doc: Doc, event: EventDraft) -> bool:
    """Return whether a request was made: a noun ("discussed a request") stands for one."""
    if event.status.status == "withheld":
        return False
    return event.status.status != "hypothetical" or doc.tokens[event.trigger].upos == "NOUN"


def is_at_home(reading: Reading, event: EventDraft) -> bool:
    """Return whether a state only speaks to its own people: "urged residents to help the police".

    A body that asks its state for help is another matter: "The Red Crescent asked the government for tents".
    Donors are never one's own people, whatever country the text around them lends them.
    """
    actors = reading.actors.actors
    homes = {actors[actor].country for actor in event.source}
    sectors = [{actors[actor].sector for actor in side} for side in (event.source, event.target)]
    if sectors[0] <= _BODIES and sectors[1] <= _STATE:
        return False
    return (
        bool(event.target)
        and "target" not in event.guessed
        and not any(_FOREIGN & set(actors[actor].name.lower().split()) for actor in event.target)
        and all(actors[actor].country in homes and actors[actor].country for actor in event.target)
    )


def _read_request(reading: Reading, sides: Sides, told: _Told, event: EventDraft) -> AidRequest:
    doc = reading.doc
    asked = _find_asked(reading, sides, event)
    claim = event.status.claims[0] if event.status.claims else None
    act = Act("requested", event.source, asked, event.when, doc.get_span(*event.evidence), claim)
    asking = sides.fold(event.source)
    helpers = [side for side in sides.fold(asked) if side not in asking]
    request = AidRequest(event.trigger, event.evidence, [*asking, *helpers])
    request.add([act])
    for answer in _find_answers(reading, sides, told, event, asked):
        request.add([answer])
        if not helpers:
            request.parties.extend(side for side in sides.fold(answer.by) if side not in request.parties)
    return request


def _find_asked(reading: Reading, sides: Sides, event: EventDraft) -> tuple[str, ...]:
    """Return who is asked; those who discuss a request are asked as the organisation they make up.

    "Envoys of NATO members discussed a Turkish request for support": NATO is asked.
    """
    if "target" in event.guessed:
        return ()
    actors = reading.actors.actors
    bodies = tuple(actor for actor in event.target if actors[actor].sector in ("IGO", "NGO"))
    return bodies if bodies and reading.doc.tokens[event.trigger].upos == "NOUN" else event.target


def asks_help(doc: Doc, event: EventDraft) -> bool:
    """Return whether help is what is asked: "appealed for relief", "asked Rome to send arms"."""
    if _has_must(doc, event.trigger) or doc.tokens[event.trigger].lemma in _ORDERING:
        return False
    first, last = event.evidence
    if any(child.lemma in _REVERSING for child in doc.get_children(event.trigger)):
        return False
    for token in doc.tokens[first:last]:
        if token.lemma not in AID_WORDS and token.lemma not in AID_VERBS:
            continue
        path = [ancestor for ancestor in doc.get_ancestors(token.index)]
        depth = next((n for n, ancestor in enumerate(path) if ancestor.index == event.trigger), None)
        if depth is None or depth > 2 or _is_reversed(doc, token, path[:depth]):
            continue
        is_other = any(word.upos == "VERB" and word.lemma not in AID_VERBS for word in path[:depth])
        if is_other or (token.lemma in SENDING_VERBS and not _is_sent(doc, token)):
            continue
        if token.upos == "NOUN" and token.relation in ("obj", "obl", "nmod", "conj"):
            return doc.get_marker(token.index) in ("", "for", "of")
        if token.upos == "VERB" and token.relation in ("xcomp", "ccomp", "conj", "acl"):
            return depth == 0 and bool(event.target)
    return False


_ORDERING = frozenset({"propose", "insist", "want", "order", "urge", "press", "require"})
"""Who does so asks for no help: "urged them to take a mission"."""


def _is_sent(doc: Doc, verb: Token) -> bool:
    """Return whether what is to be sent helps: "asked Rabat to send soldiers", not "to send an answer"."""
    things = find_objects(doc, verb.index)
    words = {doc.tokens[i].lemma for thing in things for i in (thing, *find_prepositional(doc, thing, "of"))}
    return bool(words & (AID_WORDS | TROOP_WORDS))


def _has_must(doc: Doc, index: int) -> bool:
    """Return whether the trigger is an obligation, which asks for conduct and not for help."""
    return any(token.lower in ("should", "must", "ought") for token in doc.get_children(index, "aux"))


_REVERSING = frozenset({
    "release", "stop", "halt", "end", "cease", "withdraw", "remove", "suspend", "cut", "leave", "refrain",
    "withdrawal", "removal", "departure", "expulsion", "pullout", "return", "evacuation", "reconsider",
})  # fmt: skip


def _is_reversed(doc: Doc, token: Token, path: list[Token]) -> bool:
    """Return whether help is to end: "asked Libya to stop support for the rebels"."""
    words = [token, *path]
    if any(word.lemma in _REVERSING for word in words):
        return True
    return any(
        doc.tokens[child].lower in ("not", "no", "against") for word in words for child in word.children
    )


def _find_answers(
    reading: Reading, sides: Sides, told: _Told, request: EventDraft, asked: tuple[str, ...]
) -> list[Act]:
    """Return how those who were asked answered, as far as the next sentences tell."""
    doc = reading.doc
    helpers, asking = set(sides.fold(asked)), set(sides.fold(request.source))
    begun = doc.tokens[request.trigger].sentence
    found: list[Act] = []
    near = [
        event
        for sentence in range(begun, begun + ANSWER_REACH + 1)
        for event in told.events.get(sentence, ())
    ]
    for event in near:
        if event is request or event.trigger <= request.trigger:
            continue
        doers, targets = set(sides.fold(event.source)), set(sides.fold(event.target))
        if not helpers & doers or (targets and not asking & targets):
            continue
        done = _find_answer_kind(doc, event)
        if done:
            by = tuple(actor for actor in event.source if set(sides.fold([actor])) & helpers)
            claim = event.status.claims[0] if event.status.claims else None
            span = doc.get_span(*event.evidence)
            found.append(Act(done, by, request.source, event.when, span, claim))  # type: ignore[arg-type]
    if not helpers:
        found.extend(_find_presence(reading, sides, told, request, asking))
    found.extend(find_silence(reading, sides, request.trigger, asked, request.source))
    return found


def _find_answer_kind(doc: Doc, event: EventDraft) -> str | None:
    """Return the act that a deed of the asked amounts to: "sent observers instead" answers otherwise."""
    first, last = event.evidence
    is_instead = any(
        token.lower in ("instead", "only", "merely") for token in doc.tokens[max(0, first - 6) : last + 3]
        if token.sentence == doc.tokens[event.trigger].sentence
    )  # fmt: skip
    is_aid = event.type in ("AID", "COOPERATE", "MOBILIZE", "SUPPORT")
    if event.status.status in ("withheld", "denied"):
        return ("refused" if event.type in ("AID", "MOBILIZE") else "answered_otherwise") if is_aid else None
    if event.type == "REJECT":
        return "refused"
    if is_aid and is_instead:
        return "answered_otherwise"
    if event.type == "AID" or (event.type == "AGREE" and event.cameo == "033"):
        return "pledged" if event.status.status == "planned" or event.type == "AGREE" else "delivered"
    return "answered_otherwise" if event.type in ("MOBILIZE", "COOPERATE") else None


def _find_presence(
    reading: Reading, sides: Sides, told: _Told, request: EventDraft, asking: set[str]
) -> list[Act]:
    """Return the foreign troops that are there after a call on nobody in particular.

    "Honiara asked for help. … 200 policemen from Fiji are in the capital of the Solomons."
    """
    doc = reading.doc
    for index, senders in told.contingents:
        sentence = doc.get_sentence(index)
        if asking & set(sides.fold(senders)) or not asking & set(
            sides.find_named(sentence.first, sentence.last)
        ):
            continue
        span = doc.get_span(*doc.get_subtree(index))
        return [Act("delivered", senders, request.source, reading.times.find_when(doc, index), span, None)]
    return []


def find_silence(
    reading: Reading, sides: Sides, anchor: int, asked: tuple[str, ...], asking: tuple[str, ...]
) -> list[Act]:
    """Return that no help or answer came, where the text says so.

    "the lack of such support", "Paris has not replied", "Rome sent no arms", "No tents have come".
    """
    doc = reading.doc
    begun = doc.tokens[anchor].sentence
    helpers = set(sides.fold(asked))
    for sentence in doc.sentences[begun : begun + 1 + ANSWER_REACH]:
        for token in doc.tokens[sentence.first : sentence.last]:
            if token.index > anchor and _is_silence(reading, sides, token, helpers):
                span = doc.get_span(*_clip(doc, token.index))
                return [
                    Act("no_answer", asked, asking, reading.times.find_when(doc, token.index), span, None)
                ]
    return []


def _clip(doc: Doc, index: int) -> tuple[int, int]:
    """Return the words of a silence: the phrase of a noun, the clause of a verb."""
    sentence = doc.get_sentence(index)
    low, high = doc.get_subtree(index)
    return max(low, sentence.first), min(high, sentence.last)


def _is_silence(reading: Reading, sides: Sides, token: Token, helpers: set[str]) -> bool:
    """Return whether a word says that nothing came."""
    doc = reading.doc
    if token.lemma in ("lack", "absence") and token.upos == "NOUN":
        return any(
            doc.tokens[phrase].lemma in AID_WORDS for phrase in find_prepositional(doc, token.index, "of")
        )
    if token.lower == "unanswered":
        return True
    is_denied = any(doc.tokens[child].lower in ("not", "n't", "never", "yet") for child in token.children)
    if token.lemma in _ANSWERING and token.upos == "VERB" and is_denied:
        doers = sides.fold(sides.find_parties(find_subjects(doc, token.index)))
        return bool(helpers & set(doers))
    if token.lemma in AID_VERBS and token.upos == "VERB":
        things = [
            phrase for phrase in find_objects(doc, token.index) if doc.tokens[phrase].lemma in AID_WORDS
        ]
        return any(child.lower == "no" for phrase in things for child in doc.get_children(phrase, "det"))
    if token.lemma in ("come", "arrive", "reach") and token.upos == "VERB":
        things = [
            phrase for phrase in find_subjects(doc, token.index) if doc.tokens[phrase].lemma in AID_WORDS
        ]
        return any(
            is_denied or any(child.lower == "no" for child in doc.get_children(phrase, "det"))
            for phrase in things
        )
    if token.lemma in ("receive", "get", "obtain") and is_denied:
        return any(doc.tokens[phrase].lemma in AID_WORDS for phrase in find_objects(doc, token.index))
    return False
