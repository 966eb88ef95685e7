import typing

import pytest

from dragoman.record.model import ActKind, CommitmentKind
from evaluation.commitments import ACTS, KINDS, find_acts


def test_the_tables_name_kinds_and_acts_of_the_record():
    assert {kind for kinds in KINDS.values() for kind in kinds} <= set(typing.get_args(CommitmentKind))
    assert {act for acts in ACTS.values() for act in acts} <= set(typing.get_args(ActKind))


@pytest.mark.parametrize(
    ("status", "acts"),
    [
        ("in force; adherence urged by KENGOV", [("urged",)]),
        ("answered by a mission, without siding with TGO", [("answered_otherwise",)]),
        ("answered by 300 troops", [("answered_otherwise", "delivered")]),
        ("in force", []),
    ],
)
def test_acts_are_read_from_the_words_of_the_status(status, acts):
    assert find_acts(status) == acts
