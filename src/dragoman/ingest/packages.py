"""Office documents as packages: a zip of XML parts, opened within limits.

Place in the flow: below `office` and `odt`. Nothing is written, no link is followed, no entity is
resolved: a part is unpacked up to a limit and handed to a handler, element by element.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from dragoman.errors import Encrypted, Malformed, TooDeep, TooLarge

MAX_BYTES = 20 * 2**20
"""Unpacked bytes of all parts that are read of one document."""
MAX_RATIO = 200
"""How many times as large as packed a part may be; XML of office documents has under 30."""
RATIO_COUNTS_FROM = 2**20
"""Bytes from which the ratio counts: a short part may be of one letter."""
MAX_PARTS = 10_000
MAX_DEPTH = 5_000
"""Elements within elements; documents have under 100."""
CHUNK_BYTES = 65_536
MAX_TAG_BYTES = 2**20
"""Each attribute of a tag takes ten times its size in memory."""
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENTRY = b"PK\x01\x02"
"""What the entry of a part begins with in the zip's list of them."""
SEPARATOR = "\n"
"""What expat puts between a namespace and a name; no namespace can have it."""


class Handler(Protocol):
    """What takes the elements of a part; names come without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def take(self, text: str) -> None:
        """Take a stretch of text."""


class Package:
    """The parts of one office document."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open a document; `name` is for messages.

        Raises:
            Malformed: The zip is broken.
            TooLarge: It has too many parts.
        """
        self._name = name
        self._left_bytes = MAX_BYTES
        if (count := content.count(ENTRY)) > MAX_PARTS:
            raise TooLarge(
                f"Report not read: {name!r} has {count} parts, a document must have less than {MAX_PARTS}. "
                "Save it as a text file."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OSError) as error:
            raise self._refuse("its zip is broken") from error
        self.parts = {entry.filename: entry for entry in self._zip.infolist()}

    def read(self, part: str) -> bytes:
        """Return a part unpacked.

        Raises:
            Malformed: It is not there or broken.
            Encrypted: It is locked with a password.
            TooLarge: It is over the limit.
        """
        entry = self.parts.get(part)
        if entry is None:
            raise self._refuse(f"it has no {part}")
        if entry.flag_bits & 1:
            raise Encrypted(
                f"Report not read: {self._name!r} is locked with a password. Save it without one."
            )
        if entry.compress_type not in PLAIN:
            raise self._refuse(f"{part} is packed in an unusual way")
        limit = self._left_bytes
        if entry.compress_size * MAX_RATIO < limit:
            limit = max(RATIO_COUNTS_FROM, entry.compress_size * MAX_RATIO)
        limit = min(limit, self._left_bytes)
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            struct.error,
            OSError,
            RuntimeError,
        ) as error:
            raise self._refuse(f"{part} cannot be unpacked") from error
        if len(content) > limit:
            raise TooLarge(
                f"Report not read: {self._name!r} unpacks to more than {limit / 2**20:.0f} MiB of XML, "
                "which no report has. Save its text as a text file."
            )
        self._left_bytes -= len(content)
        return content

    def walk(self, part: str, handler: Handler) -> None:
        """Hand the elements of a part to a handler, in their order.

        Raises:
            Malformed: It is not XML, or declares entities, which office documents never do.
            TooDeep: Its elements are nested too deeply.
        """
        parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise TooDeep(
                    f"Report not read: {part} of {self._name!r} has more than {MAX_DEPTH} elements within "
                    "each other. Save its text as a text file."
                )
            handler.start(_get_local(name), {_get_local(key): value for key, value in attributes.items()})

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            handler.end(_get_local(name))

        def refuse_doctype(*_: object) -> None:
            raise self._refuse(f"{part} declares a document type")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = handler.take
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.buffer_text = True
        try:
            self._feed(parser, self.read(part), part)
        except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
            raise self._refuse(f"{part} is not XML ({error})") from error

    def _feed(self, parser: expat.XMLParserType, content: bytes, part: str) -> None:
        """Parse a part piece by piece; a tag that does not end is refused before its attributes are made."""
        for start in range(0, len(content), CHUNK_BYTES):
            parser.Parse(content[start : start + CHUNK_BYTES], False)
            if start + CHUNK_BYTES - parser.CurrentByteIndex > MAX_TAG_BYTES:
                raise TooLarge(
                    f"Report not read: {part} of {self._name!r} has a tag of more than "
                    f"{MAX_TAG_BYTES // 2**20} MiB. Save its text as a text file."
                )
        parser.Parse(b"", True)

    def _refuse(self, why: str) -> Malformed:
        return Malformed(
            f"Report not read: {self._name!r} is no office document that can be read: {why}. "
            "Open it, save it again, or save its text as a text file."
        )


def _get_local(name: str) -> str:
    return name.rpartition(SEPARATOR)[2]
