"""Excuses: which pictures are not needed, and what is wrong with those that go."""

from collections.abc import Sequence

from imgfree.local.director.lexicon.kinds import CAME, CAME_OUT
from imgfree.local.director.read.tokens import Token

_SPARE = (("not",), ("each",), ("measure", "photo"), ("noun", "photo", "clip", "upload"),
          ("verb", "want", "have", "put", "use", "show"))  # fmt: skip
_WRONG = ("complain", "compare", "trait", "effect")
_MOVING = ("motion", "transition", "pace", "noun", "verb")
_LEAST = 4  # Chinese characters of a clause


def spares(part: Sequence[Token]) -> bool:
    """Return whether a clause only says that not all pictures are needed: "we dont need every photo"."""
    denied = any(token.means("not") for token in part)
    every = any(token.means("each") or token.means("noun", "photo") for token in part)
    spare = (token.kind == "function" or any(token.means(*of) for of in _SPARE) for token in part)
    return denied and every and all(spare)


def pointed(found: Sequence[Token], first: int, last: int) -> int:
    """Return how many words of an excuse point at the picture that the order behind it is for: "photo 2 is dark, …"."""
    part = found[first:last]
    here = next((n for n, token in enumerate(part) if not (_is_some(token) or _belongs(token))), 0)
    certain = any(token.quantity is not None or token.means("ordinal") for token in part[:here])
    others = any(_is_some(token) for token in (*found[:first], *found[last:]))
    return here if certain and not others else 0


def excuses(part: Sequence[Token]) -> bool:
    """Return whether a clause says what is wrong with pictures that go, or are not used: "the rest are blurry"."""
    subject = next((n for n, token in enumerate(part) if not (_is_some(token) or _belongs(token))), len(part))
    said = part[subject:]
    if not said or not any(map(_is_some, part[:subject])):
        return False
    if part[0].text.isascii() and not (said[0].auxiliary == "is" or said[0].text in CAME):
        return False
    acts = any(token.means("verb") for token in said)
    return not acts and any(map(_is_wrong, said)) and all(_is_wrong(token) or _is_small(token) for token in said)


def _is_some(token: Token) -> bool:
    """Return whether a word names certain pictures, or those that are left."""
    beside = token.means("part", "first", "last") and not token.means("when") and not token.means("verb")
    counted = token.quantity is not None and token.quantity.kind in ("number", "ordinal")
    return beside or counted or token.means("rest") or token.means("ordinal") or token.means("noun", "photo")


def _is_wrong(token: Token) -> bool:
    """Return whether a word may say what is wrong with a picture."""
    if token.kind == "unknown":
        return token.text.isascii() or len(token.text) < _LEAST
    return any(token.means(of) for of in _WRONG) and not any(token.means(of) for of in _MOVING)


def _is_small(token: Token) -> bool:
    """Return whether a word only helps to say so."""
    helps = any(token.means(of) for of in ("degree", "each", "context", "not")) or token.text in CAME_OUT
    return helps or (token.kind == "function" and not token.relation)


def _belongs(token: Token) -> bool:
    return token.given or token.relation in ("of", "who") or token.means("measure")
