"""What somebody asks for, intends, likes or speaks of: attributions that tell of no happening.

Place in the flow: `attribution` reads these after the claims; the record shows them beside the
claims, and no event is `alleged` for them. Words: `lexicon/tables/leaning_cues.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.lexicon.leanings import Leaning, load_leanings
from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_drafts import ClaimDraft
from dragoman.reading.claim_spans import (
    cut_content,
    find_phrase,
    find_speaker,
    find_speakers,
    is_passive,
    trim_content,
)

FULL, WEAK = 0.6, 0.35
"""Confidence of a row alone: six of ten full rows' claims on PolNeAR are claims to its annotators,
one of four of the weak ones (sample of 315 articles)."""
LETTERS = {"VERB": "V", "NOUN": "N", "ADJ": "A"}


@dataclass(slots=True)
class LeaningFinder:
    """The state of one pass; `taken` are the words that cue a claim already."""

    doc: Doc
    actors: ActorTable
    taken: set[int]


def find_leanings(finder: LeaningFinder) -> list[ClaimDraft]:
    """Return the leanings of a document, in order of their cues; none within quotations.

    "Chad refused to comment", "their call for a truce", "Mali was worried about the raid".
    """
    rows = load_leanings()
    found: list[ClaimDraft] = []
    for token in finder.doc.tokens:
        letter = LETTERS.get(token.upos)
        if letter is None or token.index in finder.taken or token.quote >= 0 or token.name >= 0:
            continue
        if letter == "V" and token.lemma in get_claim_words("seeming"):
            draft = _read_seeming(finder, token)
        else:
            fitting = rows.get((token.lemma, letter), ())
            draft = next((one for row in fitting if (one := _read(finder, token, row))), None)
        if draft:
            found.append(draft)
    return _drop_governing(finder.doc, found, finder.taken)


def _drop_governing(doc: Doc, found: list[ClaimDraft], taken: set[int]) -> list[ClaimDraft]:
    """Return the leanings but those whose complement is a cue of the same speaker.

    "They refused to confirm the raid" and "voiced concern about the raid" are one each; "They
    asked Chad to confirm the raid" is two, and so is "They decried his call for a raid".
    """
    heads = {draft.cue[0] for draft in found} | taken
    return [draft for draft in found if draft.content_head not in heads or not _governs(doc, draft)]


def _governs(doc: Doc, draft: ClaimDraft) -> bool:
    """Return whether a cue only brings in the one below it: "refused to confirm", "voiced concern"."""
    below = doc.tokens[draft.content_head or 0]
    if below.relation == "xcomp":
        return doc.get_marker(below.index) == "to" and not doc.get_children(draft.cue[0], "obj", "iobj")
    if doc.get_children(below.index, "nmod:poss"):
        return False
    return below.relation == "obj" and doc.tokens[draft.cue[0]].lemma in get_claim_words("light")


def _read(finder: LeaningFinder, token: Token, row: Leaning) -> ClaimDraft | None:
    if row.companion and not _has_companion(finder.doc, token, row.companion):
        return None
    if token.upos == "VERB":
        return _read_verb(finder, token, row)
    if token.upos == "NOUN":
        return _read_noun(finder, token, row)
    return _read_adjective(finder, token, row)


def _has_companion(doc: Doc, token: Token, word: str) -> bool:
    following = doc.tokens[token.index + 1 : token.index + 2]
    return bool(following) and following[0].lower == word


def _read_verb(finder: LeaningFinder, token: Token, row: Leaning) -> ClaimDraft | None:
    """ "They urged Chad to leave", "talks backed by Mali", "The plan was endorsed by both"."""
    doc = finder.doc
    if matches(token.relation, ("amod", "case", "compound", "fixed", "mark")):
        return None
    is_participle = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
    is_under = is_passive(doc, token) or _is_reduced(doc, token)
    is_under = is_under or (is_participle and token.relation == "acl")
    parts = _find_complements(doc, token, row.takes)
    speaker = _find_doer(doc, token)
    if is_under:
        return _read_passive(finder, token, row, parts, speaker)
    if not parts and token.relation == "acl:relcl" and _has_gap(doc, token, row):
        first, last = find_phrase(doc, token.head)
        return _make(finder, token, row, speaker, [], (first, min(last, token.index)))
    if not parts or speaker is None or (speaker > token.index and token.relation not in ("root", "advcl")):
        return None
    return _make(finder, token, row, speaker, parts)


def _find_doer(doc: Doc, token: Token) -> int | None:
    """Return who does what a verb says; of "a campaign to condemn it" the one who has the campaign."""
    if token.relation != "acl" or token.feats.get("VerbForm") != "Inf" or token.head < 0:
        return find_speaker(doc, token)
    noun = doc.tokens[token.head]
    owner = next(iter(doc.get_children(noun.index, "nmod:poss")), None)
    if owner:
        return owner.index
    if noun.relation in ("obj", "obl") and noun.head >= 0:
        return find_speaker(doc, doc.tokens[noun.head])
    subject = next(iter(doc.get_children(noun.index, "nsubj")), None)
    return subject.index if subject else None


def _has_gap(doc: Doc, token: Token, row: Leaning) -> bool:
    """Return whether a relative clause lacks what the verb takes: "the truce that Mali called for"."""
    subjects = doc.get_children(token.index, "nsubj")
    if not subjects or subjects[0].lower in ("who", "which", "that") or token.head > token.index:
        return False
    after = doc.tokens[token.index + 1 : token.index + 2]
    if after and after[0].lower in row.takes:
        return True
    objects = doc.get_children(token.index, "obj", "ccomp", "xcomp")
    return "obj" in row.takes and all(word.lower in ("which", "that", "whom") for word in objects)


def _is_reduced(doc: Doc, token: Token) -> bool:
    """Return whether a participle opens a clause of its own: "Asked about the raid, she smiled"."""
    if token.relation != "advcl" or token.lower.endswith("ing") or doc.get_children(token.index, "nsubj"):
        return False
    return token.feats.get("VerbForm") == "Part" or token.lower.endswith("ed")


def _read_passive(
    finder: LeaningFinder, token: Token, row: Leaning, parts: list[Token], speaker: int | None
) -> ClaimDraft | None:
    doc = finder.doc
    parts = [part for part in parts if doc.get_marker(part.index) != "by"]
    speaker = None if speaker == token.head else speaker
    if "obj" not in row.takes or (speaker is None and not parts):
        return None
    subjects = doc.get_children(token.index, "nsubj:pass")
    if subjects and subjects[0].feats.get("PronType") != "Rel":
        return _make(finder, token, row, speaker, [subjects[0], *parts])
    if parts and _is_reduced(doc, token):
        return _make(finder, token, row, speaker, parts)
    if token.head >= 0 and matches(token.relation, ("acl",)) and speaker is not None:
        first, last = find_phrase(doc, token.head)
        return _make(finder, token, row, speaker, parts, (first, min(last, token.index)))
    return None


def _find_complements(doc: Doc, token: Token, takes: frozenset[str]) -> list[Token]:
    """Return the dependents after a word that are what it is about, left to right."""
    found: list[Token] = []
    objects: list[Token] = []
    for child in doc.get_children(token.index):
        if child.index < token.index:
            continue
        relation = child.relation.partition(":")[0]
        marker = doc.get_marker(child.index)
        if relation in ("obj", "iobj"):
            (found if "obj" in takes else objects).append(child)
        elif relation in ("xcomp", "ccomp", "advcl", "acl") and _takes_clause(doc, child, marker, takes):
            found.append(child)
        elif relation in ("obl", "nmod") and marker in takes:
            found.append(child)
    has_infinitive = any(matches(part.relation, ("xcomp", "ccomp", "advcl")) for part in found)
    return sorted([*found, *(objects if has_infinitive else [])], key=lambda part: part.index)


def _takes_clause(doc: Doc, child: Token, marker: str, takes: frozenset[str]) -> bool:
    relation = child.relation.partition(":")[0]
    is_bare = not doc.get_children(child.index, "nsubj", "aux")
    if marker in takes:
        return relation != "advcl" or marker != "to" or not doc.get_children(child.head, "obj", "xcomp")
    if marker == "":
        if is_bare and (child.feats.get("VerbForm") == "Ger" or child.lower.endswith("ing")):
            return "ing" in takes
        return relation == "ccomp" and bool(takes & {"that", "whether", "if"})
    return False


def _read_noun(finder: LeaningFinder, token: Token, row: Leaning) -> ClaimDraft | None:
    """ "Mali's plan to leave", "He voiced support for the truce"."""
    doc = finder.doc
    if matches(token.relation, ("compound", "flat")):
        return None
    parts = _find_complements(doc, token, row.takes)
    speaker = _find_owner(finder, token)
    if not parts or speaker is None:
        return None
    return _make(finder, token, row, speaker, parts)


def _find_owner(finder: LeaningFinder, token: Token) -> int | None:
    doc = finder.doc
    for child in doc.get_children(token.index, "nmod:poss"):
        return child.index
    for child in doc.get_children(token.index, "nmod"):
        if doc.get_marker(child.index) in ("by", "from", "among"):
            return child.index
    for child in doc.get_children(token.index, "amod", "compound"):
        if finder.actors.resolve(child.index):
            return child.index
    head = doc.tokens[token.head] if token.head >= 0 else None
    if head is None or head.upos != "VERB" or head.lemma not in get_claim_words("light"):
        return None
    return find_speaker(doc, head) if token.relation == "obj" else None


def _read_adjective(finder: LeaningFinder, token: Token, row: Leaning) -> ClaimDraft | None:
    """ "Mali is ready to talk", "Mali, worried about the raid, …"."""
    doc = finder.doc
    if token.relation == "amod":
        return None
    parts = _find_complements(doc, token, row.takes)
    subjects = doc.get_children(token.index, "nsubj")
    if not parts or not subjects or subjects[0].feats.get("PronType") == "Expl":
        return None
    speaker = find_speaker(doc, token)
    return _make(finder, token, row, speaker, parts) if speaker is not None else None


def _read_seeming(finder: LeaningFinder, token: Token) -> ClaimDraft | None:
    """ "The truce seemed to hold": nobody says so, the whole clause is what seems."""
    doc = finder.doc
    subjects = doc.get_children(token.index, "nsubj", "expl")
    parts = [
        child
        for child in doc.get_children(token.index, "xcomp", "ccomp", "advcl")
        if child.index > token.index
        and (
            child.relation == "xcomp" or doc.get_marker(child.index) in ("that", "like", "as if", "as though")
        )
    ]
    if not subjects or not parts or subjects[0].feats.get("PronType") == "Rel":
        return None
    if token.lemma == "look" and parts[0].upos == "VERB":
        return None
    row = Leaning(token.lemma, "", "appearance", frozenset({"to"}), False)
    if subjects[0].lower in ("it", "there"):
        return _make(finder, token, row, None, parts)
    return _make(finder, token, row, None, [subjects[0], *parts])


def _make(
    finder: LeaningFinder,
    token: Token,
    row: Leaning,
    speaker: int | None,
    parts: list[Token],
    more: tuple[int, int] | None = None,
) -> ClaimDraft | None:
    """Return the draft of a leaning, or None where nothing but pronouns of the speaker is left."""
    doc = finder.doc
    stretches = [cut_content(doc, part.index, token.index) for part in parts]
    if more:
        stretches.append(more)
    content = trim_content(doc, (min(first for first, _ in stretches), max(last for _, last in stretches)))
    if content is None:
        return None
    clause = next((part for part in parts if matches(part.relation, ("xcomp", "ccomp"))), None)
    return ClaimDraft(
        id="",
        speaker=speaker,
        speaker_span=find_phrase(doc, speaker) if speaker is not None else None,
        speakers=find_speakers(finder.doc, finder.actors, speaker) if speaker is not None else (),
        stance="asserts",
        cue=(token.index, token.index + 1 + bool(row.companion)),
        content=content,
        content_head=clause.index if clause else parts[0].index if parts else None,
        quote=False,
        refers_to=None,
        confidence=WEAK if row.is_weak else FULL,
        why=f"cue {row.word}{' ' + row.companion if row.companion else ''} ({row.kind})",
        kind=row.kind,  # type: ignore[arg-type]  # the table's check allows kinds only
    )
