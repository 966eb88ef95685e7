"""Verb, noun and adjective frames: which words report which events, and who stands where.

Place in the flow: `reading.events` looks every content word up here. The types and modes
are PLOVER's, the codes CAMEO's. A frame is one row of `tables/frames_*.csv`:

`lemma`     base form; a noun or verb of several words joins its particle in `requires`
`pos`       V, N or A
`requires`  blank-separated conditions, all of which must hold; the frame with the most
            conditions that hold wins. `slot=word|word|@class`, where slot is one of the
            role slots below, or `prt` (particle), or `self` (a modifier of the noun
            itself: amod or compound). `slot` alone asks only that the slot is filled;
            `!slot` that it is not; `slot=@actor` that what fills it stands for a party.
`type`, `mode`, `cameo`   the event; mode may be empty
`source`, `target`        role slots in order of preference, `|`-separated; empty for none
`symmetric` yes or empty
`content`   what the frame says of its complement or nominal content: requested, planned,
            threatened, alleged, denied, withheld, hypothetical, or empty
`example`   a few words written for the project that show the frame

Role slots: `subj` (subject; the by-phrase of a passive), `obj` (object; the subject of a
passive), `iobj`, a preposition by name (`to`, `with`, `against`, `on`, `from`, `of`, `at`,
`for`, `between`, `in`, `over`, `by`, `into`, `toward`, `among`, `about`, `near`), `poss` (possessor or
genitive), `mod` (adjective or compound that names an actor: "Armenian request"), `xsubj` and
`xobj` (subject and object of the complement clause: "refused to meet the envoy"), `inf` (an
open complement), `head` (the word that governs the trigger) and `content` (any complement clause).
Classes of words (`@troops`) are rows of `tables/classes.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon.load import each_of, one_of, read_table

SLOTS = (
    "subj", "obj", "iobj", "to", "with", "against", "on", "from", "of", "at", "for", "between", "in",
    "over", "by", "into", "toward", "among", "about", "near", "upon", "as", "through", "after", "around",
    "under", "poss", "mod", "xsubj", "xobj", "inf", "head", "content",
)  # fmt: skip
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MODES = {
    "AGREE": ("",),
    "CONSULT": ("", "visit", "third-party", "multilateral", "phone"),
    "SUPPORT": ("",),
    "COOPERATE": ("",),
    "AID": ("", "economic", "military", "humanitarian", "asylum", "peacekeeping"),
    "CONCEDE": ("",),
    "RETREAT": ("", "withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("", "assist", "change", "yield", "meet"),
    "ACCUSE": ("", "disapprove", "investigate", "allege"),
    "REJECT": ("", "assist", "change", "yield", "meet"),
    "THREATEN": ("", "restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("", "demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("", "convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("", "troops", "weapons", "police", "militia"),
    "COERCE": (
        "", "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "", "beat", "torture", "execute", "sexual", "assassinate", "primitive", "firearms",
        "explosives", "suicide-attack", "heavy-weapons",
        "crowd-control", "aerial", "cleansing", "abduct",
        "other", "bombing",
    ),
}  # fmt: skip
CONTENTS = (
    "",
    "requested",
    "planned",
    "threatened",
    "alleged",
    "denied",
    "withheld",
    "hypothetical",
    "actual",
)

ACTOR = "@actor"
"""The word of a condition that any party of the report meets."""

TABLES = (
    "frames_agree.csv",
    "frames_help.csv",
    "frames_yield.csv",
    "frames_speak.csv",
    "frames_press.csv",
    "frames_fight.csv",
)
"""agree: AGREE CONSULT COOPERATE · help: SUPPORT AID · yield: CONCEDE RETREAT ·
speak: REQUEST ACCUSE REJECT THREATEN · press: PROTEST SANCTION MOBILIZE COERCE · fight: ASSAULT"""

_COLUMNS = {
    "lemma": bool,
    "pos": one_of("V", "N", "A"),
    "requires": None,
    "type": one_of(*TYPES),
    "mode": None,
    "cameo": None,
    "source": each_of(*SLOTS),
    "target": each_of(*SLOTS),
    "symmetric": one_of("", "yes"),
    "content": one_of(*CONTENTS),
    "example": bool,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame; `words` empty asks only that the slot is filled.

    `is_actor` asks that what fills the slot stands for a party of the report.
    """

    slot: str
    words: frozenset[str]
    is_absent: bool
    is_actor: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of a frame table, compiled."""

    name: str
    lemma: str
    pos: str
    requires: tuple[Condition, ...]
    type: str
    mode: str | None
    cameo: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    is_symmetric: bool
    content: str


@cache
def load_classes() -> dict[str, frozenset[str]]:
    """Return the word classes by name (without the `@`)."""
    classes: dict[str, set[str]] = {}
    for row in read_table("classes.csv", {"class": bool, "lemmas": bool}):
        classes.setdefault(row["class"], set()).update(row["lemmas"].split())
    return {name: frozenset(lemmas) for name, lemmas in classes.items()}


@cache
def load_frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Return the frames by (lemma, part of speech), those with most conditions first.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    found: dict[tuple[str, str], list[Frame]] = {}
    for table in TABLES:
        for row in read_table(table, _COLUMNS):
            frame = _compile(row, table)
            found.setdefault((frame.lemma, frame.pos), []).append(frame)
    return {key: tuple(sorted(frames, key=_rank)) for key, frames in found.items()}


@cache
def load_any_frames() -> dict[tuple[str, str], Frame]:
    """Return how any word of a type is built, by (type, "V" or "N")."""
    rows = [_compile(row, "frames_any.csv") for row in read_table("frames_any.csv", _COLUMNS)]
    return {(frame.type, frame.pos): frame for frame in rows}


def get_any_frame(kind: str, upos: str) -> Frame:
    """Return how a word of a type is built that no frame knows; adjectives like verbs.

    Example:
        >>> get_any_frame("ASSAULT", "NOUN").source
        ('poss', 'mod', 'by', 'from', 'between')
    """
    return load_any_frames()[kind, "N" if upos in ("NOUN", "PROPN") else "V"]


_ANYBODY = 10_000
"""How many words a condition counts for that any party meets: more than every list."""


def _rank(frame: Frame) -> tuple[int, int, int]:
    """Return the place of a frame among those of its word, the most particular first.

    More conditions, then more of them with words (`capture obj=@victims` before `capture obj`),
    then fewer words (`break obj=truce` before `break obj=@agreement`).
    """
    named = [condition for condition in frame.requires if condition.words or condition.is_actor]
    breadth = sum(_ANYBODY if condition.is_actor else len(condition.words) for condition in named)
    return -len(frame.requires), -len(named), breadth


def _compile(row: dict[str, str], table: str) -> Frame:
    from dragoman.errors import LexiconError

    if row["mode"] not in MODES[row["type"]]:
        raise LexiconError(
            f"Table not loaded: {table!r} has mode {row['mode']!r} for {row['lemma']!r}, "
            f"which is not a mode of {row['type']}."
        )
    conditions = tuple(_compile_condition(part) for part in row["requires"].split())
    return Frame(
        name=f"{row['lemma']}.{row['pos']}" + (f" ({row['requires']})" if conditions else ""),
        lemma=row["lemma"],
        pos=row["pos"],
        requires=conditions,
        type=row["type"],
        mode=row["mode"] or None,
        cameo=row["cameo"] or None,
        source=tuple(filter(None, row["source"].split("|"))),
        target=tuple(filter(None, row["target"].split("|"))),
        is_symmetric=row["symmetric"] == "yes",
        content=row["content"],
    )


def _compile_condition(part: str) -> Condition:
    slot, _, words = part.partition("=")
    lemmas: set[str] = set()
    is_actor = words == ACTOR
    for word in filter(None, words.split("|")):
        if word != ACTOR:
            lemmas.update(load_classes()[word[1:]] if word.startswith("@") else (word,))
    return Condition(slot.lstrip("!"), frozenset(lemmas), slot.startswith("!"), is_actor)
