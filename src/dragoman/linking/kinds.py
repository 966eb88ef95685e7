"""All kinds of dossiers: of which rows, how compared, how described.

Place in the flow: the top of `linking`; the store goes through them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dragoman.linking.blocks import list_commitment_keys, list_keys
from dragoman.linking.commitment_facts import CommitmentFacts, list_commitment_facts
from dragoman.linking.commitments import compare_commitments
from dragoman.linking.commitments import may_be_one as are_kin
from dragoman.linking.dossiers import Kind
from dragoman.linking.facts import Facts, list_facts
from dragoman.linking.incidents import compare_events, may_be_one
from dragoman.linking.joining import Compare, Score
from dragoman.linking.summaries import (
    describe_commitment,
    describe_incident,
    tell_commitment,
    tell_incident,
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
KINDS = (INCIDENT, COMMITMENT)
