"""Three versions of a value into one: keys by name, items of lists by what they are known by."""

import difflib
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
_MISSING = object()


class Conflict(Exception):
    """Both sides changed the same thing, each in its way. `sides` are ours and theirs where a list differs."""

    def __init__(self, ours: Sequence[Any] = (), theirs: Sequence[Any] = ()) -> None:
        super().__init__()
        self.sides = (ours, theirs)


def merged_data(base: Any, ours: Any, theirs: Any, known_by: Callable[[Any], Hashable]) -> Any:
    """Return what both sides make of a value.

    Raises:
        Conflict: they changed the same part of it.
    """
    if theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _mapping(base if isinstance(base, dict) else {}, ours, theirs, known_by)
    if isinstance(ours, list) and isinstance(theirs, list):
        return _list(base if isinstance(base, list) else [], ours, theirs, known_by)
    raise Conflict([ours], [theirs])


def merged_sequence(
    base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], known_by: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None, T | None] | Conflict]:
    """Yield the items of a list, each as base, ours and theirs have it; a Conflict where the lists differ in two ways.

    An item that both still have is one item, however it changed.
    """
    names = [[known_by(one) for one in side] for side in (base, ours, theirs)]
    mine, new = (_pairs(names[0], side) for side in names[1:])
    at = [0, 0, 0]
    for index in range(len(base) + 1):
        both = index < len(base) and index in mine and index in new
        if not both and index < len(base):
            continue
        ends = (index, mine[index], new[index]) if both else (len(base), len(ours), len(theirs))
        yield from _between(*(side[begin:end] for side, begin, end in zip((base, ours, theirs), at, ends, strict=True)))
        if both:
            yield base[index], ours[mine[index]], theirs[new[index]]
        at = [end + 1 for end in ends]


def _between(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> Iterator[Any]:
    """Yield what stands between two items that all have."""
    if ours == base:
        yield from ((None, None, one) for one in theirs)
    elif theirs in (base, ours):
        yield from ((None, one, None) for one in ours)
    else:
        yield Conflict(ours, theirs)


def _pairs(base: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    blocks = difflib.SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + one: block.b + one for block in blocks for one in range(block.size)}


def _mapping(base: Any, ours: Any, theirs: Any, known_by: Callable[[Any], Hashable]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in dict.fromkeys([*ours, *theirs]):
        old, mine, new = (side.get(name, _MISSING) for side in (base, ours, theirs))
        value = merged_data(old, mine, new, known_by)
        if value is not _MISSING:
            found[name] = value
    return found


def _list(base: Any, ours: Any, theirs: Any, known_by: Callable[[Any], Hashable]) -> list[Any]:
    found: list[Any] = []
    for one in merged_sequence(base, ours, theirs, known_by):
        if isinstance(one, Conflict):
            raise one
        old, mine, new = one
        if old is None:
            found.append(new if mine is None else mine)
        else:
            found.append(merged_data(old, mine, new, known_by))
    return found
