"""Lines of text as letters: which face draws which piece, in which order the pieces stand, emoji in colour."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFont, features

from imgfree.local.render.emoji import Emoji, cut, emoji
from imgfree.local.render.faces import Face, emoji_faces
from imgfree.local.render.failures import RenderError
from imgfree.local.render.fonts import Faces, faces_for, needs_order, runs
from imgfree.local.render.shaping import drawn_with, shaped
from imgfree.local.render.type_styles import TypeStyle

Piece = Emoji | tuple[str, Face]

_SAMPLE_SIZE = 32
ORDER_HINT = "install libfribidi (apt install libfribidi0, brew install fribidi)"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Hand:
    """How a text is written. `what` names it in errors; `leftward`: it runs from right to left; `ordered`: by rules
    that only libraqm knows."""

    what: str
    faces: Faces
    style: TypeStyle
    leftward: bool
    ordered: bool


@dataclass(frozen=True)
class Mark:
    """One sign that was written, from `left` to `right` on its sheet."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Sheet:
    """What has been written: `letters` are painted later in any colour, `emoji` have their own."""

    letters: Image.Image
    emoji: Image.Image

    @property
    def shape(self) -> Image.Image:
        """Return where there is anything, as opacity."""
        return ImageChops.lighter(self.letters, self.emoji.getchannel("A"))


def hand(text: str, what: str, style: TypeStyle, weight: int) -> Hand:
    """Return how this text is written. Raises RenderError for a text that this machine cannot put in order."""
    ordered = any(map(needs_order, text))
    if ordered and not features.check("raqm"):
        raise RenderError(f"this machine cannot set the writing of the {what}", hint=ORDER_HINT)
    plain = "".join(part for part, is_emoji in cut(text) if not is_emoji)
    return Hand(what, faces_for(plain, style, weight), style, _leftward(text), ordered)


def blank_sheet(width: int, height: int) -> Sheet:
    """Return a sheet with nothing on it."""
    return Sheet(Image.new("L", (width, height), 0), Image.new("RGBA", (width, height), (0, 0, 0, 0)))


def width(line: str, size: int, how: Hand) -> float:
    """Return how long a line of this letter size is, in pixels."""
    return sum(_advance(piece, size, how) for piece in _pieces(line, size, how))


def write(line: str, at: tuple[float, float], size: int, how: Hand, sheet: Sheet) -> list[Mark]:
    """Write a line onto the sheet, from `at` on the line that its letters stand on; return where each sign stands."""
    x, baseline = at
    marks: list[Mark] = []
    for piece in _pieces(line, size, how):
        advance = _advance(piece, size, how)
        if isinstance(piece, Emoji):
            sheet.emoji.alpha_composite(piece.picture, (max(0, round(x)), max(0, round(baseline) - piece.rise)))
            marks.append(Mark("\N{SMILING FACE WITH SMILING EYES}", x, x + advance))
        elif how.ordered:
            text, face = piece
            stroke = size * face.fat
            font, direction = _font(face, size), "rtl" if how.leftward else "ltr"
            pen = ImageDraw.Draw(sheet.letters)
            pen.text((x, baseline), text, 255, font, "ls", stroke_width=stroke, direction=direction)
            marks += _in_order(text, x, x + advance, leftward=how.leftward)
        else:
            marks += _set(piece, (x, baseline), size, how, sheet)
        x += advance
    return marks


def _set(piece: tuple[str, Face], at: tuple[float, float], size: int, how: Hand, sheet: Sheet) -> list[Mark]:
    """Write a piece glyph by glyph, each at its own fraction of a pixel."""
    (text, face), (x, baseline) = piece, at
    row = shaped(text, face, how.style.tracking)
    if not row.glyphs:
        return []
    font, pen = drawn_with(face, row.glyphs, size), ImageDraw.Draw(sheet.letters)
    for glyph in row.glyphs:
        place = x + glyph.x * size, baseline - glyph.y * size
        pen.text(place, glyph.char, 255, font, "ls", stroke_width=size * face.fat)
    starts = [(glyph.at, glyph.x) for number, glyph in enumerate(row.glyphs)
              if not number or glyph.at != row.glyphs[number - 1].at]  # fmt: skip
    ends = [*starts[1:], (len(text), row.advance)]
    return [
        Mark(text[first:after], x + left * size, x + right * size)
        for (first, left), (after, right) in zip(starts, ends, strict=True)
    ]


def _in_order(text: str, left: float, right: float, *, leftward: bool) -> list[Mark]:
    """Return a joined text word by word, each with its share of the length."""
    words = re.findall(r"\S+\s*", text) or [text]
    marks, at = [], right if leftward else left
    for word in words:
        step = (right - left) * len(word) / len(text) * (-1 if leftward else 1)
        marks.append(Mark(word, min(at, at + step), max(at, at + step)))
        at += step
    return marks


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
        found += [picture] if picture is not None else runs(text, how.faces, how.what)
    return found[::-1] if how.leftward else found


def _advance(piece: Piece, size: int, how: Hand) -> float:
    if isinstance(piece, Emoji):
        return piece.advance
    text, face = piece
    if how.ordered:
        return _font(face, size).getlength(text, direction="rtl" if how.leftward else "ltr")
    return shaped(text, face, how.style.tracking).advance * size


def _leftward(text: str) -> bool:
    """Return whether the first letter that has a direction runs from right to left (Unicode's rule P2)."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in strong if one in ("L", "R", "AL")), "L") != "L"


@functools.lru_cache(maxsize=512)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return face.at_size(size)
