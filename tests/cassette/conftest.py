"""A real server on the loopback interface whose answers each test writes, and a client that records or replays."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import cassette
from imgfree.clock import FreshIds, SystemClock
from imgfree.tools import Tools
from loopback import HERE, listening

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by path; notes what it was sent."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def body(self) -> bytes:
        """Return the request's body."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            whole = b""
            while size := int(self.rfile.readline(), 16):
                whole += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return whole
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def give(self, body: bytes, kind: str = "application/json", status: int = 200, **headers: str) -> None:
        """Answer with a body of known length."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, kind: str = "text/event-stream") -> None:
        """Begin a stream that ends with the connection."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def _answer(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))  # type: ignore[attr-defined]
        answers = self.server.answers  # type: ignore[attr-defined]
        answer = answers.get(self.path.partition("?")[0])
        if answer is None:
            self.body()
            self.give(b'{"code": 404}', status=404)
            return
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_POST = do_PUT = _answer  # noqa: N815 - the base class wants these names


class Site:
    """The server as a test sees it."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        self.answers: dict[str, Answer] = {}
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        server.answers, server.seen = self.answers, self.seen  # type: ignore[attr-defined]

    def on(self, path: str) -> Callable[[Answer], Answer]:
        """Answer requests for a path with the function below."""

        def keep(answer: Answer) -> Answer:
            self.answers[path] = answer
            return answer

        return keep


class Server(ThreadingHTTPServer):
    """Threads that do not outlive the test."""

    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent: clients leave on purpose here."""


@pytest.fixture
def site() -> Iterator[Site]:
    """Yield a running server."""
    server = Server(HERE, Handler)
    with listening(server):
        yield Site(server)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the cassette goes."""
    return tmp_path / "cassettes" / "run.yaml"


@pytest.fixture
def recording() -> Callable[..., AbstractContextManager[cassette.Taping]]:
    """Return what opens a recording over the real network."""

    def open_one(path: Path, **options: Any) -> AbstractContextManager[cassette.Taping]:
        clock = SystemClock()
        options = {"mode": "all", "inner": httpx.HTTPTransport()} | options
        return cassette.recording(path, Tools(clock, FreshIds(clock)), **options)

    return open_one


@pytest.fixture
def client() -> Callable[..., httpx.Client]:
    """Return what makes a client over a taping."""

    def make(taping: cassette.Taping, url: str = "http://replay.invalid") -> httpx.Client:
        return httpx.Client(transport=taping.transport, base_url=url, timeout=10)

    return make
