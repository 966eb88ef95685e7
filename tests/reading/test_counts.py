from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.flow import read
from dragoman.language.doc import Doc, Sentence, Token
from dragoman.reading.actors import ActorTable
from dragoman.reading.attribution import ClaimDraft, Claims
from dragoman.reading.counts import find_casualties
from tests.reading.parses import read_blocks

BLOCKS = read_blocks("casualties_parses.txt")
WORDS = (
    "12 at least killed dead toll from to of soldiers each no a lives lost and , was the bodies including "
    "prisoner took wounded another"
).split()


def show(bound: int | None) -> str:
    return "-" if bound is None else str(bound)


@pytest.mark.parametrize(("text", "expected", "doc"), BLOCKS, ids=[block[0] for block in BLOCKS])
def test_sentences(text: str, expected: list[str], doc: Doc) -> None:
    found = [
        f"{toll.kind} {show(toll.low)} {show(toll.high)} {show(toll.best)} "
        f"{'old' if toll.superseded else '-'} {toll.role or '-'} | {doc.get_span(*toll.span).text}"
        for toll in find_casualties(doc, ActorTable(), Claims())
    ]
    assert doc.text == text
    assert found == expected


def test_enough_sentences() -> None:
    assert len(BLOCKS) >= 60


def test_totals_and_new_figures() -> None:
    said = {text: find_casualties(doc, ActorTable(), Claims()) for text, _, doc in BLOCKS}
    assert said["More than 100 people have been killed so far."][0].cumulative is True
    assert said["Another 12 people were killed on Wednesday."][0].cumulative is False
    assert said["Clashes killed 18 policemen in the highlands."][0].cumulative is None


def test_speaker_is_that_of_the_innermost_claim() -> None:
    doc = next(doc for text, _, doc in BLOCKS if text.startswith("Clashes killed 18"))
    outer = ClaimDraft("c1", None, None, (), "asserts", (0, 1), (0, 8), None, False, None, 0.9, "")
    inner = ClaimDraft("c2", None, None, (), "asserts", (0, 1), (1, 5), None, False, None, 0.9, "")
    assert find_casualties(doc, ActorTable(), Claims([outer, inner]))[0].claim == "c2"


def test_two_each_make_two_rows_with_one_owner_each() -> None:
    doc = next(doc for text, _, doc in BLOCKS if text.startswith("Two soldiers each"))
    peru, ecuador = (next(t.index for t in doc.tokens if t.text == name) for name in ("Peru", "Ecuador"))
    table = ActorTable(heads={peru: ("a1", "a2"), ecuador: ("a2",)})
    assert [toll.victims for toll in find_casualties(doc, table, Claims())] == [("a1",), ("a2",)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from(["NOUN", "VERB", "NUM", "ADJ", "PROPN", "ADP"]))
    )
)
def test_never_fails(words: list[tuple[str, str]]) -> None:
    doc = Doc(" ".join(word for word, _ in words), [], [])
    start = 0
    for index, (word, upos) in enumerate(words):
        children = (index + 1,) if index + 1 < len(words) else ()
        doc.tokens.append(
            Token(index, start, start + len(word), word, word, 0, word, upos, {}, index - 1, "obj", children)
        )
        start += len(word) + 1
    if words:
        doc.sentences.append(Sentence(0, 0, len(words), 0, len(doc.text), 0, root=0))
    for toll in find_casualties(doc, ActorTable(), Claims()):
        assert doc.get_span(*toll.span).text in doc.text


def test_one_persons_harm_is_told_once() -> None:
    record = read(
        "A nun was killed in Beni on Monday. The nun was killed by a mine, the mayor said. "
        "Two drivers were killed on the road to Butembo. The two drivers were killed by rebels."
    )
    assert [toll.best for toll in record.casualties if toll.best == 1] == [1]
    assert [toll.best for toll in record.casualties if toll.best == 2] == [2, 2]


def test_a_count_of_one_has_one_victim() -> None:
    record = read("Gunmen shot the mayor of Beni and her driver dead. The mayor and her driver were killed.")
    assert all(len(toll.victims) <= 1 for toll in record.casualties if toll.high == 1)


def test_a_natural_death_of_one_person_is_no_toll() -> None:
    said = "The bishop of Beni died of cancer at the age of 81. The ministers met in the capital on Monday."
    assert not read(said).casualties
    assert [toll.low for toll in read("Twelve villagers died of cholera in the camp.").casualties] == [12]


def test_a_part_says_whose_part_it_is() -> None:
    record = dragoman.read("Shells killed 12 people, including four children, in Osh on Monday.")
    whole, part = record.casualties
    assert (whole.low, part.low, part.kind, part.part_of) == (12, 4, "killed", whole.id)
    assert whole.part_of is None


def test_nuns_among_the_dead_are_a_part_of_them() -> None:
    record = dragoman.read("Three nuns were among the 15 killed in the raid on Gao.")
    tolls = {toll.low: toll for toll in record.casualties}
    assert tolls[3].part_of == tolls[15].id


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        (
            "The dead were identified as Ana Ruiz, 34, Omar Sy and his wife Li Wen.",
            3,
            "Ana Ruiz|Omar Sy|Li Wen",
        ),
        ("Among the wounded are Ana Ruiz, 53; Omar Sy, 24; and Li Wen, 23.", 3, "Ana Ruiz|Omar Sy|Li Wen"),
        ("The victims were named as Omar Sy and Li Wen.", 2, "Omar Sy|Li Wen"),
        ("Ana Ruiz and Li Wen were among the dead.", 2, "Ana Ruiz|Li Wen"),
    ],
)
def test_those_who_are_named_are_counted(text: str, count: int, names: str) -> None:
    record = dragoman.read(text)
    [toll] = record.casualties
    by_id = {actor.id: actor.name for actor in record.actors}
    assert (toll.low, toll.high, toll.combined) == (count, count, False)
    assert [by_id[id] for id in toll.victims] == names.split("|")


def test_names_join_the_number_that_was_told_before() -> None:
    record = dragoman.read("Gunmen killed two teachers in Gao. The dead were named as Omar Sy and Li Wen.")
    [toll] = record.casualties
    assert {"Omar Sy", "Li Wen"} <= {actor.name for actor in record.actors if actor.id in toll.victims}


@pytest.mark.parametrize(
    "text",
    [
        "The victims were identified as Ana Ruiz, 41, and the missing boy as Li Wen.",
        "The dead were identified as Ana Ruiz and the wounded man as Li Wen.",
    ],
)
def test_who_came_to_other_harm_is_not_among_the_dead(text: str) -> None:
    record = dragoman.read(text)
    dead = [toll for toll in record.casualties if toll.kind == "killed"]
    by_id = {actor.id: actor.name for actor in record.actors}
    assert [[by_id[id] for id in toll.victims] for toll in dead] == [["Ana Ruiz"]]


def test_what_the_dead_were_is_no_list_of_names() -> None:
    assert not dragoman.read("Police said the dead were farmers from the valley.").casualties


def test_a_civilian_by_trade_is_counted_and_two_of_them_are_of_those_before() -> None:
    record = dragoman.read(
        "A drone hit the ferry, killing a deckhand and wounding five nuns, two of them badly."
    )
    tolls = {(toll.kind, toll.low): toll.victims for toll in record.casualties}
    by_id = {actor.id: actor.name for actor in record.actors}
    assert [by_id[id] for id in tolls["killed", 1]] == ["deckhand"]
    assert tolls["injured", 2] == tolls["injured", 5] and tolls["injured", 5]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunmen ambushed a convoy, wounding five officers, the provincial police chief, Ivo Lasa, said.",
            {("injured", 5)},
        ),
        ("A raid killed four farmers, the governor, Ali Noor, said.", {("killed", 4)}),
        ("The wounded mayor said that two nurses had died.", {("injured", 1), ("killed", 2)}),
    ],
)
def test_who_tells_of_the_harm_is_not_among_the_harmed(text: str, told: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.low) for toll in dragoman.read(text).casualties} == told
