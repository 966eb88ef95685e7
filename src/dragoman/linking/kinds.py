"""All kinds of dossiers: of which rows, how compared, how described.

Place in the flow: the top of `linking`; the store goes through them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dragoman.linking.actor_facts import ActorFacts, list_actor_facts
from dragoman.linking.actor_facts import list_keys as list_actor_keys
from dragoman.linking.actors import compare_actors, is_torn
from dragoman.linking.actors import may_be_one as share_key
from dragoman.linking.blocks import list_commitment_keys, list_keys
from dragoman.linking.commitment_facts import CommitmentFacts, list_commitment_facts
from dragoman.linking.commitments import compare_commitments
from dragoman.linking.commitments import may_be_one as are_kin
from dragoman.linking.dossiers import Kind
from dragoman.linking.facts import Facts, list_facts
from dragoman.linking.incidents import compare_events, may_be_one
from dragoman.linking.joining import Compare, Score
from dragoman.linking.lines import compare_positions, list_line_keys
from dragoman.linking.position_facts import PositionFacts, list_position_facts
from dragoman.linking.summaries import (
    describe_commitment,
    describe_incident,
    describe_line,
    sum_up_actor,
    tell_actor,
    tell_commitment,
    tell_incident,
    tell_line,
)

F = TypeVar("F")


def _where(may_be: Callable[[F, F], bool], compare: Callable[[F, F], Score]) -> Compare[F]:
    """Return a comparison that says None where two cannot be one."""
    return lambda one, other: compare(one, other) if may_be(one, other) else None


INCIDENT = Kind(
    name="incident",
    letter="i",
    layer="events",
    list_facts=list_facts,
    load=Facts.from_json,
    list_keys=list_keys,
    compare=_where(may_be_one, compare_events),
    describe=describe_incident,
    tell=tell_incident,
    most=300,
    is_counted=True,
)
COMMITMENT = Kind(
    name="commitment",
    letter="l",
    layer="commitments",
    list_facts=list_commitment_facts,
    load=CommitmentFacts.from_json,
    list_keys=list_commitment_keys,
    compare=_where(are_kin, compare_commitments),
    describe=describe_commitment,
    tell=tell_commitment,
    most=300,
    is_counted=True,
)
ACTOR = Kind(
    name="actor",
    letter="w",
    layer="actors",
    list_facts=list_actor_facts,
    load=ActorFacts.from_json,
    list_keys=list_actor_keys,
    compare=_where(share_key, compare_actors),
    describe=sum_up_actor,
    tell=tell_actor,
    most=12,
    is_counted=False,
    is_torn=is_torn,
)
LINE = Kind(
    name="line",
    letter="o",
    layer="positions",
    list_facts=list_position_facts,
    load=PositionFacts.from_json,
    list_keys=list_line_keys,
    compare=compare_positions,
    describe=describe_line,
    tell=tell_line,
    most=300,
    is_counted=True,
)
KINDS = (INCIDENT, COMMITMENT, ACTOR, LINE)
