"""Finds the sentences of news text by rules, with headlines, datelines and captions.

Place in the flow: first step of `language.analyse`; `tokens` then works inside each stretch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.language.doc import SentenceKind
from dragoman.text.characters import WORD
from dragoman.text.normalise import drop_invisible, has_invisible
from dragoman.text.paragraphs import find_paragraphs

MAX_TOKENS = 150
"""Longest stretch in tokens, roughly; the encoder takes 512 pieces, some 350 words."""

STOP = re.compile(r"[.!?…。！？؟।۔]+(?:[\"”’'»)\]]| ?\[\d{1,3}\])*")
ROUGH_TOKEN = re.compile(r"\w+|[^\w\s]")
OPENERS = "\"“”‘'«([—–-•*"

# Before a name, never at the end of a sentence: "Gen. Haftar", "Lt. Col. Mengistu", "St. Malo".
TITLES = frozenset(
    "mr mrs ms dr messrs mme mlle gen lt col maj capt sgt cpl pvt cmdr adm brig gov sen rep reps sens rev fr "
    "prof pres hon st supt insp det amb sec atty asst dep vice min gens cols pvts cdr ft mt vs v al-haj "
    "spec spc ald mons msgr".split()
)
# Before a number: "No. 3", "Sept. 12", "Art. 51", "pp. 3-9".
BEFORE_NUMBER = frozenset(
    "no nos jan feb mar apr jun jul aug sep sept oct nov dec art arts sec para paras p pp vol ch "
    "fig ca c approx "
    "res tel ext est".split()
)
# May end a sentence; taken to do so only before a word that begins sentences.
COMPANIES = frozenset("inc corp ltd co bros jr sr dept univ assn gmbh est div".split())

# Words that begin sentences and are seldom capitalised elsewhere.
STARTERS = frozenset(
    "the a an in on at he she it they we i you but and this that these those there his her its "
    "their our my if when "
    "while as for from after before since however meanwhile according some many most no not one "
    "what who why how "
    "where although despite earlier later last also so then yet both each all under with during "
    "among by to once "
    "nor or thus still more several another such let here now until because against about two three".split()
)
SPEECH = frozenset(
    "said says asked asks told added adds wrote writes shouted replied replies answered declared "
    "demanded warned "
    "exclaimed wondered continued cried yelled tweeted insisted inquired".split()
)
ZONES = frozenset(
    "EST EDT GMT UTC CET CEST PST PDT MSK IST Local Eastern Central Pacific Moscow Greenwich".split()
)

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
FULL_DATE = rf"(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? (?:\d{{4}}|\d\d(?!\d)))"
ANY_DATE = (
    rf"(?:(?:{DAY},? )?(?:{FULL_DATE}|{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{DAY})"
)
CLOCK = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \w{3,4})?)?"
MARKED_CAPTION = "Photo: "
"""Before the captions of pictures that `ingest` takes from pages."""
SMALL_WORDS = frozenset("on at of the and de la el al am pm a.m. p.m. — – - --".split())


@dataclass(frozen=True, slots=True)
class SentenceStretch:
    """A sentence in characters `start` to `end` of the text, in paragraph number `paragraph`."""

    start: int
    end: int
    paragraph: int
    kind: SentenceKind = "body"


def find_sentences(text: str) -> list[SentenceStretch]:
    """Return the sentences in order, without blanks around them; [] for a blank text.

    Closing quotes and brackets go with the sentence that they close. A stretch of more
    than about 150 tokens without a stop is cut at a semicolon, line end or comma. Time is
    linear in the length of the text.

    Example:
        >>> text = "Truce holds\\n\\nGen. Aoun met U.N. envoys. “It is calm.”"
        >>> [(text[s.start:s.end], s.kind) for s in find_sentences(text)]
        [('Truce holds', 'headline'), ('Gen. Aoun met U.N. envoys.', 'body'), ('“It is calm.”', 'body')]
    """
    if has_invisible(text, 0, len(text)):
        plain, places = drop_invisible(text, 0, len(text))
        return [
            SentenceStretch(places[one.start], places[one.end - 1] + 1, one.paragraph, one.kind)
            for one in find_sentences(plain)
        ]
    paragraphs = find_paragraphs(text)
    sentences: list[SentenceStretch] = []
    in_front = True
    for number, (start, end) in enumerate(paragraphs):
        cuts = _find_ends(text, start, end)
        kind = _find_kind(text, (start, end), len(cuts), number, len(paragraphs), in_front)
        begin = start
        if in_front and kind == "body":
            begin = _find_dateline_end(text, start, end)
            if begin > start:
                sentences.append(SentenceStretch(*_trim(text, start, begin), number, "dateline"))
        in_front = in_front and kind != "body"
        for cut in cuts:
            if cut <= begin:
                continue  # a stop inside the dateline: "U.S. — "
            for left, right in _cut_long(text, begin, cut):
                sentences.append(SentenceStretch(left, right, number, kind))
            begin = cut
            while begin < end and text[begin].isspace():
                begin += 1
    return sentences


def _find_dateline_end(text: str, start: int, end: int) -> int:
    """Return where the report proper begins after "LOMÉ, 3 May (Agency) — ", or `start` without one."""
    match = _patterns()["run_in"].match(text, start, min(end, start + 120))
    return match.end() if match and match.end() < end else start


def _find_ends(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of a paragraph end; the last is `end`."""
    ends: list[int] = []
    begin = start
    for match in STOP.finditer(text, start, end):
        if match.end() < end and _is_boundary(text, match, begin, end):
            ends.append(match.end())
            begin = match.end()
    ends.append(end)
    return ends


def _is_boundary(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Return whether a sentence ends with a stop and the marks that follow it."""
    stop = match.end()
    mark = match.group()
    if not text[stop].isspace():
        return mark[0] in "。！？।" or _is_run_together(text, match, end)
    follows = stop
    while follows < end and text[follows].isspace():
        follows += 1
    letter = follows
    while letter < end and (text[letter] in OPENERS or text[letter].isspace()):
        letter += 1
    following = _read_word(text, letter, end)
    if following[:1].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return not (len(mark) > 1 and mark[-1] in "\"”’'»" and _is_speech(text, letter, end))
    if len(mark) > 1 and mark[1] not in ")]":
        return True
    return _ends_after_word(text, match.start(), begin, following)


def _is_run_together(text: str, match: re.Match[str], end: int) -> bool:
    """Return whether two sentences lack the blank between them: "on Sunday.The army"."""
    before, after = match.start(), match.end()
    if before < 2 or not (text[before - 2 : before].islower() and text[before - 2 : before].isalpha()):
        return False
    word = _read_word(text, after, end)
    return (
        len(word) > 1
        and word[0].isupper()
        and word[1:].islower()
        and text[after + len(word) : after + len(word) + 1] in " ,'’"
    )


def _ends_after_word(text: str, stop: int, begin: int, following: str) -> bool:
    """Return whether a full stop after this word ends the sentence.

    "Gen. Aoun", "J. Nyerere", "U.S. troops", "No. 7", "3. Withdraw" do not end there;
    "in the U.S. The army" and "at 5 p.m. Police" do.
    """
    first = stop
    while first > begin and (text[first - 1].isalnum() or text[first - 1] in ".-’'") and stop - first < 20:
        first -= 1
    raw = text[first:stop].lstrip(".-’'")
    word = raw.lower()
    is_starter = following.lower() in STARTERS
    if not following:
        return True
    if first <= begin + 1 and (word.isdigit() or len(word) == 1) and len(word) < 4:
        return False
    if word in TITLES:
        return False
    if word in BEFORE_NUMBER and (
        following[0].isdigit() or (word not in ("no", "p", "c") and not is_starter)
    ):
        return not following[0].isdigit() and word in ("mar", "art", "res", "est")
    if word in COMPANIES:
        return is_starter
    if "." in word and len(word) < 8 and all(len(part) <= 2 for part in word.split(".")):
        if word in ("a.m", "p.m"):
            return following not in ZONES and "(" not in text[stop : stop + 3]
        if word in ("e.g", "i.e"):
            return False
        return is_starter or word in ("d.c",)
    if len(word) == 1 and raw.isalpha() and raw.isupper() and raw != "I":
        return is_starter
    return True


def _read_word(text: str, start: int, end: int) -> str:
    stop = start
    while stop < end and stop - start < 40 and text[stop].isalnum():
        stop += 1
    return text[start:stop]


def _is_speech(text: str, start: int, end: int) -> bool:
    """Return whether a speaker and a verb of speech follow: "“Why now?” President Kibaki asked"."""
    words = text[start : min(end, start + 80)].split()[:5]
    for word in words:
        if word.lower().rstrip(".,:") in SPEECH:
            return True
        if not word[:1].isupper() and word not in ("of", "de", "al", "bin"):
            return False
    return False


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretch, in pieces if it is longer than the encoder should see."""
    if end - start <= MAX_TOKENS * 2:
        return [(start, end)] if start < end else []
    pieces: list[tuple[int, int]] = []
    begin, count, strong, weak = start, 0, -1, -1
    for match in ROUGH_TOKEN.finditer(text, start, end):
        count += 1
        here = match.end()
        if count * 2 > MAX_TOKENS:
            if match.group() in ";\u061b" or text[here : here + 1] == "\n":
                strong = here
            elif match.group() == ",":
                weak = here
        if count >= MAX_TOKENS:
            cut = max(strong, weak) if strong < 0 else strong
            cut = cut if cut > begin else here
            pieces.append((begin, cut))
            count = sum(1 for _ in ROUGH_TOKEN.finditer(text, cut, here)) if cut < here else 0
            begin, strong, weak = cut, -1, -1
    pieces.append((begin, end))
    return [piece for piece in (_trim(text, left, right) for left, right in pieces) if piece[0] < piece[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    place = r"[^\W\d_][\w .’'/-]{1,40}"
    agency = r"(?:\s?\([^()\n]{2,40}\))?"
    return {
        "dateline": re.compile(
            rf"(?:{place},? )?(?:[^\W\d_][\w .’'-]{{1,30}}, )?(?:on )?{ANY_DATE}(?:,? \d{{4}})?"
            rf"{CLOCK}{agency}\s?[-–—:.]*"
            r"|[A-Z][A-Z .,'’/-]{2,40}(?:\([^()\n]{2,40}\))?\s?[-–—:]*",
        ),
        "run_in": re.compile(
            r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /][A-ZÀ-Þ.’'-]+){0,4}(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})?"
            rf"(?: \([A-ZÀ-Þ .’'-]{{2,30}}\))?(?:,? {ANY_DATE}(?:,? \d{{4}})?)?{agency},? ?(?:--|[-–—]) +"
            r"(?:\[[^][\n]{1,80}\]\s+){0,5}"
        ),
        "credit": re.compile(
            r"(?:By|From) [A-Z].{2,80}"
            r"|(?:Published|Updated|Last updated|Posted|Modified|Date|Source|Photo)\b.{0,80}",
        ),
        "sign_off": re.compile(
            r"[(\[–—-]*\s*(?:with\s+)?(?:(?:additional|further)\s+)?(?:reporting|writing|editing|edited|written"
            r"|compiled|translated)\s+(?:by|from)\s.{2,250}",
            re.IGNORECASE,
        ),
        "caption_start": re.compile(
            r"(?:FILE|File|Photo|PHOTO|Image|Pictured|Archive|Illustration)\b[^.\n]{0,30}?[-–—:(]"
        ),
        "caption_place": re.compile(
            r"[^\W\d_][\w.’']*(?: [\w.’']+){0,4},?(?: [\w.’']+){0,2} (?:-|–|—|--) \S"
        ),
        "caption_end": re.compile(
            rf"[,;)’”\"] (?:on |in )?{FULL_DATE}"
            r"(?:\.?|\. ?\([^()]{2,60}\)\.?|\. \w{2,12}/[\w /]{2,40})$"
        ),
        "date_end": re.compile(rf"{FULL_DATE}(?:\.?|\.? ?\([^()]{{2,60}}\)\.?)$"),
        "bullet": re.compile(r"(?:[-–—•*·‣▪◦●]|\d{1,2}[.)]|[a-z]\))\s"),
    }


def _find_kind(
    text: str, bounds: tuple[int, int], sentence_count: int, number: int, paragraph_count: int, in_front: bool
) -> SentenceKind:
    """Return what a paragraph is; `in_front` says that no body text has come yet."""
    start, end = bounds
    if end - start > 400 or paragraph_count == 1:
        return "body"
    line = text[start:end]
    patterns = _patterns()
    is_last = number == paragraph_count - 1
    if line.startswith(MARKED_CAPTION) and not is_last:
        return "caption"
    if number and patterns["sign_off"].fullmatch(line):
        return "dateline"
    if in_front and not is_last:
        if len(line) <= 120 and (patterns["credit"].fullmatch(line) or _is_dateline(line, number)):
            return "dateline"
        if number and sentence_count <= 3 and _is_caption(line):
            return "caption"
    if sentence_count > 1 or is_last or patterns["bullet"].match(line):
        return "body"
    return "headline" if _is_headline(line, number) else "body"


def _is_dateline(line: str, number: int) -> bool:
    """Return whether a line is only a place and date: "BEIRUT, March 12 (Agency) —"; "May 3, 2008"."""
    if not _patterns()["dateline"].fullmatch(line):
        return False
    if any(word[0].islower() and word not in SMALL_WORDS for word in line.partition("(")[0].split()):
        return False
    return any(character.isdigit() for character in line) or (number > 0 and len(line.split()) <= 4)


def _is_caption(line: str) -> bool:
    """Return whether a paragraph tells of a picture: "Mali - Troops rest in Gao, May 5, 2013."."""
    patterns = _patterns()
    if patterns["caption_start"].match(line) or patterns["caption_end"].search(line[-120:]):
        return True
    return bool(patterns["caption_place"].match(line[:120]) and patterns["date_end"].search(line[-120:]))


def _is_headline(line: str, number: int) -> bool:
    """Return whether a paragraph of one sentence is a heading: it has no full stop and is short."""
    last = line.rstrip("\"”’»)]'")[-1:]
    words = len(line.split())
    if last in ".…" and not line.endswith("..."):
        return bool(re.search(r"\b(?:[A-Z]\.){2,}$", line)) and number == 0 and words <= 15
    if last in ",;:-–—" or not re.search(WORD, line):
        return False
    if last in "?!":
        return number == 0 and words <= 15
    return words <= (30 if number == 0 else 12) and (
        number == 0 or line[0].isupper() or not line[0].isalpha()
    )
