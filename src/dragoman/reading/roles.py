"""Who stands where around a trigger: subject, object, prepositional phrases, possessors.

Place in the flow: `reading.events` fills the slots of a frame here. Grammatical voice,
control, coordination, participles, relative clauses and light verbs are undone, so that a
frame need only say "subj" and "obj". Every function returns head tokens (possibly none).
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.light_verbs import load_light_verbs

RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
_OBJECT_MARKERS = frozenset({"of", "from", "for", "into", "against"})
"""Before a gerund these make the object its doer: "accused Mali of shelling", "kept them from firing"."""
_COMPLETING = frozenset({"to", "that", "of", "for", "from", "against", "into", "on"})
"""What stands before a clause that completes a word rather than tells when or how."""
_DEEPEST = 6
"""How far subjects are followed through control and coordination; deeper chains are parse errors."""


def is_passive(doc: Doc, index: int) -> bool:
    """Return whether a verb is passive: "were hit", "troops deployed by Kenya"."""
    token = doc.tokens[index]
    for child in token.children:
        if doc.tokens[child].relation in ("aux:pass", "nsubj:pass", "obl:agent", "csubj:pass"):
            return True
    if token.feats.get("Voice") == "Pass":
        return True
    if token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past":
        if any(doc.tokens[child].relation.startswith(("aux", "nsubj", "obj")) for child in token.children):
            return False
        return token.relation in ("acl", "advcl", "amod")
    return False


def find_subjects(doc: Doc, index: int, depth: int = 0) -> list[int]:
    """Return who does it: the subject of an active verb, the by-phrase of a passive one."""
    if depth > _DEEPEST:
        return []
    if is_passive(doc, index):
        agents = [
            child for child in doc.get_children(index, "obl", "nmod") if doc.get_marker(child.index) == "by"
        ]
        if agents:
            return [agents[0].index]
        token = doc.tokens[index]
        if token.relation == "conj" and token.head >= 0 and is_passive(doc, token.head):
            return find_subjects(doc, token.head, depth + 1)
        return []
    return find_surface_subjects(doc, index, depth)


def find_surface_subjects(doc: Doc, index: int, depth: int = 0) -> list[int]:
    """Return the grammatical subject of a verb or predicate, its own or an inherited one."""
    if depth > _DEEPEST:
        return []
    token = doc.tokens[index]
    own = doc.get_children(index, "nsubj", "nsubj:pass")
    if own:
        return [_undo_relative(doc, own[-1] if len(own) == 1 else _choose(own), index)]
    if token.head < 0:
        return []
    relation = token.relation
    if relation == "conj":
        return find_surface_subjects(doc, _undo_coordination(doc, token), depth + 1)
    if relation == "xcomp":
        return _find_controller(doc, token.head, depth + 1)
    if relation == "acl:relcl":
        return [token.head]
    if relation == "acl":
        return _find_acl_subjects(doc, token, depth)
    if relation.startswith("advcl") and doc.get_marker(index) in _OBJECT_MARKERS:
        objects = doc.get_children(token.head, "obj", "iobj", "nsubj:pass")
        if objects:
            return [objects[0].index]
    if relation.startswith("advcl") or relation in ("ccomp", "parataxis"):
        if token.feats.get("VerbForm") == "Fin" and relation != "advcl":
            return []
        return find_surface_subjects(doc, token.head, depth + 1)
    return []


def find_objects(doc: Doc, index: int, depth: int = 0) -> list[int]:
    """Return to whom it is done: the object of an active verb, the subject of a passive one."""
    if depth > _DEEPEST:
        return []
    token = doc.tokens[index]
    if is_passive(doc, index):
        own = doc.get_children(index, "nsubj:pass", "nsubj")
        if own:
            return [_undo_relative(doc, own[-1], index)]
        if token.relation in ("acl", "acl:relcl", "amod") and token.head >= 0:
            return [token.head]
        if token.relation == "conj" and token.head >= 0:
            return find_objects(doc, token.head, depth + 1) if is_passive(doc, token.head) else []
        if token.relation in ("xcomp", "advcl") and token.head >= 0:
            return find_surface_subjects(doc, token.head, depth + 1)
        return []
    own = doc.get_children(index, "obj")
    if own:
        return [_undo_relative(doc, child, index) for child in own]
    for child in doc.get_children(index, "conj"):
        shared = doc.get_children(child.index, "obj")
        if shared and child.upos == "VERB" and not doc.get_children(child.index, "nsubj"):
            return [shared[0].index]
    return []


def find_prepositional(doc: Doc, index: int, preposition: str) -> list[int]:
    """Return the phrases that hang on a word by a preposition: "against" in "a vote against X"."""
    found = []
    for child in doc.get_children(index, "obl", "nmod", "acl", "advcl"):
        if child.relation in ("nmod:poss", "acl:relcl"):
            continue
        marker = doc.get_marker(child.index)
        if marker == preposition or (marker == "towards" and preposition == "toward"):
            found.append(child.index)
    return found


def find_possessors(doc: Doc, index: int) -> list[int]:
    """Return the possessors of a noun: "Kenya" in "Kenya's appeal"."""
    return [child.index for child in doc.get_children(index, "nmod:poss")]


def find_modifiers(doc: Doc, index: int) -> list[int]:
    """Return the adjectives and nouns that modify a noun: "Kenyan" in "the Kenyan appeal"."""
    return [
        child.index
        for child in doc.get_children(
            index, "amod", "compound", "nmod:desc", "nmod:unmarked", "flat", "advmod"
        )
    ]


def find_complements(doc: Doc, index: int) -> list[int]:
    """Return the clauses that complete a verb or noun; not a clause of time or manner.

    "agreed to leave" but not "agreed, saying …".
    """
    return [
        child.index
        for child in doc.get_children(index, "ccomp", "xcomp", "acl", "advcl", "csubj")
        if not child.relation.startswith("advcl") or doc.get_marker(child.index) in _COMPLETING
    ]


def find_light_verb(doc: Doc, index: int) -> tuple[int, str] | None:
    """Return the verb that only lends its subject to an event noun, and the role it lends.

    "launched an offensive": (launched, "source"); "came under fire": (came, "target").
    Looks through coordination and "a series of". None where the noun stands on its own.
    """
    token = doc.tokens[index]
    for _ in range(3):
        if token.head < 0:
            return None
        head = doc.tokens[token.head]
        if token.relation == "conj" or (token.relation == "nmod" and head.lemma in _QUANTIFIERS):
            token = head
            continue
        if head.upos not in ("VERB", "AUX"):
            return None
        is_passive_subject = token.relation == "nsubj:pass"
        key = "obj" if token.relation == "obj" or is_passive_subject else doc.get_marker(token.index)
        if token.relation not in ("obj", "nsubj:pass", "obl", "xcomp"):
            return None
        role = load_light_verbs().get((head.lemma, key))
        return (head.index, role) if role else None
    return None


_QUANTIFIERS = frozenset({"series", "wave", "number", "string", "spate", "campaign", "round", "act"})


def _undo_coordination(doc: Doc, token: Token) -> int:
    """Return the verb beside which a verb stands, also where the parse hung it on that verb's object.

    "are forming gangs and allying with deserters": forming.
    """
    head = doc.tokens[token.head]
    if token.upos == "VERB" and head.upos == "NOUN" and head.relation in ("obj", "obl") and head.head >= 0:
        return head.head
    return head.index


def _choose(subjects: list[Token]) -> Token:
    """Return the likeliest of several subjects: the last that is no relative pronoun."""
    plain = [token for token in subjects if token.lower not in RELATIVE_PRONOUNS]
    return (plain or subjects)[-1]


def _undo_relative(doc: Doc, subject: Token, verb: int) -> int:
    """Return the noun that a relative pronoun stands for: "raid" in "a raid which killed two"."""
    if subject.lower in RELATIVE_PRONOUNS:
        here = verb
        for _ in range(_DEEPEST):
            token = doc.tokens[here]
            if token.head < 0:
                break
            if token.relation == "acl:relcl":
                return token.head
            here = token.head
    return subject.index


def _find_controller(doc: Doc, governor: int, depth: int) -> list[int]:
    """Return the subject of an open complement: the governor's object if it has one, else its subject.

    "urged Iran to withdraw": Iran; "agreed to withdraw": who agreed.
    """
    if is_passive(doc, governor):
        return find_surface_subjects(doc, governor, depth)
    objects = doc.get_children(governor, "obj", "iobj")
    if objects:
        return [objects[0].index]
    for child in doc.get_children(governor, "obl"):
        if doc.get_marker(child.index) in ("on", "upon") and doc.tokens[governor].lemma in (
            "call",
            "prevail",
        ):
            return [child.index]
    return find_surface_subjects(doc, governor, depth)


def _find_acl_subjects(doc: Doc, token: Token, depth: int) -> list[int]:
    """Return the doer of a clause inside a noun phrase.

    "rebels holding the town": rebels; "a bid to seize the town": whoever made the bid.
    """
    if token.feats.get("VerbForm") != "Inf" and not any(doc.tokens[c].lower == "to" for c in token.children):
        return [token.head]
    noun = token.head
    for owners in (
        find_possessors(doc, noun),
        find_prepositional(doc, noun, "from"),
        find_prepositional(doc, noun, "by"),
    ):
        if owners:
            return owners
    governor = doc.tokens[noun].head
    if governor >= 0 and doc.tokens[governor].upos in ("VERB", "AUX"):
        return find_surface_subjects(doc, governor, depth + 1)
    return [noun]
