"""Titles and other words: broken into lines, sized to their place, drawn once, then only laid over the frames."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont

from imgfree.local.render.failures import RenderError
from imgfree.local.render.film import Film, Words
from imgfree.local.render.fonts import Face, runs
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.lines import broken
from imgfree.local.render.places import Room, room

Piece = tuple[str, Face]

_SIZES = {"small": 0.75, "normal": 1.0, "medium": 1.0, "large": 1.3, "huge": 1.6}
_LEADING = 1.22
_MOST_CHARACTERS = 400  # nobody reads more on one picture
_MIN_SIZE = 18  # at 1080 pixels of short side; smaller is not read on a phone


@dataclass(frozen=True)
class Role:
    """What a role looks like unless its style says otherwise. Sizes: letter height as a share of the short side.

    Below `least` the letters are made only where more lines do not help either.
    """

    size: float
    lines: int
    bold: bool
    boxed: bool = False
    least: float = _MIN_SIZE / 1080


ROLES = {
    "title": Role(0.105, 2, bold=True),
    "text": Role(0.07, 3, bold=True),
    "caption": Role(0.05, 3, bold=False, boxed=True, least=0.03),
    "lower_third": Role(0.055, 2, bold=True, boxed=True),
}


@dataclass(frozen=True)
class Ink:
    """How the letters are painted."""

    color: tuple[int, int, int]
    bold: bool
    boxed: bool
    box_color: tuple[int, int, int, int]
    align: str
    serif: bool
    role: str
    outline: tuple[int, int, int] | None = None


def words_layer(words: Words, film: Film) -> Layer | None:
    """Return the text as a layer in its safe place; None if there is nothing to see. Raises RenderError."""
    text = "\n".join(part.strip() for part in words.text.splitlines() if part.strip())
    if words.style.get("caps"):
        text = text.upper()
    if not text or words.frames <= 0:
        return None
    if len(text) > _MOST_CHARACTERS:
        raise _too_long(words.role, text)
    role = ROLES.get(words.role, ROLES["text"])
    place = room(words.position, film.width, film.height, words.role)
    ink = _ink(words.style, role, place, words.role)
    size, lines = _fitted(text, role, place, _scale(words.style) * min(film.width, film.height), ink)
    rgba = _drawn(lines, size, ink)
    left, top = place.corner(rgba.width, rgba.height)
    left = min(max(0, left), max(0, film.width - rgba.width - 1))
    top = min(max(0, top), max(0, film.height - rgba.height - 1))
    return layer(np.asarray(rgba), left, top, start=words.start, frames=words.frames, fade_frames=words.fade_frames)


def _too_long(role: str, text: str) -> RenderError:
    return RenderError(f"the {role} is too long for its place ({len(text)} characters)", hint="shorten it")


def _scale(style: dict[str, object]) -> float:
    wanted = style.get("size", 1.0)
    if isinstance(wanted, str):
        return _SIZES.get(wanted, 1.0)
    return min(3.0, max(0.3, float(wanted))) if isinstance(wanted, (int, float)) else 1.0


def _ink(style: dict[str, object], role: Role, place: Room, what: str) -> Ink:
    boxed = bool(style.get("box", style.get("background", role.boxed)))
    background = style.get("background")
    paper = (*_rgb(background), 230) if isinstance(background, str) else (0, 0, 0, 140)
    return Ink(
        color=_rgb(style.get("color") or "#ffffff"),
        bold=bool(style.get("bold", role.bold)),
        boxed=boxed,
        box_color=paper,
        align=str(style.get("align") or place.align),
        serif=style.get("font") == "serif",
        role=what,
        outline=_rgb(style["outline"]) if style.get("outline") else None,
    )


def _rgb(value: object) -> tuple[int, int, int]:
    try:
        red, green, blue = ImageColor.getrgb(str(value))[:3]
    except ValueError as error:
        raise RenderError(f"'{value}' is not a colour", hint="use a name such as white, or #rrggbb") from error
    return red, green, blue


def _fitted(text: str, role: Role, place: Room, unit: float, ink: Ink) -> tuple[int, list[str]]:
    """Return the largest letter size at which the text fits its room, and its lines there."""
    size = max(8, round(role.size * unit))
    smallest, tiny = (max(8, round(share * unit)) for share in (role.least, _MIN_SIZE / 1080))
    most = role.lines
    while True:
        lines = broken(text, place.width - _margin(size) * 2, functools.partial(_width, size=size, ink=ink))
        fits = lines is not None and len(lines) <= most and len(lines) * size * _LEADING <= place.height
        if lines is not None and fits:
            return size, lines
        if size > smallest:
            size = max(smallest, int(size * 0.94))
        elif most < 12:
            size, most = round(role.size * unit * 0.7), most + 1  # long words are given more lines rather than dust
        elif smallest > tiny:
            smallest = tiny
        else:
            raise _too_long(ink.role, text)


@functools.lru_cache(maxsize=512)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, index=face.index)


def _width(line: str, size: int, ink: Ink) -> float:
    return sum(_font(face, size).getlength(piece) for piece, face in _pieces(line, ink))


def _pieces(line: str, ink: Ink) -> Sequence[Piece]:
    return runs(line, ink.role, serif=ink.serif)


def _margin(size: int) -> int:
    """Return the room around the letters for outline, shadow and box."""
    return round(size * 0.32)


def _drawn(lines: Sequence[str], size: int, ink: Ink) -> Image.Image:
    """Return the words as RGBA, with a soft shadow so that they are read on any picture."""
    widths = [_width(line, size, ink) for line in lines]
    margin = _margin(size)
    width, height = round(max(widths)) + 2 * margin, round(len(lines) * size * _LEADING) + 2 * margin
    letters = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(letters)
    stroke = max(1, round(size * 0.022)) if ink.bold else 0
    for row, (line, own) in enumerate(zip(lines, widths, strict=True)):
        slack = width - 2 * margin - own
        x = margin + {"left": 0.0, "center": slack / 2, "right": slack}.get(ink.align, slack / 2)
        baseline = margin + (row + 0.82) * size * _LEADING
        for piece, face in _pieces(line, ink):
            pen.text((x, baseline), piece, fill=255, font=_font(face, size), anchor="ls", stroke_width=stroke)
            x += _font(face, size).getlength(piece)
    return _painted(letters, size, ink)


def _painted(letters: Image.Image, size: int, ink: Ink) -> Image.Image:
    """Return the letters in colour on their box or their shadow."""
    canvas = Image.new("RGBA", letters.size, (0, 0, 0, 0))
    if ink.boxed:
        box = ImageDraw.Draw(canvas)
        box.rounded_rectangle((0, 0, canvas.width - 1, canvas.height - 1), radius=size * 0.3, fill=ink.box_color)
    elif ink.outline is not None:
        edge = letters.filter(ImageFilter.MaxFilter(2 * max(1, round(size * 0.055)) + 1))
        canvas.paste(Image.merge("RGBA", [Image.new("L", letters.size, one) for one in ink.outline] + [edge]))
    else:
        dark = sum(ink.color) < 3 * 90
        glow = (255, 255, 255) if dark else (0, 0, 0)
        shadow = letters.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(size * 0.09))
        strong = shadow.point([min(200, round(value * 1.5)) for value in range(256)])
        canvas.paste(Image.merge("RGBA", [Image.new("L", letters.size, one) for one in glow] + [strong]))
    paint = Image.merge("RGBA", [Image.new("L", letters.size, one) for one in ink.color] + [letters])
    return Image.alpha_composite(canvas, paint)
