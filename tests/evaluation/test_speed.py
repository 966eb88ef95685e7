import json

from evaluation import speed


def test_texts_come_in_the_order_of_the_files(tmp_path):
    for number, name in enumerate(speed.TEXTS):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"text": f"text {number}"}) + "\n", encoding="utf-8")
    assert speed.load_texts(tmp_path) == ["text 0", "text 1"]


def test_the_data_of_the_package_has_a_size():
    assert 0 < speed.count_data_bytes() < 200e6


def test_figures_are_shown_by_measure():
    shown = speed.format_figures(
        {"cold": {"median_s": 0.5, "best_s": 0.4, "runs": 7}, "data": {"data_mb": 30.1}}
    )
    assert "median_s" in shown and "30.1" in shown
