"""Reads sentences with their parses and what a layer must find in them, for tests without the model.

A block is `# text` and the sentence, one `=` line for each thing expected, then the parse
as `tests.trees.make_doc` takes it. The parses are the model's own of one day, errors and
all, so that a better model does not change what is tested.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.language.doc import Doc
from tests.trees import make_doc


def read_blocks(name: str) -> list[tuple[str, list[str], Doc]]:
    """Return the text, the expected lines and the document of each block of a file."""
    blocks = []
    for chunk in (Path(__file__).parent / name).read_text(encoding="utf-8").strip().split("# text ")[1:]:
        lines = chunk.strip().split("\n")
        expected = [line[2:] for line in lines if line.startswith("= ")]
        parse = [line for line in lines[1:] if not line.startswith("= ")]
        blocks.append((lines[0], expected, make_doc("\n".join(parse))))
    return blocks
