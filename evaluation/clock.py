"""Times one layer in this process and prints the figures as JSON; `evaluation.speed` starts it.

python -m evaluation.clock language|record CORPORA
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from evaluation.speed import load_texts

BATCH = 64


def main(what: str, corpora: Path) -> None:
    """Print the figures of a layer.

    `words` are the layer's own words (tokens, stops and commas too), `blank_words_s` counts
    what blanks divide. Reading the file and loading the model are not in `seconds`. On a
    busy machine `words_cpu_s`, by the time that this process had the core, is the fairer.
    """
    texts = load_texts(corpora)
    figures = clock_language(texts) if what == "language" else clock_record(texts)
    blank_words = sum(len(text.split()) for text in texts)
    seconds = figures["seconds"]
    figures |= {
        "texts": len(texts),
        "words_s": round(figures["words"] / seconds),
        "words_cpu_s": round(figures["words"] / figures.pop("cpu_s")),
        "blank_words_s": round(blank_words / seconds),
        "seconds": round(seconds, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(figures))


def clock_language(texts: list[str]) -> dict[str, Any]:
    """Return words and seconds of the language layer, from raw text: trees, names and references."""
    from dragoman.language import analyse, analyse_many

    begun = time.perf_counter()
    analyse("Peace held.")
    loaded, cpu = time.perf_counter(), time.process_time()
    words = 0
    for start in range(0, len(texts), BATCH):
        words += sum(len(doc.tokens) for doc in analyse_many(texts[start : start + BATCH], is_scored=False))
    return {
        "words": words,
        "seconds": time.perf_counter() - loaded,
        "cpu_s": time.process_time() - cpu,
        "load_s": round(loaded - begun, 2),
    }


def clock_record(texts: list[str]) -> dict[str, Any]:
    """Return words and seconds of whole records; the words are counted afterwards."""
    from dragoman import read, read_many
    from dragoman.language.sentences import find_sentences
    from dragoman.language.tokens import find_tokens

    begun = time.perf_counter()
    read("Peace held.")
    loaded, cpu = time.perf_counter(), time.process_time()
    events = sum(len(record.events) for record in read_many(texts))
    seconds, cpu_s = time.perf_counter() - loaded, time.process_time() - cpu
    words = sum(
        len(find_tokens(text, stretch.start, stretch.end))
        for text in texts
        for stretch in find_sentences(text)
    )
    return {
        "words": words,
        "events": events,
        "seconds": seconds,
        "cpu_s": cpu_s,
        "load_s": round(loaded - begun, 2),
    }


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
