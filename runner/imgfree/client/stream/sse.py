"""Bytes of an event stream become frames, however they are cut.

httpx-sse was tried: its reader drops the second line of an error frame whose text holds a bare newline (older ADK
servers send that), keeps a byte order mark, holds a lone CR back until more bytes come, and forgets a last frame
without a blank line.
"""

import codecs
import json
import re
from dataclasses import dataclass

from imgfree.errors import ProtocolBroken

COMMENT = ":"  # a frame's `event` when the line was a comment
CONTINUATION = "\\"  # … when the line goes on with the text of a broken error frame
MAX_FRAME_CHARS = 8 * 1024 * 1024  # the largest thing in a stream is a draft; beyond this the peer is not speaking SSE

_LINE_END = re.compile(r"\r\n|\r|\n")
_ERROR = re.compile(r'\s*\{\s*"error"\s*:')


@dataclass(frozen=True)
class Frame:
    """One dispatched message. `data` is its data lines, joined by newlines."""

    event: str
    data: str


def is_broken_error(data: str) -> bool:
    """Return whether `data` is an error object that does not parse as JSON."""
    if not _ERROR.match(data):
        return False
    try:
        json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return True
    return False


class FrameDecoder:
    """Takes bytes in any portions; gives frames as soon as they are whole."""

    def __init__(self) -> None:
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self._first = True
        self._after_cr = False
        self._line: list[str] = []
        self._line_chars = 0
        self._event = ""
        self._data: list[str] = []
        self._data_chars = 0
        self._error_open = False

    def feed(self, chunk: bytes) -> list[Frame]:
        """Return the frames that these bytes complete, in order. Raises ProtocolBroken on a frame beyond all bounds."""
        return self._take(self._text.decode(chunk))

    def close(self) -> list[Frame]:
        """Return what is left when the peer has gone: the last frame may lack its blank line."""
        frames = self._take(self._text.decode(b"", final=True))
        if self._line:
            frames += self._on_line(self._finish_line())
        return frames + self._dispatch()

    def _take(self, text: str) -> list[Frame]:
        if self._first and text:
            self._first = False
            text = text.removeprefix("\ufeff")
        if self._after_cr and text:
            text = text.removeprefix("\n")
            self._after_cr = False
        if not text:
            return []
        self._after_cr = text.endswith("\r")
        *ends, rest = _LINE_END.split(text)
        frames: list[Frame] = []
        for end in ends:
            self._keep(end)
            frames += self._on_line(self._finish_line())
        self._keep(rest)
        return frames

    def _keep(self, part: str) -> None:
        if part:
            self._line.append(part)
            self._line_chars += len(part)
        if self._line_chars + self._data_chars > MAX_FRAME_CHARS:
            raise ProtocolBroken(f"a message of the stream is longer than {MAX_FRAME_CHARS} characters")

    def _finish_line(self) -> str:
        line = "".join(self._line)
        self._line.clear()
        self._line_chars = 0
        return line

    def _on_line(self, line: str) -> list[Frame]:
        if not line:
            return self._dispatch()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._error_open = False
            self._add(value)
        elif self._data and is_broken_error("\n".join(self._data)):
            self._add(line)
        elif self._error_open:
            return [Frame(CONTINUATION, line)]
        elif not field:
            return [Frame(COMMENT, value)]
        elif field == "event":
            self._event = value
        return []

    def _add(self, value: str) -> None:
        self._data.append(value)
        self._data_chars += len(value)

    def _dispatch(self) -> list[Frame]:
        if not self._data and not self._event:
            return []
        frame = Frame(self._event, "\n".join(self._data))
        self._error_open = is_broken_error(frame.data)
        self._event, self._data, self._data_chars = "", [], 0
        return [frame]
