"""Holds the entities of one document while coreference goes through it.

Place in the flow: ground of `nominals` and `coreference`; knows mentions, who is named
together, and where a mention stands in its clause.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token, matches
from dragoman.language.mentions import Entity, Mention
from dragoman.lexicon.references import ReferenceWords, load_reference_words

RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
SUBJECTS = ("nsubj", "csubj")
AGENTS = frozenset({"person", "people", "state", "group"})


class EntityTable:
    """The entities found so far and the questions asked of the tree."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words: ReferenceWords = load_reference_words()
        self.recent: list[Mention] = []
        self.by_head: dict[int, Mention] = {}
        self.by_lemma: dict[str, list[Mention]] = {}
        self.by_name: dict[str, Entity] = {}
        self.by_part: dict[str, list[Entity]] = {}
        self.groups: dict[int, Entity] = {}

    def add(self, mention: Mention, entity: Entity) -> None:
        """Give a mention its entity and remember it."""
        mention.entity = entity
        entity.mentions.append(mention)
        entity.gender = entity.gender or mention.gender
        self.recent.append(mention)
        self.by_head[mention.head] = mention
        if mention.kind == "nominal":
            self.by_lemma.setdefault(mention.lemma, []).append(mention)

    def take_coordination(self, token: Token, mention: Mention) -> None:
        """Join coordinated mentions into an entity of several: "Chad and Niger"."""
        first = self.find_first_conjunct(token, mention)
        head = self.by_head.get(first.index)
        if first is token or head is None or head.entity is None or mention.entity is None:
            return
        group = self.groups.get(first.index)
        if group is None:
            if not are_alike(head.entity, mention.entity):
                return
            group = Entity(head.noun_class, True, members=[head.entity])
            self.groups[first.index] = group
        elif not are_alike(group.members[0], mention.entity):
            return
        if all(member is not mention.entity for member in group.members):
            group.members.append(mention.entity)
            joined = Mention(first.index, "nominal", head.noun_class, "", True, entity=group)
            self.recent.append(joined)

    def find_first_conjunct(self, token: Token, mention: Mention) -> Token:
        """Return the first of the things coordinated with a token, itself if there are none."""
        tokens = self.doc.tokens
        before = token.index - 2
        if mention.kind == "name" and before >= 0 and tokens[before + 1].lower == "and":
            name = tokens[before].name  # a wrong attachment does not part "Chad and Niger"
            if name >= 0:
                token = tokens[self.doc.names[name].head]
                other = self.by_head.get(token.index)
                if other and other.noun_class == mention.noun_class and tokens[token.head].name < 0:
                    return token
        while token.relation == "conj" and 0 <= token.head < token.index:
            token = tokens[token.head]
        return token

    def distance(self, token: Token, other: Mention) -> int:
        """Return how many sentences a mention lies back."""
        return token.sentence - self.doc.tokens[other.head].sentence

    def find_subject(self, token: Token) -> Mention | None:
        """Return the subject of the clause that a token stands in."""
        for ancestor in self.doc.get_ancestors(token.index):
            for child in self.doc.get_children(ancestor.index, "nsubj"):
                if child.index < token.index:
                    return self.by_head.get(child.index)
            is_open = ancestor.feats.get("VerbForm") in ("Inf", "Ger", "Part") or ancestor.relation == "conj"
            if ancestor.upos == "VERB" and not is_open:
                return None
        return None

    def share_clause(self, token: Token, other: Mention) -> bool:
        """Return whether the mention is the subject of the token's clause."""
        subject = self.find_subject(token)
        return subject is not None and subject.entity is other.entity

    def contains(self, head: int, index: int) -> bool:
        """Return whether one phrase stands inside the other, coordination apart: "the ally of its …"."""
        here = self.doc.tokens[index]
        while here.head >= 0 and here.sentence == self.doc.tokens[head].sentence:
            if here.head == head:
                return here.relation != "conj"
            here = self.doc.tokens[here.head]
        return False

    def rank(self, mention: Mention) -> float:
        """Return the weight of a mention's place in its clause."""
        head = mention.head
        relation = self.doc.tokens[head].relation
        if mention.lemma in RELATIVE:
            return 0.8 if matches(relation, SUBJECTS) else 0.0
        if relation == "conj" and self.doc.tokens[head].head >= 0:
            relation = self.doc.tokens[self.doc.tokens[head].head].relation
        if matches(relation, SUBJECTS):
            return 2.0
        if relation in ("obj", "iobj", "root", "parataxis"):
            return 0.8
        if matches(relation, ("obl",)):
            return 0.4
        return -0.3 if relation == "nmod" else 0.0


def are_alike(one: Entity, other: Entity) -> bool:
    """Return whether two may be spoken of together as "they" or "the two": not plain things."""
    classes = {one.noun_class, other.noun_class}
    return (
        classes in ({"state"}, {"place"})
        or classes <= {"person", "people", "group"}
        or classes == {"state", "group"}
    )


def list_members(entity: Entity) -> list[Entity]:
    """Return the single entities behind one, each once; a group within a group is opened.

    A group that has come to be a member of itself is opened once: it has no end otherwise.
    """
    if not entity.members:
        return [entity]
    found: dict[int, Entity] = {}
    opened: set[int] = set()
    waiting = [entity]
    while waiting:
        part = waiting.pop()
        if not part.members:
            found.setdefault(id(part), part)
        elif id(part) not in opened:
            opened.add(id(part))
            waiting.extend(reversed(part.members))
    return list(found.values())


def list_parts(entity: Entity | None) -> set[int]:
    """Return the identities of an entity and of its members."""
    if entity is None:
        return set()
    return {id(entity), *(id(member) for member in entity.members)}


def find_fullest(entity: Entity, known: dict[int, int]) -> int:
    """Return the head of the fullest name of an entity, else of its first mention."""
    head = known.get(id(entity))
    if head is None:
        names = [mention for mention in entity.mentions if mention.kind == "name"]
        if names:
            head = max(names, key=lambda name: (len(name.words), sum(map(len, name.words)), -name.head)).head
        else:
            head = entity.mentions[0].head
        known[id(entity)] = head
    return head
