"""Flashes, counted as light turns round."""

import numpy as np
import pytest

from imgfree.local.inspection.flashes import Flashes


def found(hertz: float, low: float = 30, high: float = 220, *, fps: int = 30, share: float = 1.0) -> bool:
    """Return whether three seconds of flashes over a share of the picture are too many."""
    flashes = Flashes()
    for number in range(3 * fps):
        cells = np.full((20, 20), low, np.float32)
        cells[: round(20 * share)] = high if int(2 * hertz * number / fps + 1e-6) % 2 else low
        flashes.see(number / fps, (number + 1) / fps, cells)
    return bool(list(flashes.found()))


@pytest.mark.parametrize("fps", [24, 30, 60])
def test_three_a_second_are_too_many(fps: int) -> None:
    """At any frame rate; two are not."""
    assert found(3.2, fps=fps)
    assert found(8, fps=fps)
    assert not found(2.4, fps=fps)


def test_small_and_faint_ones_do_not_count() -> None:
    """A quarter of the picture and a tenth of the light are the limits; nearly white pictures do not flash."""
    assert found(5, share=0.3)
    assert not found(5, share=0.2)
    assert not found(5, 100, 112)
    assert not found(5, 218, 235)
