"""How fast a piece is: the period at which its onsets come again, at the beat that people would tap.

Autocorrelation over one, two, four and eight beats, weighed by a log-normal preference for tempi (Ellis 2007, section
3.2). Where the preference lies follows how busy the treble is: slow and fast pieces with the same pulse differ in that.
"""

import functools

import numpy as np
import numpy.typing as npt

from imgfree.local.music.onsets import F32, F64, FPS, Onsets

Waves = npt.NDArray[np.complex128]

LOWEST, HIGHEST = 40.0, 240.0  # beats a minute
_RARER = 0.95  # bars of three beats are
_STEP = 0.005  # of the natural logarithm: half a percent
_MULTIPLES = ((1, 2, 4, 8), (1, 3, 6, 12))  # of bars of two and four beats, and of three
_WIDTH = 0.9  # octaves
_CALM, _BUSY = 80.0, 112.0
_CALM_TREBLE, _BUSY_TREBLE = 0.9, 1.65  # mean rise of the treble
_LOCAL_S = 1.0
_WINDOW_S = 8.0


def sharpened(strength: F32) -> F32:
    """Return the onsets that stand out of their surroundings, with a spread of one."""
    width = int(_LOCAL_S * FPS) | 1
    kernel = np.hanning(width + 2)[1:-1]
    padded = np.pad(strength, width // 2, mode="edge")
    out = np.maximum(0, strength - np.convolve(padded, kernel / kernel.sum(), "valid"))
    spread = float(out.std())
    return (out / spread if spread > 0 else out).astype(np.float32)


def period(heard: Onsets, peaks: F32) -> tuple[float, float]:
    """Return the frames of one beat, and from 0 to 1 how alike the onsets one beat apart are; (0, 0) for no pulse."""
    tempi = np.exp(np.arange(np.log(LOWEST), np.log(HIGHEST), _STEP))
    alike = _alike(peaks, 60 * FPS / tempi)
    liked = alike * _preference(heard, tempi)
    best = int(np.argmax(liked * _halves(peaks, tempi)))
    octave = round(np.log(2) / _STEP)
    near = [n for by in (-octave, 0, octave) for n in range(best + by - 4, best + by + 5) if 0 <= n < len(tempi)]
    best = max(near, key=lambda n: float(liked[n]))
    if alike[best] <= 0:
        return 0.0, 0.0
    return float(60 * FPS / tempi[best]), float(alike[best])


def _alike(peaks: F32, periods: F64) -> F64:
    """Return for each period how alike the onsets are so far apart, and several times so far."""
    size = len(peaks)
    spectrum = np.fft.rfft(peaks - peaks.mean(), 2 * size)
    own = np.fft.irfft(np.abs(spectrum) ** 2)[:size] / (size - np.arange(size))
    own = own / own[0] if own[0] > 0 else own
    duple, triple = (_combed(own, periods, multiples) for multiples in _MULTIPLES)
    alike: F64 = np.maximum(duple, _RARER * triple)
    return alike


def _combed(own: F64, periods: F64, multiples: tuple[int, ...]) -> F64:
    """Return the mean of the autocorrelation at these multiples of each period."""
    total, counted = np.zeros(len(periods)), np.zeros(len(periods))
    for multiple in multiples:
        lags = periods * multiple
        inside = lags + 2 < len(own) * 0.7
        total += np.where(inside, np.interp(lags, np.arange(len(own)), own), 0.0)
        counted += inside
    return total / np.maximum(counted, 1)


def _halves(peaks: F32, tempi: F64) -> F64:
    """Return for each tempo how much of the rhythm goes with the halves of its beats (Grosche and Müller, 2010)."""
    waves = _waves(tuple(tempi))
    size = len(waves)
    parts = [peaks[at : at + size] for at in range(0, max(1, len(peaks) - size), size // 2)]
    parts = [np.pad(part, (0, size - len(part))) for part in parts]
    found = np.abs(np.array(parts) @ waves).mean(axis=0)
    fitting: F64 = 0.5 + found / max(1e-9, float(found.max()))
    return fitting


@functools.cache
def _waves(tempi: tuple[float, ...]) -> Waves:
    """Return in each column a wave that goes twice with each beat of a tempo."""
    size = int(_WINDOW_S * FPS)
    turns = np.outer(np.arange(size) / FPS, np.array(tempi) / 30)
    waves: Waves = np.exp(-2j * np.pi * turns) * np.hanning(size)[:, None]
    return waves


def _preference(heard: Onsets, tempi: F64) -> F64:
    """Return how likely each tempo is taken for the beat."""
    busy = (float(heard.treble.mean()) - _CALM_TREBLE) / (_BUSY_TREBLE - _CALM_TREBLE)
    middle = _CALM + (_BUSY - _CALM) * min(1.0, max(0.0, busy))
    weights: F64 = np.exp(-0.5 * (np.log2(tempi / middle) / _WIDTH) ** 2)
    return weights
