import pytest

from evaluation.sentences import find_sentence, find_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Chad fell silent\n\nIt rained.", ["Chad fell silent", "It rained."]),
        ("Mr. Idris left at 4 p.m. on Monday. He wept.", ["Mr. Idris left at 4 p.m. on Monday.", "He wept."]),
        (
            "“We won.” They lost 2.5 tanks. (So he said.)",
            ["“We won.”", "They lost 2.5 tanks.", "(So he said.)"],
        ),
        ('The U.S. Army left. "Good," said J. Ali.', ["The U.S. Army left.", '"Good," said J. Ali.']),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_falls_into_its_sentences(text, sentences):
    assert [text[start:end] for start, end in find_sentences(text)] == sentences


def test_a_stretch_belongs_to_the_sentence_with_most_of_it():
    sentences = [(0, 10), (11, 30)]
    assert find_sentence(sentences, 8, 20) == 1
    assert find_sentence(sentences, 2, 12) == 0
    assert find_sentence(sentences, 40, 50) == -1
