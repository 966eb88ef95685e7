from __future__ import annotations

import time

import pytest

from dragoman.language.tokens import find_tokens


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in find_tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("They didn't, can't and cannot.", "They did n't , ca n't and can not ."),
        ("Mali’s army won’t go", "Mali ’s army wo n’t go"),
        ("soldiers' graves", "soldiers ' graves"),
        ("a fact-finding mission", "a fact - finding mission"),
        ("anti-tank, co-chair, mid-May", "anti-tank , co-chair , mid-May"),
        ("U.S. and U.N. envoys met in the D.C. area", "U.S. and U.N. envoys met in the D.C. area"),
        ("Gen. Aoun, Sept. 3, No. 7.", "Gen. Aoun , Sept. 3 , No. 7 ."),
        ("He said no.", "He said no ."),
        ("J. Savimbi left", "J. Savimbi left"),
        ("3,085 men, 2.5%, $40m", "3,085 men , 2.5 % , $ 40 m"),
        ("US$500 or €3", "US$ 500 or € 3"),
        ("the 1990s, 17th and 2019/20", "the 1990s , 17th and 2019/20"),
        ("at 4:00 a.m. on 11/28/2000", "at 4:00 a.m. on 11/28/2000"),
        ("September 12-13", "September 12 - 13"),
        ("5km and 9am", "5 km and 9 am"),
        ("and/or", "and / or"),
        ("“Why?” -- she asked…", "“ Why ? ” -- she asked …"),
        (
            "see https://un.org/a-b?c=d, or mail x.y@un.org.",
            "see https://un.org/a-b?c=d , or mail x.y@un.org .",
        ),
        ("@unmis said #peace", "@unmis said #peace"),
        ("report.pdf of kremlin.ru", "report.pdf of kremlin.ru"),
        ("on Sunday.The army", "on Sunday . The army"),
        ("🇹🇩 N'Djamena 👍🏽!", "🇹🇩 N'Djamena 👍🏽 !"),
        ("Sana'a and o'clock", "Sana'a and o'clock"),
        ("non-", "non -"),
    ],
)
def test_tokens_follow_the_treebanks(text: str, tokens: str) -> None:
    assert " ".join(read(text)) == tokens


def test_zero_width_characters_stay_inside_and_fall_off_the_ends() -> None:
    assert read("\u200fHo\u200bdeida\u200e fell\x00\x07.") == ["Ho\u200bdeida", "fell", "."]


def test_zero_width_characters_change_no_token() -> None:
    text = "They didn't leave U.S. soil on Sept. 3, anti-war leaders said."
    hidden = "\u200b".join(text)
    plain = [text[start:end] for start, end in find_tokens(text, 0, len(text))]
    assert [word.replace("\u200b", "") for word in read(hidden)] == plain


def test_combining_marks_stay_with_their_letter() -> None:
    assert read("Jose\u0301 left हिन्दी") == ["Jose\u0301", "left", "हिन्दी"]


def test_stretch_bounds_are_kept() -> None:
    assert find_tokens("One two three", 4, 7) == [(4, 7)]


@pytest.mark.parametrize(
    "unit", ["a.", "a-", "'s", "1,", "@a", "www.", "non-", "://", "(", "\u200b", "🇹", "a@"]
)
def test_time_is_linear(unit: str) -> None:
    begun = time.process_time()
    find_tokens(unit * 40_000, 0, len(unit) * 40_000)
    assert time.process_time() - begun < 2.0
