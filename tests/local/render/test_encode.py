"""What the encoder writes."""

import ctypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame

from imgfree.local.output import Output
from imgfree.local.render.encode import encode_pictures
from imgfree.local.render.reel import Reel

_M_PERTURB = -6  # glibc fills what it hands out with bytes of one's choice


@pytest.fixture
def memory() -> Iterator[Callable[[int], object]]:
    """Sets what fresh memory holds, where the C library can; the default comes back afterwards."""
    fill = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    yield lambda byte: fill and fill(_M_PERTURB, byte ^ 0xFF)
    if fill:
        fill(_M_PERTURB, 0)


def moving(width: int, height: int) -> Iterator[VideoFrame]:
    """Yield 24 pictures of soft detail that drifts."""
    coarse = np.random.default_rng(7).integers(0, 255, (height // 8 + 9, width // 8 + 9), np.uint8)
    wide = np.kron(coarse, np.ones((8, 8), np.uint8))
    for number in range(24):
        luma = wide[number : number + height, number * 2 : number * 2 + width]
        flat = np.full((height // 2, width), 128, np.uint8)
        yield VideoFrame.from_ndarray(np.ascontiguousarray(np.vstack([luma, flat])), format="yuv420p")


@pytest.mark.parametrize(
    "size",
    [(180, 320), (192, 336), (270, 480), (306, 408), (130, 514), (496, 496), (464, 260), (98, 434)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
def test_equal_pictures_give_equal_bytes(
    size: tuple[int, int], tmp_path: Path, memory: Callable[[int], object]
) -> None:
    """Four times the same pictures are four times the same file, whatever the memory held before."""
    film = Reel(*size, 30, 24, ())
    files = set()
    for byte in (0x00, 0xFE, 0xFB, 0x02):  # without steady options, each size has two answers at least among these
        memory(byte)
        encode_pictures(tmp_path / "piece.nut", film, Output(), moving(*size))
        files.add((tmp_path / "piece.nut").read_bytes())
    assert 1 == len(files)
