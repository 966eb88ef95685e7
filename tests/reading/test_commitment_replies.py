"""Who was asked may refuse or stay silent; silence of others, or about nothing asked, is none."""

from __future__ import annotations

import pytest

from dragoman import read


def list_replies(text: str) -> list[tuple[str, set[str | None]]]:
    record = read(text, published="2010-05-05")
    countries = {actor.id: actor.country for actor in record.actors}
    return [
        (act.act, {countries[id] for id in act.by})
        for commitment in record.commitments
        for act in commitment.acts
        if act.act in ("refused", "no_answer")
    ]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Togo proposed a truce to Ghana. Accra rejected it on Friday.", ("refused", {"GHA"})),
        ("Togo proposed a truce to Ghana. Ghana has not answered.", ("no_answer", {"GHA"})),
        ("Togo demanded a corridor from Ghana. Ghana has yet to reply.", ("no_answer", {"GHA"})),
        ("Togo asked Ghana for tents on 1 May. No tents have come.", ("no_answer", {"GHA"})),
        ("Togo demanded a truce from Ghana. No answer came.", ("no_answer", {"GHA"})),
    ],
)
def test_a_refusal_and_words_of_silence_are_read_of_who_was_asked(
    text: str, reply: tuple[str, set[str]]
) -> None:
    assert list_replies(text) == [reply]


@pytest.mark.parametrize(
    "text",
    [
        "Togo proposed a truce to Ghana. Benin has not answered.",
        "Togo proposed a truce to Ghana. Ghana has answered.",
        "Togo and Ghana signed a truce. Ghana has not answered.",
        "Togo proposed a truce to Ghana.",
    ],
)
def test_what_others_do_not_say_is_no_silence_and_nothing_told_is_none(text: str) -> None:
    assert list_replies(text) == []
