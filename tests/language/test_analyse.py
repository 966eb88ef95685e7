"""A text to a document: exact offsets and whole trees for any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import Doc, analyse, analyse_many

WORDS = st.sampled_from(
    [
        "Rebels", "shelled", "the", "town", ",", ".", "“", "”", "\n\n", "\n", "U.S.", "said",
        "don’t", "12,000", "👩\u200d🚒", "e\u0301", "Ho\u200bdeida", "\u202eabc\u202c", "\x00",
        "\x07", "سلام", "мир", "—", "\ud800", "\ufffd", "\u2028", "🇺🇳", "http://a.example/b", "\t",
        "A" * 90, "\u0301", "(", "'", "...",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=120)


def check(doc: Doc) -> None:
    """Assert what holds of every document."""
    end = 0
    for number, token in enumerate(doc.tokens):
        assert token.index == number
        assert doc.text[token.start : token.end] == token.text != ""
        assert token.start >= end
        end = token.end
        assert [doc.tokens[child].head for child in token.children] == [number] * len(token.children)
        assert list(token.children) == sorted(token.children)
        assert token.name < len(doc.names) and token.quote < len(doc.quotes)
    last = 0
    for number, sentence in enumerate(doc.sentences):
        assert sentence.index == number
        assert sentence.first == last < sentence.last
        last = sentence.last
        check_tree(doc, number)
        assert doc.text[sentence.start : sentence.end] == doc.get_sentence_span(sentence).text
    assert last == len(doc.tokens)
    for name in doc.names:
        assert name.first <= name.head < name.last
        assert all(token.name == name.index for token in doc.tokens[name.first : name.last])
    for quote in doc.quotes:
        assert 0 <= quote.start < quote.end <= len(doc.text)
        assert quote.first <= quote.last
    for mention, antecedents in doc.antecedents.items():
        assert antecedents and 0 <= mention < len(doc.tokens)
        assert not set(antecedents) & set(doc.antecedents)


def check_tree(doc: Doc, number: int) -> None:
    """Assert that a sentence has one root and that every word is under it."""
    sentence = doc.sentences[number]
    tokens = doc.tokens[sentence.first : sentence.last]
    assert [token.index for token in tokens if token.head < 0] == [sentence.root]
    assert doc.tokens[sentence.root].relation == "root"
    for token in tokens:
        assert token.sentence == number
        assert token.head < 0 or sentence.first <= token.head < sentence.last
        assert token.head < 0 or token.index in doc.tokens[token.head].children
        seen = {token.index}
        for ancestor in doc.get_ancestors(token.index):
            assert ancestor.index not in seen
            seen.add(ancestor.index)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_offsets_and_trees_hold_for_any_text(text: str) -> None:
    doc = analyse(text)
    assert doc.given == text and len(doc.text) == len(text)  # what is in capitals is read as running text
    check(doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u200b", "\ufeff"])
def test_a_text_without_words_has_no_sentences_with_words(text: str) -> None:
    doc = analyse(text)
    check(doc)
    assert not any(token.text.isalnum() for token in doc.tokens)


def test_several_texts_give_the_documents_of_each() -> None:
    texts = ["Troops left Namibia.", "", "“We will stay,” the general said. He smiled.", "Stop!"]
    for text, doc in zip(texts, analyse_many(texts), strict=True):
        alone = analyse(text)
        assert doc.text == text
        assert [token.text for token in doc.tokens] == [token.text for token in alone.tokens]
        assert [token.head for token in doc.tokens] == [token.head for token in alone.tokens]
        check(doc)


def test_a_plain_sentence() -> None:
    doc = analyse("Eritrea bombed the airport on Friday.")
    assert [token.lemma for token in doc.tokens][:2] == ["Eritrea", "bomb"]
    assert [token.relation for token in doc.tokens][:2] == ["nsubj", "root"]
    assert doc.tokens[0].head == 1
    assert [doc.get_span(name.first, name.last).text for name in doc.names] == ["Eritrea"]


def test_quotations_mark_their_tokens() -> None:
    doc = analyse("“We want peace,” the bishop said.")
    assert [token.text for token in doc.tokens if token.quote >= 0][:2] == ["“", "We"]
    assert doc.tokens[-2].text == "said" and doc.tokens[-2].quote == -1


def test_zero_width_marks_inside_a_word_do_not_change_its_reading() -> None:
    plain = analyse("Mortars hit Hodeida on Friday.")
    marked = analyse("Mortars hit Ho\u200bdeida on Friday.")
    assert [token.upos for token in plain.tokens] == [token.upos for token in marked.tokens]
    assert marked.tokens[2].text == "Ho\u200bdeida"
    assert marked.tokens[2].lower == "hodeida"
