"""All kinds of dossiers: of which rows, how compared, how described.

Place in the flow: the top of `linking`; the store goes through them.
"""

from __future__ import annotations

from dragoman.linking import actors, commitments, incidents, lines
from dragoman.linking.actor_facts import ActorFacts, list_actor_facts
from dragoman.linking.actor_facts import list_keys as list_actor_keys
from dragoman.linking.blocks import list_commitment_keys, list_keys
from dragoman.linking.commitment_facts import CommitmentFacts, list_commitment_facts
from dragoman.linking.dossiers import Kind
from dragoman.linking.facts import Facts, list_facts
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
from dragoman.linking.written import make_loader

INCIDENT = Kind(
    name="incident",
    letter="i",
    layer="events",
    list_facts=list_facts,
    load=make_loader(Facts),
    list_keys=list_keys,
    grouping=incidents.GROUPING,
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
    load=make_loader(CommitmentFacts),
    list_keys=list_commitment_keys,
    grouping=commitments.GROUPING,
    describe=describe_commitment,
    tell=tell_commitment,
    most=60,
    is_counted=True,
)
ACTOR = Kind(
    name="actor",
    letter="w",
    layer="actors",
    list_facts=list_actor_facts,
    load=make_loader(ActorFacts),
    list_keys=list_actor_keys,
    grouping=actors.GROUPING,
    describe=sum_up_actor,
    tell=tell_actor,
    most=4,
    is_counted=False,
    is_torn=actors.is_torn,
)
LINE = Kind(
    name="line",
    letter="o",
    layer="positions",
    list_facts=list_position_facts,
    load=make_loader(PositionFacts),
    list_keys=lines.list_line_keys,
    grouping=lines.GROUPING,
    describe=describe_line,
    tell=tell_line,
    most=60,
    is_counted=True,
)
KINDS = (INCIDENT, COMMITMENT, ACTOR, LINE)
