"""What one report says of one actor, as it is compared with other reports' actors.

Place in the flow: below `actors`; takes a record and nothing else. The store keeps it beside the actor as
JSON, so that a new report is linked without loading old ones whole.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.lexicon.countries import CountryWord, fold, get_country_word
from dragoman.lexicon.roles import get_role
from dragoman.lexicon.state_bodies import STATE, get_state_body
from dragoman.linking.facts import to_ordinal
from dragoman.record.model import Actor, Record

Form = Literal["person", "organisation", "body", "unnamed"]
"""How an actor can be known again: a person or an organisation by name, a body that a state has one of
(the state itself, its army, a ministry), or not at all ("gunmen"; "the Kenyan president", whom the report
must name)."""
_TOKEN = re.compile(r"\w+")
_ABBREVIATED = re.compile(r"\b(\w)\.(?=\w|\s|$)")
_SMALL = frozenset("the of and for de del la al el".split())
"""Words of names that one report writes and another leaves out."""
_HE, _SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_PRONOUNS = (
    _HE
    | _SHE
    | frozenset(
        "i me my we us our you your it its they them their who whose whom this that these those one two both"
        " all".split()
    )
)
_MEN, _WOMEN = ("mr", "sir", "lord"), ("mrs", "ms", "miss", "lady", "madame")
_VOWELS = re.compile(r"(?<=.)[aeiouyh]+")
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """One actor as it is compared; `published` is an ordinal, None where the day is not known.

    `names` are folded, those with most words first; for a body they say which one. `called` are the names
    that the report has for it, with how often. `scene` holds the countries of all actors of the report.
    `sex` is "m", "f" or empty, as pronouns and titles have it.
    """

    report: str
    actor: str
    form: Form
    name: str
    names: tuple[str, ...]
    called: tuple[tuple[str, int], ...]
    kind: str
    country: str | None
    sector: str | None
    code: str | None
    role: str | None
    sex: str
    published: int | None
    scene: frozenset[str]


def list_actor_facts(record: Record, report: str) -> list[ActorFacts]:
    """Return what is compared of each actor of a record, in their order; `report` is its id."""
    scene = frozenset(actor.country for actor in record.actors if actor.country)
    published = to_ordinal(record.report.published)
    found = []
    for actor in record.actors:
        form, names = find_names(actor)
        found.append(
            ActorFacts(
                report=report,
                actor=actor.id,
                form=form,
                name=actor.name,
                names=names,
                called=_count_called(actor, form),
                kind=actor.kind,
                country=actor.country,
                sector=actor.sector,
                code=actor.code,
                role=fold(actor.role).casefold() if actor.role else None,
                sex=_find_sex(actor, record.report.text) if actor.kind == "person" else "",
                published=published,
                scene=scene,
            )
        )
    return found


def list_keys(facts: ActorFacts) -> tuple[str, ...]:
    """Return the keys of which two actors worth a comparison share one; empty for the unnamed.

    Words of names count without vowels and doubled letters, so that spellings of one name meet. Each word of
    a person's name is a key, since reports write one or two of them; an organisation has pairs of words,
    single names, and its initials, so that it meets its abbreviation.

    Example:
        Of the person "Yusuf Keita": ("n:ysf", "n:kt", "n:ysf kt").
    """
    if facts.form == "unnamed":
        return ()
    if facts.form == "body":
        return tuple(f"body:{name}:{facts.country or ''}" for name in facts.names)
    keys = [f"code:{facts.code}"] if is_own_code(facts.code) else []
    for name in facts.names:
        words = [shorten(word) for word in name.split() if len(word) > 1]
        if facts.form == "person" or len(words) == 1:
            keys += [f"n:{word}" for word in words]
        elif words:
            keys.append(f"n:{shorten(get_initials(name))}")
        keys += [f"n:{one} {other}" for one, other in pairwise(words)]
    return tuple(dict.fromkeys(keys))


def shorten(word: str) -> str:
    """Return a word's first letter and consonants, by which spellings are alike.

    Example:
        >>> shorten("mohammed"), shorten("muhamad")
        ('mmd', 'mmd')
    """
    return _VOWELS.sub("", _TWICE.sub(r"\1", word))


def get_initials(name: str) -> str:
    """Return the initials of a folded name.

    Example:
        >>> get_initials("lake news agency")
        'lna'
    """
    return "".join(word[0] for word in name.split())


def is_own_code(code: str | None) -> bool:
    """Return whether a code names one organisation and not a state's sector: `IGO:CSTO`."""
    return bool(code and ":" in code)


def find_names(actor: Actor) -> tuple[Form, tuple[str, ...]]:
    """Return how an actor can be known again, and its folded names."""
    body = _find_body(actor)
    if body:
        return "body", (body,)
    if actor.kind == "person":
        return _find_person(actor)
    if actor.kind == "group" or not _is_proper(actor.name):
        return "unnamed", ()
    texts = [actor.name, *(span.text for span in actor.mentions if _is_proper_alias(span.text))]
    return "organisation", _order_names(texts)


def fold_name(text: str) -> str:
    """Return a name for comparing: no case, accents, marks, articles; letters with points as one word.

    Example:
        >>> fold_name("the U.N. High Commissioner"), fold_name("Idris al-Attar"), fold_name("Achebe's")
        ('un high commissioner', 'idris attar', 'achebe')
    """
    plain = fold(text).casefold().removesuffix("'s").replace("'", "")
    words = _TOKEN.findall(_ABBREVIATED.sub(r"\1", plain))
    return " ".join(word for word in words if word not in _SMALL) or " ".join(words)


def _find_body(actor: Actor) -> str:
    """Return which body of its state an actor is, empty for none: a state, its army, its Foreign Ministry.

    A group is one only where the report also calls it so ("soldiers … the army").
    """
    if actor.kind == "person":
        return ""
    if actor.kind in ("country", "government"):
        place = get_country_word(actor.name)
        if place is not None:
            return _name_state(place)
    texts = [actor.name] if actor.kind != "group" else [span.text for span in actor.mentions]
    for text in texts:
        body = get_state_body(_strip_country(text, actor.country))
        if body and body.sector == actor.sector and actor.country:
            return body.name
    return ""


def _name_state(place: CountryWord) -> str:
    """Return the state, or the name of a region or people that is no state of its own."""
    return STATE if place.country.kind not in ("region", "people") else fold_name(place.country.name)


def _strip_country(text: str, country: str | None) -> str:
    """Return a phrase without articles and the name, adjective or capital of its own country in front."""
    words = [word for word in text.split() if word.casefold() not in ("the", "own", "its")]
    for size in (3, 2, 1):
        front = get_country_word(" ".join(words[:size]).removesuffix("'s").removesuffix("’s"))
        if front is not None and len(words) > size and country in (None, front.code):
            return " ".join(words[size:])
    return " ".join(words)


def _find_person(actor: Actor) -> tuple[Form, tuple[str, ...]]:
    role = fold(actor.role).casefold() if actor.role else ""
    if not _is_proper(actor.name) or (role and fold(actor.name).casefold().endswith(role)):
        return "unnamed", ()
    texts = [actor.name, *(span.text for span in actor.mentions if _is_proper(span.text))]
    return "person", _order_names([_drop_titles(text) for text in texts])


def _is_proper(text: str) -> bool:
    """Return whether words are a proper name: capitals at the end, and not what many are called."""
    return _is_capital(text) and get_role(_strip_country(text, None)) is None


def _is_capital(text: str) -> bool:
    words = text.split()
    return bool(words) and words[-1][:1].isupper() and text.casefold() not in _PRONOUNS


def _is_proper_alias(text: str) -> bool:
    """Return whether a mention is another name of an organisation: several words, or an abbreviation."""
    return _is_proper(text) and (" " in text or (text.isupper() and len(text) > 1))


def _drop_titles(name: str) -> str:
    """Return a name without the ranks in front: "Lance Corporal Dina Kaur"."""
    words = name.split()
    while len(words) > 2 and (get_role(words[0]) or get_role(" ".join(words[:2]))):
        words = words[1:]
    return " ".join(words)


def _order_names(texts: list[str]) -> tuple[str, ...]:
    names = dict.fromkeys(name for text in texts if (name := fold_name(text)))
    return tuple(sorted(names, key=lambda name: -name.count(" ")))


def _count_called(actor: Actor, form: Form) -> tuple[tuple[str, int], ...]:
    """Return the names by which the report calls an actor, with how often; none for the unnamed."""
    texts = [" ".join(span.text.split()) for span in actor.mentions] if form != "unnamed" else []
    is_name = _is_capital if form == "body" else _is_proper
    return tuple(Counter(text for text in texts if is_name(text)).items())


def _find_sex(actor: Actor, text: str) -> str:
    """Return "m" or "f" as most pronouns and titles in front of names have it; empty for neither."""
    words = [span.text.casefold() for span in actor.mentions]
    words += [
        text[max(0, span.start - 8) : span.start].rstrip(". ").rpartition(" ")[2].casefold()
        for span in actor.mentions
    ]
    men = sum(word in _HE or word in _MEN for word in words)
    women = sum(word in _SHE or word in _WOMEN for word in words)
    return "m" if men > women else "f" if women > men else ""
