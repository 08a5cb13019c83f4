"""Flashes, as accessibility guidelines count them: pairs of opposing changes of light or of saturated red.

WCAG 2.2, success criterion 2.3.1: three in a second over a quarter of the picture, by its "general flash and red flash
thresholds".
"""

from collections import deque
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from imgfree.local.inspection.stills import Stretch

F32 = npt.NDArray[np.float32]

MOST_A_SECOND = 3  # WCAG 2.3.1: three in any second are the limit
_CHANGE = 0.1  # of the light that a screen gives at most
_DARKER = 0.8  # the darker of both must be darker than this: white and nearly white do not flash
_AREA = 0.25
_WINDOW_S = 1.0
_GAMMA = 2.2
# A red flash: a change to or from a saturated red, R / (R + G + B) >= 0.8 in linear light, by which (R - G - B) * 320
# changes by more than 20.
_SATURATED = 0.8
_RED_CHANGE, _RED_SCALE = 20.0, 320.0


class Flashes:
    """Counts for each cell of the picture how often its light, or its red, turns round."""

    def __init__(self) -> None:
        self._light, self._red = _Turns(), _Turns()

    def see(self, at_s: float, end_s: float, cells: F32, chroma: tuple[F32, F32] | None = None) -> None:
        """Take the next frame, as the mean luma of its cells and, where it has colours, their mean chroma."""
        light: F32 = (np.clip((cells - 16) / 219, 0, 1) ** _GAMMA).astype(np.float32)
        self._light.see(at_s, end_s, light, _changes_of_light)
        if chroma is not None:
            self._red.see(at_s, end_s, _redness(cells, *chroma), _changes_of_red)

    def found(self) -> Iterator[Stretch]:
        """Yield the stretches with too many flashes of light."""
        yield from self._light.found

    def found_red(self) -> Iterator[Stretch]:
        """Yield the stretches with too many red flashes that are none of light."""
        for one in self._red.found:
            if not any(one.at_s < other.end_s and other.at_s < one.end_s for other in self._light.found):
                yield one


Changes = Callable[[F32, F32], tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]]  # up and down


class _Turns:
    """How often something of each cell turned round within a second."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self._extreme: F32 | None = None  # the value from which each cell is on its way
        self._rising: npt.NDArray[np.int8] | None = None  # 1, -1, or 0 before its first change
        self._turns: deque[tuple[float, npt.NDArray[np.bool_]]] = deque()
        self._count: npt.NDArray[np.int16] | None = None

    def see(self, at_s: float, end_s: float, value: F32, changes: Changes) -> None:
        """Take the cells of the next frame."""
        if self._extreme is None or self._rising is None or self._count is None or value.shape != self._extreme.shape:
            self._extreme, self._rising = value, np.zeros(value.shape, np.int8)
            self._count = np.zeros(value.shape, np.int16)
            self._turns.clear()
            return
        turned = _turned(value, self._extreme, self._rising, changes)
        self._turns.append((at_s, turned))
        self._count += turned
        while self._turns[0][0] < at_s - _WINDOW_S + 1e-3:
            self._count -= self._turns.popleft()[1]
        if (self._count >= 2 * MOST_A_SECOND).mean() >= _AREA:
            begins_s = max(0.0, at_s - _WINDOW_S)
            if self.found and begins_s <= self.found[-1].end_s:
                self.found[-1].end_s = end_s
            else:
                self.found.append(Stretch(begins_s, end_s))


def _turned(value: F32, extreme: F32, rising: npt.NDArray[np.int8], changes: Changes) -> npt.NDArray[np.bool_]:
    """Return which cells have begun to change the other way by now; both arrays follow the value."""
    up, down = changes(value, extreme)
    up, down = up & (rising <= 0), down & (rising >= 0)
    turned = up | down
    rising[up], rising[down] = 1, -1
    follows = turned | ((rising > 0) & (value > extreme)) | ((rising < 0) & (value < extreme))
    extreme[follows] = value[follows]
    return turned


def _changes_of_light(light: F32, extreme: F32) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    dark = np.minimum(light, extreme) < _DARKER
    return (light - extreme >= _CHANGE) & dark, (extreme - light >= _CHANGE) & dark


def _changes_of_red(red: F32, extreme: F32) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    return red - extreme > _RED_CHANGE, extreme - red > _RED_CHANGE


def _redness(luma: F32, blue: F32, red: F32) -> F32:
    """Return how bright the saturated red of each cell is, 0 to 320; 0 where it is no saturated red."""
    y, u, v = (luma - 16) / 219, (blue - 128) / 224, (red - 128) / 224
    coded = (y + 1.5748 * v, y - 0.1873 * u - 0.4681 * v, y + 1.8556 * u)
    r, g, b = (np.clip(one, 0, 1) ** _GAMMA for one in coded)
    saturated = r >= _SATURATED * np.maximum(r + g + b, 1e-6)
    return np.where(saturated, np.clip(r - g - b, 0, 1) * _RED_SCALE, 0).astype(np.float32)
