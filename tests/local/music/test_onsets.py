"""Onsets: where sound sets in."""

import numpy as np

from imgfree.local.music.onsets import FPS, onsets
from local.music.synthetic import RATE, clicks


def test_a_click_is_the_strongest() -> None:
    """Each of them is a peak within a frame of its moment."""
    piece = clicks(60, 5)
    heard = onsets([piece.sound])
    for beat in piece.beats:
        near = heard.strength[round(beat * FPS) - 20 : round(beat * FPS) + 20]
        assert 2 >= abs(int(np.argmax(near)) - 20)


def test_one_value_a_frame() -> None:
    """A hundred a second."""
    assert 5 * FPS == len(onsets([clicks(60, 5).sound]).strength)


def test_silence_and_nothing() -> None:
    """Both are silent."""
    assert onsets([np.zeros((RATE, 2), np.float32)]).silent
    assert onsets([]).silent


def test_how_loud_it_is_makes_no_difference() -> None:
    """A song at a tenth of its level sets in where it did."""
    sound = clicks(90, 5).sound
    loud, soft = (onsets([sound * gain]).strength for gain in (1.0, 0.1))
    assert np.allclose(loud, soft, atol=0.01)
