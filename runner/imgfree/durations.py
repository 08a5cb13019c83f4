"""Times as people write them: lengths, each number with its unit (`1m30s`), and moments of a film (`1:04.5`)."""

import re

from imgfree.errors import InputRefused

_UNITS_S = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)")


def duration_s(text: str) -> float:
    """Return how many seconds the text is: the sum of its parts.

    Raises:
        InputRefused: it is no length of time.
    """
    parts = _PART.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise InputRefused(f"'{text}' is not a length of time", hint="write it with its unit: 500ms, 30s, 5m or 1m30s")
    return round(sum(float(number) * _UNITS_S[unit] for number, unit in parts), 3)


def moment(at_s: float) -> str:
    """Return a moment of a film as minutes and seconds, to a tenth."""
    minutes, seconds = divmod(round(at_s, 1), 60)
    return f"{int(minutes)}:{seconds:04.1f}"
