"""Words of a wish that nothing was done with, though their clause was carried out: told, so that none is hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgfree.local.director.asides import stretch
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.reply import Say
from imgfree.local.director.told import told
from imgfree.local.director.wish import Edit, Wish

_VALUES = ("color", "effect", "aspect", "platform", "font", "format", "motion", "weight")
_OPEN = ("any", "other")  # a value that stands for several
_TEXTS = ("title", "text", "captions", "replace")
_PACES = ("speed", "pace", "duration", "per_photo", "transition", "motion")
_DOES = {
    "move": ("order", "logo", "motion", *_TEXTS),
    "speed_up": _PACES,
    "slow_down": _PACES,
    "cut": ("trim", "duration", "transition", "remove", "order", "build", "speed", "fit", "look"),
    "mute": ("level", "music", "remove"),
    "shuffle": ("order",),
    "sort": ("order", "build"),
    "reverse": ("order", "speed"),
}


def with_unspent(reading: Reading, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> dict[int, Edit]:
    """Return what the wishes came to; one of whose words nothing was made is no more than approximated."""
    spent = {one for number, edit in done.items() for one in _spent(wishes[number], edit)}
    found = dict(done)
    for place, token in enumerate(reading.tokens):
        if not _is_left(reading, place, spent):
            continue
        holding = (n for n, edit in done.items() if edit.outcome == "applied" and _holds(wishes[n], token))
        if (number := next(holding, None)) is not None:
            found[number] = _owned(wishes[number], found[number], reading.raw[token.start : token.end])
    return found


def _spent(wish: Wish, edit: Edit) -> Iterator[str]:
    """Yield the operation, and the name and value of everything that was carried out."""
    yield wish.op
    yield from _values(edit.args if edit.args is not None else {})
    yield from _values(wish.args)


def _values(args: Any) -> Iterator[str]:
    if isinstance(args, Mapping):
        args = [*args, *args.values()]
    for one in args:
        if isinstance(one, list | tuple | Mapping):
            yield from _values(one)
        else:
            yield str(one)


def _is_left(reading: Reading, place: int, spent: set[str]) -> bool:
    """Return whether a word means one thing alone, and nothing of the kind was done."""
    token = reading.tokens[place]
    if token.kind != "form" or len(token.senses) != 1 or token.guessed:
        return False
    (sense,) = token.senses
    if sense.type == "verb":
        return sense.value in _DOES and spent.isdisjoint(_DOES[sense.value])
    if sense.type not in _VALUES or sense.value in _OPEN:
        return False
    if any(one.means("not") or one.means("instead") or one.means("verb", "remove") for one in stretch(reading, place)):
        return False
    return not any(one == sense.value or one.startswith(f"{sense.value}_") for one in spent)


def _holds(wish: Wish, token: Token) -> bool:
    return bool(wish.op) and any(start <= token.start and token.end <= end for start, end in wish.spans)


def _owned(wish: Wish, edit: Edit, word: str) -> Edit:
    """Return what a wish came to, with the word that was not used."""
    args = edit.args if edit.args is not None else wish.args
    said = edit.note or told({"op": wish.op, **args})
    return replace(edit, outcome="approximated", note=said + Say(f"not used: '{word}'", f"未用到“{word}”"))
