"""Aligns and scores templates as the MUC-4 scorer did, without a person's judgement.

A fill earns 1 (COR), 0.5 (PAR) or 0 (INC). Recall divides what was earned by the fills of the
key, precision by those of the response (Chinchor 1992, "MUC-4 Evaluation Metrics").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaluation.assign import find_pairs
from evaluation.muc.keys import SLOTS, Fill, Option, Template, read_days, read_path
from evaluation.score import divide

PREMODIFIERS = frozenset(
    (
        "a the an this that these those one two three four five six seven eight nine ten "
        "1 2 3 4 5 6 7 8 9 10 more most many several some all few any another other certain of"
    ).split()
)
"""Words before a string that do not count: the list of the scorer's own settings of 1992."""
PARENTS = {
    **dict.fromkeys(
        ("ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"), "ATTACK"
    ),
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED",
    "NO DEATH": "NO INJURY",
    "NO INJURY OR DEATH": "NO INJURY",
}
"""What a value is a kind of: the more general one is partly right."""
LINKED = ("confidence", "number", "effect")
"""Slots whose fills say of which string they hold."""


class Tally:
    """What was earned, asked and answered in a slot."""

    def __init__(self) -> None:
        self.earned = 0.0
        self.possible = 0
        self.actual = 0

    @property
    def recall(self) -> float:
        """Return what was earned of the key."""
        return divide(self.earned, self.possible)

    @property
    def precision(self) -> float:
        """Return what was earned of the response."""
        return divide(self.earned, self.actual)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return divide(2 * self.recall * self.precision, self.recall + self.precision)


def compare_fills(slot: str, key: Fill, response: Fill) -> float:
    """Return what a response earns with its one option against the options of a key."""
    given = response.options[0]
    return max((_compare(slot, option, given) for option in key.options), default=0.0)


def _compare(slot: str, key: Option, given: Option) -> float:
    if slot == "date":
        return _compare_days(key.value, given.value)
    if slot == "place":
        return _compare_places(key.value, given.value)
    if slot in ("org", "target", "other"):
        return _compare_strings(key.strings, given.strings)
    if slot == "number":
        value = _compare_numbers(key.value, given.value)
    else:
        value = 1.0 if key.value == given.value else 0.5 * (PARENTS.get(key.value) == given.value)
    if slot in LINKED and key.strings and _compare_strings(key.strings, given.strings) == 0:
        return value / 2
    return value


def _compare_days(key: str, given: str) -> float:
    one, other = read_days(key), read_days(given)
    if one == other:
        return 1.0
    return 0.5 if {one[0], one[1]} & {other[0], other[1]} - {None} else 0.0


def _compare_places(key: str, given: str) -> float:
    one, other = read_path(_plain(key)), read_path(_plain(given))
    if not one or not other:
        return 0.0
    if one[-1] == other[-1]:
        return 1.0
    return 0.5 if one[0] == other[0] or other[-1] in one else 0.0


def _compare_numbers(key: str, given: str) -> float:
    if key == given:
        return 1.0
    one, other = re.findall(r"\d+", key), re.findall(r"\d+", given)
    return 1.0 if one and one == other else 0.0


def _compare_strings(keys: Sequence[str], given: Sequence[str]) -> float:
    return max(
        (_compare_string(_list_words(one), _list_words(other)) for one in keys for other in given),
        default=0.0,
    )


def _compare_string(key: list[str], given: list[str]) -> float:
    """Return 1 for a string that holds the key's words, or some with its last; 0.5 for any."""
    if not key or not given:
        return 0.0
    one, other = set(key), set(given)
    if one <= other or (other <= one and key[-1] == given[-1]):
        return 1.0
    return 0.5 if one & other else 0.0


def _list_words(text: str) -> list[str]:
    words = re.findall(r"[A-Z0-9]+", _plain(text).upper())
    return [word for word in words if word.lower() not in PREMODIFIERS] or words


def _plain(text: str) -> str:
    return " ".join(text.upper().split())


def match_fills(slot: str, key: Sequence[Fill], response: Sequence[Fill]) -> list[tuple[int, int, float]]:
    """Return pairs of (key, response) with what they earn; the assignment that earns most."""
    weights = [[int(2 * compare_fills(slot, one, other)) for other in response] for one in key]
    return [(row, column, weights[row][column] / 2) for row, column in find_pairs(weights)]


def align(keys: Sequence[Template], responses: Sequence[Template]) -> list[tuple[int, int]]:
    """Return the pairs of (key, response) that earn most together.

    Two may meet where the incident types agree, at least in part, and also an identity: of a
    target, a perpetrator, a thing attacked, or else the exact day or place. MUC-4 let the last
    two not count; our record has no slot for things attacked, which the key often has alone.
    """
    return find_pairs([[_weigh(key, response) for response in responses] for key in keys])


def _weigh(key: Template, response: Template) -> int:
    earned = {
        slot: sum(gain for *_, gain in match_fills(slot, key.slots[slot], response.slots[slot]))
        for slot in SLOTS
    }
    strings = [*key.others, *key.slots["target"], *key.slots["org"]]
    others = sum(gain for *_, gain in match_fills("other", strings, response.others))
    is_same = earned["org"] or earned["target"] or others or earned["date"] >= 1 or earned["place"] >= 1
    return int(2 * (sum(earned.values()) + others / 2)) if earned["type"] and is_same else 0


def score_message(
    keys: Sequence[Template], responses: Sequence[Template], tallies: dict[str, Tally]
) -> list[tuple[int, int]]:
    """Count one message into the tallies of the slots; return how its templates were aligned.

    A key that has no response is missing with all its fills, unless it is optional; a response
    without a key is spurious with all of its own ("all templates" of MUC-4).
    """
    pairs = align(keys, responses)
    by_key = dict(pairs)
    used = {response for _, response in pairs}
    for number, key in enumerate(keys):
        response = responses[by_key[number]] if number in by_key else None
        if response is None and key.is_optional:
            continue
        for slot in SLOTS:
            _score_slot(slot, key, response, tallies[slot])
    for number, response in enumerate(responses):
        if number not in used:
            for slot in SLOTS:
                tallies[slot].actual += len(response.slots[slot])
    return pairs


def _score_slot(slot: str, key: Template, response: Template | None, tally: Tally) -> None:
    given = response.slots[slot] if response else []
    pairs = match_fills(slot, key.slots[slot], given)
    paired = {one for one, *_ in pairs}
    left = len(given) - len(pairs)
    tally.earned += sum(gain for *_, gain in pairs)
    tally.actual += len(given)
    for number, fill in enumerate(key.slots[slot]):
        if number in paired or not fill.is_optional:
            tally.possible += 1
        elif left > 0:  # an optional fill that was tried and missed is asked too
            tally.possible += 1
            left -= 1
