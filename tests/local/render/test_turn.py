"""Clips are seen as the camera held them: every quarter turn, mirrored or not."""

import struct
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from render_parts import asset, draft, make, pictures, shot

from imgfree.local.assets import Asset
from imgfree.local.probe import probe
from imgfree.local.render.stills import thumbnail

ONE, W, H = 1 << 16, 160, 96
CORNERS = {"red": (220, 30, 30), "green": (30, 200, 40), "blue": (30, 40, 220), "white": (230, 230, 230)}
# What players show of a picture whose corners are red, green / blue, white: matrix, and the corners as seen.
MATRICES = {
    "as stored": ((ONE, 0, 0, ONE), "red green blue white"),
    "mirrored": ((-ONE, 0, 0, ONE), "green red white blue"),
    "flipped": ((ONE, 0, 0, -ONE), "blue white red green"),
    "half a turn": ((-ONE, 0, 0, -ONE), "white blue green red"),
    "clockwise": ((0, ONE, -ONE, 0), "blue red white green"),
    "counterclockwise": ((0, -ONE, ONE, 0), "green white red blue"),
    "transposed": ((0, ONE, ONE, 0), "red blue green white"),
    "clockwise and mirrored": ((0, -ONE, -ONE, 0), "white green blue red"),
    "a degree askew": ((65526, 1144, -1144, 65526), "red green blue white"),
}


def _clip(path: Path, matrix: tuple[int, int, int, int]) -> Asset:
    """Return a clip of four coloured quarters with this display matrix."""
    quarters = np.zeros((H, W, 3), np.uint8)
    for number, color in enumerate(CORNERS.values()):
        quarters[number // 2 * H // 2 :, number % 2 * W // 2 :] = color
        if number == 2:
            quarters[H // 2 :, W // 2 :] = 0
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=25, options={"crf": "5"})
        video.width, video.height, video.pix_fmt = W, H, "yuv420p"
        for _ in range(5):
            file.mux(video.encode(av.VideoFrame.from_image(Image.fromarray(quarters))))
        file.mux(video.encode(None))
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 4 + 20 + 16  # version and flags, times and ids, layer and volume
    a, b, c, d = matrix
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return asset(path, "video", duration_s=0.2)


def _corners(picture: np.ndarray) -> str:  # type: ignore[type-arg]
    """Return the names of the colours in the four corners, row by row."""
    height, width = picture.shape[:2]
    places = [(y, x) for y in (height // 8, -height // 8) for x in (width // 8, -width // 8)]
    nearest = (min(CORNERS, key=lambda name: np.abs(picture[at].astype(int) - CORNERS[name]).sum()) for at in places)
    return " ".join(nearest)


@pytest.mark.parametrize("name", MATRICES)
def test_every_display_matrix_is_obeyed(name: str, tmp_path: Path) -> None:
    """Film and thumbnail show the corners where players do; the size is that of what is seen."""
    matrix, seen = MATRICES[name]
    source = _clip(tmp_path / "clip.mp4", matrix)
    size = (W, H) if matrix[0] else (H, W)
    found = probe(source.path)
    assert size == (found.width, found.height)
    make(draft(shot(source, 100), fit="fill", size=size), [source], tmp_path / "film.mp4")
    assert seen == _corners(pictures(tmp_path / "film.mp4")[1])
    thumbnail(source, tmp_path / "small.jpg")
    with Image.open(tmp_path / "small.jpg") as small:
        assert seen == _corners(np.asarray(small))
