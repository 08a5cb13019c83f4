"""How long a text has to be seen to be read, as subtitlers count it."""

import math
import re
import unicodedata

LATIN_A_SECOND, CJK_A_SECOND = 17, 8  # characters that are read without hurry
USUAL_MS = 3000
_STEP_MS = 100
_PAUSES = " ,;:.，；：、。"


def reading_s(text: str) -> float:
    """Return how long a text takes to be read: 17 characters a second, 8 of those that are whole words or syllables."""
    marks = [char for char in " ".join(text.split()) if not unicodedata.combining(char)]
    wide = sum(1 for char in marks if unicodedata.east_asian_width(char) in "WF")
    return wide / CJK_A_SECOND + (len(marks) - wide) / LATIN_A_SECOND


def shown_ms(text: str) -> int:
    """Return how long a text stands of which nobody said it: three seconds, or as long as it takes to be read."""
    return max(USUAL_MS, math.ceil(1000 * reading_s(text) / _STEP_MS) * _STEP_MS)


def read_in(text: str, seconds: float) -> str:
    """Return the text, or as many of its first words as are read in that time, with an ellipsis behind them."""
    if reading_s(text) <= seconds:
        return text
    ends = [match.start() for match in re.finditer(r"(?<=\S)\s", text)] or range(1, len(text))
    parts = (text[:end].rstrip(_PAUSES) + "…" for end in reversed(ends))
    return next((part for part in parts if reading_s(part) <= seconds), text[: ends[0]] + "…")
