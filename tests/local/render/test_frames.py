"""Frames of the encoder and their planes are the same memory."""

from types import SimpleNamespace

import numpy as np
import pytest
from av.video.frame import VideoFrame

from imgfree.local.render.frames import planes_of, tag


@pytest.mark.parametrize("size", [(64, 112), (50, 38)])
def test_what_is_painted_is_what_is_encoded(size: tuple[int, int]) -> None:
    """Whatever the encoder leaves free at the end of its rows, planes have the frame's size and write into it."""
    frame = VideoFrame(*size, "yuv420p")
    planes = planes_of(frame)
    assert size == planes.size
    planes.y[:] = np.arange(size[0], dtype=np.uint8)
    planes.u[:], planes.v[:] = 90, 200
    stored = frame.to_ndarray()
    width, height = size
    assert (stored[:height] == np.arange(width)).all()
    assert {90, 200} == set(np.unique(stored[height:]))


def test_colours_are_noted_as_those_of_television() -> None:
    """BT.709 in all three respects, and limited range."""
    noted = SimpleNamespace()
    tag(noted)
    assert {"color_primaries": 1, "color_trc": 1, "colorspace": 1, "color_range": 1} == vars(noted)
