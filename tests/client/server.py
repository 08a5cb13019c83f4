"""A real socket peer that behaves like the cloud, and as badly as a test wants.

Each route has a sane answer of its own; `script` puts other answers before it, one a request.
"""

import json
import re
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any

from loopback import HERE, listening

JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 20
_KEPT_BYTES = 1 << 20


class Log:
    """Takes events and keeps them."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, event: str, /, **fields: Any) -> None:
        self.events.append((event, fields))

    def of(self, name: str) -> list[dict[str, Any]]:
        """Return the fields of all events of that name."""
        return [fields for event, fields in self.events if event == name]


@dataclass(frozen=True)
class Request:
    """What arrived. `headers` have names in lower case; of a large body only the beginning is kept."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    body_bytes: int
    body_sha256: str

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What is sent back. A body that is not bytes goes as JSON; a sequence of bytes goes in chunks."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None  # bytes of the body, whatever length was announced
    hold: threading.Event | None = None  # what is waited for before the cut
    hang_up: bool = False  # no answer at all
    delay_s: float = 0.0


Answer = Reply | Callable[[Request], Reply]


def ok(**data: Any) -> Reply:
    """Return an envelope with these data."""
    return Reply({"code": 0, "data": data})


def refuse(code: int, message: str = "no", status: int = 200, **headers: str) -> Reply:
    """Return an error envelope; header names take `_` for `-`."""
    return Reply({"code": code, "message": message}, status, {k.replace("_", "-"): v for k, v in headers.items()})


def words(*texts: str, draft: Any = None) -> Reply:
    """Return a stream that says these texts, one event each, after a tool call if there is a draft."""
    parts: list[list[dict[str, Any]]] = [[{"text": text}] for text in texts]
    events = [{"content": {"parts": p, "role": "model"}, "invocationId": "e-1", "author": "nemo_agent"} for p in parts]
    if draft is not None:
        response = {"functionResponse": {"id": "a", "name": "edit", "response": {"ok": True}}}
        said = {"content": {"parts": [response], "role": "user"}, "actions": {"stateDelta": {"draft": draft}}}
        events.insert(0, {**said, "invocationId": "e-1", "author": "nemo_agent"})
    frames = [b"data: " + json.dumps(event).encode() + b"\n\n" for event in events]
    return Reply(tuple(frames), headers={"content-type": "text/event-stream"})


class Cloud:
    """The state of the pretended cloud. Tests look at `requests` and change what they like."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[Request] = []
        self.sessions: list[str] = []
        self.draft: Any = None
        self.infos: list[dict[str, Any]] = []
        self.files: dict[str, Answer] = {}
        self.tokens = 0
        self.renders: list[dict[str, Any]] = []
        self._scripts: dict[tuple[str, str], deque[Answer]] = {}
        self._lock = threading.Lock()

    def script(self, method: str, path: str, *answers: Answer) -> None:
        """Give these answers, in order, to the next requests for paths that begin so."""
        self._scripts.setdefault((method, path), deque()).extend(answers)

    def sent(self, method: str, path: str = "") -> list[Request]:
        """Return the requests so far whose path begins so."""
        return [r for r in self.requests if r.method == method and r.path.startswith(path)]

    @property
    def client_ids(self) -> list[str]:
        """Return the client ids of all token calls."""
        return [request.headers["x-client-id"] for request in self.sent("POST", "/api/auth/anonymous-token")]

    def answer(self, request: Request) -> Reply:
        """Return what this request gets."""
        with self._lock:
            self.requests.append(request)
            longest = sorted(self._scripts, key=lambda key: -len(key[1]))
            for key in longest:
                if request.method == key[0] and request.path.startswith(key[1]) and self._scripts[key]:
                    answer = self._scripts[key].popleft()
                    return answer if isinstance(answer, Reply) else answer(request)
            return self._usual(request)

    def _usual(self, request: Request) -> Reply:
        path = request.path
        for begin, method in (
            ("/api/auth/anonymous-token", self._token),
            ("/api/auth/claim-token", lambda _: ok(claim_token="clm_abcdef123456", expires_in=604800)),
            ("/api/tasks/me/with-session/nemo_agent", self._session),
            ("/api/upload-video/nemo_agent/me/", self._upload),
            ("/api/state/nemo_agent/me/", self._state),
            ("/api/credits/balance/simple", lambda _: ok(available=60, frozen=40, total=100)),
            ("/run_sse", lambda _: words("Done.")),
            ("/api/render/proxy/lambda", self._render),
        ):
            if path.startswith(begin):
                return method(request)
        found = self.files.get(path)
        if found is None:
            return Reply({"detail": "Not Found"}, 404)
        return found if isinstance(found, Reply) else found(request)

    def _token(self, request: Request) -> Reply:
        if not request.headers.get("x-client-id"):
            return Reply({"code": 400, "message": "X-Client-Id missing"}, 400)
        self.tokens += 1
        token = f"nmv_usr_{self.tokens:043d}"
        return ok(token=token, user_id="anon_4f9c27ab51e0", expires_at="2099-01-01T00:00:00Z", credits=100)

    def _session(self, request: Request) -> Reply:
        self.sessions.append(f"55297987060244152{len(self.sessions):02d}")
        return ok(task_id="task_7c1e90", session_id=self.sessions[-1], user_id="anon_4f9c27ab51e0")

    def _upload(self, request: Request) -> Reply:
        if request.headers["content-type"] == "application/json":
            names = [url.rsplit("/", 1)[-1] for url in request.json()["urls"]]
        else:
            names = [name.decode() for name in re.findall(rb'filename="([^"]*)"', request.body)]
        made = [
            {"filename": n, "file_type": "image", "cdn_url": f"https://cdn.example.com/{n}", "width": 8, "height": 4}
            for n in names
        ]
        self.infos += made
        return ok(files=made, session_state_applied=True)

    def _state(self, request: Request) -> Reply:
        state = {"draft": self.draft, "video_infos": self.infos, "generated_media": None}
        return ok(state=state, session_id=self.sessions[-1] if self.sessions else None)

    def _render(self, request: Request) -> Reply:
        if request.method == "POST" and request.path.endswith("/cancel"):
            return ok()
        if request.method == "POST":
            self.renders.append(request.json())
            return ok(id=request.json()["id"], status="pending")
        known = [render for render in self.renders if request.path.endswith(render["id"])]
        if not known:
            return Reply({"success": False, "error": "render not found"}, 404)
        url = f"{self.url}/files/{known[0]['id']}.mp4"
        return Reply({"status": "completed", "progress": 100, "output": {"url": url, "size": 5, "duration": 3.0}})


def ranged(data: bytes, *, etag: str | None = '"v1"', cuts: Sequence[int] = ()) -> Callable[[Request], Reply]:
    """Return a file that honours Range and If-Range; each entry of `cuts` ends one answer after so many bytes."""
    left = deque(cuts)

    def answer(request: Request) -> Reply:
        tags = {"etag": etag} if etag else {}
        cut_after = left.popleft() if left else None
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        if asked is None or request.headers.get("if-range", etag) != etag:
            return Reply(data, headers={"content-type": "video/mp4", **tags}, cut_after=cut_after)
        start = int(asked[1])
        if start >= len(data):
            return Reply(status=416, headers={"content-range": f"bytes */{len(data)}"})
        said = {"content-range": f"bytes {start}-{len(data) - 1}/{len(data)}", "content-type": "video/mp4"}
        return Reply(data[start:], 206, {**said, **tags}, cut_after)

    return answer


@contextmanager
def running(cloud: Cloud) -> Iterator[Cloud]:
    """Yield the cloud on a free port of this machine."""
    server = _Server(HERE, _Handler)
    server.cloud = cloud
    with listening(server) as cloud.url:
        yield cloud


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for them, so that no test leaves one behind
    cloud: Cloud

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """End idle connections, which would otherwise keep their threads."""
        for connection in list(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        reply = self.server.cloud.answer(self._request())
        sleep(reply.delay_s)
        if reply.hang_up:
            self._cut()
            return
        self.send_response(reply.status)
        chunked = isinstance(reply.body, tuple)
        body = reply.body if isinstance(reply.body, bytes | tuple) else json.dumps(reply.body).encode()
        plain = isinstance(reply.body, bytes)
        headers = {"content-type": "application/octet-stream" if plain else "application/json", **reply.headers}
        headers |= {"transfer-encoding": "chunked"} if chunked else {"content-length": str(len(body))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if chunked:
            self._chunks(body, reply.cut_after)
        else:
            self.wfile.write(body if reply.cut_after is None else body[: reply.cut_after])
            if reply.hold is not None:
                reply.hold.wait(30)
            if reply.cut_after is not None:
                self._cut()

    def _chunks(self, chunks: Sequence[bytes], cut_after: int | None) -> None:
        for number, chunk in enumerate(chunks):
            if number == cut_after:
                self._cut()
                return
            self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        if cut_after is not None:
            self._cut()
            return
        self.wfile.write(b"0\r\n\r\n")

    def _cut(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def _request(self) -> Request:
        left = int(self.headers.get("content-length", 0))
        kept, digest, size = bytearray(), sha256(), 0
        while left:
            block = self.rfile.read(min(left, _KEPT_BYTES))
            if not block:
                break
            left -= len(block)
            size += len(block)
            digest.update(block)
            kept += block[: _KEPT_BYTES - len(kept)]
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.partition("?")[0]
        return Request(self.command, path, headers, bytes(kept), size, digest.hexdigest())
