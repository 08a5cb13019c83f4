"""A film and the same film made again: which pieces are the same, which only to eyes and ears, and what is not."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from imgfree.local.comparison import pictures, sounds
from imgfree.local.comparison.pictures import Box, Unlike
from imgfree.local.comparison.pieces import Piece, Stored, stored
from imgfree.local.render.failures import RenderCancelled

Likeness = Literal["same", "encoded", "differs"]  # byte for byte; to eyes and ears; not
_ORDER: tuple[Likeness, ...] = ("same", "encoded", "differs")
_SEEN = 0.8  # of the way are the pictures


@dataclass(frozen=True)
class Part:
    """A piece of the film, and how like the other film is to it there."""

    at_s: float
    end_s: float
    likeness: Likeness


@dataclass(frozen=True)
class Difference:
    """The first place where what is seen or heard is not the same, what about it, and where on the picture."""

    sort: Literal["size", "picture", "sound"]
    at_s: float
    what: str
    box: Box | None = None


@dataclass(frozen=True)
class Comparison:
    """A film beside another. `sound` is None where neither has any; `differences` are the first of each sort."""

    parts: tuple[Part, ...]
    sound: Likeness | None
    differences: tuple[Difference, ...] = ()

    @property
    def likeness(self) -> Likeness:
        """Return how like they are in all."""
        if self.differences:
            return "differs"
        found = {one.likeness for one in self.parts} | ({self.sound} if self.sound else set())
        return max(found, key=_ORDER.index)

    def as_json(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "likeness": self.likeness,
            "differences": [vars(one) | {"at_s": round(one.at_s, 3)} for one in self.differences],
            "sound": self.sound,
            "pieces": [
                {"at_s": round(one.at_s, 3), "end_s": round(one.end_s, 3), "likeness": one.likeness}
                for one in self.parts
            ],
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Return what `as_json` made of one."""
        differences = (
            Difference(**{**one, "box": one["box"] and (*map(int, one["box"]),)}) for one in told["differences"]
        )
        return cls(tuple(Part(**one) for one in told["pieces"]), told["sound"], tuple(differences))


def compare(
    film: Path,
    other: Path,
    *,
    on_progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Return how like `other` is to a film, as which it was made again; what is equal as it is stored is not decoded.

    Raises MediaUnreadable for what is no film, and RenderCancelled soon after `cancelled` says so.
    """
    one, two = stored(film), stored(other)
    if one.size != two.size:
        sizes = ("{}x{}".format(*each.size) for each in (one, two))
        whole = Part(0.0, one.end_s, "differs")
        return Comparison((whole,), None, (Difference("size", 0.0, "it is {1}, and was {0}".format(*sizes)),))
    meter = _Meter(max(one.end_s, two.end_s), on_progress, cancelled)
    parts, seen = _seen(film, other, one, two, meter)
    sound, heard = _heard(film, other, one, two, meter)
    found = [each for each in (seen, heard) if each]
    return Comparison(parts, sound, tuple(sorted(found, key=lambda each: each.at_s)))


@dataclass(frozen=True)
class _Meter:
    """Tells how far the comparison is, and ends it when nobody wants it any more."""

    end_s: float
    on_progress: Callable[[float], None]
    cancelled: Callable[[], bool]

    def seen(self, at_s: float) -> None:
        """Note that the pictures are compared up to that moment."""
        self._at(_SEEN * at_s / self.end_s)

    def heard(self, at_s: float) -> None:
        """Note that the sound is compared up to that moment, after the pictures."""
        self._at(_SEEN + (1 - _SEEN) * at_s / self.end_s)

    def _at(self, share: float) -> None:
        if self.cancelled():
            raise RenderCancelled("the comparison was cancelled")
        self.on_progress(min(1.0, share))


def _seen(
    film: Path, other: Path, one: Stored, two: Stored, meter: _Meter
) -> tuple[tuple[Part, ...], Difference | None]:
    """Return how like each piece of pictures is, and the first that is not."""
    equal = set(one.pictures) & set(two.pictures)
    starts = [piece.at_s - one.usual_s / 2 for piece in one.pictures]
    first: Unlike | None = None
    differing = set[int]()
    for from_s, end_s in _runs(one, two, equal):
        for at_s, unlike in pictures.unlike(film, other, from_s, end_s, one.usual_s):
            meter.seen(at_s)
            if unlike:
                first = first or unlike
                differing.add(max(0, bisect_right(starts, at_s) - 1))
    parts = (
        Part(piece.at_s, piece.end_s, "differs" if number in differing else "same" if piece in equal else "encoded")
        for number, piece in enumerate(one.pictures)
    )
    return tuple(parts), _difference(first, one, two) if first else None


def _runs(one: Stored, two: Stored, equal: set[Piece]) -> Iterator[tuple[float, float]]:
    """Yield the stretches of time in which something has to be looked at, each from a key frame of the first film."""
    from_s: float | None = None
    for piece in one.pictures:
        if piece in equal and from_s is not None:
            yield from_s, piece.at_s
            from_s = None
        elif piece not in equal and from_s is None:
            from_s = piece.at_s
    if from_s is not None or two.end_s > one.end_s + one.usual_s / 2:
        yield one.end_s if from_s is None else from_s, float("inf")


def _difference(found: Unlike, one: Stored, two: Stored) -> Difference:
    gone = "it ends here" if found.lacking and found.at_s >= two.end_s - one.usual_s / 2 else "a picture is missing"
    more = "it goes on" if found.at_s >= one.end_s - one.usual_s / 2 else "there is one more picture"
    what = "the picture is another" if found.box else gone if found.lacking else more
    return Difference("picture", found.at_s, what, found.box)


def _heard(
    film: Path, other: Path, one: Stored, two: Stored, meter: _Meter
) -> tuple[Likeness | None, Difference | None]:
    """Return how like the sound is, and where it first is not."""
    if one.sound == two.sound:
        return "same" if one.sound else None, None
    if one.sound is None or two.sound is None:
        what = "there is sound" if two.sound else "the sound is missing"
        return "differs", Difference("sound", 0.0, what)
    for at_s, unlike in sounds.unlike(film, other):
        meter.heard(at_s)
        if unlike:
            return "differs", Difference("sound", at_s, "the sound is another")
    return "encoded", None
