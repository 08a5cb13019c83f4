"""Stretches in which nothing is to be seen, or nothing moves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[np.uint8]
F32 = npt.NDArray[np.float32]

BLACK_S, FROZEN_S = 0.5, 2.0  # shorter ones are rests
_DARK = 34  # of luma, 16 to 235: what a screen shows as black
_ALL = 0.995  # of the picture's cells: white words on black are no black picture
_SAME = 0.25  # of mean luma between neighbours: less is what encoding alone changes, as in ffmpeg's freezedetect
_AWAY = 2.0  # of luma, what a cell may drift from the stretch's first frame: a slow zoom soon passes it
_CELLS = 0.99
_MOST_ODD = 2


@dataclass
class Stretch:
    """A stretch of time, as long as it lasts."""

    at_s: float
    end_s: float


class Black:
    """Watches for pictures that are nothing but black."""

    def __init__(self) -> None:
        self._open: Stretch | None = None
        self._found: list[Stretch] = []

    def see(self, at_s: float, end_s: float, cells: F32) -> None:
        """Take the next frame, as the mean luma of its cells."""
        if (cells <= _DARK).mean() >= _ALL:
            self._open = self._open or Stretch(at_s, end_s)
            self._open.end_s = end_s
        elif self._open is not None:
            self._found.append(self._open)
            self._open = None

    def found(self) -> Iterator[Stretch]:
        """Yield the stretches that are long enough to be noticed."""
        for one in [*self._found, *([self._open] if self._open else [])]:
            if one.end_s - one.at_s >= BLACK_S - 1e-3:
                yield one


class Frozen:
    """Watches for pictures that do not change.

    Neighbours are compared pixel by pixel, so that the noise of a camera that stands still counts as life, and each
    frame with the first of its stretch, so that a slow motion does. A frame or two that differ are a key frame's doing.
    """

    def __init__(self) -> None:
        self._first: F32 | None = None
        self._before: U8 | None = None
        self._open = Stretch(0.0, 0.0)
        self._odd = 0  # frames that differ, one after the other
        self._found: list[Stretch] = []

    def see(self, at_s: float, end_s: float, cells: F32, pixels: U8) -> None:
        """Take the next frame: the mean luma of its cells, and some of its pixels."""
        still = False
        if self._first is not None and self._before is not None and self._before.shape == pixels.shape:
            near = np.quantile(np.abs(cells - self._first), _CELLS) <= _AWAY
            change = float(np.abs(pixels.astype(np.int16) - self._before).mean())
            self._odd = self._odd + 1 if change > _SAME else 0
            still = bool(near) and self._odd <= _MOST_ODD
        self._before = pixels
        if still:
            self._open.end_s = end_s
            return
        self._found.append(self._open)
        self._open, self._first, self._odd = Stretch(at_s, end_s), cells, 0

    def found(self) -> Iterator[Stretch]:
        """Yield the stretches that are long enough to be taken for a fault."""
        for one in [*self._found, self._open]:
            if one.end_s - one.at_s >= FROZEN_S - 1e-3:
                yield one
