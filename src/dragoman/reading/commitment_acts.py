"""What is done to a commitment: signed, urged, broken, extended, refused; by whom and to whom.

Place in the flow: `commitments` asks for each mention. The nearest word that acts on the
commitment gives the act; words further up say whether it was asked for, promised, refused,
blamed on somebody or admitted. "Nobody reported a violation" gives no act at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.commitments import load_commitment_acts, load_commitment_operators
from dragoman.reading.attribution import ClaimDraft, find_covering
from dragoman.reading.commitment_mentions import OUTSIDE, Mention
from dragoman.reading.event_drafts import Reading
from dragoman.reading.roles import (
    find_modifiers,
    find_objects,
    find_possessors,
    find_prepositional,
    find_subjects,
    find_surface_subjects,
)
from dragoman.reading.sides import Sides
from dragoman.record.model import Act
from dragoman.text.spans import Span

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})
_MUST, _WILL = frozenset({"must"}), frozenset({"will", "would", "'ll", "’ll", "shall"})
_SIGNS = frozenset({"name", "signature", "thumb", "thumbprint", "hand", "seal"})
_DEEPEST = 10


@dataclass(slots=True)
class Doing:
    """One act under way: words found on the way up from the commitment."""

    act: str
    word: int
    force: str = ""
    operator: int = -1
    is_negated: bool = False
    is_planned: bool = False
    is_modal: bool = False


def find_acts(reading: Reading, sides: Sides, mention: Mention) -> list[Act]:
    """Return what the text says was done to a commitment at one mention of it."""
    doings = [doing for doing in (_climb(reading, mention), *_descend(reading, mention)) if doing]
    acts = [act for doing in doings if (act := _make_act(reading, sides, mention, doing))]
    if not acts and mention.own:
        acts = [_make_own(reading, sides, mention)]
    return acts


def find_stated_acts(reading: Reading, sides: Sides, mentions: list[Mention]) -> list[Act]:
    """Return the acts on commitments that show what their doers want, mention by mention."""
    return [
        act
        for mention in mentions
        for act in find_acts(reading, sides, mention)
        if act.by and _is_stated(reading, mention, act)
    ]


def _is_stated(reading: Reading, mention: Mention, act: Act) -> bool:
    """Return whether an act shows what its doer wants.

    A vote does, a signature is a deed; the army that is to leave only obeys.
    """
    if act.act == "ended" and mention.kind in ("withdrawal", "deployment", "end of operation"):
        return False
    if act.act == "signed":
        return mention.kind in ("resolution", "mandate")
    is_army = all(reading.actors.actors[id].sector == "MIL" for id in act.by)
    return not (mention.deed and is_army)


def _climb(reading: Reading, mention: Mention) -> Doing | None:
    """Return what the words above a mention do to it: "called on both to respect the truce"."""
    doc = reading.doc
    operators = load_commitment_operators()
    doing: Doing | None = None
    if mention.deed or mention.is_breach:
        doing = Doing(mention.deed.done if mention.deed else "alleged_violation", mention.index)
        _read_modality(doc, doing, mention.index)
    child = doc.tokens[mention.index]
    for ancestor in _walk(doc, mention.index):
        lemma = ancestor.lemma.lower()
        if doing is None and child.relation == "obl" and doc.get_marker(child.index) in OUTSIDE:
            return None
        base = _find_row(doc, ancestor)[0]
        if doing is None and base:
            doing = Doing(base, ancestor.index)
            _read_modality(doc, doing, ancestor.index)
        elif doing and operators.get(lemma) == "announce" and _is_told(doc, child):
            pass
        elif doing is None and lemma in operators:
            doing = Doing("", ancestor.index, operators[lemma], ancestor.index)
            _read_modality(doc, doing, ancestor.index)
        elif doing and lemma in operators and _is_governed(doc, child):
            doing.is_negated |= _is_negated(doc, ancestor.index)
            if not doing.force or operators[lemma] in ("refuse", "deny", "admit"):
                doing.force, doing.operator = operators[lemma], ancestor.index
        elif (
            doing is None
            and ancestor.upos == "VERB"
            and child.relation in ("obj", "nsubj", "nsubj:pass", "obl")
        ):
            return None
        elif doing and ancestor.upos == "VERB":
            _read_modality(doc, doing, ancestor.index)
        child = ancestor
    return doing


def _find_row(doc: Doc, word: Token) -> tuple[str, str]:
    """Return the act that a word reports and the one when it is only called for; empty for other words.

    A verb with its particle or noun comes first: a truce that falls apart or lasted an hour is ended, one
    that came into force is observed. Who puts his name to it signs.
    """
    table = load_commitment_acts()
    if word.lemma == "put" and any(doc.tokens[i].lemma in _SIGNS for i in find_objects(doc, word.index)):
        return table["sign"]
    lemma = word.lemma.lower()
    particles = [child.lower for child in doc.get_children(word.index, "compound:prt", "advmod", "advcl")]
    for phrase in doc.get_children(word.index, "obj", "obl", "obl:unmarked"):
        particles += [doc.get_marker(phrase.index), phrase.lemma.lower()]
    is_perfect = any(child.lemma == "have" for child in doc.get_children(word.index, "aux"))
    if lemma == "last" and is_perfect:  # "The truce has lasted a week": it still holds
        particles = []
    keys = [*(f"{lemma} {particle}" for particle in particles), lemma]
    return next((table[key] for key in keys if key in table), ("", ""))


def _is_told(doc: Doc, verb: Token) -> bool:
    """Return whether a clause is told as done: "They signed a truce, the ministry announced"."""
    helpers = {doc.tokens[child].lemma.lower() for child in verb.children if doc.tokens[child].upos == "AUX"}
    is_finite = verb.feats.get("Tense") == "Past" and verb.feats.get("VerbForm") == "Fin"
    is_perfect = verb.feats.get("VerbForm") == "Part" and bool(helpers & {"have", "be"})
    return verb.relation in ("ccomp", "parataxis") and not helpers & _WILL and (is_finite or is_perfect)


def _walk(doc: Doc, index: int) -> list[Token]:
    """Return the words above a token, coordination undone, up to the end of its own clause chain."""
    found: list[Token] = []
    here = doc.tokens[index]
    for _ in range(_DEEPEST):
        while here.relation == "conj" and here.head >= 0:
            joined, here = here, doc.tokens[here.head]
            if _is_shared(doc, joined, here):
                found.append(here)
        if here.head < 0 or here.relation in ("acl:relcl", "parataxis"):
            break
        if here.relation == "advcl" and doc.get_marker(here.index) not in (
            "of",
            "from",
            "for",
            "by",
            "to",
            "into",
            "",
        ):
            break
        here = doc.tokens[here.head]
        found.append(here)
    return found


def _is_shared(doc: Doc, joined: Token, here: Token) -> bool:
    """Return whether a bare verb joined to a word of asking rather belongs to what is asked.

    "We call on all to show patience, keep the truce and obey the accord": parsers join
    "obey" to "call".
    """
    is_bare = joined.feats.get("Tense") is None and not doc.get_children(joined.index, "nsubj", "aux")
    forces = ("ask", "suggest", "promise")
    is_asking = load_commitment_operators().get(here.lemma) in forces and here.upos == "VERB"
    return (
        joined.upos == "VERB"
        and is_bare
        and is_asking
        and bool(doc.get_children(here.index, "xcomp", "ccomp"))
    )


def _is_governed(doc: Doc, child: Token) -> bool:
    """Return whether a word lies inside what an operator governs, not in its subject."""
    return not child.relation.startswith(("nsubj", "csubj")) or bool(
        doc.get_children(child.head, "nsubj:pass")
    )


def _descend(reading: Reading, mention: Mention) -> list[Doing]:
    """Return what clauses on the noun and later verbs say: "a truce signed in May", "it held, then ended"."""
    doc = reading.doc
    found: list[Doing] = []
    if mention.deed:
        return found
    here = doc.tokens[mention.index]
    words = doc.get_children(mention.index, "acl", "acl:relcl", "amod")
    if here.relation.startswith("nsubj") and here.head >= 0:
        words += [
            verb for verb in doc.get_children(here.head, "conj") if not doc.get_children(verb.index, "nsubj")
        ]
    for word in words:
        is_active = word.relation == "acl" and bool(doc.get_children(word.index, "obj"))
        base = _find_row(doc, word)[0] if word.upos == "VERB" else ""
        if base and word.feats.get("VerbForm") != "Inf" and not is_active:
            doing = Doing(base, word.index)
            _read_modality(doc, doing, word.index)
            found.append(doing)
    return found


def _read_modality(doc: Doc, doing: Doing, index: int) -> None:
    """Note negation and auxiliaries: "will not extend", "should respect", "did not sign"."""
    for child in doc.tokens[index].children:
        token = doc.tokens[child]
        if token.lower in _NEGATIONS and token.relation in ("advmod", "det", "mark"):
            doing.is_negated = True
        elif token.relation == "aux" and token.lower in _WILL:
            doing.is_planned = True
        elif token.relation == "aux" and token.lower in _MUST and not doing.force:
            doing.force, doing.operator, doing.is_modal = "ask", index, True
        elif token.relation == "aux" and token.lower in ("should", "ought") and not doing.force:
            doing.force, doing.operator, doing.is_modal = "suggest", index, True


def _is_negated(doc: Doc, index: int) -> bool:
    return any(
        doc.tokens[child].lower in _NEGATIONS and doc.tokens[child].relation in ("advmod", "det")
        for child in doc.tokens[index].children
    )


def _make_act(reading: Reading, sides: Sides, mention: Mention, doing: Doing) -> Act | None:
    """Return the finished act, None where the words report none: "no violations", "denied breaking it"."""
    claims = find_covering(reading.claims, doing.word)
    speaker = next((claim for claim in claims if claim.speakers), None)
    kind = _settle(mention, doing, speaker, reading.doc)
    if not kind:
        return None
    by, to = _find_doers(reading, sides, doing, speaker, kind)
    operator = reading.doc.tokens[doing.operator].lemma if doing.operator >= 0 else ""
    kind = settle_agreed(kind, {operator}, sides.fold(by))
    return Act(
        act=kind,  # type: ignore[arg-type]  # the tables' schema holds the values
        by=by,
        to=tuple(actor for actor in to if actor not in by),
        when=reading.times.find_when(reading.doc, doing.operator if doing.operator >= 0 else doing.word),
        evidence=_find_evidence(reading.doc, mention, doing),
        claim=speaker.id if speaker else None,
    )


def _settle(mention: Mention, doing: Doing, speaker: ClaimDraft | None, doc: Doc) -> str:
    """Return the act that the words amount to, or an empty one."""
    base, force = doing.act, doing.force
    if base == "alleged_violation" and mention.kind == "negotiation":
        base = "ended"  # "The envoys broke off the talks"
    if base == "alleged_violation":
        return _settle_violation(doing, speaker)
    if force == "refuse" and base != "alleged_violation":
        return "" if doing.is_negated else "refused"
    if mention.deed:
        return _settle_deed(mention, doing)
    if not base:
        return _settle_operator(doing)
    if base == "observed" and (doing.is_negated or force == "accuse"):
        return "alleged_violation" if not force or force == "accuse" else "urged"
    if doing.is_negated:
        return {"signed": "refused", "extended": "ended", "proposed": "refused", "announced": "refused"}.get(
            base, ""
        )
    if force in ("ask", "suggest") and base == "observed" and _is_new(doc, mention.index):
        return "demanded"
    if force == "ask" or (force == "suggest" and base == "observed"):
        return _find_row(doc, doc.tokens[doing.word])[1]
    if force == "suggest" and base in ("signed", "announced", "extended", "ended"):
        return "proposed"
    if base == "observed" and (force == "promise" or doing.is_planned):
        return "pledged"
    if force in ("promise", "announce") or doing.is_planned:
        return "announced" if base in ("signed", "delivered", "announced") else base
    if force == "condemn" and base in ("signed", "announced"):
        return "refused"
    return "" if force == "deny" else base


def settle_agreed(kind: str, above: Collection[str], doers: Collection[str]) -> str:
    """Return the act of what several sides agree to do, which is an agreement and no promise of one.

    `above` are the lemmas that govern the deed, `doers` the sides: "Both armies agreed to hold their fire".
    """
    return "signed" if kind in ("announced", "pledged") and "agree" in above and len(doers) > 1 else kind


def _is_new(doc: Doc, index: int) -> bool:
    """Return whether a commitment is only wished for: "called on all to observe a truce"."""
    return any(child.lower in ("a", "an") for child in doc.get_children(index, "det"))


def _settle_violation(doing: Doing, speaker: ClaimDraft | None) -> str:
    """Return what a word of breaking amounts to: alleged, admitted, or nothing where denied."""
    if doing.is_negated or doing.force in ("deny", "promise", "refuse"):
        return ""
    if doing.force in ("ask", "suggest"):
        return "urged"
    if doing.force == "admit" or (speaker and speaker.stance == "admits"):
        return "admitted_violation"
    return "" if speaker and speaker.stance == "denies" else "alleged_violation"


def _settle_deed(mention: Mention, doing: Doing) -> str:
    """Return what a clause makes: "will withdraw" announced, "asked them to leave" demanded."""
    deed = mention.deed
    if deed is None or (doing.is_negated and doing.force not in ("ask", "suggest")):
        return "refused" if doing.is_planned else ""
    if doing.force == "ask":
        return "demanded"
    if doing.force == "suggest":
        return "proposed"
    if doing.force == "promise":
        return "pledged" if deed.kind in ("deployment", "assurance") else deed.planned
    if doing.force == "announce" or doing.is_planned:
        return deed.planned
    return "" if doing.force else deed.done


def _settle_operator(doing: Doing) -> str:
    """Return what a word of asking or promising does to the commitment itself: "demanded a truce"."""
    done = {
        "ask": "demanded", "suggest": "proposed", "promise": "pledged", "announce": "announced",
        "condemn": "refused",
    }  # fmt: skip
    return "" if doing.is_negated else done.get(doing.force, "")


def _find_doers(
    reading: Reading, sides: Sides, doing: Doing, speaker: ClaimDraft | None, kind: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who does an act and to whom."""
    doc = reading.doc
    own = sides.find_parties(_find_agents(doc, doing.word))
    spoken = speaker.speakers if speaker else ()
    if kind == "alleged_violation" and doing.operator < 0:
        return (spoken, own)
    if doing.operator < 0:
        doers = own or (spoken if kind == "refused" else ())
        return (doers, sides.find_parties(find_prepositional(doc, doing.word, "to")))
    if doing.is_modal:
        return (spoken, own or sides.find_parties(_find_agents(doc, doing.operator)))
    asking = sides.find_parties(_find_agents(doc, doing.operator)) or spoken
    if doing.force in ("refuse", "promise", "announce", "admit"):
        return (asking or own, ())
    asked = sides.find_parties(_find_addressees(doc, doing.operator))
    near = set(sides.fold(asking))
    return (asking, tuple(actor for actor in asked or own if near.isdisjoint(sides.fold([actor]))))


def _find_agents(doc: Doc, index: int) -> list[int]:
    """Return who does what a word says: the subject of a verb, the owner of "the Syrian violations"."""
    token = doc.tokens[index]
    if token.upos in ("VERB", "AUX"):
        return find_subjects(doc, index)
    owners = [
        *find_possessors(doc, index),
        *find_modifiers(doc, index),
        *find_prepositional(doc, index, "by"),
    ]
    owners += find_prepositional(doc, index, "from")
    if owners or token.head < 0 or token.relation not in ("obj", "obl"):
        return owners
    return find_subjects(doc, token.head)


def _find_addressees(doc: Doc, index: int) -> list[int]:
    """Return who is asked, told or accused: "called on Chad", "appealed to Rome", "urged Mali"."""
    token = doc.tokens[index]
    found = [child.index for child in doc.get_children(index, "iobj")]
    if token.upos == "VERB":
        found += [place for place in find_objects(doc, index) if doc.tokens[place].upos != "VERB"]
    for preposition in ("on", "upon", "to", "from", "of"):
        found += find_prepositional(doc, index, preposition)
    for child in doc.get_children(index, "ccomp", "xcomp"):
        found += find_surface_subjects(doc, child.index) if not found else []
    return found


def _make_own(reading: Reading, sides: Sides, mention: Mention) -> Act:
    """Return the act that the noun alone reports: "assurances from Paris" were given by Paris."""
    doc = reading.doc
    givers = [*find_prepositional(doc, mention.index, "from"), *find_prepositional(doc, mention.index, "by")]
    givers += [*find_possessors(doc, mention.index), *find_modifiers(doc, mention.index)]
    claims = [claim for claim in find_covering(reading.claims, mention.index) if claim.speakers]
    return Act(
        act=mention.own,  # type: ignore[arg-type]  # the table's schema holds the values
        by=sides.find_parties(givers),
        to=sides.find_parties(find_prepositional(doc, mention.index, "to")),
        when=reading.times.find_when(doc, mention.index),
        evidence=doc.get_span(*mention.span),
        claim=claims[0].id if claims else None,
    )


def _find_evidence(doc: Doc, mention: Mention, doing: Doing) -> Span:
    """Return the words from the operator or verb to the commitment, within their sentence."""
    places = [place for place in (doing.word, doing.operator) if place >= 0]
    sentence = doc.get_sentence(mention.index)
    low, high = mention.span
    for place in places:
        if sentence.first <= place < sentence.last:
            low, high = min(low, place), max(high, place + 1)
    return doc.get_span(low, high)
