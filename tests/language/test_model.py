"""The shipped model: its files, and what it says of hard sentences."""

from __future__ import annotations

import hashlib
import json
import random
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.errors import Corrupt, Missing, ModelError
from dragoman.language import model
from dragoman.language.model import NEEDED, load_model, read_files


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of small files with their manifest, in place of the shipped ones."""
    folder = tmp_path / "files"
    folder.mkdir()
    contents = {name: name.encode() for name in NEEDED}
    contents |= {"encoder.onnx": b"weights", "labels.json": b"{}", "vocab.txt": b"[UNK]\n"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    manifest = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(model, "files", lambda name: tmp_path)
    return folder


def test_whole_files_are_read(package: Path) -> None:
    assert read_files()["encoder.onnx"] == b"weights"


@pytest.mark.parametrize("name", ["encoder.onnx", "labels.json", "vocab.txt"])
def test_a_changed_byte_is_corrupt(package: Path, name: str) -> None:
    content = (package / name).read_bytes()
    (package / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(Corrupt, match=name):
        read_files()


@pytest.mark.parametrize("harm", ["flipped", "cut", "replaced", "lengthened"])
def test_any_harm_to_any_file_is_refused(package: Path, harm: str) -> None:
    draw = random.Random(harm)
    for _ in range(50):
        path = package / draw.choice(sorted([*NEEDED, "MANIFEST.json"]))
        whole = path.read_bytes()
        place = draw.randrange(len(whole))
        flipped = bytes([whole[place] ^ 1 << draw.randrange(8)])
        harmed = {
            "flipped": whole[:place] + flipped + whole[place + 1 :],
            "cut": whole[:place],
            "replaced": draw.choice(
                [b"{}", b"[]", b"7", b'"x"', b"null", b"\x00" * 9, b'{"..": "x"}', b"[[1, 2]]"]
            ),
            "lengthened": whole + draw.randbytes(3),
        }[harm]
        if harmed == whole:
            continue
        path.write_bytes(harmed)
        with pytest.raises(ModelError, match="Install the package again"):
            read_files()
        path.write_bytes(whole)
    assert read_files()["encoder.onnx"] == b"weights"


def test_a_file_cut_short_is_corrupt(package: Path) -> None:
    (package / "encoder.onnx").write_bytes(b"")
    with pytest.raises(Corrupt):
        read_files()


@pytest.mark.parametrize("name", ["encoder.onnx", "vocab.txt", "MANIFEST.json"])
def test_a_file_that_is_not_there_is_missing(package: Path, name: str) -> None:
    (package / name).unlink()
    with pytest.raises(Missing, match=name):
        read_files()


def test_a_damaged_manifest_is_corrupt(package: Path) -> None:
    (package / "MANIFEST.json").write_text('{"encoder.onnx": ', encoding="utf-8")
    with pytest.raises(Corrupt, match="manifest"):
        read_files()


def test_both_failures_are_model_errors_with_a_remedy(package: Path) -> None:
    (package / "vocab.txt").unlink()
    with pytest.raises(ModelError, match="Install the package again"):
        read_files()


def test_the_shipped_files_are_those_of_the_manifest() -> None:
    manifest = json.loads(
        (files("dragoman.language") / "files" / "MANIFEST.json").read_text(encoding="utf-8")
    )
    assert {"encoder.onnx", "labels.json", "vocab.txt", "relations.npz"} <= set(manifest)
    assert set(read_files()) == set(manifest)


def test_the_model_is_loaded_once() -> None:
    assert load_model() is load_model()


def test_no_sentences_and_empty_sentences() -> None:
    assert load_model().analyse_words([]) == []
    [empty, said] = load_model().analyse_words([[], ["Rebels", "fled", "."]])
    assert empty.heads == empty.upos == empty.names == []
    assert said.heads[1] == 0
    assert said.upos == ["NOUN", "VERB", "PUNCT"]


def test_order_and_company_of_sentences_change_nothing_but_rounding() -> None:
    sentences = [["Troops", "left", "."], ["The", "army", "took", "the", "town", "."], ["Stop", "!"]]
    together = load_model().analyse_words(sentences)
    for words, parsed in zip(sentences, together, strict=True):
        [alone] = load_model().analyse_words([words])
        assert (alone.heads, alone.upos) == (parsed.heads, parsed.upos)


def test_a_sentence_beyond_the_reach_of_the_encoder_is_still_one_tree() -> None:
    words = ["The", "envoy", "named", *["towns", ","] * 500, "and", "left", "."]
    [parsed] = load_model().analyse_words([words])
    columns = (parsed.heads, parsed.upos, parsed.feats, parsed.lemmas, parsed.relations, parsed.names)
    assert {len(column) for column in columns} == {len(words)}
    assert parsed.heads.count(0) == 1
    root = parsed.heads.index(0) + 1
    assert parsed.heads[-1] == root
    assert parsed.relations[-1] == "dep"


def test_names_are_whole_iob2_runs() -> None:
    [parsed] = load_model().analyse_words([["Kofi", "Annan", "flew", "to", "Sierra", "Leone", "."]])
    assert parsed.names == ["B-PER", "I-PER", "O", "O", "B-LOC", "I-LOC", "O"]


def test_each_word_has_its_state():
    one, none, other = load_model().get_states(
        [["Rebels", "raided", "Marsa", "."], [], ["They", "raided", "it"]]
    )
    assert one.shape[0] == 4 and none.shape[0] == 0 and other.shape == (3, one.shape[1])
    assert one[1] @ other[1] > one[1] @ other[0]
