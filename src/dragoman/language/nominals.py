"""Finds what names and definite nominals refer to: "Putin", "the mission", "the two states".

Place in the flow: `coreference` builds on it and adds the pronouns.
"""

from __future__ import annotations

from dragoman.language.doc import Token, matches
from dragoman.language.entities import EntityTable
from dragoman.language.mentions import Entity, Mention, find_roles

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
WINDOW = 70
"""Mentions looked back over."""

# Nouns that by themselves say only the kind: "the country", "the group", "the city".
GENERIC = {
    "state": frozenset({"country", "nation", "state", "republic", "kingdom"}),
    "group": frozenset(
        {
            "organization", "organisation", "group", "alliance", "agency", "movement", "party",
            "union", "bloc", "militia",
            "coalition", "company", "council", "court", "ministry", "commission", "newspaper",
            "channel", "front",
            "committee", "charity", "faction", "gang", "firm", "university", "institute",
        }
    ),
    "place": frozenset({"city", "town", "village", "region", "province", "area", "island", "district",
    "territory"}),
}  # fmt: skip


class NominalResolver(EntityTable):
    """Resolves names and definite nominals."""

    def take_nominal(self, token: Token, mention: Mention) -> None:
        """Resolve a name or nominal and join it to its entity, or begin a new one."""
        if mention.noun_class == "time":
            return
        entity = self.find_apposed(token, mention)
        if mention.kind == "name":
            named = self.find_name(token, mention)
            if named and entity and named is not entity and not entity.is_named:
                merge(entity, named)
            entity = named or entity
        elif entity is None:
            entity = self.find_nominal(token, mention)
        if entity is None:
            entity = Entity(mention.noun_class, mention.is_plural, mention.gender)
        self.add(mention, entity)
        if mention.kind == "name":
            self.learn_name(token, mention, entity)
        elif mention.noun_class == "person":
            entity.roles.add(mention.lemma)
            if mention.code:
                entity.codes.add(mention.code)
        self.take_coordination(token, mention)

    def find_apposed(self, token: Token, mention: Mention) -> Entity | None:
        """Return the entity that this phrase renames: "the army chief, Idriss Déby"; "Force 17 (F17)"."""
        if not matches(token.relation, ("appos", "flat")) or token.head < 0:
            return None
        other = self.by_head.get(token.head)
        if other is None or other.entity is None or "place" in (mention.noun_class, other.noun_class):
            return None
        if mention.kind == "name" and other.kind == "name":
            return self.find_spelt_out(token)
        if mention.is_plural != other.is_plural or other.entity.members:
            return None
        if mention.noun_class != other.noun_class and not {mention.noun_class, other.noun_class} <= {
            "group",
            "thing",
        }:
            return None
        return other.entity

    def find_name(self, token: Token, mention: Mention) -> Entity | None:
        """Return the entity with this name, or of which it is a short form: "Putin", "CSTO"."""
        key = " ".join(mention.words)
        entity = self.by_name.get(key)
        if entity or mention.noun_class in ("state", "place", "people"):
            return entity
        if mention.noun_class == "person" and mention.words:
            known = self.by_name.get(mention.words[-1])
            if known and known.mentions[0].words == mention.words[-1:] and len(mention.words) <= 3:
                if all(len(one.words) < 2 for one in known.mentions):
                    return known  # the headline had the short form
            is_short = len(mention.words) == 1 or mention.words[0].rstrip(".") in self.words.genders
            holders = self.by_part.get(mention.words[-1], [])
            return max(holders, key=lambda holder: len(holder.mentions)) if is_short and holders else None
        text = token.text
        if (
            mention.noun_class == "group"
            and len(mention.words) == 1
            and text.isupper()
            and 2 <= len(text) <= 8
        ):
            return self.find_spelt_out(token)
        return None

    def find_spelt_out(self, token: Token) -> Entity | None:
        """Return the organisation just named in full before its initials in brackets."""
        if token.index < 2 or self.doc.tokens[token.index - 1].text not in "([":
            return None
        letters = token.lower
        for other in reversed(self.recent[-6:]):
            if other.noun_class not in ("group", "people", "thing"):
                continue
            initials = "".join(word[:1] for word in other.words if word not in ("of", "for", "and", "de"))
            is_next = (
                other.head == token.index - 2 and self.doc.tokens[other.head].text[:1].lower() in letters
            )
            if len(initials) > 1 and initials == letters:
                return other.entity
            if is_next and self.doc.tokens[other.head].text[:1].isupper():
                return other.entity
        return None

    def learn_name(self, token: Token, mention: Mention, entity: Entity) -> None:
        """Remember the name of an entity, its parts, and what stands before it."""
        entity.is_named = True
        self.by_name.setdefault(" ".join(mention.words), entity)
        if mention.code:
            entity.codes.add(mention.code)
        if mention.noun_class != "person":
            return
        roles, codes = find_roles(self.doc, token)
        entity.roles |= roles
        entity.codes |= codes
        for part in {mention.words[0], mention.words[-1]} if mention.words else ():
            holders = self.by_part.setdefault(part, [])
            if len(holders) < 8 and all(holder is not entity for holder in holders):
                holders.append(entity)

    def find_nominal(self, token: Token, mention: Mention) -> Entity | None:
        """Return what a definite nominal refers to, or None for one that says something new."""
        if not mention.is_definite or token.relation in ("root", "appos") or mention.noun_class == "time":
            return None
        number = next(
            (NUMBERS[child.lower] for child in self.doc.get_children(token.index) if child.lower in NUMBERS),
            0,
        )
        if mention.is_plural and (number or mention.lemma in ("side", "party")):
            several = self.find_several(token, mention, number or 2)
            if several:
                return several
        if any(child.relation == "nmod:poss" for child in self.doc.get_children(token.index)):
            return None
        return (
            self.find_holder(token, mention)
            or self.find_same_noun(token, mention)
            or self.find_kind(token, mention)
        )

    def is_open(self, token: Token) -> bool:
        """Return whether the phrase goes on to say which one: "the mission that the UN sent"."""
        return any(
            child.relation in ("acl:relcl", "acl", "nmod", "appos") and child.index > token.index
            for child in self.doc.get_children(token.index)
        )

    def find_same_noun(self, token: Token, mention: Mention) -> Entity | None:
        """Return the last mention of the same noun that fits: "the mission" ← "a peace mission"."""
        for other in reversed(self.by_lemma.get(mention.lemma, ())[-8:]):
            entity = other.entity
            if entity is None or other.is_plural != mention.is_plural or entity.members:
                continue
            if self.distance(token, other) > 8 or self.contains(other.head, token.index):
                return None
            if mention.code and other.code and mention.code != other.code:
                continue
            known = frozenset().union(*(one.modifiers | {one.lemma} for one in entity.mentions[-6:]))
            if mention.modifiers <= known and (not self.is_open(token) or mention.modifiers):
                return entity
            if mention.code and mention.code == other.code and len(mention.modifiers) == 1:
                return entity
        return None

    def find_holder(self, token: Token, mention: Mention) -> Entity | None:
        """Return the person with this role: "the president" ← "Somali President Siad Barre"."""
        if mention.noun_class != "person" or mention.is_plural or self.is_open(token):
            return None
        seen: set[int] = set()
        for other in reversed(self.recent[-WINDOW:]):
            entity = other.entity
            if entity is None or id(entity) in seen or not entity.roles or not entity.is_named:
                continue
            seen.add(id(entity))
            if self.distance(token, other) > 8 or self.contains(other.head, token.index):
                continue
            has_role = mention.lemma in entity.roles or (
                mention.lemma == "leader" and entity.roles & self.words.leaders
            )
            fits = not mention.code or not entity.codes or mention.code in entity.codes
            if has_role and fits and not clash(entity.gender, mention.gender):
                return entity
        return None

    def find_kind(self, token: Token, mention: Mention) -> Entity | None:
        """Return the last name of the kind that the noun says: "the country", "the group", "the city"."""
        wanted = mention.noun_class
        if mention.is_plural or mention.modifiers or self.is_open(token):
            return None
        if wanted not in ("state", "group", "place") or mention.lemma not in GENERIC[wanted]:
            return None
        best: tuple[float, Entity] | None = None
        for other in reversed(self.recent[-WINDOW:]):
            entity = other.entity
            if entity is None or not entity.is_named or other.kind != "name":
                continue
            distance = self.distance(token, other)
            if distance > 3:
                break
            is_kind = entity.noun_class == wanted
            if not is_kind or self.contains(other.head, token.index) or self.share_clause(token, other):
                continue
            score = self.rank(other) - 1.5 * distance + 0.2 * min(len(entity.mentions), 5)
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None

    def find_several(self, token: Token, mention: Mention, number: int) -> Entity | None:
        """Return the pair that "the two states" or "both sides" means: the last one named together."""
        wanted = mention.noun_class
        classes = {"state"} if wanted == "state" else {"state", "group", "people", "person"}
        if wanted in ("person", "people"):
            classes = {"person"}
        elif wanted in ("place", "thing"):
            return self.find_group(token, {wanted}, number)
        found = self.find_group(token, classes, number)
        if found or wanted not in ("state", "group"):
            return found
        members: list[Entity] = []
        for other in reversed(self.recent[-WINDOW:]):
            if self.distance(token, other) > 3 or len(members) == number:
                break
            entity = other.entity
            is_state = (
                entity is not None and entity.noun_class == "state" and entity.is_named and not entity.members
            )
            if entity and is_state and entity not in members and not self.share_clause(token, other):
                members.append(entity)
        return Entity("state", True, members=members[::-1]) if len(members) == number else None

    def find_group(self, token: Token, classes: set[str], number: int) -> Entity | None:
        """Return the last entity of so many together, of one of the classes."""
        for other in reversed(self.recent[-WINDOW:]):
            if self.distance(token, other) > 4:
                return None
            entity = other.entity
            if entity and len(entity.members) == number and entity.noun_class in classes:
                return entity
        return None


def clash(one: str, other: str) -> bool:
    """Return whether two sexes are both known and differ."""
    return bool(one and other and one != other)


def merge(entity: Entity, into: Entity) -> None:
    """Give the mentions of one entity to another."""
    for mention in entity.mentions:
        mention.entity = into
    into.mentions.extend(entity.mentions)
    into.roles |= entity.roles
    into.codes |= entity.codes
    entity.mentions = []
