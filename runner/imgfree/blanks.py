"""Blanks that are no plain space: pasted from a web page or a word processor, they look right and mean nothing."""

import re

_ODD = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_NAMES = {
    "\u00a0": "a no-break space",
    "\u200b": "a zero-width space",
    "\u202f": "a narrow no-break space",
    "\u2060": "a word joiner",
    "\u3000": "a wide space",
    "\ufeff": "a byte order mark",
}


def find(text: str) -> int:
    """Return where the first of them stands; -1 if there is none."""
    found = _ODD.search(text)
    return found.start() if found else -1


def named(text: str) -> str | None:
    """Return the first of them by name and number: "a no-break space (U+00A0)"; None if there is none."""
    found = _ODD.search(text)
    return f"{_NAMES.get(found[0], 'an odd space')} (U+{ord(found[0]):04X})" if found else None


def visible(text: str) -> str:
    """Return `text` with each of them written as a number."""
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
