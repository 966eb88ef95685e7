"""Where what somebody says ends because the next cue begins."""

from __future__ import annotations

import pytest

from dragoman.flow import read


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She said the port had fallen, adding that the road was cut.", "the port had fallen"),
        ("Kenya said the port had fallen, while Somalia said the road was cut.", "the port had fallen"),
        ("Kenya said that Somalia denied the raid.", "Somalia denied the raid"),
    ],
)
def test_the_first_content(text: str, content: str) -> None:
    assert content in [claim.content.text for claim in read(text).claims]
