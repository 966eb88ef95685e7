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
    └── UsageError         the caller asked for something that does not exist

Fetching and the store add their own branches beside these.
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


class UsageError(DragomanError):
    """The caller asked for something that does not exist."""
