"""Lines of text as letters: which face draws which piece, in which order the pieces stand."""

import re
from dataclasses import dataclass

from PIL import Image, ImageDraw

from imgfree.local.render.emoji import cut
from imgfree.local.render.faces import Face
from imgfree.local.render.fonts import Faces, faces_for, needs_order, runs
from imgfree.local.render.order import Run, is_leftward, ordered
from imgfree.local.render.shaping import Shaped, drawn_with, shaped
from imgfree.local.render.type_styles import TypeStyle

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Hand:
    """How a text is written. `what` names it in errors; `leftward`: it runs from right to left; `ordered`: its letters
    change places or shapes with their neighbours."""

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
class Piece:
    """A stretch of a line that one face draws, in one direction."""

    text: str
    face: Face
    leftward: bool = False


def hand(text: str, what: str, style: TypeStyle, weight: int) -> Hand:
    """Return how this text is written."""
    plain = "".join(part for part, is_emoji in cut(text) if not is_emoji)
    return Hand(what, faces_for(plain, style, weight), style, is_leftward(text), any(map(needs_order, text)))


def blank_sheet(width: int, height: int) -> Image.Image:
    """Return a sheet with nothing on it: letters are written as opacity, and painted later in any colour."""
    return Image.new("L", (width, height), 0)


def width(line: str, size: int, how: Hand) -> float:
    """Return how long a line of this letter size is, in pixels."""
    return sum(_advance(piece, size, how) for piece in _pieces(line, how))


def write(line: str, at: tuple[float, float], size: int, how: Hand, sheet: Image.Image) -> list[Mark]:
    """Write a line onto the sheet, from `at` on the line that its letters stand on; return where each sign stands."""
    x, baseline = at
    marks: list[Mark] = []
    for piece in _pieces(line, how):
        marks += _set(piece, (x, baseline), size, how, sheet)
        x += _advance(piece, size, how)
    return marks


def _set(piece: Piece, at: tuple[float, float], size: int, how: Hand, sheet: Image.Image) -> list[Mark]:
    """Write a piece glyph by glyph, each at its own fraction of a pixel."""
    (text, face), (x, baseline) = (piece.text, piece.face), at
    row = _shaped(piece, how)
    if not row.glyphs:
        return []
    font, pen = drawn_with(face, row.glyphs, size), ImageDraw.Draw(sheet)
    for glyph in row.glyphs:
        place = x + glyph.x * size, baseline - glyph.y * size
        pen.text(place, glyph.char, 255, font, "ls", stroke_width=size * face.fat)
    if how.ordered:
        return _in_order(text, x, x + row.advance * size, leftward=piece.leftward)
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
    return {piece.face for line in text.splitlines() for piece in _pieces(line, how)}


def _pieces(line: str, how: Hand) -> list[Piece]:
    """Return the pieces from left to right.

    A tab is a space, and other control characters are nothing: a font would draw a box for them.
    """
    line = _CONTROL.sub("", line.replace("\t", " "))
    found: list[Piece] = []
    for run in ordered(line, leftward=how.leftward) if how.ordered else [Run(line, leftward=False)]:
        parts = [
            Piece(text, face, run.leftward)
            for part, _ in cut(run.text)
            for text, face in runs(part, how.faces, how.what)
        ]
        found += parts[::-1] if run.leftward else parts
    return found


def _advance(piece: Piece, size: int, how: Hand) -> float:
    return _shaped(piece, how).advance * size


def _shaped(piece: Piece, how: Hand) -> Shaped:
    tracking = 0.0 if how.ordered else how.style.tracking  # joined letters are not torn apart
    return shaped(piece.text, piece.face, tracking, leftward=piece.leftward)
