"""When a capital or a palace stands for its government, and when it is only a place.

Place in the flow: beside `reading.actors`. "Baku denied this" speaks of a government,
"in Baku" and "flew to Baku" of a town, "bombed Baku" of what belongs to the country.
"""

from __future__ import annotations

from typing import Literal

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.cues import load_speech_cues

Standing = Literal["government", "country", "place"]

_ACTING = frozenset("with against by between for among per via toward towards behind".split())
_PLACE = frozenset(
    "in at near around outside inside through throughout within into across above over "
    "beyond off onto under along past".split()
)
_MOTION = frozenset(
    "go travel fly arrive return come head move visit send flee drive march get take bring transfer "
    "relocate evacuate deport walk sail ship transport back withdraw leave retreat escape advance "
    "went came fled flew left drove brought took sent led ran got "
    "connect link lead run road flight trip visit journey way route mission delegation train".split()
)
_PRESSURE = frozenset(
    "blame pressure sanction impose call demand claim count rely lean prevail sanctions embargo press "
    "influence dependence depend focus heap place put ban tariff restriction penalty declare".split()
)
_ASSURANCE = frozenset(
    "assurance request response reply statement support pressure order instruction permission approval "
    "criticism condemnation reaction warning threat demand message signal aid help assistance "
    "independence recognition concession guarantee backing invitation denial hear seek receive demand "
    "want obtain get win ask secure secede break buy envoy allegation claim assertion objection offer "
    "proposal refusal".split()
)
_OWN_WORDS = frozenset(
    "allegation announcement apology appeal approval assertion assurance backing ban blessing bid call "
    "claim complaint condemnation consent criticism decision decree demand denial disapproval draft "
    "embargo explanation guarantee insistence intervention interference invitation mediation move "
    "objection offer opposition order permission plan pledge policy position pressure promise proposal "
    "protest reaction recognition refusal reply request response sanction statement stance support "
    "suggestion threat ultimatum veto view vow warning wish".split()
)
"""What a government says, wants or decides: "a Bolivian request", "British objections"."""
_TOUCHED = frozenset(
    "accuse blame urge ask tell warn condemn criticize criticise support back force allow help assist "
    "pressure press invite call persuade convince oblige compel threaten sanction recognize recognise "
    "defy anger irritate alarm embarrass denounce praise thank reassure inform notify sue trust oppose "
    "challenge encourage remind commend implicate suspect provoke pit see consult lobby represent".split()
)
_NO_DEED = frozenset("fall lie be have remain become wake".split())


def is_own_word(doc: Doc, head: int) -> bool:
    """Return whether a nationality says whose word or decision something is: "a Bolivian request"."""
    token = doc.tokens[head]
    return (
        token.relation in ("amod", "compound", "nmod:poss")
        and token.head > head
        and doc.tokens[token.head].lemma in _OWN_WORDS
    )


def is_speaking_nation(doc: Doc, head: int) -> bool:
    """Return whether a nation says something: "the French insisted that none be sent"."""
    token = doc.tokens[head]
    governor = doc.tokens[token.head] if token.head >= 0 else None
    if token.relation != "nsubj" or governor is None or not head or doc.tokens[head - 1].lower != "the":
        return False
    return (governor.lemma, "V") in load_speech_cues()


def find_standing(doc: Doc, head: int, is_seat: bool) -> Standing:
    """Return what a capital (or, with `is_seat`, a palace) stands for where it is used."""
    token = doc.tokens[head]
    relation = token.relation.partition(":")[0]
    top = token
    while relation in ("conj", "flat", "fixed") and top.head >= 0:
        top = doc.tokens[top.head]
        relation = top.relation.partition(":")[0]
    governor = doc.tokens[top.head] if top.head >= 0 else None
    marker = doc.get_marker(token.index) or doc.get_marker(top.index)
    if top.relation == "nmod:poss" or _is_given_the_word(doc, token):
        return "government"
    if relation in ("nsubj", "csubj"):
        return _read_subject(top, governor, is_seat)
    if marker:
        return _read_marked(marker, governor)
    if relation in ("obj", "iobj") and governor is not None:
        return "government" if governor.lemma in _TOUCHED or is_seat else "country"
    if relation == "compound":
        return "government" if is_seat else "place"
    return "government" if is_seat and relation in ("appos", "parataxis", "dep") else "place"


def _is_given_the_word(doc: Doc, token: Token) -> bool:
    """Return whether a capital acts right behind its name: "Moscow: no proof", "Baku, which denied"."""
    after = doc.tokens[token.index + 1 : token.index + 4]
    words = [word.lower for word in after]
    if words[:1] == [":"] and not doc.get_marker(token.index):
        return True
    return words[:2] == [",", "which"] and len(after) > 2 and after[2].upos == "VERB"


def _read_subject(top: Token, governor: Token | None, is_seat: bool) -> Standing:
    """Return what a subject stands for: "Baku said" acts, "Baku was shelled" suffers."""
    if governor is None:
        return "government"
    if top.relation == "nsubj:pass":
        return "government" if governor.lemma in _TOUCHED or is_seat else "country"
    if governor.upos in ("VERB", "AUX") and governor.lemma not in _NO_DEED:
        return "government"
    return "government" if is_seat or governor.upos == "ADJ" else "place"


def _read_marked(marker: str, governor: Token | None) -> Standing:
    word = marker.partition(" ")[0]
    lemma = governor.lemma if governor is not None else ""
    if marker in ("according to", "on behalf of", "because of", "thanks to") or word in _ACTING:
        return "government"
    if word in _PLACE:
        return "place"
    if word == "to":
        is_motion = lemma in _MOTION or (governor is not None and governor.lower in _MOTION)
        return "place" if is_motion else "government"
    if word in ("on", "upon"):
        return "government" if lemma in _PRESSURE else "place"
    if word == "from":
        return "government" if lemma in _ASSURANCE else "place"
    if word == "of":
        is_own = lemma in _ASSURANCE or lemma in _OWN_WORDS or lemma in ("critical", "accusation")
        return "government" if is_own else "place"
    return "place"
