from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.sets import load_sets, places

LGL = """<articles>
<article docid="1"><text>Fire crews from Chicopee helped in Springfield, Massachusetts.</text><toponyms>
<toponym><start>16</start><end>24</end><phrase>Chicopee</phrase>
<gaztag geonameid="4933002"><fcode>PPL</fcode><lat>42.15</lat><lon>-72.61</lon></gaztag></toponym>
<toponym><start>35</start><end>46</end><phrase>Springfield</phrase>
<gaztag geonameid="1"><fcode>PPL</fcode><lat>39.80</lat><lon>-89.64</lon></gaztag></toponym>
<toponym><start>48</start><end>61</end><phrase>Massachusetts</phrase></toponym>
</toponyms></article></articles>"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / places.FOLDER
    folder.mkdir(parents=True)
    (folder / "lgl.xml").write_text(LGL, encoding="utf-8")
    return tmp_path


def test_shares_of_right_points(corpora: Path) -> None:
    figures = places.measure(corpora, "LGL")["LGL"]
    assert figures["toponyms"] == 2
    assert figures["within_161km"] == 0.5
    assert figures["unanswered"] == 0
    assert figures["recall"] == 1.0


def test_errors_are_listed(corpora: Path) -> None:
    (line,) = [line for line in places.list_errors(corpora, "LGL") if line.startswith("wrong place\t")]
    assert "Springfield" in line


def test_kinds_of_geowebnews(tmp_path: Path) -> None:
    path = tmp_path / "GWN.xml"
    rows = [("Literal", "1"), ("Literal", ""), ("Non_Literal_Modifier", "2"), ("Demonym", "")]
    toponyms = "".join(
        f"<toponym><extractedName>Goma</extractedName><type>{kind}</type><start>0</start><end>4</end>"
        f"<geonamesID>{number}</geonamesID><latitude>-1.7</latitude><longitude>29.2</longitude></toponym>"
        for kind, number in rows
    )
    path.write_text(f"<articles><article><text>Goma</text>{toponyms}</article></articles>", encoding="utf-8")
    (article,) = places.read_articles(path, "GeoWebNews")
    assert [(place.is_main, place.is_asked) for place in article.places] == [
        (True, True), (False, True), (False, False),
    ]  # fmt: skip


def test_the_set_is_entered() -> None:
    module = load_sets()["places"]
    assert all(name.split(" ")[0] in places.FILES for name in module.PINNED)
    assert len(module.list_files()) == 3
