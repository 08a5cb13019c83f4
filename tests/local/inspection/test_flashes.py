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


def red_found(one: tuple[int, int, int], other: tuple[int, int, int], share: float = 1.0) -> tuple[bool, bool]:
    """Return whether five flashes a second of two colours, as luma and chroma, are ones of light, and of red."""
    flashes = Flashes()
    for number in range(90):
        planes = [np.full((20, 20), value, np.float32) for value in one]
        for plane, value in zip(planes, other, strict=True):
            plane[: round(20 * share)] = value if int(10 * number / 30 + 1e-6) % 2 else plane[0, 0]
        flashes.see(number / 30, (number + 1) / 30, planes[0], (planes[1], planes[2]))
    return bool(list(flashes.found())), bool(list(flashes.found_red()))


def test_red_flashes_are_found_where_light_hardly_changes() -> None:
    """A saturated red and a green of its light; not two greys, no pale red, and no small place."""
    red, green, pale, dim = (63, 102, 240), (63, 106, 85), (110, 120, 160), (64, 128, 128)
    assert (False, True) == red_found(red, green)
    assert (False, True) == red_found(red, dim)
    assert (False, False) == red_found(red, dim, share=0.2)
    assert (False, False) == red_found(pale, (110, 128, 128))
    assert (True, False) == red_found((235, 128, 128), (16, 128, 128))
