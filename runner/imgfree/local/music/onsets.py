"""How strongly sound sets in, every 10 ms: rises of level in bands as wide as hearing takes them.

The measure is that of Ellis, Beat Tracking by Dynamic Programming (Journal of New Music Research, 2007), section 3.1.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]

FPS = 100  # frames a second
RATE = 24_000
_HOP = RATE // FPS
_WINDOW = 1024
_BANDS = 40
_LOWEST_HZ, _HIGHEST_HZ = 30.0, 10_000.0
_BASS, _TREBLE = 10, 28  # up to about 115 Hz there are bass drum and bass; from 1.9 kHz on cymbals and strokes
_AT_ONCE = FPS * 20  # frames that are transformed together
_LAG = 2  # frames: what rises more slowly is a swell
_FULL = 1000.0  # a band 60 dB below the loudest counts as silent
_SILENT = 1e-5
_EARLY_S = 0.005  # a stroke is in the window before the middle of it has come to the stroke


@dataclass(frozen=True)
class Onsets:
    """What was heard, one row or value a frame. `levels` are logarithmic, 0 for silence.

    `strength` is the rise of all bands, `bass` and `treble` those of some; frame `n` is at `n / FPS` seconds.
    """

    levels: F32
    strength: F32
    bass: F32
    treble: F32

    @property
    def silent(self) -> bool:
        """Return whether nothing was heard."""
        return not self.levels.any()


def onsets(blocks: Iterable[F32]) -> Onsets:
    """Return the onsets of sound that comes in blocks (samples, 2) of 48 kHz."""
    bands = np.concatenate([np.zeros((0, _BANDS), np.float32), *_spectra(blocks)])
    loudest = float(np.percentile(bands, 99.5)) if len(bands) else 0.0
    if loudest < _SILENT:
        empty = np.zeros(len(bands), np.float32)
        return Onsets(np.zeros_like(bands), empty, empty, empty)
    levels = np.log1p(_FULL * bands / loudest)
    rises = np.zeros_like(levels)
    rises[_LAG:] = np.maximum(0, levels[_LAG:] - levels[:-_LAG])
    parts = (rises.sum(axis=1), rises[:, :_BASS].sum(axis=1), rises[:, _TREBLE:].sum(axis=1))
    return Onsets(levels, *parts)


def _spectra(blocks: Iterable[F32]) -> Iterable[F32]:
    """Yield the bands of many frames at a time; the first frame lies on the first sample."""
    window = np.hanning(_WINDOW).astype(np.float32)
    filters = _filters()
    left = np.zeros(_WINDOW // 2 + round(_EARLY_S * RATE), np.float32)
    behind = np.zeros(_WINDOW - _HOP - len(left), np.float32)  # with it the last frame is the last whole hop
    for part in chain(_halved(blocks), (behind,)):
        left = np.concatenate([left, part])
        count = (len(left) - _WINDOW) // _HOP + 1
        for first in range(0, count, _AT_ONCE):
            some = min(_AT_ONCE, count - first)
            cut = left[first * _HOP : (first + some - 1) * _HOP + _WINDOW]
            frames = np.lib.stride_tricks.sliding_window_view(cut, _WINDOW)[::_HOP]
            yield np.abs(np.fft.rfft(frames * window, axis=1)).astype(np.float32) @ filters
        left = left[max(0, count) * _HOP :]


def _halved(blocks: Iterable[F32]) -> Iterable[F32]:
    """Yield the sound in one channel and at half the rate, a few seconds at a time."""
    kept, have = [], 0
    for block in blocks:
        kept.append(_middle(block))
        have += len(block)
        if have >= 4 * RATE:
            joined = np.concatenate(kept)
            even = len(joined) // 2 * 2
            yield _middle(joined[:even].reshape(-1, 2))
            kept, have = [joined[even:]], len(joined) - even
    joined = np.concatenate([np.zeros(0, np.float32), *kept])
    yield _middle(joined[: len(joined) // 2 * 2].reshape(-1, 2))


def _middle(pairs: F32) -> F32:
    """Return the means of the two columns, in a tenth of the time that `mean` takes."""
    middle: F32 = (pairs[:, 0] + pairs[:, 1]) * np.float32(0.5)
    return middle


@functools.cache
def _filters() -> F32:
    """Return triangular bands, equally wide in octaves, one a column."""
    at = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    edges = np.geomspace(_LOWEST_HZ, _HIGHEST_HZ, _BANDS + 2)
    columns = []
    for low, middle, high in zip(edges, edges[1:], edges[2:], strict=False):
        column = np.clip(np.minimum((at - low) / (middle - low), (high - at) / (high - middle)), 0, None)
        if not column.any():
            column[np.argmin(np.abs(at - middle))] = 1.0
        columns.append(column / column.sum())
    return np.array(columns, np.float32).T
