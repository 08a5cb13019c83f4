"""What a value of an expression may be: how large, made of what, and how it stands in a text."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined

from imgfree.template import effort
from imgfree.template.variable import Variable

LIMIT = 1_000_000  # units of one value: its characters, and ten for each of its items
_INPUT_LIMIT_BITS = 16_384  # of a number that comes from elsewhere
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def weigh(*values: Any) -> int:
    """Return how many units there are, and count them; refuse more than LIMIT without looking at them all."""
    total, left = 0, list(values)
    while left:
        value = left.pop()
        if isinstance(value, str):
            total += len(value) * effort.CHARACTER
        elif isinstance(value, int):
            if value.bit_length() > _INPUT_LIMIT_BITS:
                raise SecurityError("this is no number that a recipe can hold")
            continue
        elif isinstance(value, (list, tuple)):
            total += len(value) * effort.ITEM
            if total <= LIMIT:
                left.extend(value)
        elif isinstance(value, Mapping):  # last: what is abstract takes ten times as long to ask
            total += len(value) * effort.ITEM
            if total <= LIMIT:
                left.extend(value)
                left.extend(value.values())
        if total > LIMIT:
            raise SecurityError("this would grow too big")
    effort.spend(total)
    return total


def plain(value: Any) -> Any:
    """Return a copy made of nothing but text, numbers, true, false, null, lists and mappings."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise SecurityError("this is no number that a recipe can hold")
        return value
    if isinstance(value, str):
        if _HALF_CHARACTER.search(value):
            raise SecurityError("this text holds half a character, which cannot be sent")
        return str(value)
    if isinstance(value, Undefined | Variable):
        return str(value)  # raises: with the name, or since it has no text
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if callable(value):
        raise SecurityError("this is a function; call it with ()")
    raise SecurityError("this is no value that a recipe can hold")


def text(value: Any) -> str:
    """Return a value as it stands inside a text: text as it is, everything else as JSON."""
    if isinstance(value, str | Undefined):
        return str(plain(value))  # an undefined value raises here
    weigh(value)
    return json.dumps(plain(value), ensure_ascii=False)


def shown(value: Any) -> str:
    """Return a value for a message, cut where it is long."""
    if isinstance(value, Undefined):
        return "not there"
    weigh(value)
    written = json.dumps(plain(value), ensure_ascii=False)
    return written if len(written) <= 80 else f"{written[:77]}…"
