from __future__ import annotations

from dragoman.lexicon.time_words import load_time_words


def test_closed_classes_are_whole() -> None:
    words = load_time_words()
    assert {word.value for word in words.values() if word.kind == "month"} == {str(n) for n in range(1, 13)}
    assert {word.value for word in words.values() if word.kind == "weekday"} == {str(n) for n in range(7)}
    assert {word.value for word in words.values() if word.kind == "shift"} == {"-1", "0", "1"}
    assert all(word == word.lower() and not word.endswith(".") for word in words)
