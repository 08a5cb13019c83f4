"""Pictures as the encoder wants them: BT.709 limited-range Y, U, V with chroma at half size.

Chroma samples lie where H.264 puts them: on even luma columns, between two luma rows. Every function here keeps that,
so nothing shifts by half a pixel when a picture is moved.
"""

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from PIL import ImageColor

from imgfree.local.render.failures import RenderError
from imgfree.local.render.motion import View

U8 = npt.NDArray[np.uint8]

_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_TO_YUV = np.array(
    [
        [219 * _KR, 219 * _KG, 219 * _KB, 16 * 255],
        [-112 * _KR / (1 - _KB), -112 * _KG / (1 - _KB), 112, 128 * 255],
        [112, -112 * _KG / (1 - _KR), -112 * _KB / (1 - _KR), 128 * 255],
    ],
    np.float32,
) / np.float32(255)

BLACK = (16, 128, 128)
WHITE = (235, 128, 128)


class Planes(NamedTuple):
    """One picture. `u` and `v` have half the width and height of `y`."""

    y: U8
    u: U8
    v: U8

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in luma pixels."""
        return self.y.shape[1], self.y.shape[0]

    def box(self, left: int, top: int, right: int, bottom: int) -> "Planes":
        """Return a part as views on the same memory; all four edges must be even."""
        half = np.s_[top // 2 : bottom // 2, left // 2 : right // 2]
        return Planes(self.y[top:bottom, left:right], self.u[half], self.v[half])


def blank(width: int, height: int) -> Planes:
    """Return planes with undefined content; width and height must be even."""
    shape = (height // 2, width // 2)
    return Planes(np.empty((height, width), np.uint8), np.empty(shape, np.uint8), np.empty(shape, np.uint8))


def from_rgb(rgb: U8) -> Planes:
    """Return the planes of an RGB picture (height, width, 3) with even sides."""
    full = cv2.transform(rgb, _TO_YUV)
    u, v = (_halved(np.ascontiguousarray(full[:, :, index])) for index in (1, 2))
    return Planes(np.ascontiguousarray(full[:, :, 0]), u, v)


def color(red: int, green: int, blue: int) -> tuple[int, int, int]:
    """Return Y, U, V of one colour."""
    y, u, v = _TO_YUV @ np.array([red, green, blue, 1], np.float32)
    return round(float(y)), round(float(u)), round(float(v))


def named_color(name: str) -> tuple[int, int, int]:
    """Return Y, U, V of a colour as people write it: black, #ff8800. Raises RenderError."""
    try:
        red, green, blue = ImageColor.getrgb(name)[:3]
    except ValueError as error:
        raise RenderError(f"'{name}' is not a colour", hint="use a name such as black, or #rrggbb") from error
    return color(red, green, blue)


def fill(target: Planes, yuv: tuple[int, int, int]) -> None:
    """Paint the whole picture in one colour."""
    for plane, value in zip(target, yuv, strict=True):
        plane[:] = value


def copy(source: Planes, target: Planes) -> None:
    """Copy a picture of the same size."""
    for old, new in zip(source, target, strict=True):
        np.copyto(new, old)


def mix(old: Planes, new: Planes, share: float, target: Planes) -> None:
    """Write `old` and `new` blended; `share` is how much of the new one is seen."""
    for a, b, out in zip(old, new, target, strict=True):
        cv2.addWeighted(a, 1 - share, b, share, 0, dst=out)


def toward(target: Planes, yuv: tuple[int, int, int], share: float) -> None:
    """Blend the picture in place with one colour; at 1 nothing of the picture is left."""
    for plane, value in zip(target, yuv, strict=True):
        cv2.addWeighted(plane, 1 - share, plane, 0, value * share, dst=plane)


def warp(source: Planes, at: View, target: Planes) -> None:
    """Fill the target with what the view shows of the source. Sub-pixel, so a slow zoom does not shake."""
    step_x, left = _span(source.size[0], target.size[0], at.x, at.zoom)
    step_y, top = _span(source.size[1], target.size[1], at.y, at.zoom)
    # An index is a continuous coordinate less a half.
    across, down = (step_x, left + step_x * 0.5 - 0.5), (step_y, top + step_y * 0.5 - 0.5)
    _affine(source.y, across, down, target.y, cv2.INTER_LINEAR)
    _sampled_chroma(source, at, target, cv2.INTER_LINEAR)


def enlarged(source: Planes, width: int, height: int) -> Planes:
    """Return the picture at a larger size, smoothly."""
    target = blank(width, height)
    cv2.resize(source.y, (width, height), dst=target.y, interpolation=cv2.INTER_CUBIC)
    _sampled_chroma(source, View(), target, cv2.INTER_CUBIC)
    return target


def _span(source: int, target: int, centre: float, zoom: float) -> tuple[float, float]:
    """Return how many source pixels one target pixel covers, and where the first one begins."""
    step = source / target / zoom
    return step, centre * source - step * target / 2


def _sampled_chroma(source: Planes, at: View, target: Planes, how: int) -> None:
    step_x, left = _span(source.size[0], target.size[0], at.x, at.zoom)
    step_y, top = _span(source.size[1], target.size[1], at.y, at.zoom)
    # Chroma column c lies on luma index 2c, chroma row r on luma index 2r + 0.5.
    across = (step_x, (left + step_x * 0.5 - 0.5) / 2)
    down = (step_y, (top + step_y - 1) / 2)
    _affine(source.u, across, down, target.u, how)
    _affine(source.v, across, down, target.v, how)


def _affine(source: U8, across: tuple[float, float], down: tuple[float, float], target: U8, how: int) -> None:
    matrix = np.array([[across[0], 0, across[1]], [0, down[0], down[1]]], np.float64)
    size = (target.shape[1], target.shape[0])
    cv2.warpAffine(source, matrix, size, dst=target, flags=how | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)


def _halved(plane: U8) -> U8:
    """Return the plane at half size, each sample on an even column and between two rows."""
    rows = cv2.resize(plane, (plane.shape[1], plane.shape[0] // 2), interpolation=cv2.INTER_AREA)
    smooth = cv2.filter2D(rows, -1, np.array([[0.25, 0.5, 0.25]], np.float32), borderType=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(smooth[:, ::2])
