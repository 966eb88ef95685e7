"""Entities: what stands behind a group of them."""

from __future__ import annotations

from dragoman.language.entities import list_members
from dragoman.language.mentions import Entity


def test_a_group_within_a_group_is_opened() -> None:
    chad, niger, mali = Entity("state", False), Entity("state", False), Entity("state", False)
    pair = Entity("state", True, members=[chad, niger])
    assert list_members(Entity("state", True, members=[pair, mali])) == [chad, niger, mali]


def test_a_group_that_is_its_own_member_ends() -> None:
    chad = Entity("state", False)
    group = Entity("state", True, members=[chad])
    group.members.append(group)
    assert len(list_members(group)) == 1
