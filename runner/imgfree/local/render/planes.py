"""Pictures as the encoder wants them: BT.709 limited-range Y, U, V with chroma at half size.

Chroma samples lie where H.264 puts them: on even luma columns, between two luma rows. Every function here keeps that,
so nothing shifts by half a pixel when a picture is moved.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from PIL import ImageColor

from imgfree.local.motion import View
from imgfree.local.render.failures import RenderError

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

PITCH = 2  # how many world pixels apart the pixels of a frame are for which a world is packed

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


@dataclass(frozen=True)
class Packed:
    """A large still picture, kept so that one look-up finds what four pixels of a frame show.

    Looking up four bytes that lie together costs as much as looking up one, and look-ups are what a warp costs. So
    `luma` holds at each place the pixel there and those `PITCH` columns to the right, `PITCH` rows below, and both:
    two by two pixels of a frame that shows the world at half its size. At another zoom their distances are off, evenly
    to both sides: by a fiftieth of a pixel where the frame shows 4 % more or less than that. `chroma` holds U, its
    neighbour to the right, V and its neighbour; all of it lies `shift` columns further right than its place says.
    """

    luma: U8
    chroma: U8
    shift: float

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in luma pixels."""
        return self.luma.shape[1], self.luma.shape[0]


def blank(width: int, height: int) -> Planes:
    """Return planes with undefined content; width and height must be even."""
    shape = (height // 2, width // 2)
    return Planes(np.empty((height, width), np.uint8), np.empty(shape, np.uint8), np.empty(shape, np.uint8))


def from_rgb(rgb: U8) -> Planes:
    """Return the planes of an RGB picture (height, width, 3) with even sides."""
    full = cv2.transform(rgb, _TO_YUV)
    both = halved(full)
    y, u, v = (cv2.extractChannel(*one).astype(np.uint8, copy=False) for one in ((full, 0), (both, 1), (both, 2)))
    return Planes(y, u, v)


def halved(full: cv2.typing.MatLike) -> U8:
    """Return a picture of even sides at half of them, its samples where those of chroma are."""
    half = full.shape[1] // 2, full.shape[0] // 2
    # The mean of the blocks that end and of those that begin with an even column is centred on it.
    begin = cv2.resize(full, half, interpolation=cv2.INTER_AREA)
    before = cv2.copyMakeBorder(full[:, :-1], 0, 0, 1, 0, cv2.BORDER_REPLICATE)
    end = cv2.resize(before, half, interpolation=cv2.INTER_AREA)
    return cv2.addWeighted(begin, 0.5, end, 0.5, 0).astype(np.uint8, copy=False)


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


def copy(source: Planes | Packed, target: Planes) -> None:
    """Copy a picture of the same size; a packed one is brought to that size."""
    if isinstance(source, Packed):
        warp(source, View(), target)
        return
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


def warp(source: Planes | Packed, at: View, target: Planes) -> None:
    """Fill the target with what the view shows of the source. Sub-pixel, so a slow zoom does not shake."""
    step_x, left = _span(source.size[0], target.size[0], at.x, at.zoom * at.wide)
    step_y, top = _span(source.size[1], target.size[1], at.y, at.zoom)
    # An index is a continuous coordinate less a half.
    across, down = (step_x, left + step_x * 0.5 - 0.5), (step_y, top + step_y * 0.5 - 0.5)
    if isinstance(source, Packed):
        _unpacked(source, across, down, target)
        return
    _affine(source.y, across, down, target.y, cv2.INTER_LINEAR)
    across, down = _chroma(across), _chroma(down, half=0.5)
    _affine(source.u, across, down, target.u, cv2.INTER_LINEAR)
    _affine(source.v, across, down, target.v, cv2.INTER_LINEAR)


def enlarged(source: Planes, width: int, height: int) -> Planes:
    """Return the picture at a larger size, smoothly."""
    target = blank(width, height)
    cv2.resize(source.y, (width, height), dst=target.y, interpolation=cv2.INTER_CUBIC)
    step_x, step_y = source.size[0] / width, source.size[1] / height
    across = _chroma((step_x, step_x * 0.5 - 0.5))
    down = _chroma((step_y, step_y * 0.5 - 0.5), half=0.5)
    _affine(source.u, across, down, target.u, cv2.INTER_CUBIC)
    _affine(source.v, across, down, target.v, cv2.INTER_CUBIC)
    return target


def packed(source: Planes, world: tuple[int, int]) -> Packed:
    """Return the picture at the world's size, packed for frames whose width is divisible by four."""
    half = world[0] // 2, world[1] // 2
    y = cv2.resize(source.y, world, interpolation=cv2.INTER_CUBIC)
    u, v = (cv2.resize(plane, half, interpolation=cv2.INTER_CUBIC) for plane in (source.u, source.v))
    return Packed(
        _interleaved(_beside(y, PITCH)),
        _interleaved([*_beside(u), *_beside(v)]),
        # Resizing keeps the picture's edges in place; chroma columns lie a quarter of their own pitch left of that.
        0.25 - 0.25 * world[0] / source.size[0],
    )


def _beside(plane: cv2.typing.MatLike, low: int = 0) -> list[cv2.typing.MatLike]:
    """Return a plane as it is and from `PITCH` columns further right; if `low`, also from so many rows further down."""
    height, width = plane.shape
    wide = cv2.copyMakeBorder(plane, 0, low, 0, PITCH, cv2.BORDER_REPLICATE)
    return [wide[top : top + height, left : left + width] for top in sorted({0, low}) for left in (0, PITCH)]


def _interleaved(parts: Sequence[cv2.typing.MatLike]) -> U8:
    """Return planes as channels of one picture. Its memory comes from NumPy, which asks for large pages: all of it is
    written at once, and that is most of the work."""
    together = np.empty((*parts[0].shape, len(parts)), np.uint8)
    cv2.merge(parts, dst=together)
    return together


class _Scratch(threading.local):
    """Where a thread gathers the pixels of a frame before they are laid apart."""

    def __init__(self) -> None:
        self._kept: dict[str, U8] = {}

    def of(self, name: str, *shape: int) -> U8:
        """Return memory of this shape; the one of this name and another shape is given back."""
        if name not in self._kept or self._kept[name].shape != shape:
            self._kept[name] = np.empty(shape, np.uint8)
        return self._kept[name]


_SCRATCH = _Scratch()


def _unpacked(source: Packed, across: tuple[float, float], down: tuple[float, float], target: Planes) -> None:
    """Fill the target: gather its pixels in groups, then lay each group's rows and planes where they belong."""
    height, width = target.u.shape
    quads, pairs = _SCRATCH.of("quads", height, width, 4), _SCRATCH.of("pairs", height, width // 2, 4)
    _affine(source.luma, _paired(across), _paired(down), quads, cv2.INTER_LINEAR)
    step, first = _paired(_chroma(across))
    _affine(source.chroma, (step, first - source.shift), _chroma(down, half=0.5), pairs, cv2.INTER_LINEAR)
    # Two neighbours of a row are one number of 16 bits.
    rows = target.y.view(np.uint16)
    for number, out in enumerate((rows[0::2], rows[1::2])):
        cv2.extractChannel(quads.view(np.uint16), number, dst=out)
    for number, plane in enumerate((target.u, target.v)):
        cv2.extractChannel(pairs.view(np.uint16), number, dst=plane.view(np.uint16))


def _paired(line: tuple[float, float]) -> tuple[float, float]:
    """Return step and first index of the pairs along a line; each pair lies evenly about its two pixels' middle."""
    step, first = line
    return 2 * step, first + (step - PITCH) / 2


def _chroma(line: tuple[float, float], half: float = 0.0) -> tuple[float, float]:
    """Return step and first index in chroma of a line of luma.

    Chroma column c lies on luma index 2c, row r on 2r + 0.5; `half` is that half.
    """
    step, first = line
    return step, (first + step * half - half) / 2


def _span(source: int, target: int, centre: float, zoom: float) -> tuple[float, float]:
    """Return how many source pixels one target pixel covers, and where the first one begins."""
    step = source / target / zoom
    return step, centre * source - step * target / 2


def _affine(source: U8, across: tuple[float, float], down: tuple[float, float], target: U8, how: int) -> None:
    matrix = np.array([[across[0], 0, across[1]], [0, down[0], down[1]]], np.float64)
    size = (target.shape[1], target.shape[0])
    cv2.warpAffine(source, matrix, size, dst=target, flags=how | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)
