"""Verbs of speech, writing and belief: which claim each makes, if any.

Place in the flow: `attribution` calls the reader that fits a word's part of speech; the
cue words are rows of `lexicon/tables/speech_cues.csv`.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.lexicon.cues import Cue, load_speech_cues
from dragoman.reading.claim_finder import ClaimFinder
from dragoman.reading.claim_nouns import read_adjective
from dragoman.reading.claim_spans import cut_content, find_phrase, find_speaker

CLAUSES = ("ccomp", "parataxis")
MIN_QUOTE = 3
"""Words of the shortest quotation that alone makes a claim of a verb ("urged: …")."""
POINTING = frozenset({"this", "that", "it", "these", "those", "them", "so", "which"})


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
    if token.relation == "amod" and doc.get_children(token.index, "nsubj"):
        _read_headless(finder, token, rows)
        return
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
    is_own_clause = token.relation not in ("acl", "acl:relcl")
    first = next(iter(patterns.values()))
    if token.quote < 0 and is_own_clause and _read_quotation(finder, token, first, speaker):
        return
    if "clause" in patterns:
        for read in (_read_as_told, _read_following, _read_afterset):
            if read(finder, token, patterns["clause"], speaker):
                return


def _read_headless(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "The front claimed responsibility": a verb with its subject that the parse hung on its object."""
    row = next((row for row in rows if row.pattern == "object" and not row.companion), None)
    if row and token.head > token.index:
        last = finder.doc.get_subtree(token.head)[1]
        finder.add(token, row, find_speaker(finder.doc, token), (token.index + 1, last), token.head)


def _read_clause(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "Chad said that rebels had fled", "rebels had fled, it said"."""
    doc = finder.doc
    if row.companion:
        for child in doc.get_children(token.index, "xcomp"):
            if child.lower == row.companion:
                for lower in doc.get_children(child.index, "ccomp"):
                    return finder.add(
                        token, row, speaker, cut_content(doc, lower.index, token.index), lower.index
                    )
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


def _read_as_told(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "As the radio reported, the town fell": the clause that the cue's own hangs on."""
    doc = finder.doc
    if token.relation != "advcl" or doc.get_marker(token.index) != "as" or token.head < 0:
        return False
    if doc.get_children(token.index, "obj", "ccomp", "xcomp"):
        return False
    subjects = doc.get_children(token.index, "nsubj")
    agents = [child for child in doc.get_children(token.index, "obl") if doc.get_marker(child.index) == "by"]
    teller = next(iter([*subjects, *agents]), None)
    if teller is None:
        return False
    content = cut_content(doc, token.head, token.index)
    return finder.add(token, row, teller.index, content, token.head)


def _read_afterset(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "The road was cut, officials said" where the parse lost the clause: all before the comma."""
    doc = finder.doc
    sentence = doc.sentences[token.sentence]
    if (
        row.word not in get_claim_words("plain")
        or speaker is None
        or token.quote >= 0
        or speaker > token.index
    ):
        return False
    edge = find_phrase(doc, speaker)[0] - 1
    if edge - sentence.first < 3 or doc.tokens[edge].lower != ",":
        return False
    heads = [
        word
        for word in doc.tokens[sentence.first : edge]
        if word.upos in ("VERB", "AUX") and word.feats.get("VerbForm") == "Fin"
    ]
    if not heads or token.index - edge > 12:
        return False
    return finder.add(token, row, speaker, (sentence.first, edge), heads[0].index)


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
    """ "Mali denies this", "the allegation was rejected by Mali", "rejected any part in it"."""
    doc, cues = finder.doc, load_speech_cues()
    for child in doc.get_children(token.index, "obj", "nsubj:pass", "obl"):
        is_noun = (child.lower, "T") in cues
        is_adjunct = child.relation == "obl" and not (is_noun and not doc.get_marker(child.index))
        if is_adjunct and row.companion == "":
            continue
        is_share = (
            child.relation == "obj" and child.lemma in get_claim_words("share") and row.value == "denies"
        )
        if is_share and doc.get_children(child.index, "nmod"):
            return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
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
        if len(finder.claims) > place:
            finder.claims[place].answers = child.lower if is_noun else ""
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
    for child in doc.get_children(token.index, "xcomp", "ccomp", "obj", "dep"):
        if child.relation == "obj" and not (token.relation.startswith("acl") or child.quote >= 0):
            continue
        if child.upos not in ("NOUN", "ADJ", "PROPN") or child.index < token.index:
            continue
        return finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
    for child in doc.get_children(token.index, "obj"):
        for word in doc.tokens[child.index + 1 : min(doc.get_subtree(child.index)[1], child.index + 12)]:
            if word.quote >= 0 and word.quote != token.quote:
                quote = doc.quotes[word.quote]
                return finder.add(token, row, speaker, (quote.first, quote.last), word.index)
    return False


def _read_preposition(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "accused Chad of arming them", "blamed Chad for the raid", "put the toll at nine".

    The content holds the accused, or what is counted, too.
    """
    doc = finder.doc
    accused = next(iter(doc.get_children(token.index, "obj", "iobj", "nsubj:pass")), None)
    for child in doc.get_children(token.index, "obl", "advcl", "xcomp", "ccomp"):
        if doc.get_marker(child.index) != row.pattern or child.index < token.index:
            continue
        if row.pattern == "at" and child.upos != "NUM" and not doc.get_children(child.index, "nummod"):
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
    ("at", _read_preposition),
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
        if number in finder.quoted and (speaker is None or token.relation in ("advcl", "acl")):
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


def _read_following(finder: ClaimFinder, token: Token, row: Cue, speaker: int | None) -> bool:
    """ "She said in a letter that …" where the parse hung the clause elsewhere: all from "that" on."""
    doc = finder.doc
    last = doc.sentences[token.sentence].last
    if row.word not in get_claim_words("plain") or token.quote >= 0 or speaker is None:
        return False
    for word in doc.tokens[token.index + 1 : min(last, token.index + 16)]:
        if word.upos in ("VERB", "AUX"):
            return False
        if word.lower == "that" and word.upos == "SCONJ":
            return finder.add(token, row, speaker, (word.index + 1, last), word.head)
    return False


def _is_set_off(doc: Doc, first: int, last: int, cue: int) -> bool:
    """Return whether a comma, colon or stop parts a quotation from its cue ("said: '…'")."""
    if first > cue:
        return (
            first > 0 and doc.tokens[first - 1].lower in (",", ":", ".", "that", "said")
        ) or first == cue + 1
    edge = doc.tokens[max(first, last - 2) : last + 1]
    return any(word.lower in (",", "?", "!", ".", "—", "-") for word in edge)
