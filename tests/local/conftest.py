"""A local backend on a real port, a director and a renderer that take no time, and a client that knows the routes."""

import contextlib
import json
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import wire
from imgfree.errors import ImgfreeError
from imgfree.local import app
from imgfree.local.assets import Asset, Probe
from imgfree.local.jobs import STILLS, still
from imgfree.local.misbehave import parse
from imgfree.local.server import LOOPBACK, bound, hosted
from imgfree.local.store import Store

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
ATTRIBUTION = dict(zip(wire.ATTRIBUTION_HEADERS, ("test", "1", "unknown"), strict=True))


@dataclass
class SetClock:
    """A clock that goes only when it is told to."""

    at_s: float = 1_774_000_000.0

    def now_s(self) -> float:
        return self.at_s

    def monotonic_s(self) -> float:
        return self.at_s

    def protocol_s(self) -> float:
        return self.at_s

    def real_s(self, protocol_s: float) -> float:
        return protocol_s

    def wait(self, protocol_s: float) -> None:
        self.at_s += protocol_s


@dataclass(frozen=True)
class Clause:
    text: str
    outcome: str
    ops: list[dict[str, Any]]
    note: str = ""


@dataclass(frozen=True)
class Reply:
    clauses: list[Clause]
    draft: dict[str, Any] | None
    text: str
    edited: bool


@dataclass(frozen=True)
class Made:
    width: int
    height: int
    duration_s: float
    size_bytes: int
    loudness: dict[str, float] | None = None


@dataclass
class Parts:
    """The pieces behind the routes, as simple as can be; `gate` holds director and renderer back while it is clear."""

    gate: threading.Event = field(default_factory=threading.Event)
    entered: threading.Event = field(default_factory=threading.Event)
    rendered: list[str] = field(default_factory=list)

    def direct(self, sentence: str, assets: Sequence[Asset], revisions: Sequence[dict[str, Any]]) -> Reply:
        """Put all files on one track; "nothing" changes nothing and "fail" fails."""
        self.entered.set()
        assert self.gate.wait(240)
        if "fail" in sentence:
            raise ImgfreeError('the director gave up: "why"\nnobody knows')
        clause = Clause(sentence, "applied", [{"op": "build"}])
        if "nothing" in sentence:
            return Reply(
                [replace(clause, outcome="not understood")], revisions[-1] if revisions else None, "Pardon?", False
            )
        segments = [{"d": 1000, "m": {"source": asset.id, "url": asset.cdn_url}} for asset in assets]
        about = {"width": 1080, "height": 1920, "revision": len(revisions) + 1}
        return Reply([clause], {"d": 1000, "m": about, "t": [{"tt": 0, "sg": segments}]}, f"Done: {sentence}", True)

    def render(
        self,
        draft: Mapping[str, Any],
        assets: Mapping[str, Asset],
        output: Any,
        target: Path,
        *,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Made:
        """Write the names of the used files as the film."""
        on_progress(0.25)
        self.entered.set()
        while not (self.gate.wait(0.01) or cancelled()):
            pass
        if cancelled():
            raise ImgfreeError("stopped")
        sources = [segment["m"]["source"] for track in draft["t"] for segment in track["sg"]]
        content = "\n".join([json.dumps(vars(output)), *(assets[source].filename for source in sources)]).encode()
        target.write_bytes(content)
        for name in STILLS:
            (target.parent / still(target.stem, name)).write_bytes(name.encode())
        self.rendered.append(target.stem)
        return Made(1080, 1920, 1.5, len(content), {"film_lufs": -14.0})

    def preview(
        self, draft: Mapping[str, Any], assets: Mapping[str, Asset], output: Any, target: Path
    ) -> dict[str, Any]:
        """Write a word as the sheet; a file that is not there is refused."""
        for segment in draft["t"][0]["sg"]:
            if segment["m"]["source"] not in assets:
                raise ImgfreeError(f"'{segment['m']['source']}' is not among the uploaded files")
        target.write_bytes(b"sheet")
        return {"shots": 1, "stills": [{"shot": 1}]}

    def thumbnail(self, asset: Asset, target: Path) -> None:
        """Write the file's name as its thumbnail."""
        target.write_bytes(asset.filename.encode())

    def probe(self, path: Path) -> Probe:
        """Take every file for a small picture, but those that say they are broken."""
        if b"broken" in path.read_bytes():
            raise ImgfreeError(f"'{path.name}' is damaged")
        return Probe("image", 40, 30, 0.0, 0.0)


class Caller:
    """A client of the protocol, as plain as the specification's."""

    def __init__(self, url: str, client_id: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=240)
        self.client_id = client_id
        self.session_id = ""

    def sign_in(self) -> httpx.Response:
        answer = self.http.post(wire.ANONYMOUS_TOKEN, headers={wire.CLIENT_ID_HEADER: self.client_id})
        if answer.status_code == 200:
            self.http.headers["Authorization"] = f"Bearer {answer.json()['data']['token']}"
        return answer

    def open_session(self) -> dict[str, Any]:
        data: dict[str, Any] = self.http.post(wire.NEW_SESSION, json={"task_name": "project"}).json()["data"]
        self.session_id = data["session_id"]
        return data

    def upload(self, *files: tuple[str, bytes]) -> httpx.Response:
        return self.http.post(wire.upload_path(self.session_id), files=[("files", file) for file in files])

    def said(self, sentence: str, **more: Any) -> dict[str, Any]:
        body = {"app_name": wire.APP_NAME, "user_id": "me", "session_id": self.session_id}
        return {**body, "new_message": {"parts": [{"text": sentence}]}, **more}

    def say(self, sentence: str, **more: Any) -> httpx.Response:
        return self.http.post(wire.RUN_SSE, json=self.said(sentence, **more))

    def events(self, sentence: str, **more: Any) -> list[dict[str, Any]]:
        lines = self.say(sentence, **more).text.splitlines()
        return [json.loads(line[6:]) for line in lines if line.startswith("data: ")]

    def state(self) -> dict[str, Any]:
        data: dict[str, Any] = self.http.get(wire.state_path(self.session_id)).json()["data"]
        return data

    def built(self) -> "Caller":
        """Return the caller, its session now with a photo and a draft."""
        self.upload(("a.png", PNG))
        self.say("build it")
        return self

    def draft(self) -> dict[str, Any]:
        draft: dict[str, Any] = self.state()["state"]["draft"]
        return draft

    def credits(self) -> tuple[int, int, int]:
        data = self.http.get(wire.CREDITS).json()["data"]
        return data["available"], data["frozen"], data["total"]

    def submit(self, render_id: str, **body: Any) -> httpx.Response:
        whole = {"id": render_id, "sessionId": self.session_id, "draft": self.draft(), **body}
        return self.http.post(wire.RENDER, json=whole, headers=ATTRIBUTION)

    def poll(self, render_id: str) -> dict[str, Any]:
        body: dict[str, Any] = self.http.get(wire.render_path(render_id)).json()
        return body

    def finished(self, render_id: str) -> dict[str, Any]:
        for _ in range(24_000):
            body = self.poll(render_id)
            if body["status"] in (wire.COMPLETED, wire.FAILED):
                return body
            threading.Event().wait(0.01)
        raise AssertionError(f"{render_id} never ended")


@dataclass
class Backend:
    """A backend that can be started, stopped and started again on the same folder."""

    data_dir: Path
    parts: Parts = field(default_factory=Parts)
    clock: SetClock = field(default_factory=SetClock)

    @contextlib.contextmanager
    def started(self, misbehave: str = "", **options: Any) -> Iterator[str]:
        store = Store(self.data_dir)
        parts = self.parts
        chosen = app.Options(misbehave=parse(misbehave), **{"embedded": False, **options})
        behind = app.Parts(parts.direct, parts.render, parts.preview, parts.probe, parts.thumbnail)
        made = app.create_app(store, behind, options=chosen, clock=self.clock)
        try:
            with bound(LOOPBACK, 0) as listener, hosted(made, listener) as url:
                yield url
        finally:
            store.close()

    @contextlib.contextmanager
    def caller(self, misbehave: str = "", **options: Any) -> Iterator[Caller]:
        """Yield a caller with a token and an empty session on a started backend."""
        with self.started(misbehave, **options) as url:
            caller = Caller(url, "client-1")
            with caller.http:
                caller.sign_in()
                caller.open_session()
                yield caller


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    """A backend on an empty folder, not started; its parts answer at once."""
    made = Backend(tmp_path / "data")
    made.parts.gate.set()
    return made


@pytest.fixture
def caller(backend: Backend) -> Iterator[Caller]:
    """A caller with a token and an empty session on a strict backend."""
    with backend.caller() as caller:
        yield caller


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a strict backend that stands through all tests; it answers at once."""
    backend = Backend(tmp_path_factory.mktemp("standing"))
    backend.parts.gate.set()
    with backend.started() as url:
        yield url


@pytest.fixture
def guest(standing: str) -> Iterator[Caller]:
    """A caller with an account and an empty session of its own on the standing backend, for tests that need no more."""
    guest = Caller(standing, uuid.uuid4().hex)
    with guest.http:
        guest.sign_in()
        guest.open_session()
        yield guest


@pytest.fixture
def new_caller() -> Iterator[Callable[..., Caller]]:
    """Make further callers, closed after the test."""
    with contextlib.ExitStack() as stack:

        def make(url: str, client_id: str) -> Caller:
            caller = Caller(url, client_id)
            stack.enter_context(caller.http)
            return caller

        yield make
