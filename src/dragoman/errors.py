"""The errors of Dragoman, all of one form: what failed, on what, why, what to do.

    DragomanError
    ├── ConfigError        a setting is missing or wrong
    ├── ReadError          bytes or text that cannot be read as a report
    │   ├── Encoding       not text in any encoding that we know
    │   ├── Malformed      the format is broken
    │   ├── TooLarge       over the limit
    │   └── Empty          nothing to read
    ├── ModelError         the language model
    │   ├── Missing        a file is not there
    │   └── Corrupt        a file is not the one that was shipped
    ├── LexiconError       a table does not fit its schema
    ├── StoreError         the store cannot be used
    │   ├── Busy           another program holds it
    │   ├── Full           no room on the disk
    │   ├── NewerSchema    a newer Dragoman made it
    │   ├── Damaged        the file is broken
    │   └── QueryError     a query that cannot be answered
    └── UsageError         the caller asked for something that does not exist

Fetching adds its own branch beside these.
"""


class DragomanError(Exception):
    """Any failure that Dragoman explains in a sentence."""


class ConfigError(DragomanError):
    """A setting is missing or wrong."""


class ReadError(DragomanError):
    """Bytes or text that cannot be read as a report."""


class Encoding(ReadError):
    """The bytes are not text in any encoding that we know."""


class Malformed(ReadError):
    """The format is broken."""


class TooLarge(ReadError):
    """The input is over the limit."""


class Empty(ReadError):
    """There is nothing to read."""


class ModelError(DragomanError):
    """The language model cannot be used."""


class Missing(ModelError):
    """A file of the model is not there."""


class Corrupt(ModelError):
    """A file of the model is not the one that was shipped."""


class LexiconError(DragomanError):
    """A table of the lexicon does not fit its schema."""


class StoreError(DragomanError):
    """The store cannot be used."""


class Busy(StoreError):
    """Another program holds the store."""


class Full(StoreError):
    """There is no room on the disk."""


class NewerSchema(StoreError):
    """A newer Dragoman made the store."""


class Damaged(StoreError):
    """The store's file is broken."""


class QueryError(StoreError):
    """A query cannot be answered."""


class UsageError(DragomanError):
    """The caller asked for something that does not exist."""
