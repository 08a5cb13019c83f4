"""What an answer's body leaves behind while it passes: a text, a side file, or a digest of what was left out."""

import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from imgfree import disk
from imgfree.cassette import media
from imgfree.cassette.scrub import Scrubber
from imgfree.errors import SetupError

INLINE_BYTES = 64 * 1024
BLOCK_BYTES = 64 * 1024
ENCODED = "encoded"  # left out, because its encoding is unknown to us
SIDE_FILE = re.compile(r"[0-9a-f]{64}|part-\w+")
_TEXTUAL = re.compile(r"json|^text/|xml|x-www-form-urlencoded|javascript", re.IGNORECASE)
LONGEST_SECRET_BYTES = 8 * 1024
_PLAIN, _GZIP = ("", "identity"), ("gzip", "x-gzip")


@dataclass(frozen=True)
class Left:
    """What is left of a body. Either `text` holds it, or `file` names it, or `left_out` says what it was."""

    text: bytes = b""
    file: str = ""
    size_bytes: int = 0
    left_out: str = ""
    sha256: str = ""
    frames: str = ""


class SideFile:
    """A file that is named by its digest once it is whole. Every write is with the system when `write` returns."""

    def __init__(self, folder: Path) -> None:
        try:
            self._folder = disk.opened(folder, base=folder.parent, make=True)
            name = f"part-{secrets.token_hex(6)}"
            self._file: IO[bytes] = os.fdopen(self._folder.create(name, disk.PRIVATE_FILE), "wb", buffering=0)
        except OSError as error:
            raise unwritable(folder, error) from error
        self.path = folder / name
        self.size_bytes = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Append."""
        view = memoryview(data)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            raise unwritable(self.path.parent, error) from error
        self._digest.update(data)
        self.size_bytes += len(data)

    def close(self) -> str:
        """Return the file's final name, under which it outlives a power cut."""
        name = self._digest.hexdigest()
        with self._folder:
            with self._file:
                os.fsync(self._file.fileno())
            self._folder.replace(self.path.name, name)
        return name

    def discard(self) -> None:
        """Remove the file."""
        self._file.close()
        with self._folder:
            self._folder.remove(self.path.name)


class Body:
    """Takes one answer's body piece by piece and holds little of it in memory."""

    def __init__(
        self, headers: Mapping[str, str], folder: Path, scrubber: Scrubber, elapsed_ms: Callable[[], int], *, keep: bool
    ) -> None:
        self._folder = folder
        self._scrubber = scrubber
        self._elapsed_ms = elapsed_ms
        self._keep = keep
        self._decode = _decoder(headers.get("content-encoding", ""))
        self.decoded = self._decode is not None
        self._textual: bool | None = True if _TEXTUAL.search(headers.get("content-type", "")) else None
        length = headers.get("content-length", "")
        self._held = bytearray()  # all of it while it is small; then what is not yet in the file
        self._frames: list[str] = []
        self._last_ms = elapsed_ms()
        self._size_bytes = 0
        self._digest = hashlib.sha256()
        # What we cannot look into we cannot scrub, so it is not kept.
        self._left_out = "" if readable_encoding(headers.get("content-encoding", "")) else ENCODED
        # What comes slowly or is long goes to a file at once, so that it survives us.
        streamed = not length.isdecimal() or int(length) > INLINE_BYTES
        self._file = SideFile(folder) if streamed else None
        self._small: bytearray | None = bytearray()

    @property
    def growing(self) -> str:
        """Return the name of the file that the body is in so far; empty if it is small and comes at once."""
        return self._file.path.name if self._file else ""

    def write(self, piece: bytes) -> None:
        """Take the next piece as it came. This is quick; what takes time is left to `settle`."""
        data = self._decode(piece) if self._decode else piece
        now_ms = self._elapsed_ms()
        if not self._size_bytes and data and not self._left_out:
            self._look_at(data)
        self._size_bytes += len(data)
        if self._left_out:
            self._digest.update(data)
            return
        if self._textual and data:
            self._frames.append(f"{now_ms - self._last_ms}:{len(data)}")
            self._last_ms = now_ms
        self._held += data
        if self._small is not None:
            self._small += data

    def settle(self) -> None:
        """Put into the file what belongs there."""
        if self._small is not None and len(self._small) > INLINE_BYTES:
            self._small = None
            self._file = self._file or SideFile(self._folder)
        if self._file and not self._left_out:
            self._file.write(self._ready())

    def finish(self, *, whole: bool) -> Left:
        """Return what is left of the body."""
        self.settle()
        if self._left_out:
            if self._file:
                self._file.discard()
            return Left(left_out=self._left_out, size_bytes=self._size_bytes, sha256=self._digest.hexdigest())
        frames = " ".join(self._frames) if len(self._frames) > 1 else ""
        if self._small is not None:
            if self._file:
                self._file.discard()
            return Left(text=self._covered(bytes(self._small), cut=not whole), frames=frames)
        assert self._file is not None
        self._file.write(self._covered(bytes(self._held), cut=not whole))
        size_bytes = self._file.size_bytes
        return Left(file=self._file.close(), size_bytes=size_bytes, frames=frames)

    def _look_at(self, start: bytes) -> None:
        kind = media.kind(start)
        if kind and not self._keep:
            self._left_out = kind
        elif self._textual is None:
            self._textual = not kind and _is_text(start)

    def _ready(self) -> bytes:
        """Return what can be written without cutting a secret in two, covered; the rest is held back."""
        end = self._held.rfind(b"\n") + 1 if self._textual else 0
        if end:
            ready = self._covered(bytes(self._held[:end]), cut=False)
        elif len(self._held) > BLOCK_BYTES:
            self._held[:] = self._covered(bytes(self._held), cut=False)
            end = len(self._held) - LONGEST_SECRET_BYTES
            ready = bytes(self._held[:end])
        else:
            return b""
        del self._held[:end]
        return ready

    def _covered(self, data: bytes, *, cut: bool) -> bytes:
        if not self._textual:
            return self._scrubber.named(data)
        self._scrubber.learn(data)
        return self._scrubber.cover(data, cut=cut)


def unwritable(path: Path, error: OSError) -> SetupError:
    """Return the error for a disk that is full, or a folder that is not ours."""
    return SetupError(f"the recording '{path}' cannot be written: {error.strerror}")


def covered_file(folder: Path, name: str, scrubber: Scrubber) -> tuple[str, int]:
    """Return name and size of a side file after covering what has been learnt since; also gives it its final name."""
    again = SideFile(folder)
    held = b""
    for piece in pieces(folder / name):
        held = scrubber.named(held + piece)
        again.write(held[:-LONGEST_SECRET_BYTES])
        held = held[-LONGEST_SECRET_BYTES:]
    again.write(held)
    final = again.close()
    if final != name:
        (folder / name).unlink(missing_ok=True)
    return final, again.size_bytes


def pieces(path: Path, size: int = BLOCK_BYTES) -> Iterator[bytes]:
    """Yield a file piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(size):
            yield piece


def readable_encoding(value: str) -> bool:
    """Return whether we can look into a body of that content-encoding."""
    return value.strip().lower() in (*_PLAIN, *_GZIP)


def _decoder(encoding: str) -> Callable[[bytes], bytes] | None:
    if encoding.strip().lower() not in _GZIP:
        return None
    found = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def decode(piece: bytes) -> bytes:
        try:
            return found.decompress(piece)
        except zlib.error:
            return b""  # the program will say so itself

    return decode


def _is_text(start: bytes) -> bool:
    if b"\0" in start:
        return False
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(start) - 3  # a character may be cut in two
    return True
