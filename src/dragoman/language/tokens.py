"""Finds tokens the way the English UD treebanks (EWT 2.16, GUM 11) write them.

Place in the flow: first of `language.analyse`, inside each stretch that `sentences` gives.
The model was trained on these tokens, so their conventions are kept even where others
would do: clitics are apart ("do|n't", "Kyiv|'s"), hyphened compounds are in three
("fact|-|finding") unless the first part is a prefix ("co-chair", "anti-tank").
"""

from __future__ import annotations

import re

from dragoman.text.characters import BIDI, WORD, ZERO_WIDTH
from dragoman.text.normalise import drop_invisible, has_invisible

Stretch = tuple[int, int]

CHUNK = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]+")

# First parts that stay joined to what follows, counted on EWT and GUM train: each of them
# is joined in at least nine of ten places. "pan-" and "neo-" are as often apart.
PREFIXES = (
    "non|anti|co|re|pre|pro|mid|cross|post|ex|semi|sub|multi|counter|mini|inter|socio|e|over|psycho|arch|"
    "bi|micro|macro|mega|para|proto|quasi|trans|tri|ultra|un|under|vice|intra|extra|hyper|geo|de|ante"
)  # fmt: skip

# A full stop belongs to these: "Gen.", "Sept.", "No.". Single letters and "U.S." need no list.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr st vs etc inc sept jan feb mar apr jun jul aug sep oct nov dec no ft al jr sr co "
    "corp gen lt "
    "rev col capt cmdr cpl sgt maj adm brig rear hon gov sen rep reps sens prof ltd mon tue tues "
    "wed thu thur "
    "thurs fri sat sun approx dept est fig messrs mt msgr nos pres ave blvd rd bros cf ed eds pp "
    "vol v ca cal "
    "calif fla ga ind kan la mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va wash "
    "wis wyo ariz "
    "ark colo conn del ill ky md que ont pvt spc supt asst atty dist div ext lb lbs oz ph attn sec "
    "yr yrs univ "
    "gens cols pvts fr amb min vols bde bn eg ie km sq".split()
)  # fmt: skip
# Words of which the abbreviation also ends sentences as a plain word: joined only before a
# name or number ("No. 5", "Mar. 3", "Sun."), apart elsewhere ("He said no.").
WEAK_ABBREVIATIONS = frozenset(
    "no mar jun sat sun mon wed fri min ed est fig co la pa ill ind mass miss wash del ore ark sec ext la mo "
    "gen col rep sen rear est dist div hon bros ms st fr v ca min amb al".split()
)  # fmt: skip

FUSED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dont": 2, "didnt": 3, "doesnt": 4, "wont": 2,
    "couldnt": 5,
    "isnt": 2, "arent": 3, "wasnt": 3, "hasnt": 3, "havent": 4, "wouldnt": 5, "shouldnt": 6,
    "thats": 4, "ive": 1,
    "theyre": 4, "youre": 3, "lemme": 3, "gimme": 3, "lotta": 3, "outta": 3, "im": 1, "aint": 2,
}  # fmt: skip

EXTENSIONS = frozenset(
    "com org net edu gov mil int info biz doc docx xls xlsx pdf txt jpg jpeg png gif html htm php "
    "asp jsp zip exe "
    "uk ru ua de fr eu ca au us cn jp in br pl nl se no ch at be it es il ir iq sy tr am az ge kz "
    "tv co io ly nz".split()
)  # fmt: skip

ADDRESS = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+]{1,11}://|www\d?\.|mailto:)[^\s<>\"“”«»]+|[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)*"
)
EMOJI = "\U0001f000-\U0001f1e5\U0001f200-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff"
PIECE = re.compile(
    rf"""
    (?P<emoji>[\U0001f1e6-\U0001f1ff]{{2}}|[{EMOJI}][\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f{EMOJI}]*)
  | (?P<smile>[:;=]-?[)(DPpO|](?!\w))
  | (?P<phone>\+?\d{{1,3}}-\d{{3}}-\d{{3}}-\d{{4}}|\d{{3}}[-.]\d{{3}}[-.]\d{{4}}|\d{{3}}-\d{{4}}(?![-\d]))
  | (?P<isodate>\d{{4}}-\d{{2}}-\d{{2}}(?!\d))
  | (?P<number>(?:[+.](?=\d))?\d+(?:[.,:/]\d+)*+)
  | (?P<year>['’‘]\d\ds?(?!\w))
  | (?P<letters>(?:[^\W\d_]\.){{2,8}}(?!{WORD})|(?:[^\W\d_]\.){{1,8}}[^\W\d_](?!{WORD}))
  | (?P<prefixed>(?<!\w)(?:{PREFIXES})-(?={WORD}))
  | (?P<firm>(?<!\w)[A-Z]{{1,4}}&[A-Z]{{1,3}}(?!\w))
  | (?P<short>(?<!\w)(?:w/o|l/c|c/o|I/O|[A-Z]/[A-Z])(?!\w))
  | (?P<coin>(?:US|AU|CA|NZ|HK|U|A|C)\$)
  | (?P<word>{WORD}++(?:['’]{WORD}++)*+)
  | (?P<clitic>['’](?:s|m|re|ll|ve|d|S|M|RE|LL|VE|D)(?!\w))
  | (?P<tag>[\#@](?={WORD}){WORD}+)
  | (?P<marks>\.{{2,}}|…+|-{{2,}}|[!?]{{2,}}|\*{{2,}}|={{2,}}|_{{2,}}|~{{2,}}|\+{{2,}})
  | (?P<pairs><{{2,}}|>{{2,}}|''|``|’’|‘’)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
INVISIBLE = re.compile(rf"[{ZERO_WIDTH}{BIDI}]+")
UNIT = re.compile(
    r"(?:k|m|bn|am|pm|mm|cm|km|kg|ft|mins?|minutes?|hrs?|lbs?|mph|kph|kmh|p|x)(?!\w)", re.IGNORECASE
)
SUFFIX = re.compile(rf"{WORD}+(?:['’](?:s|S)(?!\w))?")
CLITIC = re.compile(r"['’](?:s|m|re|ll|ve|d)$", re.IGNORECASE)
NEGATION = re.compile(r"n['’]t$", re.IGNORECASE)
PLAIN_END = frozenset(',;:!?)]}"”»')
PLAIN_START = frozenset('([{"“«')


def find_tokens(text: str, start: int, end: int) -> list[Stretch]:
    """Return the offsets of the tokens between `start` and `end`, in code points.

    Blanks and control characters belong to no token; zero-width characters stay inside
    their word. The time is linear in the length of the stretch.

    Example:
        >>> text = "U.S. troops didn't enter."
        >>> [text[a:b] for a, b in find_tokens(text, 0, 25)]
        ['U.S.', 'troops', 'did', "n't", 'enter', '.']
    """
    if has_invisible(text, start, end):
        plain, places = drop_invisible(text, start, end)
        return [(places[left], places[right - 1] + 1) for left, right in find_tokens(plain, 0, len(plain))]
    tokens: list[Stretch] = []
    for chunk in CHUNK.finditer(text, start, end):
        word = chunk.group()
        first, last = chunk.span()
        if word.isalpha():
            if word.lower() in FUSED:
                middle = first + FUSED[word.lower()]
                tokens += (first, middle), (middle, last)
            else:
                tokens.append((first, last))
        elif word[:-1].isalpha() and word[-1] in PLAIN_END and word[:-1].lower() not in FUSED:
            tokens += (first, last - 1), (last - 1, last)
        elif word[1:].isalpha() and word[0] in PLAIN_START and word[1:].lower() not in FUSED:
            tokens += (first, first + 1), (first + 1, last)
        else:
            _split_chunk(text, first, last, end, tokens)
    return tokens


def _split_chunk(text: str, first: int, last: int, end: int, tokens: list[Stretch]) -> None:
    """Add the tokens of a stretch without blanks that is more than a plain word."""
    if "@" in text[first:last] or ":" in text[first:last] or "www" in text[first:last]:
        first = _take_addresses(text, first, last, end, tokens)
    _split_pieces(text, first, last, end, tokens)


def _take_addresses(text: str, first: int, last: int, end: int, tokens: list[Stretch]) -> int:
    """Add the web and mail addresses of a chunk with what stands before them; return where they end."""
    if last - first > 2000:
        return first
    for match in ADDRESS.finditer(text, first, last):
        stop = match.end()
        while stop > match.start() and text[stop - 1] in ".,;:!?)]}'’*>":
            stop -= 1
        _split_pieces(text, first, match.start(), end, tokens)
        tokens.append((match.start(), stop))
        first = stop
    return first


def _split_pieces(text: str, first: int, last: int, end: int, tokens: list[Stretch]) -> None:
    glued = -1  # where a token begins that the next piece completes
    here = first
    while here < last:
        match = PIECE.match(text, here, last)
        if match is None:  # cannot be: `other` takes any character
            break
        kind, (start, stop) = match.lastgroup, match.span()
        here = stop
        if kind == "prefixed":
            glued = start if glued < 0 else glued
            continue
        if kind == "number":
            stop = here = _take_suffix(text, start, stop, last)
        elif kind == "word":
            stop = here = _take_stop(text, start, stop, last, end)
        begin, glued = (start if glued < 0 else glued), -1
        _add_piece(text, begin, stop, kind, tokens)
    if glued >= 0:
        tokens.append((glued, last))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _add_piece(text: str, start: int, stop: int, kind: str | None, tokens: list[Stretch]) -> None:
    """Add one piece, cut where a clitic or unit begins."""
    if kind != "word":
        tokens.append((start, stop))
        return
    word = text[start:stop]
    lower = word.lower()
    if lower in FUSED:
        cut = start + FUSED[lower]
    elif "'" in word or "’" in word:
        cut = _find_clitic(word, start)
    else:
        cut = -1
    if not word[0].isalnum() or not word[-1].isalnum():
        start, stop = _trim(text, start, stop)
    if start >= stop:
        return
    if start < cut < stop:
        tokens += (start, cut), (cut, stop)
    else:
        tokens.append((start, stop))


def _trim(text: str, start: int, stop: int) -> Stretch:
    """Return the stretch without the invisible characters at its ends."""
    leading = INVISIBLE.match(text, start, stop)
    if leading:
        start = leading.end()
    while stop > start and INVISIBLE.match(text[stop - 1]):
        stop -= 1
    return start, stop


def _find_clitic(word: str, start: int) -> int:
    """Return where the clitic of a word begins, or -1: "don't" 2, "Kyiv's" 4, "o'clock" -1."""
    match = NEGATION.search(word, max(0, len(word) - 3)) or CLITIC.search(word, max(0, len(word) - 3))
    return start + match.start() if match and match.start() else -1


def _take_suffix(text: str, start: int, stop: int, last: int) -> int:
    """Return where a number ends: "17th", "1990s" and "4G" are one token, "5km" and "9am" two."""
    suffix = SUFFIX.match(text, stop, last)
    if suffix is None or UNIT.match(text, stop, last):
        return stop
    return suffix.end()


def _take_stop(text: str, start: int, stop: int, last: int, end: int) -> int:
    """Return where a word ends if the full stop after it, or a dotted rest, is its own.

    "Gen. Dostum", "St. Petersburg", "kremlin.ru", but "He left." and "He said no."
    """
    if stop >= last or text[stop] != ".":
        return stop
    after = stop + 1
    word = text[start:stop].lower()
    if after < last:
        if _is_word(text[after]):
            return _take_dotted(text, start, stop, last)
        if text[after] == ".":
            return stop
    follows = _find_next(text, after, end)
    if len(word) == 1 and word.isalpha():
        is_initial = text[start].isupper() and text[start] != "I" and bool(follows)
        is_initial = is_initial or (word in "cp" and follows.isdigit())
        return after if is_initial or (after < last and text[after] in ",-") else stop
    if word == "al" and text[max(0, start - 3) : start] == "et ":
        return after
    if word not in ABBREVIATIONS:
        return stop
    if word in WEAK_ABBREVIATIONS and not (
        follows[:1].isupper() or follows[:1].isdigit() or follows[:1] in ",)&"
    ):
        return stop
    if not follows and word != "etc":
        return stop
    return after


def _find_next(text: str, after: int, end: int) -> str:
    """Return the character after the blanks that follow, "" at the end of the stretch."""
    while after < end and text[after].isspace():
        after += 1
    return text[after : after + 1] if after < end else ""


def _take_dotted(text: str, start: int, stop: int, last: int) -> int:
    """Return the end of a dotted name ("kremlin.ru", "report.pdf"), or `stop` for two sentences."""
    parts, here = [text[start:stop]], stop
    while here + 1 < last and text[here] == "." and _is_word(text[here + 1]) and len(parts) < 12:
        begin = here = here + 1
        while here < last and _is_word(text[here]):
            here += 1
        parts.append(text[begin:here])
    if parts[-1].lower() in EXTENSIONS or (len(parts) > 2 and "".join(parts).islower()):
        return here
    return stop
