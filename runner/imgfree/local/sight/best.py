"""Which part of a clip is its best, by the merits of its parts."""

from collections.abc import Sequence
from itertools import accumulate

_BETTER = 1.08  # times as good as the beginning: less than that is chance


def best(merits: Sequence[float], whole_ms: int, stretch: tuple[int, int], length_ms: int) -> int:
    """Return where, in ms, the best part of that length begins inside the stretch of a clip that is `whole_ms` long.

    `merits` are those of equal parts of the whole clip. Where they are unknown, or none is clearly better, the
    stretch's own beginning is taken.
    """
    first, last = stretch[0], stretch[1] - length_ms
    if not merits or last <= first or whole_ms <= 0:
        return first
    part = whole_ms / len(merits)
    sums = [0.0, *accumulate(merits)]

    def until(at_ms: float) -> float:
        place = min(int(at_ms / part), len(merits) - 1)
        return sums[place] + merits[place] * (at_ms / part - place)

    edges = [number * part for number in range(len(merits) + 1)]
    starts = sorted({min(max(at, first), last) for at in (*edges, *(edge - length_ms for edge in edges))} - {first})
    found = max(starts, key=lambda at: round(until(at + length_ms) - until(at), 6))
    gain, plain = (until(at + length_ms) - until(at) for at in (found, first))
    return round(found) if gain > _BETTER * plain else first
