import pytest

from dragoman.ingest.boilerplate import is_boilerplate
from dragoman.lexicon.page_lines import load_page_lines


@pytest.mark.parametrize(("pattern", "example"), load_page_lines(), ids=lambda each: str(each)[:40])
def test_each_pattern_matches_its_example(pattern, example):
    assert pattern.fullmatch(example)
    assert is_boilerplate(f"» {example}.")


@pytest.mark.parametrize(
    "line",
    [
        "The minister signed the text.",
        "Follow the river north and you reach the line of control.",
        "Rebels share the town with the army.",
        "More than 40 people were killed.",
        "Next week both sides meet again.",
        "Related families fled together.",
        "Home Secretary Ann Lee resigned.",
        "Watch towers stand along the border.",
        "Get out of the city, the army told residents by radio.",
        "Subscribers of the state telephone company lost their lines on Monday.",
        "The rights group says all are free.",
        "Posts along the border were shelled.",
        "Comments by the envoy angered both sides.",
        "Tags were sewn into the uniforms.",
        "Реклама войны запрещена законом.",
    ],
)
def test_sentences_of_reports_stay(line):
    assert not is_boilerplate(line)


def test_a_long_line_is_text():
    assert not is_boilerplate("Read more: " + "word " * 60)
