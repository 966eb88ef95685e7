"""Bare numbers that somebody gives of victims told before: "A shell killed six. The doctors speak of nine."

Place in the flow: beside `reading.harm`, after its shapes; the word of harm stands in a sentence before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.language.doc import Doc
from dragoman.lexicon.casualties import Harm
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.reading.groups import Group
from dragoman.reading.harm_victims import Link

RETOLD = 2
"""Sentences after the last number of victims in which a bare number still counts them."""
_JOINS = frozenset(("of", "at", "to"))
_NOUNS = frozenset(("figure", "count", "toll", "number", "estimate"))
_ENDS = frozenset(". , ; : ) and but not".split())


def link_retold(doc: Doc, groups: list[Group], taken: Collection[int], harm: Harm) -> Iterator[Link]:
    """Yield the bare numbers of a sentence that a verb of counting gives, with the harm told last."""
    for group in groups:
        if group.noun is None and not group.is_part and group.head not in taken and _is_given(doc, group):
            yield Link(group, harm, group.head, "retold")


def _is_given(doc: Doc, group: Group) -> bool:
    """Return whether a number ends what somebody counts: "speaks of 14", "puts them at two", "said five."."""
    after = doc.tokens[group.last : group.last + 1]
    if group.first == 0 or (after and after[0].lower not in _ENDS):
        return False
    before = doc.tokens[group.first - 1]
    if _counts(doc, before.index):
        return True
    first = doc.get_sentence(group.head).first
    near = range(max(first, before.index - 4), before.index)
    is_figure = before.lower == "of" and doc.tokens[before.index - 1].lower in _NOUNS
    return before.lower in _JOINS and (is_figure or any(_counts(doc, index) for index in near))


def _counts(doc: Doc, index: int) -> bool:
    token = doc.tokens[index]
    return token.upos == "VERB" and token.lemma in get_claim_words("counting")
