"""Two films' sound side by side, as ears hear it: what another encoder does is no difference.

Compared are the levels of eight bands in tenths of a second. Measured on films of ours whose AAC was encoded again:
bands that can be heard moved by at most 3.1 dB, all together by at most 0.4.
"""

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from pathlib import Path

import numpy as np
import numpy.typing as npt

from imgfree.local.render.sound import F32, RATE, decoded

WINDOW_S = 0.1
_WINDOW = round(RATE * WINDOW_S)
_EDGES = (0, 15, 30, 60, 120, 240, 480, 960, 1600)  # of the bands, in steps of 10 Hz
_HEARD_DB = -50.0  # of full scale; what is softer is no difference to anyone
_BAND_DB, _LEVEL_DB = 6.0, 1.5

F64 = npt.NDArray[np.float64]


def unlike(one: Path, other: Path) -> Iterator[tuple[float, bool]]:
    """Yield each tenth of a second, and whether another sound is heard in it. Raises MediaUnreadable."""
    silence = np.zeros(_WINDOW, np.float32)
    for number, (left, right) in enumerate(zip_longest(_windows(one), _windows(other), fillvalue=silence)):
        yield number * WINDOW_S, _apart(left, right)


def _windows(film: Path) -> Iterator[F32]:
    """Yield the sound in mono, a window at a time; the last is filled up with silence."""
    kept = np.zeros(0, np.float32)
    for block in decoded(film, film.name):
        kept = np.concatenate([kept, block.mean(axis=1)])
        while len(kept) >= _WINDOW:
            yield kept[:_WINDOW]
            kept = kept[_WINDOW:]
    if len(kept):
        yield np.pad(kept, (0, _WINDOW - len(kept)))


def _apart(one: F32, other: F32) -> bool:
    first, second = _levels(one), _levels(other)
    moved, heard = np.abs(first - second), np.maximum(first, second) > _HEARD_DB
    return bool((heard[:-1] & (moved[:-1] > _BAND_DB)).any() or (heard[-1] and moved[-1] > _LEVEL_DB))


def _levels(window: F32) -> F64:
    """Return how loud each band is, and then all together, in dB of full scale."""
    spectrum = np.abs(np.fft.rfft(window * np.hanning(_WINDOW).astype(np.float32))) ** 2
    bands = [spectrum[low:high].sum() for low, high in pairwise(_EDGES)]
    energy = np.array([*bands, sum(bands)], np.float64) * (16 / 3) / _WINDOW**2
    levels: F64 = 10 * np.log10(np.maximum(energy, 1e-9))
    return levels
