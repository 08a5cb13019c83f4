"""Strangers' regular expressions, by an engine whose time grows with the text and nothing else (RE2).

Python's own engine tries one way after the other, and `^(a+)+$` has more ways than there is time. What RE2 gives up
for its promise, look-arounds and back references, is named when a recipe is checked.
"""

import functools
import re
from typing import Any

UNITS = 300_000_000  # of effort for all the patterns of a recipe: at most about a second
_COMPILE_UNITS = 100  # an instruction costs that much to make, against one to step over for each character
_MEMORY_BYTES = 8 * 1024 * 1024
_LONGEST = 200  # characters, as in the schema
_UNICODE = re.compile(r"(?<!\\)((?:\\\\)*)\\u([0-9A-Fa-f]{4})")  # as JSON Schema's own dialect writes a letter
_LETTER = re.compile(r"\\[^1-9Z]|\[\^?\]?(?:\\.|[^]\\])*\]", re.DOTALL)  # a character that is escaped, or a set of them
_LACKING = (
    (r"\(\?<?[=!]", "look-around ('(?=', '(?!', '(?<=', '(?<!')", "say what may stand there instead: [^…]"),
    (r"\\[1-9]|\(\?P=", "a back reference", "write the text out, or use 'enum'"),
    (r"\(\?>|[*+?}]\+", "a possessive quantifier", "leave out its '+' or '?>': nothing is tried twice here"),
    (r"\(\?\(", "a condition", "write the two cases with '|'"),
    (r"\\Z", "'\\Z'", "write '$' or '\\z'"),
)


class BadPattern(Exception):
    """A pattern cannot be used; `hint` says what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TooCostly(Exception):
    """The patterns of this recipe have used up their effort."""


class Matcher:
    """Compares texts with patterns, and ends when all of it together takes too long."""

    def __init__(self, units: int = UNITS) -> None:
        self._left = units

    def check(self, pattern: str) -> None:
        """Return if the pattern can be used.

        Raises:
            BadPattern: it cannot; it is malformed, too big, or needs what there is not.
            TooCostly: too many patterns.
        """
        self._spend(_compiled(pattern).programsize * _COMPILE_UNITS)

    def fits(self, pattern: str, text: str) -> bool:
        """Return whether the pattern is found in `text`; raises as `check` does."""
        made = _compiled(pattern)
        self._spend(made.programsize * (len(text) + 1))
        return made.search(text.encode(errors="replace").decode()) is not None

    def _spend(self, units: int) -> None:
        self._left -= units
        if self._left < 0:
            raise TooCostly


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import re2  # only here: few recipes have a pattern

    if len(pattern) > _LONGEST:
        raise BadPattern(f"a pattern has at most {_LONGEST} characters")
    skeleton = _LETTER.sub("x", pattern)
    for lacking, what, hint in _LACKING:
        if re.search(lacking, skeleton):
            raise BadPattern(f"{what} cannot be used in a pattern", hint)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY_BYTES
    try:
        return re2.compile(_UNICODE.sub(r"\1\\x{\2}", pattern), options=options)
    except re2.error as error:
        reason = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
        raise BadPattern(f"this is not a regular expression: {reason}") from None
    except UnicodeEncodeError:
        raise BadPattern("half a character cannot be looked for") from None
