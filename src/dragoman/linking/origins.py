"""Which reports have the same origin: twelve outlets that print one wire are one.

Place in the flow: a store keeps a `Signature` for each report and a row for each of its bands.
A new report's bands find the few reports that share some of its words in a row (`OriginIndex`
does it in memory, a table of (band, report) as well), `compare_signatures` drops most of them,
`compare_reports` lays the texts over each other and decides, `groups` makes origins of the pairs.
Texts and offsets are never changed.

The signature is a bottom-k sketch (Broder 1997, "On the resemblance and containment of documents"):
the least hashes of all runs of five words. Of two sketches the share of common runs can be told,
and also how much of a short text stands in a long one, which MinHash with bands does not find.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal, TypeVar

from dragoman.errors import Malformed
from dragoman.linking.alignment import (
    Block,
    Difference,
    count_covered,
    find_blocks,
    find_differences,
    find_gaps,
)
from dragoman.linking.credits import find_credits
from dragoman.linking.keys import Word, find_words, hash_shingles, hash_words
from dragoman.record.model import Report

SHINGLE = 5
"""Words in a run. Of two distinct reports only one in a hundred shares a mark at 5, one in ten at 3
(pairs of the project's 399 own reports)."""
MARKS = 96
"""Hashes in a signature, or all runs where a text has fewer."""
DENSITY = 8
"""A long report has one hash for so many of its words instead, so that a brief cut out of it is found: with
96 for any length one of twenty briefs of 100 words was lost in a report of 3,000 (`evaluation.origins`)."""
MOST_MARKS = 512
"""Most hashes in a signature."""
COPIED = 0.7
"""Least share of the words of a report that another covers, for one origin.

Copies with a tenth of their words changed have .9 and more; distinct Wikinews reports with the same questions
or the same background .65 at most (`evaluation.origins`)."""
CREDITED = 0.5
"""The same where both credit one agency, or one credits the other's publisher; above all but those .65."""
ADDRESSED = 0.3
"""The same where one publisher has put both at one address."""
LIKELY = 0.35
"""Least share of five-word runs by signature: a tenth of the words changed leaves .59 of them."""
FAINT = 0.05
"""Least share of five-word runs by signature that makes a comparison of the texts worth its while. Of the
candidates of the 1,600 MUC reports, which share long names, one of thirteen is left, and all true pairs."""
MIN_WORDS = 12
"""Least words that must be covered; a sentence or less may be said twice by chance."""
MIN_IDENTICAL = 6
"""Least words of a text that is the same throughout."""
PASSAGE = 25
"""Least covered words that are worth telling where there is not one origin: a quotation, some background."""
MOST_WORDS = 200_000
"""Words of a text that are laid over another; those behind them are left out. A long novel has fewer."""
CROWD = 64
"""Reports that are kept for a band. Set phrases fill it, and so do a wire's copies: the first ones do."""
LIMIT = 20
"""Most candidates that are given for a report."""

Id = TypeVar("Id", int, str)
Relation = Literal["copy", "cut", "update", "passage", "none"]
ONE_ORIGIN: tuple[Relation, ...] = ("copy", "cut", "update")

_VERSION = 1
_HEAD = struct.Struct(">BIIHQ")
_MARK_BYTES = 6


@dataclass(frozen=True, slots=True)
class Signature:
    """What a report's words come to: some six hundred bytes, up to three thousand for the longest texts.

    Attributes:
        words: Number of words.
        runs: Number of distinct runs of five words.
        whole: Hash of all words in order; the same for texts that differ in case, blanks or marks only.
        marks: The least hashes of the runs, sorted, 48 bits each.
        credits: Codes of the agencies that the report credits.
    """

    words: int
    runs: int
    whole: int
    marks: tuple[int, ...]
    credits: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the signature as bytes, the same everywhere."""
        head = _HEAD.pack(_VERSION, self.words, self.runs, len(self.marks), self.whole)
        marks = b"".join(mark.to_bytes(_MARK_BYTES, "big") for mark in self.marks)
        return head + marks + ",".join(self.credits).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Signature:
        """Return the signature that `to_bytes` wrote.

        Raises:
            Malformed: These are no bytes of a signature.
        """
        try:
            version, words, runs, count, whole = _HEAD.unpack_from(stored)
            end = _HEAD.size + count * _MARK_BYTES
            if version != _VERSION or len(stored) < end:
                raise ValueError(f"version {version}, {len(stored)} bytes")
            starts = range(_HEAD.size, end, _MARK_BYTES)
            marks = tuple(int.from_bytes(stored[start : start + _MARK_BYTES], "big") for start in starts)
            agencies = stored[end:].decode()
        except (struct.error, ValueError) as error:
            raise Malformed(
                f"Signature not read: {len(stored)} bytes are not of version {_VERSION} ({error}). "
                "Make it anew with find_signature."
            ) from error
        return cls(words, runs, whole, marks, tuple(filter(None, agencies.split(","))))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two reports are one text.

    Attributes:
        relation: `copy` each stands in the other; `cut` one stands in the other; `update` the same
            publisher's other version; `passage` they share some words; `none`.
        share: Shared runs of words of all runs of both, 0 to 1.
        first_in_second: Share of the first one's words that the second has; of its runs, by signature.
        second_in_first: The other way.
        credits: Agencies that both credit, or that are the other's publisher.
        differences: What differs in the shared stretches; None where only signatures were compared.
        why: All this in words.
        newer: Which one is the later version of an update; None where that is not known.
    """

    relation: Relation
    share: float
    first_in_second: float
    second_in_first: float
    credits: tuple[str, ...]
    differences: tuple[Difference, ...] | None
    why: str
    newer: Literal["first", "second"] | None = None

    @property
    def is_same_origin(self) -> bool:
        """Return whether both count as one origin."""
        return self.relation in ONE_ORIGIN

    @property
    def is_altered(self) -> bool:
        """Return whether one origin is told with other figures, other names, or a denial.

        An outlet that corrected, a later toll, or a forged copy: the differences show which words. False
        where only signatures were compared.
        """
        return self.is_same_origin and any(found.is_grave for found in self.differences or ())


def find_signature(text: str) -> Signature:
    """Return the signature of a report's text. A text without words has one that is like no other.

    Example:
        >>> find_signature("Guns fell silent.") == find_signature("GUNS  fell\u200b silent")
        True
    """
    words = find_words(text)
    hashes = hash_words([word.key for word in words])
    runs = hash_shingles(hashes, SHINGLE)
    count = min(max(MARKS, len(words) // DENSITY), MOST_MARKS)
    marks = tuple(int(run) >> 16 for run in runs[:count])
    whole = int.from_bytes(blake2b(hashes.tobytes(), digest_size=8).digest(), "big")
    agencies = sorted({credit.agency for credit in find_credits(text)})
    return Signature(len(words), len(runs), whole, marks, tuple(agencies))


def list_bands(signature: Signature) -> list[int]:
    """Return the numbers under which a report is kept and looked for: a row (band, report) for each.

    Not negative, below 2**48, at most `MOST_MARKS`; none for a text without words. Two reports are candidates
    when they share one.
    """
    return list(dict.fromkeys(signature.marks))


def compare_signatures(first: Signature, second: Signature) -> Likeness:
    """Return the likeness that two signatures tell: an estimate, never `update`.

    Differences cannot be told. Where it is not `none` and the texts are at hand, let these decide.

    Example:
        >>> wire = "The two armies agreed on Monday to exchange the bodies of the dead at the bridge of Kaya."
        >>> compare_signatures(find_signature(wire), find_signature(wire.upper())).relation
        'copy'
    """
    edge = min(_get_edge(first), _get_edge(second))
    ours = {mark for mark in first.marks if mark <= edge}
    theirs = {mark for mark in second.marks if mark <= edge}
    common = len(ours & theirs)
    shares = (
        common / len(ours | theirs) if common else 0.0,
        common / len(ours) if common else 0.0,
        common / len(theirs) if common else 0.0,
    )
    agencies = tuple(sorted(set(first.credits) & set(second.credits)))
    if first.whole == second.whole and first.words >= MIN_IDENTICAL:
        return _make_likeness("copy", (1.0, 1.0, 1.0), agencies, None)
    least = min(first.words, second.words) * max(shares[1:])
    relation = _find_relation(shares[1:], LIKELY, least)
    if relation == "none" and max(shares) >= FAINT:
        relation = "passage"
    return _make_likeness(relation, shares, agencies, None)


def _get_edge(signature: Signature) -> int:
    """Return up to which hash a signature holds all; a short text's holds every one."""
    return signature.marks[-1] if len(signature.marks) < signature.runs else 1 << 48


def compare_texts(first: str, second: str) -> Likeness:
    """Return the likeness of two texts, with what differs in what they share; never `update`.

    Example:
        >>> wire = "Shells fell on Kaya market at dawn on Monday and killed 12 traders, the mayor said there."
        >>> likeness = compare_texts(wire, wire.replace("12", "40"))
        >>> likeness.relation, likeness.is_altered, likeness.differences[0].second.text
        ('copy', True, '40')
    """
    agencies = {credit.agency for credit in find_credits(first)}
    common = agencies & {credit.agency for credit in find_credits(second)} if agencies else set()
    return _compare(first, second, tuple(sorted(common)), CREDITED if common else COPIED)


def _compare(first: str, second: str, agencies: tuple[str, ...], least: float) -> Likeness:
    words = find_words(first)[:MOST_WORDS], find_words(second)[:MOST_WORDS]
    counts = len(words[0]), len(words[1])
    if counts[0] >= MIN_IDENTICAL and [word.key for word in words[0]] == [word.key for word in words[1]]:
        return _make_likeness("copy", (1.0, 1.0, 1.0), agencies, ())
    blocks = find_blocks(*words), find_blocks(words[1], words[0])
    gaps = find_gaps(blocks[0], *counts), find_gaps(blocks[1], counts[1], counts[0])
    covered = [count_covered(*side) for side in zip(blocks, gaps, strict=True)]
    shares = tuple(number / (count or 1) for number, count in zip(covered, counts, strict=True))
    relation = _find_relation(shares, least, min(covered))
    if relation == "none" and min(covered) >= PASSAGE:
        relation = "passage"
    differences = _list_differences((first, second), words, gaps, counts)
    return _make_likeness(relation, (_get_share(*words), *shares), agencies, differences)


def _list_differences(
    texts: tuple[str, str],
    words: tuple[list[Word], list[Word]],
    gaps: tuple[list[tuple[Block, Block]], list[tuple[Block, Block]]],
    counts: tuple[int, int],
) -> tuple[Difference, ...]:
    """Return what differs, in the order of the shorter text; `first` is always of the first text."""
    if counts[0] <= counts[1]:
        return tuple(find_differences(texts, words, gaps[0]))
    turned = find_differences((texts[1], texts[0]), (words[1], words[0]), gaps[1])
    return tuple(replace(found, first=found.second, second=found.first) for found in turned)


def _get_share(first: list[Word], second: list[Word]) -> float:
    ours, theirs = (
        set(zip(*(keys[offset:] for offset in range(SHINGLE)), strict=False))
        for keys in ([word.key for word in first], [word.key for word in second])
    )
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0


def _find_relation(shares: tuple[float, ...], least: float, words: float) -> Relation:
    if words < MIN_WORDS or max(shares) < least:
        return "none"
    return "copy" if min(shares) >= least else "cut"


def compare_reports(first: Report, second: Report) -> Likeness:
    """Return the likeness of two reports, with what their publishers, addresses and dates add.

    The same publisher's other version of a report is an `update`, and the later publication is the newer. A
    report that credits the other's publisher may be likened less, and so may two texts of one address.
    """
    credited = tuple({credit.agency for credit in find_credits(report.text)} for report in (first, second))
    agencies = credited[0] & credited[1]
    agencies |= {code for code in credited[0] if _is_outlet(code, second.publisher)}
    agencies |= {code for code in credited[1] if _is_outlet(code, first.publisher)}
    publisher = _clean_publisher(first.publisher)
    is_own = bool(publisher) and publisher == _clean_publisher(second.publisher)
    least = CREDITED if agencies else COPIED
    if first.url and first.url == second.url:
        is_own, least = True, ADDRESSED
    likeness = _compare(first.text, second.text, tuple(sorted(agencies)), least)
    if not (is_own and likeness.is_same_origin) or likeness.share == 1.0:
        return likeness
    newer: Literal["first", "second"] | None = None
    if first.published and second.published and first.published != second.published:
        newer = "second" if first.published < second.published else "first"
    why = f"another version of {first.publisher or first.url}: {likeness.why}"
    return replace(likeness, relation="update", newer=newer, why=why)


def _clean_publisher(name: str | None) -> str:
    return " ".join(word.key for word in find_words(name or "") if word.key != "the")


def _is_outlet(code: str, publisher: str | None) -> bool:
    """Return whether a publisher is the outlet of a code."""
    if not publisher:
        return False
    return code in {credit.agency for credit in find_credits(f"({publisher})")}


def _make_likeness(
    relation: Relation,
    shares: tuple[float, ...],
    agencies: tuple[str, ...],
    differences: tuple[Difference, ...] | None,
) -> Likeness:
    share, first_in_second, second_in_first = (round(value, 4) for value in shares)
    unit = "runs of words" if differences is None else "words"
    parts = [
        f"{first_in_second:.0%} of the first one's {unit} stand in the second, "
        f"{second_in_first:.0%} of the second one's in the first; {share:.0%} of all runs are shared"
    ]
    if agencies:
        parts.append(f"credit shared: {', '.join(agencies)}")
    grave = [found for found in differences or () if found.is_grave]
    if grave and relation in ONE_ORIGIN:
        shown = [f"“{found.first.text}” / “{found.second.text}”" for found in grave[:3]]
        parts.append(f"differing in {len(grave)}: {', '.join(shown)}" + (" …" if len(grave) > 3 else ""))
    return Likeness(
        relation, share, first_in_second, second_in_first, agencies, differences, "; ".join(parts)
    )


class OriginIndex:
    """Finds which of the reports seen so far share words with a new one; about the same cost for each.

    The state is the rows of `list_rows`: a SQL table (band, report) with an index on `band`, asked with
    `LIMIT CROWD` for each band, does the same.
    """

    def __init__(self, rows: Iterable[tuple[int, str]] = ()) -> None:
        self._bands: dict[int, list[str]] = {}
        for band, report in rows:
            self._put(band, report)

    def _put(self, band: int, report: str) -> None:
        reports = self._bands.setdefault(band, [])
        if len(reports) < CROWD and report not in reports:
            reports.append(report)

    def add(self, report: str, signature: Signature) -> list[str]:
        """Return the candidates for a report, then keep it."""
        found = self.find_candidates(signature, but=report)
        for band in list_bands(signature):
            self._put(band, report)
        return found

    def find_candidates(self, signature: Signature, *, but: str | None = None) -> list[str]:
        """Return the ids of the reports that share a band, those with the most first, at most `LIMIT`.

        Args:
            signature: Of the report that is asked for.
            but: An id that is left out: the report's own.
        """
        hits = [self._bands.get(band, ()) for band in list_bands(signature)]
        return rank_candidates((report for reports in hits for report in reports), but=but)

    def list_rows(self) -> list[tuple[int, str]]:
        """Return the state as rows: band, id of a report."""
        return [(band, report) for band, reports in self._bands.items() for report in reports]


def rank_candidates(hits: Iterable[Id], *, but: Id | None = None) -> list[Id]:
    """Return the ids of the rows that bands have found, those found most often first, at most `LIMIT`.

    Example:
        >>> rank_candidates(["r1", "r2", "r2"])
        ['r2', 'r1']
    """
    counts = Counter(report for report in hits if report != but)
    return [report for report, _ in counts.most_common(LIMIT)]
