"""How loud a film is, and whether its peaks were cut off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from imgfree.local.inspection.stills import Stretch
from imgfree.local.render.loudness import measured
from imgfree.local.render.sound import F32, RATE, decoded

SILENT_LUFS = -60.0
_FULL = 0.999
_RUN = 3  # samples at full scale one after the other: fewer may be a peak that just fits
_LEAST_CLIPPED = 60  # samples in runs, in all: coding alone lifts single peaks up there
_NEAR_S = 2.0  # runs that are closer together are one stretch


@dataclass
class Levels:
    """What was heard. `clipped` are the stretches in which the sound is cut off at full scale."""

    lufs: float
    length_s: float
    clipped: list[Stretch] = field(default_factory=list)


def levels(film: Path) -> Levels:
    """Return how loud the film is. Raises MediaUnreadable for one without sound, or with damaged sound."""
    tops = _Tops()
    lufs, _ = measured(tops.heard(decoded(film, film.name)))
    return Levels(lufs, tops.at / RATE, tops.stretches if tops.count >= _LEAST_CLIPPED else [])


class _Tops:
    """Listens for flat tops on the way."""

    def __init__(self) -> None:
        self.count = 0
        self.stretches: list[Stretch] = []
        self.at = 0

    def heard(self, blocks: Iterator[F32]) -> Iterator[F32]:
        """Yield the blocks as they come."""
        for block in blocks:
            full = np.abs(block) >= _FULL
            flat = full[2:] & full[1:-1] & full[:-2]
            if flat.any():
                places = np.flatnonzero(flat.any(axis=1))
                self.count += int(flat.sum()) + 2
                self._note(float(self.at + places[0]) / RATE, float(self.at + places[-1] + _RUN) / RATE)
            self.at += len(block)
            yield block

    def _note(self, at_s: float, end_s: float) -> None:
        if self.stretches and at_s - self.stretches[-1].end_s < _NEAR_S:
            self.stretches[-1].end_s = end_s
        else:
            self.stretches.append(Stretch(at_s, end_s))
