"""The record of one report, as frozen dataclasses named with the field's own words.

Place in the flow: `flow.read` builds a `Record`; everything after it (command, store,
exports, pages) reads it and nothing else. Codes follow PLOVER (Halterman et al. 2023),
CAMEO (Schrodt 2012), ISO 3166-1 alpha-3 and EDTF (ISO 8601-2).

Ids are short and hold within one record only: `a1` actors, `p1` places, `e1` events,
`c1` claims, `k1` casualties, `m1` commitments, `s1` positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.text.spans import Span

SCHEMA = "dragoman/record/1"

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "actual", "alleged", "denied", "requested", "planned", "threatened", "withheld", "hypothetical"
]
PublishedBasis = Literal["given", "metadata", "feed", "dateline", "address"]
Stance = Literal["asserts", "denies", "doubts", "admits", "corrects", "retracts", "relays"]
ClaimKind = Literal["statement", "belief", "request", "intention", "attitude", "mention", "appearance"]
ActorKind = Literal["country", "government", "organisation", "person", "group", "unknown"]
DatePrecision = Literal["day", "range", "week", "month", "year", "unknown"]
DateBasis = Literal["stated", "relative", "inferred"]
PlacePrecision = Literal["exact", "near", "adm2", "adm1", "region", "country", "sea_air"]
CasualtyKind = Literal[
    "killed", "injured", "missing", "captured", "detained", "abducted", "displaced", "casualties"
]
CommitmentKind = Literal[
    "ceasefire", "treaty", "alliance obligation", "joint statement", "resolution", "aid request",
    "aid pledge", "withdrawal", "prisoner exchange", "demarcation", "negotiation", "mandate",
    "deployment", "corridor", "safe zone", "amnesty", "assurance", "end of operation",
    "sanctions relief",
]  # fmt: skip
CommitmentStatus = Literal[
    "demanded", "offered", "announced", "agreed", "in_force", "invoked", "suspended", "ended",
    "superseded", "refused", "unknown",
]  # fmt: skip
ActKind = Literal[
    "proposed", "demanded", "announced", "signed", "invoked", "urged", "observed",
    "alleged_violation", "admitted_violation", "requested", "pledged", "delivered",
    "answered_otherwise", "refused", "no_answer", "extended", "ended",
]  # fmt: skip
PositionStance = Literal["supports", "opposes", "neutral", "demands", "denies", "claims", "unclear"]


@dataclass(frozen=True, slots=True)
class Report:
    """What was read. `text` is exactly as given; all offsets are into it.

    `published_basis` is what tells the day of publication: whoever asked, the page's own metadata, the feed
    or archive that led to it, the text's dateline, the address. `modified` (an ISO day) and `author` are as
    the page's metadata tell them.
    """

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    published_basis: PublishedBasis | None
    language: str | None
    sha256: str
    text: str
    modified: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: a state, government, organisation, person or group.

    `code` is ISO 3166-1 alpha-3 then the PLOVER sector (`RUSGOV`, `ARM`), or
    `SECTOR:NAME` for an organisation of no one country (`IGO:CSTO`, `REB:ISIS`).
    Empty parts are None: an unnamed gunman has code None.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    code: str | None
    role: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where. Coordinates in degrees (WGS 84); None where the precision allows no dot."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: PlacePrecision
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval, both ends inclusive, as ISO dates; None where unknown.

    `text` is the words it was read from; None when it was inferred (`basis`).
    """

    start: str | None
    end: str | None
    precision: DatePrecision
    basis: DateBasis
    text: Span | None


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event and the words that say so; None when it was inferred."""

    place: str
    text: Span | None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, and whether it is said to have happened.

    `mentions` are the other words of the report that tell of the same event, in order, without the trigger.
    """

    id: str
    type: EventType
    mode: str | None
    cameo: str | None
    trigger: Span
    evidence: Span
    source: tuple[str, ...]
    target: tuple[str, ...]
    symmetric: bool
    when: When | None
    where: Where | None
    status: Status
    status_cue: Span | None
    claims: tuple[str, ...]
    confidence: float
    why: str
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what. `about` holds ids of events, casualties or other claims.

    `kind` tells what somebody is said to do with the content: state it, believe it, ask for it,
    intend it, be for or against it, speak of it; or that it only appears so. Requests,
    intentions, attitudes, mentions and appearances make no event `alleged`.
    """

    id: str
    speaker: str | None
    speaker_text: Span | None
    stance: Stance
    cue: Span
    content: Span
    quote: bool
    about: tuple[str, ...]
    confidence: float
    why: str
    kind: ClaimKind = "statement"


@dataclass(frozen=True, slots=True)
class Casualty:
    """How many, of whom, according to whom. `high` is None where the words leave it open."""

    id: str
    kind: CasualtyKind
    low: int | None
    high: int | None
    best: int | None
    text: Span
    victims: tuple[str, ...]
    role: str | None
    combined: bool
    cumulative: bool | None
    as_of: str | None
    speaker: str | None
    event: str | None
    superseded: bool
    part_of: str | None
    """The toll that this one breaks down: "12 dead, among them four children"."""
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened to a commitment."""

    act: ActKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    when: When | None
    evidence: Span
    claim: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A ceasefire, treaty, statement, request, pledge … with what happened to it."""

    id: str
    kind: CommitmentKind
    name: str
    parties: tuple[str, ...]
    status: CommitmentStatus
    acts: tuple[Act, ...]
    evidence: Span


@dataclass(frozen=True, slots=True)
class Position:
    """The line that a holder takes on an issue, in the report's own words."""

    id: str
    holder: str
    issue: str
    line: str
    stance: PositionStance
    evidence: tuple[Span, ...]
    continuing: bool | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader should know about this reading."""

    stage: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that one report says, every value with its words."""

    report: Report
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[Note, ...] = ()
    schema: str = SCHEMA
