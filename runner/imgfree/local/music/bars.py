"""Bars, phrases and the drop: what is above the beat.

A bar begins where the bass sets in and the harmony changes (Goto, Journal of New Music Research, 2001, in its simplest
form); phrases turn where what was heard before is unlike what comes (Foote, Automatic Audio Segmentation Using a
Measure of Audio Novelty, ICME 2000).
"""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from imgfree.local.music.onsets import F32, F64, FPS, Onsets

METERS = (4, 3)
_USUAL = 0.1  # how much better another meter than the first must be
_UNEVEN, _FLAT = 0.1, 0.02  # beats that differ less than this are all alike
_BEFORE_S = 2.0  # what is compared around a turn
_APART_S = 1.5  # phrases are no shorter
_TURN = 0.6  # of the strongest turns
_DROP_DB = 0.25  # logarithmic level by which all bands rise
_CLEAR_DB = 0.3  # by which even the quiet of what comes is above the loud of what was
_HELD_BARS, _BESIDE = 2, 2
_BESIDE_SHARE = 0.25
_LOUD_PART, _QUIET_PART = 75, 25  # per cent of the beats of a stretch
_LOUD = 0.8  # of the level of most bars


def bars(heard: Onsets, beats: F64) -> tuple[int, list[int]]:
    """Return how many beats a bar has, and the numbers of those that begin one."""
    if len(beats) < 2 * max(METERS):
        return METERS[0], list(range(0, len(beats), METERS[0]))
    frames = np.clip(np.round(beats * FPS).astype(int), 0, len(heard.bass) - 1)
    weight = _accents(heard, frames)
    meter = _meter(heard, frames, weight)
    first = max(range(meter), key=lambda phase: float(weight[phase::meter].mean()))
    return meter, list(range(first, len(beats), meter))


def _accents(heard: Onsets, frames: npt.NDArray[np.int64]) -> F64:
    """Return how much each beat sounds like the first one of a bar."""
    around = range(-4, 5)
    last = len(heard.bass) - 1
    bass = np.max([heard.bass[np.clip(frames + by, 0, last)] for by in around], axis=0)
    whole = np.max([heard.strength[np.clip(frames + by, 0, last)] for by in around], axis=0)
    parts = _between(heard.levels, frames)
    change = np.zeros(len(frames))
    change[1:] = 1 - _alike(parts[1:], parts[:-1])
    return _standard(bass) + 0.5 * _standard(whole) + _standard(change) + _standard(_turns(parts))


def _turns(parts: F64) -> F64:
    """Return for each beat how unlike what comes is to what was: phrases turn where bars begin."""
    span = METERS[0]
    turns = np.zeros(len(parts))
    for at in range(span, len(parts) - span + 1):
        turns[at] = np.abs(parts[at : at + span].mean(axis=0) - parts[at - span : at].mean(axis=0)).mean()
    return turns


def _meter(heard: Onsets, frames: npt.NDArray[np.int64], weight: F64) -> int:
    """Return the meter after which the beats are most alike, and whose first beats stand out."""
    parts = _between(heard.levels, frames)
    found = {}
    for meter in METERS:
        lags = [lag for lag in (meter, 2 * meter) if lag < len(parts) * 0.7]
        again = float(np.mean([_correlated(weight[lag:], weight[:-lag]) for lag in lags]))
        same = float(np.mean([_alike(parts[lag:], parts[:-lag]).mean() for lag in lags]))
        found[meter] = again + 2 * same
    usual = METERS[0]
    return next((m for m in METERS[1:] if found[m] > found[usual] + _USUAL), usual)


def _correlated(one: F64, other: F64) -> float:
    return float(np.corrcoef(one, other)[0, 1]) if one.any() and other.any() and one.std() * other.std() > 0 else 0.0


def _between(levels: F32, frames: npt.NDArray[np.int64]) -> F64:
    """Return the mean level of every band from each beat to the next."""
    ends = [*frames[1:], min(len(levels), 2 * frames[-1] - frames[-2])]
    rows = [levels[a : max(a + 1, b)].mean(axis=0) for a, b in zip(frames, ends, strict=True)]
    return np.array(rows, np.float64)


def _alike(one: F64, other: F64) -> F64:
    a, b = (row - row.mean(axis=1, keepdims=True) for row in (one, other))
    sizes = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    alike: F64 = (a * b).sum(axis=1) / np.maximum(sizes, 1e-9)
    return alike


def _standard(values: npt.NDArray[np.floating]) -> F64:
    spread = float(values.std())
    uneven = spread > max(_UNEVEN * float(np.abs(values).mean()), _FLAT)
    out: F64 = (values - values.mean()) / spread if uneven else np.zeros(len(values))
    return out


def phrases(heard: Onsets, begins_s: float) -> tuple[float, ...]:
    """Return the times at which the music turns, its beginning the first of them."""
    width = int(_BEFORE_S * FPS)
    levels = heard.levels
    if len(levels) < 2 * width:
        return (begins_s,)
    sums = np.concatenate([np.zeros((1, levels.shape[1])), np.cumsum(levels, axis=0, dtype=np.float64)])
    means = (sums[width:] - sums[:-width]) / width
    novelty = np.zeros(len(levels))
    novelty[width : len(levels) - width + 1] = np.abs(means[width:] - means[:-width]).mean(axis=1)
    found: list[int] = []
    usual = float(novelty[novelty > 0].mean()) if (novelty > 0).any() else 0.0
    peaks = 1 + np.flatnonzero((novelty[1:-1] >= novelty[:-2]) & (novelty[1:-1] > novelty[2:]))
    for at in peaks[np.argsort(-novelty[peaks], kind="stable")]:
        if novelty[at] <= _TURN * usual or len(found) > len(levels) / (_APART_S * FPS):
            break
        if all(abs(at - other) >= _APART_S * FPS for other in found):
            found.append(int(at))
    turns = [_struck(heard, at) for at in sorted(found)]
    return (begins_s, *(at for at in turns if at > begins_s + _APART_S))


def _struck(heard: Onsets, at: int) -> float:
    """Return the strongest onset near a turn."""
    first = max(0, at - FPS // 4)
    near = heard.strength[first : at + FPS // 4]
    return (first + int(np.argmax(near))) / FPS if len(near) else at / FPS


def _level(heard: Onsets, from_s: float, to_s: float) -> float:
    first = round(from_s * FPS)
    return float(heard.levels[first : max(first + 1, round(to_s * FPS))].mean())


def full(heard: Onsets, beats: F64, firsts: list[int]) -> tuple[float, float] | None:
    """Return where the first and behind the last bar is that is as loud as most; None where there are no two bars."""
    starts = [float(beats[number]) for number in firsts]
    levels = [_level(heard, a, b) for a, b in pairwise(starts)]
    if not levels:
        return None
    loud = [place for place, level in enumerate(levels) if level >= _LOUD * float(np.median(levels))]
    return round(starts[loud[0]], 3), round(starts[loud[-1] + 1], 3)


def drop(heard: Onsets, beats: F64, bar: int) -> tuple[float, bool] | None:
    """Return the beat at which the music sets in at full after it was held back, and whether it does so softly.

    None where it never does. Two bars before and after are compared, by their means and the loud of what was with the
    quiet of what comes, so that neither a pause nor a single stroke is taken for it; and a little the beats beside.
    """
    frames = np.clip(np.round(beats * FPS).astype(int), 0, len(heard.levels))
    levels = np.array([float(heard.levels[a : max(a + 1, b)].mean()) for a, b in pairwise(frames)])
    held = _HELD_BARS * bar
    places = range(bar, len(levels) - held + 1)  # one bar that is held back is enough at a song's beginning
    at = max(places, key=lambda one: _stands_out(levels, one, held), default=None)
    if at is None or _rise(levels, at, held) < _DROP_DB:
        return None
    return round(float(beats[at]), 3), _step(levels, at, held) < _CLEAR_DB


def _stands_out(levels: F64, at: int, held: int) -> float:
    return _rise(levels, at, held) + _step(levels, at, held) + _BESIDE_SHARE * _rise(levels, at, _BESIDE)


def _rise(levels: F64, at: int, width: int) -> float:
    """Return by how much the level rises here, so many beats before and after compared."""
    return float(levels[at : at + width].mean() - levels[max(0, at - width) : at].mean())


def _step(levels: F64, at: int, width: int) -> float:
    """Return by how much the quiet beats of what comes are above the loud ones of what was; below 0 where not."""
    was, comes = levels[max(0, at - width) : at], levels[at : at + width]
    return float(np.percentile(comes, _QUIET_PART) - np.percentile(was, _LOUD_PART))
