"""Dates the events that the text gives no date of their own; all that is said here is `inferred`.

Place in the flow: the last step of `reading.events`. A clause's own words come first
(`TimeTable.find_when`); here the sentences around tell: the saying whose content an event
is, another mention of the same deed, the sentence before, and in the end the days that a
report is about, from its first happening to its publication. What lies further back, and
whatever no sentence tells, stays without a date.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date

from dragoman.language.doc import Doc, Sentence, Token
from dragoman.lexicon.event_words import load_event_words
from dragoman.lexicon.frames import load_classes
from dragoman.reading.event_drafts import HARM, SPEECH, EventDraft, Reading
from dragoman.reading.time_tense import SAYING_VERBS
from dragoman.reading.time_values import count_back
from dragoman.reading.time_words import PREMODIFIERS
from dragoman.reading.times import TimeMention, TimeTable, is_of_saying
from dragoman.record.model import When
from dragoman.values.dates import get_range, shift_days

NEWS_DAYS = 3
"""How far back a report without any date of its own may reach: of 130 reports of train/wikinews whose
first paragraphs date what happened, 118 do so within three days of their publication."""
FRAME_DAYS = 10
"""Dates further back than this are background, not what a report is about (125 of the same 130)."""
LEAD_PARAGRAPHS = 4
SHORTEST_SENTENCE = 7
"""Words of the shortest line that is a sentence of the story, not a label of a picture."""
CONTEXT_SENTENCES = 2
"""How many sentences of its paragraph a date is carried on over."""
COUNTED_WORDS = 10
"""How many words "two days after" may stand before the event that it counts from."""
NEAR_DEEDS = 20
"""How many dated deeds before one without a date are looked at, and as many after it."""
UNDONE = ("planned", "requested", "threatened", "hypothetical")


def date_events(reading: Reading, drafts: list[EventDraft]) -> None:
    """Fill in `when` where the text around tells it; sets nothing where it does not.

    "Shells hit the port on Monday. Two ships burned." The ships: Monday, inferred.
    """
    frame = Frame(reading.doc, reading.times)
    undated = [draft for draft in drafts if draft.when is None]
    for draft in undated:
        draft.when = _find_saying(reading, draft, frame)
    for draft in undated:
        draft.when = draft.when or frame.find_counted(draft.trigger)
    dated = sorted(filter(_is_dated_deed, drafts), key=lambda draft: draft.trigger)
    for draft in undated:
        draft.when = draft.when or _find_other(reading, draft, dated)
    for draft in undated:
        if not (draft.type in HARM and draft.status.status == "alleged" and draft.is_nominal):
            draft.when = draft.when or frame.find_when(draft.trigger, draft.type in SPEECH)
        if draft.when and draft.status.status in UNDONE:
            draft.when = _open(draft.when)


def _open(when: When) -> When | None:
    """Return when what is planned may come: from the day of the plan on."""
    return When(when.start, None, "unknown", "inferred", None) if when.start else None


def _find_saying(reading: Reading, draft: EventDraft, frame: Frame) -> When | None:
    """Return the date of the saying for what a speaker does by speaking, or what he plans.

    "“We will answer,” the general said on Friday": the threat is of Friday.
    """
    if draft.type not in SPEECH and draft.status.status not in UNDONE:
        return None
    for claim in reading.claims.get_all(draft.status.claims):
        own = draft.type in SPEECH and set(claim.speakers) & set(draft.source)
        if own or draft.status.status in UNDONE:
            when = reading.times.find_when(reading.doc, claim.cue[0]) or frame.find_when(claim.cue[0], True)
            if when:
                return _infer(when)
    return None


def _is_dated_deed(draft: EventDraft) -> bool:
    return draft.type in HARM and draft.when is not None and bool(draft.when.start) and _is_told(draft.when)


def _find_other(reading: Reading, draft: EventDraft, dated: list[EventDraft]) -> When | None:
    """Return the date of another mention of the same deed: "the attack", after "jets attacked on Monday"."""
    if draft.type not in HARM or draft.status.status in UNDONE:
        return None
    doc = reading.doc
    is_pointing = draft.is_nominal and _is_definite(doc, draft.trigger)
    is_pointing = is_pointing or doc.get_sentence(draft.trigger).kind == "headline" or _is_blamed(draft)
    if not is_pointing and draft.status.status != "alleged":
        return None
    at = bisect(dated, draft.trigger, key=lambda other: other.trigger)
    for other in (*reversed(dated[max(0, at - NEAR_DEEDS) : at]), *dated[at : at + NEAR_DEEDS]):
        if other.type != draft.type:
            continue
        shares = set(other.target) & set(draft.target) or set(other.source) & set(draft.source)
        if is_pointing and shares and (_is_blamed(draft) or _names(doc, other, draft)):
            return _infer(other.when)
        if _has_same_sides(reading, other, draft):
            return _infer(other.when)
    return None


def _is_told(when: When) -> bool:
    """Return whether a date was read or counted, not spread over the days of the news."""
    return when.text is not None or when.precision in ("day", "week")


def _has_same_sides(reading: Reading, other: EventDraft, draft: EventDraft) -> bool:
    """Return whether an alleged attack is between the two sides of fighting that the report dates.

    "Fighting broke out on Monday between Eritrea and Djibouti. Djibouti says its neighbour used force."
    """
    table = reading.actors.actors

    def get_countries(actors: tuple[str, ...]) -> set[str]:
        return {table[actor].country or actor for actor in actors}

    mine = get_countries(draft.source), get_countries(draft.target)
    theirs = get_countries(other.source), get_countries(other.target)
    if not all(mine) or mine[0] == mine[1]:
        return False
    straight = bool(mine[0] & theirs[0] and mine[1] & theirs[1])
    return straight or (other.is_symmetric and bool(mine[0] & theirs[1] and mine[1] & theirs[0]))


def _is_blamed(draft: EventDraft) -> bool:
    """Return whether a deed is told again only to say whose it was: "claimed responsibility"."""
    return "the rest from" in draft.why


def _is_definite(doc: Doc, index: int) -> bool:
    return any(child.lower in ("the", "this", "these", "that", "those") for child in doc.get_children(index))


def _names(doc: Doc, other: EventDraft, draft: EventDraft) -> bool:
    """Return whether two mentions can be of one deed: one word, its noun, or any word for an attack."""
    lemmas = {doc.tokens[mention].lemma for mention in other.mentions}
    mine = doc.tokens[draft.trigger].lemma
    general = load_event_words()["deed"]
    return mine in lemmas or mine in general or any(mine[:4] == lemma[:4] for lemma in lemmas)


def _infer(when: When | None) -> When | None:
    if when is None or (when.start is None and when.end is None):
        return None
    return When(when.start, when.end, when.precision, "inferred", None)


@dataclass(slots=True)
class _Days:
    """Days of news, both ends inclusive."""

    start: date
    end: date

    def to_when(self) -> When:
        value = get_range(self.start, self.end)
        return When(self.start.isoformat(), self.end.isoformat(), value.precision, "inferred", None)


class Frame:
    """What days a report is about, and what date each of its sentences carries on."""

    def __init__(self, doc: Doc, times: TimeTable) -> None:
        self.doc = doc
        self.times = times
        self.published = times.published
        self.by_sentence: dict[int, list[TimeMention]] = {}
        for mention in times.mentions:
            if _tells_day(doc, mention):
                self.by_sentence.setdefault(doc.tokens[mention.first].sentence, []).append(mention)
        self.lead_end = max((sentence.index for sentence in self._get_lead()), default=-1)
        self.news = self._find_news()
        self.elsewhere = self._find_elsewhere()
        self.finite: dict[int, bool] = {}

    def _find_news(self) -> _Days | None:
        """Return the days from the first happening of the lead to publication.

        "Rebels took the town on Sunday …" in a Tuesday report: Sunday to Tuesday. What is
        told without a date beside "today" may be of yesterday. Without any such date, the
        few days before publication; without publication, None.
        """
        if self.published is None:
            return None
        earliest = shift_days(self.published, -FRAME_DAYS)
        for sentence in self._get_lead():
            for mention in self.by_sentence.get(sentence.index, []):
                day = date.fromisoformat(mention.when.start or "")
                if earliest <= day <= self.published:
                    return _Days(min(day, shift_days(self.published, -1)), self.published)
        return _Days(shift_days(self.published, -NEWS_DAYS), self.published)

    def _get_lead(self) -> list[Sentence]:
        """Return the sentences of the first paragraphs that tell something, headline and labels left out."""
        told = [
            sentence
            for sentence in self.doc.sentences
            if sentence.kind == "body" and sentence.last - sentence.first >= SHORTEST_SENTENCE
        ]
        paragraphs = list(dict.fromkeys(sentence.paragraph for sentence in told))[:LEAD_PARAGRAPHS]
        return [sentence for sentence in told if sentence.paragraph in paragraphs]

    def find_when(self, index: int, is_speech: bool) -> When | None:
        """Return the days of an event without a date of its own; None for background.

        Args:
            index: Its token.
            is_speech: Whether it is something said: of the news wherever it stands.
        """
        verb = self._find_verb(index)
        if verb is None or _is_before(self.doc, verb):
            return None
        sentence = self.doc.get_sentence(index)
        context = self._find_context(sentence, is_speech=is_speech)
        if context and _is_past(self.doc, verb):
            return self._carry_on(context, is_speech)
        if self.news is None or context or (not is_speech and sentence.index in self.elsewhere):
            return None
        is_lead = sentence.index <= self.lead_end
        is_running = _is_running(self.doc, verb)
        return self.news.to_when() if is_speech or is_lead or is_running else None

    def find_counted(self, index: int) -> When | None:
        """Return when that was from which a date counts: "came two days after a raid", for the raid."""
        for place in range(index - 1, max(-1, index - 1 - COUNTED_WORDS), -1):
            token, mention = self.doc.tokens[place], self.times.by_token.get(place)
            if mention and mention.counted:
                context = mention.when if mention.when.end else None
                context = context or self._find_context(self.doc.get_sentence(index), is_told_here=False)
                base = _to_days(context) if context else self.news
                value = base and count_back(get_range(base.start, base.end), *mention.counted)
                if value and value.start and value.end:
                    return _Days(value.start, value.end).to_when()
            if mention or token.upos in ("PUNCT", "VERB"):
                return None
        return None

    def _find_elsewhere(self) -> set[int]:
        """Return the sentences that tell of days that are not those of the news: "In 1998 rebels …"."""
        first, last = (day.isoformat() for day in (self.news.start, self.news.end)) if self.news else ("", "")
        return {
            self.doc.tokens[mention.first].sentence
            for mention in self.times.mentions
            if (mention.when.end and mention.when.end < first)
            or (mention.when.start and mention.when.start > last)
        }

    def _find_verb(self, index: int) -> Token | None:
        """Return the finite verb that gives an event its tense: its own, or what it hangs on.

        "refrained from taking sides": the taking has the tense of "refrained".
        """
        token = self.doc.tokens[index]
        for _ in range(5):
            if token.head < 0 or self._is_finite(token):
                return token
            token = self.doc.tokens[token.head]
        return None

    def _is_finite(self, token: Token) -> bool:
        found = self.finite.get(token.index)
        if found is None:
            is_verb = token.feats.get("VerbForm") == "Fin" and token.upos in ("VERB", "AUX")
            marks = self.doc.get_children(token.index, "aux", "cop")
            found = is_verb or any(mark.feats.get("VerbForm") != "Inf" for mark in marks)
            self.finite[token.index] = found
        return found

    def _find_context(
        self, sentence: Sentence, is_told_here: bool = True, is_speech: bool = False
    ) -> When | None:
        """Return the last date told in the sentences before, within the paragraph.

        For a deed that of a deed, where there is one: "The dead of Monday's raid are six, police said on
        Friday. Two were hurt.": not Friday.
        """
        if is_told_here and self.by_sentence.get(sentence.index):
            return None
        said: When | None = None
        for number in range(sentence.index - 1, max(-1, sentence.index - 1 - CONTEXT_SENTENCES), -1):
            if self.doc.sentences[number].paragraph != sentence.paragraph:
                break
            for mention in reversed(self.by_sentence.get(number, ())):
                if is_speech or not is_of_saying(self.doc, mention):
                    return mention.when
                said = said or mention.when
        return said

    def _carry_on(self, context: When, is_speech: bool) -> When:
        """Return the date of the sentence before; what is said after it may be some days later."""
        days = _to_days(context)
        if is_speech and self.published and shift_days(days.start, FRAME_DAYS) >= self.published >= days.end:
            return _Days(days.start, self.published).to_when()
        return When(context.start, context.end, context.precision, "inferred", None)


def _to_days(when: When) -> _Days:
    return _Days(date.fromisoformat(when.start or ""), date.fromisoformat(when.end or ""))


def _tells_day(doc: Doc, mention: TimeMention) -> bool:
    """Return whether a date says when things happened: not open, not "Sunday's vote", but "Sunday's raid"."""
    when = mention.when
    if when.start is None or when.end is None or when.precision not in ("day", "range", "week", "month"):
        return False
    head = doc.tokens[mention.head]
    return head.relation not in PREMODIFIERS or doc.tokens[head.head].lemma in load_classes()["attack"]


def _get_marks(doc: Doc, verb: Token) -> set[str]:
    return {
        child.lower for child in doc.get_children(verb.index) if child.relation.startswith(("aux", "cop"))
    }


def _is_before(doc: Doc, verb: Token) -> bool:
    """Return whether a verb goes back behind the story: "had fled", "used to raid".

    In what somebody is said to have said it does not: "denied that it had bombed the town" tells a bombing as
    "it bombed the town" does.
    """
    return bool(_get_marks(doc, verb) & {"had", "'d"}) and not _is_reported(doc, verb)


def _is_reported(doc: Doc, verb: Token) -> bool:
    """Return whether a verb is what a verb of saying in the past tells."""
    while verb.relation == "conj" and verb.head >= 0:
        verb = doc.tokens[verb.head]
    holder = doc.tokens[verb.head] if verb.head >= 0 and verb.relation == "ccomp" else None
    return holder is not None and holder.lemma in SAYING_VERBS and holder.feats.get("Tense") == "Past"


def _is_past(doc: Doc, verb: Token) -> bool:
    """Return whether a verb goes on with a story: "fled", "were shot"; not "has fled", "flee"."""
    marks = _get_marks(doc, verb)
    if marks & {"was", "were"}:
        return True
    return verb.feats.get("Tense") == "Past" and not marks & {"has", "have", "is", "are"}


def _is_running(doc: Doc, verb: Token) -> bool:
    """Return whether a verb speaks of these days: "are fleeing", "has closed"."""
    return bool(_get_marks(doc, verb) & {"is", "are", "has", "have"}) and verb.upos == "VERB"
