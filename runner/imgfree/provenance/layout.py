"""Where in a film's file what lies: its media, what is around them, and a mark; read piece by piece, never whole."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

_BLOCK_BYTES = 1024 * 1024
MOST_PIECES = 200_000  # boxes or elements of one file; whoever laid out more wants to keep us busy


class Strange(ValueError):
    """The file is not laid out as its kind is, or in a way in which nothing can be added to it."""


@dataclass(frozen=True)
class Span:
    """Bytes of the file from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Patch:
    """Bytes at a place of the file in place of those that are there."""

    at: int
    content: bytes


@dataclass(frozen=True)
class Imprint:
    """What a mark does to a film: `tail` goes to its end, then `patch`, if there is one, in the place of other bytes.

    Whoever dies in between leaves a film that still plays.
    """

    tail: bytes
    patch: Patch | None = None


@dataclass(frozen=True)
class Layout:
    """How a film's file is laid out. `undo` is what a mark's writer changed before it, as it was; None: nothing."""

    size_bytes: int
    media: tuple[Span, ...]
    mark: Span | None = None
    undo: Patch | None = None

    def around(self) -> Iterator[Span]:
        """Yield all that is no media, in order."""
        at = 0
        for span in (*self.media, Span(self.size_bytes, self.size_bytes)):
            if at < span.start:
                yield Span(at, span.start)
            at = span.end


def blocks(file: BinaryIO, span: Span) -> Iterator[bytes]:
    """Yield the bytes of a span, piece by piece."""
    file.seek(span.start)
    left = span.end - span.start
    while left and (block := file.read(min(left, _BLOCK_BYTES))):
        left -= len(block)
        yield block


def media_sha256(file: BinaryIO, layout: Layout) -> str:
    """Return the digest of the pictures and the sound."""
    return _sha256(file, layout.media)


def sent_sha256(file: BinaryIO, layout: Layout) -> str:
    """Return the digest of the file without its mark: as it came."""
    mark = layout.mark or Span(layout.size_bytes, layout.size_bytes)
    parts: list[Span | bytes] = [Span(0, mark.start), Span(mark.end, layout.size_bytes)]
    if (undo := layout.undo) is not None:
        parts[:1] = [Span(0, undo.at), undo.content, Span(undo.at + len(undo.content), mark.start)]
    return _sha256(file, parts)


def _sha256(file: BinaryIO, parts: Iterable[Span | bytes]) -> str:
    """Return the digest of parts of the file, and of bytes between them."""
    digest = hashlib.sha256()
    for part in parts:
        for block in [part] if isinstance(part, bytes) else blocks(file, part):
            digest.update(block)
    return digest.hexdigest()
