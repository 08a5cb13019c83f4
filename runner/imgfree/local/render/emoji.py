"""Emoji: which characters of a text are one, and its picture in colour if this machine has a font for that."""

import functools
import math
from dataclasses import dataclass

import regex
from PIL import Image, ImageDraw, ImageFont

from imgfree.local.render.faces import Face, emoji_faces, is_coloured
from imgfree.local.render.fonts import needs_glyph

# What is an emoji without being told so by a selector, and what only with one; of the newer planes, all of them.
_ONE = (
    r"(?!\p{RI})(?:\p{Emoji_Presentation}|[\p{Extended_Pictographic}&&[\U0001f000-\U0010ffff]]"
    r"|\p{Extended_Pictographic}(?=\ufe0f))\ufe0f?\p{Emoji_Modifier}?[\U000e0020-\U000e007f]*"
)
_SEQUENCE = regex.compile(
    rf"\p{{RI}}{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d(?:{_ONE}|[^\s\u200d]\ufe0f?))*", regex.V1
)
_USUAL = "\U0001f600"  # its advance is the width of every emoji in its font
_WIDTH = 1.12  # of the letters' size: as wide as an emoji stands among capitals
_STRIKES = (109, 160, 136, 128, 96, 64)  # pixel sizes at which fonts of bitmaps exist: Google's and Apple's first


@dataclass(frozen=True)
class Emoji:
    """One emoji as RGBA, at its final size. `rise`: how far its top lies above the line that letters stand on."""

    picture: Image.Image
    rise: int

    @property
    def advance(self) -> int:
        """Return how much room it takes on its line."""
        return self.picture.width


def cut(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces; True marks one whole emoji: a flag, a family, a hand with its skin tone."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _SEQUENCE.finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], False))
        pieces.append((match.group(), True))
        end = match.end()
    return [*pieces, (text[end:], False)] if end < len(text) else pieces


@functools.lru_cache(maxsize=128)
def emoji(sequence: str, size: int) -> Emoji | None:
    """Return the emoji at this letter size; None if no font in colour has it: then it is written like a letter."""
    for face in filter(is_coloured, emoji_faces()):
        if all(face.has(char) for char in sequence if needs_glyph(char)) and (made := _made(face, sequence, size)):
            return made
    return None


def _made(face: Face, sequence: str, size: int) -> Emoji | None:
    font = _opened(face, size)
    if font is None:
        return None
    usual = font.getlength(_USUAL) if face.has(_USUAL) else font.getlength(sequence)
    width, rise = math.ceil(font.getlength(sequence)), math.ceil(1.25 * usual)
    if width <= 0 or usual <= 0:
        return None
    canvas = Image.new("RGBA", (width, rise + math.ceil(0.5 * usual)), (0, 0, 0, 0))
    ImageDraw.Draw(canvas).text((0, rise), sequence, font=font, anchor="ls", embedded_color=True, fill=(90, 90, 90))
    box = canvas.getbbox()
    if box is None:
        return None  # a colour format that this FreeType cannot draw
    scale = _WIDTH * size / usual
    cropped = canvas.crop((0, box[1], width, box[3]))
    target = max(1, round(width * scale)), max(1, round(cropped.height * scale))
    return Emoji(cropped.resize(target, Image.Resampling.LANCZOS), round((rise - box[1]) * scale))


@functools.lru_cache(maxsize=32)
def _opened(face: Face, size: int) -> ImageFont.FreeTypeFont | None:
    """Return the font at this size, or at the one size that its bitmaps have."""
    for one in (size, *_STRIKES):
        try:
            return face.at_size(one)
        except OSError:
            continue
    return None
