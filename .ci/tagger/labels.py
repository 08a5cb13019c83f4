"""What every token of a row is labelled with: its operation, whether a wish begins there, and the wish's arguments."""

import collections
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imgfree.local.director.tagger.network import ASKED, CANNOT, NOTHING
from imgfree.local.director.tagger.segments import argument
from tagger.sentences import Read, Row

OPS = ("build", "duration", "per_photo", "aspect", "platform", "fit", "focus", "collage", "stamp", "lettering",
       "transition", "motion", "look", "effect", "pace", "speed", "loop", "fade", "trim", "order", "remove", "replace",
       "title", "text", "captions", "music", "voice", "beats", "beat_words", "level", "logo", "export", "undo",
       "redo")  # fmt: skip
NAMES = (NOTHING, CANNOT, ASKED, *OPS)
_SPOKEN, _VALUED = 4, 5  # how often an argument, or a value, has to come up to be learnt
_VERBATIM = ("text", "mood", "name", "with")


@dataclass
class Marked:
    """The labels of a row's tokens: columns as in `NAMES`, and those of the arguments where a wish is."""

    ops: NDArray[Any]
    begins: NDArray[Any]
    verbatim: NDArray[Any]
    args: NDArray[Any]
    wished: NDArray[Any]


def arguments(rows: Sequence[Row]) -> dict[str, int]:
    """Return the column of every argument, and of every value, that comes up often enough."""
    counts = collections.Counter(name for row in rows for wish in row["wishes"] for name in _names(wish))
    often = [name for name, count in sorted(counts.items()) if count >= (_VALUED if "=" in name else _SPOKEN)]
    return {name: column for column, name in enumerate(often)}


def marked(read: Read, columns: Mapping[str, int]) -> Marked:
    """Return the labels of a row; a token in several wishes is the shortest one's."""
    row, tokens = read.row, read.reading.tokens
    many = len(tokens)
    found = Marked(np.zeros(many, int), *np.zeros((2, many)), np.zeros((many, len(columns))), np.zeros(many))
    shortest = [len(row["text"]) + 1] * many
    for wish in sorted(row["wishes"], key=lambda wish: -sum(map(len, pieces(wish)))):
        taken: list[tuple[int, int]] = []
        first, labels = True, [columns[name] for name in _names(wish) if name in columns]
        for piece in pieces(wish):
            start = _found(row["text"], piece, taken)
            taken.append((start, start + len(piece)))
            for place in _within(tokens, start, piece):
                if len(piece) < shortest[place]:
                    shortest[place] = len(piece)
                    found.ops[place], found.wished[place], found.begins[place] = NAMES.index(wish["op"]), 1, first
                    found.args[place], first = 0, False
                    found.args[place, labels] = 1
        for words in _verbatim(wish):
            found.verbatim[list(_within(tokens, row["text"].find(words), words, stops=True))] = 1
    for piece in row["cannot"]:
        for place in _within(tokens, row["text"].find(piece), piece):
            found.ops[place] = found.ops[place] or NAMES.index(CANNOT)
    if row.get("route", "edit") not in ("edit", "export"):
        said = [place for place, token in enumerate(tokens) if token.kind != "stop" and not found.ops[place]]
        found.ops[said] = NAMES.index(ASKED)
    return found


def _names(wish: Mapping[str, Any]) -> Iterator[str]:
    for key, value in wish.items():
        if key in ("op", "said"):
            continue
        yield f"{wish['op']}.{key}"
        if isinstance(value, bool | str | int | float):
            yield f"{wish['op']}.{argument(key, value)}"


def pieces(wish: Mapping[str, Any]) -> list[str]:
    """Return the words that ask for a wish."""
    return wish["said"] if isinstance(wish["said"], list) else [wish["said"]]


def _verbatim(wish: Mapping[str, Any]) -> Iterator[str]:
    for key in _VERBATIM:
        if isinstance(wish.get(key), str) and (key != "name" or wish["op"] == "export"):
            yield wish[key]
    yield from wish.get("texts", ())


def _found(text: str, piece: str, taken: Sequence[tuple[int, int]]) -> int:
    """Return where a piece stands, apart from those that are taken where it can."""
    at = text.find(piece)
    while at >= 0 and any(start < at + len(piece) and at < end for start, end in taken):
        at = text.find(piece, at + 1)
    return at if at >= 0 else text.find(piece)


def _within(tokens: Sequence[Any], start: int, piece: str, *, stops: bool = False) -> Iterator[int]:
    for place, token in enumerate(tokens):
        if start >= 0 and token.start < start + len(piece) and token.end > start and (stops or token.kind != "stop"):
            yield place
