"""Emoji: which characters of a text are one, and its picture in colour from this machine's own emoji font."""

import functools
import math
import re
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from imgfree.local.render.faces import Face, emoji_faces
from imgfree.local.render.fonts import needs_glyph

# Below U+1F000, what is an emoji without being told so by a selector (Unicode, Emoji_Presentation).
_SHORT = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd"
    "\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
_ONE = (
    rf"(?:[\U0001f000-\U0001f1e5\U0001f200-\U0001faff{_SHORT}]|[\u00a9\u00ae\u203c-\u3299](?=\ufe0f))"
    r"\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
)
_SEQUENCE = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d(?:{_ONE}|[^\s\u200d]\ufe0f?))*"
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
    """Return the emoji at this letter size; None if no emoji font here has it, or none that can be drawn."""
    for face in emoji_faces():
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
