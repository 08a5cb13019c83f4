"""What every token of a row is labelled with: its operation, whether a wish begins there, which argument it tells."""

import collections
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imgfree.local.director.read.items import Item
from imgfree.local.director.tagger.heard import ENDS, NUMBERS, TIMES, end_of, number_of
from imgfree.local.director.tagger.network import ASKED, CANNOT, NOTHING
from imgfree.local.director.tagger.segments import argument
from tagger.sentences import Read, Row

OPS = ("build", "duration", "per_photo", "aspect", "platform", "fit", "focus", "collage", "stamp", "lettering",
       "transition", "motion", "look", "effect", "pace", "speed", "loop", "fade", "trim", "order", "remove", "replace",
       "title", "text", "captions", "music", "voice", "beats", "beat_words", "level", "logo", "export", "undo",
       "redo")  # fmt: skip
NAMES = (NOTHING, CANNOT, ASKED, *OPS)
_NUMBERS = ("seconds", "in_s", "out_s", "start_s", "length_s", "end_s", "from_s", "to_s", "gain", "lufs", "factor",
            "amount", "each", "count", "place", "size", "opacity", "bpm", "pause_s", "pace", "height", "width", "fps",
            "steps", "clip", "fade_in_s", "fade_out_s")  # fmt: skip
_COLORS = ("color", "background", "outline", "lit", "ground")
_TEXTS = ("text", "old", "with", "name", "mood", "file", "project", "words", "texts", "labels")
_PICTURES = ("photos", "anchor", "what")  # told by the same words: "photo 3"
KEYS = (*_NUMBERS, "photos", *_COLORS, *_TEXTS)
_SPOKEN, _VALUED = 4, 5  # how often an argument, or a value, has to come up to be learnt
_OF = 2  # how often with an operation
_VERBATIM = ("text", "mood", "name", "with", "texts")
_SAME = 1e-6


@dataclass(frozen=True)
class Columns:
    """The column of every argument, and of every value; and which of them each operation has."""

    by_name: Mapping[str, int]
    of: Mapping[str, Sequence[int]]


@dataclass
class Marked:
    """The labels of a row's tokens: columns of `ops` are as in `NAMES`, of `told` as in `KEYS`.

    `wish` has for each token which of `wishes` it belongs to, or -1; these are an operation's name and the columns of
    its arguments.
    """

    ops: NDArray[Any]
    begins: NDArray[Any]
    verbatim: NDArray[Any]
    told: NDArray[Any]
    wish: NDArray[Any]
    wishes: list[tuple[str, list[int]]]


def columns(rows: Iterable[Row]) -> Columns:
    """Return the columns of all that comes up often enough; arguments of one name share theirs."""
    said = [(wish["op"], name) for row in rows for wish in row["wishes"] for name in _names(wish)]
    counts, of = collections.Counter(name for _, name in said), collections.Counter(said)
    often = [name for name, count in sorted(counts.items()) if count >= (_VALUED if "=" in name else _SPOKEN)]
    by_name = {name: column for column, name in enumerate(often)}
    return Columns(by_name, {op: [by_name[name] for name in often if of[op, name] >= _OF] for op in OPS})


def marked(read: Read, known: Columns) -> Marked:
    """Return the labels of a row; a token in several wishes is the shortest one's."""
    row, tokens = read.row, read.reading.tokens
    many = len(tokens)
    wishes = sorted(row["wishes"], key=lambda wish: (-sum(map(len, pieces(wish))), wish["op"] == "build"))
    own = [[known.by_name[name] for name in _names(wish) if name in known.by_name] for wish in wishes]
    named = [(wish["op"], args) for wish, args in zip(wishes, own, strict=True)]
    found = Marked(np.zeros(many, int), *np.zeros((2, many)), np.zeros((many, len(KEYS))), np.full(many, -1), named)
    shortest = [len(row["text"]) + 1] * many
    for number, wish in enumerate(wishes):
        for place, length in _places(read, wish):
            if length < shortest[place]:
                found.ops[place], found.begins[place] = NAMES.index(wish["op"]), number not in found.wish
                found.wish[place], shortest[place] = number, length
    for number, wish in enumerate(wishes):
        for key, place in _telling(read, wish):
            found.verbatim[place] = found.verbatim[place] or key in _VERBATIM
            if found.wish[place] == number:
                found.told[place, KEYS.index(key)] = 1
    for piece in row["cannot"]:
        for place in _within(tokens, row["text"].find(piece), piece):
            found.ops[place] = found.ops[place] or NAMES.index(CANNOT)
    if row.get("route", "edit") not in ("edit", "export"):
        said = [place for place, token in enumerate(tokens) if token.kind != "stop" and not found.ops[place]]
        found.ops[said] = NAMES.index(ASKED)
    return found


def _places(read: Read, wish: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the tokens of a wish by their places, each with the length of its piece."""
    taken: list[tuple[int, int]] = []
    for piece in pieces(wish):
        start = _found(read.row["text"], piece, taken)
        taken.append((start, start + len(piece)))
        for place in _within(read.reading.tokens, start, piece):
            yield place, len(piece)


def pieces(wish: Mapping[str, Any]) -> list[str]:
    """Return the words that ask for a wish."""
    return wish["said"] if isinstance(wish["said"], list) else [wish["said"]]


def _names(wish: Mapping[str, Any]) -> Iterator[str]:
    for key, value in wish.items():
        if key in ("op", "said"):
            continue
        yield key
        if isinstance(value, bool | str | int | float):
            yield argument(key, value)


def _telling(read: Read, wish: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the arguments of a wish that words tell, each with the places of tokens that are its value."""
    for key, value in wish.items():
        for words in _texts(wish, key):
            yield from (
                (key, at) for at in _within(read.reading.tokens, read.row["text"].find(words), words, stops=True)
            )
        for item in read.reading.items:
            if key in _PICTURES and _shows(item, value):
                yield from (("photos", place) for place in range(item.first, item.last))
            elif (key in _COLORS and item.value("color") == value) or (
                key in _NUMBERS and _counts(item, wish["op"], key, value)
            ):
                yield from ((key, place) for place in range(item.first, item.last))


def _shows(item: Item, value: Any) -> bool:
    """Return whether an item says which pictures these are: "photo:3", or their numbers."""
    numbers = value if isinstance(value, list) else [int(one) for one in re.findall(r"(?<=^photo[: ])\d+$", value)]
    said = item.value("numbers") or (item.value("number") or item.value("ordinal"),)
    return bool(numbers) and (item.means("which") or bool({*said} & {*numbers}))


def _counts(item: Item, op: str, key: str, value: Any) -> bool:
    """Return whether an item is that number."""
    if isinstance(value, bool | str):
        return False
    stretch = item.value("stretch") if key in ENDS else None
    number = number_of(item, (*TIMES, *NUMBERS)) if stretch is None else end_of(op, key, stretch)
    return number is not None and abs(number - value) < _SAME


def _texts(wish: Mapping[str, Any], key: str) -> Iterator[str]:
    """Yield what is told by the words themselves; a name is one only of a file."""
    value = wish.get(key)
    if key in _TEXTS and (key != "name" or wish["op"] == "export"):
        yield from [value] if isinstance(value, str) else value or ()


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
