"""Cut a film into pieces that are encoded apart, so that only what changed is encoded again."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from imgfree.local.render.reel import Reel

GOP_S = 2  # what platforms ask for: a key frame at least every two seconds


@dataclass(frozen=True)
class Segment:
    """Frames `start` to `end - 1` of a film."""

    start: int
    frames: int

    @property
    def end(self) -> int:
        """Return the first frame after the segment."""
        return self.start + self.frames


def segments(reel: Reel) -> list[Segment]:
    """Return the film in segments of at most two seconds, one after the other.

    A segment ends where a take begins, if one does; takes of less than two seconds share one. So what lies before and
    after a changed take falls into the same segments as before.
    """
    return list(_cut(reel))


def _cut(reel: Reel) -> Iterator[Segment]:
    most = GOP_S * reel.fps
    edges = sorted({take.start for take in reel.takes if 0 < take.start < reel.frames} | {reel.frames})
    at = 0
    while at < reel.frames:
        reached = bisect_right(edges, at + most) - 1
        if reached >= 0 and edges[reached] > at:
            end = edges[reached]
        else:
            left = edges[reached + 1] - at
            end = at + math.ceil(left / math.ceil(left / most))
        yield Segment(at, end - at)
        at = end
