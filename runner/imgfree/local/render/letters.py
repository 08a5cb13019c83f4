"""Lines of text as letters: which face draws which piece, in which order the pieces stand, emoji in colour."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFont, features

from imgfree.local.render.emoji import Emoji, cut, emoji
from imgfree.local.render.faces import Face, emoji_faces
from imgfree.local.render.failures import RenderError
from imgfree.local.render.fonts import base_face, needs_order, runs

Piece = Emoji | tuple[str, Face]

_SAMPLE_SIZE = 32
ORDER_HINT = "install libfribidi (apt install libfribidi0, brew install fribidi)"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BOLD = 0.022  # the packed font has one weight; letters this much fatter look like its bold


@dataclass(frozen=True)
class Hand:
    """How a text is written. `what` names it in errors; `leftward`: it runs from right to left."""

    what: str
    base: Face
    bold: bool
    leftward: bool


@dataclass(frozen=True)
class Sheet:
    """What has been written: `letters` are painted later in any colour, `emoji` have their own."""

    letters: Image.Image
    emoji: Image.Image

    @property
    def shape(self) -> Image.Image:
        """Return where there is anything, as opacity."""
        return ImageChops.lighter(self.letters, self.emoji.getchannel("A"))


def hand(text: str, what: str, *, bold: bool, serif: bool) -> Hand:
    """Return how this text is written. Raises RenderError for a text that this machine cannot put in order."""
    if any(map(needs_order, text)) and not features.check("raqm"):
        raise RenderError(f"this machine cannot set the writing of the {what}", hint=ORDER_HINT)
    return Hand(
        what,
        base_face("".join(part for part, is_emoji in cut(text) if not is_emoji), serif=serif),
        bold,
        _leftward(text),
    )


def blank_sheet(width: int, height: int) -> Sheet:
    """Return a sheet with nothing on it."""
    return Sheet(Image.new("L", (width, height), 0), Image.new("RGBA", (width, height), (0, 0, 0, 0)))


def width(line: str, size: int, how: Hand) -> float:
    """Return how long a line of this letter size is, in pixels."""
    return sum(_advance(piece, size, how) for piece in _pieces(line, size, how))


def write(line: str, at: tuple[float, float], size: int, how: Hand, sheet: Sheet) -> None:
    """Write a line onto the sheet, from `at` on the line that its letters stand on."""
    x, baseline = at
    pen = ImageDraw.Draw(sheet.letters)
    stroke = max(1, round(size * _BOLD)) if how.bold else 0
    for piece in _pieces(line, size, how):
        if isinstance(piece, Emoji):
            sheet.emoji.alpha_composite(piece.picture, (max(0, round(x)), max(0, round(baseline) - piece.rise)))
        else:
            text, face = piece
            pen.text(
                (x, baseline),
                text,
                fill=255,
                font=_font(face, size),
                anchor="ls",
                stroke_width=stroke,
                direction=_direction(how),
            )
        x += _advance(piece, size, how)


def faces(text: str, how: Hand) -> set[Face]:
    """Return every face that the text is drawn with. Raises RenderError naming what none can draw."""
    pieces = [piece for line in text.splitlines() for piece in _pieces(line, _SAMPLE_SIZE, how)]
    plain = {piece[1] for piece in pieces if not isinstance(piece, Emoji)}
    return plain | set(emoji_faces()) if any(isinstance(piece, Emoji) for piece in pieces) else plain


def _pieces(line: str, size: int, how: Hand) -> list[Piece]:
    """Return the pieces from left to right. An emoji that no emoji font has is written like any other character.

    A tab is a space, and other control characters are nothing: a font would draw a box for them.
    """
    found: list[Piece] = []
    line = _CONTROL.sub("", line.replace("\t", " "))
    for text, is_emoji in cut(line):
        picture = emoji(text, size) if is_emoji else None
        found += [picture] if picture is not None else runs(text, how.base, how.what)
    return found[::-1] if how.leftward else found


def _advance(piece: Piece, size: int, how: Hand) -> float:
    if isinstance(piece, Emoji):
        return piece.advance
    text, face = piece
    return _font(face, size).getlength(text, direction=_direction(how))


def _direction(how: Hand) -> str | None:
    """Return the direction of the whole text, since a line of it may begin with a word of the other one."""
    if not features.check("raqm"):
        return None
    return "rtl" if how.leftward else "ltr"


def _leftward(text: str) -> bool:
    """Return whether the first letter that has a direction runs from right to left (Unicode's rule P2)."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in strong if one in ("L", "R", "AL")), "L") != "L"


@functools.lru_cache(maxsize=512)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return face.at_size(size)
