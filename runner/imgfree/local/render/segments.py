"""Cut a film into pieces that are encoded apart, so that only what changed is encoded again."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from imgfree.local.render.film import Film

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


def segments(film: Film) -> list[Segment]:
    """Return the film in segments of at most two seconds, one after the other.

    A segment ends where a shot begins, if one does; shots of less than two seconds share one. So what lies before and
    after a changed shot falls into the same segments as before.
    """
    return list(_cut(film))


def _cut(film: Film) -> Iterator[Segment]:
    most = GOP_S * film.fps
    edges = sorted({shot.start for shot in film.shots if 0 < shot.start < film.frames} | {film.frames})
    at = 0
    while at < film.frames:
        reached = bisect_right(edges, at + most) - 1
        if reached >= 0 and edges[reached] > at:
            end = edges[reached]
        else:
            left = edges[reached + 1] - at
            end = at + math.ceil(left / math.ceil(left / most))
        yield Segment(at, end - at)
        at = end
