"""Makes `casing.txt`, what is known of capitals in running English, from the training corpora.

`python -m training.casing CORPORA` counts the words of every text under `train/` and writes
`src/dragoman/lexicon/tables/casing.txt`; `lexicon/casing.py` says what its lines hold.
Sentence beginnings, headings and lines in capitals are passed over: they say nothing of a word.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

TABLE = Path("src/dragoman/lexicon/tables/casing.txt")
WORD = re.compile(r"(?<=\w)['’](?:s|t|m|re|ll|ve|d)\b|[^\W\d_]+|\d[\w.,]*|[^\w\s]")
CASES = "ltu"
"""Lower, title, upper."""
HEAD = (
    "# How words are written within a sentence, counted by training/casing.py on corpora/train",
    "# (Wikinews, UD EWT and GUM, WikiWars, re3d, Wikigold, CrossNER, White House briefings; see NOTICE).",
    "# l lower, t title, u upper. '> before case share': how often one follows the other;",
    "# '- ending share': share of lower case among rare words; 'form [share other]': a word.",
)
SURE = 0.97
"""Share from which a word is written without its share."""
RARE = 2
"""Words as rare as this teach what the endings of unknown words say."""


def read_texts(train: Path) -> Iterator[str]:
    """Yield every text of the training corpora, one sentence or paragraph a line where they have such."""
    for path in sorted((train / "wikinews").glob("*.jsonl")) + sorted((train / "re3d").glob("*train.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["doc"]["text"] if "doc" in row else row["text"]
    for path in sorted((train / "whitehouse_html").glob("*.html")):
        yield html.unescape(re.sub(r"<[^>]{1,2000}>", "\n", path.read_text(encoding="utf-8")))
    for path in sorted((train / "wikiwars" / "in").glob("*")):
        yield html.unescape(re.sub(r"<[^>]{1,2000}>", "\n", path.read_text(encoding="utf-8")))
    for path in sorted((train / "ud").glob("*-train.conllu")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield "\n".join(line[9:] for line in lines if line.startswith("# text = "))
    for path in sorted((train / "ner").glob("*.txt")):
        if "dev" not in path.name:
            rows = path.read_text(encoding="utf-8").splitlines()
            yield " ".join(row.split()[0] if row.strip() else "\n" for row in rows)


def find_case(word: str) -> str:
    """Return l, t, u, or m for a word of mixed case."""
    if word.islower():
        return "l"
    if word.isupper():
        return "u" if len(word) > 1 else "t"
    return "t" if word[0].isupper() and word[1:].islower() else "m"


def count(train: Path) -> tuple[dict[str, Counter[str]], Counter[tuple[str, str]]]:
    """Return the spellings of each word with their counts, and how often one case follows another."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    steps: Counter[tuple[str, str]] = Counter()
    for text in read_texts(train):
        for line in re.split(r"\n+|(?<=[.!?])[\"”’')\]]*\s+", text):
            words = WORD.findall(line)
            letters = [word for word in words if word[0].isalpha()]
            lower = sum(word.islower() for word in letters)
            if len(letters) < 4 or lower * 3 < len(letters):
                continue
            before = ""
            for word in words:
                if not word[0].isalpha():
                    if len(word) == 1 or word[0].isdigit():
                        before = "" if word in '"“”‘:;.!?•([-–—' and before != "x" else "x"
                    continue
                case = find_case(word)
                if before and case != "m":
                    spellings[word.lower()][word] += 1
                    steps[before, case] += 1
                elif before:
                    spellings[word.lower()][word] += 1
                before = "t" if case == "m" else case
    return spellings, steps


def learn_endings(spellings: dict[str, Counter[str]]) -> dict[str, float]:
    """Return for endings of one to four letters the share of lower case among rare words."""
    lower: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for word, forms in spellings.items():
        if sum(forms.values()) > RARE:
            continue
        for length in range(min(5, len(word))):
            ending = word[len(word) - length :]
            total[ending] += 1
            lower[ending] += forms.most_common(1)[0][0].islower()
    return {
        ending: (lower[ending] + lower[ending[1:]] / total[ending[1:]] * 3) / (number + 3)
        for ending, number in total.items()
        if number >= 12
    }


def guess(word: str, endings: dict[str, float]) -> float:
    """Return the share of lower case that the longest known ending of a word has."""
    for length in (4, 3, 2, 1):
        if length < len(word) and word[len(word) - length :] in endings:
            return endings[word[len(word) - length :]]
    return endings[""]


def list_lines(spellings: dict[str, Counter[str]], steps: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of the table: steps, endings, words."""
    yield from HEAD
    for before in "xltu":
        whole = sum(steps[before, case] for case in CASES)
        for case in CASES:
            yield f"> {before} {case} {steps[before, case] / whole:.4f}"
    endings = learn_endings(spellings)
    for ending, share in sorted(endings.items()):
        parent = endings.get(ending[1:], -1.0) if ending else -1.0
        if abs(share - parent) > 0.03:
            yield f"- {ending} {share:.2f}"
    for word in sorted(spellings):
        forms = spellings[word]
        total = sum(forms.values())
        form, number = forms.most_common(1)[0]
        share = number / total
        expected = guess(word, endings)
        if total <= RARE and form.islower() and expected > 0.8:
            continue
        if total <= 3 and find_case(form) == "t":
            continue
        if total <= RARE and form.islower() and (len(word) < 5 or expected < 0.5):
            continue  # a name that somebody did not capitalise, as often as not
        if len(word) < 2 or len(word) > 18:
            continue
        if share >= SURE:
            yield form
            continue
        other = next((one for one, _ in forms.most_common(2)[1:]), form)
        yield f"{form} {share:.2f} {find_case(other)}"


def main(arguments: list[str]) -> int:
    """Return 0 after writing the table."""
    spellings, steps = count(Path(arguments[0]) / "train")
    TABLE.write_text("\n".join(list_lines(spellings, steps)) + "\n", encoding="utf-8")
    print(TABLE.stat().st_size, len(spellings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
