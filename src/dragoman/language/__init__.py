"""The language layer: text in, `Doc` out (tokens, trees, names, references)."""

from dragoman.language.analyse import analyse, analyse_many
from dragoman.language.doc import Doc

__all__ = ["Doc", "analyse", "analyse_many"]
