"""Where the beats are: the row of onsets that are strong and evenly apart, by dynamic programming.

Ellis, Beat Tracking by Dynamic Programming (Journal of New Music Research, 2007), section 2; a row that turns out to be
a machine's, straight to a hundredth of a second, is laid on its line.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from imgfree.local.music.bars import bars, drop, full, phrases
from imgfree.local.music.grid import HEARD_S, Grid
from imgfree.local.music.onsets import F32, F64, FPS, Onsets, onsets
from imgfree.local.music.tempo import period, sharpened

I64 = npt.NDArray[np.int64]

_TIGHT, _LOOSE = 400.0, 100.0  # what an uneven step costs, by the square of its logarithm
_MACHINE = 0.25  # from this likeness on, the piece keeps its tempo
_FEWEST = 8  # beats of which a row is one
_NEAR = 3  # frames around a beat that count as on it
_LINED_S = 0.02  # a row no farther from its line than this is a machine's
_STRETCH = 16  # beats over which a row is straight, where it is not as a whole
_SAME, _FASTEST = 0.1, 220.0  # strokes that differ less are all beats of a metronome, up to this tempo
_AS_STRONG, _UNDER = 0.8, 2.0  # between backbeats, to those: strokes and their bass. No bed has both
_ALIKE_FULL, _STRONG_FULL, _EVEN = 0.5, 0.35, 0.08
_EMPTY, _OFFBEAT = 0.05, 1.7  # between beats, to the beats; of beats, to the offbeats. No bed comes near both
_AUDIBLE = 0.15  # of the mean level: where music begins


_NONE = np.zeros(0, np.int64)


def grid(blocks: Iterable[F32]) -> Grid:
    """Return the beats of sound that comes in blocks (samples, 2) of 48 kHz; an empty grid for silence."""
    heard = onsets(blocks)
    length_s = len(heard.levels) / FPS
    if heard.silent or length_s < HEARD_S:
        return Grid(length_s=round(length_s, 3))
    begins_s = _begins(heard)
    turns = phrases(heard, begins_s)
    peaks = sharpened(heard.strength)
    step, alike = period(heard, peaks)
    row = _row(peaks, step, _TIGHT if alike >= _MACHINE else _LOOSE) if step else _NONE
    row = _halved(heard, peaks, _doubled(heard, peaks, row))
    bare = Grid(phrases=turns, begins_s=begins_s, ends_s=round(length_s, 3), length_s=round(length_s, 3))
    if len(row) < _FEWEST:
        return bare
    times = _lined(row / FPS)
    meter, firsts = bars(heard, times)
    first, last = full(heard, times, firsts) or (begins_s, bare.ends_s)
    drop_s, softly = drop(heard, times, meter) or (None, False)
    return Grid(
        tempo=round(60 / float(np.median(np.diff(times))), 2),
        confidence=round(_confidence(heard.strength, row, alike), 3),
        bar=meter,
        beats=tuple(round(float(at), 3) for at in times),
        bars=tuple(firsts),
        phrases=turns,
        begins_s=first,
        ends_s=last,
        length_s=bare.length_s,
        drop_s=drop_s,
        softly=softly,
    )


def _begins(heard: Onsets) -> float:
    loud = heard.levels.mean(axis=1)
    return float(np.argmax(loud > _AUDIBLE * loud.mean())) / FPS


def _row(peaks: F32, step: float, tight: float) -> I64:
    """Return the frames of the best row of beats about `step` frames apart, without the silence at both ends."""
    spread = np.arange(-int(step), int(step) + 1)
    kernel = np.exp(-0.5 * (spread * 32.0 / step) ** 2)
    local = np.convolve(peaks.astype(np.float64), kernel, "same")
    back = np.arange(-round(2 * step), -max(1, round(step / 2)) + 1)
    price = -tight * np.log(-back / step) ** 2
    score, origin = local.copy(), np.full(len(local), -1, np.int64)
    enough = 0.01 * float(local.max())
    begun = False
    for at in range(len(local)):
        first = at + int(back[0])
        usable = back[max(0, -first) :]
        if not len(usable):
            continue
        chances = score[at + usable] + price[max(0, -first) :]
        best = int(np.argmax(chances))
        begun = begun or local[at] >= enough
        if chances[best] > 0:  # else a row begins here
            score[at] += chances[best]
            origin[at] = at + usable[best] if begun else -1
    row = _traced(score, origin, step)
    strong = 0.5 * float(np.sqrt(np.mean(local[row] ** 2))) if len(row) else 0.0
    on = np.flatnonzero(np.convolve(local[row], np.hanning(5), "same") >= strong) if len(row) else row
    return row[on[0] : on[-1] + 1] if len(on) else row


def _traced(score: F64, origin: I64, step: float) -> I64:
    """Return the row that ends at the best of the last places, in order."""
    tail = max(0, len(score) - round(1.5 * step))
    at = tail + int(np.argmax(score[tail:]))
    row = [at]
    while origin[at] >= 0:
        at = int(origin[at])
        row.append(at)
    return np.array(row[::-1], np.int64)


def _lined(times: F64) -> F64:
    """Return the times on a line where they are almost on one, each stretch on its own where that one is straight."""
    fitted = _line(times)
    if np.abs(fitted - times).max() <= _LINED_S * 2 and np.std(fitted - times) <= _LINED_S:
        return fitted
    out = times.copy()
    half = _STRETCH // 2
    for number in range(len(times)):
        first = max(0, min(number - half, len(times) - _STRETCH))
        part = times[first : first + _STRETCH]
        near = _line(part)
        if np.std(near - part) <= _LINED_S:
            out[number] = near[number - first]
    return np.maximum(np.maximum.accumulate(out), 0.0)


def _line(times: F64) -> F64:
    numbers = np.arange(len(times))
    slope, start = np.polyfit(numbers, times, 1)
    fitted: F64 = start + slope * numbers
    return fitted


def _doubled(heard: Onsets, peaks: F32, row: I64) -> I64:
    """Return the row, with the places between where every stroke is the same: a metronome has no offbeats. So, too,
    where those are as strong and have the bass: the row is on the backbeats, and quick drums were counted half."""
    if len(row) < _FEWEST or 120 * FPS / float(np.median(np.diff(row))) > _FASTEST:
        return row
    every = np.sort(np.concatenate([row, (row[1:] + row[:-1]) // 2]))
    strokes, bass = _highest(peaks, every), _highest(heard.bass, every)
    alike = strokes.std() < _SAME * strokes.mean()
    weak = strokes[1::2].mean() < _AS_STRONG * strokes[::2].mean()
    return every if alike or not (weak or bass[1::2].mean() < _UNDER * bass[::2].mean()) else row


def _halved(heard: Onsets, peaks: F32, row: I64) -> I64:
    """Return the row, or every second place of it: where between its places nothing is heard, every second one is weak,
    and the bass keeps to the others, those are offbeats. So slow drums in half time are not counted twice as fast."""
    if len(row) < 2 * _FEWEST:
        return row
    strokes, bass = _highest(peaks, row), _highest(heard.bass, row)
    first = 0 if strokes[::2].mean() >= strokes[1::2].mean() else 1
    empty = _highest(peaks, (row[1:] + row[:-1]) // 2).mean() < _EMPTY * strokes.mean()
    apart = all(one[first::2].mean() > _OFFBEAT * one[1 - first :: 2].mean() for one in (strokes, bass))
    return row[first::2] if empty and apart else row


def _highest(values: F32, places: I64) -> F32:
    """Return the highest value at or beside each place."""
    beside = [values[np.clip(places + by, 0, len(values) - 1)] for by in range(-_NEAR, _NEAR + 1)]
    found: F32 = np.max(beside, axis=0)
    return found


def _confidence(strength: F32, row: I64, alike: float) -> float:
    """Return from 0 to 1 how sure the row is: onsets come again in its step, its weak beats are heard, it is even."""
    onsets_on = _highest(strength, row)
    heard = float(np.percentile(onsets_on, 30)) / max(1e-9, float(np.percentile(onsets_on, 85)))
    steps = np.diff(row)
    even = float(np.mean(np.abs(steps / np.median(steps) - 1) < _EVEN))
    return min(1.0, alike / _ALIKE_FULL) * min(1.0, heard / _STRONG_FULL) * even
