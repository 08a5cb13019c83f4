"""How good each part of a clip is: sharp, steady and, where it has sound, loud."""

import contextlib
import itertools
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from imgfree.local.render.media import BROKEN
from imgfree.local.render.sound import RATE, decoded

_PARTS = 24
_SHORTEST_S = 0.5
_SIDE = 160  # pixels of the longer side that is looked at
_LONGEST_SOUND_S = 300.0  # longer ones are judged by their picture alone
_SHARP, _STEADY, _LOUD = 0.45, 0.3, 0.25


def merits(container: InputContainer, stream: VideoStream, seconds: float, sound: Path | None) -> tuple[float, ...]:
    """Return the merit, 0 to 1, of each of up to 24 equal parts of the clip; () for a clip under a second.

    `sound` is the file, where it has sound. Two pictures are looked at in each part.
    """
    count = min(_PARTS, int(seconds / _SHORTEST_S))
    if count < 2:
        return ()
    seen = [_pair(container, stream, (number + 0.5) * seconds / count) for number in range(count)]
    sharp = _shares([float(cv2.Laplacian(pair[0], cv2.CV_32F).var()) if pair else 0.0 for pair in seen])
    restless = _shares([_change(*pair) if pair else 0.0 for pair in seen])
    loud = _shares(_levels(sound, seconds, count)) if sound and seconds <= _LONGEST_SOUND_S else np.zeros(count)
    found = _SHARP * sharp + _STEADY * (1 - restless) + _LOUD * loud
    return tuple(round(float(one), 3) for one in found)


def _pair(container: InputContainer, stream: VideoStream, at_s: float) -> tuple[cv2.typing.MatLike, ...]:
    """Return two pictures in a row near that moment, small and grey; () where none can be had."""
    with contextlib.suppress(*BROKEN):
        container.seek(int(at_s * av.time_base), backward=True)
        pair = tuple(map(_small, itertools.islice(container.decode(stream), 2)))
        return pair if len(pair) == 2 else ()
    return ()


def _small(frame: VideoFrame) -> cv2.typing.MatLike:
    scale = _SIDE / max(frame.width, frame.height)
    size = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    return frame.reformat(width=size[0], height=size[1], format="gray").to_ndarray()


def _change(before: cv2.typing.MatLike, after: cv2.typing.MatLike) -> float:
    """Return how much moved between two pictures, whatever their contrast."""
    return float(cv2.absdiff(before, after).mean() / max(1.0, float(np.std(before))))


def _levels(path: Path, seconds: float, count: int) -> list[float]:
    """Return how loud each of so many equal parts is, as a root mean square."""
    energy, at, length = np.zeros(count), 0, max(1, round(seconds * RATE / count))
    with closing(decoded(path, path.name)) as blocks, contextlib.suppress(*BROKEN):
        for block in blocks:
            places = np.minimum((at + np.arange(len(block))) // length, count - 1)
            energy += np.bincount(places, (block**2).mean(axis=1), count)
            at += len(block)
    return [float(one) for one in np.sqrt(energy / length)]


def _shares(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the values between the least and the largest of them, 0 to 1; all 0 where they hardly differ."""
    found = np.asarray(values, np.float64)
    least, most = float(found.min()), float(found.max())
    return (found - least) / (most - least) if most > 1.1 * least else np.zeros(len(found))
