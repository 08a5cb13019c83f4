"""Frames of an event stream: httpx-sse reads them, from bytes in which what it stumbles over is made good.

Left alone, it keeps a byte order mark, waits after a CR for one more byte, drops comments, forgets a last frame without
its blank line, gives an empty frame for each blank line once there was an `id`, takes a frame of any size, and drops
the second line of an error whose text holds a bare newline (older ADK servers send that).
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx
from httpx_sse import EventSource

from imgfree.errors import ProtocolBroken

COMMENT = ":"  # a frame's `event` when the line was a comment
CONTINUATION = "\\"  # … when the line goes on with the text of a broken error frame
MAX_FRAME_BYTES = 8 * 1024 * 1024  # the largest thing in a stream is a draft; beyond this the peer is not speaking SSE

_LINE_END = re.compile(rb"\r\n|\r|\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ERROR = re.compile(r'\s*\{\s*"error"\s*:')


@dataclass(frozen=True)
class Frame:
    """One dispatched message. `data` is its data lines, joined by newlines."""

    event: str
    data: str


def frames(chunks: Iterable[bytes]) -> Iterator[Frame]:
    """Yield the frames in bytes of any portions, each before more bytes are asked for.

    Raises:
        ProtocolBroken: a frame is beyond all bounds.
    """
    answer = httpx.Response(200, headers={"content-type": "text/event-stream"}, content=_mended(_lines(chunks)))
    for sent in EventSource(answer).iter_sse():
        yield Frame("" if sent.event == "message" else sent.event, sent.data)


def is_broken_error(data: str) -> bool:
    """Return whether `data` is an error object that does not parse as JSON."""
    if not _ERROR.match(data):
        return False
    try:
        json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return True
    return False


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield each line as soon as its end is here, a CR being one; then a blank line, as if the peer had sent it."""
    begun, after_cr = bytearray(), False
    for chunk in chunks:
        *ends, rest = _LINE_END.split(chunk.removeprefix(b"\n") if after_cr else chunk)
        after_cr = chunk.endswith(b"\r")
        for end in ends:
            line = bytes(begun + end)
            begun.clear()
            yield line
        begun += rest
        _check_size(begun)
    yield bytes(begun)
    yield b""


def _mended(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole frames of at most one event line and of data lines, each as soon as its blank line is here."""
    event, data, error_open, mark = b"", bytearray(), False, _BYTE_ORDER_MARK
    for line in lines:
        line, mark = line.removeprefix(mark), b""
        field = line.partition(b":")[0]
        if not line:
            if event or data:
                error_open = _breaks_off(data)
                yield event + b"\n" + data + b"\n"
            event, data = b"", bytearray()
        elif field == b"data":
            data += line + b"\n"
            error_open = False
        elif _breaks_off(data):
            data += b"data: " + line + b"\n"
        elif error_open:
            yield _frame(CONTINUATION, line)
        elif not field:
            yield _frame(COMMENT, line[1:].removeprefix(b" "))
        elif field == b"event":
            event = line
        _check_size(data)


def _breaks_off(data: bytearray) -> bool:
    """Return whether these data lines are a broken error; only those that may be one are put together."""
    if b'"error"' not in data:
        return False
    said = [line[5:].removeprefix(b" ") for line in data.splitlines()]
    return is_broken_error(b"\n".join(said).decode("utf-8", "replace"))


def _frame(event: str, data: bytes) -> bytes:
    return f"event: {event}\ndata: ".encode() + data + b"\n\n"


def _check_size(held: bytearray) -> None:
    if len(held) > MAX_FRAME_BYTES:
        raise ProtocolBroken(f"a message of the stream is longer than {MAX_FRAME_BYTES} bytes")
