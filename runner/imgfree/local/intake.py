"""Files on their way in: streamed to disk, looked at, and only then part of a session."""

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from imgfree import media_types, wire
from imgfree.errors import ImgfreeError
from imgfree.local.answers import Refused
from imgfree.local.assets import Asset, Focus, Probe
from imgfree.local.store import Store, media_url
from imgfree.media_types import HEAD_BYTES

FIELD = "files"
POINT = 0.2  # how much of a picture is kept around a point
_MOST_PARTS, _MOST_HEADERS, _HEADER_BYTES = 1000, 30, 16_000
_NAME_BYTES = 180  # what every file system takes, with room for a suffix


@dataclass(frozen=True)
class Arrived:
    """A whole file in the folder of parts, not yet looked at."""

    filename: str
    path: Path
    size_bytes: int
    sha256: str
    head: bytes
    focus: Focus | None = None  # as it was said


@dataclass
class Room:
    """What one request may bring: `each_bytes` a file, and in all `left_bytes` and `left_files` more."""

    each_bytes: int
    left_bytes: int
    left_files: int

    def take_file(self) -> None:
        """Count one more file. Raises Refused."""
        self.left_files -= 1
        if self.left_files < 0:
            raise Refused(413, wire.Code.FILE_TOO_LARGE, "too many files in one request; send them in several")

    def take(self, size_bytes: int) -> None:
        """Count these bytes. Raises Refused."""
        self.left_bytes -= size_bytes
        if self.left_bytes < 0:
            raise Refused(413, wire.Code.FILE_TOO_LARGE, "too much in one request; send the files in several")


class Part:
    """A file that is arriving; too much of it is refused at once, not at the end."""

    def __init__(self, folder: Path, filename: str, room: Room) -> None:
        room.take_file()
        self.filename = plain_name(filename)
        self.focus: Focus | None = None
        self._room = room
        self._path = folder / secrets.token_hex(12)
        self._file: BinaryIO = self._path.open("xb")
        self._hash = hashlib.sha256()
        self._head = b""
        self._size_bytes = 0

    def write(self, chunk: bytes) -> None:
        """Take the next bytes.

        Raises:
            Refused: 4002, this file is larger than the limit.
        """
        self._size_bytes += len(chunk)
        self._room.take(len(chunk))
        if self._size_bytes > self._room.each_bytes:
            limit = f"{self._room.each_bytes / 1e6:g} MB"
            raise Refused(413, wire.Code.FILE_TOO_LARGE, f"'{self.filename}' is larger than {limit}")
        if len(self._head) < HEAD_BYTES:
            self._head += chunk[: HEAD_BYTES - len(self._head)]
        self._hash.update(chunk)
        self._file.write(chunk)

    def finish(self) -> Arrived:
        """Return the file, closed."""
        self._file.close()
        return Arrived(self.filename, self._path, self._size_bytes, self._hash.hexdigest(), self._head, self.focus)

    def discard(self) -> None:
        """Leave nothing behind; harmless after the file has been accepted."""
        self._file.close()
        self._path.unlink(missing_ok=True)


@contextlib.contextmanager
def parts(folder: Path, room: Room) -> Iterator[Callable[[str], Part]]:
    """Yield a function that opens a part by file name; whatever was not accepted is gone after the block."""
    opened: list[Part] = []

    def open_part(filename: str) -> Part:
        opened.append(Part(folder, filename, room))
        return opened[-1]

    try:
        yield open_part
    finally:
        for part in opened:
            part.discard()


async def from_form(body: AsyncIterator[bytes], content_type: str, open_part: Callable[[str], Part]) -> list[Arrived]:
    """Return the files of a multipart form, in order.

    Raises:
        Refused: 400 for a form that is none or has no files, 4002 for a file beyond the limit.
    """
    options = parse_options_header(content_type.encode("latin-1"))[1]
    if not options.get(b"boundary"):
        raise Refused(400, 400, "the multipart body has no boundary")
    form = _Form(open_part)
    try:
        parser = MultipartParser(options[b"boundary"], form.callbacks())
        async for chunk in body:
            parser.write(chunk)
        parser.finalize()
    except FormParserError as exc:
        raise Refused(400, 400, f"the multipart body is broken: {exc}") from exc
    if not form.complete:
        raise Refused(400, 400, "the multipart body ends too early")
    if not form.arrived:
        raise Refused(400, 400, f"the form has no field '{FIELD}' with a file in it")
    return form.arrived


async def accept(store: Store, arrived: Arrived, probe: Callable[[Path], Probe]) -> Asset:
    """Return the file as an asset, moved to its place by content.

    Raises:
        Refused: 4001, its name or content is no supported format, or it cannot be decoded.
    """
    suffix = media_types.suffix_of(arrived.filename)
    found = media_types.sniff(arrived.head)
    if media_types.by_suffix(suffix) is None:
        raise _unsupported(arrived.filename, f"is {suffix or 'without a suffix'}")
    if found is None:
        holds = f"holds {media_types.foreign(arrived.head) or 'something else'}"
        raise _unsupported(arrived.filename, holds if arrived.size_bytes else "is empty")
    part = arrived.path.with_suffix(f".{found.name}")
    arrived.path.rename(part)
    seen = store.seen(arrived.sha256)
    if seen is None:
        try:
            seen = await asyncio.to_thread(probe, part)
        except ImgfreeError as exc:
            part.unlink()
            # The decoder knows the file by the name of its part.
            raise Refused(415, wire.Code.UNSUPPORTED_FILE, exc.message.replace(part.name, arrived.filename)) from exc
        store.add_seen(arrived.sha256, seen)
    target = store.files / arrived.sha256[:2] / f"{arrived.sha256}.{found.name}"
    target.parent.mkdir(exist_ok=True)
    part.replace(target)  # the same content, should it be there already
    upload_id = secrets.token_hex(12)
    seen = replace(seen, focus=arrived.focus) if arrived.focus and seen.width else seen
    return seen.asset(
        upload_id,
        arrived.filename,
        target,
        size_bytes=arrived.size_bytes,
        sha256=arrived.sha256,
        cdn_url=media_url(upload_id, arrived.filename),
    )


def plain_name(filename: str) -> str:
    """Return the last part of a client's file name, without what would hurt in a path, a header or a terminal."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if char.isprintable()).strip().rstrip(" .")
    stem, dot, suffix = shown.rpartition(".")
    if not dot:
        stem, suffix = shown, ""
    room = _NAME_BYTES - len(suffix.encode()[:20])
    stem = stem.encode()[:room].decode(errors="ignore")
    return f"{stem}{dot}{suffix}" if stem else f"file{dot}{suffix}"


def said_focus(text: str) -> Focus | None:
    """Return the focus that a header says: a point or a box, in shares; None where it is empty.

    Raises:
        Refused: 400, it is neither.
    """
    if not text.strip():
        return None
    try:
        shares = [float(part) for part in text.split(",")]
    except ValueError:
        shares = []
    if len(shares) not in (2, 4) or not all(0 <= share <= 1 for share in shares):
        raise Refused(400, 400, f"'{wire.FOCUS_HEADER}' is '{text[:60]}'; write x, y or left, top, width, height")
    if len(shares) == 2:
        shares = [round(max(0.0, share - POINT / 2), 3) for share in shares] + [POINT, POINT]
    left, top = shares[0], shares[1]
    return Focus((left, top, round(min(shares[2], 1 - left), 3), round(min(shares[3], 1 - top), 3)), 1.0, "said")


def _unsupported(filename: str, what: str) -> Refused:
    formats = media_types.usual(media_types.LOCAL_SUFFIXES)
    return Refused(415, wire.Code.UNSUPPORTED_FILE, f"'{filename}' {what}; supported are {formats}")


class _Form:
    """Receives what the push parser finds."""

    def __init__(self, open_part: Callable[[str], Part]) -> None:
        self.arrived: list[Arrived] = []
        self.complete = False
        self._open_part = open_part
        self._part: Part | None = None
        self._parts = 0
        self._headers: dict[bytes, bytes] = {}
        self._name, self._value = b"", b""

    def callbacks(self) -> Any:
        """Return the parser's table of callbacks."""
        return {
            "on_part_begin": self._on_begin,
            "on_header_field": self._on_name,
            "on_header_value": self._on_value,
            "on_header_end": self._on_header,
            "on_headers_finished": self._on_headers,
            "on_part_data": self._on_data,
            "on_part_end": self._on_part,
            "on_end": self._on_end,
        }

    def _on_begin(self) -> None:
        self._headers.clear()
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise Refused(413, 413, f"the form has more than {_MOST_PARTS} parts")

    def _on_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._check_header()

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._check_header()

    def _check_header(self) -> None:
        if len(self._name) + len(self._value) > _HEADER_BYTES or len(self._headers) > _MOST_HEADERS:
            raise Refused(413, 413, "a part of the form has headers without end")

    def _on_header(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def _on_headers(self) -> None:
        options = parse_options_header(self._headers.get(b"content-disposition", b""))[1]
        if options.get(b"name") == FIELD.encode() and b"filename" in options:
            name = options[b"filename"].decode(errors="replace")
            for escaped, sign in (("%22", '"'), ("%0D", "\r"), ("%0A", "\n")):  # as browsers do it
                name = name.replace(escaped, sign)
            self._part = self._open_part(name)
            self._part.focus = said_focus(self._headers.get(wire.FOCUS_HEADER.lower().encode(), b"").decode("latin-1"))

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self._part:
            self._part.write(data[start:end])

    def _on_part(self) -> None:
        if self._part:
            self.arrived.append(self._part.finish())
            self._part = None

    def _on_end(self) -> None:
        self.complete = True
