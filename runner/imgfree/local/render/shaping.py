"""Letters put beside each other by HarfBuzz: kerning, ligatures and the shapes of a language, alike on every machine.

What the letters look like is drawn from a font that holds only them. It is made here, in memory: FreeType is asked for
characters, so each glyph gets one of the characters that nobody uses.
"""

import functools
import io
import struct
from dataclasses import dataclass

import uharfbuzz as harfbuzz
from PIL import ImageFont

from imgfree.local.render.faces import Face

_PRIVATE = 0xF0000  # the first character of a plane for private use
_ENTRY = 16  # bytes of one table's entry in the directory of a font file


@dataclass(frozen=True)
class Glyph:
    """One sign of a font and where it stands, in letter sizes; `at` is the place in the text of what it writes."""

    number: int
    x: float
    y: float
    at: int

    @property
    def char(self) -> str:
        """Return the character by which the drawn font knows it."""
        return chr(_PRIVATE + self.number)


@dataclass(frozen=True)
class Shaped:
    """A text of one face in one line: its glyphs, and how long it is in letter sizes."""

    glyphs: tuple[Glyph, ...]
    advance: float


@functools.lru_cache(maxsize=4096)
def shaped(text: str, face: Face, tracking: float = 0.0, *, leftward: bool = False) -> Shaped:
    """Return the text as glyphs of the face as they stand from left to right, each letter `tracking` further on."""
    font, units = _shaper(face)
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    buffer.language = face.language or "en"
    harfbuzz.shape(font, buffer, {})
    glyphs, x = [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = x + position.x_offset / units * face.scale
        glyphs.append(Glyph(info.codepoint, at, position.y_offset / units * face.scale, info.cluster))
        x += position.x_advance / units * face.scale + face.tracking + tracking
    return Shaped(tuple(glyphs), x)


def drawn_with(face: Face, glyphs: tuple[Glyph, ...], size: int) -> ImageFont.FreeTypeFont:
    """Return a font of this letter size that has these glyphs."""
    return _font(face, tuple(sorted({glyph.number for glyph in glyphs})), size)


@functools.lru_cache(maxsize=64)
def _font(face: Face, numbers: tuple[int, ...], size: int) -> ImageFont.FreeTypeFont:
    whole = io.BytesIO(_only(face, numbers))
    font = ImageFont.truetype(whole, size * face.scale, layout_engine=ImageFont.Layout.BASIC)
    if face.weight is not None:
        font.set_variation_by_axes([face.weight])
    return font


@functools.cache
def _shaper(face: Face) -> tuple["harfbuzz.Font", int]:
    opened = _opened(face)
    font = harfbuzz.Font(opened)
    if face.weight is not None:
        font.set_variations({"wght": face.weight})
    return font, opened.upem


@functools.cache
def _opened(face: Face) -> "harfbuzz.Face":
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.path)), face.index)


@functools.lru_cache(maxsize=32)
def _only(face: Face, numbers: tuple[int, ...]) -> bytes:
    """Return a font file with these glyphs under their old numbers, each behind a private character."""
    wanted = harfbuzz.SubsetInput()
    wanted.glyph_set.update(numbers)
    wanted.flags = harfbuzz.SubsetFlags.RETAIN_GIDS | harfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    small: bytes = harfbuzz.subset(_opened(face), wanted).blob.data
    return _numbered(small, max(numbers) + 1)


def _numbered(font: bytes, count: int) -> bytes:
    """Return the font file with a new table of characters at its end: the private ones, in the order of the glyphs."""
    padded = font + b"\0" * (-len(font) % 4)
    segments = struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, _PRIVATE, _PRIVATE + count - 1, 0)
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + segments
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        entry = 12 + _ENTRY * number
        if font[entry : entry + 4] == b"cmap":
            place = struct.pack(">II", len(padded), len(table))
            return padded[: entry + 8] + place + padded[entry + _ENTRY :] + table
    raise ValueError("the font has no table of characters")
