"""Prints the analysis of a text: `python -m dragoman.language "Some text."`."""

import sys

from dragoman.language import analyse

doc = analyse(" ".join(sys.argv[1:]) or sys.stdin.read())
for sentence in doc.sentences:
    print(f"# {sentence.kind} {doc.get_sentence_span(sentence).text}")
    for token in doc.tokens[sentence.first : sentence.last]:
        feats = "|".join(f"{key}={value}" for key, value in token.feats.items())
        name = doc.names[token.name].kind if token.name >= 0 else ""
        refers = ",".join(doc.tokens[i].text for i in doc.antecedents.get(token.index, ()))
        head = doc.tokens[token.head].text if token.head >= 0 else "ROOT"
        print(
            f"{token.index:4} {token.text:18} {token.lemma:16} {token.upos:6} {token.relation:12} {head:16}"
            f" {name:4} {'q' if token.quote >= 0 else ' '} {refers:12} {feats}"
        )
