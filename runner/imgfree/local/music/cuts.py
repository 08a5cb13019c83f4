"""Cuts moved onto beats: which beats may carry one, and which of them are taken. Whole frames, no file is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Unit = Literal["bar", "half bar", "beat", "half beat", "phrase"]
_EVEN = 2.0  # shots of so many units differ by half their length at most
_NEARLY = 0.2
_WINDOW = 12  # candidates around each place
_ASIDE = 1e9
_SHORTEST = 6  # frames of a shot


@dataclass(frozen=True)
class Pulse:
    """Where cuts may fall in a film, in frames: beats, those that begin a bar, and where phrases turn."""

    beats: tuple[int, ...] = ()
    bars: tuple[int, ...] = ()
    bar: int = 4
    phrases: tuple[int, ...] = ()
    sure: bool = False
    drop: int | None = None  # where a cut falls by all means

    def places(self, unit: Unit) -> tuple[int, ...]:
        """Return where units begin."""
        if unit == "phrase":
            return self.phrases
        if unit == "bar":
            return self.bars
        if unit == "half bar":
            half = self.bar // 2
            return tuple(at for n, at in enumerate(self.beats) if (n - self._first) % half == 0)
        between = () if unit == "beat" else ((a + b) // 2 for a, b in pairwise(self.beats))
        return tuple(sorted({*self.beats, *between}))

    @property
    def _first(self) -> int:
        return self.beats.index(self.bars[0]) if self.bars and self.bars[0] in self.beats else 0


def unit_for(pulse: Pulse, shots: int, total: int, wished: Unit | None = None) -> Unit | None:
    """Return the unit that is wished, or the longest that so many shots can keep evenly; None where none has room."""
    if shots < 2:
        return None
    if not pulse.sure:
        return "phrase" if len(_inside(pulse.phrases, total)) >= shots - 1 else None
    mean = total / shots
    units: tuple[Unit, ...] = ("bar", *(("half bar",) if pulse.bar % 2 == 0 else ()), "beat", "half beat")
    enough = [one for one in units if len(_inside(pulse.places(one), total)) >= shots - 1]
    if wished in enough:
        return wished
    for unit in [one for one in enough if one != "half beat"]:
        places = pulse.places(unit)
        length = (places[-1] - places[0]) / max(1, len(places) - 1)
        rest = total - (shots - 1) * length  # what is left for the last one
        if mean >= _EVEN * length or (abs(mean - length) <= _NEARLY * length and rest >= length / 2):
            return unit
    return "beat" if "beat" in enough else enough[-1] if enough else None


def _inside(places: Sequence[int], total: int) -> list[int]:
    return [at for at in places if 0 < at < total]


def moved(ends: Sequence[int], most: Sequence[int | None], places: Sequence[int], drop: int | None) -> list[int] | None:
    """Return the cuts nearest to `ends` that fall on places; None where they cannot.

    `ends` are the shots' ends, the film's the last; `most` is the longest that each shot can be, None for any length.
    """
    total, wanted = ends[-1], list(ends[:-1])
    inside = _inside(places, total)
    # The best way to each place of each cut: its cost and the place of the cut before.
    rows: list[dict[int, tuple[float, int]]] = []
    before: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for number, end in enumerate(wanted):
        near = sorted(inside, key=lambda at, end=end: abs(at - end))[:_WINDOW]  # type: ignore[misc]
        row: dict[int, tuple[float, int]] = {}
        for at in sorted({*near, *((drop,) if drop is not None and 0 < drop < total else ())}):
            cost = float((at - end) ** 2) - (_ASIDE if at == drop else 0.0)
            ways = [(old + cost, cut) for cut, (old, _) in before.items() if cut < at and _fits(at - cut, most[number])]
            if ways:
                row[at] = min(ways)
        if not row:
            return None
        rows.append(row)
        before = row
    at = min(before, key=lambda cut: (before[cut][0], cut))
    chosen = [at]
    for row in reversed(rows[1:]):
        at = row[at][1]
        chosen.append(at)
    return chosen[::-1]


@dataclass(frozen=True)
class Shots:
    """Shots in frames: lengths, what each shares with the one before it, and the longest it can be, None for any."""

    lengths: list[int]
    overlaps: list[int]
    longest: list[int | None]


def fitted(pulse: Pulse, unit: Unit, shots: Shots) -> tuple[list[int], list[int]] | None:
    """Return lengths and overlaps with every cut on a unit, a transition's middle being its cut; the total stays.

    None where the cuts cannot fall so.
    """
    ends, joints = _ends(shots)
    most = [None if own is None else own - joint for own, joint in zip(shots.longest, joints, strict=True)]
    places = moved(ends, most, pulse.places(unit), pulse.drop)
    return None if places is None else _relaid(shots, places, ends[-1])


def beside_speech(pulse: Pulse, shots: Shots, farthest: int) -> tuple[list[int], list[int]]:
    """Return lengths and overlaps with each cut on the beat nearest to where a sentence ends; the total stays.

    A cut that would have to go farther than so many frames stays where it is. Beats that are far apart are halved.
    """
    ends, _ = _ends(shots)
    places, found = pulse.places(beat_near(pulse, farthest)), [0]
    for end in ends[:-1]:
        near = [at for at in places if abs(at - end) <= farthest and at - found[-1] >= _SHORTEST]
        found.append(min(near, key=lambda at, end=end: abs(at - end)) if near else end)  # type: ignore[misc]
    return _relaid(shots, found[1:], ends[-1])


def beat_near(pulse: Pulse, farthest: int) -> Unit:
    """Return the unit of which one is always so many frames from anywhere, at most."""
    apart = [b - a for a, b in pairwise(pulse.beats)]
    return "half beat" if apart and max(apart) > 2 * farthest else "beat"


def _ends(shots: Shots) -> tuple[list[int], list[int]]:
    """Return where each shot ends, the middle of a transition being its cut; and what it lasts beyond its cuts."""
    after = [*shots.overlaps[1:], 0]
    ends, at = [], 0
    for length, overlap, joint in zip(shots.lengths, shots.overlaps, after, strict=True):
        at += length - overlap
        ends.append(at - joint + joint // 2)
    return ends, [before // 2 + joint - joint // 2 for before, joint in zip(shots.overlaps, after, strict=True)]


def _relaid(shots: Shots, places: Sequence[int], total: int) -> tuple[list[int], list[int]]:
    """Return the lengths and overlaps of shots whose cuts are at these places."""
    gaps = [b - a for a, b in pairwise([0, *places, total])]
    wanted = zip(shots.overlaps[1:], gaps, gaps[1:], strict=False)
    overlaps = [0, *(min(own, before // 3, behind // 3) for own, before, behind in wanted), 0]
    spans = [gap + overlaps[n] // 2 + overlaps[n + 1] - overlaps[n + 1] // 2 for n, gap in enumerate(gaps)]
    lengths = [span if own is None else min(span, own) for span, own in zip(spans, shots.longest, strict=True)]
    return lengths, overlaps[:-1]


def _fits(length: int, most: int | None) -> bool:
    return most is None or length <= most
