"""Clauses in which nobody knows what is to be done, or to what."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from imgfree.local.director.read.tokens import Token

_OBJECTS = ("the", "a", "an", "it", "them", "my", "our", "all", "this", "that", "these", "those", "everything", "each")
_TWICE = re.compile(r".*(?:(.)一\1|(..)\2)")  # a Chinese verb that is done a little: 捋一捋, 归置归置
_JOINTS = ("and", "then", "but")
_LITTLE = ("一点", "一下")  # how much of it, behind what is to be done
_HANDLES = ("把", "给", "打开", "关掉", "加", "换", "来个", "来一", "用", "套")  # what a Chinese order begins with


def is_strange(clause: Sequence[Token]) -> bool:
    """Return whether nobody knows what is to be done, or to what: "sandpaper the edges", "swap the hinges"."""
    said = list(dropwhile(lambda token: token.relation in _JOINTS, clause))
    if not any(token.kind == "unknown" for token in said):
        return False
    verb = said[0].kind == "unknown" and any(token.text in _OBJECTS for token in said[1:2])
    twice = any(_TWICE.fullmatch(token.text) for token in said if token.kind == "unknown")
    first, *others = [token for token in said if token.kind != "function"]
    thing = bool(others) and first.means("verb") and all(token.kind == "unknown" for token in others)
    return verb or twice or thing or said[0].text.startswith(_HANDLES) or said[-1].text.endswith(_LITTLE)
