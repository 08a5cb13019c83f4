"""A proxy on loopback that is as bad as a line can be: it drops, delays, cuts short and doubles, at random."""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from loopback import answering, listening

MISHAPS = ("drop", "lose", "cut", "delay", "double")
LIKELY = 0.3
MOST = 8  # so that a trial ends
LONGEST_DELAY_S = 0.12


@dataclass
class Line:
    """The proxy's address, and what has happened on it."""

    url: str
    upstream: str
    chance: random.Random
    happened: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def mishap(self, method: str) -> str | None:
        """Return what befalls the next request. Nothing on the way may double what is not safe to repeat."""
        with self.lock:
            if self.happened.total() >= MOST or self.chance.random() > LIKELY:
                return None
            what = self.chance.choice(MISHAPS if method == "GET" else MISHAPS[:-1])
            self.happened[what] += 1
            return what


@contextmanager
def badline(upstream: str, seed: int) -> Iterator[Line]:
    """Yield a bad line to that server; it ends with the block."""
    line = Line("", urlsplit(upstream).netloc, random.Random(seed))
    with listening(answering(_Handler, line=line)) as line.url:
        yield line


class _Handler(BaseHTTPRequestHandler):
    line: Line
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        self.close_connection = True
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # who sent it died on the way
            return
        mishap = self.line.mishap(self.command)
        if mishap == "drop":
            return
        if mishap == "delay":
            time.sleep(self.line.chance.random() * LONGEST_DELAY_S)
        if mishap == "double":
            connection, response = self._ask(body)
            response.close()
            connection.close()
        try:
            self._answer(body, mishap)
        except (OSError, http.client.HTTPException):
            return  # who asked has gone

    def _answer(self, body: bytes, mishap: str | None) -> None:
        connection, response = self._ask(body)
        try:
            if mishap == "lose":
                response.read()
                return
            self.send_response_only(response.status)
            for name, value in response.getheaders():
                if name.lower() not in ("connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("connection", "close")
            self.end_headers()
            self._body(response, cut=mishap == "cut")
        finally:
            response.close()
            connection.close()

    def _body(self, response: http.client.HTTPResponse, *, cut: bool) -> None:
        left = int(response.headers.get("content-length") or 10) // 2
        while chunk := response.read1(8192):
            if cut and len(chunk) >= left:
                self.wfile.write(chunk[:left])
                self.wfile.flush()
                response.read()  # the work goes on behind the line
                return
            left -= len(chunk)
            self.wfile.write(chunk)
            self.wfile.flush()

    def _ask(self, body: bytes) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        connection = http.client.HTTPConnection(self.line.upstream, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        connection.request(self.command, self.path, body=body or None, headers=headers)
        return connection, connection.getresponse()
