"""Runs are averaged weight by weight; torch is there only where models are trained."""

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")


def test_a_weight_is_the_mean_over_the_runs_that_have_it():
    from training.reading.export import average

    found = average(
        [{"a": torch.tensor([1.0, 3.0])}, {"a": torch.tensor([0.0, 1.0]), "b": torch.tensor([5.0])}]
    )
    assert found["a"].tolist() == [0.5, 2.0]
    assert found["b"].tolist() == [5.0]
