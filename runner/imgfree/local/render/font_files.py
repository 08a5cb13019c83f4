"""What a font file says of itself, as HarfBuzz reads it: which characters its faces draw, how they look."""

import functools
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as harfbuzz

_MOST_FACES = 64
_COLOURS = {"CBDT", "sbix", "COLR", "SVG "}
_FAMILY_NAMES = (16, 1)  # the typographic family before the one of four styles
_STYLE_NAMES = (17, 2)
_SLANTED_NAMES = ("italic", "oblique", "slanted")
_OS2_BYTES = 64  # of its first version, which has all that is asked of it


@dataclass(frozen=True)
class Style:
    """How a face looks. `weight`: 400 is regular; `width`: 5 is normal; `plain`: made for reading, with no flourish."""

    family: str
    weight: int
    width: int
    slanted: bool
    fixed_pitch: bool
    serif: bool
    plain: bool
    coloured: bool


@functools.cache
def coverage(path: Path, index: int) -> Container[int]:
    """Return the code points that the face has a picture for; none for a file that cannot be read."""
    face = _face(path, index)
    return face.unicodes if face is not None else ()


@functools.cache
def style(path: Path, index: int) -> Style | None:
    """Return how the face looks, by its own tables; None for a file that cannot be read."""
    face = _face(path, index)
    return _style(face) if face is not None else None


def face_count(path: Path) -> int:
    """Return how many faces the file holds: several in a collection, 0 in a file that cannot be read."""
    face = _face(path, 0)
    return min(_MOST_FACES, face.count) if face is not None else 0


def _face(path: Path, index: int) -> "harfbuzz.Face | None":
    """Return the face; None for a file that is gone, or none of a font's."""
    try:
        face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)), index)
    except harfbuzz.HarfBuzzError:
        return None
    return face if face.glyph_count else None


def _style(face: "harfbuzz.Face") -> Style:
    facts, head, post = (face.reference_table(tag).data for tag in ("OS/2", "head", "post"))
    family = _named(face, _FAMILY_NAMES)
    mac_style = _number(head, 44)
    weight, width = (700 if mac_style & 1 else 400), 5
    kind, serif, family_class, selection = 0, 0, 0, 0
    if len(facts) >= _OS2_BYTES:
        weight, width = _number(facts, 4), _number(facts, 6)
        family_class = facts[30]
        kind, serif = facts[32], facts[33]  # PANOSE
        selection = _number(facts, 62)
    named = f"{family} {_named(face, _STYLE_NAMES)}".lower()
    return Style(
        family=family,
        weight=weight,
        width=width,
        slanted=bool(mac_style & 2 or selection & 0x201 or any(word in named for word in _SLANTED_NAMES)),
        fixed_pitch=any(post[12:16]),
        serif=_has_serifs(kind, serif, family_class, family.lower()),
        plain=kind in (0, 2) and family_class not in (9, 10, 12),
        coloured=not _COLOURS.isdisjoint(face.table_tags),
    )


def _number(table: bytes, at: int) -> int:
    """Return the 16-bit number that stands there; 0 where the table has ended."""
    return int.from_bytes(table[at : at + 2], "big")


def _named(face: "harfbuzz.Face", numbers: tuple[int, ...]) -> str:
    """Return the first of these names that the face has, in English where it has that."""
    for number in numbers:
        if name := face.get_name(number, "en"):
            return str(name)
    return next((str(face.get_name(*entry)) for entry in face.list_names() if entry.name_id in numbers), "")


def _has_serifs(kind: int, serif: int, family_class: int, family: str) -> bool:
    """Return whether the letters have serifs: by PANOSE, else by the family's class, else by its name."""
    if kind == 2 and serif > 1:
        return serif < 11
    if family_class:
        return family_class in (1, 2, 3, 4, 5, 7)
    return any(word in family for word in ("serif", "times", "mincho", "song")) and "sans" not in family
