"""Records made by number, without the model: what the trials of the store add.

Texts are drawn words, so that few reports look alike; every fifth report prints the text of the one before
it, of the same day, under another name, so that origins are found too.
"""

from __future__ import annotations

import hashlib
import random
from functools import cache

from dragoman.record.model import Actor, Casualty, Claim, Commitment, Event, Position, Record, Report, When
from dragoman.text.spans import Span, find_span

COPY = 5
EVENTS = 6
_SYLLABLES = ("ka", "ru", "ten", "mo", "li", "sha", "bor", "ve", "dun", "ga", "pel", "os", "tir", "ny")
_NAMES = (("Kenya", "KEN"), ("Somalia", "SOM"), ("Peru", "PER"), ("Ecuador", "ECU"))


def make_record(number: int, *, url: str | None = None) -> Record:
    """Return the record of report `number`: the same number gives the same record."""
    told = number - (number % COPY == COPY - 1)  # what the report prints
    text = _make_text(told)
    [(source, source_code), (target, target_code)] = random.Random(told).sample(_NAMES, 2)
    sentences = _find_sentences(text)
    actors = (
        Actor("a1", source, "country", source_code, None, source_code, None, (_find(text, source),)),
        Actor("a2", target, "country", target_code, None, target_code, None, (_find(text, target),)),
    )
    trigger = [find_span(text, span.start, text.index(" ", span.start)) for span in sentences]
    return Record(
        report=Report(
            id=f"report {number}", title=f"Title {number}", publisher=f"Paper {number % 40}", url=url,
            published=f"20{told % 25:02d}-03-{1 + told % 28:02d}", published_basis="given", language="en",
            sha256=hashlib.sha256(text.encode()).hexdigest(), text=text,
        ),
        actors=actors,
        events=tuple(
            Event(
                f"e{place + 1}", "ASSAULT", None, "19", trigger[place], span, ("a1",), ("a2",), False,
                When("2019-03-14", "2019-03-14", "day", "stated", trigger[place]), None, "alleged", None,
                (f"c{place + 1}",), 0.5, "made",
            )
            for place, span in enumerate(sentences)
        ),
        claims=tuple(
            Claim(
                f"c{place + 1}", "a1", None, "asserts", trigger[place], span, False, (f"e{place + 1}",),
                0.5, "made",
            )
            for place, span in enumerate(sentences)
        ),
        casualties=(
            Casualty(
                "k1", "killed", number % 90, None, None, trigger[0], ("a2",), None, False, None, None, "a1",
                "e1", False, None, 0.5, "made",
            ),
        ),
        commitments=(Commitment("m1", "ceasefire", "ceasefire", ("a1", "a2"), "agreed", (), sentences[1]),),
        positions=(Position("s1", "a1", "ceasefire", sentences[2].text, "supports", (sentences[2],), None),),
    )  # fmt: skip


@cache
def _make_text(number: int) -> str:
    draw = random.Random(number)
    [(source, _), (target, _)] = draw.sample(_NAMES, 2)
    first = f"{source} met {target} on Monday."
    return " ".join([first, *(_make_sentence(draw) for _ in range(EVENTS - 1))])


def _make_sentence(draw: random.Random) -> str:
    words = ("".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(draw.randint(14, 30)))
    return " ".join(words).capitalize() + "."


def _find_sentences(text: str) -> list[Span]:
    found, start = [], 0
    for sentence in text.split(". "):
        found.append(find_span(text, start, start + len(sentence)))
        start += len(sentence) + 2
    return found


def _find(text: str, words: str) -> Span:
    return find_span(text, text.index(words), text.index(words) + len(words))
