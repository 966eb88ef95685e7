"""What the reader of a record must know of the text itself: language, odd characters, no date.

Place in the flow: first; a text that cannot be read here gets its note and no rows.
"""

from __future__ import annotations

from dragoman.language.detect import find_language
from dragoman.language.doc import Doc
from dragoman.record.model import Note
from dragoman.text.normalise import find_odd_characters

_FEWEST_WORDS = 3
_SURE = 0.6
"""Below this a guess at a foreign language is not believed; short English headlines lie near .5."""


def find_notes(doc: Doc) -> tuple[str | None, list[Note], bool]:
    """Return the language of a text, the notes on it, and whether it can be read as a report.

    Only English is read; in any other language nothing is invented.
    """
    notes = [
        Note("text", "odd_characters", f"{count} × {kind}; kept in the text, passed over in reading.")
        for kind, count in find_odd_characters(doc.text)
    ]
    words = sum(any(ch.isalpha() for ch in token.text) for token in doc.tokens)
    if words < _FEWEST_WORDS:
        said = "The text is empty." if not doc.text.strip() else "The text has hardly any words."
        notes.append(Note("text", "no_words", f"{said} Nothing was read from it."))
        return None, notes, False
    language, certainty = find_language(doc.text)
    if language not in ("en", "und") and certainty >= _SURE:
        notes.append(
            Note(
                "language",
                "not_read",
                f"The text seems to be in {language!r}; only English is read. No rows.",
            )
        )
        return language, notes, False
    if language == "und":
        notes.append(Note("language", "unsure", "The language could not be told; read as English."))
        return None, notes, True
    return "en", notes, True
