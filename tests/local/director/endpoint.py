"""A chat endpoint on loopback that says what it was told to say, and notes what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from loopback import answering, listening

HOLD = "hold"  # no answer at all
TRICKLE = "trickle"  # an answer that never gets anywhere
ENDLESS = "endless"  # an answer that never ends


@dataclass
class Endpoint:
    """What is answered next, in order: words of the model, operations, or a status with a body."""

    script: list[Any] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)  # path, headers, body
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def questions(self) -> list[str]:
        """Return the last thing that was said to the model in each request."""
        return [body["messages"][-1]["content"] for _, _, body in self.asked]


@contextmanager
def serving(*script: Any) -> Iterator[Endpoint]:
    """Yield the running endpoint; it ends with the block."""
    endpoint = Endpoint(list(script))
    with listening(answering(_Handler, endpoint=endpoint)) as endpoint.url:
        try:
            yield endpoint
        finally:
            endpoint.over.set()


class _Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.endpoint.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        answer = self.endpoint.script.pop(0)
        if answer == HOLD:
            self.endpoint.over.wait()
        elif answer in (TRICKLE, ENDLESS):
            self._go_on(b" " * (1 if answer == TRICKLE else 100_000), 0.01 if answer == TRICKLE else 0)
        elif isinstance(answer, tuple):
            self._send(*answer)
        else:
            said = answer if isinstance(answer, str) else json.dumps({"operations": answer})
            self._send(200, {"choices": [{"message": {"role": "assistant", "content": said}}]})

    def _send(self, status: int, body: Any) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _go_on(self, piece: bytes, every_s: float) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.endpoint.over.wait(every_s):
                self.wfile.write(piece)
        except OSError:
            return
