"""What a font file says of itself (the OpenType specification): which characters its faces draw, how they look."""

import functools
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# What a damaged file or one of another kind makes of the readers below.
BROKEN = (OSError, struct.error, ValueError, IndexError, MemoryError)
_MOST_FACES = 64
_STYLE_TABLES = (b"OS/2", b"head", b"post", b"name")
_COLOURS = {b"CBDT", b"sbix", b"COLR", b"SVG "}
_FIXED_PITCH, _FAMILY_NAMES = 12, (16, 1)  # where `post` notes it; the typographic family before the one of four styles
_SLANTED_NAMES = ("italic", "oblique", "slanted")


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
def coverage(path: Path, index: int) -> tuple[tuple[int, int], ...]:
    """Return the sorted ranges of code points that the face has a picture for; none for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            return tuple(sorted(_ranges(_table(file, _directory(file, index), b"cmap"))))
    except BROKEN:
        return ()


@functools.cache
def style(path: Path, index: int) -> Style | None:
    """Return how the face looks, by its own tables; None for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            directory = _directory(file, index)
            return _style({tag: _table(file, directory, tag) for tag in _STYLE_TABLES}, directory)
    except BROKEN:
        return None


def face_count(path: Path) -> int:
    """Return how many faces the file holds: several in a collection, 0 in a file that cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            return min(_MOST_FACES, int(struct.unpack_from(">I", head, 8)[0])) if head[:4] == b"ttcf" else 1
    except BROKEN:
        return 0


Directory = Mapping[bytes, tuple[int, int]]  # tag: offset and length


def _directory(file: BinaryIO, index: int) -> Directory:
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    entries = (struct.unpack(">4sIII", file.read(16)) for _ in range(count))
    return {tag: (offset, length) for tag, _, offset, length in entries}


def _table(file: BinaryIO, directory: Directory, tag: bytes) -> bytes:
    """Return a table's content; nothing where the font has none."""
    offset, length = directory.get(tag, (0, 0))
    file.seek(offset)
    return file.read(length)


def _style(tables: Mapping[bytes, bytes], directory: Directory) -> Style:
    facts, head, post = tables[b"OS/2"], tables[b"head"], tables[b"post"]
    names = _names(tables[b"name"])
    family = next((names[number] for number in _FAMILY_NAMES if names.get(number)), "")
    mac_style = struct.unpack_from(">H", head, 44)[0] if len(head) >= 46 else 0
    weight, width = (700 if mac_style & 1 else 400), 5
    kind, serif, family_class, selection = 0, 0, 0, 0
    if len(facts) >= 64:
        weight, width = struct.unpack_from(">HH", facts, 4)
        family_class = facts[30]
        kind, serif = facts[32], facts[33]
        (selection,) = struct.unpack_from(">H", facts, 62)
    named = f"{family} {names.get(17) or names.get(2) or ''}".lower()
    return Style(
        family=family,
        weight=weight,
        width=width,
        slanted=bool(mac_style & 2 or selection & 0x201 or any(word in named for word in _SLANTED_NAMES)),
        fixed_pitch=len(post) >= 16 and post[_FIXED_PITCH : _FIXED_PITCH + 4] != bytes(4),
        serif=_has_serifs(kind, serif, family_class, family.lower()),
        plain=kind in (0, 2) and family_class not in (9, 10, 12),
        coloured=any(tag in directory for tag in _COLOURS),
    )


def _has_serifs(kind: int, serif: int, family_class: int, family: str) -> bool:
    """Return whether the letters have serifs: by PANOSE, else by the family's class, else by its name."""
    if kind == 2 and serif > 1:
        return serif < 11
    if family_class:
        return family_class in (1, 2, 3, 4, 5, 7)
    return any(word in family for word in ("serif", "times", "mincho", "song")) and "sans" not in family


def _names(table: bytes) -> dict[int, str]:
    """Return the texts of the `name` table by number; the English ones where there are several."""
    if len(table) < 6:
        return {}
    _, count, base = struct.unpack_from(">HHH", table)
    found: dict[int, str] = {}
    for entry in range(count):
        platform, _, language, number, length, at = struct.unpack_from(">6H", table, 6 + 12 * entry)
        text = table[base + at : base + at + length].decode("latin-1" if platform == 1 else "utf-16-be", "replace")
        if number not in found or (platform, language) == (3, 0x409):
            found[number] = text
    return found


def _ranges(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the best Unicode subtable: format 12 before format 4."""
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = [struct.unpack_from(">HHI", table, 4 + 8 * entry) for entry in range(count)]
    subtables = {struct.unpack_from(">H", table, at)[0]: at for platform, _, at in offsets if platform in (0, 3)}
    if 12 in subtables:
        at = subtables[12]
        (groups,) = struct.unpack_from(">I", table, at + 12)
        for group in range(groups):
            first, last, glyph = struct.unpack_from(">III", table, at + 16 + 12 * group)
            yield (first, last) if glyph else (first + 1, last)
    elif 4 in subtables:
        yield from _segments(table, subtables[4])


def _segments(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a format 4 subtable without the characters that it maps to the sign for a missing one."""
    (doubled,) = struct.unpack_from(">H", table, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, at + 14)
    starts = struct.unpack_from(f">{count}H", table, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", table, offsets_at)
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        if first == 0xFFFF or first > last:
            continue
        if offset == 0:
            yield from _without(first, last, -delta % 0x10000)
            continue
        glyphs = struct.unpack_from(f">{last - first + 1}H", table, offsets_at + 2 * number + offset)
        yield from _drawn(first, glyphs)


def _without(first: int, last: int, hole: int) -> Iterator[tuple[int, int]]:
    if not first <= hole <= last:
        yield first, last
        return
    if first < hole:
        yield first, hole - 1
    if hole < last:
        yield hole + 1, last


def _drawn(first: int, glyphs: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    for at, glyph in enumerate((*glyphs, 0), first):
        if glyph and begin is None:
            begin = at
        elif not glyph and begin is not None:
            yield begin, at - 1
            begin = None
