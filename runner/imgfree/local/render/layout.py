"""Paint what `composition` laid out: the used part of a photo, and the ground around it."""

import colorsys

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from PIL import Image, ImageColor

from imgfree.local.assets import Asset
from imgfree.local.composition import Layout
from imgfree.local.motion import Edges
from imgfree.local.render.frames import planes_of
from imgfree.local.render.photos import decoded, opened, pixels
from imgfree.local.render.planes import U8, Planes, from_rgb, halved
from imgfree.local.render.reel import Reel

Size = tuple[int, int]

_LOOK = 64  # rows of a ground are enough to see how light it is
DARKER = 0.82  # of its light is what a blurred copy keeps: less would be a hole, more would compete
_SHADOW, _CARD_SHADOW = 0.3, 0.5
_LARGE = 400  # pixels of a photo, of which half of one is not missed
_SOFT_PX = 270  # of the shorter side: what is blurred is made so small


def composed(picture: Image.Image, where: Layout, world: Size, background: str) -> Planes:
    """Return a world that the photo and all that is around it share, as planes."""
    if where.around == "nothing" and picture.mode == "RGB":
        return cut(picture, where.crop, world)
    return from_rgb(compose(picture, where, world, background))


def cut(picture: Image.Image, crop: Edges, size: Size) -> Planes:
    """Return the used part of an opaque photo at this size; of a large one, to the nearest pixel of its own.

    swscale converts and scales in one go, in a fifth of the time that Pillow and a conversion take.
    """
    left, top, right, bottom = (round(edge) for edge in _pixels(crop, picture.size))
    if min(right - left, bottom - top) < _LARGE:
        return from_rgb(_scaled(picture, crop, size))
    part = VideoFrame.from_numpy_buffer(pixels(picture)[top:bottom, left:right], format="rgb24")
    scaled = VideoReformatter().reformat(
        part,
        width=size[0],
        height=size[1],
        format="yuv444p",
        src_color_range=int(ColorRange.JPEG),
        dst_colorspace=int(Colorspace.ITU709),
        dst_color_range=int(ColorRange.MPEG),
        interpolation=Interpolation.LANCZOS | Interpolation.ACCURATE_RND,
        threads=1,
    )
    y, u, v = planes_of(scaled)
    return Planes(y, halved(u), halved(v))


def compose(picture: Image.Image, where: Layout, world: Size, background: str) -> U8:
    """Return the world as RGB: the photo in its place, the rest filled, alpha on what is below it."""
    left, top, right, bottom = where.place
    canvas = ground(picture, where, world, background)
    size = (right - left, bottom - top)
    if picture.mode == "RGBA":
        own = picture.resize(size, Image.Resampling.LANCZOS, box=_pixels(where.crop, picture.size), reducing_gap=3.0)
        under = Image.fromarray(canvas[top:bottom, left:right]).convert("RGBA")
        canvas[top:bottom, left:right] = np.asarray(Image.alpha_composite(under, own).convert("RGB"))
    else:
        canvas[top:bottom, left:right] = _scaled(picture, where.crop, size)
    return canvas


def ground(picture: Image.Image, where: Layout, world: Size, background: str) -> U8:
    """Return what the photo stands on, as RGB: a blurred copy of itself, a colour, or one of a cut-out's own."""
    if blurs(where, background):
        # All of it, stretched: beside a side of the photo is what that side shows, and no ghost of its middle.
        canvas = blurred(_scaled(_opaque(picture, background), (0, 0, 1, 1), _small(world)), world)
        shade(canvas, where)
        return canvas
    if picture.mode == "RGBA" and background == Reel.background:
        return _own_ground(picture, world)
    canvas = np.empty((world[1], world[0], 3), np.uint8)
    canvas[:] = ImageColor.getrgb(background)[:3]
    if where.card:
        shade(canvas, where)
    return canvas


def blurs(where: Layout, background: str) -> bool:
    """Return whether a blurred copy is around a picture: around cards only where no colour was said."""
    return where.around == "blur" and not (where.card and background != Reel.background)


def own_light(asset: Asset, box: Edges) -> float:
    """Return how light the ground of a cut-out is behind a part of the frame, 0 to 255. Raises MediaUnreadable."""
    with opened(asset.path, asset.filename) as picture:
        rows = _own_ground(decoded(picture, asset.filename, (_LOOK, _LOOK)).convert("RGBA"), (1, _LOOK))
    return float(rows[round(box[1] * _LOOK) : max(round(box[3] * _LOOK), round(box[1] * _LOOK) + 1)].mean())


def _own_ground(picture: Image.Image, world: Size) -> U8:
    """Return a ground of a cut-out's own hue, far from its light: pale below what is dark, deep below what is pale."""
    small = np.asarray(picture.resize((48, 48), Image.Resampling.BOX)).astype(np.float32)
    weight = small[..., 3:] / 255
    red, green, blue = (small[..., :3] * weight).sum(axis=(0, 1)) / max(1e-6, float(weight.sum())) / 255
    hue, _, strength = colorsys.rgb_to_hls(float(red), float(green), float(blue))
    strength = min(0.34, strength)
    pale = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.6
    top, bottom = (0.95, 0.84) if pale else (0.30, 0.16)
    line = [colorsys.hls_to_rgb(hue, top + (bottom - top) * at, strength) for at in np.linspace(0, 1, world[1])]
    rows = np.array(line, np.float32)[:, None, :] * 255
    return np.repeat(rows, world[0], axis=1).round().astype(np.uint8)


def blurred(small: U8, size: Size) -> U8:
    """Return a soft, darkened copy at full size; made from a small one, since nothing sharp will be seen."""
    soft = cv2.GaussianBlur(small, (0, 0), max(1.0, max(small.shape[:2]) / 9), borderType=cv2.BORDER_REPLICATE)
    large = cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC)
    return cv2.convertScaleAbs(large, alpha=DARKER).astype(np.uint8, copy=False)


def shade(canvas: U8, where: Layout) -> None:
    """Darken what is around the photo's place, so that it lies on its blurred copy instead of melting into it."""
    height, width = canvas.shape[:2]
    step = max(1, min(width, height) // _SOFT_PX)
    left, top, right, bottom = (edge // step for edge in where.place)
    drop = min(width, height) // step // 70 if where.card else 0  # a card's shadow falls a little
    small = np.zeros((height // step, width // step), np.float32)
    small[top + drop : bottom + drop, left:right] = _CARD_SHADOW if where.card else _SHADOW
    soft = cv2.GaussianBlur(small, (0, 0), _SOFT_PX * 0.022)
    keep = 1 - cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    cv2.multiply(canvas, cv2.merge([keep] * 3), dst=canvas, dtype=cv2.CV_8U)


def _opaque(picture: Image.Image, background: str) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    under = Image.new("RGBA", picture.size, ImageColor.getrgb(background)[:3])
    return Image.alpha_composite(under, picture).convert("RGB")


def _pixels(crop: Edges, size: Size) -> Edges:
    return crop[0] * size[0], crop[1] * size[1], crop[2] * size[0], crop[3] * size[1]


def _small(world: Size) -> Size:
    scale = 240 / max(world)
    return max(2, round(world[0] * scale)), max(2, round(world[1] * scale))


def _scaled(picture: Image.Image, crop: Edges, size: Size) -> U8:
    box = _pixels(crop, picture.size)
    return np.array(picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))
