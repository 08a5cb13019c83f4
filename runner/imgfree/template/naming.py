"""The names that a plain expression looks up, told without Jinja.

Most expressions of most recipes are a name, a filter or two, a comparison. Reading those takes three patterns;
loading and asking Jinja takes longer than the rest of a check. Whatever is not that plain is left to it, in `lookups`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STATEMENTS = frozenset({"if", "elif", "else", "endif"})
WORDS = STATEMENTS | {"and", "or", "not", "in", "is", "true", "false", "none", "True", "False", "None"}
SOURCE_LIMIT = 20_000  # characters; keeps the work for one text small whatever it says
PLAIN_FILTERS = frozenset({"count", "first", "last", "length", "list", "lower", "title", "trim", "upper"})

_NAME = rf"(?!(?:{'|'.join(sorted(WORDS))})\b)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_OPERAND = rf"(?:{_NAME}|{_NUMBER}|'[^'\\{{}}]*'|\"[^\"\\{{}}]*\")(?:\s*\|\s*[a-z]+(?![\w.(\[]))*"
_PLAIN = rf"\s*{_OPERAND}(?:\s*(?:==|!=|<=|>=|[-<>+*/~])\s*{_OPERAND})*\s*"
_JOINED = rf"{_PLAIN}(?:\b(?:and|or)\b{_PLAIN})*"
_PIECES = rf"'[^']*'|\"[^\"]*\"|\|\s*(?P<filter>\w+)|(?P<name>{_NAME})|\w+|\W"


class Flaw(Exception):
    """What is wrong with an expression, and where in its text."""

    def __init__(self, message: str, offset: int = 0, width: int = 1, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.width = width
        self.hint = hint


@dataclass(frozen=True)
class Reference:
    """A name that is used, with the keys and indexes written after it: `steps.reel.url` -> steps, (reel, url)."""

    root: str
    parts: tuple[str | int, ...]
    offsets: tuple[int, ...]  # of the root and of each part

    def width(self, number: int) -> int:
        """Return how many characters piece `number` takes (0 is the root)."""
        return len(str((self.root, *self.parts)[number]))

    def written(self, count: int) -> str:
        """Return the root and the first `count` parts, as one would write them."""
        return self.root + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.parts[:count])


class OpenText(str):
    """A text in which something stands for a value that only the run can tell: ‹steps.reel.url›."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return the text, which knows still that it is open."""
        return self


def is_template(text: str) -> bool:
    """Return whether there is anything to render."""
    return "{{" in text or "{%" in text or "{#" in text


def plain_names(text: str, *, bare: bool) -> tuple[Reference, ...] | None:
    """Return every name that is looked up; None where it is not plain enough to tell without Jinja."""
    if len(text) > SOURCE_LIMIT:
        return None
    if bare:
        return _looked_up(text, 0) if re.fullmatch(_JOINED, text, re.ASCII) else None
    if "{%" in text or "{#" in text:
        return None
    found: list[Reference] = []
    at = text.find("{{")
    while at >= 0:
        end = text.find("}}", at)
        inside = text[at + 2 : end]
        names = _looked_up(inside, at + 2) if end > 0 and re.fullmatch(_JOINED, inside, re.ASCII) else None
        if names is None:
            return None
        found += names
        at = text.find("{{", end + 2)
    return tuple(found)


def _looked_up(expression: str, start: int) -> tuple[Reference, ...] | None:
    found = []
    for piece in re.finditer(_PIECES, expression, re.ASCII):
        if piece["filter"] is not None and piece["filter"] not in PLAIN_FILTERS:
            return None
        if piece["name"] is not None:
            root, *parts = piece["name"].split(".")
            found.append(Reference(root, tuple(parts), tuple(_offsets(piece["name"], start + piece.start("name")))))
    return tuple(found)


def _offsets(name: str, start: int) -> Iterator[int]:
    yield start
    for place, char in enumerate(name):
        if char == ".":
            yield start + place + 1
