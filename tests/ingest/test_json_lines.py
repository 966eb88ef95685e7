import pytest

from dragoman.errors import Empty, Encoding, Malformed
from dragoman.ingest.json_lines import decode_line, is_date, read_fields


def test_all_keys_are_read_and_others_passed_over():
    line = b'{"text": "Rain.", "id": 7, "title": "T", "published": "2001-02-03", "url": "", "mood": 1}'
    assert decode_line(line, "a:1") == {
        "text": "Rain.",
        "id": "7",
        "title": "T",
        "published": "2001-02-03",
        "publisher": None,
        "url": None,
    }


@pytest.mark.parametrize(
    ("line", "kind", "why"),
    [
        (b"{", Malformed, "is not JSON"),
        (b"[1]", Malformed, "no JSON object"),
        (b'{"title": "T"}', Malformed, "no 'text'"),
        (b'{"text": 5}', Malformed, "no 'text'"),
        (b'{"text": " "}', Empty, "empty 'text'"),
        (b'{"text": "Rain.", "published": "soon"}', Malformed, "'soon' as 'published'"),
        (b'{"text": "Rain.", "publisher": ["a"]}', Malformed, "'publisher' that is no text"),
        (b'{"text": "\xff"}', Encoding, "not UTF-8 at byte 10"),
        (b'{"a":' * 100_000, Malformed, "nested too deeply"),
        (b'{"text": "Rain.", "id": ' + b"9" * 5000 + b"}", Malformed, "not JSON"),
    ],
)
def test_a_bad_line_says_where_and_why(line, kind, why):
    with pytest.raises(kind, match=why) as caught:
        decode_line(line, "feed.jsonl:3")
    assert "feed.jsonl:3" in str(caught.value)


@pytest.mark.parametrize("line", [b"Rain.", b"{Rain}", b'{"title": "T"}', b'["text"]', b""])
def test_plain_text_is_not_taken_for_json(line):
    assert read_fields(line) is None


def test_a_time_is_a_date_too():
    assert is_date("2001-02-03T04:05:06Z")
    assert not is_date("2001-02-30")
