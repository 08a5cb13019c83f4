"""What a font file says of itself, as HarfBuzz reads it: which letters it has, how heavy, if it is whole."""

import functools
from collections.abc import Container
from pathlib import Path

import uharfbuzz as harfbuzz


@functools.cache
def coverage(path: Path, index: int) -> Container[int]:
    """Return the code points that the face has a picture for; none for a file that cannot be read."""
    face = _face(path, index)
    return face.unicodes if face is not None else ()


def is_whole(path: Path) -> bool:
    """Return whether the file is a font with all of its tables, and letters in it."""
    face = _face(path, 0)
    if face is None or not face.unicodes:
        return False
    data, whole = path.read_bytes(), True
    for entry in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        first, length = (int.from_bytes(data[entry + at : entry + at + 4], "big") for at in (8, 12))
        whole = whole and length > 0 and first + length <= len(data)
    return whole and bool({"glyf", "CFF ", "CFF2"} & {*face.table_tags})


@functools.cache
def weights(path: Path) -> tuple[int, int] | None:
    """Return between which weights the file's letters can be drawn; None where it has one."""
    face = _face(path, 0)
    found = next((axis for axis in face.axis_infos if axis.tag == "wght"), None) if face is not None else None
    only = found is not None and face is not None and len(face.axis_infos) == 1
    return (round(found.min_value), round(found.max_value)) if found is not None and only else None


def _face(path: Path, index: int) -> "harfbuzz.Face | None":
    """Return the face; None for a file that is gone, or none of a font's."""
    try:
        face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)), index)
    except harfbuzz.HarfBuzzError:
        return None
    return face if face.glyph_count else None
