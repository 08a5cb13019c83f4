"""Films in 256 colours."""

import numpy as np
from av.video.frame import VideoFrame

from imgfree.local.render.gif import Paletted, palette_of
from imgfree.local.render.reel import Reel

FILM = Reel(64, 112, 30, 4, ())
COLORS = ((200, 60, 40), (40, 160, 60), (40, 60, 200), (230, 230, 230))


def _plain(color: tuple[int, int, int]) -> VideoFrame:
    return VideoFrame.from_ndarray(np.full((112, 64, 3), color, np.uint8), format="rgb24").reformat(format="yuv420p")


def test_one_palette_serves_the_whole_film() -> None:
    """Every frame comes out, in order, in indexed colours that are those it had."""
    reduced = Paletted(palette_of(map(_plain, COLORS), FILM), FILM)
    found = []
    for number, color in enumerate(COLORS):
        frame = _plain(color)
        frame.pts = number
        found += reduced.push(frame)
    found += reduced.flush()
    assert ["pal8"] * 4 == [frame.format.name for frame in found]
    for color, frame in zip(COLORS, found, strict=True):
        assert 8 > np.abs(frame.to_ndarray(format="rgb24").reshape(-1, 3).mean(axis=0) - color).max()


def test_the_palette_is_of_the_film_and_no_larger() -> None:
    """It has 256 places and holds the film's colours."""
    palette = palette_of(map(_plain, COLORS), FILM).to_ndarray(format="rgb24").reshape(-1, 3).astype(int)
    assert 256 == len(palette)
    for color in COLORS:
        assert 8 > np.abs(palette - color).max(axis=1).min()
