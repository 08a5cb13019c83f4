"""MP4 and QuickTime: a row of boxes. A mark is one more at the end, of the sort that is meant for XMP.

ISO/IEC 14496-12, 4.2; for the box's name the XMP specification, part 3, "MPEG-4".
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from imgfree.provenance.layout import MOST_PIECES, Imprint, Layout, Span, Strange
from imgfree.provenance.mark import MOST_BYTES

_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_OURS = b"imgfree:Mark"
_LONG = 1  # where the size would stand: it follows, in eight bytes
_TO_THE_END = 0


def layout(file: BinaryIO) -> Layout:
    """Return how the file is laid out; a box that reaches to the file's end without saying so counts as any other.

    Raises:
        Strange: the boxes do not come out at the file's end.
    """
    size_bytes = file.seek(0, os.SEEK_END)
    media: list[Span] = []
    mark = None
    for kind, at, inner, end in _boxes(file, size_bytes):
        if kind == b"mdat":
            media.append(Span(inner, end))
        elif kind == b"uuid" and _is_ours(file, inner, end):
            mark = Span(at, end)
    return Layout(size_bytes, tuple(media), mark)


def added(file: BinaryIO, packet: bytes) -> Imprint:
    """Return the box to add at the file's end.

    Raises:
        Strange: what is added there would become part of the last box.
    """
    size_bytes = file.seek(0, os.SEEK_END)
    for _, at, _, _ in _boxes(file, size_bytes):
        file.seek(at)
        if int.from_bytes(file.read(4), "big") == _TO_THE_END:
            raise Strange("its last box takes all that follows for its own")
    return Imprint((24 + len(packet)).to_bytes(4, "big") + b"uuid" + _XMP + packet)


def _boxes(file: BinaryIO, size_bytes: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield each box's sort, where it begins, where its content does, and where it ends."""
    at = 0
    for _ in range(MOST_PIECES):
        if at == size_bytes:
            return
        kind, inner, end = _box(file, at, size_bytes)
        yield kind, at, inner, end
        at = end
    raise Strange("it has too many boxes")


def _box(file: BinaryIO, at: int, size_bytes: int) -> tuple[bytes, int, int]:
    """Return the box's sort, where its content begins, and where it ends."""
    file.seek(at)
    head = file.read(16)
    size, inner = int.from_bytes(head[:4], "big"), at + 8
    if size == _LONG:
        size, inner = int.from_bytes(head[8:16], "big"), at + 16
    elif size == _TO_THE_END:
        size = size_bytes - at
    if len(head) < 8 or not at + 8 <= inner <= at + size <= size_bytes:
        raise Strange("its boxes do not fit into it")
    return head[4:8], inner, at + size


def _is_ours(file: BinaryIO, inner: int, end: int) -> bool:
    if end - inner > 2 * MOST_BYTES:
        return False
    file.seek(inner)
    content = file.read(end - inner)
    return content.startswith(_XMP) and _OURS in content
