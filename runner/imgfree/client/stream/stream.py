"""Follow one answer of the agent to its end, while it comes."""

import queue
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from imgfree import events, wire
from imgfree.client import failures
from imgfree.client.stream.messages import CONTENT, Message, read
from imgfree.client.stream.sse import Frame, frames
from imgfree.client.stream.transcript import Transcript
from imgfree.errors import BackendError, ImgfreeError
from imgfree.events import Emit
from imgfree.tools import Tools

_QUEUE_CHUNKS = 64  # a peer that sends faster than we read is slowed down by its own socket
_WAKE_S = 0.25  # real seconds; on Windows a longer wait would keep Ctrl-C waiting as well
_JOIN_S = 5.0
_LONGEST_WORDS = 500


@dataclass(frozen=True)
class StreamEnd:
    """What one stream brought. `cut`: it ended before the peer had finished, or we hung up; `reason` says which."""

    text: str  # the backend's own words
    words: str  # the same, GUI words translated
    clauses: tuple[dict[str, Any], ...] | None
    drafts_seen: int  # how often a new draft was announced; the state alone proves it
    tool_calls: tuple[str, ...]  # names
    messages: int  # heartbeats included
    error: BackendError | None
    cut: bool
    reason: str = ""


def follow(response: httpx.Response, tools: Tools, on_words: Callable[[str], None]) -> StreamEnd:
    """Return what the stream brought, once it ends, breaks, or has been silent or lasted for too long; close it.

    `response` must have been opened with streaming and without a read timeout: the limits here are protocol time.
    `on_words` gets whole sentences as they come. Errors that the backend reports are in the result, not raised.
    """
    reading = _Reading(response)
    heard = _Heard(tools.emit, on_words)
    ended = "stopped from outside"
    started_s = tools.clock.protocol_s()
    try:
        tools.emit(events.STREAM_OPENED, http_status=response.status_code)
        ended = _listen(reading, heard, tools)
        heard.close()
    finally:
        reading.stop()
        lasted_s = round(tools.clock.protocol_s() - started_s, 3)
        if ended:
            tools.emit(events.STREAM_INTERRUPTED, reason=ended, messages=heard.messages, duration_s=lasted_s)
        else:
            tools.emit(events.STREAM_CLOSED, messages=heard.messages, duration_s=lasted_s)
    return heard.result(ended)


def _listen(reading: "_Reading", heard: "_Heard", tools: Tools) -> str:
    """Take frames until the end; return why it ended early, or an empty text for a good end."""
    arriving = _Arriving(reading, heard, tools)
    torn = False
    for frame in frames(arriving):
        if arriving.cut:  # what was on its way then is no frame
            break
        messages = heard.take(frame)
        if any(message.kind in CONTENT for message in messages):
            arriving.was_content()
        torn = torn or (arriving.whole and any(message.kind == "other" and message.chars for message in messages))
    return arriving.cut or ("the stream ended in the middle of a message" if torn else "")


class _Arriving:
    """The bytes of a stream as they come, for as long as it may go on; then `whole`, or why it was `cut`."""

    def __init__(self, reading: "_Reading", heard: "_Heard", tools: Tools) -> None:
        self.whole = False
        self.cut = ""
        self._reading = reading
        self._heard = heard
        self._tools = tools
        self._started_s = self._content_s = self._noted_s = tools.clock.protocol_s()

    def was_content(self) -> None:
        """Count the time without content from now on."""
        self._content_s = self._tools.clock.protocol_s()

    def __iter__(self) -> Iterator[bytes]:
        clock = self._tools.clock
        while not self.whole and not self.cut:
            now_s = clock.protocol_s()
            ends_s, idle_s = self._started_s + wire.STREAM_LIMIT_S, self._content_s + wire.STREAM_IDLE_LIMIT_S
            note_s = self._noted_s + wire.STILL_WORKING_S
            if now_s >= ends_s:
                self.cut = f"the stream lasted for {wire.STREAM_LIMIT_S / 60:.0f} minutes"
            elif now_s >= idle_s:
                self.cut = f"the stream brought nothing but heartbeats for {wire.STREAM_IDLE_LIMIT_S / 60:.0f} minutes"
            elif now_s >= note_s:
                self._tools.emit(events.STREAM_WAITING, idle_s=round(now_s - self._content_s, 3))
                self._noted_s = note_s
            elif chunk := self._reading.next(clock.real_s(min(ends_s, idle_s, note_s) - now_s)):
                yield chunk
            elif chunk is None:
                self._heard.pause()
            else:
                self.cut, self.whole = self._reading.broken, not self._reading.broken


class _Heard:
    """What the stream has said so far."""

    def __init__(self, emit: Emit, on_words: Callable[[str], None]) -> None:
        self._emit = emit
        self._transcript = Transcript(on_words)
        self._clauses: tuple[dict[str, Any], ...] | None = None
        self._drafts = 0
        self._calls: list[str] = []
        self._error: Message | None = None
        self.messages = 0

    def take(self, frame: Frame) -> list[Message]:
        """Take a frame; return what it says."""
        said = read(frame)
        for message in said:
            self._add(message)
        return said

    def pause(self) -> None:
        """Pass on the words that have come, although their sentence has not ended: nothing arrives just now."""
        self._transcript.pause()

    def close(self) -> None:
        """Pass on the last words."""
        self._transcript.close()

    def _add(self, message: Message) -> None:
        if message.kind == "continuation":
            if self._error is not None:
                words = f"{self._error.text}\n{message.text}"
                self._error = Message("error", words, len(words), code=self._error.code)
            return
        self.messages += 1
        self._emit(events.STREAM_MESSAGE_RECEIVED, message_kind=message.kind, chars=message.chars)
        self._transcript.take(message)
        self._drafts += message.draft
        if message.kind == "tool_call":
            self._calls.append(message.name)
        if message.clauses is not None:
            self._clauses = (*(self._clauses or ()), *message.clauses)
        if message.kind == "error":
            self._error = _one(self._error, message)

    def result(self, reason: str) -> StreamEnd:
        """Return it all."""
        return StreamEnd(
            text=self._transcript.text,
            words=self._transcript.words,
            clauses=self._clauses,
            drafts_seen=self._drafts,
            tool_calls=tuple(self._calls),
            messages=self.messages,
            error=_as_error(self._error) if self._error else None,
            cut=bool(reason),
            reason=reason,
        )


def _one(first: Message | None, second: Message) -> Message:
    """Return one error of two: newer ADK servers send an error event, then a frame that says the same."""
    if first is None:
        return second
    if first.code is None and second.code is not None:
        return second
    return second if first.text and first.text in second.text else first


def _as_error(message: Message) -> BackendError:
    return failures.refusal(message.code, " ".join(message.text.split())[:_LONGEST_WORDS] or "without a word of why")


class _Reading:
    """A thread that reads, so that the one who waits can wake up although no bytes come."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._chunks: queue.Queue[bytes] = queue.Queue(_QUEUE_CHUNKS)
        self._stopped = threading.Event()
        self._failure: ImgfreeError | None = None
        self._done = False
        self.broken = "the reader stopped"
        self._thread = threading.Thread(target=self._read, name="imgfree-stream", daemon=True)
        self._thread.start()

    def next(self, real_s: float) -> bytes | None:
        """Return the next bytes, none at the end of the stream, or None if there are none for a while."""
        try:
            chunk = self._chunks.get(timeout=min(max(real_s, 0.001), _WAKE_S))
        except queue.Empty:
            return None
        if not chunk and self._failure is not None:
            raise self._failure
        return chunk

    def stop(self) -> None:
        """Close the connection; no thread is left when this returns."""
        self._stopped.set()
        if not self._done:  # a connection that ended well stays usable
            _hang_up(self._response)
        self._thread.join(_JOIN_S)
        if not self._thread.is_alive():
            self._response.close()

    def _read(self) -> None:
        try:
            for chunk in self._response.iter_bytes():
                if chunk:
                    self._put(chunk)
                if self._stopped.is_set():
                    return
            self.broken = ""
        except ImgfreeError as failure:  # a cassette, for one, has something to say
            self._failure = failure
        except (httpx.HTTPError, httpx.StreamError, OSError) as failure:
            self.broken = f"the connection was lost ({failure})" if str(failure) else "the connection was lost"
        finally:
            self._done = True
            self._put(b"")

    def _put(self, chunk: bytes) -> None:
        while not self._stopped.is_set():
            try:
                return self._chunks.put(chunk, timeout=_WAKE_S)
            except queue.Full:
                continue
        return None


def _hang_up(response: httpx.Response) -> None:
    """Wake a blocked read: closing alone does not, on Linux, while another thread is in `recv`."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(connection, socket.socket):
        try:
            socket.socket.shutdown(connection, socket.SHUT_RDWR)  # not TLS's own, which waits for the peer
        except OSError:
            return  # gone already
