"""Goes through a document and makes a draft of every actor it names or describes.

Place in the flow: the worker behind `reading.actors.find_actors`. In order: known names,
persons, unknown organisations, then nouns that say what somebody is, then references.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Name
from dragoman.lexicon.countries import fold
from dragoman.lexicon.leaders import get_leader_country
from dragoman.lexicon.roles import clean_noun, load_roles
from dragoman.reading.belonging import (
    FORMER,
    find_allegiance,
    find_left,
    find_left_edge,
    find_owners,
    has_unknown_owner,
)
from dragoman.reading.drafts import (
    INSTITUTIONS,
    Belonging,
    Draft,
    Key,
    belong_to,
    get_kind,
    join_role,
    write_name,
)
from dragoman.reading.home_signs import Sign
from dragoman.reading.metonymy import find_standing
from dragoman.reading.naming import RolePhrase, differ_by_one, find_persons, find_role
from dragoman.reading.short_names import find_half, is_alone
from dragoman.reading.titles import TitledPersons
from dragoman.record.model import ActorKind

_POLITIES = frozenset("state country nation republic power side signatory".split())
"""Nouns that stand for the countries or the organisation named before them ("CSTO member states")."""
_REGIONS = {
    "european": "EUROPE", "western": "WEST", "arab": "ARAB-STATES", "african": "AFRICA", "asian": "ASIA",
    "balkan": "BALKANS", "baltic": "BALTIC", "nordic": "NORDIC", "gulf": "GULF", "caribbean": "CARIBBEAN",
    "foreign": "FOREIGN", "allied": "ALLIED", "neighbouring": "NEIGHBOURS", "neighboring": "NEIGHBOURS",
}  # fmt: skip
"""Words that make of "states" or "powers" many governments of no one country."""
_DETERMINERS = frozenset("the these those all our their his her its many some of".split())
_UNITED_NATIONS: Key = ("organisation", "IGO:UN")
_WORLD_BODY = frozenset(
    (
        "secretary-general", "secretary general", "under-secretary-general", "peacekeeper", "blue helmet",
        "peacekeeping force", "peacekeeping mission", "peacekeeping operation", "peacekeeping troops",
        "special representative", "special rapporteur", "military observer",
    )
)  # fmt: skip
"""Of the United Nations where the report names them and no other owner: "the peacekeepers withdrew"."""
_MAX_NESTED = 40
"""How deep "leader of the party of the people of …" is followed."""
_INFERRED = frozenset((*INSTITUTIONS, "CVL", "REF", "PTY", "REL", "EDU", "CRM"))
"""Sectors of the country that a report is about, where it does not say whose they are."""
_NOT_OWN = frozenset(
    "foreign international multinational allied outside overseas world global western arab european "
    "african asian neighbouring neighboring peacekeeping".split()
)
"""Words that say that soldiers are not of the country that the report is about."""
_COLLECTIVES = frozenset(
    "population populace public crowd mob community minority family electorate tribe clan group crew".split()
)
_BODY_MEMBERS = frozenset(
    "unit wing branch group organization organisation movement agency service committee council front "
    "command office network bureau mission team staff personnel".split()
)


_MEN, _ARMED = frozenset(("man", "boy")), frozenset(("REB", "MIL", "PRM"))


class ActorFinder(TitledPersons):
    """The actors of one document, while they are being found."""

    def __init__(self, doc: Doc, signs: list[Sign], placed: frozenset[int]) -> None:
        """Begin with the names that the tables know and with what the places say of the scene.

        `placed` are the tokens that name places; what the model takes there for a person is none.
        """
        super().__init__(doc, signs)
        self._placed = placed
        self._offices: dict[tuple[str | None, ...], Key] = {}
        self._open: set[int] = set()
        self._latest: dict[str, Key] = {}

    def find(self) -> None:
        """Fill `book` with all actors and `keys` with what each head token stands for."""
        for mention in self._mentions:
            if mention.country is not None and mention.country.code:
                self.book.seen[mention.country.code] += 1
        self._dominant = self.book.get_dominant()
        names = self._find_unknown_organisations()
        for name in names:
            self._unknown.update(range(name.first, name.last))
        found = list(find_persons(self.doc, set(self._by_token)))
        surnames = {self.doc.tokens[name.last - 1].text for name in found if name.last - name.first > 1}
        persons = [person for person in found if not self._is_town(person, surnames)]
        for person in persons:
            for index in range(person.first, person.last):
                self._persons[index] = person.head
        for mention in self._mentions:
            self._add_mention(mention)
        for name in names:
            self._add_unknown_organisation(name)
        for person in sorted(persons, key=self._rank_person):
            self._add_person(person)
        for token in self.doc.tokens:
            if token.upos in ("NOUN", "PROPN", "ADJ"):
                self._resolve(token.index)
        for index in self.doc.antecedents:
            self._resolve(index)

    def _rank_person(self, name: Name) -> tuple[bool, bool, int]:
        """Return the order of persons: full names first, and owners before those whose they are."""
        is_owner = self._get_lower(name.last) in ("'s", "’s")
        return name.last - name.first == 1, not is_owner, name.first

    def _add_person(self, name: Name) -> None:
        doc = self.doc
        span = doc.get_span(name.first, name.last)
        words = [fold(token.text) for token in doc.tokens[name.first : name.last] if token.text[0].isalnum()]
        title = self._find_title(name)
        told = (self._find_post(title), title, self._find_apposition(name))
        phrases = [phrase for phrase in told if phrase is not None]
        known = self._surnames.get(words[-1]) if words else None
        if known is not None and len(words) > 1 and words[0] not in known[1].split():
            known = None
        if known is None and len(words) == 1 and title is None:
            known = self._find_respelled(words[0])
        key: Key = known or ("person", " ".join(words))
        draft = Draft(key, span.text, "person", Belonging())
        if phrases:
            self._describe(draft, phrases, self._find_behind(name))
        else:
            heads = find_left(doc, name.first, self._by_token, self._persons)
            draft.belonging = self._find_employer(name) or Belonging(self._find_country(heads))
            leader = None if draft.belonging.country or known else self._find_leader(span.text)
            if leader:
                draft.belonging, draft.why_inferred = Belonging(leader, "GOV"), "known as a leader"
        self.book.add(draft, span)
        for word in (*words[-1:], *words[:1]):
            self._surnames.setdefault(word, key)
        for index in range(name.first, name.last):
            self.keys[index] = (key,)
        for phrase in phrases:
            self.keys[phrase.head] = (key,)
            self._used.update(range(phrase.first, phrase.last))
            if not draft.why_inferred:
                part = self._find_part(phrase)
                self._offices.setdefault((draft.belonging.country, *part, phrase.role.phrase), key)
        self._used.update(range(name.first, name.last))

    def _describe(self, draft: Draft, phrases: list[RolePhrase], behind: list[int]) -> None:
        """Say of a person what the roles beside the name say: post, country, sector.

        `behind` are tokens after the name: "President Rosa Quispe of Peru".
        """
        draft.role = self.doc.get_span(phrases[0].first, phrases[0].last).text
        found = [belonging for phrase in phrases for belonging in self._find_belongings(phrase)]
        country = None if found else self._find_country(behind)
        role = phrases[0].role
        leader = get_leader_country(draft.name) if role.sector == "GOV" and not role.country else None
        if country:
            found = [join_role(role, Belonging(country), False)]
        if found:
            draft.belonging = found[0]
        elif role.country:
            draft.belonging = Belonging(role.country, role.sector)
        elif leader:
            draft.belonging, draft.why_inferred = Belonging(leader, role.sector), "known as a leader"
        else:
            draft.belonging = Belonging(None, role.sector)
        if any(self._is_former(phrase.first) for phrase in phrases):
            draft.belonging = self._retire(phrases[0], draft.belonging)

    def _retire(self, phrase: RolePhrase, belonging: Belonging) -> Belonging:
        """Return what a former holder of a post is: "former minister Quispe" is one of the elite."""
        is_elite = phrase.role.kind in ("office", "member") or belonging.sector in ("GOV", "LEG", "ELI")
        return Belonging(belonging.country, "ELI" if is_elite else None)

    def _find_employer(self, name: Name) -> Belonging | None:
        """Return the organisation whose a person is: "the BBC's Martin Bell", "Ana Ruiz (Labour)"."""
        is_owned = name.first > 1 and self.doc.tokens[name.first - 1].text in ("'s", "’s", "'", "’")
        mention = self._by_token.get(name.first - 2) if is_owned else None
        if mention is None and self._get_lower(name.last) in ("(", "of", "from"):
            behind = name.last + 1 + (self._get_lower(name.last + 1) == "the")
            mention = self._by_token.get(behind)
        return belong_to(mention.organisation) if mention and mention.organisation else None

    def _find_respelled(self, word: str) -> Key | None:
        """Return the one person whose surname differs by a letter: "Sadeq" for "Sadiq".

        Only for a name alone, of five letters or more, with the same three letters in front.
        """
        if len(word) < 5 or not self._surnames:
            return None
        found = {
            key
            for known, key in self._surnames.items()
            if known[:3] == word[:3] and len(known) >= 5 and key[0] == "person" and differ_by_one(known, word)
        }
        return found.pop() if len(found) == 1 else None

    def _find_leader(self, name: str) -> str | None:
        """Return the country that a person without a title is known to lead or have led.

        A surname alone counts only where the report names that country too.
        """
        country = get_leader_country(name)
        return country if country and (" " in name or self.book.seen[country]) else None

    def _is_former(self, first: int) -> bool:
        edge = find_left_edge(self.doc, first)
        return any(token.lower in FORMER for token in self.doc.tokens[max(edge - 1, 0) : first])

    def _resolve(self, index: int) -> tuple[Key, ...]:
        """Return the keys that a token stands for, making the actor where needed."""
        known = self.keys.get(index)
        if known is not None:
            return known
        if index in self._open or index in self._used or len(self._open) > _MAX_NESTED:
            return ()
        self._open.add(index)
        keys = self._describe_noun(index)
        if not keys:
            for antecedent in self.doc.antecedents.get(index, ()):
                keys = (*keys, *(key for key in self._resolve(antecedent) if key not in keys))
            self._mark_reference(index, keys)
        self._open.discard(index)
        if keys:
            self.keys[index] = keys
        else:
            self._used.add(index)
        return keys

    def _mark_reference(self, index: int, keys: tuple[Key, ...]) -> None:
        """Count a word that refers back as a mention: "both sides", "the Mission", "they"."""
        is_noun = self.doc.tokens[index].upos in ("NOUN", "PROPN")
        span = self.doc.get_span(find_left_edge(self.doc, index) if is_noun else index, index + 1)
        for key in keys:
            self.book.drafts[key].spans.setdefault(span.start, span)

    def _describe_noun(self, index: int) -> tuple[Key, ...]:
        token = self.doc.tokens[index]
        if token.upos not in ("NOUN", "PROPN", "ADJ"):
            return ()
        if token.upos == "PROPN" or token.text.isupper():
            key = self._surnames.get(fold(token.text))
            if key is not None:
                self.book.add(self.book.drafts[key], self.doc.get_span(index, index + 1))
                return (key,)
        short = self._find_short(index)
        if short is not None:
            return (self.book.add(self.book.drafts[short], self.doc.get_span(index - 1, index + 1)),)
        if token.upos == "ADJ" and not self._is_nominal(index):
            return ()
        if self._is_first_of_compound(index):
            return ()
        if clean_noun(token.lower) in _POLITIES:
            keys = self._find_polities(index)
            if keys:
                return keys
        phrase = find_role(self.doc, index)
        return self._add_described(phrase) if phrase is not None else ()

    def _is_nominal(self, index: int) -> bool:
        """Return whether an adjective stands for people: "the displaced", "the wounded and the dead"."""
        token = self.doc.tokens[index]
        role = load_roles().get(token.lower)
        is_alone = token.relation.partition(":")[0] in ("nsubj", "obj", "obl", "nmod", "conj", "iobj")
        return role is not None and is_alone and self.doc.tokens[index - 1].lower in _DETERMINERS

    def _find_short(self, index: int) -> Key | None:
        """Return whom a short form of a name stands for: "the Commission", "the North"."""
        word = self.doc.tokens[index].text
        half = find_half(word, self.book.seen) if word in ("North", "South") else None
        if half is None or not is_alone(self.doc, index):
            return self._short.find(self.doc, index)
        if find_standing(self.doc, index, False) == "place":
            return None
        return self._add_institution(half, "GOV", self.doc.get_span(index, index + 1), "government")

    def _is_first_of_compound(self, index: int) -> bool:
        """Return whether a noun is the first half of another word: "state-owned"."""
        return index + 1 < len(self.doc.tokens) and self.doc.tokens[index + 1].text == "-"

    def _find_polities(self, index: int) -> tuple[Key, ...]:
        """Return whom "CSTO member states" or "the Peruvian side" stands for."""
        heads = find_left(self.doc, index, self._by_token, self._persons)
        keys = [key for head in heads for key in self.keys.get(head, ())]
        if not any(self.book.drafts[key].belonging.get_code() for key in keys) and self._is_plural(index):
            keys = self._find_region(index) or keys
        if self.doc.tokens[index].lower not in ("side", "sides"):
            return tuple(keys)
        span = self.doc.get_span(find_left_edge(self.doc, index), index + 1)
        return tuple(
            self._add_institution(self.book.drafts[key].belonging.country, "GOV", span, "government")
            if self.book.drafts[key].kind == "country"
            else key
            for key in keys
        )

    def _find_region(self, index: int) -> list[Key]:
        """Return the many states of a part of the world: "European nations", "Western powers"."""
        region = _REGIONS.get(self.doc.tokens[index - 1].lower) if index else None
        if region is None or clean_noun(self.doc.tokens[index].lower) == "side":
            return []
        span, code = self.doc.get_span(index - 1, index + 1), f"GOV:{region}"
        draft = Draft(("organisation", code), span.text, "group", Belonging(None, "GOV", code))
        return [self.book.add(draft, span)]

    def _add_described(self, phrase: RolePhrase) -> tuple[Key, ...]:
        """Return the actors that a noun describes, one for each whose it is."""
        is_compound = self.doc.tokens[phrase.head].relation == "compound"
        if self._is_part_of_longer(phrase) or (is_compound and phrase.role.kind not in ("body", "people")):
            return ()
        belongings = self._find_belongings(phrase)
        is_former = self._is_former(phrase.first)
        if belongings:
            if is_former:
                belongings = [self._retire(phrase, belonging) for belonging in belongings]
            return tuple(dict.fromkeys(self._add_role(phrase, belonging) for belonging in belongings))
        if self._is_predicate(phrase.head):
            return ()
        if phrase.role.kind == "thing" or phrase.role.sector is None:
            named = self._short.find(self.doc, phrase.head, is_noun=True)
            self._mark([named] if named else [], phrase)
            return (named,) if named else ()
        antecedents = self.doc.antecedents.get(phrase.head, ())
        found = [key for antecedent in antecedents for key in self._resolve(antecedent)]
        if found:
            self._mark(found, phrase)
            return tuple(dict.fromkeys(found))
        if phrase.role.phrase in _WORLD_BODY and _UNITED_NATIONS in self.book.drafts:
            self._mark([_UNITED_NATIONS], phrase)
            return (_UNITED_NATIONS,)
        country, why = (phrase.role.country, "") if phrase.role.country else self._infer_country(phrase)
        return (self._add_role(phrase, Belonging(country, phrase.role.sector), why),)

    def _is_predicate(self, index: int) -> bool:
        """Return whether a noun only says what another is: "calls the PKK a terrorist group"."""
        return self.doc.tokens[index].relation == "xcomp" or bool(self.doc.get_children(index, "cop"))

    def _is_part_of_longer(self, phrase: RolePhrase) -> bool:
        """Return whether the noun only qualifies another role ("army" in "army spokesman")."""
        token = self.doc.tokens[phrase.head]
        relation = token.relation.partition(":")[0]
        if relation not in ("compound", "amod", "flat", "nmod") or token.head <= phrase.head:
            return False
        above = find_role(self.doc, token.head)
        return above is not None and above.first <= phrase.head

    def _mark(self, keys: list[Key], phrase: RolePhrase) -> None:
        span = self.doc.get_span(phrase.first, phrase.last)
        for key in keys:
            self.book.drafts[key].spans.setdefault(span.start, span)

    def _find_belongings(self, phrase: RolePhrase) -> list[Belonging]:
        """Return what the role makes of each country, organisation or person it belongs to."""
        is_body = phrase.role.phrase.split()[-1] in _BODY_MEMBERS
        heads = find_left(self.doc, phrase.first, self._by_token, self._persons)
        keys = [key for head in heads for key in self._resolve(head)]
        lord = find_allegiance(self.doc, phrase.last)
        if not keys and lord is not None:
            return self._follow(phrase, lord)
        if not any(self.book.drafts[key].belonging.get_code() for key in keys):
            owners = find_owners(self.doc, phrase.head, phrase.last, self._resolve)
            keys += [key for key in (*owners, *self._scan_list(phrase.last)) if key in self.book.drafts]
        drafts = [self.book.drafts[key] for key in dict.fromkeys(keys)]
        sectored = [draft for draft in drafts if draft.belonging.sector]
        drafts = sectored or [draft for draft in drafts if draft.belonging.get_code()]
        if not drafts and self._get_lower(phrase.last) in ("of", "in"):
            country = self._find_country(list(range(phrase.last, phrase.last + 3)))
            return [join_role(phrase.role, Belonging(country), is_body)] if country else []
        return list(dict.fromkeys(self._join(phrase, draft, is_body) for draft in drafts))

    def _follow(self, phrase: RolePhrase, lord: int) -> list[Belonging]:
        """Return whose armed men are by whom they are loyal to: "troops loyal to the president".

        Those of an armed group are its own.
        """
        lords = [self.book.drafts[key].belonging for key in self._resolve(lord)]
        found = [
            whose if whose.sector == "REB" or whose.code else Belonging(whose.country, phrase.role.sector)
            for whose in lords
            if whose.get_code()
        ]
        return list(dict.fromkeys(found))

    def _scan_list(self, last: int) -> list[Key]:
        """Return what a list behind "of" names, word by word: "leaders of Peru, Chile and Bolivia"."""
        tokens, found = self.doc.tokens, list[Key]()
        if last + 1 >= len(tokens) or tokens[last].lower not in ("of", "from"):
            return found
        index = last + 1
        while index < len(tokens):
            mention = self._by_token.get(index)
            if mention is not None:
                found.extend(self.keys.get(mention.head, ()))
                index = mention.last
            elif tokens[index].lower in (",", "and", "the", "or"):
                index += 1
            else:
                break
        return found

    def _join(self, phrase: RolePhrase, draft: Draft, is_body: bool) -> Belonging:
        whose = draft.belonging
        if phrase.role.phrase in _MEN and whose.sector in _ARMED and self._is_plural(phrase.head):
            return Belonging(whose.country, whose.sector)  # a rebel's "men" are rebels
        if draft.key[0] == "institution" and whose.sector == "GOV" and phrase.role.sector:
            whose = Belonging(whose.country)  # "Lima's pilots" fly for its air force
        if draft.kind == "person" and phrase.role.kind != "member":
            whose = Belonging(whose.country, None, whose.code)
        return join_role(phrase.role, whose, is_body)

    def _infer_country(self, phrase: RolePhrase) -> tuple[str | None, str]:
        """Return the country of "the government" or "police" where none is said, and why."""
        sector = phrase.role.sector or ""
        edge = find_left_edge(self.doc, phrase.first)
        before = self.doc.tokens[edge : phrase.head]
        for token in before:  # "Kampala police"
            mention = self._by_token.get(token.index)
            if mention and mention.country and mention.country.kind == "capital" and mention.country.code:
                return mention.country.code, ""
        if sector not in _INFERRED or any(t.lower in _NOT_OWN or t.index in self._by_token for t in before):
            return None, ""
        if has_unknown_owner(self.doc, phrase.last) or self._is_owned_by_person(phrase):
            return None, ""
        earlier = self._latest.get(phrase.role.phrase)
        if earlier is not None and self._is_definite(phrase):
            country = self.book.drafts[earlier].belonging.country
            if country:
                return country, f"the {phrase.role.phrase} named before is of {country}"
        country, why = self._find_scene(phrase.head, phrase.role.states)
        if sector == "CRM" and country != self.book.get_clear() and why.startswith("the report"):
            return None, ""
        return (country, why) if country else (None, "")

    def _is_owned_by_person(self, phrase: RolePhrase) -> bool:
        """Return whether a person's name before it says whose: "Quispe's forces"."""
        left = find_left(self.doc, phrase.first, self._by_token, self._persons)
        return any(head in self._persons for head in left)

    def _is_definite(self, phrase: RolePhrase) -> bool:
        edge = find_left_edge(self.doc, phrase.first)
        return edge > 0 and self.doc.tokens[edge - 1].lower in ("the", "this", "these", "that", "those")

    def _add_role(self, phrase: RolePhrase, belonging: Belonging, why: str = "") -> Key:
        """Return the key of a described actor: an institution, a group, or somebody without a name."""
        doc, role = self.doc, phrase.role
        span = doc.get_span(find_left_edge(doc, phrase.first), phrase.last)
        is_single = self._is_single(phrase)
        country, sector = belonging.country, belonging.sector
        part = self._find_part(phrase)
        if is_single:
            office = self._offices.get((country, *part, role.phrase)) if role.kind == "office" else None
            key: Key = office or ("office", belonging.get_code() or "", role.phrase, sector or "", *part)
            kind: ActorKind = "person"
        elif belonging.code:
            key, kind = ("organisation", belonging.code), "organisation"
        elif country and sector in INSTITUTIONS:
            key, kind = ("institution", country, sector or "", *part), get_kind(sector, role.kind)
            key = self._find_named(country, sector, phrase) or key
        else:
            key, kind = ("group", country or "", sector or "", role.phrase), get_kind(sector, role.kind)
        title = doc.get_span(phrase.first, phrase.last).text
        modifiers = find_left(doc, phrase.first, self._by_token, self._persons)
        is_as_written = why or role.country
        name = span.text if is_as_written else write_name(span.text, title, country, len(modifiers))
        self.book.add(Draft(key, name, kind, belonging, title if is_single else None, why_inferred=why), span)
        if country and sector and not why:
            self._latest[role.phrase] = key
        return key

    def _is_single(self, phrase: RolePhrase) -> bool:
        """Return whether a phrase speaks of one person ("a minister", not "the crowd")."""
        noun = phrase.role.phrase.split()[-1]
        if phrase.role.kind in ("body", "thing") or noun in _BODY_MEMBERS or noun in _COLLECTIVES:
            return False
        return not self._is_plural(phrase.head) and self.doc.tokens[phrase.head].relation != "compound"

    def _find_named(self, country: str, sector: str | None, phrase: RolePhrase) -> Key | None:
        """Return the armed group that a phrase names by a modifier: "Houthi rebels" are the Houthis."""
        for head in find_left(self.doc, phrase.first, self._by_token, self._persons):
            for key in self.keys.get(head, ()):
                belonging = self.book.drafts[key].belonging
                if key[0] == "organisation" and (belonging.country, belonging.sector) == (country, sector):
                    return key
        return None
