"""How a clip's stored picture is turned and mirrored to be seen: the camera notes it in the display matrix."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Turn:
    """First rows and columns are exchanged, then the picture is mirrored left to right and top to bottom."""

    transposed: bool = False
    mirrored: bool = False
    flipped: bool = False

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size as seen of a stored picture of this size, and the other way round."""
        return (height, width) if self.transposed else (width, height)

    def upright(self, picture: Picture) -> Picture:
        """Return the picture, or one of its planes, as it is to be seen."""
        if self == _AS_STORED:
            return picture
        turned = picture.swapaxes(0, 1) if self.transposed else picture
        return np.ascontiguousarray(turned[:: -1 if self.flipped else 1, :: -1 if self.mirrored else 1])


_AS_STORED = Turn()
_MATRIX = struct.Struct("=9i")


def turn_of(frame: VideoFrame) -> Turn:
    """Return how this frame is turned; an angle between quarter turns counts as the nearest."""
    data: Any = frame.side_data.get("DISPLAYMATRIX")
    if data is None or data.buffer_size < _MATRIX.size:
        return _AS_STORED
    across, down_of_x, _, across_of_y, down, *_ = _MATRIX.unpack_from(bytes(data))
    if abs(across) + abs(down) >= abs(down_of_x) + abs(across_of_y):
        return Turn(False, across < 0, down < 0)
    return Turn(True, across_of_y < 0, down_of_x < 0)
