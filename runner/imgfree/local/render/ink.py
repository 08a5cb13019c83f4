"""How letters are painted: their colour, and what they stand on so that they are read on any picture.

A plate and a line around the letters are part of them. What else they need depends on the picture behind: a soft ground
of black or white, as strong as each frame asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from imgfree.colors import BLACK, READABLE, WHITE, Color, contrast, opposite
from imgfree.local.render.grounds import F32, Shade
from imgfree.local.render.palette import color, gray_limit

_DARKEST, _LIGHTEST = 0.28, 0.85  # a ground beyond that would be a plate: such letters get a line instead
_LINE, _CAPTION_LINE = 0.05, 0.075  # how wide the line is, in letter sizes
_FULL, _GONE = 0.07, 0.18  # how far from letters their ground is whole, and where it ends
_CLEARLY = 0.93  # of the gray that is dark enough, for colours: what lies behind has one as well
_LIFTED = 0.09  # how far the edge of a tag lies inside its box: there its shadow falls
_PLATE = (*BLACK, 165)
_SOLID = 236


@dataclass(frozen=True)
class Ink:
    """`plate` and `line` are there on every picture, `ground` only as far as the picture needs it."""

    color: Color
    plate: tuple[int, int, int, int] | None = None
    line: Color | None = None
    line_width: float = _LINE
    radius: float = 0.3
    ground: Color | None = None


def ink(style: Mapping[str, object], *, tag: bool, caption: bool) -> Ink:
    """Return how a text of this style is painted. Raises RenderError for what is no colour."""
    said = color(style["color"]) if style.get("color") else None
    paper = style.get("background")
    if tag and style.get("box") is not False:
        return _tagged(said, color(paper) if isinstance(paper, str) else None)
    if style.get("box", paper):
        return _on_plate(said, color(paper) if isinstance(paper, str) else None, style)
    own = said or WHITE
    if style.get("outline"):
        return Ink(own, line=color(style["outline"]), line_width=_CAPTION_LINE if caption else _LINE)
    if caption:
        return Ink(own, line=opposite(own), line_width=_CAPTION_LINE)
    limit = gray_limit(own)
    soft = limit >= _DARKEST if opposite(own) == BLACK else limit <= _LIGHTEST
    return Ink(own, ground=opposite(own)) if soft else Ink(own, line=opposite(own))


def _tagged(said: Color | None, paper: Color | None) -> Ink:
    """Return letters on a tag: black on white where no colour was said."""
    own = said or (BLACK if paper is None else opposite(paper))
    ground = paper or (WHITE if contrast(own, WHITE) >= READABLE else opposite(own))
    line = None if contrast(own, ground) >= READABLE else opposite(own)
    return Ink(own, plate=(*ground, 255), line=line, radius=0.16)


def _on_plate(said: Color | None, paper: Color | None, style: Mapping[str, object]) -> Ink:
    own = said or (WHITE if paper is None else opposite(paper))
    plate = _PLATE if paper is None else (*paper, _SOLID)
    if style.get("outline"):
        return Ink(own, plate=plate, line=color(style["outline"]))
    if paper is None and contrast(own, BLACK) < READABLE:
        plate = (*opposite(own), _SOLID)
    return Ink(own, plate=plate, line=None if contrast(own, plate[:3]) >= READABLE else opposite(own))


def painted(sheet: Image.Image, size: int, how: Ink) -> tuple[Image.Image, Shade | None]:
    """Return the letters of the sheet in their colour on plate and line, as RGBA, and the ground that they may need."""
    canvas = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    if how.plate is not None:
        canvas = _plate(canvas.size, size, how, how.plate)
    if how.line is not None:
        canvas = Image.alpha_composite(canvas, _flat(_grown(sheet, how.line_width * size), how.line))
    picture = Image.alpha_composite(canvas, _flat(sheet, how.color))
    if how.ground is None:
        return picture, None
    limit = gray_limit(how.color) * (_CLEARLY if how.ground == BLACK and how.color != WHITE else 1)
    return picture, Shade(np.asarray(_ground(sheet, size)), how.ground == WHITE, limit)


def _plate(whole: tuple[int, int], size: int, how: Ink, fill: tuple[int, int, int, int]) -> Image.Image:
    """Return the plate; an opaque one casts a faint shadow, so that a white tag is seen on a white wall."""
    canvas = Image.new("RGBA", whole, (0, 0, 0, 0))
    lifts = round(_LIFTED * size) if fill[3] == 255 else 0
    box = (lifts, lifts, whole[0] - 1 - lifts, whole[1] - 1 - lifts)
    ImageDraw.Draw(canvas).rounded_rectangle(box, radius=size * how.radius, fill=fill)
    if not lifts:
        return canvas
    below = ImageChops.offset(canvas.getchannel("A"), 0, lifts // 3).filter(ImageFilter.GaussianBlur(lifts * 0.45))
    shadow = Image.merge("RGBA", [Image.new("L", whole, 0)] * 3 + [below.point([value // 3 for value in range(256)])])
    return Image.alpha_composite(shadow, canvas)


def _flat(mask: Image.Image, fill: Color) -> Image.Image:
    return Image.merge("RGBA", [Image.new("L", mask.size, one) for one in fill] + [mask])


def _away(shape: Image.Image) -> F32:
    """Return how many pixels each pixel is away from the letters."""
    outside = (np.asarray(shape) < 128).astype(np.uint8)
    return cv2.distanceTransform(outside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE).astype(np.float32, copy=False)


def _grown(shape: Image.Image, by: float) -> Image.Image:
    """Return the shape with round edges that lie `by` pixels further out."""
    return Image.fromarray((np.clip(max(1.0, by) + 0.5 - _away(shape), 0, 1) * 255).astype(np.uint8))


def _ground(shape: Image.Image, size: int) -> Image.Image:
    """Return where the picture is shaded: fully beside the letters, less and less further away and below."""
    full, gone = _FULL * size, _GONE * size
    near = np.clip((gone - _away(shape)) / (gone - full), 0, 1)
    soft = Image.fromarray((near * near * (3 - 2 * near) * 255).astype(np.uint8))
    wide = ImageChops.offset(shape, 0, round(size * 0.03)).filter(ImageFilter.GaussianBlur(size * 0.12))
    return ImageChops.lighter(soft, wide.point([min(215, round(value * 1.7)) for value in range(256)]))
