"""Titles and other words: broken into lines, sized to their place, drawn once, then only laid over the frames."""

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from imgfree.local.render.faces import Face
from imgfree.local.render.failures import RenderError
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.letters import Hand, Sheet, blank_sheet, faces, hand, width, write
from imgfree.local.render.lines import broken, cut_phrases
from imgfree.local.render.places import Room, room
from imgfree.local.render.reel import Lettering, Reel

_SIZES = {"small": 0.75, "normal": 1.0, "medium": 1.0, "large": 1.3, "huge": 1.6}
_LEADING = 1.22
_MOST_CHARACTERS = 400  # nobody reads more on one picture
_MIN_SIZE = 18  # at 1080 pixels of short side; smaller is not read on a phone
_SHRINK = 0.94
# Down to this share of its role's size a text keeps to its role's number of lines; below it, more lines beat dust.
_KEEPS_LINES = 0.62
_CUTS_WORDS = 0.5  # below this share, a word that is wider than its place is cut
_NICER = 0.77  # a text may shrink by as much as this if its lines then end where it pauses


@dataclass(frozen=True)
class Role:
    """What a role looks like unless its style says otherwise. `size`: letter height as a share of the short side."""

    size: float
    lines: int
    bold: bool
    boxed: bool = False


ROLES = {
    "title": Role(0.105, 2, bold=True),
    "text": Role(0.07, 3, bold=True),
    "caption": Role(0.05, 3, bold=False, boxed=True),
    "lower_third": Role(0.055, 2, bold=True, boxed=True),
}


@dataclass(frozen=True)
class Ink:
    """How the letters are painted."""

    color: tuple[int, int, int]
    boxed: bool
    box_color: tuple[int, int, int, int]
    align: str
    outline: tuple[int, int, int] | None = None


def words_layer(words: Lettering, reel: Reel) -> Layer | None:
    """Return the text as a layer in its safe place; None if there is nothing to see. Raises RenderError."""
    text = _text(words)
    if not text or words.frames <= 0:
        return None
    place = room(words.position, reel.width, reel.height, reel.platform)
    ink = _ink(words.style, _role(words), place)
    how = _hand(text, words)
    size, lines = _fitted(text, _role(words), place, _unit(words, reel), how)
    rgba = _drawn(lines, size, how, ink)
    left, top = place.corner(rgba.width, rgba.height)
    left = min(max(0, left), max(0, reel.width - rgba.width - 1))
    top = min(max(0, top), max(0, reel.height - rgba.height - 1))
    return layer(np.asarray(rgba), left, top, start=words.start, frames=words.frames, fade_frames=words.fade_frames)


def fits(words: Lettering, reel: Reel) -> bool:
    """Return whether the text can be read in its place on a film of this size."""
    try:
        text = _text(words)
    except RenderError:
        return False
    place = room(words.position, reel.width, reel.height, reel.platform)
    return _best(text, _role(words), place, _unit(words, reel), _hand(text, words)) is not None


def faces_of(words: Lettering) -> set[Face]:
    """Return every face that the text is drawn with. Raises RenderError naming what none can draw."""
    text = _text(words)
    return faces(text, _hand(text, words)) if text else set()


def _text(words: Lettering) -> str:
    """Return what is written, without empty lines. A text that is too long is refused before anything else is done."""
    if len(words.text) > 2 * _MOST_CHARACTERS:  # half of it may be line breaks
        raise _too_long(words.role, words.text)
    composed = unicodedata.normalize("NFC", words.text)  # fonts have é, and seldom e with a mark that fits it
    text = "\n".join(part.strip() for part in composed.splitlines() if part.strip())
    if len(text) > _MOST_CHARACTERS:
        raise _too_long(words.role, text)
    return text.upper() if words.style.get("caps") else text


def _hand(text: str, words: Lettering) -> Hand:
    bold = bool(words.style.get("bold", _role(words).bold))
    return hand(text, words.role, bold=bold, serif=words.style.get("font") == "serif")


def _role(words: Lettering) -> Role:
    return ROLES.get(words.role, ROLES["text"])


def _unit(words: Lettering, reel: Reel) -> float:
    """Return the length, in pixels, that the sizes of roles are shares of."""
    return _scale(words.style) * min(reel.width, reel.height)


def _too_long(role: str, text: str) -> RenderError:
    return RenderError(f"the {role} is too long for its place ({len(text)} characters)", hint="shorten it")


def _scale(style: dict[str, object]) -> float:
    wanted = style.get("size", 1.0)
    if isinstance(wanted, str):
        return _SIZES.get(wanted, 1.0)
    return min(3.0, max(0.3, float(wanted))) if isinstance(wanted, (int, float)) else 1.0


def _ink(style: dict[str, object], role: Role, place: Room) -> Ink:
    boxed = bool(style.get("box", style.get("background", role.boxed)))
    background = style.get("background")
    paper = (*_rgb(background), 230) if isinstance(background, str) else (0, 0, 0, 150)
    return Ink(
        color=_rgb(style.get("color") or "#ffffff"),
        boxed=boxed,
        box_color=paper,
        align=str(style.get("align") or place.align),
        outline=_rgb(style["outline"]) if style.get("outline") else None,
    )


def _rgb(value: object) -> tuple[int, int, int]:
    try:
        red, green, blue = ImageColor.getrgb(str(value))[:3]
    except ValueError as error:
        raise RenderError(f"'{value}' is not a colour", hint="use a name such as white, or #rrggbb") from error
    return red, green, blue


def _fitted(text: str, role: Role, place: Room, unit: float, how: Hand) -> tuple[int, list[str]]:
    """Return the letter size at which the text fits its room best, and its lines there. Raises RenderError."""
    best = _best(text, role, place, unit, how)
    if best is None:
        raise _too_long(how.what, text)
    return best


def _best(text: str, role: Role, place: Room, unit: float, how: Hand) -> tuple[int, list[str]] | None:
    """Return the best letter size and the lines there; None if the text fits at no size that can be read.

    That is the largest one at which it fits, or one a little smaller at which no phrase is cut in two.
    """
    wanted = role.size * unit
    size, smallest = max(8, round(wanted)), max(8, round(_MIN_SIZE * unit / 1080))
    best: tuple[int, list[str]] | None = None
    while size >= smallest and (best is None or size >= best[0] * _NICER):
        most = max(role.lines, text.count("\n") + 1) if size >= wanted * _KEEPS_LINES else 99
        lines = _lines(text, size, place, how, most, cuts_words=size < wanted * _CUTS_WORDS)
        if lines is not None and (best is None or cut_phrases(lines) < cut_phrases(best[1])):
            best = size, lines
        if best is not None and not cut_phrases(best[1]):
            break
        size = min(size - 1, int(size * _SHRINK))
    return best


def _lines(text: str, size: int, place: Room, how: Hand, most: int, *, cuts_words: bool) -> list[str] | None:
    """Return the lines at this size; None if they do not fit the room."""
    measure = functools.partial(width, size=size, how=how)
    lines = broken(text, place.width - _margin(size) * 2, measure, cuts_words=cuts_words)
    if lines is None or len(lines) > most or len(lines) * size * _LEADING > place.height:
        return None
    return lines


def _margin(size: int) -> int:
    """Return the room around the letters for outline, shadow and box."""
    return round(size * 0.32)


def _drawn(lines: Sequence[str], size: int, how: Hand, ink: Ink) -> Image.Image:
    """Return the words as RGBA, on their box or with a soft shadow so that they are read on any picture."""
    lengths = [width(line, size, how) for line in lines]
    margin = _margin(size)
    sheet = blank_sheet(round(max(lengths)) + 2 * margin, round(len(lines) * size * _LEADING) + 2 * margin)
    for row, (line, own) in enumerate(zip(lines, lengths, strict=True)):
        slack = max(lengths) - own
        x = margin + {"left": 0.0, "right": slack}.get(ink.align, slack / 2)
        write(line, (x, margin + (row + 0.82) * size * _LEADING), size, how, sheet)
    canvas = _ground(sheet, size, ink)
    paint = Image.merge("RGBA", [Image.new("L", canvas.size, one) for one in ink.color] + [sheet.letters])
    return Image.alpha_composite(Image.alpha_composite(canvas, paint), sheet.emoji)


def _ground(sheet: Sheet, size: int, ink: Ink) -> Image.Image:
    """Return what the letters stand on: a box, an outline or a shadow."""
    if ink.boxed:
        return _paper(sheet, size, ink)
    if ink.outline is not None:
        edge = sheet.shape.filter(ImageFilter.MaxFilter(2 * max(1, round(size * 0.055)) + 1))
        return Image.merge("RGBA", [Image.new("L", edge.size, one) for one in ink.outline] + [edge])
    return _shadow(sheet.shape, size, ink)


def _paper(sheet: Sheet, size: int, ink: Ink) -> Image.Image:
    canvas = Image.new("RGBA", sheet.letters.size, (0, 0, 0, 0))
    right, bottom = canvas.width - 1, canvas.height - 1
    ImageDraw.Draw(canvas).rounded_rectangle((0, 0, right, bottom), radius=size * 0.3, fill=ink.box_color)
    return canvas


def _shadow(shape: Image.Image, size: int, ink: Ink) -> Image.Image:
    """Return a narrow dark edge that keeps white letters readable on white, and a wide fall below that lifts them.

    Dark letters get the same in white.
    """
    edge = shape.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(size * 0.025))
    fall = ImageChops.offset(shape, 0, round(size * 0.035)).filter(ImageFilter.GaussianBlur(size * 0.11))
    both = ImageChops.screen(_strength(edge, 0.65, 190), _strength(fall, 1.5, 175))
    light = (255, 255, 255) if sum(ink.color) < 3 * 90 else (0, 0, 0)
    return Image.merge("RGBA", [Image.new("L", shape.size, one) for one in light] + [both])


def _strength(mask: Image.Image, times: float, most: int) -> Image.Image:
    return mask.point([min(most, round(value * times)) for value in range(256)])
