"""The way to the peer: requests are torn, lost, doubled and late, and answers cut, as chance will have it."""

import json
from collections.abc import Iterator

import httpx

from imgfree import wire

from .peer import LATEST_S, LATEST_WORDS_S, Answer, Peer, pieces, refusal
from .world import World

LIKELY = 0.16
MISHAPS = (
    "unreachable", "torn", "cut before the head", "cut before the head", "cut after the head", "cut in the body",
    "cut after the body", "doubled", "gateway", "refused", "redirected",
)  # fmt: skip
PIECE_BYTES = 700


class Line(httpx.BaseTransport):
    """One process's connection. What the peer does goes on when the process is dead."""

    def __init__(self, world: World, peer: Peer) -> None:
        self._world = world
        self._peer = peer

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer, or what becomes of it."""
        world = self._world
        world.tick(f"before {_named(request)}")
        mishap = world.chance.choice(MISHAPS) if world.strikes(LIKELY) else ""
        if mishap:
            world.tell(f"{_named(request)}: {mishap}")
        if mishap == "unreachable":
            raise httpx.ConnectError("connection refused", request=request)
        answer = self._delivered(request, mishap)
        world.pass_time(world.chance.choice((0.02, 0.3, 2.0)))
        world.tick(f"before the head of {_named(request)}")
        return self._given(request, answer, mishap)

    def _delivered(self, request: httpx.Request, mishap: str) -> Answer:
        """Return the peer's answer. It has the body, and acts, the moment its last byte has left."""
        body, length = b"", int(request.headers.get("content-length", 0))
        answer: Answer | None = None
        for piece in self._sent(request, torn=mishap == "torn"):
            body += piece
            if answer is None and len(body) == length:
                answer = self._ask(request, body, mishap)
        return answer or self._ask(request, body, mishap)

    def _sent(self, request: httpx.Request, *, torn: bool) -> Iterator[bytes]:
        """Yield the body as it leaves. The line tears behind its first piece, or when the next is ready to leave."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        torn_at = self._world.chance.randrange(2) if torn else -1
        for number, piece in enumerate(request.stream):
            if number == torn_at == 1:
                break
            self._world.tick(f"while {_named(request)} leaves")
            yield piece
            if torn_at == 0:
                break
        if torn:
            raise httpx.WriteError("connection reset by peer", request=request)

    def _ask(self, request: httpx.Request, body: bytes, mishap: str) -> Answer:
        """Return the peer's answer; what it does may come late, or twice, or not at all."""
        world, work = self._world, request.method == "POST"
        if mishap == "refused":
            return self._refused(request)
        if mishap == "redirected" and work:
            return Answer(b"{}", 307)
        passed_on = mishap != "gateway" or world.chance.random() < 0.5
        answer = Answer(b"<html>bad gateway</html>", 502, "text/html")
        if passed_on:
            latest_s = LATEST_WORDS_S if request.url.path == wire.RUN_SSE else LATEST_S
            late = mishap.startswith(("cut before", "gateway")) and world.strikes(0.4)
            delay_s = world.chance.random() * latest_s if late else 0.0
            stubborn = world.strikes(0.3)
            found = self._peer.answer(request, body, delay_s=delay_s, stubborn=stubborn)
            if mishap == "doubled" and (request.method == "GET" or wire.IDEMPOTENCY_HEADER in request.headers):
                found = self._peer.answer(request, body, delay_s=delay_s, stubborn=stubborn)
            answer = found if mishap != "gateway" else answer
        return answer

    def _refused(self, request: httpx.Request) -> Answer:
        """Return a clear no; nothing was taken."""
        kind = self._world.chance.choice((429, 429, wire.Code.BAD_TOKEN, wire.Code.NO_CREDITS, "lost"))
        if kind == "lost" and request.url.path == wire.RUN_SSE and self._world.strikes(0.3):
            self._peer.forget_sessions()
            return refusal(wire.Code.SESSION_NOT_FOUND, "session not found", 404)
        if kind in (429, "lost"):
            return Answer(json.dumps({"code": 429, "message": "slow down"}).encode(), 429)
        return refusal(int(kind), "no", 401 if kind == wire.Code.BAD_TOKEN else 403)

    def _given(self, request: httpx.Request, answer: Answer, mishap: str) -> httpx.Response:
        if mishap == "cut before the head":
            raise httpx.RemoteProtocolError("server disconnected without sending a response", request=request)
        whole_bytes = len(answer.body)
        if mishap.startswith("cut"):
            kept = {"after the head": 0, "in the body": whole_bytes // 2}.get(mishap.removeprefix("cut "), whole_bytes)
            answer.body = answer.body[:kept]
            answer.broken = httpx.ReadError("connection reset by peer", request=request)
        headers = {"content-type": answer.kind, **answer.headers}
        if answer.kind != "text/event-stream":
            headers["content-length"] = str(whole_bytes)
        return httpx.Response(answer.status, headers=headers, stream=_Pieces(answer))


class _Pieces(httpx.SyncByteStream):
    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return pieces(self._answer, PIECE_BYTES)


def _named(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"
