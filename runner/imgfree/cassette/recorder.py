"""Record what passes: a transport around the real one that delays nothing and changes nothing."""

import functools
import itertools
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import httpx

from imgfree.cassette import form
from imgfree.cassette.asked import Sent
from imgfree.cassette.bodies import Body, Left, readable_encoding
from imgfree.cassette.form import Facts, Interaction
from imgfree.cassette.scrub import Scrubber
from imgfree.cassette.sources import NotedIds
from imgfree.cassette.unfinished import Cover, GrowingFile, seal
from imgfree.tools import Tools

LEFT = "left"  # the client closed the answer before its end
UNFINISHED = "unfinished"  # we were gone before its end
FAILED_STATUS = 599  # stands where no answer came; plain vcrpy wants a number
_NOT_KEPT = {"date", "content-encoding"}


@dataclass(frozen=True)
class Place:
    """Where a recording goes: `growing` until it is finished, then `target`."""

    growing: Path
    target: Path


class Recorder(httpx.BaseTransport):
    """Passes requests on and notes what comes back, the moment it comes, and the `ids` that were given meanwhile."""

    def __init__(
        self,
        inner: httpx.BaseTransport,
        place: Place,
        tools: Tools,
        *,
        about: Mapping[str, Any],
        media: Literal["keep", "digest"],
        earlier: tuple[Interaction, ...] = (),
    ) -> None:
        self.ids = NotedIds(tools.ids)
        self._inner = inner
        self._place = place
        self._scrubber = Scrubber(tools.redactor)
        self._clock = tools.clock
        self._keep_media = media == "keep"
        self._folder = form.bodies_folder(place.target)
        self._file = GrowingFile(place.growing, about, earlier)
        self._lock = threading.RLock()
        self._numbers = itertools.count()
        self._running: dict[int, _Passing] = {}
        self._files: dict[str, tuple[int, int]] = {}  # side file -> what was known when it was finished
        self._closed = False
        self._told: tuple[str, ...] = ()
        self.recorded = len(earlier)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; return the answer, whose body is noted while it is read."""
        if self._closed:
            return self._inner.handle_request(request)
        sent = Sent(request)
        passed = _with_readable_answer(sent.instead_of(request))
        since = self._stopwatch()
        ids = self.ids.take()
        try:
            response = self._inner.handle_request(passed)
        except httpx.TransportError as error:
            with self._lock:
                self._learn(request)
                end = Facts(wait_ms=since(), end=type(error).__name__, message=str(error), answered=False, ids=ids)
                self._finish(self._interaction(request, sent, None, end))
            raise
        facts = Facts(wait_ms=since(), ids=ids)
        response.stream = self._passing(request, sent, response, facts)
        return response

    def close(self) -> None:
        """Close the connections; a stream that is still open was left."""
        for passing in list(self._running.values()):
            passing.close()
        self._inner.close()

    def tell(self, events: Iterable[str]) -> None:
        """Take lines that say what the run did, for the end of the cassette."""
        self._told = tuple(events)

    def finish(self, *, complete: bool) -> None:
        """Put the cassette in its place; an incomplete one stays where it grew, readable."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for passing in list(self._running.values()):
                passing.end(LEFT if complete else UNFINISHED)
            self._file.close()
            if not self.recorded and self._place.growing != self._place.target:
                self._place.growing.unlink()  # nothing is no reason to give up what there was
                return
            known = self._scrubber.learnt
            cover = Cover(self._folder, self._scrubber, {name for name, mark in self._files.items() if mark == known})
            target = self._place.target if complete else self._place.growing
            told = [self._scrubber.text(line) for line in self._told]
            seal(self._place.growing, target, cover, whole=complete, events=told)

    def _passing(self, request: httpx.Request, sent: Sent, response: httpx.Response, facts: Facts) -> "_Passing":
        since = self._stopwatch()
        with self._lock:
            self._learn(request)
            self._scrubber.learn_headers(response.headers.multi_items())
            made = self._interaction(request, sent, response, facts)
            number = next(self._numbers)
            body = Body(response.headers, self._folder, self._scrubber, since, keep=self._keep_media)
            if body.growing:
                under_way = replace(made.facts, end=UNFINISHED, file=body.growing)
                self._file.begin(number, replace(made, facts=under_way))
            assert isinstance(response.stream, httpx.SyncByteStream)
            done = functools.partial(self._end, number, made)
            passing = _Passing(response.stream, self._lock, body, since, done)
            self._running[number] = passing
        return passing

    def _end(self, number: int, made: Interaction, end: "_End", left: Left) -> None:
        self._running.pop(number, None)
        facts = replace(
            made.facts,
            took_ms=end.took_ms,
            end=end.name,
            message=end.message,
            frames=left.frames,
            file=left.file,
            size_bytes=left.size_bytes,
            left_out=left.left_out,
            sha256=left.sha256,
        )
        if left.file:
            self._files[left.file] = self._scrubber.learnt
        self._finish(replace(made, body=left.text, facts=facts), number)

    def _finish(self, made: Interaction, number: int = -1) -> None:
        facts = replace(
            made.facts,
            message=self._scrubber.text(made.facts.message),
            ids=tuple((count, kind, self._scrubber.text(value)) for count, kind, value in made.facts.ids),
        )
        self._file.finish(number, replace(made, facts=facts))
        self.recorded += 1

    def _learn(self, request: httpx.Request) -> None:
        self._scrubber.learn_headers(request.headers.multi_items())
        self._scrubber.learn(str(request.url).encode())

    def _interaction(
        self, request: httpx.Request, sent: Sent, response: httpx.Response | None, facts: Facts
    ) -> Interaction:
        scrub = self._scrubber
        body = sent.text(scrub)
        headers = scrub.headers(request.headers.multi_items())
        if "content-type" in headers:
            headers["content-type"] = [re.sub(r"; *boundary=.*", "", value) for value in headers["content-type"]]
        encoded = response is not None and "content-encoding" in response.headers
        dropped = _NOT_KEPT | ({"content-length"} if encoded else set())
        kept = [item for item in response.headers.multi_items() if item[0] not in dropped] if response else []
        return Interaction(
            method=request.method,
            uri=scrub.text(str(request.url)),
            request_headers=headers,
            request_body=body,
            status=response.status_code if response else FAILED_STATUS,
            reason=response.reason_phrase if response else "",
            headers=scrub.headers(kept),
            body=b"",
            facts=replace(facts, sent_bytes=sent.sent_bytes),
        )

    def _stopwatch(self) -> Callable[[], int]:
        started_s, scale = self._clock.monotonic_s(), self._clock.real_s(1.0)
        return lambda: round((self._clock.monotonic_s() - started_s) / scale * 1000)


@dataclass(frozen=True)
class _End:
    name: str
    message: str
    took_ms: int


class _Passing(httpx.SyncByteStream):
    """An answer's body on its way to the client."""

    def __init__(
        self,
        stream: httpx.SyncByteStream,
        lock: AbstractContextManager[Any],
        body: Body,
        since: Callable[[], int],
        done: Callable[[_End, Left], None],
    ) -> None:
        self._stream = stream
        self._lock = lock
        self._body = body
        self._since = since
        self._done: Callable[[_End, Left], None] | None = done

    def __iter__(self) -> Iterator[bytes]:
        try:
            for piece in self._stream:
                with self._lock:
                    if self._done is not None:
                        self._body.write(piece)
                yield piece
                with self._lock:  # the client has it; the time until the next piece is ours
                    if self._done is not None:
                        self._body.settle()
        except httpx.TransportError as error:
            self.end(type(error).__name__, str(error))
            raise
        self.end("")

    def close(self) -> None:
        """Close the stream; if it was not at its end, the client left."""
        try:
            self._stream.close()
        finally:
            self.end(LEFT)

    def end(self, name: str, message: str = "") -> None:
        """Note once how it ended."""
        with self._lock:
            done, self._done = self._done, None
            if done is not None:
                done(_End(name, message, self._since()), self._body.finish(whole=not name))


def _with_readable_answer(request: httpx.Request) -> httpx.Request:
    """Ask for no encoding that we cannot look into: what we cannot read we cannot scrub."""
    wanted = request.headers.get("accept-encoding", "")
    kept = [item.strip() for item in wanted.split(",") if readable_encoding(item.partition(";")[0])]
    if wanted and ", ".join(kept) != wanted:
        request = httpx.Request(
            request.method, request.url, headers=request.headers, stream=request.stream, extensions=request.extensions
        )
        request.headers["accept-encoding"] = ", ".join(kept) or "identity"
    return request
