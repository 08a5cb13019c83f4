"""How far a mention reaches that takes in all that is said with it: "a countdown over 5 s"."""

from collections.abc import Sequence

from imgfree.local.director.frames import Mention
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token


def absorbed(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without those that are part of another one: "a countdown over 5 s"."""
    gone: set[int] = set()
    for mention in mentions:
        if id(mention) in gone or mention.frame.absorbs is None or not mention.frame.absorbs(mention):
            continue
        first, last = _scope(reading, mention, mentions)
        for other in mentions:
            part = other is not mention and id(other) not in gone and not other.frame.stays
            if part and first <= other.start < last:
                gone.add(id(other))
        mention.heads += [item for item in reading.items if first <= item.first < last and item not in mention.items]
        mention.heads.sort(key=lambda item: item.first)
    return [mention for mention in mentions if id(mention) not in gone]


def _scope(reading: Reading, mention: Mention, mentions: Sequence[Mention]) -> tuple[int, int]:
    """Return the tokens that belong to a mention: from its verb, or what is taken up with 把, to the next border."""
    head, after = mention.heads[0].first, mention.heads[0].last
    row = reading.tokens
    ends = (place for place in range(after, len(row)) if _ends_scope(row[place]) or _is_length(row, place))
    last = next(ends, len(row))
    first, others = head, {one.start for one in mentions if one is not mention and not one.frame.yields}
    other = False
    for place in range(head - 1, -1, -1):
        token = reading.tokens[place]
        if _ends_scope(token):
            break
        if token.relation == "object" or (token.means("verb") and not token.means("verb", "make", "combine")):
            return (first if other and token.relation != "object" else _causing(row, place)), last
        other = other or place in others or token.means("verb")
        first = place if token.kind == "unknown" and first == place + 1 else first
    else:
        place = -1
    return (first if other else place + 1), last


def _causing(row: Sequence[Token], place: int) -> int:
    """Return where a verb begins with the one who is to do it: "get a neighbour to read" is one."""
    for before in range(place - 1, -1, -1):
        if row[before].means("verb", "want", "have"):
            return before
        if row[before].kind not in ("unknown", "function") and not row[before].means("context"):
            break
    return place


def _is_length(row: Sequence[Token], place: int) -> bool:
    """Return whether a length of time stands here by itself, with no "over" or "for" before it."""
    quantity = row[place].quantity
    return quantity is not None and quantity.kind == "seconds" and row[place - 1].kind == "form"


def _ends_scope(token: Token) -> bool:
    """Return whether something new begins here: at a stop, at "and" or "with", at the film that it is said of."""
    return (
        token.kind == "stop" or token.relation in ("and", "then", "but", "with", "for") or token.means("noun", "film")
    )
