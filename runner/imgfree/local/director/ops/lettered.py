"""What is said of words and of pictures alike, "animate" or "elegant": whose it is, by what stands beside it."""

from collections.abc import Iterable

from imgfree.local.director.frames import Mention
from imgfree.local.director.read.reading import Item, Reading

_NOUNS = ("title", "text", "captions", "closing", "words", "font")
_DOUBLE = (("animation", "motion"), ("font", "look"))  # what it says of words, and what of pictures


def meant(item: Item, reading: Reading) -> Item | None:
    """Return the noun, or the quotation, that such a word is said of; None where that is no text."""
    if not any(item.means(of_words) and item.means(of_pictures) for of_words, of_pictures in _DOUBLE):
        return None
    clause = list(reading.clause(item))
    place = clause.index(item) if item in clause else 0
    after, before = _thing(clause[place + 1 :]), _thing(reversed(clause[:place]))
    found = before if after is None else after
    return found if found is not None and (found.means("literal") or found.means("noun", *_NOUNS)) else None


def of_text(mention: Mention, reading: Reading) -> bool:
    """Return whether the heads of a mention are said of a text."""
    return any(meant(head, reading) is not None for head in mention.heads)


def said(mention: Mention, reading: Reading) -> list[Item]:
    """Return what is said so of the text of this mention."""
    return [one for one in reading.clause(mention.heads[0]) if meant(one, reading) in mention.heads]


def _thing(row: Iterable[Item]) -> Item | None:
    """Return the next thing that is named; verbs and small words name none."""
    for one in row:
        if one.means("noun") or one.means("literal") or one.means("which") or one.tokens[0].kind == "unknown":
            return one
    return None
