"""How a text comes, frame by frame: it fades, rises, grows, is typed, or comes word by word; and which word is lit.

Everything is a change of its layer, so that nothing is painted twice.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.render.grounds import Ground
from imgfree.local.render.layers import Layer
from imgfree.local.render.letters import Mark
from imgfree.local.render.planes import Planes

MOVES = ("fade", "rise", "scale", "typewriter", "word_by_word")
POP = "pop"  # each word comes when it is said
Change = Callable[[Layer, int], Layer]
Order = npt.NDArray[np.uint16]
Matrix = npt.NDArray[np.float64]
Kind = TypeVar("Kind", np.uint8, np.float32)

_S = {"rise": 0.45, "scale": 0.4}
_RISES = 0.055  # of the frame's height
_GROWS_FROM = 0.8
_SIGN_S, _WORD_S = 0.05, 0.2  # from one to the next
_POPS_S = 0.1
_SOFT = {"typewriter": 0.6, "word_by_word": 0.8}  # how long one takes to appear, in steps
_ENDING = ("Pe", "Pf", "Po", "Pd", "Pc")  # marks, but for those that open something
_MOST_OF_TIME = 0.4  # of a text's time until it is whole


@dataclass(frozen=True)
class Row:
    """A line as it was written: from `top` to `bottom` on its sheet, sign by sign."""

    top: float
    bottom: float
    marks: tuple[Mark, ...]


def words_of(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return the signs in words: blanks part them, Chinese and Japanese ones are words of their own."""
    words: list[list[Mark]] = []
    parted = alone = True  # after a blank; after a sign that is a word
    for mark in marks:
        wide = unicodedata.east_asian_width(mark.text[0]) in "WF"
        ends = unicodedata.category(mark.text[0]) in _ENDING
        if words and (mark.text.isspace() or not (parted or wide or alone) or (ends and not parted)):
            words[-1].append(mark)
        else:
            words.append([mark])
        parted, alone = mark.text.isspace(), wide
    return words


def _numbered(rows: Sequence[Row], layer: Layer, *, words: bool) -> tuple[Order, int]:
    """Return for each pixel of the layer which sign, or word, it belongs to, from 1; and how many there are."""
    height, width = layer.opacity.shape
    order = np.zeros((height, width), np.uint16)
    count = 0
    for number, row in enumerate(rows):
        units = words_of(row.marks) if words else [[mark] for mark in row.marks]
        top = 0 if number == 0 else round(row.top)
        bottom = height if number == len(rows) - 1 else round(row.bottom)
        for place, unit in enumerate(units):
            count += 1
            before = units[place - 1][-1] if place else unit[0]
            blank = before.left if before.text.isspace() else unit[0].left  # edges and shadows reach into it
            left = 0 if place == 0 else round((blank + unit[0].left) / 2)
            order[top:bottom, left:] = count
    return order, count


def entrance(kind: str, layer: Layer, rows: Sequence[Row], frame: tuple[int, int], fps: int) -> Change | None:
    """Return the change that a text of this kind goes through from its first frame on; None for a mere fade."""
    if kind in _S:
        frames = min(round(_S[kind] * fps), layer.frames // 3)
        rises = _RISES * frame[1] if kind == "rise" else 0.0
        grows = _GROWS_FROM if kind == "scale" else 1.0
        return lambda one, at: _come(one, (at + 1) / (frames + 1), rises, grows, frame) if at < frames else one
    if kind in _SOFT:
        order, count = _numbered(rows, layer, words=kind == "word_by_word")
        step = min((_SIGN_S if kind == "typewriter" else _WORD_S) * fps, _MOST_OF_TIME * layer.frames / max(1, count))
        halved = order[::2, ::2]
        return lambda one, at: _appeared(one, (order, halved), count, (at + 1) / step, _SOFT[kind])
    return None


def lit(times: Sequence[tuple[int, int]], colored: Planes, layer: Layer, rows: Sequence[Row]) -> Change:
    """Return the change that shows a word in its other colour from its first frame until its last."""
    order, count = _numbered(rows, layer, words=True)
    halved = order[::2, ::2]

    def change(one: Layer, at: int) -> Layer:
        on = np.zeros(count + 1, bool)
        for number, (start, end) in enumerate(times[:count], 1):
            on[number] = start <= at < end
        if not on.any():
            return one
        planes = (
            np.where(on[where], new, old)
            for where, new, old in zip((order, halved, halved), colored, one.picture, strict=True)
        )
        return replace(one, picture=Planes(*planes))

    return change


def popped(times: Sequence[tuple[int, int]], layer: Layer, rows: Sequence[Row], fps: int) -> Change:
    """Return the change that shows each word from its first frame on, half there at once and whole soon after."""
    order, count = _numbered(rows, layer, words=True)
    halved, soft = order[::2, ::2], max(1.0, _POPS_S * fps)
    starts = np.array([-soft, *(start for start, _ in times[:count])], np.float32)
    starts = np.concatenate([starts, np.full(max(0, count + 1 - len(starts)), -soft, np.float32)])

    def change(one: Layer, at: int) -> Layer:
        shares = np.where(starts <= at, np.clip((at + 1 - starts) / soft + 0.3, 0, 1), 0).astype(np.float32)
        return one if shares.min() >= 1 else _shared(one, shares, (order, halved))

    return change


def _appeared(one: Layer, order: tuple[Order, Order], count: int, passed: float, soft: float) -> Layer:
    """Return the layer with as many signs as have come, the newest of them half there."""
    if passed >= count + soft:
        return one
    shares = np.clip((passed - np.arange(-1, count, dtype=np.float32)) / soft, 0, 1).astype(np.float32)
    shares[0] = 1
    return _shared(one, shares, order)


def _shared(one: Layer, shares: npt.NDArray[np.float32], order: tuple[Order, Order]) -> Layer:
    """Return the layer with each of its parts seen by its share."""
    whole, half = (shares[where] for where in order)
    ground = one.ground and replace(
        one.ground, opacity=one.ground.opacity * whole, opacity_half=one.ground.opacity_half * half
    )
    return replace(one, opacity=one.opacity * whole, opacity_half=one.opacity_half * half, ground=ground)


def _come(one: Layer, passed: float, rises: float, grows: float, frame: tuple[int, int]) -> Layer:
    """Return the layer on its way: fast first, then slower and slower."""
    there = 1 - (1 - passed) ** 3
    down, scale = (1 - there) * rises, grows + (1 - grows) * there
    height, width = one.opacity.shape
    room = min(frame[1] // 2 * 2, one.top + height + int(down) // 2 * 2 + 2) - one.top
    size = width, max(height, room)
    center = width / 2, height / 2
    luma = _matrix(center, down, scale)
    chroma = luma.copy()
    chroma[:, 2] /= 2
    chroma[1, 2] += 0.25 * (1 / scale - 1)  # chroma lies half a row lower
    small = size[0] // 2, size[1] // 2

    def bent(plane: npt.NDArray[Kind], where: Matrix, to: tuple[int, int], border: int) -> npt.NDArray[Kind]:
        found = cv2.warpAffine(plane, where, to, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=border)
        return found.astype(plane.dtype, copy=False)

    near, empty = cv2.BORDER_REPLICATE, cv2.BORDER_CONSTANT
    return replace(
        one,
        picture=Planes(
            bent(one.picture.y, luma, size, near),
            bent(one.picture.u, chroma, small, near),
            bent(one.picture.v, chroma, small, near),
        ),
        opacity=bent(one.opacity, luma, size, empty),
        opacity_half=bent(one.opacity_half, chroma, small, empty),
        ground=one.ground
        and Ground(
            bent(one.ground.opacity, luma, size, empty),
            bent(one.ground.opacity_half, chroma, small, empty),
            bent(one.ground.beside, luma, size, empty),
            one.ground.light,
            one.ground.limit,
        ),
    )


def _matrix(center: tuple[float, float], down: float, scale: float) -> Matrix:
    """Return where a pixel of the moved layer comes from."""
    x, y = center
    return np.array([[1 / scale, 0, x - x / scale], [0, 1 / scale, y - (y + down) / scale]])
