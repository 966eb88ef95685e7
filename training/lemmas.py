"""Makes the table of lemmas: only the forms that the rules of `language.lemmas` get wrong.

    python -m training.lemmas --ud DIR

DIR holds en_ewt-train.conllu and en_gum_shipsafe-train.conllu. Sources, in the order of
their weight: the hand list `training/irregular.txt`; what the treebanks annotate (forms met
twice, no typos); the regular forms of every lemma of the treebanks and of the frames, where
the rules would go another way ("create" from "creating").
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dragoman.language import lemmas

TREEBANKS = ("en_ewt-train.conllu", "en_gum_shipsafe-train.conllu")
TABLES = Path(lemmas.__file__).parents[1] / "lexicon" / "tables"
REMARK = """\
# Forms whose lemma the rules of language/lemmas.py do not give. Made by training/lemmas.py from its own
# list and from the training parts of UD English EWT and UD English GUM, which are under CC BY-SA 4.0
# (https://universaldependencies.org); so is this table.
"""
POS = {"V": "VERB", "N": "NOUN", "A": "ADJ"}
UNGRADED = tuple("ed ic ous al ful ing ish less ary ive ant ent er or an ese i u il el ol us male".split())
"""Endings of adjectives that take more and most; they keep nonsense out of the table."""
FEATS: dict[str, list[dict[str, str]]] = {
    "NOUN": [{}, {"Number": "Plur"}],
    "PROPN": [{"Number": "Plur"}, {"Number": "Sing"}],
    "ADJ": [{"Degree": "Cmp"}],
    "ADV": [{"Degree": "Cmp"}],
}
Table = dict[tuple[str, str], str]


def main() -> None:
    """Write `lexicon/tables/lemmas.csv`."""
    options = argparse.ArgumentParser()
    options.add_argument("--ud", type=Path, required=True)
    trees = options.parse_args().ud
    counts = count_lemmas([trees / name for name in TREEBANKS])
    table = read_irregular(Path(__file__).parent / "irregular.txt")
    by_hand = set(table)
    known = {(lemma, upos) for (_, upos), found in counts.items() for lemma, n in found.items() if n > 1}
    known |= set(read_frames()) | {(lemma, upos) for (_, upos), lemma in table.items()}
    known -= {(stem + "ing", "VERB") for stem, upos in known if upos == "VERB"}
    irregular = {lemma for (form, upos), lemma in table.items() if upos == "VERB" and form != lemma}
    for form, upos, lemma in inflect_all(sorted(known), irregular):
        is_misspelt = form[:-2] == lemma and (lemma + lemma[-1] + "ed", upos) in counts
        if not is_misspelt or (form, upos) in counts:
            table.setdefault((form, upos), lemma)
    for key, found in counts.items():
        lemma, count = found.most_common(1)[0]
        if key not in by_hand and is_usable(key, lemma) and count > (1 if len(key[0]) > 3 else 7):
            table[key] = lemma
    write(table, by_hand)


def count_lemmas(paths: list[Path]) -> dict[tuple[str, str], Counter[str]]:
    """Return how often each form and tag has each lemma; only proper nouns and I keep capitals."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 10 or not cells[0].isdigit() or "Typo=Yes" in cells[5] or cells[2] == "_":
                continue
            form, lemma, upos = cells[1].replace("’", "'"), cells[2], cells[3]
            if upos == "PROPN" and "Abbr=Yes" not in cells[5]:
                continue
            if upos != "PROPN":
                form, lemma = form.lower(), lemma if lemma == "I" else lemma.lower()
            counts[form, upos][lemma] += 1
    return counts


def is_usable(key: tuple[str, str], lemma: str) -> bool:
    """Return whether a treebank row may enter the table; digits, symbols and odd names may not."""
    form, upos = key
    if upos == "PROPN":
        return form.rstrip(".").isalpha() and lemma.isalpha() and form[:1] == lemma[:1]
    if upos in ("NOUN", "VERB", "ADJ", "ADV"):
        return form.replace("-", "").isalpha() and len(form) > 1
    return upos not in ("PUNCT", "SYM", "X", "NUM", "INTJ") and any(map(str.isalpha, form)) and len(form) > 1


def read_irregular(path: Path) -> Table:
    """Return the lemma of each form of the hand list; the first row of a form holds."""
    table: Table = {}
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    for upos, lemma, *forms in rows:
        for form in forms:
            table.setdefault((form, upos), lemma)
    for upos, lemma, *_ in rows:
        table.setdefault((lemma.lower(), upos), lemma)
    return table


def read_frames() -> Iterator[tuple[str, str]]:
    """Yield the lemmas of the frames with their tags; nouns in -s are plurals there, not lemmas."""
    for path in sorted(TABLES.glob("frames_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(line for line in lines if line[0] != "#"):
                if row["pos"] in POS and row["lemma"].isalpha() and not row["lemma"].endswith("s"):
                    yield row["lemma"], POS[row["pos"]]


def inflect_all(known: list[tuple[str, str]], irregular: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield form, tag and lemma of the base and the regular forms of each lemma."""
    for lemma, upos in known:
        if upos in ("VERB", "NOUN") and lemma.isalpha() and not (upos == "NOUN" and lemma.endswith("s")):
            yield lemma, upos, lemma
    for lemma, upos in known:
        if not (lemma.isascii() and lemma.isalpha() and len(lemma) > 2):
            continue
        if upos in ("VERB", "NOUN") and (lemma[-1] != "s" or lemma.endswith(("us", "ss"))):
            yield add_s(lemma), upos, lemma
        if upos == "VERB":
            yield from ((form, upos, lemma) for form in inflect_verb(lemma, lemma in irregular))
        if upos == "ADJ" and len(lemma) < 8 and not lemma.endswith(UNGRADED):
            yield from ((form, upos, lemma) for form in grade(lemma))


def inflect_verb(lemma: str, is_irregular: bool) -> Iterator[str]:
    """Yield the regular forms in -ed (none of an irregular verb) and -ing."""
    stems = find_stems(lemma)
    for stem in stems[-1:] if is_irregular else stems:
        if not is_irregular:
            yield stem + ("d" if stem[-1] == "e" else "ed")
        if not stem.endswith("ie"):
            cut = stem[-1] == "e" and stem[-2] not in "eoy"
            yield stem[: len(stem) - cut] + "ing"


def grade(lemma: str) -> Iterator[str]:
    """Yield the comparative and superlative of a short adjective."""
    stem = find_stems(lemma)[-1].removesuffix("e")
    base = stem[:-1] + "i" if stem[-1] == "y" and stem[-2] not in "aeiou" else stem
    yield base + "er"
    yield base + "est"


def add_s(lemma: str) -> str:
    """Return the plural or the third person by rule."""
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def find_stems(lemma: str) -> list[str]:
    """Return what -ed and -ing may follow: doubled in one syllable ("plann"), both ways in more."""
    closed = lemma[-1] in "bdfgklmnprtvz" and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou"
    closed = closed or lemma[-4:-2] == "qu"
    if not closed:
        return [lemma]
    syllables = sum(a in "aeiouy" and b not in "aeiouy" for a, b in pairwise(lemma))
    return [lemma + lemma[-1]] if syllables == 1 else [lemma, lemma + lemma[-1]]


def write(table: Table, by_hand: set[tuple[str, str]]) -> None:
    """Write the rows that the rules alone get wrong, and those of the hand list that they might."""
    lemmas.load_exceptions = dict  # type: ignore[assignment]  # the rules without their table
    rows = []
    for (form, upos), lemma in sorted(table.items()):
        is_positive = form == lemma and upos in ("ADJ", "ADV") and (form, upos) not in by_hand
        bundles = [{}] if is_positive else FEATS.get(upos, [{}])
        if any(lemmas._find.__wrapped__(form, upos, *get_keys(upos, feats)) != lemma for feats in bundles):
            rows.append((form, upos, lemma))
    with (TABLES / "lemmas.csv").open("w", encoding="utf-8", newline="") as target:
        target.write(REMARK)
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("form", "upos", "lemma"))
        writer.writerows(rows)


def get_keys(upos: str, feats: dict[str, str]) -> tuple[str, str]:
    """Return the two feature values that the rules look at."""
    first, second = lemmas._KEYS.get(upos, ("", ""))
    return feats.get(first, ""), feats.get(second, "")


if __name__ == "__main__":
    main()
