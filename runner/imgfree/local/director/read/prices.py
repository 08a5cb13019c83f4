"""Prices, wages and working hours: what something costs or pays, and for how long a day; never a length or a share."""

from collections.abc import Sequence

from imgfree.local.director.lexicon.kinds import WRITTEN
from imgfree.local.director.read.tokens import Kind, Token

_SIGNS = "$€£¥￥"
_NUMBERS = ("number", "numbers", "ordinal", "px")
_EACH = ("a", "an", "per", "/", "each", "every", "每", "一")
_PERIODS = ("minute", "hour", "day", "week", "weekday", "weekend", "month", "year", "night", "shift")
_WRITES = ("say", "change", "put", "add", "replace", "show")
_HOUR_S = 3600.0
_NEAR = 3  # words between 每天 and how long


def priced(found: Sequence[Token], raw: str) -> list[Token]:
    """Return the tokens with those of prices and of hours a day told; where a text is spoken of, as words unknown."""
    row = list(found)
    for place, token in enumerate(found):
        if token.quantity is None:
            continue
        if last := _of_price(found, place, raw) or _of_hours(found, place):
            kind: Kind = "unknown" if _is_written(found, place) else "told"
            first = place - (place > 0 and found[place - 1].means("context", "price"))
            row[first:last] = [
                one if one.kind in ("stop", "function") else one.emptied(kind) for one in row[first:last]
            ]
    return row


def _is_written(found: Sequence[Token], place: int) -> bool:
    """Return whether a price is told to be on the picture, in words that were not heard as a text."""
    for token in reversed(found[:place]):
        if token.kind == "stop":
            return False
        if token.means("verb", *_WRITES) or token.means("noun", *WRITTEN):
            return True
    return False


def _of_price(found: Sequence[Token], place: int, raw: str) -> int:
    """Return the place behind a price that begins here, with what it is paid for; 0 where there is none."""
    token, before = found[place], found[place - 1] if place else None
    if token.quantity is None or token.quantity.kind not in _NUMBERS:
        return 0
    signed = bool(set(raw[max(0, token.start - 1) : token.start + 1]) & set(_SIGNS))
    after = found[place + 1] if place + 1 < len(found) else None
    behind = after is not None and (after.means("context", "currency") or _is_yuan(after))
    if not (signed or behind or (before is not None and before.means("context", "price"))):
        return 0
    return _with_rate(found, place + 1 + behind)


def _is_yuan(token: Token) -> bool:
    """Return whether a word that nobody knows begins as money does: 元, 元一位."""
    return token.kind == "unknown" and token.text.startswith("元")


def _with_rate(found: Sequence[Token], place: int) -> int:
    """Return the place behind "an hour", "per person" or 每小时, where it stands here; else this place."""
    after = found[place] if place < len(found) else None
    if after is None:
        return place
    if after.quantity is not None and after.quantity.kind == "seconds" and after.text.startswith(_EACH):
        return place + 1
    if after.text in _EACH and place + 1 < len(found):
        period = found[place + 1]
        timed = period.quantity is not None and period.quantity.kind == "seconds" and period.quantity.value >= 1
        if after.text == "per" or period.text in _PERIODS or (timed and after.text == "/"):
            return place + 2
    return place


def _of_hours(found: Sequence[Token], place: int) -> int:
    """Return the place behind "8 hours a day", 每天8小时; 0 where no such thing begins here."""
    quantity = found[place].quantity
    after = found[place + 1 : place + 4]
    if quantity is not None and len(after) == 3 and after[0].text.removesuffix("s") in _PERIODS:
        return place + 4 if after[1].text in _EACH and after[2].text in _PERIODS else 0
    if quantity is None or quantity.kind != "seconds" or quantity.value < _HOUR_S:
        return 0
    after = after[:2]
    if len(after) == 2 and after[0].text in _EACH and after[1].text in _PERIODS:
        return place + 3
    for token in reversed(found[max(0, place - _NEAR) : place]):
        if token.kind == "stop":
            return 0
        if token.text.startswith(("每", "一天")) and not token.means("measure"):
            return place + 1
    return 0
