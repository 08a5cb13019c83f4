"""Any sound of a voice at the level that voices have in a film."""

from pathlib import Path

import numpy as np

from imgfree.local.render.sound import RATE, decoded
from imgfree.local.speech import synthesis

_LEVEL = 10 ** (-18 / 20)  # root mean square of what is heard
_MOST_GAIN, _MOST_MIXED, _PEAK = 8.0, 4.0, 0.89
_HEARD = 0.1  # of the loudest moment; what is below is a pause


def gain(path: Path) -> float:
    """Return what brings a recording to the usual level; at most what the mixer gives. Raises MediaUnreadable."""
    return round(min(_MOST_MIXED, gain_of(_samples(path))), 3)


def leveled(path: Path, target: Path) -> None:
    """Write the sound as one channel at the usual level, without the silence around it. Raises MediaUnreadable."""
    whole = _samples(path)
    synthesis.write(target, synthesis.trimmed(whole) * np.float32(gain_of(whole)))


def _samples(path: Path) -> synthesis.F32:
    """Return the sound as one channel at the rate of voices."""
    blocks = list(decoded(path, path.name))
    samples = np.concatenate(blocks).mean(axis=1) if blocks else np.zeros(0, np.float32)
    whole: synthesis.F32 = samples[: len(samples) // 2 * 2].reshape(-1, RATE // synthesis.RATE).mean(axis=1)
    return whole.astype(np.float32)


def gain_of(samples: synthesis.F32) -> float:
    """Return what brings the sound to the usual level; silence stays as it is."""
    step = synthesis.RATE // 50
    parts = samples[: len(samples) // step * step].reshape(-1, step)
    levels = np.sqrt((parts.astype(np.float64) ** 2).mean(axis=1)) if len(parts) else np.zeros(1)
    heard = levels[levels > levels.max(initial=0) * _HEARD]
    if not len(heard):
        return 1.0
    level, peak = float(np.sqrt((heard**2).mean())), float(np.abs(samples).max())
    return min(_MOST_GAIN, _LEVEL / level, _PEAK / peak)
