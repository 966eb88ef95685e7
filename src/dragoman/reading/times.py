"""When: time expressions of news text, as dates and intervals.

Place in the flow: after `language`; `reading.events` asks `TimeTable.find_when`. The words
are read by `reading.time_expressions`, the days counted by `reading.time_values`; here
they meet the publication date, the story's own dates and the parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.frames import load_classes
from dragoman.lexicon.light_verbs import load_light_verbs
from dragoman.reading.publication import find_written
from dragoman.reading.time_codes import Timex, find_timexes
from dragoman.reading.time_expressions import find_expressions
from dragoman.reading.time_story import Story, find_head, is_stated
from dragoman.reading.time_tense import SAYING_VERBS, is_past_form
from dragoman.reading.time_values import Moment
from dragoman.reading.time_words import PREMODIFIERS, TIMELESS
from dragoman.record.model import When

TIME_RELATIONS = ("obl", "advmod", "nmod", "nummod", "amod", "compound", "dep", "appos", "parataxis", "list")
PHASE_VERBS = frozenset(
    "begin start commence continue keep resume proceed stop cease finish try attempt manage fail help".split()
)
"""Verbs whose date is that of the act below them: "began on Monday to shell the town"."""
HAPPENING_VERBS = frozenset("open occur happen take hold convene conclude end last expire".split())
"""Verbs that only say that their subject happens: "is due to take place on 3 May"."""
JUDGING_VERBS = frozenset(
    "accuse admit blame call condemn confirm criticise criticize denounce deny deplore discuss investigate"
    " mourn protest recall regret reject remember report say".split()
)
"""Verbs that speak of a deed, which may be older than they are."""
SAYING_DAYS = 2
"""What is said is news for so many days."""
_VERB_GROUP = ("aux", "aux:pass", "advmod", "cop")
EVENT_NOUN_CASES = ("", "on", "in", "at", "during", "by", "early", "late", "over", "around", "since", "from")


@dataclass(slots=True)
class TimeMention:
    """One time expression: tokens `first` to `last` (exclusive), its top token, its value."""

    first: int
    last: int
    head: int
    when: When
    counted: tuple[str, int, int] | None = None
    """Unit, number and direction of "two weeks after", where what it counts from has no date of its own."""


@dataclass(slots=True)
class TimeTable:
    """The time expressions of one document."""

    published: date | None = None
    """The day from which "today" counts: that of the dateline, else of publication."""
    mentions: list[TimeMention] = field(default_factory=list)
    by_token: dict[int, TimeMention] = field(default_factory=dict)
    """Token → the expression that it is in."""
    expressions: list[Timex] = field(default_factory=list)
    """Every time expression as TIMEX3 has it: the dates, and lengths, sets, "now", which are no dates."""
    is_bare: set[int] = field(default_factory=set)
    """Heads of expressions that say no day of their own ("at dawn")."""

    def find_when(self, doc: Doc, trigger: int) -> When | None:
        """Return the time that the text gives for the event at token `trigger`, or None.

        The date of the event's own clause or phrase comes first, with its words. A date
        that holds by the build of the sentence ("attacked on Monday, killing two") is
        `inferred`, without words. The date of a saying is never that of what was said.
        """
        if not self.mentions:
            return None
        mention = self._find_own(doc, trigger) or self._find_within(doc, trigger)
        if mention:
            return mention.when
        lent = self._find_lent(doc, trigger)
        if lent:
            return lent.when
        inherited = (
            self._find_behind(doc, trigger)
            or self._find_occasion(doc, trigger)
            or self._find_inherited(doc, trigger)
        )
        if inherited and inherited.when.start is None and inherited.when.end is None:
            return None
        return replace(inherited.when, basis="inferred", text=None) if inherited else None

    def _find_own(self, doc: Doc, index: int) -> TimeMention | None:
        """Return the date directly under a token: "attacked on Monday", "last week's fighting"."""
        found: list[TimeMention] = []
        for child in doc.tokens[index].children:
            mention = self.by_token.get(child)
            if mention and matches(doc.tokens[child].relation, TIME_RELATIONS):
                is_counted_from = mention.counted is not None and mention.last <= index
                is_others = _find_saying_before(doc, mention) not in (None, index)
                if not (mention.first <= index < mention.last or is_counted_from or is_others):
                    found.append(mention)
        is_behind = all(mention.first > index for mention in found)
        beside = self._find_beside(doc, index) if is_behind else None
        return beside or self._choose(found, index)

    def _find_beside(self, doc: Doc, index: int) -> TimeMention | None:
        """Return the date that stands where a verb's own does, though the parser hangs it elsewhere.

        Right before the verb: "A court in Lahore on Monday sentenced him". At the opening of its clause: "On
        Saturday night shots were fired". Behind what it says of a noun: "the men killed in Osh on 15 August
        had wounds".
        """
        token = doc.tokens[index]
        if token.upos not in ("VERB", "AUX"):
            return None
        if token.relation == "acl":
            return self._get_day_from(doc, doc.get_subtree(index)[1])
        first = index
        while first and doc.tokens[first - 1].head == index and doc.tokens[first - 1].relation in _VERB_GROUP:
            first -= 1
        before = self.by_token.get(first - 1)
        if before and before.last == first and _is_on_day(doc, before) and self._is_free(doc, before, index):
            return before
        return self._find_opening_date(doc, index)

    def _get_day_from(self, doc: Doc, start: int) -> TimeMention | None:
        """Return the date of the phrase "on Monday" that begins at a token."""
        mention = self.by_token.get(start + 1)
        return mention if mention and mention.first == start + 1 and _is_on_day(doc, mention) else None

    def _is_free(self, doc: Doc, mention: TimeMention, verb: int) -> bool:
        """Return whether a date before a verb hangs on a noun that is no deed, as in "the raid on Monday"."""
        holder = doc.tokens[max(doc.tokens[mention.head].head, 0)]
        is_noun = holder.upos in ("NOUN", "PROPN") and holder.index < mention.first
        return is_noun and holder.lemma not in load_classes()["attack"] and verb in _list_heads(doc, holder)

    def _find_opening_date(self, doc: Doc, verb: int) -> TimeMention | None:
        """Return the date with which the clause of a verb opens."""
        sentence = doc.get_sentence(verb)
        for place in range(verb - 1, sentence.first, -1):
            mention, token = self.by_token.get(place), doc.tokens[place]
            if mention:
                opener = doc.tokens[mention.first - 2]
                is_first = mention.first - 1 == sentence.first or opener.upos in ("PUNCT", "SCONJ")
                return mention if is_first and _is_on_day(doc, mention) else None
            is_other = token.upos in ("VERB", "AUX") and token.head != verb
            is_border = token.upos in ("SCONJ", "PUNCT") and place - 1 not in self.by_token
            if is_other or is_border:
                return None
        return None

    def _choose(self, found: list[TimeMention], index: int) -> TimeMention | None:
        """Return the best of several: one with a day of its own, resolved, narrow, near."""
        if len(found) < 2:
            return found[0] if found else None
        return min(
            found,
            key=lambda mention: (
                mention.head in self.is_bare,
                mention.when.start is None,
                mention.when.end is None,
                _get_length(mention.when),
                abs(mention.head - index),
            ),
        )

    def _find_within(self, doc: Doc, index: int) -> TimeMention | None:
        """Return a date that hangs on a phrase of the event: "spoke at a summit on Tuesday".

        Parsers hang the date on the last noun: "killed two people in Homs on Monday", "the shelling of a post
        on Monday". A date before its noun ("the 2015 deal") or behind "of" belongs to that noun alone.
        """
        found: list[TimeMention] = []
        for child in doc.tokens[index].children:
            token = doc.tokens[child]
            if child in self.by_token or not matches(token.relation, ("obl", "obj", "nsubj", "nmod")):
                continue
            if token.upos == "VERB":
                continue
            is_taken = token.relation.startswith(("nsubj", "nmod")) and token.upos != "PROPN"
            for inner in self._find_under_noun(doc, child, deep=token.relation.startswith("obl")):
                is_verb = doc.tokens[index].upos in ("VERB", "AUX")
                if not is_taken or (child > index and (is_verb or _is_on_day(doc, inner))):
                    found.append(inner)
        return self._choose(found, index)

    def _find_under_noun(self, doc: Doc, noun: int, deep: bool, levels: int = 4) -> list[TimeMention]:
        """Return the dates behind a noun or the names that hang on it, so many levels down."""
        found: list[TimeMention] = []
        for child in doc.tokens[noun].children:
            token = doc.tokens[child]
            mention = self.by_token.get(child)
            if mention:
                is_free = matches(token.relation, ("nmod", "obl", "advmod", "dep", "appos"))
                if token.relation != "nmod:poss" and child > noun and is_free:
                    if doc.get_marker(mention.head) in EVENT_NOUN_CASES:
                        found.append(mention)
            elif deep and token.relation == "acl" and token.upos == "VERB":
                own = self._find_own(doc, child)  # "at a summit chaired by the premier on 3 May"
                found.extend([own] if own else [])
            elif (
                levels
                and matches(token.relation, ("nmod", "appos", "flat"))
                and token.upos in ("PROPN", "NOUN")
            ):
                if token.relation != "nmod:poss" and (token.upos == "PROPN" or doc.get_marker(child) != "of"):
                    is_occasion = doc.get_marker(child) in ("at", "during")
                    found.extend(self._find_under_noun(doc, child, is_occasion, levels - 1))
        return found

    def _find_lent(self, doc: Doc, index: int) -> TimeMention | None:
        """Return the date of the verb that only carries the event: "launched an attack on Monday"."""
        token = doc.tokens[index]
        if token.head < 0:
            return None
        head = doc.tokens[token.head]
        if token.upos in ("VERB", "AUX"):
            is_phase = token.relation in ("xcomp", "ccomp") and head.lemma in PHASE_VERBS
            return self._find_clause(doc, head.index) if is_phase else None
        happening = self._find_happening(doc, index) or self._find_opening(doc, token, head)
        if happening:
            return happening
        if token.relation == "conj":
            return self._find_own(doc, head.index) if head.upos == token.upos else None
        slot = "obj" if token.relation in ("obj", "nsubj:pass") else doc.get_marker(index)
        if head.upos == "VERB" and (head.lemma, slot) in load_light_verbs():
            return self._find_clause(doc, head.index)
        return None

    def _find_clause(self, doc: Doc, index: int) -> TimeMention | None:
        return self._find_own(doc, index) or self._find_within(doc, index)

    def _find_happening(self, doc: Doc, noun: int) -> TimeMention | None:
        """Return the date of the clause that says a noun happened: "the deal signed on Monday".

        "the raid, which began on 3 May": the noun is what the clause is about. In "the deal
        that he criticised on Monday" it is not, and the date is none of its.
        """
        for child in doc.get_children(noun, "acl"):
            subjects = doc.get_children(child.index, "nsubj")
            if child.relation == "acl" or any(s.lower in ("which", "that", "who") for s in subjects):
                own = self._find_own(doc, child.index)
                if own:
                    return own
        return None

    def _find_opening(self, doc: Doc, noun: Token, verb: Token) -> TimeMention | None:
        """Return the date of what is to happen: "the fair opens tomorrow"."""
        if not matches(noun.relation, ("nsubj",)):
            return None
        for child in doc.get_children(verb.index, "xcomp"):
            if child.lemma in PHASE_VERBS or child.lemma in HAPPENING_VERBS:
                return self._find_own(doc, child.index)
        return None

    def _find_behind(self, doc: Doc, trigger: int) -> TimeMention | None:
        """Return the date behind a deed that the parser gave to the verb that speaks of it.

        "On Wednesday the army accused them of killing 50 people in Kivu on Sunday": the killing, as the verb
        has its own. "condemned the attack on 12 November", at the end of the month: no news is as old.
        """
        last = doc.get_sentence(trigger).last
        for place in range(trigger + 1, last):
            token, mention = doc.tokens[place], self.by_token.get(place)
            if mention:
                verb = doc.tokens[mention.head].head
                is_taken = verb not in {above.index for above in doc.get_ancestors(trigger)}
                if is_taken or verb >= trigger or not _is_on_day(doc, mention):
                    return None
                return mention if self._is_of_deed(doc, mention, verb) else None
            if token.upos in ("VERB", "AUX", "PUNCT", "SCONJ"):
                return None
        return None

    def _is_of_deed(self, doc: Doc, mention: TimeMention, verb: int) -> bool:
        """Return whether a date is not that of a saying: this has another, or it is older than news is."""
        if self._find_beside(doc, verb):
            return True
        if self.published is None or mention.when.end is None or doc.tokens[verb].lemma not in JUDGING_VERBS:
            return False
        return (self.published - date.fromisoformat(mention.when.end)).days > SAYING_DAYS

    def _find_occasion(self, doc: Doc, verb: int) -> TimeMention | None:
        """Return the date of the occasion of a verb: "won in the 2001 election".

        "fled when jets struck on Monday"; "died in the raid, which came on 3 May".
        """
        if doc.tokens[verb].upos not in ("VERB", "AUX"):
            return None
        for child in doc.tokens[verb].children:
            relation = doc.tokens[child].relation
            if relation.startswith("obl") and doc.get_marker(child) in ("in", "at", "during"):
                happening = self._find_happening(doc, child) or self._find_named(doc, child)
            elif relation.startswith("advcl") and _is_at_once(doc, child):
                both = _is_past(doc.tokens[child]) and _is_past(doc.tokens[verb])
                happening = self._find_own(doc, child) if both else None
            else:
                continue
            if happening:
                return happening
        return None

    def _find_named(self, doc: Doc, noun: int) -> TimeMention | None:
        """Return the date that names a thing: "the 2001 election"."""
        for child in doc.tokens[noun].children:
            mention = self.by_token.get(child)
            if mention and child < noun and doc.tokens[child].relation in PREMODIFIERS:
                return mention
        return None

    def _find_inherited(self, doc: Doc, trigger: int) -> TimeMention | None:
        """Return the date that an event without one has from the clause around it."""
        token = doc.tokens[trigger]
        for _ in range(3):
            head = doc.tokens[token.head] if token.head >= 0 else None
            if head is None:
                return self._find_shared(doc, token) if token.upos in ("VERB", "AUX") else None
            if not self._may_inherit(doc, token, head):
                is_first = token.index == trigger and token.upos in ("VERB", "AUX")
                return self._find_shared(doc, token) if is_first else None
            found = (
                self._find_clause(doc, head.index)
                if head.upos in ("VERB", "AUX")
                else self._find_own(doc, head.index)
            )
            if found:
                return found
            token = head
        return None

    def _may_inherit(self, doc: Doc, token: Token, head: Token) -> bool:
        """Return whether a clause or noun shares the time of what it hangs on.

        "struck on Monday, killing two"; "struck on Monday and fled"; "on Monday jets struck and
        two men died"; "fell on Monday as troops fled"; "the strike killed two on Monday" (for
        the strike); "the raid on Monday, which killed two".
        """
        relation = token.relation
        if token.upos in ("VERB", "AUX"):
            if relation == "conj":
                is_shared = not doc.get_children(token.index, "nsubj") or self._opens_with_date(doc, head)
                return _is_past(token) and _is_past(head) and is_shared
            if relation == "xcomp":
                return head.lemma in PHASE_VERBS
            if relation.startswith("advcl"):
                if _is_at_once(doc, token.index) and _is_past(token):
                    return _is_past(head)
                is_participle = (
                    token.feats.get("VerbForm") in ("Part", "Ger") and token.feats.get("Tense") != "Past"
                )
                return is_participle and doc.get_marker(token.index) in ("", "while", "by", "when")
            subjects = doc.get_children(token.index, "nsubj")
            return (
                relation == "acl:relcl"
                and _is_past(token)
                and any(subject.lower in ("which", "that") for subject in subjects)
            )
        if relation == "obl" and doc.get_marker(token.index) in ("at", "during", "in"):
            return head.upos == "VERB"  # "announced on Monday at the summit", for the summit
        return relation in ("nsubj", "nsubj:pass") and head.upos == "VERB" and _is_past(head)

    def _opens_with_date(self, doc: Doc, verb: Token) -> bool:
        """Return whether a date stands before all else of a clause, and so over what follows "and"."""
        subjects = doc.get_children(verb.index, "nsubj")
        own = self._find_own(doc, verb.index)
        return bool(own and subjects and own.last <= doc.get_subtree(subjects[0].index)[0])

    def _find_shared(self, doc: Doc, root: Token) -> TimeMention | None:
        """Return the date behind the last of several verbs: "shelled and stormed the town on Monday".

        "Six were killed and 41 hurt on Tuesday": the first "were" is that of both.
        """
        for child in doc.get_children(root.index, "conj"):
            is_shared = not doc.get_children(child.index, "nsubj") or _is_cut_short(doc, child, root)
            if child.upos == "VERB" and is_shared and _is_past(child) and _is_past(root):
                if not any(token.lower == "then" for token in doc.get_children(child.index, "advmod")):
                    return self._find_own(doc, child.index)
        return None


def _is_at_once(doc: Doc, verb: int) -> bool:
    """Return whether a clause tells what went on at the same time: "when the truce ended", "as men fled"."""
    is_when = any(child.lower == "when" for child in doc.get_children(verb, "advmod", "mark"))
    return is_when or doc.get_marker(verb) in ("as", "while")


def _is_past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" or token.feats.get("VerbForm") == "Part" or is_past_form(token)


def _is_cut_short(doc: Doc, verb: Token, root: Token) -> bool:
    """Return whether a verb has its auxiliary from the one before: "were killed and 41 hurt"."""
    return bool(doc.get_children(root.index, "aux:pass")) and not doc.get_children(verb.index, "aux", "obj")


def is_of_saying(doc: Doc, mention: TimeMention) -> bool:
    """Return whether a date stands right behind a verb of saying, or hangs on it: "police said on Friday"."""
    holder = doc.tokens[mention.head].head
    is_held = holder >= 0 and doc.tokens[holder].lemma in SAYING_VERBS
    return is_held or _find_saying_before(doc, mention) is not None


def _find_saying_before(doc: Doc, mention: TimeMention) -> int | None:
    """Return the verb of saying right before a date and its "on"; None for no such."""
    place = mention.first - 1
    place -= place >= 0 and doc.tokens[place].lower == "on"
    is_inside = place >= doc.get_sentence(mention.first).first
    token = doc.tokens[place] if is_inside else None
    return place if token and token.upos == "VERB" and token.lemma in SAYING_VERBS else None


def _is_on_day(doc: Doc, mention: TimeMention) -> bool:
    """Return whether a date of days stands behind "on"."""
    before = doc.tokens[max(0, mention.first - 1)]
    return before.lower == "on" and mention.when.precision in ("day", "range")


def _list_heads(doc: Doc, token: Token) -> list[int]:
    return [above.index for above in doc.get_ancestors(token.index)]


def _get_length(when: When) -> int:
    if when.start is None or when.end is None:
        return 1_000_000
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days


def find_times(doc: Doc, published: date | None) -> TimeTable:
    """Return the time expressions of a document, resolved against the day of its dateline or publication.

    Without that day, "Tuesday" or "last week" keep their words and stay unresolved; dates
    with a year, and what counts from them ("two days later"), are still told.
    """
    found = find_expressions(doc)
    written = find_written(doc, found, published)
    table = TimeTable(written)
    expressions = [expression for expression in found if expression.kind not in TIMELESS]
    table.expressions = [
        timex
        for expression in found
        if expression.kind in TIMELESS
        for timex in find_timexes(expression, Moment(written))
    ]
    story = Story(written, expressions)
    for number, expression in enumerate(expressions):
        sentence = doc.get_sentence(expression.first)
        following = expressions[number + 1] if number + 1 < len(expressions) else None
        is_restated = story.is_restated(doc, expression)
        value, timexes = story.read(doc, expression, sentence, following)
        table.expressions.extend(timexes)
        head = find_head(doc, expression.first, expression.last)
        span = doc.get_span(expression.first, expression.last)
        mention = TimeMention(
            expression.first,
            expression.last,
            head,
            When(
                start=value.start.isoformat() if value.start else None,
                end=value.end.isoformat() if value.end else None,
                precision=value.precision,
                basis="stated" if is_stated(expression) else "relative",
                text=span,
            ),
        )
        is_counted = expression.bound == "event" and expression.kind == "offset"
        if is_counted and (is_restated or value.start is None):
            mention.counted = expression.unit, expression.amount, expression.shift or 1
        table.mentions.append(mention)
        if expression.kind == "part":
            table.is_bare.add(head)
        for index in range(expression.first, expression.last):
            table.by_token[index] = mention
    table.expressions.sort()
    return table
