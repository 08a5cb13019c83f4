"""A socket server that plays a scripted event stream: pauses, drips, heartbeats, cuts."""

import json
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"


@dataclass(frozen=True)
class Pause:
    """Nothing for so many real seconds."""

    real_s: float


@dataclass(frozen=True)
class Drip:
    """The same bytes again and again, until the peer hangs up."""

    data: bytes
    every_s: float


@dataclass(frozen=True)
class Until:
    """Nothing until that has happened."""

    happened: threading.Event


class Cut:
    """The connection is gone, without the end of a chunked body."""


Act = bytes | Pause | Until | Drip | Cut


@dataclass
class Server:
    """What the peer may look at while and after a script plays."""

    url: str
    hung_up: threading.Event = field(default_factory=threading.Event)
    requests: list[bytes] = field(default_factory=list)


def event(*parts: dict[str, Any], **more: Any) -> bytes:
    """Return an ADK event with these parts as one frame."""
    body: dict[str, Any] = {"content": {"parts": list(parts), "role": "model"}, "invocationId": "e-1"}
    return frame({**body, "author": "nemo_agent", "actions": {"stateDelta": {}}, "id": "1", "timestamp": 1.5, **more})


def frame(value: object) -> bytes:
    """Return a JSON value as one frame."""
    return b"data: " + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"


@contextmanager
def playing(script: Sequence[Act]) -> Iterator[Server]:
    """Yield a server that plays the script for every request, one connection after the other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}/run_sse")
        thread = threading.Thread(target=_serve, args=(listener, server, script), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            assert not thread.is_alive()


def _serve(listener: socket.socket, server: Server, script: Sequence[Act]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(5)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while _answer(connection, server, script):
                pass


def _answer(connection: socket.socket, server: Server, script: Sequence[Act]) -> bool:
    """Play the script once; return whether the connection is still good."""
    try:
        request = _request(connection)
        if not request:
            return False
        server.requests.append(request)
        connection.sendall(HEAD)
        for act in script:
            if isinstance(act, Cut):
                return False
            _play(connection, server, act)
        connection.sendall(b"0\r\n\r\n")
    except OSError:
        server.hung_up.set()
        return False
    return True


def _request(connection: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(65536)
        if not more:
            return b""
        got += more
    return got


def _play(connection: socket.socket, server: Server, act: Act) -> None:
    match act:
        case bytes():
            _send(connection, act)
        case Pause(real_s):
            _idle(connection, server, real_s)
        case Until(happened):
            while not happened.is_set():
                _idle(connection, server, 0.01)
        case Drip(data, every_s):
            while True:
                _send(connection, data)
                _idle(connection, server, every_s)


def _send(connection: socket.socket, data: bytes) -> None:
    connection.sendall(b"%x\r\n%b\r\n" % (len(data), data))


def _idle(connection: socket.socket, server: Server, real_s: float) -> None:
    """Wait, but no longer than the peer stays."""
    connection.settimeout(real_s)
    try:
        gone = connection.recv(1) == b""
    except TimeoutError:
        gone = False
    finally:
        connection.settimeout(5)
    if gone:
        server.hung_up.set()
        raise ConnectionError("the peer hung up")
