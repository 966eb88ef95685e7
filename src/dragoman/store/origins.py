"""Which stored reports are one text: asked when a report comes in, kept as pairs and groups.

Place in the flow: `writer` calls it in the transaction of a report; `linking.origins` and `linking.groups`
decide.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, delete, insert, or_, select

from dragoman.linking.groups import Link, group_editions, group_origins, is_part
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
from dragoman.store.rows import REPORT_COLUMNS

ENOUGH = 3
"""Copies found after which no more are looked for: one is enough to tell the origin, three show a digest."""


def place_report(connection: Connection, report: Report, report_id: str) -> None:
    """Find the origin of a new report among those that are stored, and keep what tells it of later ones."""
    signature = find_signature(report.text)
    bands = list_bands(signature)
    hits: dict[int, list[int]] = defaultdict(list)
    query = select(schema.BANDS.c.band, schema.BANDS.c.number).where(schema.BANDS.c.band.in_(bands))
    for band, number in connection.execute(query).all():
        hits[band].append(number)
    candidates = rank_candidates(number for numbers in hits.values() for number in numbers)
    found = _find_copies(connection, report, signature, candidates)
    _insert_signature(connection, report_id, signature, [band for band in bands if len(hits[band]) < CROWD])
    if found:
        _insert_likenesses(connection, report_id, found)
    if not _join_edition(connection, report, report_id, found):
        regroup(connection, {report_id, *list_kin(connection, found)})


def _insert_signature(connection: Connection, report_id: str, signature: Signature, bands: list[int]) -> None:
    row = {"report": report_id, "signature": signature.to_bytes()}
    signatures = schema.SIGNATURES
    number = connection.scalar(insert(signatures).values(row).returning(signatures.c.number))
    if bands:
        connection.execute(insert(schema.BANDS), [{"band": band, "number": number} for band in bands])


def _insert_likenesses(connection: Connection, report_id: str, found: dict[str, Likeness]) -> None:
    connection.execute(
        insert(schema.LIKENESSES),
        [
            {
                "report": report_id, "other": other, "relation": likeness.relation, "share": likeness.share,
                "other_in_report": likeness.first_in_second, "report_in_other": likeness.second_in_first,
                "altered": likeness.is_altered, "why": likeness.why,
            }
            for other, likeness in found.items()
        ],
    )  # fmt: skip


def _find_copies(
    connection: Connection, report: Report, signature: Signature, candidates: list[int]
) -> dict[str, Likeness]:
    """Return the stored reports of one origin with a new one, by id; at most `ENOUGH`."""
    found: dict[str, Likeness] = {}
    for other in _list_alike(connection, signature, candidates):
        likeness = compare_reports(_load_report(connection, other), report)
        if likeness.is_same_origin:
            found[other] = likeness
            if len(found) == ENOUGH:
                break
    return found


def _list_alike(connection: Connection, signature: Signature, candidates: list[int]) -> list[str]:
    """Return the reports among the candidates whose signatures are alike, in their order."""
    if not candidates:
        return []
    table = schema.SIGNATURES
    rows = {
        row.number: row for row in connection.execute(select(table).where(table.c.number.in_(candidates)))
    }
    return [
        rows[number].report
        for number in candidates
        if compare_signatures(Signature.from_bytes(rows[number].signature), signature).relation != "none"
    ]


def _load_report(connection: Connection, report_id: str) -> Report:
    query = select(schema.REPORTS).where(schema.REPORTS.c.id == report_id)
    row = connection.execute(query).mappings().one()
    url = _find_url(connection, report_id)
    return Report(id=report_id, url=url, **{name: row[name] for name in REPORT_COLUMNS})


def _find_url(connection: Connection, report_id: str) -> str | None:
    query = select(schema.ADDRESSES.c.url).where(schema.ADDRESSES.c.report == report_id)
    url: str | None = connection.scalar(query.order_by(schema.ADDRESSES.c.added_at))
    return url


def _join_edition(connection: Connection, report: Report, report_id: str, found: dict[str, Likeness]) -> bool:
    """Put a new report among those whose text it prints as a whole; return False where that is not all.

    It brings no two texts together then and stands in none, so that the origins of all others stay what they
    are, and their names too, since it comes after the first of them. So the thousandth copy of a wire costs
    no more than the second.
    """
    if any(is_part(likeness) for likeness in found.values()):
        return False
    table, reports = schema.ORIGINS, schema.REPORTS
    origins, edition = {report_id}, report_id
    if found:
        rows = connection.execute(select(table).where(table.c.report.in_(found))).all()
        origins, editions = {row.origin for row in rows}, {row.edition for row in rows}
        [edition, *more] = editions
        first = connection.scalar(select(reports.c.published).where(reports.c.id == edition))
        if more or (report.published or "", report_id) < (first or "", edition):
            return False
    _insert_origins(connection, {report_id: tuple(origins)}, {report_id: edition})
    return True


def _insert_origins(
    connection: Connection, origins: dict[str, tuple[str, ...]], editions: dict[str, str]
) -> None:
    rows = [
        {"report": report, "origin": origin, "edition": editions[report]}
        for report, some in origins.items()
        for origin in some
    ]
    if rows:
        connection.execute(insert(schema.ORIGINS), rows)


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
    _insert_origins(connection, group_origins(ids, links), group_editions(ids, links))
