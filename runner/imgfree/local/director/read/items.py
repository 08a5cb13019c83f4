"""What a sentence is a row of: a phrase, or a word by itself, each with what it may mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from imgfree.local.director.lexicon.kinds import JOINS
from imgfree.local.director.read.numbers import Quantity
from imgfree.local.director.read.tokens import Token

END = float("inf")
_BRIEF_S = 3.0  # as long as a transition may be, and no film is
_FEW_S = 6.0  # as long as a fade may be, and hardly a film is


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the film in seconds; negative ones count from its end, `END` is the end."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Which:
    """Which pictures: numbers from 1, negative ones from the end; each one of them; the rest; or one by its looks."""

    numbers: tuple[int, ...] = ()
    part: str = "some"  # some, each, rest, unseen
    noun: str = ""  # photo, clip, where it was said
    onward: bool = False  # from there to the last one
    step: int = 1  # each of them, or every other one
    but: bool = False  # all except these
    amid: bool = False  # so many, in the middle


@dataclass(frozen=True, slots=True)
class Count:
    """So many pictures."""

    number: int
    noun: str


@dataclass(frozen=True, eq=False)
class Item:
    """A phrase or a word: tokens `first` up to `last`, and the values it may have by their type."""

    first: int
    last: int
    senses: Mapping[str, Any]
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Return where it begins in the sentence."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Return where it ends in the sentence."""
        return self.tokens[-1].end

    @property
    def text(self) -> str:
        """Return its first word, folded."""
        return self.tokens[0].text

    @property
    def relation(self) -> str:
        """Return what a preposition means; empty for everything else."""
        return self.tokens[0].relation if len(self.tokens) == 1 else ""

    @property
    def small(self) -> bool:
        """Return whether it is a stop or a function word, which say nothing by themselves."""
        return len(self.tokens) == 1 and self.tokens[0].kind in ("stop", "function")

    @property
    def foremost(self) -> str:
        """Return the type of what it means first of all; empty for what means nothing."""
        return next(iter(self.senses), "")

    @property
    def breaks(self) -> bool:
        """Return whether a clause may end here: at a stop, or at what joins something else to it."""
        return self.tokens[0].kind == "stop" or self.relation in JOINS

    @cached_property
    def meanings(self) -> Mapping[str, None]:
        """Return all that it can mean as frames call it: a type, or type=value. Said again and again, so looked up."""
        own = [(of, value) for of, value in self.senses.items() if isinstance(value, str | int | float)]
        more = [(sense.type, sense.value) for sense in self.tokens[0].senses] if len(self.tokens) == 1 else []
        valued = (f"{of}={value}" for of, value in (*own, *more) if of in self.senses)
        return dict.fromkeys((*self.senses, *valued))

    @property
    def pictures(self) -> str:
        """Return which pictures it means: some, each, the rest or unseen ones; empty for what means none."""
        which = self.senses.get("which")
        return which.part if which is not None else ""

    def value(self, of: str) -> Any:
        """Return its value of that type; None if it has none."""
        return self.senses.get(of)

    def means(self, of: str, *values: Any) -> bool:
        """Return whether it can mean that, one of `values` where they are given."""
        if of not in self.senses:
            return False
        return not values or self.senses[of] in values or (len(self.tokens) == 1 and self.tokens[0].means(of, *values))


def single(place: int, token: Token) -> Item:
    """Return a token by itself as an item."""
    senses: dict[str, Any] = {}
    for sense in token.senses:
        senses.setdefault(sense.type, sense.value)
    if token.quantity is not None:
        senses = _quantity(token.quantity)
    elif token.kind == "words":
        senses = {"literal": token.text}
    elif token.kind in ("literal", "name"):
        senses = {token.kind: token.text} | ({file: token.text} if (file := token.value("file")) else {})
    return Item(place, place + 1, senses, (token,))


def _quantity(found: Quantity) -> dict[str, Any]:
    """Return what a quantity may mean, by type."""
    value, other = float(found.value), found.value2
    if found.kind == "seconds":
        short = {"brief": value} if value <= _BRIEF_S else {}
        return {"time": value} | short | ({"few": value} if value <= _FEW_S else {})
    if found.kind == "clock":
        return {"moment": value}
    if found.kind == "ordinal" and other is not None:
        return {"numbers": (found.value, other)}  # 第一二张
    if found.kind == "range" and other is not None:
        return {"stretch": Stretch(value, float(other))}
    if found.kind in ("ratio", "size", "numbers") and other is not None:
        return {"pixels" if found.kind == "size" else found.kind: (found.value, other)}
    return {found.kind: found.value}
