"""The errors of Dragoman, all of one form: what failed, on what, why, what to do.

DragomanError
├── ConfigError        a setting is missing or wrong
├── FetchError         an address that cannot be fetched
│   ├── Blocked        the door lets no connection there, or robots.txt asks not to
│   ├── TooLarge       the answer is over the limit
│   ├── TimedOut       no whole answer in time
│   ├── Unreachable    no connection, or one that broke
│   └── Status         the server answered that it gives no page
├── ReadError          bytes or text that cannot be read as a report
│   ├── Encoding       not text in any encoding that we know
│   ├── Malformed      the format is broken
│   ├── TooLarge       over the limit
│   ├── TooDeep        nested deeper than can be read
│   ├── Encrypted      locked with a password
│   ├── Stopped        reading it takes too long or too much memory
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
"""


class DragomanError(Exception):
    """Any failure that Dragoman explains in a sentence."""


class ConfigError(DragomanError):
    """A setting is missing or wrong."""


class FetchError(DragomanError):
    """An address cannot be fetched."""


class Blocked(FetchError):
    """No connection is made to this address, or its site asks not to be read."""


class TimedOut(FetchError):
    """There was no whole answer in time."""


class Unreachable(FetchError):
    """There was no connection, or it broke."""


class Status(FetchError):
    """The server answered that it gives no page.

    `code` is its HTTP status, `wait_s` the seconds for which it is left alone, None where it does not ask.
    """

    def __init__(self, message: str, code: int, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.wait_s = wait_s


class ReadError(DragomanError):
    """Bytes or text that cannot be read as a report."""


class Encoding(ReadError):
    """The bytes are not text in any encoding that we know."""


class Malformed(ReadError):
    """The format is broken."""


class TooLarge(FetchError, ReadError):
    """The input is over the limit."""


class TooDeep(ReadError):
    """The input is nested deeper than can be read."""


class Encrypted(ReadError):
    """The input is locked with a password."""


class Stopped(ReadError):
    """Reading the input takes too long or too much memory."""


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
