"""What one report says of one position, as it is compared with the same holder's positions in other reports.

Place in the flow: above `actor_facts`, below `lines`; takes a record and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.lexicon.commitments import load_commitment_nouns
from dragoman.lexicon.frames import load_frames
from dragoman.lexicon.roles import clean_noun
from dragoman.linking.actor_facts import ActorFacts, is_own_code, list_actor_facts
from dragoman.linking.facts import to_ordinal
from dragoman.record.model import Actor, Position, PositionStance, Record
from dragoman.text.spans import Span

COLLECTIVE = frozenset(("MIL", "COP", "SPY"))
"""Sectors of which a state has one, so that whoever speaks for it states its line."""
FOES = frozenset(("GOV", "MIL", "REB", "OPP"))
"""Sectors that fight each other within one state."""
NATIONAL = frozenset(
    "president premier minister secretary chancellor king queen emperor spokesman spokeswoman spokesperson"
    " ambassador envoy delegate negotiator government".split()
)
"""Words of the roles in which somebody speaks for a state."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5
_GENERAL = frozenset(
    "attack fight fighting relation relations matter reported issue claim charge thing between"
    " against about after before with from that this have has had were was been would will could"
    " should they their them which what when where while than then into over under also only very more"
    " most some other others said says say saying told tell asked ask called call accused accuse"
    " blamed blame denied deny rejected reject demanded demand urged urge and the for not are but its"
    " his her our who whose whom all any both there here again still monday tuesday wednesday thursday"
    " friday saturday sunday yesterday today tonight week month year time first last new spokesman"
    " spokeswoman minister official officials government president presidential country people nation"
    " nations state states federal report reports end part side sides such made make take took way"
    " well good one two three four five".split()
)
"""Words that tell no issue from another."""


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """One position as it is compared; `published` is an ordinal.

    `holder` is the code of a state, its army or an organisation that holds it, empty for others, who are
    known by what is compared of the `actor`.
    `words` are the stems of the issue and the line without the names of actors, `matter` those of the
    issue, `kinds` the kinds of commitment they name, `about` the other sides that the line names;
    `is_strife` where an assault is told in it.
    """

    report: str
    position: str
    holder: str
    actor: ActorFacts
    issue: str
    line: str
    stance: PositionStance
    is_continuing: bool
    words: frozenset[str]
    matter: frozenset[str]
    kinds: frozenset[str]
    about: frozenset[str]
    is_strife: bool
    published: int | None

    @property
    def holder_name(self) -> str:
        """Return what a line calls its holder."""
        return self.holder or self.actor.name


def list_position_facts(record: Record, report: str) -> list[PositionFacts]:
    """Return what is compared of each position of a record, in their order; `report` is its id."""
    actors = {actor.id: actor for actor in record.actors}
    known = {facts.actor: facts for facts in list_actor_facts(record, report)}
    names = _list_side_stems(record)
    found = []
    for position in record.positions:
        holder = actors[position.holder]
        key = _find_holder(holder)
        found.append(
            PositionFacts(
                report=report,
                position=position.id,
                holder=key,
                actor=known[holder.id],
                issue=position.issue,
                line=position.line,
                stance=position.stance,
                is_continuing=position.continuing is True,
                words=_stem_words(f"{position.issue} {position.line}") - names,
                matter=_stem_words(position.issue) - names,
                kinds=_find_kinds(position),
                about=_find_about(record, position, holder),
                is_strife=_tells_strife(record, position),
                published=to_ordinal(record.report.published),
            )
        )
    return found


def _find_holder(actor: Actor) -> str:
    """Return the code by which a holder is known: a state, its army, an organisation; empty for others."""
    if actor.kind in ("country", "government") or (actor.sector == "GOV" and _speaks_for_state(actor)):
        return f"{actor.country}GOV" if actor.country else ""
    if actor.sector in COLLECTIVE and actor.country:
        return f"{actor.country}{actor.sector}"
    return actor.code or "" if is_own_code(actor.code) else ""


def _speaks_for_state(actor: Actor) -> bool:
    """Return whether somebody of a government speaks for the state: a minister does, a mayor does not."""
    return actor.kind != "person" or not NATIONAL.isdisjoint((actor.role or "").casefold().split())


def _tells_strife(record: Record, position: Position) -> bool:
    """Return whether an assault is told in a line, or its issue is one ("the shelling of the port")."""
    noun = position.issue.removeprefix("the ").partition(" ")[0]
    is_named = any(frame.type == "ASSAULT" for frame in load_frames().get((clean_noun(noun), "N"), ()))
    return is_named or any(
        event.type == "ASSAULT" and _is_told(event.trigger, position) for event in record.events
    )


def _is_told(words: Span, position: Position) -> bool:
    return any(span.covers(words) for span in position.evidence)


def _find_about(record: Record, position: Position, holder: Actor) -> frozenset[str]:
    """Return the other sides whose actors are named in a line: states, organisations, foes at home."""
    named = [
        actor
        for actor in record.actors
        if actor.name in position.issue or any(_is_told(span, position) for span in actor.mentions)
    ]
    sides = {_get_side(actor, holder) for actor in named if actor.sector not in ("CVL", "MED")}
    return frozenset(side for side in sides if side and side not in (holder.code, holder.country))


def _get_side(actor: Actor, holder: Actor) -> str | None:
    """Return the state of an actor, or the code of an organisation or of a foe at home."""
    if actor.country and actor.country != holder.country:
        return actor.country
    return actor.code if actor.sector in FOES or is_own_code(actor.code) else None


def _stem_words(text: str) -> frozenset[str]:
    """Return the stems of the words that tell issues apart."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _GENERAL)


def _list_side_stems(record: Record) -> frozenset[str]:
    """Return the stems of the names of actors, which many issues share."""
    names = [a.name for a in record.actors if a.kind != "group"]
    names += [span.text for a in record.actors if a.kind == "country" for span in a.mentions]
    return frozenset().union(*map(_stem_words, names))


def _find_kinds(position: Position) -> frozenset[str]:
    """Return the kinds of commitment that the words name."""
    nouns = load_commitment_nouns()
    words = {clean_noun(word) for word in _WORD.findall(f"{position.issue} {position.line}".casefold())}
    return frozenset(row.kind for word in words for row in nouns.get(word, ()) if not row.modifiers)
