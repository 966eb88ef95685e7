from __future__ import annotations

from dragoman.reading.groups import find_groups
from dragoman.reading.harm import find_links
from tests.reading.parses import read_blocks


def test_each_number_is_joined_once() -> None:
    for _, _, doc in read_blocks("casualties_parses.txt"):
        links = list(find_links(doc, doc.sentences[0], find_groups(doc, doc.sentences[0])))
        heads = [link.group.head for link in links]
        assert len(heads) == len(set(heads))
