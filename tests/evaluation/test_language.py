from types import SimpleNamespace

import pytest

from evaluation.language import compare_sets, format_figures, join_feats, join_text, score_names, score_trees
from evaluation.treebank import Tree


class OneTree:
    """Stands for the model: says the same of every sentence."""

    def analyse_words(self, sentences):
        return [
            SimpleNamespace(
                heads=[2, 0], relations=["nsubj:pass", "root"], upos=["NOUN", "VERB"],
                feats=[{}, {"Tense": "Past"}],
                lemmas=["rain", "fell"], names=["B-PER", "O"],
            )
            for _ in sentences
        ]  # fmt: skip


def test_shares_of_right_words():
    tree = Tree(
        "Rain fell",
        ["Rain", "fell"],
        ["rain", "fall"],
        ["NOUN", "VERB"],
        ["_", "Tense=Past"],
        [2, 0],
        ["nsubj", "root"],
    )
    assert score_trees(OneTree(), [tree]) == {
        "LAS": 0.5, "LAS_universal": 1.0, "UAS": 1.0, "UPOS": 1.0, "FEATS": 1.0, "lemma": 0.5,
    }  # fmt: skip


def test_names_need_their_kind(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("Idris\tB-person\nfell\tO\n\nChad\tB-country\nfell\tO\n", encoding="utf-8")
    figures = score_names(OneTree(), path)
    assert (figures["precision"], figures["recall"], figures["PER"]) == (0.5, 0.5, pytest.approx(0.6667))


def test_features_are_joined_as_treebanks_do():
    assert join_feats({"Number": "Sing", "Case": "Nom"}.items()) == "Case=Nom|Number=Sing"
    assert join_feats([]) == "_"


def test_documents_keep_their_paragraphs():
    trees = [Tree("A b."), Tree("C."), Tree("D.", opens_paragraph=True)]
    assert join_text(trees) == "A b. C.\n\nD."


def test_sets_are_compared():
    score = compare_sets({1, 2}, {2, 3, 4})
    assert (score.right, score.missed, score.spurious) == (1, 1, 2)


def test_only_what_was_measured_is_shown():
    names = dict.fromkeys(("precision", "recall", "F1", "PER", "ORG", "LOC"), 0.5)
    assert format_figures({"UNER-EWT": names}).splitlines()[1].startswith("UNER-EWT")
