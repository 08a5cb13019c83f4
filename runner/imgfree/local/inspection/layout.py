"""What is wrong with how things lie on the film, known without looking at it: overlaps, edges, too little time."""

import itertools
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from imgfree.local.inspection import remedies
from imgfree.local.inspection.findings import Box, Finding
from imgfree.local.inspection.laid import Laid
from imgfree.local.legibility import reading_s
from imgfree.local.render.places import safe_box
from imgfree.local.render.reel import Reel

_SHARED_S = 0.2  # what lies on each other for less is a change of captions
_NEAR = 0.004  # of the short side: letters that are closer than that touch
_SHARED = 0.004  # of the smaller one's ink
_BEYOND = 0.006  # of the short side: rounding and soft edges
_SPOKEN = 1.4  # people speak so much faster than they read, and captions follow them
_HASTE = 1.02  # frames are counted whole


def overlaps(reel: Reel, things: Sequence[Laid], voice: str) -> Iterator[Finding]:
    """Yield pairs of layers that are seen at the same time, one on the other."""
    reach = max(1, round(_NEAR * min(reel.width, reel.height)))
    for one, other in _together(things):
        first_s, end_s = one.clear(reel.fps)
        at_s, until_s = max(first_s, other.clear(reel.fps)[0]), min(end_s, other.clear(reel.fps)[1])
        if until_s - at_s < _SHARED_S or not _touch(one, other, reach):
            continue
        moved = one if one.words is not None and (other.words is None or _rank(one) > _rank(other)) else other
        yield Finding(
            "overlap",
            at_s,
            until_s,
            f"{one.name} and {other.name} lie on each other",
            remedies.move(moved, {remedies.band(thing.box, reel.height) for thing in (one, other)}, voice),
            (one.box, other.box),
        )


def _together(things: Sequence[Laid]) -> Iterator[tuple[Laid, Laid]]:
    """Yield the pairs of which both are on some frame."""
    ordered = sorted(things, key=lambda one: one.start)
    for number, one in enumerate(ordered):
        for other in itertools.islice(ordered, number + 1, None):
            if other.start >= one.start + one.frames:
                break
            yield one, other


def unsafe(reel: Reel, things: Sequence[Laid], platform: str | None, voice: str) -> Iterator[Finding]:
    """Yield layers of which a part is where the platform's own buttons are, or too near the edge."""
    free = safe_box(reel.width, reel.height, platform)
    slack = _BEYOND * min(reel.width, reel.height)
    for one in things:
        over = (free[0] - one.box[0], free[1] - one.box[1], one.box[2] - free[2], one.box[3] - free[3])
        sides = [side for side, by in zip(("left", "top", "right", "bottom"), over, strict=True) if by > slack]
        if sides:
            at_s, end_s = one.clear(reel.fps)
            where = f"{platform}'s safe box" if platform else "the safe box"
            what = f"{one.name} reaches out of {where} at the {' and the '.join(sides)}"
            yield Finding("unsafe", at_s, end_s, what, remedies.inside(one, sides, voice), (one.box,))


def fast(reel: Reel, things: Sequence[Laid], voice: str) -> Iterator[Finding]:
    """Yield texts that are gone before they can be read."""
    for one in things:
        if one.words is None:
            continue
        needed_s, shown_s = reading_s(one.words.text), one.frames / reel.fps
        if needed_s > shown_s * _HASTE:
            at_s = one.start / reel.fps
            what = f"{one.name} stands for {shown_s:.1f} s; reading it takes {needed_s:.1f} s"
            spoken = one.words.role == "caption" and needed_s <= _SPOKEN * shown_s
            mend = remedies.longer(one, needed_s, voice)
            yield Finding("fast", at_s, at_s + shown_s, what, mend, (one.box,), sure=not spoken)


def _rank(one: Laid) -> int:
    """Return how readily a text moves: captions and titles keep their place before others do."""
    role = one.words.role if one.words else "logo"
    return {"title": 0, "caption": 1}.get(role, 2)


def _touch(one: Laid, other: Laid, reach: int) -> bool:
    """Return whether the ink of two layers meets, or nearly so."""
    boxes = one.box, other.box
    left, top = (max(box[n] for box in boxes) - reach for n in (0, 1))
    right, bottom = (min(box[n] for box in boxes) + reach for n in (2, 3))
    if left >= right or top >= bottom:
        return False
    area = left, top, right, bottom
    kernel = np.ones((reach + 1, reach + 1), np.uint8)
    shared = cv2.bitwise_and(*(cv2.dilate(_part(thing, area), kernel) for thing in (one, other)))
    return bool(cv2.countNonZero(shared) > _SHARED * min(thing.ink.sum() for thing in (one, other)))


def _part(thing: Laid, area: Box) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """Return the layer's ink in an area of the frame."""
    found = np.zeros((area[3] - area[1], area[2] - area[0]), np.uint8)
    height, width = thing.ink.shape
    left, top = thing.layer.left - area[0], thing.layer.top - area[1]
    x, y = max(0, left), max(0, top)
    x_end, y_end = min(found.shape[1], left + width), min(found.shape[0], top + height)
    if x < x_end and y < y_end:
        found[y:y_end, x:x_end] = thing.ink[y - top : y_end - top, x - left : x_end - left]
    return found
