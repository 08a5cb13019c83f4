"""WebM: elements in a segment. A mark is a tag of the name XMP at the segment's end, whose size grows by it.

RFC 8794 (EBML) and RFC 9559 (Matroska).
"""

import os
from dataclasses import dataclass
from typing import BinaryIO

from imgfree.provenance.layout import MOST_PIECES, Imprint, Layout, Patch, Span, Strange
from imgfree.provenance.mark import MOST_BYTES

_SEGMENT, _CLUSTER, _TAGS = 0x18538067, 0x1F43B675, 0x1254C367
_TAG, _TARGETS, _SIMPLE, _NAME, _STRING = b"\x73\x73", b"\x63\xc0", b"\x67\xc8", b"\x45\xa3", b"\x44\x87"
_OURS = b"imgfree:Mark"


@dataclass(frozen=True)
class _Size:
    """A size as it is written at `at` in `width` bytes; None where it is said to be unknown."""

    at: int
    width: int
    value: int | None

    def patched(self, by: int) -> Patch | None:
        """Return what makes it larger by so much; None where nothing has to be. Raises Strange if it has no room."""
        if self.value is None:
            return None
        value, room = self.value + by, (1 << 7 * self.width) - 1
        if not 0 <= value < room:
            raise Strange("the size of its segment is written too short for more")
        return Patch(self.at, (value | room + 1).to_bytes(self.width, "big"))


def layout(file: BinaryIO) -> Layout:
    """Return how the file is laid out.

    Raises:
        Strange: its elements do not come out at its end, or one of them does not say how long it is.
    """
    size_bytes = file.seek(0, os.SEEK_END)
    segment, at = _segment(file, size_bytes)
    media: list[Span] = []
    mark = None
    for _ in range(MOST_PIECES):
        if at == size_bytes:
            undo = segment.patched(mark.start - mark.end) if mark else None
            return Layout(size_bytes, tuple(media), mark, undo)
        kind, inner, end = _element(file, at, size_bytes)
        if kind == _CLUSTER:
            media.append(Span(inner, end))
        elif kind == _TAGS and _is_ours(file, inner, end):
            mark = Span(at, end)
        at = end
    raise Strange("it has too many elements")


def added(file: BinaryIO, packet: bytes) -> Imprint:
    """Return the element to add at the file's end, and the segment's size with it.

    Raises:
        Strange: nothing can be added.
    """
    layout(file)
    segment, _ = _segment(file, file.seek(0, os.SEEK_END))
    simple = _written(_SIMPLE, _written(_NAME, b"XMP") + _written(_STRING, packet))
    tags = _written(_TAGS.to_bytes(4, "big"), _written(_TAG, _written(_TARGETS, b"") + simple))
    return Imprint(tags, segment.patched(len(tags)))


def _written(kind: bytes, content: bytes) -> bytes:
    return kind + (len(content) | 1 << 28).to_bytes(4, "big") + content


def _segment(file: BinaryIO, size_bytes: int) -> tuple[_Size, int]:
    """Return how the segment's size is written, and where its content begins; it has to be all the rest."""
    at = _element(file, 0, size_bytes)[2]  # the head
    for _ in range(MOST_PIECES):
        kind, after = _number(file, at, keep_marker=True)
        size, inner = _number(file, after)
        if kind == _SEGMENT:
            told = _Size(after, inner - after, None if size == (1 << 7 * (inner - after)) - 1 else size)
            if told.value is not None and inner + told.value != size_bytes:
                raise Strange("it does not end with its segment")
            return told, inner
        at = _element(file, at, size_bytes)[2]
    raise Strange("it has too many elements")


def _element(file: BinaryIO, at: int, size_bytes: int) -> tuple[int, int, int]:
    """Return the element's sort, where its content begins, and where it ends."""
    kind, after = _number(file, at, keep_marker=True)
    size, inner = _number(file, after)
    if size == (1 << 7 * (inner - after)) - 1 or inner + size > size_bytes:
        raise Strange("its elements do not fit into it")
    return kind, inner, inner + size


def _number(file: BinaryIO, at: int, *, keep_marker: bool = False) -> tuple[int, int]:
    """Return the number that is written there in a width of its own, and where what follows begins."""
    file.seek(at)
    raw = file.read(8)
    width = 9 - raw[0].bit_length() if raw else 9
    if width > len(raw):
        raise Strange("it ends in the middle of an element")
    value = int.from_bytes(raw[:width], "big")
    return value if keep_marker else value & ((1 << 7 * width) - 1), at + width


def _is_ours(file: BinaryIO, inner: int, end: int) -> bool:
    if end - inner > 2 * MOST_BYTES:
        return False
    file.seek(inner)
    return _OURS in file.read(end - inner)
