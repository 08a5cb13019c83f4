"""What of a frame is free for something that is seen in a span of frames, and how good a place there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imgfree.local.motion import Edges
from imgfree.local.render.places import room, safe_box
from imgfree.local.render.reel import KeptFree, Reel
from imgfree.local.render.text import Setting

Box = tuple[int, int, int, int]

_GAP = 0.016  # of the short side, between two things
_STEP = 0.01  # of the height: how finely places are looked for
_ON_SUBJECT = 2.5  # a place on what is to be seen is as bad as one that is so many heights of the frame away
_NEAR_ITS_PLACE = 0.4  # how much of that counts for a text that is no title: "at the bottom" is not above a thing
_ELSEWHERE = 0.16  # as bad as a place that is so many heights of the frame away
_ON_PICTURE = 0.3  # for captions, where the picture does not fill the frame
_ON_EDGE = 0.6  # so bad is a place half on such a picture and half beside it


@dataclass(frozen=True)
class Taken:
    """A box that is not free from frame `start` until `end`. Of a title that keeps its side of other texts, `own` is
    the middle of its own place."""

    box: Box
    start: int
    end: int
    own: float | None = None


def overlap(one: Box, other: Box) -> int:
    """Return how many pixels two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0


class Free:
    """What is free on the frame for something that is seen in a span of frames. `below`: it goes no higher than its own
    place; `near`: it leaves that for a face, and hardly for a thing."""

    def __init__(
        self, reel: Reel, seen: Sequence[Taken], span: tuple[int, int], *, below: bool = False, near: bool = False
    ) -> None:
        self._reel, self._below = reel, below
        self._lower: int | None = None
        self._left = 0
        self._safe = safe_box(reel.width, reel.height, reel.platform)
        self._gap = round(_GAP * min(reel.width, reel.height))
        self._boxes = [one.box for one in seen]
        self._titles = [(one.own, (one.box[1] + one.box[3]) / 2) for one in seen if one.own is not None]
        self._subjects: dict[Box, float] = {}
        whole = [self._pixels(one.box) for one in reel.kept_free if one.whole and _meet(one, span)]
        self._edges = [(left, top - self._gap, right, bottom + self._gap) for left, top, right, bottom in whole]
        for one in reel.kept_free:
            if _meet(one, span) and (below or not one.whole):
                weight = one.weight if one.weight == 1 or not near else _NEAR_ITS_PLACE * one.weight
                self._subjects[self._pixels(one.box)] = _ON_PICTURE if one.whole else _ON_SUBJECT * weight

    def let_down(self, below: Iterable[Setting | None]) -> None:
        """Let a title do well in the lower third, too, with these texts below it wherever it stands."""
        self._left = sum(one.height + self._gap for one in below if one is not None)
        self._lower = room("lower_third", self._reel.width, self._reel.height, self._reel.platform).bottom - self._left

    def top(self, box: Box) -> int | None:
        """Return the best top for a box of this size that keeps its column; None where it has room nowhere."""
        height = box[3] - box[1]
        if not (self._boxes or self._subjects or self._edges):
            return max(self._safe[1], min(box[1], self._safe[3] - height))
        step = max(2, round(_STEP * self._reel.height))
        lowest = self._safe[3] - height
        tops = {min(max(box[1] + step * number, self._safe[1]), lowest) for number in range(-100, 101)} | {box[1]}
        tops |= {other[1] - self._gap - height for other in self._boxes}  # right above and right below what is there
        tops |= {other[3] + self._gap for other in self._boxes}
        inside = [top for top in tops if self._safe[1] <= top <= lowest or top == box[1]]
        fitting = [
            top
            for top in inside
            if not self._meets((box[0], top, box[2], top + height)) and not self._passes(box, top - box[1])
        ]
        if self._below:
            fitting = [top for top in fitting if top >= box[1]] or fitting
        if self._left:
            fitting = [top for top in fitting if top + height + self._left <= self._floor(box)] or fitting
        return min(fitting, key=lambda top: (self._cost(box, top, height), top), default=None)

    def _floor(self, box: Box) -> int:
        """Return down to where the columns of a box are free, below the middle of the frame."""
        middle = self._reel.height // 2
        tops = [one[1] for one in self._boxes if one[0] < box[2] and box[0] < one[2] and one[1] > middle]
        return min(top - self._gap for top in (*tops, self._safe[3] + self._gap))

    def _pixels(self, box: Edges) -> Box:
        left, top, right, bottom = box
        wide, high = self._reel.width, self._reel.height
        return round(left * wide), round(top * high), round(right * wide), round(bottom * high)

    def _meets(self, box: Box) -> bool:
        left, top, right, bottom = box
        wide = (left - self._gap, top - self._gap + 1, right + self._gap, bottom + self._gap - 1)
        return any(overlap(wide, other) for other in self._boxes)

    def _passes(self, box: Box, by: int) -> bool:
        """Return whether a box that is moved so far down changes sides with a title: prices stay below their names."""
        middle = (box[1] + box[3]) / 2
        return any((middle >= own) != (middle + by >= now) for own, now in self._titles)

    def cost(self, box: Box, top: int) -> float:
        """Return how bad a place is: how far from the box's own, and how much on what is to be seen."""
        return self._cost(box, top, box[3] - box[1])

    def _cost(self, box: Box, top: int, height: int) -> float:
        away: float = abs(top - box[1])
        if self._lower is not None:
            away = min(away, abs(top + height - self._lower) + _ELSEWHERE * self._reel.height)
        return away / self._reel.height + self.spoilt((box[0], top, box[2], top + height))

    def spoilt(self, box: Box) -> float:
        """Return how bad it is where a box lies: what it covers of what is to be seen, and what edges part it."""
        area = max(1, (box[2] - box[0]) * (box[3] - box[1]))
        covered = sum(cost * overlap(box, one) / area for one, cost in self._subjects.items())
        return covered + _ON_EDGE * max((_halved(box, one) for one in self._edges), default=0.0)


def _halved(box: Box, picture: Box) -> float:
    """Return how much the edges of a picture part a box, 0 to 1: at 1 in the middle, or where it is wider than it."""
    inside = min(box[3], picture[3]) - max(box[1], picture[1])
    share = min(1.0, max(0.0, inside / max(1, box[3] - box[1])))
    sticks_out = box[0] < picture[0] and box[2] > picture[2]
    return share if sticks_out else 2 * min(share, 1 - share)


def _meet(one: KeptFree, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.start + one.frames
