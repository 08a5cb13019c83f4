"""A still photo in its place: the world its view moves over, and how that is written into frames."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from imgfree.local.composition import Layout
from imgfree.local.grades import Look
from imgfree.local.motion import across, view, zooms
from imgfree.local.render.layout import compose, composed, cut, ground
from imgfree.local.render.look import apply
from imgfree.local.render.planes import PITCH, U8, Packed, Planes, copy, enlarged, from_rgb, packed, warp
from imgfree.local.render.reel import Move

# A moving photo is sampled bilinearly from a world about twice as large as the frame. It holds detail for 1.33 times
# what a view in the middle of its zoom shows: what bilinear sampling folds back then falls where there is little.
# Measured against an ideal Lanczos zoom: at least 93 % of the finest detail and 0.02 px/frame^2 of jitter, where a
# world of 1.25 times keeps 83 % and shakes by 0.06.
DETAIL = 1.33
MOST_DETAIL = 1.5  # closer views would need more of a photo than they are worth decoding
OVERSAMPLING = 2.0
TRAVELLED = 1.25  # a view that travels keeps its size, and its world is wide
MAX_WORLD_PIXELS = 9_000_000  # a frame beyond 1080p has pixels enough to hide both, and needs the memory
MAX_PACKED_PIXELS = 12_500_000  # five bytes for each
MAX_PACKED_RANGE = 1.25  # of the zoom: neighbouring pixels are then at most 0.06 pixels off
CORNER = 0.035  # of a card's shorter side

Size = tuple[int, int]
Box = tuple[int, int, int, int]
Masks = tuple[U8, U8]  # how much of a card is seen at each luma and chroma sample of its upper left corner


@dataclass(frozen=True)
class Scales:
    """How much larger than its place a photo is decoded, how large its world is, and whether that is packed."""

    detail: float
    world: float
    packs: bool = False


def scales(place: Size, move: Move) -> Scales:
    """Return the scales for a photo in a place of this size."""
    if move.kind == "none":
        return Scales(1.0, 1.0)
    low, high = zooms(move.kind, move.amount)
    detail = min(MOST_DETAIL, DETAIL * math.sqrt(low * high))
    pixels = place[0] * place[1]
    fit = PITCH * math.sqrt(low * high)  # the packed pixels then fit best in the middle of the zoom
    if (
        place[0] % 4 == 0
        and place[1] % 2 == 0
        and high <= MAX_PACKED_RANGE * low
        and fit * fit * pixels <= MAX_PACKED_PIXELS
    ):
        return Scales(detail, fit, packs=True)
    world = min(OVERSAMPLING, max(1.25, math.sqrt(MAX_WORLD_PIXELS / pixels)))
    return Scales(min(detail, world), world)


@dataclass(frozen=True)
class Pane:
    """One photo of a frame. `place` is where in the frame it is seen, None for all of it."""

    world: Planes | Packed
    move: Move
    where: Layout
    place: Box | None = None
    corners: Masks | None = None

    def paint(self, t: float, seconds: float, target: Planes) -> None:
        """Write the photo into its place at `t`, from 0 at the take's first frame to 1 at its last."""
        if self.place is not None:
            target = target.box(*self.place)
        behind = _corners(target, self.corners) if self.corners else []
        if self.where.wide > 1:
            warp(self.world, across(self.move.kind, t, self.where.wide), target)
        elif self.move.kind == "none":
            copy(self.world, target)
        else:
            move, aim = self.move, self.where.aim
            at = view(move.kind, move.amount, t, seconds=seconds, aim=aim, beats=move.beats)
            warp(self.world, at, target)
        for part, mask, below in behind:
            part[:] = (part * (mask / np.float32(255)) + below * (1 - mask / np.float32(255)) + 0.5).astype(np.uint8)


def pane(picture: Image.Image, where: Layout, frame: Size, move: Move, background: str, look: Look | None) -> Pane:
    """Return the photo ready to be moved in its place."""
    left, top, right, bottom = where.place
    size = right - left, bottom - top
    travels = where.wide > 1
    scale = Scales(TRAVELLED, TRAVELLED) if travels else scales(size, move)
    world = times((round(size[0] * where.wide), size[1]) if travels else size, scale.detail)
    inner = Layout(where.crop, (0, 0, *world))
    laid = (
        from_rgb(compose(picture, inner, world, background))
        if picture.mode == "RGBA"
        else cut(picture, where.crop, world)
    )
    if look is not None:
        apply(look, laid)
    place = None if size == frame else where.place
    made = _finished(laid, scale, size)
    return Pane(made, move, where, place, masks(size) if where.card else None)


def backed(picture: Image.Image, where: Layout, frame: Size, background: str, look: Look | None) -> Planes:
    """Return the ground that stands still while the photo moves in its place."""
    laid = from_rgb(ground(picture, where, frame, background))
    if look is not None:
        apply(look, laid)
    return laid


def together(picture: Image.Image, where: Layout, frame: Size, move: Move, background: str, look: Look | None) -> Pane:
    """Return the photo and its ground as one picture that moves as a whole. `where` is laid out on `frame`."""
    scale = scales(frame, move)
    world = times(frame, scale.detail)
    across_by, down_by = world[0] / frame[0], world[1] / frame[1]
    left, top, right, bottom = where.place
    place = (even(left * across_by), even(top * down_by), even(right * across_by), even(bottom * down_by))
    laid = composed(picture, Layout(where.crop, place, where.around), world, background)
    if look is not None:
        apply(look, laid)
    return Pane(_finished(laid, scale, frame), move, where)


def needed(where: Layout, move: Move) -> Size:
    """Return how large the whole photo has to be decoded for what is shown of it."""
    left, top, right, bottom = where.place
    size = right - left, bottom - top
    detail = TRAVELLED * where.wide if where.wide > 1 else scales(size, move).detail
    used = where.crop[2] - where.crop[0], where.crop[3] - where.crop[1]
    return round(size[0] * detail / used[0]), round(size[1] * (TRAVELLED if where.wide > 1 else detail) / used[1])


def uncovered(panes: Sequence[Pane], frame: Size) -> list[Box]:
    """Return the parts of a frame that photos do not cover, all of it where there are several, and a card's corners."""
    place = panes[0].place if len(panes) == 1 else None
    if place is None:
        return [(0, 0, *frame)]
    left, top, right, bottom = place
    most = len(panes[0].corners[0]) if panes[0].corners else 0
    rows = [(0, 0, frame[0], top + most), (0, bottom - most, *frame)]
    sides = [(0, top + most, left, bottom - most), (right, top + most, frame[0], bottom - most)]
    return [box for box in (*rows, *sides) if box[0] < box[2] and box[1] < box[3]]


def masks(size: Size) -> Masks:
    """Return how much of a card of this size is seen at its upper left corner."""
    radius = max(4, round(min(size) * CORNER / 4) * 4)
    fine = np.zeros((radius * 4, radius * 4), np.uint8)
    cv2.circle(fine, (radius * 4, radius * 4), radius * 4, 255, -1)
    luma = cv2.resize(fine, (radius, radius), interpolation=cv2.INTER_AREA)
    chroma = cv2.resize(fine, (radius // 2, radius // 2), interpolation=cv2.INTER_AREA)
    return luma.astype(np.uint8), chroma.astype(np.uint8)


def _corners(target: Planes, found: Masks) -> list[tuple[U8, U8, U8]]:
    """Return the corners of a place as they are in each plane, the mask of each, and what lies there now."""
    parts = []
    for plane, mask in zip(target, (found[0], found[1], found[1]), strict=True):
        radius = len(mask)
        for rows, columns in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            part = plane[:radius] if rows == 1 else plane[-radius:]
            part = part[:, :radius] if columns == 1 else part[:, -radius:]
            parts.append((part, mask[::rows, ::columns], part.copy()))
    return parts


def _finished(laid: Planes, scale: Scales, frame: Size) -> Planes | Packed:
    if scale.packs:
        return packed(laid, times(frame, scale.world))
    if scale.world == scale.detail:
        return laid
    return enlarged(laid, *times(frame, scale.world))


def times(size: Size, scale: float) -> Size:
    """Return a size times about `scale`, even, and in its own proportions where numbers allow.

    Rounding width and height each by itself would stretch the photo by a fifth of a pixel.
    """
    shared = math.gcd(*size)
    by = round(shared * scale / 2) * 2
    if abs(by - shared * scale) <= 0.01 * shared * scale:
        return size[0] // shared * by, size[1] // shared * by
    return round(size[0] * scale / 2) * 2, round(size[1] * scale / 2) * 2


def even(length: float) -> int:
    """Return the nearest even number of pixels."""
    return round(length / 2) * 2
