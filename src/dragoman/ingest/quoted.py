"""What of a mail's plain text is new: quoted lines of the mail that it answers are left out.

Place in the flow: below `mail`. Texts that were forwarded stay; only lines with the mark of a quotation and
the line that says who wrote them go.
"""

from __future__ import annotations

import re

from dragoman.ingest.found import Remark

QUOTED = re.compile(r" ?>(?!From )")
INTRODUCES = re.compile(r"(?:On|Le|Am|El)\b.{4,300}\b(?:wrote|a écrit|schrieb|escribió)\b.{0,80}:\s*")
"""The words that mail programs put before what they quote."""
MARKS = re.compile(r"^(?: ?>)+ ?", re.MULTILINE)


def leave_quotes(text: str) -> tuple[str, tuple[Remark, ...]]:
    """Return a mail's text without its quoted lines, and a remark that counts them.

    Where nothing else would remain they stay, without their marks.

    Example:
        >>> leave_quotes("It rained.\\n> Did it rain?")[0]
        'It rained.'
    """
    lines = text.split("\n")
    count = sum(QUOTED.match(line) is not None for line in lines)
    if not count:
        return text.replace("\n>From ", "\nFrom "), ()
    kept = _join_kept(lines)
    if not kept.strip():
        return MARKS.sub("", text), (Remark("quoted", "The mail has quoted lines only; they are read."),)
    return kept, (Remark("quoted", f"{count} quoted lines of an earlier mail are left out."),)


def _join_kept(lines: list[str]) -> str:
    """Return the lines without a mark; what introduces a quotation goes with it."""
    blocks: list[list[str]] = [[]]
    was_quoted = False
    for line in lines:
        is_quoted = QUOTED.match(line) is not None
        if is_quoted and not was_quoted:
            _cut_introduction(blocks[-1])
            blocks.append([])
        if not is_quoted:
            blocks[-1].append(line)
        was_quoted = is_quoted
    return "\n\n".join(filter(None, ("\n".join(block).strip("\n") for block in blocks)))


def _cut_introduction(block: list[str]) -> None:
    """Take "On Monday Ana wrote:" off the end of a block; it may go over two lines."""
    last = len(block)
    while last and not block[last - 1].strip():
        last -= 1
    for start in (last - 1, last - 2):
        if start >= 0 and INTRODUCES.fullmatch(" ".join(block[start:last])):
            del block[start:]
            return


def join_flowed(text: str, is_space_cut: bool) -> str:
    """Return a text whose lines were broken for the way (RFC 3676) with its paragraphs whole.

    Args:
        text: The text, without quoted lines.
        is_space_cut: Whether the space before a break is not part of the text.

    Example:
        >>> join_flowed("Rain \\nfell.\\nAll day.", is_space_cut=False)
        'Rain fell.\\nAll day.'
    """
    pieces: list[str] = []
    is_open = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ")
        is_signature = bare == "-- "
        if pieces and (is_signature or not is_open):
            pieces.append("\n")
        is_open = bare.endswith(" ") and not is_signature
        pieces.append(bare[:-1] if is_open and is_space_cut else bare)
    return "".join(pieces)
