"""Flashes, as accessibility guidelines count them: pairs of opposing changes of light over a quarter of the picture."""

from collections import deque
from collections.abc import Iterator

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


class Flashes:
    """Counts for each cell of the picture how often its light turns round."""

    def __init__(self) -> None:
        self._extreme: F32 | None = None  # the light from which each cell is on its way
        self._rising: npt.NDArray[np.int8] | None = None  # 1, -1, or 0 before its first change
        self._turns: deque[tuple[float, npt.NDArray[np.bool_]]] = deque()
        self._count: npt.NDArray[np.int16] | None = None
        self._found: list[Stretch] = []

    def see(self, at_s: float, end_s: float, cells: F32) -> None:
        """Take the next frame, as the mean luma of its cells."""
        light: F32 = (np.clip((cells - 16) / 219, 0, 1) ** _GAMMA).astype(np.float32)
        if self._extreme is None or self._rising is None or self._count is None or light.shape != self._extreme.shape:
            self._extreme, self._rising = light, np.zeros(light.shape, np.int8)
            self._count = np.zeros(light.shape, np.int16)
            self._turns.clear()
            return
        turned = self._turned(light, self._extreme, self._rising)
        self._turns.append((at_s, turned))
        self._count += turned
        while self._turns[0][0] < at_s - _WINDOW_S + 1e-3:
            self._count -= self._turns.popleft()[1]
        if (self._count >= 2 * MOST_A_SECOND).mean() >= _AREA:
            begins_s = max(0.0, at_s - _WINDOW_S)
            if self._found and begins_s <= self._found[-1].end_s:
                self._found[-1].end_s = end_s
            else:
                self._found.append(Stretch(begins_s, end_s))

    def found(self) -> Iterator[Stretch]:
        """Yield the stretches with too many flashes."""
        yield from self._found

    @staticmethod
    def _turned(light: F32, extreme: F32, rising: npt.NDArray[np.int8]) -> npt.NDArray[np.bool_]:
        """Return which cells have begun to change the other way by now; both arrays follow the light."""
        dark = np.minimum(light, extreme) < _DARKER
        up = (light - extreme >= _CHANGE) & dark & (rising <= 0)
        down = (extreme - light >= _CHANGE) & dark & (rising >= 0)
        turned = up | down
        rising[up], rising[down] = 1, -1
        follows = turned | ((rising > 0) & (light > extreme)) | ((rising < 0) & (light < extreme))
        extreme[follows] = light[follows]
        return turned
