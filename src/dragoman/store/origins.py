"""Which stored reports are one text: asked when a report comes in, kept as pairs and groups.

Place in the flow: `writer` calls it in the transaction of a report; `linking.origins` and `linking.groups`
decide.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, delete, insert, or_, select

from dragoman.linking.groups import Link, group_origins
from dragoman.linking.origins import (
    CROWD,
    Likeness,
    Signature,
    compare_reports,
    compare_signatures,
    find_signature,
    list_bands,
    rank_candidates,
)
from dragoman.record.model import Report
from dragoman.store import schema

ENOUGH = 3
"""Copies found after which no more are looked for: one is enough to tell the origin, three show a digest."""


def place_report(connection: Connection, report: Report, report_id: str) -> None:
    """Find the origin of a new report among those that are stored, and keep what tells it of later ones."""
    signature = find_signature(report.text)
    bands = list_bands(signature)
    hits: dict[int, list[str]] = defaultdict(list)
    query = select(schema.BANDS.c.band, schema.BANDS.c.report).where(schema.BANDS.c.band.in_(bands))
    for band, other in connection.execute(query):
        hits[band].append(other)
    candidates = rank_candidates((other for others in hits.values() for other in others), but=report_id)
    found = _find_copies(connection, report, signature, candidates)
    for other, likeness in found.items():
        connection.execute(
            insert(schema.LIKENESSES).values(
                report=report_id, other=other, relation=likeness.relation, share=likeness.share,
                other_in_report=likeness.first_in_second, report_in_other=likeness.second_in_first,
                altered=likeness.is_altered, why=likeness.why,
            )
        )  # fmt: skip
    connection.execute(insert(schema.SIGNATURES).values(report=report_id, signature=signature.to_bytes()))
    rows = [{"band": band, "report": report_id} for band in bands if len(hits[band]) < CROWD]
    if rows:
        connection.execute(insert(schema.BANDS), rows)
    regroup(connection, {report_id, *list_kin(connection, found)})


def _find_copies(
    connection: Connection, report: Report, signature: Signature, candidates: list[str]
) -> dict[str, Likeness]:
    """Return the stored reports of one origin with a new one, by id; at most `ENOUGH`."""
    reports = schema.REPORTS
    found: dict[str, Likeness] = {}
    for other in candidates:
        query = (
            select(reports, schema.SIGNATURES.c.signature)
            .join(schema.SIGNATURES)
            .where(reports.c.id == other)
        )
        row = connection.execute(query).mappings().one()
        if compare_signatures(Signature.from_bytes(row["signature"]), signature).relation == "none":
            continue
        names = ("title", "publisher", "published", "published_basis", "language", "sha256", "text")
        stored = Report(id=other, url=_find_url(connection, other), **{name: row[name] for name in names})
        likeness = compare_reports(stored, report)
        if likeness.is_same_origin:
            found[other] = likeness
            if len(found) == ENOUGH:
                break
    return found


def _find_url(connection: Connection, report_id: str) -> str | None:
    query = select(schema.ADDRESSES.c.url).where(schema.ADDRESSES.c.report == report_id)
    url: str | None = connection.scalar(query.order_by(schema.ADDRESSES.c.added_at))
    return url


def list_kin(connection: Connection, reports: dict[str, Likeness] | set[str]) -> set[str]:
    """Return all reports that hang together with some by being of one origin, themselves among them."""
    table = schema.LIKENESSES
    kin, new = set(reports), set(reports)
    while new:
        query = select(table.c.report, table.c.other).where(
            or_(table.c.report.in_(new), table.c.other.in_(new))
        )
        near = {report for row in connection.execute(query) for report in row}
        new = near - kin
        kin |= near
    return kin


def regroup(connection: Connection, reports: set[str]) -> None:
    """Write the origins of reports anew; all that hang together must be among them."""
    table = schema.LIKENESSES
    order = select(schema.REPORTS.c.id).where(schema.REPORTS.c.id.in_(reports))
    ids = list(connection.scalars(order.order_by(schema.REPORTS.c.published, schema.REPORTS.c.id)))
    pairs = connection.execute(select(table).where(table.c.report.in_(reports))).mappings()
    links = [
        Link(
            pair["other"],
            pair["report"],
            Likeness(
                pair["relation"], pair["share"], pair["other_in_report"], pair["report_in_other"], (), None,
                pair["why"],
            ),
        )
        for pair in pairs
    ]  # fmt: skip
    connection.execute(delete(schema.ORIGINS).where(schema.ORIGINS.c.report.in_(reports)))
    rows = [
        {"report": report, "origin": origin}
        for report, origins in group_origins(ids, links).items()
        for origin in origins
    ]
    if rows:
        connection.execute(insert(schema.ORIGINS), rows)
