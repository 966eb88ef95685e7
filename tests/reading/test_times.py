from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.language.doc import Doc, Sentence, Token
from dragoman.reading.publication import find_published
from dragoman.reading.times import TimeTable, find_times
from dragoman.values.dates import PartialDate, to_edtf
from tests.trees import make_doc

WORDS = re.compile(r"\d+(?:[./:-]\d+)+|['’]s\b|['’]?\d+\w*|\w+(?:-\w+)*|\S")
ABBREVIATIONS = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Tues|Thurs|Sat|a\.m|p\.m)\.")


def make_flat(text: str) -> Doc:
    """Return a document without a real parse: every word hangs on the first."""
    words = [word.replace("ƨ", ".") for word in WORDS.findall(ABBREVIATIONS.sub(r"\1ƨ", text))]
    rows = []
    for number, word in enumerate(words):
        tag = "NUM" if word[0].isdigit() else "PROPN" if word[0].isupper() else "NOUN"
        rows.append(f"{word} {tag} {1 if number else 0} {'dep' if number else 'root'}")
    return make_doc("\n".join(rows))


def get_edtf(table: TimeTable, number: int = 0) -> str:
    when = table.mentions[number].when
    start, end = (date.fromisoformat(side) if side else None for side in (when.start, when.end))
    return to_edtf(PartialDate(start, end, when.precision))


ABSOLUTE = [
    ("Shells fell on April 25, 1964 near the port", "April 25, 1964", "1964-04-25"),
    ("Shells fell on 25 April 1964 near the port", "25 April 1964", "1964-04-25"),
    ("They met on 25th April 1964 in Lusaka", "25th April 1964", "1964-04-25"),
    ("They met on the 25th of April 1964 in Lusaka", "the 25th of April 1964", "1964-04-25"),
    ("They met on the third of May 1951", "the third of May 1951", "1951-05-03"),
    ("Signed 25.04.1991 in Bonn", "25.04.1991", "1991-04-25"),
    ("Signed 1991-04-25 in Bonn", "1991-04-25", "1991-04-25"),
    ("Signed 1991/04/25 in Bonn", "1991/04/25", "1991-04-25"),
    ("Signed 25/04/1991 in Bonn", "25/04/1991", "1991-04-25"),
    ("Signed 04/25/1991 in Bonn", "04/25/1991", "1991-04-25"),
    ("Signed 04/05/1991 in Bonn", "04/05/1991", "1991"),
    ("Signed 07/07/1991 in Bonn", "07/07/1991", "1991-07-07"),
    ("Fighting resumed in October 1973", "October 1973", "1973-10"),
    ("Fighting resumed in October, 1973", "October, 1973", "1973-10"),
    ("Fighting resumed in October of 1973", "October of 1973", "1973-10"),
    ("Fighting resumed in early October 1973", "early October 1973", "1973-10-01/1973-10-10"),
    ("Fighting resumed in mid-October 1973", "mid-October 1973", "1973-10-11/1973-10-20"),
    ("Fighting resumed in late October 1973", "late October 1973", "1973-10-21/1973-10-31"),
    (
        "Fighting resumed at the beginning of October 1973",
        "the beginning of October 1973",
        "1973-10-01/1973-10-10",
    ),
    ("Fighting resumed at the end of October 1973", "the end of October 1973", "1973-10-21/1973-10-31"),
    ("A coup followed in 1980", "1980", "1980"),
    ("A coup followed in early 1980", "early 1980", "1980-01-01/1980-04-30"),
    ("A coup followed in mid-1980", "mid-1980", "1980-05-01/1980-08-31"),
    ("A coup followed in late 1980", "late 1980", "1980-09-01/1980-12-31"),
    ("A coup followed at the end of 1980", "the end of 1980", "1980-09-01/1980-12-31"),
    ("Raids went on in the 1990s", "the 1990s", "1990-01-01/1999-12-31"),
    ("Raids went on in the late 1980s", "late 1980s", "1986-09-01/1989-12-31"),
    ("Raids went on in the '90s", "the '90s", "1990-01-01/1999-12-31"),
    ("Borders of the 19th century", "the 19th century", "1801-01-01/1900-12-31"),
    ("The war of 1998-2000 ended", "1998-2000", "1998-01-01/2000-12-31"),
    ("The war of 1998-99 ended", "1998-99", "1998-01-01/1999-12-31"),
    ("It lasted from 1975 to 1990", "1975 to 1990", "1975-01-01/1990-12-31"),
    ("It lasted between 1975 and 1990", "1975 and 1990", "1975-01-01/1990-12-31"),
    ("Held on May 3-5, 1988 in Geneva", "May 3-5, 1988", "1988-05-03/1988-05-05"),
    ("Held 3-5 May 1988 in Geneva", "3-5 May 1988", "1988-05-03/1988-05-05"),
    ("Held between 3 and 5 May 1988", "3 and 5 May 1988", "1988-05-03/1988-05-05"),
    ("Held from 3 to 5 May 1988", "3 to 5 May 1988", "1988-05-03/1988-05-05"),
    ("Held from 28 May to 2 June 1988", "28 May to 2 June 1988", "1988-05-28/1988-06-02"),
    ("Held 30 December to 2 January 1988", "30 December to 2 January 1988", "1987-12-30/1988-01-02"),
    (
        "Held from April 30, 1988 until May 2, 1988",
        "April 30, 1988 until May 2, 1988",
        "1988-04-30/1988-05-02",
    ),
    ("Held from March to June 1988", "March to June 1988", "1988-03-01/1988-06-30"),
    ("Raided on the night of 3 May 1982", "the night of 3 May 1982", "1982-05-03"),
    ("Raided on the night from May 3-4, 1982", "the night from May 3-4, 1982", "1982-05-03/1982-05-04"),
    ("Raided overnight from 3 to 4 May 1982", "3 to 4 May 1982", "1982-05-03/1982-05-04"),
    ("Raided at dawn on 4 May 1982", "dawn on 4 May 1982", "1982-05-04"),
    ("The rains of spring 2014 came", "spring 2014", "2014-03-01/2014-05-31"),
    ("In the summer of 1950 it began", "summer of 1950", "1950-06-01/1950-08-31"),
    ("In the winter of 1991 it began", "winter of 1991", "1991-12-01/1992-02-29"),
    ("The fall of 1956 was calm", "fall of 1956", "1956-09-01/1956-11-30"),
    ("Monday, 6 June 1955 was calm", "Monday, 6 June 1955", "1955-06-06"),
    ("Tuesday, March 1, 1966 was calm", "Tuesday, March 1, 1966", "1966-03-01"),
    ("Since 2015 they have patrolled", "2015", "2015-01-01/.."),
    ("Until May 1977 they patrolled", "May 1977", "../1977-05-31"),
    ("Before 1977 they patrolled", "1977", "../1976-12-31"),
    ("After 1977 they patrolled", "1977", "1978-01-01/.."),
    ("By June 1999 all had left", "June 1999", "../1999-06-30"),
    ("The first week of May 1968 was calm", "first week of May 1968", "1968-05-01/1968-05-07"),
    ("The last days of May 1968 were calm", "The last days of May 1968", "1968-05-21/1968-05-31"),
    ("In Feb. 1986 crowds gathered", "Feb. 1986", "1986-02"),
    ("On Sept. 12, 1986 crowds gathered", "Sept. 12, 1986", "1986-09-12"),
    ("On Dec 2 1990 crowds gathered", "Dec 2 1990", "1990-12-02"),
]

# Against Thursday 14 August 2008.
RELATIVE = [
    ("Jets hit the port before dawn on Tuesday.", "dawn on Tuesday", "2008-08-12"),
    ("Jets struck today", "today", "2008-08-14"),
    ("Jets struck yesterday", "yesterday", "2008-08-13"),
    ("Jets struck yesterday morning", "yesterday morning", "2008-08-13"),
    ("Envoys arrive tomorrow", "tomorrow", "2008-08-15"),
    ("Envoys arrive the day after tomorrow", "the day after tomorrow", "2008-08-16"),
    ("Jets struck the day before yesterday", "the day before yesterday", "2008-08-12"),
    ("Jets struck overnight", "overnight", "2008-08-13/2008-08-14"),
    ("Jets struck last night", "last night", "2008-08-13"),
    ("Jets struck this morning", "this morning", "2008-08-14"),
    ("Talks go on tonight", "tonight", "2008-08-14"),
    ("Jets struck on Thursday", "Thursday", "2008-08-14"),
    ("Jets struck on Tuesday", "Tuesday", "2008-08-12"),
    ("Jets struck on Friday", "Friday", "2008-08-08"),
    ("Jets struck late on Monday", "late on Monday", "2008-08-11"),
    ("Jets struck early Monday", "early Monday", "2008-08-11"),
    ("Jets struck Monday night", "Monday night", "2008-08-11"),
    ("Jets struck last Thursday", "last Thursday", "2008-08-07"),
    ("Envoys arrive next Thursday", "next Thursday", "2008-08-21"),
    ("Envoys arrive next Saturday", "next Saturday", "2008-08-16"),
    ("Envoys arrive this Saturday", "this Saturday", "2008-08-16"),
    ("Jets struck Tuesday last week", "Tuesday last week", "2008-08-05"),
    ("Jets struck on Tuesday of last week", "Tuesday of last week", "2008-08-05"),
    ("Jets struck from Monday to Wednesday", "Monday to Wednesday", "2008-08-11/2008-08-13"),
    ("Jets struck between Saturday and Monday", "Saturday and Monday", "2008-08-09/2008-08-11"),
    ("Jets struck last week", "last week", "2008-08-04/2008-08-10"),
    ("Jets struck this week", "this week", "2008-08-11/2008-08-17"),
    ("Jets struck earlier this week", "earlier this week", "2008-08-11/2008-08-14"),
    ("Envoys arrive later this week", "later this week", "2008-08-14/2008-08-17"),
    ("Envoys arrive next week", "next week", "2008-08-18/2008-08-24"),
    ("Jets struck last weekend", "last weekend", "2008-08-09/2008-08-10"),
    ("Envoys arrive this weekend", "this weekend", "2008-08-16/2008-08-17"),
    ("Jets struck over the weekend", "the weekend", "2008-08-09/2008-08-10"),
    ("Jets struck last month", "last month", "2008-07"),
    ("Envoys arrive next month", "next month", "2008-09"),
    ("Jets struck earlier this month", "earlier this month", "2008-08-01/2008-08-14"),
    ("Jets struck last year", "last year", "2007"),
    ("Jets struck late last year", "late last year", "2007-09-01/2007-12-31"),
    ("Jets struck earlier this year", "earlier this year", "2008-01-01/2008-08-14"),
    ("Elections follow next year", "next year", "2009"),
    ("Elections follow by the end of the year", "the end of the year", "../2008-12-31"),
    ("Elections follow at the end of the month", "the end of the month", "2008-08-21/2008-08-31"),
    ("Floods came last spring", "last spring", "2008-03-01/2008-05-31"),
    ("Floods came last winter", "last winter", "2007-12-01/2008-02-29"),
    ("Floods came this summer", "this summer", "2008-06-01/2008-08-31"),
    ("Floods came in late June", "late June", "2008-06-21/2008-06-30"),
    ("Floods came in June", "June", "2008-06"),
    ("Floods came in December", "December", "2007-12"),
    ("Floods came in April this year", "April this year", "2008-04"),
    ("Floods came in April last year", "April last year", "2007-04"),
    ("Floods came in April of last year", "April of last year", "2007-04"),
    (
        "Floods came at the beginning of April this year",
        "the beginning of April this year",
        "2008-04-01/2008-04-10",
    ),
    ("Floods came last April", "last April", "2008-04"),
    ("Floods came last October", "last October", "2007-10"),
    ("Elections follow next March", "next March", "2009-03"),
    ("Jets struck on August 8", "August 8", "2008-08-08"),
    ("Jets struck on 8 August", "8 August", "2008-08-08"),
    ("Jets struck on August 8-9", "August 8-9", "2008-08-08/2008-08-09"),
    ("Jets struck on the night from August 7-8", "the night from August 7-8", "2008-08-07/2008-08-08"),
    ("Jets struck on the night of 7 August", "the night of 7 August", "2008-08-07"),
    ("Jets struck on December 20", "December 20", "2007-12-20"),
    ("Jets struck three days ago", "three days ago", "2008-08-11"),
    ("Jets struck a week ago", "a week ago", "2008-08-04/2008-08-10"),
    ("Jets struck two weeks ago", "two weeks ago", "2008-07-28/2008-08-03"),
    ("Jets struck six months ago", "six months ago", "2008-02"),
    ("Jets struck ten years ago", "ten years ago", "1998"),
    ("Jets struck a decade ago", "a decade ago", "1998"),
    ("Jets struck hours ago", "hours ago", "2008-08-14"),
    ("Jets struck several days ago", "several days ago", "2008-08-07/2008-08-12"),
    ("Jets struck a few weeks ago", "a few weeks ago", "2008-06-19/2008-07-31"),
    ("Jets struck years ago", "years ago", "../2006-08-14"),
    ("Envoys arrive two days from now", "two days from now", "2008-08-16"),
    ("Shelling rose in the past week", "the past week", "2008-08-07/2008-08-14"),
    ("Shelling rose over the past three days", "the past three days", "2008-08-11/2008-08-14"),
    ("Shelling rose for the last five years", "the last five years", "2003-08-14/2008-08-14"),
    ("Shelling rose over the last two months", "the last two months", "2008-06-14/2008-08-14"),
    ("Envoys arrive in the coming days", "the coming days", "2008-08-14/2008-08-21"),
    ("Envoys arrive within the next two weeks", "the next two weeks", "2008-08-14/2008-08-28"),
    ("Shelling rose in recent days", "recent days", "2008-08-07/2008-08-14"),
    ("Shelling rose in recent months", "recent months", "2008-02-14/2008-08-14"),
    ("Since Monday roads are shut", "Monday", "2008-08-11/2008-08-14"),
    ("Since June roads are shut", "June", "2008-06-01/2008-08-14"),
    ("Since 2003 roads are shut", "2003", "2003-01-01/2008-08-14"),
    ("Until yesterday roads were shut", "yesterday", "../2008-08-13"),
    ("Signed 10/08/2008 in Gori", "10/08/2008", "2008-08-10"),
]

# What counts from another date of the text; the last expression is asked for.
ANCHORED = [
    ("A truce came on 4 July 1985 and broke two days later", "two days later", "1985-07-06"),
    ("A truce came on 4 July 1985 and broke a week later", "a week later", "1985-07-08/1985-07-14"),
    ("A truce came on 4 July 1985 and broke three months later", "three months later", "1985-10"),
    ("A truce came in 1985 and broke two years later", "two years later", "1987"),
    ("A truce came on 4 July 1985 and broke the next day", "the next day", "1985-07-05"),
    ("A truce came on 4 July 1985 and broke the following day", "the following day", "1985-07-05"),
    ("A truce came on 4 July 1985 after shelling the previous day", "the previous day", "1985-07-03"),
    ("A truce came on 4 July 1985 after shelling the day before", "the day before", "1985-07-03"),
    ("A truce came on 4 July 1985 and broke later that day", "that day", "1985-07-04"),
    ("A truce came on 4 July 1985 and broke the same day", "the same day", "1985-07-04"),
    ("A truce came on 4 July 1985 and broke that year", "that year", "1985"),
    ("A truce came on 4 July 1985 and broke the following month", "the following month", "1985-08"),
    ("A truce came on 4 July 1985 after a raid hours earlier", "hours earlier", "1985-07-04"),
    ("A truce came on 4 July 1985 at dawn", "at dawn", "1985-07-04"),
    ("A truce came in July 1985 and broke on 3 September", "3 September", "1985-09-03"),
    ("A truce came in December 1985 and broke on 9 January", "9 January", "1986-01-09"),
    ("A truce came in 1985 and broke three days later", "three days later", ""),
]


@pytest.mark.parametrize(("text", "words", "edtf"), ABSOLUTE)
def test_absolute_dates(text: str, words: str, edtf: str) -> None:
    table = find_times(make_flat(text), None)
    assert [mention.when.text.text for mention in table.mentions if mention.when.text][:1] == [words]
    assert get_edtf(table) == edtf


@pytest.mark.parametrize(("text", "words", "edtf"), RELATIVE)
def test_dates_against_publication(text: str, words: str, edtf: str) -> None:
    table = find_times(make_flat(text), date(2008, 8, 14))
    assert [mention.when.text.text for mention in table.mentions if mention.when.text] == [words]
    assert get_edtf(table) == edtf


@pytest.mark.parametrize(("text", "words", "edtf"), ANCHORED)
def test_dates_against_the_text(text: str, words: str, edtf: str) -> None:
    table = find_times(make_flat(text), None)
    last = table.mentions[-1].when
    assert last.text is not None and last.text.text == words.removeprefix("at ")
    assert get_edtf(table, -1) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "They may attack and march on the town",
        "Theresa said some 2000 soldiers and 3,000 men came",
        "Resolution 1559 and Flight 1549 and Route 1066",
        "A second brigade fell in the fall of the city",
        "He sat in the sun for a mon",
        "Prices rose to $ 1999 and 1850 %",
        "An evening of music",
        "A 25-year-old man and his 3 children",
        "Talks lasted two weeks",
    ],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert not find_times(make_flat(text), date(2008, 8, 14)).mentions


def test_nothing_is_invented_without_publication() -> None:
    for text, words, _ in RELATIVE:
        found = find_times(make_flat(text), None).mentions[0].when
        if found.basis == "relative":
            assert (found.start, found.end, found.precision) == (None, None, "unknown"), words
            assert found.text is not None and found.text.text


def test_the_year_of_a_report_holds_outside_an_old_story() -> None:
    text = make_flat("War broke out in 1992 and a truce came on 8 May")
    assert get_edtf(find_times(text, date(2008, 8, 14)), 1) == "1992-05-08"
    assert get_edtf(find_times(make_flat("A truce came on 8 May"), date(2008, 8, 14))) == "2008-05-08"


FUTURE = """
    Envoys NOUN 3 nsubj envoy Number=Plur
    will   AUX  3 aux   will  VerbForm=Fin
    meet   VERB 0 root  meet  VerbForm=Inf
    on     ADP  5 case
    Friday PROPN 3 obl
    .      PUNCT 3 punct
"""
PLANNED = """
    Talks     NOUN 3 nsubj:pass talk Number=Plur
    were      AUX  3 aux:pass   be   Tense=Past|VerbForm=Fin
    scheduled VERB 0 root       schedule Tense=Past|VerbForm=Part
    for       ADP  5 case
    Friday    PROPN 3 obl
"""
INFINITIVE = """
    He     PRON  2 nsubj he
    hopes  VERB  0 root  hope  Tense=Pres|VerbForm=Fin
    to     PART  4 mark  to
    leave  VERB  2 xcomp leave VerbForm=Inf
    in     ADP   7 case
    two    NUM   7 nummod
    days   NOUN  4 obl  day Number=Plur
"""


@pytest.mark.parametrize(
    ("block", "edtf"), [(FUTURE, "2008-08-15"), (PLANNED, "2008-08-15"), (INFINITIVE, "2008-08-16")]
)
def test_clauses_that_look_ahead(block: str, edtf: str) -> None:
    assert get_edtf(find_times(make_doc(block), date(2008, 8, 14))) == edtf


def find_when(block: str, word: str) -> tuple[str | None, str | None, str | None] | None:
    """Return start, basis and words of the date of the event at a word."""
    doc = make_doc(block)
    table = find_times(doc, date(2008, 8, 14))
    trigger = next(token.index for token in doc.tokens if token.text == word)
    when = table.find_when(doc, trigger)
    return (when.start, when.basis, when.text.text if when.text else None) if when else None


SAID = """
    Officials NOUN 2 nsubj official Number=Plur
    said      VERB 0 root  say Tense=Past|VerbForm=Fin
    on        ADP  4 case
    Tuesday   PROPN 2 obl
    that      SCONJ 7 mark
    gunmen    NOUN 7 nsubj gunman Number=Plur
    stormed   VERB 2 ccomp storm Tense=Past|VerbForm=Fin
    the       DET  9 det
    barracks  NOUN 7 obj
    ,         PUNCT 11 punct
    killing   VERB 7 advcl kill VerbForm=Ger
    two       NUM  11 obj
"""
STRUCK = """
    Jets    NOUN 2 nsubj jet Number=Plur
    struck  VERB 0 root  strike Tense=Past|VerbForm=Fin
    the     DET  4 det
    port    NOUN 2 obj
    of      ADP  6 case
    Latakia PROPN 4 nmod _ _ B-LOC
    on      ADP  8 case
    Monday  PROPN 6 nmod
    ,       PUNCT 10 punct
    killing VERB 2 advcl kill VerbForm=Ger
    four    NUM  10 obj
    and     CCONJ 13 cc
    fled    VERB 2 conj flee Tense=Past|VerbForm=Fin
"""
POSSESSIVE = """
    A      DET  2 det
    truce  NOUN 3 nsubj
    ended  VERB 0 root  end Tense=Past|VerbForm=Fin
    last   ADJ  5 amod
    week   NOUN 7 nmod:poss week
    's     PART 5 case
    fighting NOUN 3 obj
"""
LIGHT = """
    Troops   NOUN 2 nsubj troops Number=Plur
    launched VERB 0 root launch Tense=Past|VerbForm=Fin
    an       DET  4 det
    assault  NOUN 2 obj
    on       ADP  6 case
    Sunday   PROPN 2 obl
"""
SUMMIT = """
    Leaders   NOUN 2 nsubj leader Number=Plur
    discussed VERB 0 root discuss Tense=Past|VerbForm=Fin
    aid       NOUN 2 obj
    at        ADP  6 case
    a         DET  6 det
    summit    NOUN 2 obl
    held      VERB 6 acl hold Tense=Past|VerbForm=Part
    on        ADP  9 case
    Sunday    PROPN 7 obl
"""
BEGAN = """
    Gunners NOUN 2 nsubj gunner Number=Plur
    began   VERB 0 root begin Tense=Past|VerbForm=Fin
    on      ADP 4 case
    Sunday  PROPN 2 obl
    to      PART 6 mark
    shell   VERB 2 xcomp shell VerbForm=Inf
    Sarajevo PROPN 6 obj _ _ B-LOC
"""
HOURS = """
    Juba     PROPN 2 nsubj _ _ B-LOC
    appealed VERB 0 root appeal Tense=Past|VerbForm=Fin
    hours    NOUN 2 obl:unmarked hour Number=Plur
    after    ADP 6 case
    the      DET 6 det
    outbreak NOUN 3 nmod
    of       ADP 8 case
    clashes  NOUN 6 nmod clash Number=Plur
    on       ADP 11 case
    the      DET 11 det
    night    NOUN 6 nmod
    from     ADP 14 case
    May      PROPN 14 nmod
    12       NUM 11 nmod
    -        SYM 16 case
    13       NUM 14 nmod
"""


@pytest.mark.parametrize(
    ("block", "word", "expected"),
    [
        (SAID, "said", ("2008-08-12", "relative", "Tuesday")),
        (SAID, "stormed", None),
        (SAID, "killing", None),
        (STRUCK, "struck", ("2008-08-11", "relative", "Monday")),
        (STRUCK, "killing", ("2008-08-11", "inferred", None)),
        (STRUCK, "fled", ("2008-08-11", "inferred", None)),
        (POSSESSIVE, "fighting", ("2008-08-04", "relative", "last week")),
        (POSSESSIVE, "ended", None),
        (LIGHT, "assault", ("2008-08-10", "relative", "Sunday")),
        (SUMMIT, "discussed", ("2008-08-10", "relative", "Sunday")),
        (SUMMIT, "summit", ("2008-08-10", "relative", "Sunday")),
        (BEGAN, "shell", ("2008-08-10", "relative", "Sunday")),
        (HOURS, "appealed", ("2008-05-13", "relative", "hours after")),
        (HOURS, "outbreak", ("2008-05-12", "relative", "the night from May 12-13")),
    ],
)
def test_find_when(block: str, word: str, expected: tuple[str | None, str | None, str | None] | None) -> None:
    assert find_when(block, word) == expected


HEADLINE = """
    # headline
    Rebels VERB 2 nsubj
    retreat VERB 0 root retreat VerbForm=Fin

    # paragraph
"""
STORY = """

    # paragraph
    They PRON 2 nsubj
    left VERB 0 root leave VerbForm=Fin
    on ADP 4 case
    3 NUM 2 obl
    June PROPN 4 nmod
    1999 NUM 4 nmod
"""


LINE = """
    # dateline
    Sunday PROPN 0 root
    ,      PUNCT 1 punct
    4      NUM   1 dep
    May    PROPN 1 dep
    2008   NUM   1 dep
"""
DATELINE = """
    BEIRUT PROPN 0 root
    ,      PUNCT 1 punct
    March  PROPN 1 dep
    12     NUM   1 dep
    ,      PUNCT 1 punct
    1984   NUM   1 dep
    (      PUNCT 1 punct
    Agency PROPN 1 dep
    )      PUNCT 1 punct
    —      PUNCT 1 punct
    Jets   NOUN  12 nsubj
    struck VERB  1 dep strike VerbForm=Fin
"""
CAPTION = """
    # caption
    A      DET  2 det
    guard  NOUN 3 nsubj
    stands VERB 0 root stand VerbForm=Fin
    in     ADP  6 case
    Lima   PROPN 3 obl
    ,      PUNCT 3 punct
    May    PROPN 3 obl
    2      NUM  7 nmod
    ,      PUNCT 3 punct
    1991   NUM  7 nmod
    .      PUNCT 3 punct
"""
RAIN = """
    Rain NOUN 2 nsubj
    fell VERB 0 root fall VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (LINE, date(2008, 5, 4)),
        (DATELINE, date(1984, 3, 12)),
        (CAPTION, date(1991, 5, 2)),
        (RAIN, None),
    ],
)
def test_find_published(block: str, expected: date | None) -> None:
    assert find_published(make_doc(HEADLINE + block + STORY)) == expected


def test_an_empty_document_has_no_times() -> None:
    assert find_times(Doc("", [], []), None).mentions == []
    assert find_published(Doc("", [], [])) is None


VOCABULARY = (
    "the a of on in last next this past two 5 31 99 2008 2,008 1990s May March Sunday week weeks days ago "
    "after before hours night from to - late mid end year second fall until , . ' '90s 12/13/2001 0000-00-00 "
    "9999 century 19th same recent few earlier later now every each per daily Q3 FY2012 0600 pm 12.IX.1944 "
    "BC overnight quarter half D-Day plus Christmas fiscal the past at time Mondays than 12-13 XI 89 hour"
).split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25), st.dates())
def test_no_order_of_words_fails(words: list[str], published: date) -> None:
    doc = make_doc(
        "\n".join(f"{word} NOUN {min(n, 1)} {'dep' if n else 'root'}" for n, word in enumerate(words))
    )
    for day in (published, None):
        table = find_times(doc, day)
        places = [one.start for one in table.expressions]
        assert places == sorted(places)
        assert all(0 <= one.start < one.end <= len(doc.text) for one in table.expressions)
        ends = [0]
        for mention in table.mentions:
            span = mention.when.text
            assert span is not None and doc.text[span.start : span.end] == span.text
            assert ends[-1] <= mention.first <= mention.head < mention.last
            ends.append(mention.last)
            if mention.when.start and mention.when.end:
                assert mention.when.start <= mention.when.end
        for index in range(len(words)):
            table.find_when(doc, index)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_fails(text: str) -> None:
    words = text.split()
    if words:
        find_times(make_plain(words), date(2008, 8, 14))


def make_plain(words: list[str]) -> Doc:
    """Return a document of one sentence of any words, without a real parse."""
    doc = Doc(" ".join(words), [], [])
    start = 0
    for number, word in enumerate(words):
        doc.tokens.append(
            Token(number, start, start + len(word), word, word.lower(), 0, head=0 if number else -1)
        )
        start += len(word) + 1
    doc.sentences.append(Sentence(0, 0, len(words), 0, len(doc.text), 0, "body", 0))
    return doc


def test_time_grows_with_the_text_alone() -> None:
    story = "the night of the last week of the end of 2 - 3 - 4 May to June to July from 1990 - 91 - 92 days"
    words = story.split()

    def measure(times: int) -> float:
        doc = make_plain(words * times)
        start = time.perf_counter()
        find_times(doc, date(2008, 8, 14))
        return time.perf_counter() - start

    measure(5)
    assert measure(400) < 40 * max(measure(40), 0.001)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister said those hurt in Tuesday's blast in Peru would be paid.", "2024-05-14"),
        ("Peru will hold talks with Chile on Tuesday.", "2024-05-21"),
    ],
)
def test_an_attack_that_is_spoken_of_was_before(text, day):
    record = dragoman.read(text, published="2024-05-18")
    assert {event.when.start for event in record.events if event.when and event.when.text} == {day}


def test_of_the_13th_is_a_day_and_of_the_13th_army_is_none() -> None:
    table = find_times(make_flat("It spoke of the attack of the 13th ."), date(2003, 5, 22))
    assert get_edtf(table) == "2003-05-13"
    doc = make_doc("the DET 3 det\n13th ADJ 3 amod\nArmy NOUN 0 root")
    assert not find_times(doc, date(2003, 5, 22)).mentions
