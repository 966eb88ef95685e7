"""One cue word after the other: which claim each makes, if any.

Place in the flow: `attribution` calls the reader that fits a word's part of speech; the
cue words are rows of `lexicon/tables/speech_cues.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.cues import Cue, load_speech_cues
from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_spans import (
    cut_content,
    extend_over_quote,
    find_phrase,
    find_speaker,
    trim_content,
)
from dragoman.record.model import Stance

UNTRUE = frozenset("baseless false untrue unfounded groundless fabricated absurd nonsense lies wrong".split())
"""What somebody who denies an allegation calls it: "called the claim false"."""
CLAUSES = ("ccomp", "parataxis")
MIN_QUOTE = 3
"""Words of the shortest quotation that alone makes a claim of a verb ("urged: …")."""
POINTING = frozenset({"this", "that", "it", "these", "those", "them", "so", "which"})


@dataclass(slots=True)
class ClaimDraft:
    """One attribution, in token numbers (ends exclusive).

    `speaker` is the head token of the phrase that names the speaker (None where the
    text names none: "reportedly"), `speaker_span` that phrase, `speakers` the actors it
    resolves to. `content` covers what is said; `content_head` is its top token where it
    has one. `cue` is the word that says that somebody says so. `refers_to` is the
    id of an earlier claim that this one answers ("denies this"), or None.
    """

    id: str
    speaker: int | None
    speaker_span: tuple[int, int] | None
    speakers: tuple[str, ...]
    stance: Stance
    cue: tuple[int, int]
    content: tuple[int, int]
    content_head: int | None
    quote: bool
    refers_to: str | None
    confidence: float
    why: str


class Claims(list[ClaimDraft]):
    """The claims of a document in order, with look-ups by token and id; grows by `append` only."""

    def __init__(self, claims: Iterable[ClaimDraft] = ()) -> None:
        super().__init__(claims)
        self._seen = 0
        self._by_content: dict[int, list[ClaimDraft]] = {}
        self._by_cue: dict[int, ClaimDraft] = {}
        self._by_id: dict[str, ClaimDraft] = {}
        self._answers: dict[str, list[ClaimDraft]] = {}

    def _update(self) -> None:
        for claim in self[self._seen :]:
            for index in range(*claim.content):
                self._by_content.setdefault(index, []).append(claim)
            for index in range(*claim.cue):
                self._by_cue.setdefault(index, claim)
            self._by_id[claim.id] = claim
            if claim.refers_to:
                self._answers.setdefault(claim.refers_to, []).append(claim)
        self._seen = len(self)

    def get_over(self, index: int) -> list[ClaimDraft]:
        """Return the claims whose content has a token, in order."""
        self._update()
        return self._by_content.get(index, [])

    def get_at(self, index: int) -> ClaimDraft | None:
        """Return the first claim whose cue has a token, or None."""
        self._update()
        return self._by_cue.get(index)

    def get_all(self, ids: Iterable[str]) -> list[ClaimDraft]:
        """Return the claims of some ids, in the order of the ids; unknown ones are left out."""
        self._update()
        return [self._by_id[number] for number in ids if number in self._by_id]

    def get_answers(self, number: str) -> list[ClaimDraft]:
        """Return the claims that answer one ("denies this")."""
        self._update()
        return self._answers.get(number, [])


@dataclass(slots=True)
class ClaimFinder:
    """The state of one pass over a document."""

    doc: Doc
    actors: ActorTable
    claims: list[ClaimDraft] = field(default_factory=list)
    answers: dict[int, str] = field(default_factory=dict)
    """Number in `claims` → the noun that the claim answers ("allegation"; "" for "this")."""

    def add(
        self, cue: Token, row: Cue, speaker: int | None, content: tuple[int, int] | None, head: int | None
    ) -> bool:
        """Keep a claim; return False where nothing is left of its content."""
        content = _end_at_quote(self.doc, content, speaker, cue.index) if content else None
        content = trim_content(self.doc, content) if content else None
        if content is None:
            return False
        content = extend_over_quote(self.doc, content, cue.index)
        first = self.doc.tokens[content[0]]
        is_quote = first.quote >= 0 and first.quote != cue.quote
        self.claims.append(
            ClaimDraft(
                id="",
                speaker=speaker,
                speaker_span=find_phrase(self.doc, speaker) if speaker is not None else None,
                speakers=self.actors.resolve(speaker) if speaker is not None else (),
                stance=_find_stance(self.doc, row, speaker),
                cue=_find_cue_span(self.doc, cue, row),
                content=content,
                content_head=head,
                quote=is_quote,
                refers_to=None,
                confidence=0.9 if speaker is not None else 0.7,
                why=f"cue {row.word}{' ' + row.companion if row.companion else ''} ({row.pattern})",
            )
        )
        return True


def _end_at_quote(doc: Doc, content: tuple[int, int], speaker: int | None, cue: int) -> tuple[int, int]:
    """Return the content up to the end of its quotation where the speaker stands between that and the cue."""
    number = doc.tokens[content[0]].quote
    if number < 0 or speaker is None or number == doc.tokens[cue].quote:
        return content
    last = doc.quotes[number].last
    return (content[0], last) if last <= speaker < content[1] <= cue else content


def _has_companion(doc: Doc, token: Token, cue: Cue) -> bool:
    if not cue.companion:
        return True
    if any(doc.tokens[child].lower == cue.companion for child in token.children):
        return True
    following = doc.tokens[token.index + 1 : token.index + 3]
    return any(word.lower == cue.companion for word in following)


def read_verb(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """Read a verb: the first pattern whose content is there makes the claim."""
    doc = finder.doc
    if token.relation in ("case", "amod", "fixed"):
        if token.relation == "amod":
            read_adjective(finder, token, load_speech_cues().get((token.lower, "A"), ()))
        return
    patterns = {row.pattern: row for row in reversed(rows) if _has_companion(doc, token, row)}
    if not patterns:
        return
    speaker = find_speaker(doc, token)
    for pattern, read in _VERB_READERS:
        if pattern in patterns and read(finder, token, patterns[pattern], speaker):
            return
    if token.quote < 0 and token.relation not in ("acl", "acl:relcl"):
        _read_quotation(finder, token, next(iter(patterns.values())), speaker)


def _read_clause(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "Chad said that rebels had fled", "rebels had fled, it said"."""
    doc = finder.doc
    for child in doc.get_children(token.index, *CLAUSES):
        if child.relation == "parataxis" and child.index < token.index and not row.pattern == "clause":
            continue
        return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
    if token.relation == "parataxis" and token.head >= 0 and speaker is not None:
        clause = _find_clause(doc, token.head)
        return finder.add(token, row, speaker, cut_content(doc, clause, token.index), clause)
    if token.relation == "acl:relcl" and _is_interposed(doc, token):
        above = next((word for word in doc.get_ancestors(token.index) if word.upos in ("VERB", "AUX")), None)
        if above:
            return finder.add(token, row, speaker, cut_content(doc, above.index, token.index), above.index)
    for child in doc.get_children(token.index, "advcl"):
        if doc.get_marker(child.index) == "that" or (child.quote >= 0 and child.quote != token.quote):
            return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
    return False


def _find_clause(doc: Doc, index: int) -> int:
    """Return the top of the clause of a phrase: the verb of "The rebels, he said, fled"."""
    while (
        doc.tokens[index].relation in ("nsubj", "obl", "obj", "nmod", "nsubj:pass")
        and doc.tokens[index].head >= 0
    ):
        index = doc.tokens[index].head
    return index


def _is_interposed(doc: Doc, token: Token) -> bool:
    """Return whether a cue stands between commas with its own subject: "The aid, officials say, is late"."""
    subjects = doc.get_children(token.index, "nsubj")
    if (
        not subjects
        or subjects[0].feats.get("PronType") == "Rel"
        or subjects[0].lower in ("who", "which", "that")
    ):
        return False
    before = doc.get_subtree(subjects[0].index)[0] - 1
    after = token.index + 1
    return (
        before >= 0
        and doc.tokens[before].lower == ","
        and after < len(doc.tokens)
        and doc.tokens[after].lower == ","
    )


def _read_verbal(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "The rebels claim to have taken the town", "Sudan is believed to have armed them"."""
    doc = finder.doc
    is_passive = bool(doc.get_children(token.index, "nsubj:pass", "aux:pass"))
    complements = doc.get_children(token.index, "xcomp")
    for child in complements:
        if child.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        content = cut_content(doc, child.index, token.index)
        content = content[0], max(content[1], doc.get_subtree(complements[-1].index)[1])
        subjects = doc.get_children(token.index, "nsubj:pass")
        if is_passive and subjects:
            content = (min(content[0], doc.get_subtree(subjects[0].index)[0]), content[1])
        return finder.add(token, row, speaker, content, child.index)
    return False


def _read_object(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "Mali confirmed the raid", "an attack was reported"; not "confirmed this"."""
    doc = finder.doc
    children = doc.get_children(token.index, "nsubj:pass", "obj")
    for child in children:
        if child.lower in POINTING or child.upos == "PRON":
            continue
        if token.relation in ("advcl", "xcomp", "acl") and child.relation == "nsubj:pass":
            continue
        if row.companion == child.lower:
            for lower in doc.get_children(child.index, "nmod", "acl") + doc.get_children(token.index, "obl"):
                return finder.add(
                    token, row, speaker, cut_content(doc, lower.index, token.index), lower.index
                )
            continue
        return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
    return False


def _read_answer(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "Mali denies this", "the allegation was rejected by Mali", "rejected claims that …"."""
    doc, cues = finder.doc, load_speech_cues()
    for child in doc.get_children(token.index, "obj", "nsubj:pass", "obl"):
        is_noun = (child.lower, "T") in cues
        if child.relation == "obl" and row.companion == "":
            continue
        if child.lower not in POINTING and not is_noun:
            continue
        below = doc.get_children(child.index, "acl", "ccomp", "nmod")
        inner = next((lower for lower in below if lower.relation != "nmod:poss"), None)
        place = len(finder.claims)
        is_full = (
            is_noun
            and inner is not None
            and (inner.relation != "nmod" or doc.get_marker(inner.index) == "of")
        )
        if is_full and inner is not None:
            if not finder.add(token, row, speaker, cut_content(doc, inner.index, token.index), inner.index):
                return False
            return True
        if not finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index):
            return False
        finder.answers[place] = child.lower if is_noun else ""
        return True
    return False


def _read_as(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "described the raid as a massacre", "what it sees as aggression"."""
    doc = finder.doc
    for child in doc.get_children(token.index, "obl", "xcomp", "advcl", "ccomp", "nmod"):
        if doc.get_marker(child.index) != "as" or child.index < token.index:
            continue
        if (child.lower, "V") in load_speech_cues() and child.upos == "VERB":
            return False
        return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
    return False


def _read_call(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "called the raid a massacre", "what Chad calls terrorism"."""
    doc = finder.doc
    for word in doc.tokens[token.index + 1 : token.index + 8]:
        accusation = doc.tokens[word.index - 1]
        if word.lower in UNTRUE and (accusation.lower, "T") in load_speech_cues():
            finder.answers[len(finder.claims)] = accusation.lower
            denial = Cue(row.word, row.companion, row.pattern, "denies")
            return finder.add(token, denial, speaker, (accusation.index, word.index), accusation.index)
    for child in doc.get_children(token.index, "xcomp", "ccomp", "obj", "dep"):
        if child.relation == "obj" and not (token.relation.startswith("acl") or child.quote >= 0):
            continue
        if child.upos not in ("NOUN", "ADJ", "PROPN") or child.index < token.index:
            continue
        return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
    return False


def _read_preposition(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "accused Chad of arming them", "blamed Chad for the raid": content holds the accused too."""
    doc = finder.doc
    accused = next(iter(doc.get_children(token.index, "obj", "iobj", "nsubj:pass")), None)
    for child in doc.get_children(token.index, "obl", "advcl", "xcomp", "ccomp"):
        if doc.get_marker(child.index) != row.pattern or child.index < token.index:
            continue
        content = cut_content(doc, child.index, token.index)
        if accused and accused.index > token.index:
            content = (min(content[0], doc.get_subtree(accused.index)[0]), content[1])
        return finder.add(token, row, speaker, content, child.index)
    if accused:
        for child in doc.get_children(accused.index, "nmod", "acl"):
            if doc.get_marker(child.index) == row.pattern:
                return finder.add(
                    token, row, speaker, cut_content(doc, accused.index, token.index), child.index
                )
    return False


def _read_relay(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "Reuters quoted the mayor as saying …": Reuters relays what the mayor's own claim holds."""
    doc = finder.doc
    if speaker is None:
        return False
    for child in doc.get_children(token.index, "advcl", "xcomp", "obl", "ccomp"):
        if doc.get_marker(child.index) == "as":
            inner = next(iter(doc.get_children(child.index, "ccomp", "obj", "xcomp")), None)
            if inner:
                return finder.add(
                    token, row, speaker, cut_content(doc, inner.index, token.index), inner.index
                )
    return False


_VERB_READERS = (
    ("relay", _read_relay),
    ("answer", _read_answer),
    ("as", _read_as),
    ("clause", _read_clause),
    ("correction", _read_clause),
    ("of", _read_preposition),
    ("for", _read_preposition),
    ("to", _read_preposition),
    ("on", _read_preposition),
    ("call", _read_call),
    ("verbal", _read_verbal),
    ("object", _read_object),
    ("correction", _read_object),
)


def _read_quotation(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "'We will stay,' the mayor added"; "The mayor spoke briefly: 'We will stay.'"."""
    doc = finder.doc
    if token.relation == "advcl" and not token.lower.endswith("ing"):
        return False
    sentence = doc.sentences[token.sentence]
    best: tuple[int, int] | None = None
    for number in dict.fromkeys(word.quote for word in doc.tokens[sentence.first : sentence.last + 2]):
        if number < 0 or number == token.quote:
            continue
        quote = doc.quotes[number]
        if quote.last - quote.first - 2 < MIN_QUOTE:
            continue
        gap = quote.first - token.index if quote.first > token.index else token.index - quote.last
        if gap > 12 or not _is_set_off(doc, quote.first, quote.last, token.index):
            continue
        if best is None or gap < best[1]:
            best = (number, gap)
    if best is None:
        return False
    quote = doc.quotes[best[0]]
    inside = [
        word for word in doc.tokens[quote.first : quote.last] if not quote.first <= word.head < quote.last
    ]
    head = next((word.index for word in inside if word.upos != "PUNCT"), None)
    return finder.add(token, row, speaker, (quote.first, quote.last), head)


def _is_set_off(doc: Doc, first: int, last: int, cue: int) -> bool:
    """Return whether a comma, colon or stop parts a quotation from its cue ("said: '…'")."""
    if first > cue:
        return (
            first > 0 and doc.tokens[first - 1].lower in (",", ":", ".", "that", "said")
        ) or first == cue + 1
    edge = doc.tokens[max(first, last - 2) : last + 1]
    return any(word.lower in (",", "?", "!", ".", "—", "-") for word in edge)


def read_noun(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "Chad's claim that rebels had fled", "the allegation of torture", "in Chad's view"."""
    doc = finder.doc
    if token.relation in ("compound", "flat"):
        return
    speaker = _find_owner(finder, token)
    for row in rows:
        if row.pattern == "clause":
            for child in doc.get_children(token.index, "acl", "ccomp"):
                if doc.get_marker(child.index) == "that" or child.relation == "ccomp":
                    finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
                    return
        elif row.pattern == "of":
            for child in doc.get_children(token.index, "nmod"):
                if doc.get_marker(child.index) in ("of", "about") and not finder.actors.resolve(child.index):
                    finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
                    return
        elif row.pattern == "view" and speaker is not None and token.relation == "obl" and token.head >= 0:
            if doc.get_marker(token.index) in ("in", "by"):
                finder.add(token, row, speaker, cut_content(doc, token.head, token.index), token.head)
                return


def read_adverb(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "The rebels reportedly fled": nobody is named, all of the clause is covered."""
    head = token.head
    if head >= 0:
        finder.add(token, rows[0], None, cut_content(finder.doc, head, token.index), head)


def read_adjective(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "the alleged raid"; "Chad is convinced that rebels did it"."""
    doc = finder.doc
    for row in rows:
        if row.pattern == "adjective" and token.relation == "amod" and token.head >= 0:
            finder.add(token, row, None, cut_content(doc, token.head, token.index), token.head)
            return
        if row.pattern == "clause":
            for child in doc.get_children(token.index, "ccomp"):
                finder.add(
                    token,
                    row,
                    find_speaker(doc, token),
                    cut_content(doc, child.index, token.index),
                    child.index,
                )
                return


def read_according(finder: ClaimFinder, token: Token, row: Cue) -> None:
    """ "According to Turkey, Syria shelled the town": all of the clause it hangs on."""
    doc = finder.doc
    following = token.index + 1
    if following >= len(doc.tokens) or doc.tokens[following].lower != "to":
        return
    speaker = token.head if token.relation in ("case", "mark") and token.head > token.index else -1
    if speaker < 0:
        speaker = next((c.index for c in doc.get_children(token.index, "obl", "obj", "nmod")), -1)
        if speaker < 0:
            return
        clause = token.head
    else:
        clause = doc.tokens[speaker].head
    if clause < 0:
        return
    while (
        doc.tokens[clause].relation in ("nmod", "nummod", "obj", "obl", "compound")
        and doc.tokens[clause].head >= 0
    ):
        clause = doc.tokens[clause].head
    outer = token.index if doc.tokens[speaker].head != clause else speaker
    finder.add(token, row, speaker, cut_content(doc, clause, outer), clause)


def _find_owner(finder: ClaimFinder, token: Token) -> int | None:
    """Return the speaker of a noun: "Chad's claim", "the Chadian claim", "made the claim that"."""
    doc = finder.doc
    for child in doc.get_children(token.index, "nmod:poss"):
        return child.index
    for child in doc.get_children(token.index, "nmod"):
        if doc.get_marker(child.index) in ("by", "from", "of") and finder.actors.resolve(child.index):
            return child.index
    for child in doc.get_children(token.index, "amod", "compound"):
        if finder.actors.resolve(child.index):
            return child.index
    if token.relation == "obj" and token.head >= 0 and (token.lower, "T") not in load_speech_cues():
        return find_speaker(doc, doc.tokens[token.head])
    head = doc.tokens[token.head] if token.head >= 0 else None
    if token.relation == "obj" and head and head.lower in _UTTERING:
        return find_speaker(doc, head)
    return None


_UTTERING = frozenset(
    "make makes made making issue issues issued issuing release released repeat repeated publish published "
    "level levelled leveled voice voiced express expressed deliver delivered give gave".split()
)


def _find_stance(doc: Doc, row: Cue, speaker: int | None) -> Stance:
    """Return the stance of the cue; news media relay what they assert."""
    if speaker is not None and row.value == "asserts":
        if (doc.tokens[speaker].lower, "M") in load_speech_cues():
            return "relays"
    return row.value  # type: ignore[return-value]  # the table's check allows stances only


def _find_cue_span(doc: Doc, token: Token, row: Cue) -> tuple[int, int]:
    after = token.index + 1
    if row.pattern == "phrase" or (
        row.companion and after < len(doc.tokens) and doc.tokens[after].lower == row.companion
    ):
        return token.index, after + 1
    return token.index, after
