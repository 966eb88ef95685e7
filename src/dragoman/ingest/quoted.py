"""What of a mail's plain text is new: quoted lines of the mail that it answers are left out.

Place in the flow: below `mail`. Texts that were forwarded stay; only lines with the mark of a quotation and
the line that says who wrote them go.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.ingest.found import Remark

QUOTED = re.compile(r"^ ?>(?!From ).*\n?", re.MULTILINE)
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
    edges, count = _find_quoted(text)
    if not count:
        return text.replace("\n>From ", "\nFrom "), ()
    blocks = [text[start:end].strip("\n") for start, end in pairwise([0, *edges, len(text)])][::2]
    kept = "\n\n".join(filter(None, (*map(_cut_introduction, blocks[:-1]), blocks[-1])))
    if not kept.strip():
        return MARKS.sub("", text), (Remark("quoted", "The mail has quoted lines only; they are read."),)
    return kept, (Remark("quoted", f"{count} quoted lines of an earlier mail are left out."),)


def _find_quoted(text: str) -> tuple[list[int], int]:
    """Return where stretches of quoted lines begin and end, in turns, and how many lines they are."""
    edges: list[int] = []
    count = 0
    for count, line in enumerate(QUOTED.finditer(text), 1):  # noqa: B007 - the last is the number of all
        if edges and edges[-1] == line.start():
            edges[-1] = line.end()
        else:
            edges += line.span()
    return edges, count


def _cut_introduction(block: str) -> str:
    """Return a block without "On Monday Ana wrote:" at its end, which may go over two lines."""
    lines = block.rstrip().rsplit("\n", 2)
    for start in (-1, -2):
        if INTRODUCES.fullmatch(" ".join(lines[start:])):
            return "\n".join(lines[:start]).rstrip()
    return block


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
