"""Sampling, plain and packed."""

import numpy as np
import pytest
from PIL import Image

from imgfree.local.motion import View
from imgfree.local.render.planes import Planes, blank, color, copy, enlarged, from_rgb, packed, warp

FRAME = (216, 384)
VIEWS = (View(), View(zoom=1.04), View(0.49, 0.515, 1.08), View(0.53, 0.5, 1.08))


def _photo(width: int, height: int) -> Planes:
    soft = np.random.default_rng(5).integers(0, 255, (height // 12, width // 12, 3), np.uint8)
    return from_rgb(np.asarray(Image.fromarray(soft).resize((width, height), Image.Resampling.BICUBIC)))


@pytest.mark.parametrize("at", VIEWS)
def test_packed_pictures_are_sampled_like_plain_ones(at: View) -> None:
    """Light and colour agree to a level or so, in place and in value, right up to the edges."""
    photo, world = _photo(306, 544), (450, 800)
    one, other = blank(*FRAME), blank(*FRAME)
    warp(packed(photo, world), at, one)
    warp(enlarged(photo, *world), at, other)
    for a, b in zip(one, other, strict=True):
        apart = np.abs(a.astype(int) - b)
        assert 0.6 > apart.mean()
        assert 6 >= apart[1:-1, 1:-1].max()


def test_a_packed_picture_is_copied_at_the_frames_size() -> None:
    """What a still shot shows is what a view of all of it shows."""
    world = packed(_photo(306, 544), (450, 800))
    one, other = blank(*FRAME), blank(*FRAME)
    copy(world, one)
    warp(world, View(), other)
    assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_colour_stays_on_its_light() -> None:
    """An edge between red and blue lies at the same place in light and in colour, also after enlarging and packing."""
    edge = np.zeros((544, 306, 3), np.uint8)
    edge[:, :153, 0] = edge[:, 153:, 2] = 255
    photo, target = from_rgb(edge), blank(*FRAME)
    for world in (enlarged(photo, 450, 800), packed(photo, (450, 800))):
        warp(world, View(zoom=1.05), target)
        places = []
        for plane, pitch, first in ((target.y, 1, 0), (target.u, 2, 0), (target.v, 2, 0)):
            row = plane[plane.shape[0] // 2].astype(float)
            middle = (row[0] + row[-1]) / 2
            after = int(np.argmax((row > middle) != (row[0] > middle)))
            share = (middle - row[after - 1]) / (row[after] - row[after - 1])
            places.append(first + pitch * (after - 1 + share))
        assert 0.25 > max(places) - min(places)
        assert 0.25 > abs(places[0] - 107.5)


def test_halved_colour_is_centred_on_even_columns() -> None:
    """A colour ramp along the rows is read off at columns 0, 2, 4, ... and between two rows along the columns.

    A sample that lay half a column off would be 2 levels off.
    """
    x = np.arange(64)
    ramp = np.zeros((64, 64, 3), np.uint8)
    ramp[:, :, 2] = np.minimum(8 * x, 255)
    whole = (128 + 112 * 8 * x / 255)[:32]
    assert 1.5 >= np.abs(from_rgb(ramp).u[10, 1:15] - whole[2:30:2]).max()
    assert 1 >= np.abs(from_rgb(ramp.transpose(1, 0, 2).copy()).u[:15, 10] - (whole[0:30:2] + whole[1:30:2]) / 2).max()


def test_colours_are_bt709() -> None:
    """The eight corners of RGB have the codes that BT.709 gives them in limited range."""
    assert (16, 128, 128) == color(0, 0, 0)
    assert (235, 128, 128) == color(255, 255, 255)
    assert (63, 102, 240) == color(255, 0, 0)
    assert (173, 42, 26) == color(0, 255, 0)
    assert (32, 240, 118) == color(0, 0, 255)
