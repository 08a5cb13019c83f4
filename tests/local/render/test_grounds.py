"""Grounds: as strong as the picture behind asks for, frame by frame."""

import numpy as np
import pytest

from imgfree.local.render.grounds import Shade, ground
from imgfree.local.render.planes import from_rgb


def _shaded(gray: int, *, light: bool = False, limit: float = 0.4) -> int:
    """Return the luma of a gray picture under a ground, in its middle."""
    under = from_rgb(np.full((40, 60, 3), gray, np.uint8))
    ground(Shade(np.full((40, 60), 255, np.uint8), light, limit), 0, 0).lay(under, 1.0)
    return int(under.y[20, 30])


@pytest.mark.parametrize("gray", [90, 128, 200, 255])
def test_it_is_as_dark_as_the_letters_need_and_no_darker_than_that(gray: int) -> None:
    """What is brighter than the limit comes down to it; what is dark already is shaded only a little."""
    assert 16 + 219 * 0.4 + 2 >= _shaded(gray)
    assert _shaded(255) >= 16 + 219 * 0.4 - 4
    assert 16 < _shaded(40) < 16 + 219 * 40 / 255


def test_dark_letters_get_a_light_one() -> None:
    """Towards white, as far as the limit."""
    assert 16 + 219 * 0.6 - 2 <= _shaded(60, light=True, limit=0.6)
    assert 16 + 219 * 200 / 255 < _shaded(200, light=True, limit=0.6)


def test_it_begins_where_its_letters_begin() -> None:
    """An odd place is made even by a free column and row before it."""
    made = ground(Shade(np.full((9, 7), 255, np.uint8), light=False, limit=0.4), 1, 1)
    assert (10, 8) == made.opacity.shape
    assert (5, 4) == made.opacity_half.shape
    assert 0 == made.opacity[0].max() == made.opacity[:, 0].max()
