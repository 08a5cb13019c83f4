"""Two films' pictures side by side, as eyes see them: what another encoder, or another quality, does is no difference.

A cell is 1/64 of the shorter side, 16 pixels at least. Measured on films of ours, small ones with much colour and
large ones, encoded again (x264 up to CRF 34, MPEG-4): cells moved by at most 7 of luma and 5 of chroma, by 1.0 and 1.7
in the mean, and all together by less than 0.5 one way. One letter of a title that is another moves some cells by 50, a
look that is a little warmer all by 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.inspection.watch import plain
from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.frames import planes_of
from imgfree.local.render.media import BROKEN, broken, opened, picture_stream, refuse_giant, zero_s
from imgfree.local.render.planes import U8, Planes

F32 = npt.NDArray[np.float32]
Box = tuple[int, int, int, int]  # left, top, right, bottom on the frame, in pixels

_CELLS, _SMALLEST_PX = 64, 16
_MOST = 12.0  # of one cell, either way
_MEAN = 3.0  # of all cells, each either way
_DRIFT = 1.5  # of all cells together


@dataclass(frozen=True)
class Unlike:
    """Pictures that are not the same, from that moment on; `box` is where. Without a box, one film has none there."""

    at_s: float
    box: Box | None = None
    lacking: bool = False  # it is the second film that has no picture there


def unlike(
    one: Path, other: Path, from_s: float, end_s: float, usual_s: float
) -> Iterator[tuple[float, Unlike | None]]:
    """Yield each moment from `from_s` up to `end_s`, with what is not the same then. Raises MediaUnreadable."""
    slack_s = usual_s / 2
    left, right = (_Ahead(shown(film, from_s, end_s, slack_s)) for film in (one, other))
    while left.at_s is not None or right.at_s is not None:
        if right.at_s is None or (left.at_s is not None and left.at_s < right.at_s - slack_s):
            assert left.at_s is not None
            yield left.at_s, Unlike(left.at_s, lacking=True)
            left.step()
        elif left.at_s is None or right.at_s < left.at_s - slack_s:
            yield right.at_s, Unlike(right.at_s)
            right.step()
        else:
            assert left.frame is not None
            assert right.frame is not None
            box = apart(left.frame, right.frame)
            yield left.at_s, Unlike(left.at_s, box) if box else None
            left.step()
            right.step()


def apart(one: Planes, other: Planes) -> Box | None:
    """Return where two pictures of a size are not the same to the eye; None where they are."""
    size = max(_SMALLEST_PX, min(one.size) // _CELLS)
    moved = [_moved(one.y, other.y, size), _moved(one.u, other.u, size // 2), _moved(one.v, other.v, size // 2)]
    if any(np.abs(cells).mean() > _MEAN or abs(cells.mean()) > _DRIFT for cells in moved):
        return 0, 0, *one.size
    far = np.max(np.abs(moved), axis=0) > _MOST
    rows, columns = np.nonzero(far)
    if not len(rows):
        return None
    high, wide = (whole / cells for whole, cells in zip(one.size[::-1], far.shape, strict=True))
    edges = columns.min() * wide, rows.min() * high, (columns.max() + 1) * wide, (rows.max() + 1) * high
    left, top, right, bottom = (round(float(edge)) for edge in edges)
    return left, top, right, bottom


def _moved(one: U8, other: U8, size: int) -> F32:
    """Return by how much each cell is another, and which way."""
    cells = max(1, one.shape[1] // size), max(1, one.shape[0] // size)
    first, second = (cv2.resize(each, cells, interpolation=cv2.INTER_AREA).astype(np.float32) for each in (one, other))
    return second - first


def shown(film: Path, from_s: float, end_s: float, slack_s: float) -> Iterator[tuple[float, Planes]]:
    """Yield the pictures from `from_s` on and before `end_s`, each with its moment. Raises MediaUnreadable.

    `slack_s` is by how much moments of the same picture may differ.
    """
    with opened(film, film.name) as container:
        stream = picture_stream(container)
        if stream is None:
            raise MediaUnreadable(f"'{film.name}' has no picture in it")
        refuse_giant(stream, film.name)
        stream.thread_type = "AUTO"
        zero = zero_s(container)
        try:
            if from_s > 0:
                container.seek(int((from_s + slack_s / 2 + zero) * av.time_base), backward=True)
            for frame in container.decode(stream):
                at_s = (frame.time or 0.0) - zero
                if at_s >= end_s - slack_s:
                    return
                if at_s >= from_s - slack_s:
                    yield at_s, planes_of(plain(frame))
        except BROKEN as error:
            raise broken(film.name) from error


class _Ahead:
    """A film's pictures, the next of them known."""

    def __init__(self, frames: Iterator[tuple[float, Planes]]) -> None:
        self._frames = frames
        self.at_s: float | None = None
        self.frame: Planes | None = None
        self.step()

    def step(self) -> None:
        """Go on to the next picture; after the last there is none."""
        self.at_s, self.frame = next(self._frames, (None, None))
