"""Where a comma was left out: a comma is read before a word that opens something new behind what is complete."""

from collections.abc import Iterator, Sequence

from imgfree.local.director.read.tokens import Token

_TOPICS = ("title", "text", "closing", "captions", "music", "sound", "voice", "volume", "transition", "motion", "logo",
           "length", "pace", "frame", "color", "background", "photo", "clip", "end", "start")  # fmt: skip
_SHORT = 5  # content words; what is said in so few needs no comma
_COMPLETE = ("look", "mood", "motion", "transition", "aspect", "compare", "effect", "place", "pace", "fit", "side")
_OPEN_VERBS = ("make", "put", "show", "say", "set", "apply", "change")


def paused(found: Sequence[Token]) -> list[Token]:
    """Return the tokens with an empty comma wherever one was left out."""
    return [token for pair in _paused(found) for token in pair]


def _paused(found: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    for place, token in enumerate(found):
        if place and _opens(found, place) and _is_complete(found, place):
            yield Token(token.start, token.start, ",", "stop"), token
        else:
            yield (token,)


def _opens(found: Sequence[Token], place: int) -> bool:
    """Return whether something new begins here: a topic in Chinese, "each", a place in time."""
    token = found[place]
    if token.text.isascii() or token.kind != "form":
        return False
    return (
        token.means("noun", *_TOPICS)
        or token.means("each", "each")
        or token.means("when", "at_start", "at_end")
        or token.means("again", "again")
    )


def _is_complete(found: Sequence[Token], place: int) -> bool:
    """Return whether what stands before a word is whole without it: a value, a length, a degree."""
    before = found[place - 1]
    if before.quantity is not None:
        return before.quantity.kind in ("seconds", "percent") and len(found) > place + 1
    return before.kind == "form" and any(before.means(of) for of in _COMPLETE)
