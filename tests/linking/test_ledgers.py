"""Acts of all reports stand in the order of their days; what nobody reported is open and never kept."""

from dataclasses import replace

from dragoman.linking.commitment_facts import ActFacts, CommitmentFacts, Party
from dragoman.linking.facts import Voice
from dragoman.linking.ledgers import find_status, list_open_questions, make_ledger, order_acts

MALI = Party("MLIGOV", "Bamako", "MLI", "MLI")
GHANA = Party("GHAGOV", "Accra", "GHA", "GHA")
TOGO = Party("TGOGOV", "Lome", "TGO", "TGO")
REBELS = Party("MLIREB", "the rebels", "MLIREB", "MLI")


def make_act(act, by=(), to=(), day=None, start=0, voices=(), words=()):
    days = (day, day) if day else None
    return ActFacts(start, act, by, to, days, day is not None, voices, start, frozenset(words))


def tell(report, published, *acts, kind="ceasefire"):
    return CommitmentFacts(report, "m1", 0, kind, kind, frozenset(), (), acts, published, frozenset())


def list_acts(*tellings, origins=None):
    return [act.act for act in order_acts(tellings, origins or {})]


def test_an_act_stands_at_its_own_day_not_at_that_of_its_report():
    early = tell("r1", 100, make_act("alleged_violation", (REBELS,), day=99))
    late = tell("r2", 120, make_act("signed", (MALI,), day=90))
    assert list_acts(early, late) == ["signed", "alleged_violation"]


def test_an_act_without_a_day_stands_at_its_report():
    assert list_acts(tell("r1", 100, make_act("signed")), tell("r2", 130, make_act("ended", day=95))) == [
        "ended",
        "signed",
    ]


def test_on_one_day_the_request_stands_before_its_answer_and_the_end_after_all():
    told = tell(
        "r1",
        100,
        make_act("ended", start=1),
        make_act("refused", (GHANA,), start=2),
        make_act("requested", (MALI,), (GHANA,), start=3),
    )
    assert list_acts(told) == ["requested", "refused", "ended"]


def test_an_act_that_two_reports_tell_is_one_with_both_as_tellers():
    voice = Voice("MLIGOV", "Bamako", "asserts")
    one = tell("r1", 100, make_act("signed", (MALI,), day=99, start=7))
    other = tell("r2", 101, make_act("signed", (MALI, REBELS), voices=(voice,)))
    (act,) = order_acts([one, other], {"r1": ("r1",), "r2": ("r1",)})
    assert [(telling.report, telling.number) for telling in act.tellings] == [("r1", 7), ("r2", 0)]
    assert act.by == (MALI, REBELS) and act.days == (99, 99) and act.reported == 100
    assert act.origins == 1 and act.voices == (voice,)


def test_two_breaches_are_two_unless_both_reports_give_the_day_or_copy_one_text():
    breach = make_act("alleged_violation", (REBELS,), words=("shell",))
    dated = make_act("alleged_violation", (REBELS,), day=98)
    assert len(list_acts(tell("r1", 100, breach), tell("r2", 105, breach))) == 2
    assert len(list_acts(tell("r1", 100, dated), tell("r2", 105, dated))) == 1
    copied = {"r1": ("r1",), "r2": ("r1",)}
    assert len(list_acts(tell("r1", 100, breach), tell("r2", 105, breach), origins=copied)) == 1


def test_two_ends_that_nobody_dates_are_one_only_within_days_of_each_other():
    ended = make_act("ended", (MALI,))
    assert len(list_acts(tell("r1", 100, ended), tell("r2", 103, ended))) == 1
    assert len(list_acts(tell("r1", 100, ended), tell("r2", 140, ended))) == 2
    dated = make_act("ended", (MALI,), day=99)
    assert len(list_acts(tell("r1", 100, dated), tell("r2", 140, ended))) == 1


def test_a_day_that_was_inferred_is_no_day_of_its_own():
    inferred = replace(make_act("signed", (MALI,), day=40), is_day_stated=False)
    (act,) = order_acts([tell("r1", 100, inferred)], {})
    assert act.days is None and act.reported == 100


def test_acts_of_two_sides_or_of_two_days_are_two():
    assert (
        len(
            list_acts(
                tell("r1", 9, make_act("refused", (MALI,))), tell("r2", 9, make_act("refused", (REBELS,)))
            )
        )
        == 2
    )
    signed = [tell(f"r{day}", 50, make_act("signed", (MALI,), day=day)) for day in (10, 20)]
    assert len(list_acts(*signed)) == 2


def ask(day, *tellings):
    return list_open_questions(make_ledger(tellings, {}), day)


REQUEST = tell("r1", 100, make_act("requested", (MALI,), (GHANA, TOGO), day=98), kind="aid request")


def test_a_request_is_open_until_an_answer_is_reported():
    answer = tell("r2", 110, make_act("delivered", (GHANA,), (MALI,), day=103))
    (before,) = ask(109, REQUEST, answer)
    assert (before.kind, before.by, before.to, before.since) == ("asked", (MALI,), (GHANA, TOGO), 98)
    assert before.acts[0].tellings[0].commitment == "m1"
    (after,) = ask(110, REQUEST, answer)
    assert after.to == (TOGO,)


def test_before_it_was_reported_nothing_is_open():
    assert ask(99, REQUEST) == []


def test_a_refusal_is_an_answer():
    refusals = tell("r2", 101, make_act("refused", (GHANA,)), make_act("refused", (TOGO,)))
    assert ask(200, REQUEST, refusals) == []


def test_a_request_to_nobody_by_name_is_answered_by_others_with_or_without_him_who_asked():
    request = tell("r1", 100, make_act("requested", (MALI,), day=98), kind="aid request")
    own = tell("r2", 110, make_act("delivered", (MALI,), day=109))
    shared = tell("r2", 110, make_act("delivered", (MALI, GHANA), day=109))
    assert len(ask(120, request, own)) == 1
    assert ask(120, request, shared) == []


def test_another_deed_than_was_asked_for_is_an_answer():
    others = tell("r2", 101, make_act("answered_otherwise", (GHANA,)), make_act("refused", (TOGO,)))
    assert ask(200, REQUEST, others) == []


def test_words_that_nothing_came_are_no_answer_and_open_a_promise():
    promise = tell("r2", 101, make_act("pledged", (GHANA,), (MALI,), day=101))
    silence = tell("r3", 150, make_act("no_answer", (GHANA,), (MALI,)))
    assert ask(149, promise) == []
    (open_promise,) = ask(150, promise, silence)
    assert (open_promise.kind, open_promise.by, open_promise.to) == ("promised", (MALI,), (GHANA,))
    assert [act.act for act in open_promise.unanswered] == ["no_answer"]


def test_a_silence_without_a_reported_request_asks_with_no_day():
    (question,) = ask(200, tell("r1", 100, make_act("no_answer", (GHANA,), (MALI,))))
    assert (question.by, question.to, question.since) == ((MALI,), (GHANA,), None)


def test_no_report_of_a_breach_is_not_kept():
    signed = tell("r1", 100, make_act("signed", (MALI, REBELS), day=99))
    standing = find_status(make_ledger([signed], {}), 400)
    assert standing.status == "agreed"
    assert [each.kind for each in standing.observance] == ["no_report"]


def test_standing_follows_the_acts_that_were_reported_by_the_day():
    ledger = make_ledger(
        [
            tell("r1", 100, make_act("proposed", (TOGO,), day=97), make_act("signed", (MALI,), day=99)),
            tell(
                "r2",
                120,
                make_act("alleged_violation", (REBELS,), day=110, voices=(Voice("MLIGOV", "", ""),)),
            ),
            tell("r3", 130, make_act("ended", (MALI,), day=118)),
        ],
        {},
    )
    assert [find_status(ledger, day).status for day in (99, 100, 119, 120, 130)] == [
        "unknown",
        "agreed",
        "agreed",
        "in_force",
        "ended",
    ]
    (row,) = find_status(ledger, 125).observance
    assert (row.kind, row.by, row.acts[0].voices[0].key) == ("alleged_violation", (REBELS,), "MLIGOV")


def test_what_is_to_happen_later_has_not_happened_yet():
    ledger = make_ledger([tell("r1", 100, make_act("signed", day=99), make_act("ended", day=140))], {})
    assert [find_status(ledger, day).status for day in (120, 140)] == ["agreed", "ended"]


def test_a_ledger_has_the_kind_of_most_reports_and_all_parties_once():
    first = CommitmentFacts("r1", "m1", 0, "treaty", "accord", frozenset(), (MALI,), (), 9, frozenset())
    others = [
        CommitmentFacts(name, "m2", 0, "ceasefire", "truce", frozenset(), (MALI, REBELS), (), 10, frozenset())
        for name in ("r2", "r3")
    ]
    ledger = make_ledger([*others, first], {})
    assert (ledger.kind, ledger.name, ledger.parties) == ("ceasefire", "truce", (MALI, REBELS))
