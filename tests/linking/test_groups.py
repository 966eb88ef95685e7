"""Origins of many reports, and how many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.groups import Link, count_origins, group_editions, group_origins
from dragoman.linking.origins import Likeness, Relation


def link(first: str, second: str, relation: Relation) -> Link:
    """Return a link; the first one is the part of a cut."""
    shares = {"copy": (1.0, 1.0), "update": (1.0, 0.5), "cut": (1.0, 0.2)}.get(relation, (0.1, 0.1))
    return Link(first, second, Likeness(relation, 0.5, *shares, (), None, "test"))


def test_twelve_outlets_that_print_one_wire_are_one_origin() -> None:
    names = [f"r{number}" for number in range(12)]
    origins = group_origins(names, [link(name, "r0", "copy") for name in names[1:]])
    assert set(origins.values()) == {("r0",)}
    assert count_origins(names, origins) == 1


def test_a_passage_joins_nothing() -> None:
    origins = group_origins(["a", "b"], [link("a", "b", "passage"), link("b", "a", "none")])
    assert count_origins(["a", "b"], origins) == 2


def test_cuts_and_versions_have_the_origin_of_the_whole() -> None:
    origins = group_origins(
        ["brief", "wire", "later", "own"],
        [link("brief", "wire", "cut"), link("wire", "later", "update")],
    )
    assert origins == {"brief": ("brief",), "wire": ("brief",), "later": ("brief",), "own": ("own",)}


def test_the_head_and_the_end_of_a_wire_are_one_origin() -> None:
    origins = group_origins(
        ["head", "end", "wire"], [link("head", "wire", "cut"), link("end", "wire", "cut")]
    )
    assert count_origins(["head", "end"], origins) == 1


def test_a_digest_does_not_make_its_reports_one() -> None:
    names = ["a", "b", "c", "digest"]
    origins = group_origins(names, [link(name, "digest", "cut") for name in names[:3]])
    assert origins["digest"] == ("a", "b", "c")
    assert count_origins(["a", "b"], origins) == 2
    assert count_origins(["a", "digest"], origins) == 1
    assert count_origins(["digest"], origins) == 1
    assert count_origins(names, origins) == 3


def test_cuts_that_hang_together_make_no_digest() -> None:
    links = [link(name, "wire", "cut") for name in ("a", "b", "c")]
    links += [link("a", "b", "cut"), link("b", "c", "copy")]
    origins = group_origins(["a", "b", "c", "wire"], links)
    assert set(origins.values()) == {("a",)}


def test_digests_of_digests_end() -> None:
    names = ["a", "b", "c", "one", "two"]
    links = [link(part, whole, "cut") for whole in ("one", "two") for part in "abc"]
    links += [link("one", "two", "cut")]
    origins = group_origins(names, links)
    assert len(origins["two"]) >= 1
    assert count_origins(names, origins) <= 3


@given(st.data())
def test_origins_do_not_depend_on_the_order_of_the_pairs(data: st.DataObject) -> None:
    names = [f"r{number}" for number in range(8)]
    pairs = st.tuples(
        st.sampled_from(names), st.sampled_from(names), st.sampled_from(["copy", "cut", "update"])
    )
    links = [link(*pair) for pair in data.draw(st.lists(pairs, max_size=12)) if pair[0] != pair[1]]
    origins = group_origins(names, links)
    assert group_origins(names, data.draw(st.permutations(links))) == origins
    assert all(origin in names for found in origins.values() for origin in found)
    assert 1 <= count_origins(names, origins) <= len(names)


def test_editions_are_whole_prints_and_later_versions() -> None:
    links = [link("wire", "copy", "copy"), link("wire", "later", "update"), link("brief", "wire", "cut")]
    links.append(link("other", "wire", "passage"))
    editions = group_editions(["brief", "wire", "copy", "later", "other"], links)
    assert editions == {"brief": "brief", "wire": "wire", "copy": "wire", "later": "wire", "other": "other"}
