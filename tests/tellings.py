"""Events that tell an incident, made by hand for the tests of `linking.fields` and `linking.standing`."""

from dataclasses import replace

from dragoman.linking.facts import Count, Facts, Side, Voice
from dragoman.linking.standing import find_standing

DAY = 730_000
NOBODY = Side(frozenset(), frozenset(), frozenset())
ORIGINS = {name: frozenset((f"o{name[1:]}",)) for name in ("r1", "r2", "r3")}


def side(*codes):
    return Side(frozenset(codes), frozenset(), frozenset())


def tell(report, *voices, status="actual", source=NOBODY, target=NOBODY, counts=(), **more):
    """Return an event; a voice that begins with "not " denies it. `r2` is published a day after `r1`."""
    made = tuple(
        Voice(
            voice.removeprefix("not "), voice.removeprefix("not "), "denies" if "not " in voice else "asserts"
        )
        for voice in voices
    )
    facts = Facts(
        report, "e1", 0, "ASSAULT", None, status, "shell", frozenset(), source, target, None, False,
        DAY + int(report[1:]), None, frozenset(), made, tuple(counts),
    )  # fmt: skip
    return replace(facts, **more)


def count(number, speaker="", high=None, kind="killed", **more):
    made = Count(
        f"k{number}", kind, number, number if high is None else high, None, None, False, False, None, None,
        speaker, (), 0,
    )  # fmt: skip
    return replace(made, **more)


def stand(*tellings, origins=ORIGINS):
    return find_standing(tellings, origins)


def get_field(standing, name):
    return next(field for field in standing.fields if field.name == name)


RAID = {"source": side("SDNMIL"), "target": side("SDNCVL")}
