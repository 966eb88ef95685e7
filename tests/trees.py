"""Makes a `Doc` of a parse written by hand, for tests that must not need the model.

One token a line, `word upos head relation [lemma] [feats] [name]`, blanks between; heads
count from 1 in their sentence, 0 is the root; `_` leaves a column empty. A blank line ends
a sentence. `# headline` (or dateline, caption) above a sentence gives its kind and
`# paragraph` begins a new paragraph. Names are IOB2 tags: `B-PER`, `I-ORG`.

    make_doc('''
        Kyiv    PROPN 2 nsubj _ Number=Sing B-LOC
        replied VERB  0 root  reply
        .       PUNCT 2 punct
    ''')
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Name, Quote, Sentence, SentenceKind, Token
from dragoman.text.quotes import find_quotes

NO_BLANK_BEFORE = {".", ",", ";", ":", "?", "!", ")", "]", "”", "’", "’s", "'s", "n't", "n’t", "'", "%", "…"}
NO_BLANK_AFTER = {"(", "[", "“", "‘", "$", "€", "£", "-"}
KINDS: dict[str, SentenceKind] = {
    "headline": "headline",
    "dateline": "dateline",
    "caption": "caption",
    "body": "body",
}


def make_doc(block: str) -> Doc:
    """Return the document of a hand-made parse, filled in as the analyser fills it."""
    doc = Doc("", [], [])
    paragraphs = [0]
    rows: list[list[str]] = []
    kind: SentenceKind = "body"
    for line in [*block.split("\n"), ""]:
        line = line.strip()
        if line.startswith("# "):
            name = line[2:].strip()
            if name == "paragraph" and doc.text:
                paragraphs.append(len(doc.sentences))
            kind = KINDS.get(name, kind)
        elif line:
            rows.append(line.split())
        elif rows:
            _add_sentence(doc, rows, kind, len(paragraphs) - 1, bool(paragraphs[-1] == len(doc.sentences)))
            rows, kind = [], "body"
    _add_children(doc)
    _add_quotes(doc)
    return doc


def _add_sentence(
    doc: Doc, rows: list[list[str]], kind: SentenceKind, paragraph: int, is_paragraph_start: bool
) -> None:
    first = len(doc.tokens)
    opens_quote = False
    for number, row in enumerate(rows):
        word = row[0]
        is_closing = word in NO_BLANK_BEFORE or (word == '"' and opens_quote) or word == "-"
        before = rows[number - 1][0] if number else ""
        is_after_opening = before in NO_BLANK_AFTER or (before == '"' and opens_quote)
        if number == 0:
            gap = ("\n\n" if is_paragraph_start else " ") if doc.text else ""
        else:
            gap = "" if is_closing or is_after_opening else " "
        if word == '"':
            opens_quote = not opens_quote
        start = len(doc.text) + len(gap)
        doc.text += gap + word
        doc.tokens.append(_make_token(row, first, len(doc.tokens), start, len(doc.sentences)))
    last = len(doc.tokens)
    roots = [token.index for token in doc.tokens[first:last] if token.head < 0]
    assert len(roots) == 1, f"a sentence has one root: {[row[0] for row in rows]}"
    doc.sentences.append(
        Sentence(
            len(doc.sentences), first, last, doc.tokens[first].start, len(doc.text), paragraph, kind, roots[0]
        )
    )
    _add_names(doc, [row[6] if len(row) > 6 else "O" for row in rows], first)


def _make_token(row: list[str], first: int, index: int, start: int, sentence: int) -> Token:
    word, upos, head, relation = row[:4]
    lemma = row[4] if len(row) > 4 and row[4] != "_" else word if upos == "PROPN" else word.lower()
    feats = dict(pair.split("=") for pair in row[5].split("|")) if len(row) > 5 and row[5] != "_" else {}
    return Token(
        index=index,
        start=start,
        end=start + len(word),
        text=word,
        lower=word.lower(),
        sentence=sentence,
        lemma=lemma,
        upos=upos,
        feats=feats,
        head=first + int(head) - 1 if int(head) else -1,
        relation=relation,
    )


def _add_names(doc: Doc, tags: list[str], first: int) -> None:
    number = 0
    while number < len(tags):
        if tags[number][:2] != "B-":
            number += 1
            continue
        end = number + 1
        while end < len(tags) and tags[end][:2] == "I-":
            end += 1
        inside = range(first + number, first + end)
        head = next(index for index in inside if doc.tokens[index].head not in inside)
        name = Name(len(doc.names), tags[number][2:], inside.start, inside.stop, head)  # type: ignore[arg-type]
        for index in inside:
            doc.tokens[index].name = name.index
        doc.names.append(name)
        number = end


def _add_children(doc: Doc) -> None:
    children: dict[int, list[int]] = {}
    for token in doc.tokens:
        children.setdefault(token.head, []).append(token.index)
    for token in doc.tokens:
        token.children = tuple(children.get(token.index, ()))


def _add_quotes(doc: Doc) -> None:
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in doc.sentences:
        start = bounds.get(sentence.paragraph, (sentence.start, 0))[0]
        bounds[sentence.paragraph] = (start, sentence.end)
    for start, end in find_quotes(doc.text, list(bounds.values())):
        inside = [token.index for token in doc.tokens if start <= token.start and token.end <= end]
        if inside:
            quote = Quote(len(doc.quotes), start, end, inside[0], inside[-1] + 1)
            doc.quotes.append(quote)
            for index in inside:
                doc.tokens[index].quote = quote.index
