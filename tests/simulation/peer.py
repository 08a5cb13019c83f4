"""A pretended cloud behind an httpx transport: it does its work whatever becomes of the answer, and counts it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from imgfree import wire

from .world import World

URL = "http://127.0.0.1:9"
_MEDIA = bytes(range(255)) * 12
FILM = b"\0\0\0\x10ftypmp42\0\0\0\0" + (8 + len(_MEDIA)).to_bytes(4, "big") + b"mdat" + _MEDIA
LATEST_S = 25.0  # of uploads and renders, which are looked for during half a minute
LATEST_WORDS_S = 2000.0  # words may come as late as they like


@dataclass
class Answer:
    """What comes back. `broken` is the error that ends the body in place of its end."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    broken: httpx.TransportError | None = None


@dataclass
class Session:
    """A session and its timeline."""

    files: list[dict[str, Any]] = field(default_factory=list)
    draft: dict[str, Any] = field(default_factory=dict)


class Peer:
    """What the cloud knows and has done."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._due: list[tuple[float, Callable[[], None]]] = []
        self._answered: dict[str, str] = {}  # idempotency key -> the text it was for
        self.sessions: dict[str, Session] = {}
        self.credits = 100
        self.done: Counter[str] = Counter()  # words -> how often they were done, and paid
        self.uploads: Counter[tuple[int, str]] = Counter()  # session, file -> how often it was taken; see below
        self._forgot = False
        self._opened = 0
        self.renders: dict[str, float] = {}  # id -> when it began
        world.on_time = self._catch_up

    def later(self, delay_s: float, work: Callable[[], None]) -> None:
        """Do something after that time, or at once."""
        if delay_s <= 0:
            work()
        else:
            self._due.append((self._world.now_s + delay_s, work))

    def is_at_work(self) -> bool:
        """Return whether something is still to be done."""
        return bool(self._due)

    def forget_sessions(self) -> None:
        """Lose all sessions. What is uploaded again into others costs nothing, and is not counted."""
        self.sessions.clear()
        self.uploads.clear()
        self._forgot = True

    def answer(self, request: httpx.Request, body: bytes, *, delay_s: float, stubborn: bool) -> Answer:
        """Do what is asked, after that delay where it is work, and return the answer.

        `stubborn`: words are done and paid, and the timeline shows nothing of it.
        """
        path, method = request.url.path, request.method
        if path.startswith("/api/tasks/"):
            return self._new_session()
        if path.startswith("/api/credits/"):
            return _ok(available=self.credits, frozen=0, total=self.credits)
        if path.startswith("/files/"):
            return self._film(request)
        if path.startswith(wire.RENDER):
            return self._poll(path) if method == "GET" else self._submit(json.loads(body), delay_s)
        asked = json.loads(body) if path == wire.RUN_SSE else {}
        session = self.sessions.get(asked.get("session_id") or path.split("/")[5])
        if session is None:
            return refusal(wire.Code.SESSION_NOT_FOUND, "session not found", 404)
        if path.startswith("/api/upload-video/"):
            return self._upload(session, body, delay_s)
        if path.startswith("/api/state/"):
            state = {"draft": session.draft, "video_infos": session.files, "generated_media": []}
            return _ok(state=state)
        text = asked["new_message"]["parts"][0]["text"]
        return self._words(session, text, request.headers[wire.IDEMPOTENCY_HEADER], delay_s, stubborn)

    def _catch_up(self) -> None:
        now_s = self._world.now_s
        ready = [work for due_s, work in self._due if due_s <= now_s]
        self._due = [(due_s, work) for due_s, work in self._due if due_s > now_s]
        for work in ready:
            work()

    def _new_session(self) -> Answer:
        self._opened += 1
        name = str(5529798706024415232 + self._opened)
        self.sessions[name] = Session()
        return _ok(task_id=f"task_{name[-3:]}", session_id=name, user_id="anon_1f")

    def _upload(self, session: Session, body: bytes, delay_s: float) -> Answer:
        [name] = re.findall(rb'filename="([^"]+)"', body)
        made = {"filename": name.decode(), "file_type": "image", "cdn_url": f"{URL}/files/{name.decode()}"}

        def take() -> None:
            if not self._forgot:
                self.uploads[id(session), made["filename"]] += 1
            session.files.append(made)

        self.later(delay_s, take)
        return _ok(files=[made], session_state_applied=True)

    def _words(self, session: Session, text: str, key: str, delay_s: float, stubborn: bool) -> Answer:
        if key not in self._answered:
            self._answered[key] = text
            self.later(delay_s, lambda: self._edit(session, text, stubborn=stubborn))
        said = {"content": {"parts": [{"text": f"Done: {text}."}], "role": "model"}, "author": wire.APP_NAME}
        body = b"data:\n\ndata: " + json.dumps({**said, "id": "e1", "invocationId": "i1"}).encode() + b"\n\n"
        return Answer(body, kind="text/event-stream")

    def _edit(self, session: Session, text: str, *, stubborn: bool) -> None:
        self.done[text] += 1
        self.credits -= 1
        self._world.tell(f"the peer does '{text}'{', and its timeline shows nothing of it' if stubborn else ''}")
        if stubborn and session.draft:
            return
        length_ms = 1000 + sum(self.done.values())
        segment = {"d": length_ms, "m": {"title": "a.jpg", "start": 0}}
        session.draft = {"d": length_ms, "m": {"width": 1080}, "t": [{"tt": 0, "sg": [segment]}]}

    def _submit(self, asked: dict[str, Any], delay_s: float) -> Answer:
        def start() -> None:
            if asked["id"] not in self.renders:
                self.renders[asked["id"]] = self._world.now_s
                self._world.tell(f"the peer renders {asked['id']}")

        self.later(delay_s, start)
        return Answer(json.dumps({"taskId": asked["id"], "status": "pending", "progress": 0}).encode())

    def _poll(self, path: str) -> Answer:
        name = path.rsplit("/", 1)[1]
        if name not in self.renders:
            return Answer(b'{"success": false, "error": "not found"}', 404)
        if self._world.now_s - self.renders[name] < 20:
            return Answer(b'{"status": "processing", "progress": 50}')
        output = {"url": f"{URL}/files/{name}.mp4", "duration": 1.0, "size": len(FILM)}
        return Answer(json.dumps({"status": "completed", "progress": 100, "output": output}).encode())

    def _film(self, request: httpx.Request) -> Answer:
        tag = f'"{hashlib.sha256(request.url.path.encode()).hexdigest()[:8]}"'
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        first = int(asked[1]) if asked else 0
        headers = {"etag": tag}
        if first:
            headers["content-range"] = f"bytes {first}-{len(FILM) - 1}/{len(FILM)}"
        return Answer(FILM[first:], 206 if first else 200, "video/mp4", headers)


def pieces(answer: Answer, size_bytes: int) -> Iterator[bytes]:
    """Yield the body in pieces, and its bad end if it has one."""
    for start in range(0, len(answer.body), size_bytes):
        yield answer.body[start : start + size_bytes]
    if answer.broken is not None:
        raise answer.broken


def _ok(**data: Any) -> Answer:
    return Answer(json.dumps({"code": 0, "data": data}).encode())


def refusal(code: int, message: str, status: int) -> Answer:
    """Return a no in the protocol's form."""
    return Answer(json.dumps({"code": int(code), "message": message}).encode(), status)
