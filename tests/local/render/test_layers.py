"""Pictures that lie on the film for a while."""

import numpy as np

from imgfree.local.render.layers import Layer, lay, layer
from imgfree.local.render.planes import blank, fill

GREY = (100, 128, 128)


def _square(size: tuple[int, int] = (8, 8), *, alpha: int = 255, **facts: int) -> Layer:
    rgba = np.full((size[1], size[0], 4), 255, np.uint8)
    rgba[:, :, 3] = alpha
    return layer(rgba, **{"left": 4, "top": 6, "start": 10, "frames": 6} | facts)


def test_a_layer_has_its_time_and_fades_at_both_ends() -> None:
    """Outside its frames nothing is seen; each end rises and falls by even steps, and neither is nothing."""
    assert [0, 1, 1, 0] == [_square().shown(frame) for frame in (9, 10, 15, 16)]
    faded = _square(fade_frames=2)
    assert [0.0, 1 / 3, 2 / 3, 1.0, 1.0, 2 / 3, 1 / 3, 0.0] == [faded.shown(frame) for frame in range(9, 17)]


def test_place_and_size_are_made_even() -> None:
    """An odd place is padded, so that light and colour stay on each other; the picture does not move."""
    odd = _square((7, 5), left=5, top=7)
    assert (4, 6, 12, 12) == odd.box
    rows, columns = np.where(odd.opacity > 0.5)
    assert (5, 7) == (odd.left + columns.min(), odd.top + rows.min())
    assert (7, 5) == (np.ptp(columns) + 1, np.ptp(rows) + 1)


def test_laying_changes_what_is_in_the_box_alone() -> None:
    """White covers the grey below it in its time; half transparent white meets it half way."""
    for alpha, light in ((255, 235), (128, 168)):
        target = blank(32, 32)
        fill(target, GREY)
        lay(_square(alpha=alpha), 9, target)
        assert {100} == set(np.unique(target.y))
        lay(_square(alpha=alpha), 10, target)
        assert 1 >= np.abs(target.y[6:14, 4:12].astype(int) - light).max()
        target.y[6:14, 4:12] = 100
        assert {100} == set(np.unique(target.y))


def test_colour_is_carried_into_what_is_transparent() -> None:
    """The edge of a red letter is red where it is half transparent, not darkened by the black of nothing."""
    rgba = np.zeros((16, 16, 4), np.uint8)
    rgba[:, :7] = (255, 0, 0, 255)
    made = layer(rgba, 0, 0, start=0, frames=1)
    assert 0.4 < made.opacity_half[4, 3] < 0.6
    assert made.picture.v[4, 3] > 220
