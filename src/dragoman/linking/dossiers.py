"""The kinds of things that rows of several reports tell of together, and what is said of one.

Place in the flow: the top of `linking`; the store asks it for all kinds alike. A dossier is an incident (of
events), a commitment (of commitments), an actor (of actors) or a line (of positions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dragoman.linking.joining import Grouping
from dragoman.record.model import Record

Origins = Mapping[str, frozenset[str]]
"""The origins of each report."""
KindName = Literal["incident", "commitment", "actor", "line"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What all reports together tell of one thing, for lists; days are ISO, empty or None where unknown.

    `standing` is one of `linking.standing` for an incident, the status of a commitment, the stance last taken
    in a line, empty for an actor.
    `doubt` is how little the reading is sure of it, 0 to 1; `detail` holds the rest, as JSON holds it.
    """

    type: str
    name: str
    day: str = ""
    last_day: str | None = None
    place: str | None = None
    country: str | None = None
    standing: str = ""
    contested: tuple[str, ...] = ()
    doubt: float = 0.0
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: of which layer of the record, how its rows are compared, found again and described.

    `letter` begins the ids of its dossiers. `list_facts` takes a record and the id of its report and gives
    facts in the order of the layer's rows; `load` makes facts of the JSON that they write. `list_keys` gives
    words by which rows that may be one are found: two rows without a common key are never compared, and one
    without any, who cannot be known again, is in no dossier. `is_torn` tells from the best agreements of a
    row whether it fits several alike, so that it joins none.
    `tell` gives all that is known of one on a day (ISO; empty: no day), as JSON holds it.
    `most` is how many members describe one, the earliest. One that `is_counted` tells how many reports and
    origins it has at every time; actors are counted when they are listed, for they come in every report.
    """

    name: KindName
    letter: str
    layer: str
    list_facts: Callable[[Record, str], list[Any]]
    load: Callable[[str], Any]
    list_keys: Callable[[Any], Iterable[str]]
    grouping: Grouping[Any, Any]
    describe: Callable[[Sequence[Any], Origins], Summary]
    tell: Callable[[Sequence[Any], Origins, str], dict[str, Any]]
    most: int
    is_counted: bool
    is_torn: Callable[[Any, Sequence[float]], bool] = lambda facts, agreements: False
