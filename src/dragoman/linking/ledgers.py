"""The ledger of one commitment: its acts from all reports in order, what is open, where it stands on a day.

Place in the flow: above `commitments`, which says which tellings are one commitment. A day is an ordinal.
What nobody reported stays unreported: a request without an answer is open, and a truce of which no breach is
reported is not thereby kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.linking.commitment_facts import ActFacts, CommitmentFacts, Party
from dragoman.linking.commitments import are_alike
from dragoman.linking.facts import Voice
from dragoman.linking.groups import count_origins
from dragoman.linking.wording import stem_words
from dragoman.reading.commitment_status import find_status as settle_status
from dragoman.record.model import CommitmentStatus

QuestionKind = Literal["asked", "promised"]
ObservanceKind = Literal["observed", "alleged_violation", "admitted_violation", "no_report"]
_OPENING = frozenset({"requested", "demanded", "proposed", "invoked", "urged"})
"""What stands before all else on its day, since the rest answers it."""
_CLOSING = frozenset({"ended", "no_answer"})
"""What stands after all else on its day."""
_REPEATED = frozenset({
    "alleged_violation", "admitted_violation", "delivered", "observed", "urged", "no_answer", "extended",
})  # fmt: skip
"""What may happen again: two tellings are one only where both give the day, or copy one text."""
SOON = 5
"""Days between reports within which an act that neither dates is the same; of 2, 5, 10 and 30 the best on the
series that are not held out."""
_ASKING = frozenset({"requested", "demanded", "invoked"})
_ANSWERING = frozenset({
    "pledged", "announced", "signed", "delivered", "refused", "answered_otherwise", "observed", "extended",
    "ended",
})  # fmt: skip
_FULFILLING = frozenset({"delivered", "refused", "answered_otherwise", "observed", "ended"})
"""What settles a promise, one way or the other."""
_SUSPENDING = stem_words("suspended suspension frozen freezes froze")


@dataclass(frozen=True, slots=True)
class Telling:
    """Where one report tells an act: its commitment and the number of the act there, to reach the words."""

    report: str
    commitment: str
    number: int
    published: int | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class LedgerAct:
    """One act of a commitment with all who tell it; `days` are the narrowest that a report states.

    `reported` is the day of the first report, None where no report is dated.
    """

    act: str
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    days: tuple[int, int] | None
    reported: int | None
    tellings: tuple[Telling, ...]
    origins: int
    words: frozenset[str]

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Return who says so, each once; empty where the reports tell it in their own words."""
        return tuple(dict.fromkeys(voice for telling in self.tellings for voice in telling.voices))


@dataclass(frozen=True, slots=True)
class Ledger:
    """One commitment across reports."""

    kind: str
    name: str
    parties: tuple[Party, ...]
    acts: tuple[LedgerAct, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What was asked of somebody, or promised by him, with no answer reported: `by` waits and `to` owes.

    `since` is the first day on which it was asked or promised, None where no report tells; `acts` are those
    that asked, `unanswered` those that say in words that nothing came.
    """

    kind: QuestionKind
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    since: int | None
    acts: tuple[LedgerAct, ...]
    unanswered: tuple[LedgerAct, ...]


@dataclass(frozen=True, slots=True)
class Observance:
    """Who is said to keep or to break a commitment, by the acts that say so."""

    kind: ObservanceKind
    by: tuple[Party, ...]
    acts: tuple[LedgerAct, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a commitment stands on a day, and what is said of its observance; never empty."""

    status: CommitmentStatus
    observance: tuple[Observance, ...]


def make_ledger(tellings: Sequence[CommitmentFacts], origins: Mapping[str, tuple[str, ...]]) -> Ledger:
    """Return the ledger of one commitment; of kinds the one that most reports give, its first name."""
    ordered = sorted(tellings, key=lambda facts: (facts.published or 0, facts.report, facts.order))
    kinds = [facts.kind for facts in ordered]
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    return Ledger(
        kind=kind,
        name=next(facts.name for facts in ordered if facts.kind == kind),
        parties=_join_parties(facts.parties for facts in ordered),
        acts=order_acts(ordered, origins),
    )


def order_acts(
    tellings: Sequence[CommitmentFacts], origins: Mapping[str, tuple[str, ...]]
) -> tuple[LedgerAct, ...]:
    """Return the acts of all reports in order of when they happened; an act that several tell is one.

    An act without a day of its own stands where its report was published; on one day what asks stands before
    what answers, and what ends after both.

    Args:
        tellings: What each report says of the commitment.
        origins: The origins of each report, as of `groups.group_origins`; a report without any is its own.
    """
    groups: list[list[tuple[CommitmentFacts, ActFacts]]] = []
    for facts in sorted(tellings, key=lambda facts: (facts.published or 0, facts.report, facts.order)):
        for act in facts.acts:
            home = next((group for group in groups if _tells(group, facts, act, origins)), None)
            if home is None:
                groups.append([(facts, act)])
            else:
                home.append((facts, act))
    acts = [(_find_place(group), _make_act(group, origins)) for group in groups]
    return tuple(act for _, act in sorted(acts, key=lambda pair: pair[0]))


def _tells(
    group: Sequence[tuple[CommitmentFacts, ActFacts]],
    facts: CommitmentFacts,
    act: ActFacts,
    origins: Mapping[str, tuple[str, ...]],
) -> bool:
    """Return whether a report tells an act that others told.

    Where both state the day they tell; else it is what happens once, and its day is known or it is told again
    within `SOON` days; or it is a copy of the words.
    """
    if any(other.report == facts.report for other, _ in group):
        return False
    for _, known in group:
        if known.act != act.act or not are_alike(known.by, act.by) or not are_alike(known.to, act.to):
            return False
    days, known_days = _find_narrowest([act]), _find_narrowest(known for _, known in group)
    if days and known_days:
        return _do_overlap(days, known_days)
    other, known = group[0]
    own, others = (origins.get(name, (name,)) for name in (facts.report, other.report))
    if set(own) & set(others) and known.words & act.words:
        return True
    is_soon = abs((facts.published or 0) - (other.published or 0)) <= SOON
    return act.act not in _REPEATED and (is_soon or bool(known_days))


def _do_overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _find_place(group: list[tuple[CommitmentFacts, ActFacts]]) -> tuple[int, int, int, int]:
    """Return where an act stands in order: its day, its step on that day, its report, its words there."""
    facts, act = group[0]
    days = _find_narrowest(act for _, act in group)
    published = facts.published or 0
    step = 0 if act.act in _OPENING else 2 if act.act in _CLOSING else 1
    return (days[0] if days else published, step, published, act.start)


def _find_narrowest(acts: Iterable[ActFacts]) -> tuple[int, int] | None:
    days = [act.days for act in acts if act.days and act.is_day_stated]
    return min(days, key=lambda pair: pair[1] - pair[0]) if days else None


def _make_act(
    group: list[tuple[CommitmentFacts, ActFacts]], origins: Mapping[str, tuple[str, ...]]
) -> LedgerAct:
    reports = list(dict.fromkeys(facts.report for facts, _ in group))
    published = [facts.published for facts, _ in group if facts.published is not None]
    return LedgerAct(
        act=group[0][1].act,
        by=_join_parties(act.by for _, act in group),
        to=_join_parties(act.to for _, act in group),
        days=_find_narrowest(act for _, act in group),
        reported=min(published, default=None),
        tellings=tuple(
            Telling(facts.report, facts.commitment, act.number, facts.published, act.voices)
            for facts, act in group
        ),
        origins=count_origins(reports, {report: origins.get(report, (report,)) for report in reports}),
        words=frozenset(word for _, act in group for word in act.words),
    )


def _join_parties(many: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return all parties, each once by its key."""
    found: dict[str, Party] = {}
    for parties in many:
        for party in parties:
            found.setdefault(party.key, party)
    return tuple(found.values())


def list_known_acts(ledger: Ledger, day: int) -> list[LedgerAct]:
    """Return the acts that had happened by a day and that a report had told by then, in order."""
    return [
        act
        for act in ledger.acts
        if (act.reported is None or act.reported <= day) and (act.days is None or act.days[0] <= day)
    ]


def list_open_questions(ledger: Ledger, day: int) -> list[OpenQuestion]:
    """Return what was asked or promised and, as far as was reported by a day, not answered; the oldest first.

    Of several who were asked only those who have not answered remain. A request is open until an answer is
    reported; a promise only where words say that nothing came of it. Such words open again what was answered.
    """
    acts = list_known_acts(ledger, day)
    questions: list[OpenQuestion] = []
    for place, act in enumerate(acts):
        question = _ask(act, acts[place + 1 :], is_new=not questions)
        if question is None:
            continue
        known = next((each for each in questions if _is_same_question(each, question)), None)
        if known is None:
            questions.append(question)
        else:
            questions[questions.index(known)] = _join_questions(known, question)
    return questions


def _ask(act: LedgerAct, later: Sequence[LedgerAct], *, is_new: bool) -> OpenQuestion | None:
    """Return the question that an act leaves open, None where it asks nothing or was answered.

    Words that nothing came, of a request that no report tells, ask by themselves (`is_new`).
    """
    if act.act in _ASKING and (act.to or act.act != "invoked"):
        by, to, answers = act.by, act.to, _ANSWERING
    elif act.act == "pledged":
        by, to, answers = act.to, act.by, _FULFILLING
    elif act.act == "no_answer" and is_new:
        by, to, answers = act.to, act.by, _ANSWERING
    else:
        return None
    owing, silences = _find_owing(by, to, later, answers)
    if owing is None or (act.act == "pledged" and not silences):
        return None
    if act.act == "no_answer":
        return OpenQuestion("asked", by, owing, None, (), (act, *silences))
    kind: QuestionKind = "promised" if act.act == "pledged" else "asked"
    return OpenQuestion(kind, by, owing, act.days[0] if act.days else act.reported, (act,), silences)


def _find_owing(
    by: tuple[Party, ...], to: tuple[Party, ...], later: Sequence[LedgerAct], answers: frozenset[str]
) -> tuple[tuple[Party, ...] | None, tuple[LedgerAct, ...]]:
    """Return who has not answered and the acts that say so; None for nobody, empty where nobody was named.

    Where nobody was named, whoever acts answers, if he is not only he who asked.
    """
    if not to:
        asking = {party.side for party in by}
        others = [
            act for act in later if not (asking and act.by) or {party.side for party in act.by} - asking
        ]
        is_open, silences = _hear(others, answers)
        return (() if is_open else None), silences
    heard = {party: _hear([act for act in later if are_alike(act.by, (party,))], answers) for party in to}
    owing = tuple(party for party, (is_open, _) in heard.items() if is_open)
    silences = tuple(dict.fromkeys(act for party in owing for act in heard[party][1]))
    return owing or None, silences


def _hear(acts: Sequence[LedgerAct], answers: frozenset[str]) -> tuple[bool, tuple[LedgerAct, ...]]:
    """Return whether nothing was heard, or last that nothing came; and the acts that say so."""
    told = [act for act in acts if act.act in answers or act.act == "no_answer"]
    is_open = not told or told[-1].act == "no_answer"
    return is_open, tuple(act for act in told if act.act == "no_answer") if is_open else ()


def _is_same_question(one: OpenQuestion, other: OpenQuestion) -> bool:
    return are_alike(one.by, other.by) and are_alike(one.to, other.to)


def _join_questions(one: OpenQuestion, other: OpenQuestion) -> OpenQuestion:
    """Return two questions as one, which is as old as the first and asked by and of all."""
    return OpenQuestion(
        one.kind,
        _join_parties((one.by, other.by)),
        _join_parties((one.to, other.to)),
        one.since,
        (*one.acts, *other.acts),
        tuple(dict.fromkeys((*one.unanswered, *other.unanswered))),
    )


def find_status(ledger: Ledger, day: int) -> Standing:
    """Return where a commitment stands on a day, and who is said to keep it, as far as was reported by then.

    Example:
        >>> find_status(Ledger("ceasefire", "truce", (), ()), 730_000).observance
        (Observance(kind='no_report', by=(), acts=()),)
    """
    acts = list_known_acts(ledger, day)
    is_suspended = any(act.act == "ended" and act.words & _SUSPENDING for act in acts)
    status = settle_status(ledger.kind, [act.act for act in acts], is_suspended=is_suspended)
    return Standing(status, _list_observance(acts) or (Observance("no_report", (), ()),))


def _list_observance(acts: Iterable[LedgerAct]) -> tuple[Observance, ...]:
    """Return who keeps it and who breaks it according to the acts, one row for each kind and doers."""
    found: dict[tuple[ObservanceKind, frozenset[str]], list[LedgerAct]] = defaultdict(list)
    for act in acts:
        keys = frozenset(party.key for party in act.by)
        if act.act == "observed":
            found["observed", keys].append(act)
        elif act.act == "alleged_violation":
            found["alleged_violation", keys].append(act)
        elif act.act == "admitted_violation":
            found["admitted_violation", keys].append(act)
    return tuple(
        Observance(kind, _join_parties(act.by for act in told), tuple(told))
        for (kind, _), told in found.items()
    )
