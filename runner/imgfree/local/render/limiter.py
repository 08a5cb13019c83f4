"""Hold peaks below a ceiling by turning the sound down for a moment, before they come; never by bending the wave.

FFmpeg's `alimiter`, at four times the rate, holds music as well in the same time, and changes what is quiet too;
steady tones that peak between samples take it ten times as long.
"""

from collections.abc import Iterator

import numpy as np

from imgfree.local.render.sound import F32, RATE

_AHEAD = RATE // 200  # 5 ms: long enough not to be heard as a click, short enough not to be heard as a dip
_RELEASE_S = 0.15
_TAPS = 24  # a phase, twice those of BS.1770's meter: with its twelve, noise up to 24 kHz came out 0.9 dB above
_QUIET = 0.5  # between samples that are all below this share of the ceiling no peak can reach it


def limited(blocks: Iterator[F32], ceiling: float) -> Iterator[F32]:
    """Yield the same samples, in other blocks, with no true peak above the ceiling; quieter sound is left untouched."""
    limiter = _Limiter(ceiling)
    behind = _AHEAD + _TAPS // 2
    early = behind
    for block in _followed(blocks, behind):
        out = limiter.process(block)
        kept, early = out[early:], max(0, early - len(out))
        if len(kept):
            yield kept


def _followed(blocks: Iterator[F32], silence: int) -> Iterator[F32]:
    yield from blocks
    yield np.zeros((silence, 2), np.float32)


def true_peaks(samples: F32) -> F32:
    """Return the highest level at and between the samples, one value each from the last tap on, half the taps late."""
    levels: F32 = np.abs(samples[_TAPS // 2 : len(samples) - _TAPS // 2 + 1]).max(axis=1, initial=0)
    for phase in _PHASES:
        for channel in samples.T:
            levels = np.maximum(levels, np.abs(np.convolve(channel, phase, "valid")))
    return levels


def highest(blocks: Iterator[F32]) -> float:
    """Return the highest true peak of the sound, 0 to 1 and above."""
    peak, heard = 0.0, np.zeros((_TAPS - 1, 2), np.float32)
    for block in _followed(blocks, _TAPS):
        heard = np.concatenate([heard, block])
        if len(heard) < _TAPS:
            continue
        if np.abs(heard).max() > _QUIET * peak:
            peak = max(peak, float(true_peaks(heard).max()))
        heard = heard[len(heard) - _TAPS + 1 :]
    return peak


def _phases() -> list[F32]:
    """Return the filters for a quarter, a half and three quarters of the way to the next sample."""
    at = np.arange(_TAPS) - (_TAPS / 2 - 1)
    found = []
    for share in (0.25, 0.5, 0.75):
        taps = np.sinc(at - share) * np.cos(np.pi * (at - share) / (_TAPS + 1)) ** 2
        found.append((taps / taps.sum())[::-1].astype(np.float32))
    return found


_PHASES = _phases()


class _Limiter:
    """What is remembered from block to block. The sound leaves it `_AHEAD` and half the taps late."""

    def __init__(self, ceiling: float) -> None:
        self._ceiling = ceiling
        self._late = np.zeros((_AHEAD + _TAPS // 2, 2), np.float32)
        self._heard = np.zeros((_TAPS - 1, 2), np.float32)
        self._asked = np.zeros(_AHEAD, np.float32)  # reductions, 0 for none
        self._held = np.zeros(_AHEAD, np.float64)
        self._decay = np.exp(-1 / (_RELEASE_S * RATE))

    def process(self, block: F32) -> F32:
        """Return as many samples as came in."""
        delayed = np.concatenate([self._late, block])
        out, self._late = delayed[: len(block)], delayed[len(block) :]
        reductions = self._reductions(block)
        return out if reductions is None else (out * (1 - reductions[:, None])).astype(np.float32)

    def _reductions(self, block: F32) -> F32 | None:
        """Return how much each sample that now leaves is turned down; None for not at all."""
        heard = np.concatenate([self._heard, block])
        self._heard = heard[len(block) :]
        if np.abs(heard).max(initial=0) < _QUIET * self._ceiling:
            asked = np.zeros(len(block), np.float32)
        else:
            asked = np.maximum(0, 1 - self._ceiling / np.maximum(true_peaks(heard), 1e-9)).astype(np.float32)
        asked = np.concatenate([self._asked, asked])
        self._asked = asked[len(block) :]
        if not asked.any() and self._held.max() < 1e-4:
            self._held[:] = 0
            return None
        held = np.concatenate([self._held, self._released(_highest(asked, len(block)))])
        self._held = held[len(block) :]
        sums = np.cumsum(np.concatenate([[0.0], held]))
        mean: F32 = ((sums[_AHEAD + 1 :] - sums[: -_AHEAD - 1]) / (_AHEAD + 1)).astype(np.float32)
        return mean

    def _released(self, wanted: F32) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return the reductions, each one let go slowly: the running maximum of what decays."""
        growth = self._decay ** -np.arange(1.0, len(wanted) + 1)
        scaled = np.concatenate([[self._held[-1]], wanted * growth])
        held: np.ndarray[tuple[int], np.dtype[np.float64]] = np.maximum.accumulate(scaled)[1:] / growth
        return held


def _highest(asked: F32, count: int) -> F32:
    """Return for each of the last `count` values the highest of it and the `_AHEAD` ones before it."""
    windows = np.lib.stride_tricks.sliding_window_view(asked, _AHEAD + 1)
    found: F32 = windows.max(axis=1)
    return found[-count:]
