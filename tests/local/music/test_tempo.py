"""Tempo: the beat that people would tap."""

import numpy as np
import pytest

from imgfree.local.music.onsets import FPS, onsets
from imgfree.local.music.tempo import period, sharpened
from local.music.synthetic import Style, song


@pytest.mark.parametrize("bpm", [70, 96, 110, 128, 150])
def test_songs(bpm: int) -> None:
    """Within one percent."""
    heard = onsets([song(Style(bpm)).sound])
    step, _ = period(heard, sharpened(heard.strength))
    assert bpm == pytest.approx(60 * FPS / step, rel=0.01)


def test_three_beats_to_the_bar() -> None:
    """No tempo is taken that divides the bar in two."""
    heard = onsets([song(Style(150, meter=3)).sound])
    assert 150 == pytest.approx(60 * FPS / period(heard, sharpened(heard.strength))[0], rel=0.01)


def test_nothing_comes_again() -> None:
    """One stroke has no tempo; a row of zeros neither."""
    heard = onsets([song(Style(100)).sound])
    assert (0.0, 0.0) == period(heard, np.zeros(500, np.float32))
