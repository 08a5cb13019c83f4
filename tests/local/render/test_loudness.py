"""How loud a film is, and the gain that brings it to a target."""

import numpy as np
import pytest
from render_parts import RATE

from imgfree.local.render.loudness import PEAK_LIMIT, gain_to, leveled, measured
from imgfree.local.render.sound import F32


def test_loudness_is_that_of_the_standard() -> None:
    """A sine of 997 Hz at full scale in one channel is -3.01 LUFS (BS.1770); at most 6 dB of peaks are taken."""
    sine = np.sin(2 * np.pi * 997 * np.arange(3 * RATE) / RATE).astype(np.float32)
    one = np.stack([sine, np.zeros_like(sine)], axis=1)
    assert 0.1 > abs(-3.01 - measured(iter(np.split(one, 30)))[0])
    assert 10 ** (5 / 20) == pytest.approx(gain_to(-5, -20, 1.0))
    assert 1 == gain_to(-14, -70, 0.0)


def _tone(level: float) -> F32:
    sine = level * np.sin(2 * np.pi * 997 * np.arange(3 * RATE) / RATE).astype(np.float32)
    return np.stack([sine, sine], axis=1)


def _leveled(sound: F32, target: float) -> tuple[float, dict[str, float]]:
    return leveled(target, lambda gain, ceiling: iter(np.split((sound * gain).clip(-ceiling, ceiling), 30)), PEAK_LIMIT)


def test_a_mix_is_brought_to_its_target() -> None:
    """A quiet tone is made louder and a loud one quieter by just what is missing, and both are told as they were."""
    for level in (0.05, 0.5):
        gain, told = _leveled(_tone(level), -16)
        lufs, peak = measured(iter([_tone(level) * gain]))
        assert (-16, -16) == pytest.approx((lufs, told["film_lufs"]), abs=0.1)
        assert 20 * np.log10(level) == pytest.approx(told["mixed_peak_db"], abs=0.1)
        assert peak < PEAK_LIMIT


def test_what_would_be_crushed_stays_below_its_target() -> None:
    """Single clicks over silence would have to lose more than 6 dB: the gain is held back, and that is told."""
    clicks = _tone(0.02)
    clicks[:: RATE // 2] = 0.9
    gain, told = _leveled(clicks, -9)
    assert gain < 10 ** (8.1 / 20)
    assert told["film_lufs"] < -12
