"""Hostile pages: the text is found, or what is lacking is said, within 5 s and 300 MiB."""

import resource
import time

import pytest

from dragoman.errors import ReadError, TooLarge
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.pages import read_page
from tests.hostile.mutants_pages import load_seeds, try_mutant
from tests.hostile.page_cases import CASES, HEAD, MARK, SENTENCE

LIMIT_S = 5
LIMIT_MIB = 300


def get_peak_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def try_case(name):
    """Return what came of a page, and check the budget."""
    read_page(FoundDocument("warm", f"{HEAD}{MARK}".encode()))
    content = CASES[name]().encode()
    peak, begun = get_peak_mib(), time.process_time()
    try:
        report = read_page(FoundDocument(name, content))
        came = SENTENCE in report.text or any(remark.kind == "truncated" for remark in report.remarks)
    except ReadError as error:
        came = (
            isinstance(error, TooLarge)
            or "article text (a page of links)" in str(error)
            or "frames" in str(error)
        )
    assert time.process_time() - begun < LIMIT_S
    assert get_peak_mib() - peak < LIMIT_MIB
    return came


@pytest.mark.parametrize("depth", [10, 300, 2_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
def test_nesting_of_any_depth_is_read_whole(tag, depth):
    assert try_case(f"depth of {tag} {depth}")


@pytest.mark.parametrize(
    "name", ["depth misnested", "depth misnested lists", "linked data nested", "entities"]
)
def test_what_breaks_parsers_does_not_break_this_one(name):
    assert try_case(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_page_is_read_or_said_to_be_cut(name):
    assert try_case(name)


def test_mutants_give_a_report_or_an_error_of_ours():
    seeds = load_seeds(None)
    faults = [result for number in range(150) if (result := try_mutant(number, seeds)).startswith("FAULT")]
    assert faults == []
