"""What the network is told of a word: its letters, and what the lexicon and the reader know of it."""

import math
import re
import zlib
from collections.abc import Iterator

from imgfree.local.director.read.items import Item
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token

SIZE = 1 << 14  # rows of the table that features are hashed into; 0 stands for none
MOST = 28  # features of one word
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CODED = ("utf-8", "surrogatepass")  # halves of characters, too
_LETTERS = (3, 4, 5)  # in a row
_LARGE = 4096  # numbers above it are alike


def hashed(reading: Reading) -> list[list[int]]:
    """Return for every token of a sentence the rows of the table that stand for it, at most `MOST`."""
    around = {place: item for item in reading.items for place in range(item.first, item.last)}
    said = (list(_features(token, around.get(place))) for place, token in enumerate(reading.tokens))
    return [[1 + zlib.crc32(one.encode(*_CODED)) % SIZE % (SIZE - 1) for one in names[:MOST]] for names in said]


def _features(token: Token, item: Item | None) -> Iterator[str]:
    text = token.text.lower() if token.kind not in ("literal", "words") else "<said>"
    if token.quantity is not None:
        text = _NUMBER.sub("0", text)
        yield f"q={token.quantity.kind}"
        yield f"m={_magnitude(float(token.quantity.value))}"
    yield f"k={token.kind}"
    yield f"w={text}"
    if token.kind not in ("literal", "words", "quantity"):
        yield from _spelt(text)
    for sense in token.senses:
        yield f"s={sense.type}"
        yield f"v={sense.type}={sense.value}"
    if token.relation:
        yield f"r={token.relation}"
    if token.given:
        yield "given"
    if token.auxiliary:
        yield f"aux={token.auxiliary}"
    if token.guessed:
        yield "guessed"
    if item is not None:
        yield from (f"i={of}" for of in item.senses)
        if len(item.tokens) > 1:
            yield "multi"


def _magnitude(value: float) -> int:
    """Return about how large a number is: 3 seconds are for a photo, 30 for a film."""
    return round(math.log2(min(abs(value), _LARGE) + 0.25))


def _spelt(text: str) -> Iterator[str]:
    if _HAN.search(text):
        yield from (f"c={char}" for char in text)
        yield from (f"b={text[place : place + 2]}" for place in range(len(text) - 1))
        return
    word = f"<{text}>"
    yield from (f"g={word[place : place + n]}" for n in _LETTERS for place in range(len(word) - n + 1))
