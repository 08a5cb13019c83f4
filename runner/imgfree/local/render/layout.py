"""Where a photo lies on the world: what is cropped, what is filled. See motion.py for what the world is."""

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageColor

from imgfree.local.render.motion import common
from imgfree.local.render.planes import U8, Planes, from_rgb
from imgfree.local.render.reel import Move

COVER_LOSS = 0.25  # up to this much of the photo is cropped before it is shown whole on a blurred copy
_ROUNDING = 0.004


@dataclass(frozen=True)
class Layout:
    """`crop`: the part of the photo that is used (left, top, right, bottom in shares). `place`: where on the world it
    lies, in world pixels. `around`: what fills the rest."""

    crop: tuple[float, float, float, float]
    place: tuple[int, int, int, int]
    around: str  # nothing, blur or color


def layout(photo: tuple[int, int], world: tuple[int, int], fit: str, move: Move) -> Layout:
    """Return where a photo of this size lies on a world of that size, so that the motion keeps the fit's promise.

    `auto` crops at most a quarter of the photo, else shows it whole on a blurred copy of itself.
    """
    width, height = world
    photo_aspect, aspect = photo[0] / photo[1], width / height
    kept = min(photo_aspect, aspect) / max(photo_aspect, aspect)
    if fit == "auto":
        fit = "fill" if 1 - kept <= COVER_LOSS + _ROUNDING else "blur"
    if fit == "fill" or kept > 1 - _ROUNDING:
        return Layout(_cover(photo_aspect, aspect), (0, 0, width, height), "nothing")
    # Whole means whole at every moment: the photo fits into what all views have in common.
    share_x, share_y = common(move.kind, move.amount)
    room_width, room_height = width * share_x, height * share_y
    scale = min(room_width / photo[0], room_height / photo[1])
    own_width, own_height = _even(photo[0] * scale), _even(photo[1] * scale)
    left, top = (width - own_width) // 4 * 2, (height - own_height) // 4 * 2
    around = "blur" if fit == "blur" else "color"
    return Layout((0, 0, 1, 1), (left, top, left + own_width, top + own_height), around)


def composed(picture: Image.Image, where: Layout, world: tuple[int, int], background: str) -> Planes:
    """Return the world as planes."""
    if where.around == "nothing" and picture.mode == "RGB" and min(picture.size) >= 64:
        return _cut(picture, where.crop, world)
    return from_rgb(compose(picture, where, world, background))


def _cut(picture: Image.Image, crop: tuple[float, float, float, float], size: tuple[int, int]) -> Planes:
    """Return the used part of an opaque photo at this size.

    Converted first and scaled plane by plane: a third of the work, since chroma has a quarter of the pixels.
    """
    left, top, right, bottom = _pixels(crop, picture.size)
    x, y = max(0, int(left) - 8) // 2 * 2, max(0, int(top) - 8) // 2 * 2
    x_end, y_end = (
        min(length, int(end) + 10) // 2 * 2 for length, end in zip(picture.size, (right, bottom), strict=True)
    )
    whole = from_rgb(np.asarray(picture.crop((x, y, x_end, y_end))))
    box = (left - x, top - y, min(right - x, x_end - x), min(bottom - y, y_end - y))
    luma = Image.fromarray(whole.y).resize(size, Image.Resampling.LANCZOS, box=box)
    step = (box[2] - box[0]) / size[0]
    # Chroma columns lie on even luma columns, at the old size as at the new one.
    shift = 0.25 - step / 4
    width, height = whole.u.shape[1], whole.u.shape[0]
    half = (
        min(max(0.0, box[0] / 2 + shift), width - 1),
        box[1] / 2,
        min(width, box[2] / 2 + shift),
        min(height, box[3] / 2),
    )
    u, v = (
        np.array(Image.fromarray(plane).resize((size[0] // 2, size[1] // 2), Image.Resampling.LANCZOS, box=half))
        for plane in (whole.u, whole.v)
    )
    return Planes(np.array(luma), u, v)


def _pixels(crop: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[float, float, float, float]:
    return crop[0] * size[0], crop[1] * size[1], crop[2] * size[0], crop[3] * size[1]


def compose(picture: Image.Image, where: Layout, world: tuple[int, int], background: str) -> U8:
    """Return the world as RGB: the photo in its place, the rest filled, alpha on the background colour."""
    left, top, right, bottom = where.place
    own = _scaled(picture, where.crop, (right - left, bottom - top), background)
    if where.around == "nothing":
        return own
    if where.around == "blur":
        cover = _cover(picture.width / picture.height, world[0] / world[1])
        canvas = blurred(_scaled(picture, cover, _small(world), background), world)
        shade(canvas, where.place)
    else:
        canvas = np.empty((world[1], world[0], 3), np.uint8)
        canvas[:] = ImageColor.getrgb(background)[:3]
    canvas[top:bottom, left:right] = own
    return canvas


def blurred(small: U8, size: tuple[int, int]) -> U8:
    """Return a soft, darkened copy at full size; made from a small one, since nothing sharp will be seen."""
    soft = cv2.GaussianBlur(small, (0, 0), max(1.0, small.shape[0] / 26), borderType=cv2.BORDER_REPLICATE)
    large = cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC)
    return cv2.convertScaleAbs(large, alpha=0.72).astype(np.uint8, copy=False)


def shade(canvas: U8, place: tuple[int, int, int, int]) -> None:
    """Darken the surroundings of the photo's place, so that it lies on its blurred copy instead of melting into it."""
    height, width = canvas.shape[:2]
    step = max(1, min(width, height) // 270)
    left, top, right, bottom = (edge // step for edge in place)
    small = np.zeros((height // step, width // step), np.float32)
    small[top:bottom, left:right] = 0.4
    soft = cv2.GaussianBlur(small, (0, 0), 270 * 0.022)
    keep = 1 - cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    cv2.multiply(canvas, cv2.merge([keep] * 3), dst=canvas, dtype=cv2.CV_8U)


def _small(world: tuple[int, int]) -> tuple[int, int]:
    scale = 240 / max(world)
    return max(2, round(world[0] * scale)), max(2, round(world[1] * scale))


def _scaled(
    picture: Image.Image, crop: tuple[float, float, float, float], size: tuple[int, int], background: str
) -> U8:
    box = _pixels(crop, picture.size)
    resized = picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    if resized.mode == "RGBA":
        under = Image.new("RGBA", resized.size, ImageColor.getrgb(background)[:3])
        resized = Image.alpha_composite(under, resized).convert("RGB")
    return np.asarray(resized)


def _cover(photo_aspect: float, aspect: float) -> tuple[float, float, float, float]:
    """Return the centred part of the photo that has the frame's shape."""
    if photo_aspect > aspect:
        margin = (1 - aspect / photo_aspect) / 2
        return (margin, 0, 1 - margin, 1)
    margin = (1 - photo_aspect / aspect) / 2
    return (0, margin, 1, 1 - margin)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
