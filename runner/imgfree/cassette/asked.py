"""What identifies a request: method, path, query, range, and what its body says; not the host."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from imgfree.cassette.bodies import INLINE_BYTES
from imgfree.cassette.form import Interaction
from imgfree.cassette.scrub import Scrubber, same

_LONGEST_JSON_BYTES = 8 * 1024 * 1024
_MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Asked:
    """Which resource was asked for, and how."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    range: str

    def __str__(self) -> str:
        shown = self.path + ("?" + "&".join(f"{name}={value}" for name, value in self.query) if self.query else "")
        return f"{self.method} {shown}" + (f" ({self.range})" if self.range else "")


def asked(method: str, uri: str, headers: Mapping[str, Any]) -> Asked:
    """Return what a request asks for; covers of any length are alike."""
    parts = urlsplit(uri)
    found = next((value for name, value in headers.items() if name.lower() == "range"), "")
    query = tuple(sorted((name, same(value)) for name, value in parse_qsl(parts.query, keep_blank_values=True)))
    return Asked(method, same(parts.path) or "/", query, found if isinstance(found, str) else "".join(found))


def recorded(made: Interaction) -> Asked:
    """Return what a recorded request asked for."""
    return asked(made.method, made.uri, made.request_headers)


def comparable(body: str | None) -> str:
    """Return a body's text so that two which mean the same are the same."""
    text = same(body or "")
    if text[:1] not in ("{", "["):
        return text
    try:
        return json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


class Sent:
    """A request's body on its way: passes it on unchanged and keeps what a cassette holds of it."""

    def __init__(self, request: httpx.Request) -> None:
        self._type = request.headers.get("content-type", "")
        try:
            self._content: bytes | None = request.content
        except httpx.RequestNotRead:
            self._content = None
        boundary = self._type.partition("boundary=")[2].partition(";")[0].strip('" ')
        self._digest = _Digest(boundary if self._type.startswith(_MULTIPART) else "")
        assert isinstance(request.stream, httpx.SyncByteStream)
        self._stream = request.stream
        self._source: Iterator[bytes] | None = None
        if self._content is None:
            self._source = iter(self._stream)
        self._whole = self._content is not None

    @property
    def sent_bytes(self) -> int:
        """Return how much of a body passed that was not sent to its end; -1 if it was."""
        return -1 if self._whole else self._digest.size_bytes

    def __iter__(self) -> Iterator[bytes]:
        assert self._source is not None
        for piece in self._source:
            self._digest.add(piece)
            yield piece
        self._digest.end()
        self._whole = True

    def instead_of(self, request: httpx.Request) -> httpx.Request:
        """Return the request with a body that passes through here."""
        if self._content is not None:
            return request
        return httpx.Request(
            request.method, request.url, headers=request.headers, stream=_Passing(self), extensions=request.extensions
        )

    def hand_over(self) -> None:
        """Read a body that is known to its end, as a connection would: whoever made it may wait for that."""
        for _ in self._stream if self._content is not None else ():
            continue

    def begins_with(self, size_bytes: int, sha256: str) -> bool:
        """Return whether the first bytes of the body are those; read no further than needed."""
        if self._content is not None:
            return False
        while self._digest.size_bytes < size_bytes:
            piece = next(self._source, None) if self._source else None
            if piece is None:
                self._digest.end()
                self._whole = True
                break
            self._digest.add(piece, mark_bytes=size_bytes)
        return self._digest.marked(size_bytes) == sha256

    def text(self, scrubber: Scrubber) -> str:
        """Return what a cassette holds of the body: all of a small text, digests of anything else."""
        if self._content is None:
            return scrubber.text(self._digest.text(partial=not self._whole))  # file names are in it
        scrubber.learn(self._content)
        return _small(scrubber.cover(self._content[:_LONGEST_JSON_BYTES]), self._content)

    def read(self) -> None:
        """Read the body to its end."""
        for _ in self if self._content is None and not self._whole else ():
            continue


class _Passing(httpx.SyncByteStream):
    def __init__(self, sent: Sent) -> None:
        self._sent = sent

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._sent)


def _small(covered: bytes, whole: bytes) -> str:
    """Return the text, or digest and length of one that is long or none at all."""
    if len(covered) < len(whole):
        return f"sha256:{hashlib.sha256(whole).hexdigest()} {len(whole)} bytes"
    try:
        text = covered.decode()
    except UnicodeDecodeError:
        return f"sha256:{hashlib.sha256(whole).hexdigest()} {len(whole)} bytes"
    if len(covered) <= INLINE_BYTES:
        return text
    return f"sha256:{hashlib.sha256(comparable(text).encode()).hexdigest()} {len(whole)} bytes"


class _Digest:
    """The digest of a body that is not kept. Of a multipart body, one line for each part.

    The boundary is not digested: httpx, for one, draws a new one for every request.
    """

    def __init__(self, boundary: str) -> None:
        self._boundary = boundary.encode()
        self._all = hashlib.sha256()
        self._held = b""
        self._parts: list[_Part] = []
        self._mark: tuple[int, str] = (0, hashlib.sha256().hexdigest())
        self.size_bytes = 0

    def add(self, piece: bytes, *, mark_bytes: int = 0) -> None:
        """Take the next piece; remember the digest of the first `mark_bytes`."""
        data = self._held + piece
        if not self._boundary:
            self._note(data, mark_bytes)
            return
        *before, rest = data.split(b"--" + self._boundary)
        for part in before:
            self._note(part, mark_bytes)
            self._parts.append(_Part())
        keep = min(len(rest), len(self._boundary) + 3)  # the boundary, its dashes, and the line end before it
        self._note(rest[: len(rest) - keep], mark_bytes)
        self._held = rest[len(rest) - keep :]

    def end(self) -> None:
        """Take what is held back."""
        held, self._held = self._held, b""
        self._note(held, 0)

    def marked(self, size_bytes: int) -> str:
        """Return the digest of the first `size_bytes`, if they were marked."""
        return self._mark[1] if self._mark[0] == size_bytes else ""

    def text(self, *, partial: bool) -> str:
        """Return it in words."""
        digest = f"sha256:{self._all.hexdigest()}"
        if partial:
            return digest
        if not self._boundary:
            return f"{digest} {self.size_bytes} bytes"
        return "\n".join(["multipart", *(part.text() for part in self._parts[:-1])])

    def _note(self, data: bytes, mark_bytes: int) -> None:
        if self._parts:
            self._parts[-1].add(data)
        wanted = mark_bytes - self.size_bytes
        if 0 < wanted <= len(data):
            self._all.update(data[:wanted])
            self._mark = (mark_bytes, self._all.hexdigest())
            self._all.update(data[wanted:])
        else:
            self._all.update(data)
        self.size_bytes += len(data)


class _Part:
    """One part of a multipart body: its name and file name, and the digest of its content."""

    def __init__(self) -> None:
        self._head: bytes | None = b""
        self._words = ""
        self._digest = hashlib.sha256()
        self._size_bytes = 0
        self._last = b""

    def add(self, data: bytes) -> None:
        """Take bytes between two boundaries."""
        if self._head is not None:
            head, found, data = (self._head + data).partition(b"\r\n\r\n")
            self._head = None if found else head
            if not found:
                return
            lines = [line.partition(b":")[2].strip() for line in head.split(b"\r\n") if line]
            self._words = b"; ".join(lines).decode("utf-8", "replace")
        data = self._last + data
        data, self._last = data[:-2], data[-2:]  # the line end before the next boundary is not content
        self._digest.update(data)
        self._size_bytes += len(data)

    def text(self) -> str:
        """Return it in words."""
        return f"{self._words}; {self._size_bytes} bytes; sha256:{self._digest.hexdigest()}"
