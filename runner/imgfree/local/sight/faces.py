"""Faces in a picture, by BlazeFace (short range) in OpenCV's own runtime."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from imgfree.local.render.planes import U8

_WEIGHTS = Path(__file__).with_name("blazeface.tflite")
_SIDE = 128  # pixels of what the network sees
_STRIDES = ((8, 2), (16, 6))  # of its grids, and how many boxes each place of a grid has
_SURE = 0.8  # below, patterns are taken for faces
_SAME = 0.3  # of the area of both together: two boxes that share more are one face
_FINER = 0.5  # of the short side: the smallest part that is looked at by itself
_SMALLEST = 0.025  # of the long side
_PLAIN = 24  # steps of light: a part with less between its extremes holds no face


class Face(NamedTuple):
    """One face in pixels, and how sure it is one."""

    left: float
    top: float
    right: float
    bottom: float
    sure: float


def faces(rgb: U8) -> list[Face]:
    """Return the faces of a picture, the surest first. Seen as a whole and by its parts, so that small ones count."""
    found: list[Face] = []
    for left, top, side in _squares(rgb.shape[1], rgb.shape[0]):
        part = rgb[max(0, top) : top + side, max(0, left) : left + side]
        found += [_moved(one, max(0, left), max(0, top)) for one in _in_square(part, side)]
    least = _SMALLEST * max(rgb.shape[:2])
    kept: list[Face] = []
    for one in sorted(found, key=lambda face: -face.sure):
        if one.right - one.left >= least and all(_shared(one, other) < _SAME for other in kept):
            kept.append(one)
    return kept


def _squares(width: int, height: int) -> Iterator[tuple[int, int, int]]:
    """Yield left, top and side of the squares that are looked at: the whole, then finer and finer parts."""
    long, short = max(width, height), min(width, height)
    if short < _SIDE // 4:
        return
    yield 0, 0, long
    for side in {short, int(short * _FINER)} - {long}:
        for top in _steps(height, side):
            for left in _steps(width, side):
                yield left, top, side


def _steps(length: int, side: int) -> list[int]:
    """Return where squares of this side begin so that they overlap by a quarter at least."""
    count = max(1, -(-(length - side) // max(1, side * 3 // 4)) + 1)
    return [round((length - side) * number / max(1, count - 1)) for number in range(count)]


def _in_square(part: U8, side: int) -> Iterator[Face]:
    """Yield the faces in a part, which is laid in the corner of a square of that side."""
    scale = _SIDE / side
    size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if np.ptp(small.reshape(-1, 3), axis=0).max() < _PLAIN:
        return
    seen = np.zeros((1, 3, _SIDE, _SIDE), np.float32)
    seen[0, :, : size[1], : size[0]] = small.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1
    net = _net()
    net.setInput(seen)
    scores, boxes = net.forward(["classificators", "regressors"])
    sure = 1 / (1 + np.exp(-np.clip(scores.reshape(-1), -50, 50)))
    for number in np.flatnonzero(sure >= _SURE):
        x, y, width, height = (float(one) / _SIDE for one in boxes.reshape(-1, 16)[number, :4])
        at_x, at_y = (float(one) for one in _anchors()[number])
        x, y = (x + at_x) * side, (y + at_y) * side
        half_x, half_y = abs(width) * side / 2, abs(height) * side / 2
        yield Face(x - half_x, y - half_y, x + half_x, y + half_y, float(sure[number]))


def _moved(face: Face, right: int, down: int) -> Face:
    return Face(face.left + right, face.top + down, face.right + right, face.bottom + down, face.sure)


def _shared(one: Face, other: Face) -> float:
    """Return how much of two boxes' area is in both; a box inside another counts as the same."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(face.right - face.left) * (face.bottom - face.top) for face in (one, other)]
    return max(wide * high / (sum(areas) - wide * high), wide * high / min(areas) - 0.5)


@functools.cache
def _anchors() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return the middles of the network's boxes, as shares of the square."""
    grids = []
    for stride, each in _STRIDES:
        line = (np.arange(_SIDE // stride, dtype=np.float32) + 0.5) * stride / _SIDE
        places = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
        grids.append(np.repeat(places, each, axis=0))
    return np.concatenate(grids)


@functools.cache
def _net() -> cv2.dnn.Net:
    """Return the network. OpenCV 5 has a newer engine, which loses one of its two outputs."""
    classic = getattr(cv2.dnn, "ENGINE_CLASSIC", None)
    path = str(_WEIGHTS)
    return cv2.dnn.readNetFromTFLite(path) if classic is None else cv2.dnn.readNetFromTFLite(path, classic)
