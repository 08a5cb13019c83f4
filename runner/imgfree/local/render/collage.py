"""Two to four photos at once, each in a place of its own, composed by its own subject, with labels."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from imgfree.local.assets import Asset
from imgfree.local.composition import Layout, Place
from imgfree.local.grades import Look
from imgfree.local.render.cells import laid, places
from imgfree.local.render.failures import RenderError
from imgfree.local.render.fonts import face_for
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.panes import Pane, backed, needed, pane, together
from imgfree.local.render.photos import decoded, opened, seen_size
from imgfree.local.render.planes import Planes, blank, copy, fill, named_color
from imgfree.local.render.reel import Cell, Reel, Take
from imgfree.local.render.strips import around

GAP_COLOUR = "white"  # between photos, where no ground was said
_SMALL = 320  # pixels of a photo are enough for its blurred copy
_LABEL = 0.042  # of the frame's shorter side: how high letters of a label are
_PLATE = (0, 0, 0, 150)


def collage(
    assets: Mapping[str, Asset], reel: Reel, take: Take, look: Look | None
) -> tuple[tuple[Pane, ...], Planes, tuple[Layer, ...]]:
    """Return the photos in their places, the ground between them, and the labels. Raises MediaUnreadable."""
    frame = reel.width, reel.height
    placed = places(take, reel, assets)
    ground = _between(assets[take.cells[0].source], reel, placed, look)
    panes, labels = [], []
    for cell, place in zip(take.cells, placed, strict=True):
        panes.append(_placed(assets[cell.source], cell, place, ground, (reel, take, look)))
        if cell.label:
            labels.append(_label(cell.label, place, frame))
    return tuple(panes), ground, tuple(labels)


def _between(first: Asset, reel: Reel, placed: list[Place], look: Look | None) -> Planes:
    """Return what is seen between the photos and around them: white or the ground that was said; around strips that
    leave a part of the frame free, the first photo's blurred copy."""
    frame = reel.width, reel.height
    box = around(placed)
    if box == (0, 0, *frame) or reel.background != Reel.background or first.file_type != "image":
        ground = blank(*frame)
        fill(ground, named_color(GAP_COLOUR if reel.background == Reel.background else reel.background))
        return ground
    with opened(first.path, first.filename) as picture:
        seen = decoded(picture, first.filename, (_SMALL, _SMALL))
    return backed(seen, Layout((0, 0, 1, 1), box, "blur"), frame, reel.background, look)


def _placed(asset: Asset, cell: Cell, place: Place, ground: Planes, how: tuple[Reel, Take, Look | None]) -> Pane:
    """Return one photo in its place; what is not filled by it is painted on the ground."""
    reel, take, look = how
    if asset.file_type != "image":
        raise RenderError(f"'{asset.filename}' is no photo: only photos are shown at once")
    size = place[2] - place[0], place[3] - place[1]
    with opened(asset.path, asset.filename) as picture:
        where, move = laid(seen_size(picture), place, cell, take, reel.fps)
        seen = decoded(picture, asset.filename, needed(where, move))
    if where.around == "own":
        return replace(together(seen, where, size, move, reel.background, look), place=place)
    if where.around != "nothing":
        copy(backed(seen, where, size, reel.background, look), ground.box(*place))
    made = pane(seen, where, size, move, reel.background, look)
    left, top, right, bottom = where.place
    return replace(made, place=(place[0] + left, place[1] + top, place[0] + right, place[1] + bottom))


def label_box(text: str, place: Place, frame: tuple[int, int]) -> Place:
    """Return where the plate of a label stands: in the upper left corner of a photo's place."""
    high = _letters(frame)
    left, top, right, bottom = (round(edge) for edge in face_for(text).at_size(high).getbbox(text))
    width, height = right - left + round(1.4 * high), bottom - top + round(0.9 * high)
    inset = round(0.9 * high)
    x, y = max(0, min(place[0] + inset, frame[0] - width)), max(0, min(place[1] + inset, frame[1] - height))
    return x, y, x + width, y + height


def _label(text: str, place: Place, frame: tuple[int, int]) -> Layer:
    """Return a label on a dark plate."""
    high = _letters(frame)
    font = face_for(text).at_size(high)
    left, top, _, _ = (round(edge) for edge in font.getbbox(text))
    x, y, end, low = label_box(text, place, frame)
    plate = Image.new("RGBA", (end - x, low - y), (0, 0, 0, 0))
    pen = ImageDraw.Draw(plate)
    pen.rounded_rectangle((0, 0, end - x - 1, low - y - 1), radius=(low - y) / 2, fill=_PLATE)
    pen.text((round(0.7 * high) - left, round(0.45 * high) - top), text, font=font, fill=(255, 255, 255, 255))
    return layer(np.asarray(plate), x, y, start=0, frames=1)


def _letters(frame: tuple[int, int]) -> int:
    return max(8, round(min(frame) * _LABEL))
