"""Scores of clusterings: the worked example of the paper, small cases by hand, properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.coreference import Agreement, score_clusters


def to_mapping(*clusters):
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def show(ratio):
    return [round(value, 2) for value in (ratio.recall, ratio.precision, ratio.f1)]


@pytest.fixture
def example():
    """Return the example of Pradhan et al. (2014): e is missed, h and i are spurious."""
    return score_clusters(to_mapping("abc", "defg"), to_mapping("ab", "cd", "fghi"))


def test_the_example_of_the_paper(example):
    assert show(example.muc) == [0.40, 0.40, 0.40]
    assert show(example.b_cubed) == [0.42, 0.50, 0.45]  # the paper's 0.46 is that of rounded shares
    assert show(example.ceaf) == [0.65, 0.43, 0.52]
    assert round(example.conll, 2) == 0.46
    assert example.b_cubed.recall == pytest.approx(35 / 12 / 7)
    assert example.ceaf.recall == pytest.approx(1.3 / 2)


def test_one_cluster_for_all_has_full_recall():
    agreement = score_clusters(to_mapping("ab", "cd"), to_mapping("abcd"))
    assert show(agreement.muc) == [1.0, 0.67, 0.8]
    assert show(agreement.b_cubed) == [1.0, 0.5, 0.67]
    assert show(agreement.ceaf) == [0.33, 0.67, 0.44]


def test_nothing_found_is_nought():
    agreement = score_clusters(to_mapping("ab"), {})
    assert (agreement.muc.f1, agreement.b_cubed.f1, agreement.ceaf.f1, agreement.conll) == (0, 0, 0, 0)


def test_ceaf_takes_the_best_pairs_not_the_first():
    agreement = score_clusters(to_mapping("abc", "de"), to_mapping("abcde", "f", ""))
    assert agreement.ceaf.recall_part == pytest.approx(6 / 8)
    crossed = score_clusters(to_mapping("abcd", "ef"), to_mapping("ab", "cdef"))
    assert crossed.ceaf.recall_part == pytest.approx(4 / 6 + 4 / 6)


def test_texts_add_up(example):
    total = Agreement()
    total.add(example)
    total.add(score_clusters(to_mapping("xy"), to_mapping("xy")))
    assert total.muc.recall == pytest.approx(3 / 6)
    assert total.b_cubed.recall == pytest.approx((35 / 12 + 2) / 9)
    assert total.ceaf.precision == pytest.approx(2.3 / 4)


CLUSTERS = st.dictionaries(st.integers(0, 11), st.integers(0, 4), min_size=1)


@given(CLUSTERS)
def test_the_same_clusters_agree_fully(clusters):
    agreement = score_clusters(clusters, {mention: -cluster for mention, cluster in clusters.items()})
    assert agreement.b_cubed.f1 == pytest.approx(1)
    assert agreement.ceaf.f1 == pytest.approx(1)
    has_links = len(set(clusters.values())) < len(clusters)
    assert agreement.muc.f1 == (1 if has_links else 0)


@given(CLUSTERS, CLUSTERS)
def test_turned_round_recall_is_precision(gold, found):
    one, other = score_clusters(gold, found), score_clusters(found, gold)
    for name in ("muc", "b_cubed", "ceaf"):
        assert getattr(one, name).recall == pytest.approx(getattr(other, name).precision)
        assert getattr(one, name).f1 == pytest.approx(getattr(other, name).f1)


@given(CLUSTERS, CLUSTERS)
def test_all_figures_are_shares(gold, found):
    agreement = score_clusters(gold, found)
    for ratio in (agreement.muc, agreement.b_cubed, agreement.ceaf):
        assert all(0 <= value <= 1 + 1e-9 for value in (ratio.recall, ratio.precision, ratio.f1))


@given(CLUSTERS)
def test_all_apart_is_precise(clusters):
    agreement = score_clusters(clusters, {mention: mention for mention in clusters})
    assert agreement.b_cubed.precision == pytest.approx(1)
    assert agreement.b_cubed.recall == pytest.approx(len(set(clusters.values())) / len(clusters))
    assert agreement.muc.recall == 0
