"""The labels of actors across reports fit their series, and faults are told."""

from pathlib import Path

import pytest

from training.linking.actors import list_faults, load_actors
from training.series.series import Series, SeriesReport, load_series

SERIES = Series(
    "ser-x",
    (
        SeriesReport("r1", "Lake Wire", "1998-03-04", "o1", "Ada Obi spoke in Kisumu."),
        SeriesReport("r2", "Courier", "1998-03-05", "o2", "Mrs. Obi left. Obi did not say why."),
    ),
    (), (), (), (),
)  # fmt: skip


def test_the_labels_fit() -> None:
    assert list_faults(load_series()) == []


def test_an_actor_is_where_each_report_first_calls_it(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("ser-x:\n  Ada Obi: {r1: Ada Obi, r2: Obi}\n", encoding="utf-8")
    (actor,) = load_actors([SERIES], path)["ser-x"]
    assert [(called.report, called.span) for called in actor.called] == [(0, (0, 7)), (1, (5, 8))]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("ser-y:\n  Ada Obi: {r1: Ada Obi}\n", "ser-y: no such series"),
        ("ser-x:\n  Ada Obi: {r9: Ada Obi}\n", "no such report: r9"),
        ("ser-x:\n  Ada Obi: {r1: Ada Oby}\n", "words not found"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, rows: str, fault: str) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(rows, encoding="utf-8")
    (told,) = list_faults([SERIES], path)
    assert fault in told
