"""A small NemoVideo of our own on loopback: keeps working when the client dies, and counts what it was asked."""

import base64
import hashlib
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import quote, quote_plus

from loopback import answering, listening

VIDEO = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 400


@dataclass
class Nemo:
    """What the server knows and counts; tests set the knobs before, and read the counts after."""

    url: str = ""
    requests: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[tuple[str, Any]] = field(default_factory=list)
    uploads: Counter[str] = field(default_factory=Counter)  # by content
    instructs: Counter[str] = field(default_factory=Counter)  # by text
    renders: Counter[str] = field(default_factory=Counter)  # by id
    cancelled: list[str] = field(default_factory=list)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    jobs: dict[str, float] = field(default_factory=dict)
    answers: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)  # path prefix -> status, body: once
    lost: dict[str, int] = field(default_factory=dict)  # path prefix -> how many answers are lost after the work
    broken: str = "-"  # path prefix that is always answered with 503
    credits: int = 100
    price: int = 0  # of one edit
    keys: list[str] = field(default_factory=list)  # the Idempotency-Key of each message that came whole
    cut_words: int = 0  # how many messages are taken and done, and cut off before the head of their answer
    hold_words: threading.Event | None = None  # messages are taken and done, and wait for it before their head
    work_s: float = 0.0  # how long an edit takes
    render_s: float = 0.0
    cancel_s: float = 0.0
    relative: bool = False  # whether files have addresses without a host
    words: str = "Done: I cut the reel."
    silent: bool = False
    edits: bool = True  # whether words change the draft
    fail_render: str | None = None
    echo: str = ""  # said again in every place where a server may say it: headers, JSON, addresses, words, errors
    film: bytes = VIDEO  # what each render comes to
    lock: threading.Lock = field(default_factory=threading.Lock)

    piece: str = ""  # of the words, sent before the rest, which waits for `go`
    go: threading.Event = field(default_factory=threading.Event)
    limited: bool = False  # whether free tokens are refused with 429
    urls: list[str] = field(default_factory=list)  # of uploads

    def environment(self, scale: str = "0.001") -> dict[str, str]:
        """Return what makes this the cloud of a command, protocol waits that many times as long."""
        return {"NEMO_API_URL": self.url, "NEMO_TOKEN": "nmv_usr_of-the-test", "IMGFREE_TIME_SCALE": scale}

    def edit(self, session: dict[str, Any], text: str) -> None:
        """Change the draft as an agent would: one segment a file, as long as the words say."""
        with self.lock:
            self.instructs[text] += 1
            self.credits -= self.price
        if self.work_s:
            time.sleep(self.work_s)
        if not self.edits:
            return
        asked = re.search(r"(\d+)[- ]?second", text)
        total_ms = int(asked[1]) * 1000 if asked else 10_000
        files = session["video_infos"]
        each = total_ms // max(1, len(files))
        segments = [{"d": each, "m": {"title": file["filename"], "start": each * n}} for n, file in enumerate(files)]
        session["revision"] += 1
        session["draft"] = {
            "d": total_ms,
            "m": {"width": 1080, "height": 1920, "revision": session["revision"], "ratio": 1.0},
            "t": [{"tt": 0, "sg": segments}],
            "zz": [1, {"unknown": None}],
        }


@contextmanager
def serving(nemo: Nemo | None = None) -> Iterator[Nemo]:
    """Yield a running server; it ends with the block."""
    nemo = nemo or Nemo()
    with listening(answering(_Handler, nemo=nemo)) as nemo.url:
        yield nemo


class _Handler(BaseHTTPRequestHandler):
    nemo: Nemo
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # who sent it died on the way
            self.close_connection = True
            return
        nemo, path = self.nemo, self.path.split("?")[0]
        nemo.requests.append((self.command, path))
        for prefix in [prefix for prefix in nemo.answers if path.startswith(prefix)]:
            status, answer = nemo.answers.pop(prefix)
            self._json(answer, status)
            return
        if path.startswith(nemo.broken):
            self._json({"detail": "unavailable"}, 503)
            return
        try:
            self._route(path, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _route(self, path: str, body: bytes) -> None:
        nemo = self.nemo
        session_id = path.split("/")[5] if path.startswith(("/api/state", "/api/upload-video")) else ""
        if path == "/api/auth/anonymous-token":
            self._token()
        elif path.startswith("/api/tasks/"):
            nemo.bodies.append((path, json.loads(body)))
            name = str(5529798706024415232 + len(nemo.sessions))
            nemo.sessions[name] = {"video_infos": [], "draft": {}, "revision": 0}
            self._json({"code": 0, "data": {"task_id": f"task_{name[-3:]}", "session_id": name, "user_id": "anon_1f"}})
        elif session_id and session_id not in nemo.sessions:
            self._json({"code": 1002, "message": "Session not found"}, 404)
        elif path.startswith("/api/upload-video/"):
            self._upload(nemo.sessions[session_id], body)
        elif path.startswith("/api/state/"):
            found = nemo.sessions[session_id]
            state = {"draft": found["draft"], "video_infos": found["video_infos"], "generated_media": []}
            self._json({"code": 0, "data": {"session_id": session_id, "state": state}})
        elif path == "/run_sse":
            self._sse(json.loads(body))
        elif path == "/api/credits/balance/simple":
            data = {"available": nemo.credits, "frozen": 0, "total": nemo.credits}
            self._json({"code": 0, "data": data})
        elif path.startswith("/api/render/proxy/lambda"):
            self._render(path, body)
        elif path.startswith("/files/"):
            self._file()
        else:
            self._json({"detail": "Not Found"}, 404)

    def _token(self) -> None:
        if self.nemo.limited:
            self._json({"code": 429, "message": "one token a week"}, 429)
            return
        token = "nmv_usr_" + hashlib.sha256(self.headers["X-Client-Id"].encode()).hexdigest()[:43]
        self._json({"code": 0, "data": {"token": token, "user_id": "anon_1f", "credits": 100}})

    def _upload(self, session: dict[str, Any], body: bytes) -> None:
        files = []
        if self.headers["content-type"].startswith("application/json"):
            urls = json.loads(body)["urls"]
            self.nemo.urls += urls
            files = [{"filename": url.rsplit("/", 1)[1], "file_type": "image", "cdn_url": url} for url in urls]
            session["video_infos"] += files
            self._json({"code": 0, "data": {"files": files, "session_state_applied": True}})
            return
        boundary = self.headers["content-type"].partition("boundary=")[2].strip('"').encode()
        for part in body.split(b"--" + boundary)[1:-1]:
            head, _, content = part.removesuffix(b"\r\n").partition(b"\r\n\r\n")
            name = re.findall(r'filename="([^"]+)"', head.decode())[0]
            with self.nemo.lock:
                self.nemo.uploads[hashlib.sha256(content).hexdigest()] += 1
            files.append({"filename": name, "file_type": "image", "cdn_url": f"{self.nemo.url}/files/{name}"})
        session["video_infos"] += files
        self._json({"code": 0, "data": {"files": files, "session_state_applied": True}})

    def _sse(self, body: dict[str, Any]) -> None:
        nemo = self.nemo
        nemo.bodies.append(("/run_sse", body))
        session = nemo.sessions.get(body["session_id"])
        if session is None:
            self._json({"detail": "Session not found"}, 404)
            return
        text = body["new_message"]["parts"][0]["text"]
        nemo.keys.append(self.headers["idempotency-key"])
        if nemo.cut_words or nemo.hold_words:
            nemo.edit(session, text)
            if nemo.hold_words:
                nemo.hold_words.wait(30)
            nemo.cut_words = max(0, nemo.cut_words - 1)
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream; charset=utf-8")
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.flush()
        worker = threading.Thread(target=nemo.edit, args=(session, text))
        worker.start()
        self.wfile.write(b"data:\n\n")
        self.wfile.flush()
        worker.join()
        if nemo.piece:
            self._event([{"text": nemo.piece}], partial=True)
            nemo.go.wait(60)
        parts = [] if nemo.silent else [{"text": nemo.words + nemo.echo}]
        self._event(parts)
        self.close_connection = True

    def _event(self, parts: list[dict[str, str]], **more: object) -> None:
        content = {"parts": parts, "role": "model"}
        event = {"content": content, "author": "nemo_agent", "id": "e1", "invocationId": "i1", **more}
        half = any("\ud800" <= char <= "\udfff" for char in self.nemo.words)
        self.wfile.write(f"data: {json.dumps(event, ensure_ascii=half)}\n\n".encode())
        self.wfile.flush()

    def _render(self, path: str, body: bytes) -> None:
        nemo = self.nemo
        if path.endswith("/cancel"):
            time.sleep(nemo.cancel_s)
            nemo.cancelled.append(path.split("/")[-2])
            self._json({"code": 0, "data": {}})
        elif self.command == "POST":
            asked = json.loads(body)
            nemo.bodies.append((path, asked))
            with nemo.lock:
                nemo.renders[asked["id"]] += 1
                nemo.jobs.setdefault(asked["id"], time.monotonic())
            self._json({"taskId": asked["id"], "status": "pending", "progress": 0})
        else:
            self._poll(path.rsplit("/", 1)[1])

    def _poll(self, name: str) -> None:
        nemo = self.nemo
        if name not in nemo.jobs:
            self._json({"success": False, "error": "not found"}, 404)
        elif nemo.fail_render is not None:
            self._json({"status": "failed", "error": nemo.fail_render})
        elif time.monotonic() - nemo.jobs[name] < nemo.render_s:
            self._json({"status": "processing", "progress": 50})
        else:
            signed = f"?X-Amz-Signature={quote(nemo.echo)}&token={quote_plus(nemo.echo)}" if nemo.echo else ""
            host = "" if nemo.relative else nemo.url
            output = {"url": f"{host}/files/{name}.mp4{signed}", "duration": 12.0, "size": len(nemo.film)}
            self._json({"status": "completed", "progress": 100, "output": output})

    def _file(self) -> None:
        first, film = 0, self.nemo.film
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range") or "")
        if asked and int(asked[1]) < len(film):
            first = int(asked[1])
            self.send_response(206)
            self.send_header("content-range", f"bytes {first}-{len(film) - 1}/{len(film)}")
        else:
            self.send_response(200)
        self.send_header("content-length", str(len(film) - first))
        self.end_headers()
        self.wfile.write(film[first:])

    def _json(self, answer: dict[str, Any], status: int = 200) -> None:
        for prefix, left in self.nemo.lost.items():
            if left and self.path.startswith(prefix):
                self.nemo.lost[prefix] -= 1
                self.close_connection = True
                return
        raw = json.dumps(answer | _said(self.nemo.echo)).encode()
        self.send_response(status)
        if self.nemo.echo:
            self.send_header("x-echo", self.nemo.echo)
            self.send_header("set-cookie", f"session={quote(self.nemo.echo)}; path=/")
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def _said(secret: str) -> dict[str, Any]:
    """Return a text in the forms that servers write it in."""
    if not secret:
        return {}
    return {
        "message": f"Bearer {secret}",
        "seen": {"token": secret, "plain": secret, "inner": json.dumps({"authorization": f"Bearer {secret}"})},
        "link": f"https://cdn.test/a.mp4?X-Amz-Credential={quote(secret, safe='')}&t={quote_plus(secret)}",
        "coded": base64.b64encode(secret.encode()).decode(),
        "codedurl": base64.urlsafe_b64encode(secret.encode()).decode().rstrip("="),
        "pair": base64.b64encode(json.dumps({"token": secret}).encode()).decode(),
    }
