import json

from evaluation.clock import clock_language, clock_record, main
from evaluation.speed import TEXTS

TEXT = "Togo closed its border. Ghana asked it to open the road."


def test_words_and_seconds_of_the_language_layer():
    figures = clock_language([TEXT] * 3)
    assert figures["words"] == 39
    assert figures["seconds"] > 0


def test_words_and_seconds_of_whole_records():
    assert clock_record([TEXT] * 3)["words"] == 39


def test_the_figures_are_printed_as_json(tmp_path, capsys):
    for name in TEXTS:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    main("language", tmp_path)
    figures = json.loads(capsys.readouterr().out)
    assert (figures["texts"], figures["words"]) == (2, 26)
    assert figures["words_s"] > figures["blank_words_s"] > 0
    assert figures["peak_mb"] > 1
