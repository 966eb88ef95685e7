"""How predicates are asked whether they happened."""

import json

from dragoman.language.model import load_model
from evaluation.sets import factuality


def write(folder, path, rows):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def row(text, first, last, label):
    return {"text": text, "targets": [{"span1": [first, last], "label": label, "span_text": ""}]}


def test_what_happened_and_what_did_not_are_told_apart(tmp_path):
    write(
        tmp_path,
        factuality.PARTS["UDS-IH2"][0],
        [
            row("Rebels attacked the fort .", 1, 2, 3),
            row("Rebels never attacked the fort .", 2, 3, -3),
            row("Troops killed two farmers .", 1, 2, 3),
            row("If troops come , we will flee .", 2, 3, -1.5),
        ],
    )
    figures = factuality.measure(tmp_path, "uds")
    assert figures["UDS-IH2"]["predicates"] == 4
    assert figures["UDS-IH2"]["r"] > 0.7


def test_a_clause_is_asked_at_its_top_word():
    (parsed,) = load_model().analyse_words([["She", "knew", "that", "rebels", "had", "fled", "."]])
    assert factuality.find_top(parsed, 2, 6) == 5


def test_errors_come_worst_first(tmp_path):
    path = factuality.PARTS["UDS-IH2"][0]
    write(tmp_path, path, [row("Rebels attacked the fort .", 1, 2, -3), row("Rain fell .", 1, 2, 3)])
    lines = factuality.list_errors(tmp_path, "uds")
    assert lines[0].split("\t")[:2] == ["did not happen, read as happened", "attacked"]
