"""Did it happen: what the text says of an event's reality, with the words that say so.

Place in the flow: after `attribution`; `reading.events` asks for each trigger. The rules,
in the order in which `find_status` tries them while it climbs from the trigger to the root:

1. words at the trigger or the clause itself: negation, modal, "if", "possible", "alleged";
2. the word that governs it: "refused to …", "a request for …", "plans to …";
3. a boundary ("after the attack", "the raid, which …", a cue of speech) ends the climb;
4. the claims that cover the trigger: denied, then alleged;
5. else the reporter vouches for it: actual.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.cues import Cue, load_speech_cues, load_status_cues
from dragoman.lexicon.light_verbs import load_light_verbs
from dragoman.reading.attribution import ClaimDraft, Claims, find_covering
from dragoman.record.model import Status

LETTERS = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A", "ADV": "R"}
DEFINITE = frozenset({"the", "this", "these", "that", "those"})
HAPPENING = frozenset(
    "occur occurs occurred happen happens happened take takes took taken place begin begins began begun "
    "start starts started continue continues continued resume resumes resumed follow follows followed erupt "
    "erupted reported confirmed announced".split()
)
PERFORMATIVE = frozenset(
    "announce announces announced announcing declare declares declared declaring "
    "proclaim proclaims proclaimed".split()
)
"""Words that do what their object names: "Peru announced a ceasefire"."""
JOINING = frozenset(
    "participate participated part engage engaged join joined involve involved respond".split()
)
ENDING = frozenset(
    "stop stops stopped stopping cease ceases ceased ceasing halt halted end ended quit".split()
)
_SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "PROTEST"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"})
_PURPOSE = "purpose or plan: to"
MAX_CLIMB = 24
"""Steps from a trigger upwards; deeper nesting is a parser's error, not a sentence."""


@dataclass(slots=True)
class StatusReading:
    """The status of one trigger: the value, its cue in tokens (end exclusive), the claims, the reason."""

    status: Status
    cue: tuple[int, int] | None
    claims: tuple[str, ...]
    why: str


@dataclass(slots=True)
class _Found:
    """A status with the token that gives it and the rule."""

    status: Status
    cue: int
    rule: str


def find_status(doc: Doc, trigger: int, claims: Claims, kind: str = "") -> StatusReading:
    """Return the status of the event of a type (`kind`) that the token `trigger` reports.

    A cue between the trigger and the claim that covers it decides ("Chad said it would
    withdraw" is planned); the claims are named all the same.
    """
    covering = find_covering(claims, trigger)
    ids = _name_claims(covering, claims)
    found = _find_cue(doc, trigger, kind)
    if found and found.status == "planned" and covering and covering[0].stance == "denies":
        return StatusReading("denied", covering[0].cue, ids, f"a denied plan; {found.rule}")
    if found:
        return StatusReading(found.status, (found.cue, found.cue + 1), ids, found.rule)
    if not covering:
        return StatusReading("actual", None, (), "the reporter vouches")
    innermost = covering[0]
    if innermost.content_head == trigger and doc.tokens[innermost.cue[0]].lower in PERFORMATIVE:
        if doc.tokens[trigger].upos == "NOUN":
            return StatusReading("actual", innermost.cue, ids, "done by saying it")
    if innermost.stance in ("denies", "retracts"):
        return StatusReading("denied", innermost.cue, ids, f"content of a claim that {innermost.stance}")
    return StatusReading("alleged", innermost.cue, ids, f"content of a claim that {innermost.stance}")


def _name_claims(covering: list[ClaimDraft], claims: Claims) -> tuple[str, ...]:
    """Return the ids of the innermost claim and of the denials that answer it."""
    if not covering:
        return ()
    inner = covering[0]
    named = [inner]
    named += [c for c in covering[1:] if inner.speaker is None and c.speaker is not None][:1]
    ids = [claim.id for claim in named]
    answers = [answer.id for number in ids for answer in claims.get_answers(number)]
    ids += [number for number in dict.fromkeys(answers) if number not in ids]
    return tuple(ids)


def _find_cue(doc: Doc, trigger: int, kind: str) -> _Found | None:
    """Return the cue that decides, by what an event of this type is.

    Words are said where somebody goes to say them ("flew to Damascus to ask Syria"), an attack that is
    tried is one ("tried to storm the gate"), and a vow to harm is a threat.
    """
    found = _climb(doc, trigger)
    if found is None or found.status != "planned":
        return found
    cue, token = doc.tokens[found.cue], doc.tokens[trigger]
    if found.rule == _PURPOSE and cue is token and token.relation == "advcl" and kind in _SAID:
        return _climb(doc, token.head)
    if kind in _HOSTILE and cue.lemma in ("try", "attempt") and found.rule.startswith("complement"):
        return _climb(doc, found.cue)
    if kind in _HOSTILE and (cue.lemma in ("vow", "swear") or _has_condition(doc, token)):
        return _Found("threatened", found.cue, found.rule)
    return found


def _has_condition(doc: Doc, token: Token) -> bool:
    """Return whether something is to come only if: "will blow it up if a tank comes nearer"."""
    clauses = doc.get_children(token.index, "advcl")
    return any(doc.get_marker(clause.index) in ("if", "unless") for clause in clauses)


def _climb(doc: Doc, trigger: int) -> _Found | None:
    """Return the nearest cue whose scope reaches the trigger."""
    here = doc.tokens[trigger]
    found = _read_modifiers(doc, here) or _read_clause(doc, here)
    steps = 0
    while found is None and here.head >= 0 and steps < MAX_CLIMB:
        head = doc.tokens[here.head]
        found = _read_governor(doc, here, head)
        if found:
            return None if found.status == "actual" else found
        if _is_boundary(doc, here, head):
            return None
        if here.relation != "conj" or _inherits(doc, here):
            found = _read_clause(doc, head)
        here = head
        steps += 1
    return found


def _read_modifiers(doc: Doc, token: Token) -> _Found | None:
    """Read adjectives and determiners of an event noun: "a possible attack", "no talks"."""
    cues = load_status_cues()
    for child in doc.get_children(token.index, "amod", "advmod", "det", "case"):
        letter = "A" if child.relation == "amod" else "R"
        for cue in cues.get((child.lower, letter), ()):
            if cue.pattern == "modifier":
                return _make(cue, child, "modifier")
        marker = " ".join([child.lower, *(doc.tokens[c].lower for c in child.children)])
        if child.relation == "case" and (marker, "C") in cues:
            return _make(cues[marker, "C"][0], child, "preposition")
        if child.relation == "det" and child.lower in ("no", "neither"):
            return _Found("withheld", child.index, "negation: no")
    return None


def _read_clause(doc: Doc, token: Token) -> _Found | None:
    """Read what stands at the top of a clause: conjunction, negation, modal.

    "did not attack" is withheld, "could not have attacked" and "if it attacks" are
    hypothetical, "will not impose" is withheld, "will impose" planned.
    """
    cues = load_status_cues()
    marks, modals, negations = [], [], []
    has_perfect = False
    for child in doc.get_children(token.index):
        word = child.lower
        if matches(child.relation, ("mark", "advmod", "case")) and (word, "M") in cues:
            marks.append(child)
        elif matches(child.relation, ("aux",)) and (word, "X") in cues:
            modals.append(child)
        elif (
            matches(child.relation, ("advmod", "aux", "det", "mark", "nsubj", "cc", "obj"))
            and (word, "G") in cues
        ):
            negations.append(child)
        elif matches(child.relation, ("nsubj", "obj")) and token.upos in ("VERB", "AUX"):
            negations += [c for c in doc.get_children(child.index, "det") if c.lower in ("no", "neither")]
        elif child.relation == "advmod" and (word, "R") in cues:
            marks.append(child)
        has_perfect = has_perfect or (word == "have" and child.relation == "aux")
    if marks:
        return _Found("hypothetical", marks[0].index, f"condition: {marks[0].lower}")
    negations = [word for word in negations if not _is_not_only(doc, word)]
    if negations:
        is_open = modals and modals[0].lower in ("could", "might", "may", "should", "must")
        return _Found(
            "hypothetical" if is_open else "withheld", negations[0].index, f"negation: {negations[0].lower}"
        )
    if modals:
        return _read_modal(doc, token, modals[0], has_perfect)
    return _read_infinitive(doc, token)


def _is_not_only(doc: Doc, word: Token) -> bool:
    following = doc.tokens[word.index + 1 : word.index + 2]
    return bool(following) and following[0].lower in ("only", "just", "least")


def _read_modal(doc: Doc, token: Token, modal: Token, has_perfect: bool) -> _Found:
    """Read an auxiliary: "would" in reported speech announces, elsewhere it supposes."""
    status = load_status_cues()[modal.lower, "X"][0].value
    if modal.lower == "would" and not has_perfect and _is_reported(doc, token):
        status = "planned"
    if status == "planned" and has_perfect:
        status = "hypothetical"
    if (
        status == "planned"
        and token.relation == "ccomp"
        and doc.tokens[token.head].lower.startswith(("warn", "threat"))
    ):
        status = "threatened"
    return _Found(status, modal.index, f"modal: {modal.lower}")  # type: ignore[arg-type]  # the table's values


def _is_reported(doc: Doc, token: Token) -> bool:
    """Return whether a clause is the content of a speech cue: "said it would withdraw"."""
    while token.relation in ("conj", "cop", "xcomp") and token.head >= 0:
        token = doc.tokens[token.head]
    if token.relation in ("ccomp", "parataxis"):
        return True
    reported = (doc.tokens[child] for child in token.children)
    return any(word.relation == "parataxis" and (word.lower, "V") in load_speech_cues() for word in reported)


def _read_infinitive(doc: Doc, token: Token) -> _Found | None:
    """Read a purpose clause ("sent ships to patrol the Gulf") and "is to meet".

    Below an adjective the adjective decides: "was quick to blame" is done, "is ready to talk" is not.
    """
    if token.relation == "xcomp" and doc.tokens[token.head].lower in ("has", "have", "had"):
        for word in doc.tokens[token.head + 1 : token.index]:
            if word.lower == "yet":
                return _Found("withheld", word.index, "negation: yet to")
    if token.head >= 0 and doc.tokens[token.head].upos == "ADJ":
        return None
    if (
        token.relation in ("advcl", "root", "ccomp")
        and token.upos == "VERB"
        and doc.get_marker(token.index) == "to"
    ):
        if not doc.get_children(token.index, "nsubj") or token.relation != "advcl":
            return _Found("planned", token.index, _PURPOSE)
    if (
        token.relation == "root"
        and token.upos == "VERB"
        and token.feats.get("Mood") == "Imp"
        and token.quote >= 0
    ):
        return _Found("requested", token.index, "imperative in a quotation")
    return None


def _read_governor(doc: Doc, here: Token, head: Token) -> _Found | None:
    """Read the word above: does a row of the table say what it does to this dependent."""
    rows = load_status_cues().get((head.lower, LETTERS.get(head.upos, "")), ())
    if not rows:
        return None
    pattern = _find_pattern(doc, here, head)
    for cue in rows:
        if cue.pattern != pattern or (cue.companion and not _has(doc, head, cue.companion)):
            continue
        if cue.value == "actual" and pattern != "object":
            if head.lower in ENDING and _is_negated(doc, head):
                return _make(cue, head, "negation undone")
            continue
        if cue.value == "withheld" and _is_negated(doc, head):
            return _Found("actual", head.index, "negation undone")
        if cue.value in ("planned", "threatened", "requested") and _is_unmade(doc, head):
            return _Found("withheld", head.index, f"negated {head.lower}")
        return _make(cue, head, pattern)
    return None


def _find_pattern(doc: Doc, here: Token, head: Token) -> str:
    """Return in which place of its head a word stands, by the names of the table's patterns."""
    relation = here.relation.partition(":")[0]
    if relation == "xcomp" and here.upos in ("NOUN", "PROPN"):
        return ""
    if relation in ("xcomp", "ccomp"):
        if head.lemma == "tell" and here.feats.get("VerbForm") == "Fin":
            return ""  # "told reporters that they had fired"
        marker = doc.get_marker(here.index)
        return marker if marker in ("against", "for", "from", "of", "with", "on") else "complement"
    if relation in ("obj", "dobj") or here.relation == "nsubj:pass":
        return "object"
    if here.relation == "acl":
        marker = doc.get_marker(here.index)
        return marker if marker in ("of", "for") else "complement" if _is_complement(here, marker) else ""
    if relation in ("obl", "nmod", "advcl"):
        marker = doc.get_marker(here.index)
        if relation == "advcl" and marker == "to" and head.upos == "ADJ":
            return "complement"
        return marker
    return ""


def _is_complement(here: Token, marker: str) -> bool:
    return marker in ("to", "that", "whether") or here.feats.get("VerbForm") == "Inf"


def _is_boundary(doc: Doc, here: Token, head: Token) -> bool:
    """Return whether the words above say nothing of this one's reality.

    Relative clauses, time adjuncts, subjects, definite objects ("condemned the attack"),
    and the content of a cue of speech, which the claims tell of.
    """
    relation = here.relation.partition(":")[0]
    if relation == "xcomp" and here.upos in ("NOUN", "PROPN"):
        return _is_definite(doc, here)
    if here.relation == "acl:relcl" or relation in ("appos", "parataxis", "list", "vocative"):
        return True
    if relation in ("ccomp", "xcomp") and (head.lower, "V") in load_speech_cues():
        rows = load_speech_cues()[head.lower, "V"]
        return any(row.pattern in ("clause", "verbal") for row in rows)
    if relation == "advcl":
        return bool(doc.get_marker(here.index) not in ("by", ""))
    if relation == "obl":
        return not (doc.get_marker(here.index) in ("in", "with", "to", "into") and head.lower in JOINING)
    if relation in ("obj", "nsubj", "csubj"):
        return _is_presupposed(doc, here, head)
    if relation in ("nmod", "compound", "amod"):
        return doc.get_marker(here.index) not in ("of", "for", "") or _is_definite(doc, here)
    return False


def _is_presupposed(doc: Doc, here: Token, head: Token) -> bool:
    """Return whether an event noun stands as known: "the attack" but not "did not launch an attack"."""
    if here.upos not in ("NOUN", "PROPN"):
        return False
    if head.lower in HAPPENING or head.lemma in _load_light_lemmas():
        return False
    if matches(here.relation, ("nsubj",)) and here.relation != "nsubj:pass":
        return True
    return _is_definite(doc, here)


@cache
def _load_light_lemmas() -> frozenset[str]:
    return frozenset(lemma for lemma, _ in load_light_verbs())


def _is_definite(doc: Doc, here: Token) -> bool:
    return any(
        child.relation == "nmod:poss" or child.lower in DEFINITE
        for child in doc.get_children(here.index, "det", "nmod:poss")
    )


def _inherits(doc: Doc, here: Token) -> bool:
    """Return whether a coordinated word shares what governs the first: "did not attack or threaten".

    Not with a subject or auxiliary of its own, nor a finite past beside a bare verb.
    """
    if doc.get_children(here.index, "nsubj", "aux"):
        return False
    if here.upos == "VERB" and here.feats.get("VerbForm") == "Fin" and here.feats.get("Tense") == "Past":
        return False
    return not any(child.lower == "but" for child in doc.get_children(here.index, "cc"))


def _is_negated(doc: Doc, token: Token) -> bool:
    cues = load_status_cues()
    return any(
        (child.lower, "G") in cues for child in doc.get_children(token.index, "advmod", "aux", "det", "nsubj")
    )


def _is_unmade(doc: Doc, head: Token) -> bool:
    """Return whether a plan or plea is said not to be: "has no plans to", "did not ask"."""
    if _is_negated(doc, head):
        return True
    above = doc.tokens[head.head] if head.head >= 0 else None
    is_object = head.upos == "NOUN" and head.relation in ("obj", "nsubj:pass")
    return bool(above and is_object and _is_negated(doc, above))


def _has(doc: Doc, head: Token, word: str) -> bool:
    if any(doc.tokens[child].lower == word for child in head.children):
        return True
    return any(token.lower == word for token in doc.tokens[head.index + 1 : head.index + 2])


def _make(cue: Cue, token: Token, rule: str) -> _Found:
    return _Found(cue.value, token.index, f"{rule}: {token.lower}")  # type: ignore[arg-type]  # the table's values
