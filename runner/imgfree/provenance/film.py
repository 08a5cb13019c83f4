"""Films and their marks: what to add to one, and what one has."""

import itertools
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from imgfree import disk, media_types
from imgfree.errors import InputRefused
from imgfree.media_types import MediaType
from imgfree.provenance import boxes, elements, packet
from imgfree.provenance.layout import Imprint, Layout, Span, Strange, blocks, media_sha256, sent_sha256
from imgfree.provenance.mark import MOST_BYTES, Mark, NotOurs, Sent


class _Container(Protocol):
    """What each module of a container has."""

    def layout(self, file: BinaryIO, /) -> Layout:
        """Return how the file is laid out."""
        ...

    def added(self, file: BinaryIO, packet: bytes, /) -> Imprint:
        """Return what puts a packet into the file."""
        ...


_HOW: Mapping[MediaType | None, _Container] = {
    media_types.MP4: boxes,
    media_types.MOV: boxes,
    media_types.WEBM: elements,
}
_MOST_MARKS = 16  # that are looked at of one file

State = Literal["whole", "rewrapped", "changed", "unknown"]


@dataclass(frozen=True)
class Found:
    """What a film says of itself. `mark` is the last that can be read; `damaged` says what is wrong where none can.

    The film is `whole` if each byte is as it was made, `rewrapped` if its pictures and sound are and what is around
    them is not, `changed` if they are not; `unknown` without a mark.
    """

    path: Path
    kind: str
    mark: Mark | None
    damaged: str = ""
    state: State = "unknown"


def imprint(file: BinaryIO, mark: Mark, *, size_bytes: int, sha256: str) -> Imprint | None:
    """Return what the mark does to the film in that open file of that size and digest; None if it takes no mark.

    The same film and mark make the same bytes. `mark.film` is filled in here.

    Raises:
        MarkTooLarge: with all of it, it has more than `MOST_BYTES`.
    """
    how = _HOW.get(_kind(file))
    if how is None:
        return None
    try:
        film = Sent(size_bytes, sha256, media_sha256(file, how.layout(file)))
        made = how.added(file, packet.packet(replace(mark, film=film)))
    except Strange:
        return None
    if len(made.tail) > MOST_BYTES:
        raise MarkTooLarge(len(made.tail))
    return made


class MarkTooLarge(ValueError):
    """A mark does not fit; nothing of it is cut."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__(f"{size_bytes:,} bytes, and {MOST_BYTES:,} fit into a film")
        self.size_bytes = size_bytes


def look(path: Path) -> Found:
    """Return what a film says of itself, read piece by piece. Whoever made the file, no more is done than that.

    Raises:
        InputRefused: there is no such plain file.
    """
    try:
        with disk.opened(path.parent) as folder:
            descriptor = folder.reopen(path.name)
        with open(descriptor, "rb") as file:  # noqa: PTH123 -- descriptors are no paths
            return _looked(path, file)
    except OSError as error:
        raise InputRefused(f"cannot read '{path}': {(error.strerror or str(error)).lower()}") from error


def _looked(path: Path, file: BinaryIO) -> Found:
    kind, layout = _kind(file), None
    if kind in _HOW:
        with suppress(Strange):
            layout = _HOW[kind].layout(file)
    mark, damaged = _mark(file, layout)
    called = kind.called if kind else ""
    if mark is None:
        return Found(path, called, None, damaged)
    return Found(path, called, mark, "", _state(file, layout, mark))


def _mark(file: BinaryIO, layout: Layout | None) -> tuple[Mark | None, str]:
    """Return the last mark, and what is wrong where there are only damaged ones. Media are not searched."""
    spans = layout.around() if layout else iter([Span(0, 1 << 62)])
    found: Iterator[bytes] = itertools.chain.from_iterable(packet.texts(blocks(file, span)) for span in spans)
    mark, damaged = None, ""
    for text in itertools.islice(found, _MOST_MARKS):
        try:
            mark = Mark.from_text(text)
        except NotOurs as error:
            damaged = str(error)
    return mark, damaged


def _state(file: BinaryIO, layout: Layout | None, mark: Mark) -> State:
    if layout is None or not layout.media:
        return "changed"
    if mark.film.sha256 == sent_sha256(file, layout):
        return "whole"
    return "rewrapped" if mark.film.media_sha256 == media_sha256(file, layout) else "changed"


def _kind(file: BinaryIO) -> MediaType | None:
    file.seek(0)
    return media_types.sniff(file.read(media_types.HEAD_BYTES))
