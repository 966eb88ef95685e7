"""Dragoman reads conflict reporting and keeps the record, every cell with its words.

>>> import dragoman
>>> text = "Kenya said on Monday that militants had raided a village."
>>> record = dragoman.read(text, published="2014-06-17")
>>> [event.type for event in record.events]  # doctest: +SKIP
['ASSAULT']
"""

from typing import TYPE_CHECKING, Any

from dragoman.version import __version__ as __version__

if TYPE_CHECKING:
    from dragoman.flow import Source, read, read_many
    from dragoman.record.model import Record
    from dragoman.store.filters import Filter
    from dragoman.store.store import Store, open_store
    from dragoman.store.views import View
    from dragoman.store.writer import Writer

__all__ = ["Filter", "Record", "Source", "Store", "View", "Writer", "open_store", "read", "read_many"]

_HOMES = {
    "Filter": "dragoman.store.filters",
    "Record": "dragoman.record.model",
    "Source": "dragoman.flow",
    "Store": "dragoman.store.store",
    "View": "dragoman.store.views",
    "Writer": "dragoman.store.writer",
    "open_store": "dragoman.store.store",
    "read": "dragoman.flow",
    "read_many": "dragoman.flow",
}


def __getattr__(name: str) -> Any:
    """Load the public names when first asked for, so that the ground can be used on its own."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
