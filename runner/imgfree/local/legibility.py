"""How long a text has to be seen to be read, as subtitlers count it."""

import math
import unicodedata

LATIN_A_SECOND, CJK_A_SECOND = 17, 8  # characters that are read without hurry
USUAL_MS = 3000
_STEP_MS = 100


def reading_s(text: str) -> float:
    """Return how long a text takes to be read: 17 characters a second, 8 of those that are whole words or syllables."""
    marks = [char for char in " ".join(text.split()) if not unicodedata.combining(char)]
    wide = sum(1 for char in marks if unicodedata.east_asian_width(char) in "WF")
    return wide / CJK_A_SECOND + (len(marks) - wide) / LATIN_A_SECOND


def shown_ms(text: str) -> int:
    """Return how long a text stands of which nobody said it: three seconds, or as long as it takes to be read."""
    return max(USUAL_MS, math.ceil(1000 * reading_s(text) / _STEP_MS) * _STEP_MS)
