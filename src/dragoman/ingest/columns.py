"""Which column of a table holds what, told by the names of its columns.

Place in the flow: below `tables`, which reads the rows, and `kinds`, which asks whether a text is a table.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from dragoman.errors import Malformed

USUAL: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "fulltext", "body", "articlebody", "articletext", "content", "contents", "article", "story",
        "report", "notes", "eventnotes", "description", "summary", "sourcearticle",
    ),
    "title": ("title", "headline", "articletitle", "sourceheadline", "subject"),
    "published": (
        "published", "publishedat", "publicationdate", "datepublished", "pubdate", "publishdate", "date",
        "articledate", "sourcedate", "eventdate", "datestart",
    ),
    "publisher": ("publisher", "source", "sourcename", "newspaper", "outlet", "sourceoffice"),
    "url": ("url", "link", "permalink", "articleurl", "sourceurl"),
    "id": ("id", "guid", "articleid", "documentid", "eventidcnty"),
    "author": ("author", "byline", "creator"),
}  # fmt: skip
"""Names of columns by our fields, the first that a table has counts; in small letters, without spaces, `_`
and `-`. ACLED's exports have `notes`, `event_date`, `source`; UCDP's `source_article`, `source_date`."""
FIELDS = tuple(USUAL)
EVENT_DATES = ("eventdate", "datestart")
"""These hold the day of the event, not of a report of it."""
DELIMITERS = (",", ";", "\t", "|")
LONGEST_SHOWN, MOST_SHOWN = 40, 60
"""Characters of a column's name, and columns, that a message shows."""


def fold_name(name: str) -> str:
    """Return a column's name as names are compared.

    Example:
        >>> fold_name(" Event Date")
        'eventdate'
    """
    return "".join(name.split()).replace("_", "").replace("-", "").strip("\ufeff").casefold()


def find_known(header: Sequence[str]) -> dict[str, int]:
    """Return the places of the columns that usual names tell, by our fields.

    Example:
        >>> find_known(["event_date", "notes", "mood"])
        {'text': 1, 'published': 0}
    """
    folded = [fold_name(name) for name in header]
    places = {}
    for field, names in USUAL.items():
        place = next((folded.index(name) for name in names if name in folded), None)
        if place is not None:
            places[field] = place
    return places


def find_delimiter(begin: str) -> tuple[str, list[str]]:
    """Return what parts the cells of a table's first line, and its cells.

    The delimiter whose cells have the most known names, then the most cells.

    Example:
        >>> find_delimiter("date;text")
        (';', ['date', 'text'])
    """
    line = begin.partition("\n")[0].rstrip("\r")
    best, header, weight = DELIMITERS[0], [], (-1, -1)
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        if (found := (len(find_known(cells)), len(cells))) > weight:
            best, header, weight = delimiter, cells, found
    return best, header


def find_columns(header: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """Return the places of columns by our fields: those that were asked for, and else the usual names.

    Args:
        header: The names of the columns.
        columns: Names of columns by our fields, as somebody asks for them.
        name: Where the table was found, for the message.

    Raises:
        Malformed: A column that was asked for is not there, or none holds the text.
    """
    folded = [fold_name(cell) for cell in header]
    has = "Its columns are " + ", ".join(repr(cell.strip()[:LONGEST_SHOWN]) for cell in header[:MOST_SHOWN])
    has += ", …." if len(header) > MOST_SHOWN else "."
    places = find_known(header)
    for field, column in columns.items():
        if fold_name(column) not in folded:
            raise Malformed(f"Reports not read: {name!r} has no column {column!r} for {field!r}. {has}")
        places[field] = folded.index(fold_name(column))
    if "text" not in places:
        raise Malformed(
            f"Reports not read: {name!r} has no column that is known to hold the text of reports. {has} "
            "Say which it is: --column text=NAME."
        )
    return places
