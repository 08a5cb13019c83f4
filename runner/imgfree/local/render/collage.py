"""Two to four photos at once, each in a place of its own, composed by its own subject, with labels."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from imgfree.local.assets import Asset
from imgfree.local.composition import Layout, Place, Way, cells, keeps, layout
from imgfree.local.grades import Look
from imgfree.local.render.failures import RenderError
from imgfree.local.render.fonts import face_for
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.panes import Pane, backed, needed, pane, together
from imgfree.local.render.photos import decoded, opened, seen_size
from imgfree.local.render.planes import Planes, blank, copy, fill, named_color
from imgfree.local.render.reel import Cell, Move, Reel, Take

GAP_COLOUR = "white"  # between photos, where no ground was said
_KEPT = 0.98  # of the subject: with less of it, a photo stands whole in its place
_LABEL = 0.042  # of the frame's shorter side: how high letters of a label are
_PLATE = (0, 0, 0, 150)


def collage(
    assets: Mapping[str, Asset], reel: Reel, take: Take, look: Look | None
) -> tuple[tuple[Pane, ...], Planes, tuple[Layer, ...]]:
    """Return the photos in their places, the ground between them, and the labels. Raises MediaUnreadable."""
    frame = reel.width, reel.height
    ground = blank(*frame)
    fill(ground, named_color(GAP_COLOUR if reel.background == Reel.background else reel.background))
    panes, labels = [], []
    for cell, place in zip(take.cells, cells(frame, len(take.cells), take.grid), strict=True):
        panes.append(_placed(assets[cell.source], cell, place, ground, (reel, take, look)))
        if cell.label:
            labels.append(_label(cell.label, place, frame))
    return tuple(panes), ground, tuple(labels)


def _placed(asset: Asset, cell: Cell, place: Place, ground: Planes, how: tuple[Reel, Take, Look | None]) -> Pane:
    """Return one photo in its place; what is not filled by it is painted on the ground."""
    reel, take, look = how
    if asset.file_type != "image":
        raise RenderError(f"'{asset.filename}' is no photo: only photos are shown at once")
    size = place[2] - place[0], place[3] - place[1]
    with opened(asset.path, asset.filename) as picture:
        where, move = _laid(seen_size(picture), size, cell, take, reel.fps)
        seen = decoded(picture, asset.filename, needed(where, move))
    if where.around == "own":
        return replace(together(seen, where, size, move, reel.background, look), place=place)
    if where.around != "nothing":
        copy(backed(seen, where, size, reel.background, look), ground.box(*place))
    made = pane(seen, where, size, move, reel.background, look)
    left, top, right, bottom = where.place
    return replace(made, place=(place[0] + left, place[1] + top, place[0] + right, place[1] + bottom))


def _laid(picture: tuple[int, int], size: tuple[int, int], cell: Cell, take: Take, fps: int) -> tuple[Layout, Move]:
    """Return the photo's layout in its place: filled by the part with its subject, else whole, and then still."""
    way = Way("fill", take.move.kind, take.move.amount, take.frames / fps)
    if cell.focus is not None and cell.focus.by == "alpha":
        return layout(picture, size, replace(way, fit="auto"), cell.focus), take.move
    filled = layout(picture, size, way, cell.focus)
    if cell.focus is None or cell.focus.by not in ("face", "said") or keeps(filled, cell.focus, way) >= _KEPT:
        return filled, take.move
    still = Way("fill")
    if keeps(layout(picture, size, still, cell.focus), cell.focus, still) >= _KEPT:
        return layout(picture, size, still, cell.focus), Move()
    return layout(picture, size, Way("blur"), cell.focus), Move()


def _label(text: str, place: Place, frame: tuple[int, int]) -> Layer:
    """Return a label on a dark plate in the upper left corner of a photo's place."""
    high = max(8, round(min(frame) * _LABEL))
    font = face_for(text).at_size(high)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    width, height = right - left + round(1.4 * high), bottom - top + round(0.9 * high)
    plate = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(plate)
    pen.rounded_rectangle((0, 0, width - 1, height - 1), radius=height / 2, fill=_PLATE)
    pen.text((round(0.7 * high) - left, round(0.45 * high) - top), text, font=font, fill=(255, 255, 255, 255))
    inset = round(0.9 * high)
    x, y = min(place[0] + inset, frame[0] - width), min(place[1] + inset, frame[1] - height)
    return layer(np.asarray(plate), max(0, x), max(0, y), start=0, frames=1)
