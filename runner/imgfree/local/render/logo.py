"""A logo in its corner, clear of the platforms' own buttons."""

import math
from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageFilter, ImageStat

from imgfree.local.assets import Asset
from imgfree.local.render.failures import RenderError
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.photos import decoded, opened, seen_size
from imgfree.local.render.places import Room, room, safe_box
from imgfree.local.render.reel import Logo, Reel

# Of the frame's short side: the side of a square as large as the logo, and the longest that a side may be.
_SHARES = {"center": (0.32, 0.5)}
_CORNER = (0.13, 0.24)
_ON_CARD = 0.8  # of the safe box
_MOST = 0.9  # however large it is said to be
_FADE_S = 0.3
_SHADOW = 0.06  # of the logo's own size
_OPAQUE = [255 * (value > 128) for value in range(256)]
_BRIGHT = 150  # a logo of darker ink needs no shadow, and would look dirty with one


def logo_layer(reel: Reel, assets: Mapping[str, Asset]) -> Layer:
    """Return the film's logo as a layer. Raises RenderError if it is not among the files."""
    logo, asset = _asked(reel, assets)
    with opened(asset.path, asset.filename) as picture:
        longest = _most(reel, logo)[1]
        picture = decoded(picture, asset.filename, (round(longest), round(longest))).convert("RGBA")
    size = _size(picture.size, reel, logo)
    small = _lifted(picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0), round(min(size) * _SHADOW))
    if logo.opacity < 1:
        small.putalpha(small.getchannel("A").point([round(value * logo.opacity) for value in range(256)]))
    left, top = (edge - (small.width - size[0]) // 2 for edge in _place(reel, logo).corner(*size))
    whole_film = logo.frames >= reel.frames
    fade = 0 if whole_film else min(round(_FADE_S * reel.fps), logo.frames // 2)
    return layer(np.asarray(small), left, top, start=logo.start, frames=logo.frames, fade_frames=fade)


def logo_box(reel: Reel, assets: Mapping[str, Asset]) -> tuple[int, int, int, int]:
    """Return the box that the film's logo takes; of its file only the size is read."""
    logo, asset = _asked(reel, assets)
    with opened(asset.path, asset.filename) as picture:
        width, height = _size(seen_size(picture), reel, logo)
    left, top = _place(reel, logo).corner(width, height)
    return left, top, left + width, top + height


def card_color(reel: Reel, assets: Mapping[str, Asset]) -> str:
    """Return the colour of an end card: that of an opaque logo's own ground, else dark for a bright one, or white."""
    _, asset = _asked(reel, assets)
    with opened(asset.path, asset.filename) as picture:
        small = decoded(picture, asset.filename, (64, 64)).convert("RGBA").resize((64, 64), Image.Resampling.BOX)
    shape = small.getchannel("A")
    if np.asarray(shape).min() > 250:
        edge = np.asarray(small.convert("RGB"))[[0, 0, -1, -1], [0, -1, 0, -1]]
        red, green, blue = (int(value) for value in np.median(edge, axis=0))
        return f"#{red:02x}{green:02x}{blue:02x}"
    return "#141414" if _shines(small) else "#ffffff"


def is_bright(reel: Reel, assets: Mapping[str, Asset]) -> bool:
    """Return whether the film's logo is drawn in bright ink, for a dark ground."""
    _, asset = _asked(reel, assets)
    with opened(asset.path, asset.filename) as picture:
        return _shines(decoded(picture, asset.filename, (64, 64)).convert("RGBA"))


def _shines(logo: Image.Image) -> bool:
    return ImageStat.Stat(logo.convert("L"), logo.getchannel("A").point(_OPAQUE)).mean[0] >= _BRIGHT


def _asked(reel: Reel, assets: Mapping[str, Asset]) -> tuple[Logo, Asset]:
    if reel.logo is None or reel.logo.source not in assets:
        raise RenderError("the logo is not among the uploaded files")
    return reel.logo, assets[reel.logo.source]


def _place(reel: Reel, logo: Logo) -> Room:
    """Return its room: on an end card the upper part of the safe box, so that words have theirs below it."""
    if reel.card is None or logo.start < reel.card.start:
        return room(logo.corner, reel.width, reel.height, reel.platform)
    left, top, right, bottom = safe_box(reel.width, reel.height, reel.platform)
    half = min(reel.width / 2 - left, right - reel.width / 2)
    return Room(round(reel.width / 2 - half), top, round(reel.width / 2 + half), top + round((bottom - top) * _ON_CARD))


def _most(reel: Reel, logo: Logo) -> tuple[float, float]:
    """Return the side of a square as large as the logo, and the longest side that it may have."""
    short = min(reel.width, reel.height)
    side, longest = (min(_MOST, share * logo.size) * short for share in _SHARES.get(logo.corner, _CORNER))
    return side, longest


def _size(picture: tuple[int, int], reel: Reel, logo: Logo) -> tuple[int, int]:
    side, longest = _most(reel, logo)
    scale = min(side / math.sqrt(picture[0] * picture[1]), longest / max(picture))
    return max(1, round(picture[0] * scale)), max(1, round(picture[1] * scale))


def _lifted(logo: Image.Image, blur: int) -> Image.Image:
    """Return a bright logo without ground on a faint shadow, so that a white one is seen on a white wall."""
    shape = logo.getchannel("A")
    see_through = shape.getextrema()[0] == 0
    if not see_through or blur < 1 or ImageStat.Stat(logo.convert("L"), shape.point(_OPAQUE)).mean[0] < _BRIGHT:
        return logo
    wide = Image.new("RGBA", (logo.width + 4 * blur, logo.height + 4 * blur), (0, 0, 0, 0))
    wide.paste(logo, (2 * blur, 2 * blur))
    shadow = (
        wide.getchannel("A").filter(ImageFilter.GaussianBlur(blur)).point([value * 6 // 10 for value in range(256)])
    )
    black = Image.new("L", wide.size, 0)
    return Image.alpha_composite(Image.merge("RGBA", [black, black, black, shadow]), wide)
